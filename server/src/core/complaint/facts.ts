/** What a message itself gives to be said in a letter besides its route: ways to reach those who profit. Says nothing by itself: a person ticks it. */
import { phoneTypeWords } from '../contacts/phone-types.ts';
import type { ContactPoint, PhonePoint } from '../contacts/point.ts';
import { english, listed, say, type Value } from '../text/said.ts';
import { dropBoxPlaces } from './about.ts';
import { brandOf } from '../net/brands.ts';
import { isPublicProvider } from '../route/own-hosts.ts';
import type { Addressee } from './index.ts';
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

/** The domains that the message leads to, as machines are told of them (RFC 5965 §3.2); not those of houses whose names are borrowed, nor of providers for everybody. */
export function domainsFrom(points: readonly ContactPoint[]): Fact[] {
  const domains = points
    .flatMap((point) => {
      if (point.kind === 'url') return isVisited(point) ? (point.domain ?? []) : [];
      if (point.kind !== 'mail') return [];
      return dropBoxPlaces.includes(point.place) ? (point.domain ?? []) : [];
    })
    .filter((domain) => brandOf(domain) === null && !isPublicProvider(domain));
  return [...new Set(domains)].slice(0, mostOfAKind).map((text) => ({ kind: 'domain', text }));
}

/** Who may be told, once somebody finds out their address: nothing in a message tells it. */
export type Unaddressed = Pick<Addressee, 'role' | 'scope' | 'basis'>;

/** Nobody asks after the carriers of more. */
const mostCarriers = 10;

/** The carriers of the numbers that a message names. Which company it is no numbering plan tells: numbers move. */
export function carriersFor(points: readonly ContactPoint[]): Unaddressed[] {
  return points
    .filter((point) => point.kind === 'phone')
    .slice(0, mostCarriers)
    .map((point) => ({
      role: 'phone-carrier',
      scope: point.international,
      basis: say`the number ${point.international}${aside(point)} in the message`,
    }));
}

/** ` (US, toll free)`; empty when nothing is known. */
function aside({ country, type }: PhonePoint): Value {
  const notes = [country, type && phoneTypeWords[type]].filter((note) => note !== null);
  return notes.length === 0 ? '' : say` (${listed(notes)})`;
}

function factOf(point: ContactPoint): Fact[] {
  switch (point.kind) {
    case 'phone':
      return [{ kind: 'phone', text: point.international + english(aside(point)) }];
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
