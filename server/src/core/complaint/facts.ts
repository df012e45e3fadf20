/** What a message itself gives to be said in a letter besides its route: ways to reach those who profit. Says nothing by itself: a person ticks it. */
import type { ContactPoint } from '../contacts/point.ts';
import type { Fact } from './letter.ts';

/** Of one kind; nobody ticks more. */
const mostOfAKind = 20;

/** In the order of the message, the rarer kinds first. */
export function factsFrom(points: readonly ContactPoint[]): Fact[] {
  return (['phone', 'postal', 'mail', 'url'] as const).flatMap((kind) =>
    points
      .filter((point) => point.kind === kind)
      .flatMap(factOf)
      .slice(0, mostOfAKind),
  );
}

function factOf(point: ContactPoint): Fact[] {
  switch (point.kind) {
    case 'phone': {
      const notes = [point.country, point.type?.replaceAll('-', ' ')].filter(
        (note) => note != null,
      );
      const aside = notes.length === 0 ? '' : ` (${notes.join(', ')})`;
      return [{ kind: 'phone', text: point.international + aside }];
    }
    case 'postal':
      return [{ kind: 'advertiser', text: point.value }];
    case 'mail':
      // From is easily made up: whoever stands there may be a victim.
      return point.place === 'from' ? [] : [{ kind: 'advertiser', text: point.value }];
    case 'url':
      return isVisited(point) ? [{ kind: 'uri', text: point.value }] : [];
  }
}

/** Pictures and style sheets lie anywhere. */
function isVisited({ place }: ContactPoint): boolean {
  return place === 'text' || place === 'link' || place === 'form' || place === 'redirect';
}

/** The mailboxes that a message wants its answers sent to, without the reader's own: whom an inquiry may go to. */
export function advertisersIn(
  points: readonly ContactPoint[],
  own: readonly string[],
): readonly string[] {
  const mail = points.filter(({ kind, place }) => kind === 'mail' && place !== 'unsubscribe');
  const named = mail.map(({ value }) => value);
  return [...new Set(named)]
    .filter((address) => !own.includes(address.toLowerCase()))
    .slice(0, mostOfAKind);
}
