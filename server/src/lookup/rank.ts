/** Which contact goes before which, and when two are one. Finds none. */
import { contactRoles } from '../core/complaint/roles.ts';
import type { Contact, ContactSource } from '../core/contacts/contact.ts';

const confidences: readonly Contact['confidence'][] = ['published', 'registered', 'guessed'];

/** Best first. */
const sources: readonly ContactSource[] = [
  'rdap',
  'abusix',
  'whois',
  'abuse.net',
  'whois-technical',
  'rfc2142',
  'literal',
];

/** By role, then by how sure it is, then by where it comes from. */
function compareContacts(a: Contact, b: Contact): number {
  return contactRoles.indexOf(a.role) - contactRoles.indexOf(b.role) || compareKnowledge(a, b);
}

function compareKnowledge(a: Contact, b: Contact): number {
  return (
    confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence) ||
    sources.indexOf(a.source) - sources.indexOf(b.source)
  );
}

/**
 * Each address once in its weightiest role, by the best that is known of it; best first, and what
 * is as good as another in the order in which it was given.
 */
export function mergeContacts(contacts: readonly Contact[]): readonly Contact[] {
  const merged = new Map<string, Contact>();
  for (const contact of contacts.toSorted(compareContacts)) {
    const key = `${contact.channel} ${contact.address.toLowerCase()}`;
    const known = merged.get(key);
    if (known === undefined) merged.set(key, contact);
    else if (compareKnowledge(contact, known) < 0)
      merged.set(key, { ...contact, role: known.role });
  }
  return [...merged.values()]
    .map((contact) => withAbout(contact, contacts))
    .toSorted(compareContacts);
}

/** One address may serve several mailboxes or sites of the message. */
function withAbout(contact: Contact, contacts: readonly Contact[]): Contact {
  const about = contacts
    .filter(({ role, channel }) => role === contact.role && channel === contact.channel)
    .filter(({ address }) => address.toLowerCase() === contact.address.toLowerCase())
    .flatMap((one) => one.about ?? []);
  return about.length === 0 ? contact : { ...contact, about: [...new Set(about)] };
}
