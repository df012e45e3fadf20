/** What of a message a letter is about that goes to whoever serves those who profit: mailboxes, sites, numbers. Finds none in a message: that is done before. */
import type { ContactRole } from '../contacts/contact.ts';
import type { ContactPoint, PointPlace } from '../contacts/point.ts';
import { sameOrganisation } from '../net/hosts.ts';

/** Places where an answer is asked for; ways to unsubscribe are no such. */
export const dropBoxPlaces: readonly PointPlace[] = ['reply-to', 'text', 'link', 'form'];
/** Places that lead to a site; pictures and style sheets lie anywhere. */
export const sitePlaces: readonly PointPlace[] = ['link', 'form', 'redirect', 'text'];

export interface About {
  /** As a letter writes them; empty when the message names nothing of the kind. */
  readonly values: readonly string[];
  /** False: one of them, or something else; only the user can tell. */
  readonly certain: boolean;
}

/** Whether letters in this role are about something that the message names. */
export function isAboutPoints(role: ContactRole): boolean {
  return role === 'drop-box' || role === 'web-host' || role === 'phone-carrier';
}

/**
 * What a letter to `recipient` is about; null in the other roles. What was found to be the recipient's
 * is taken as it is; else what the message names is compared with what the recipient answers for, and
 * of several that do not fit none is taken for theirs.
 */
export function aboutFor(
  { role, scope, about = [] }: Recipient,
  points: readonly ContactPoint[],
): About | null {
  if (!isAboutPoints(role)) return null;
  if (about.length > 0) return { values: about, certain: true };
  const named = points.filter((point) => isOfRole(point, role));
  const theirs = named.filter((point) => answersFor(scope, point));
  const found = theirs.length > 0 ? theirs : named;
  const values = [...new Set(found.map(shownValue))];
  return { values, certain: theirs.length > 0 || values.length === 1 };
}

interface Recipient {
  readonly role: ContactRole;
  readonly scope: string;
  readonly about?: readonly string[];
}

function isOfRole({ kind, place }: ContactPoint, role: ContactRole): boolean {
  if (role === 'drop-box') return kind === 'mail' && dropBoxPlaces.includes(place);
  if (role === 'web-host') return kind === 'url' && sitePlaces.includes(place);
  return kind === 'phone';
}

function answersFor(scope: string, point: ContactPoint): boolean {
  switch (point.kind) {
    case 'mail':
    case 'url':
      return sameOrganisation(point.host, scope);
    case 'phone':
      return digitsOf(scope) === digitsOf(point.value);
    case 'postal':
      return false;
  }
}

function digitsOf(text: string): string {
  return text.replace(/[^0-9]/g, '');
}

function shownValue(point: ContactPoint): string {
  return point.kind === 'phone' ? point.international : point.value;
}
