/** Whose message it was: which addresses in it are the reader's, and which may be. Replaces none. */
import { ownHostOf } from '../contacts/guess.ts';
import { fieldsNamed } from '../message/fields.ts';
import { readMailboxes } from '../message/mailboxes.ts';
import { domainOf, isMailAddress } from './address.ts';
import type { Incident } from './incident.ts';
import { readerAddresses } from './redact.ts';

export interface Readers {
  /** In lower case. */
  readonly own: readonly string[];
  /** To whom the message says that it goes, and who may be somebody else. In lower case. */
  readonly possible: readonly string[];
}

/** Written by the sender: a reader who got a blind copy does not stand there, and anybody else may. */
const recipientFields = ['to', 'cc', 'resent-to', 'resent-cc', 'apparently-to', 'x-apparently-to'];
const senderFields = ['from', 'sender', 'reply-to', 'return-path'];
const mostPossible = 20;

/**
 * Own are those that the user says are, those that the message was delivered to, and recipients at
 * the reader's own servers. Elsewhere, and at a provider whose customers are strangers to each other,
 * To may name anybody: the sender's accomplice, too, whose address is evidence.
 * @param declared what the user says; blanks and empty entries are nobody
 */
export function readersOf(
  incident: Incident,
  ownHosts: readonly string[],
  declared: readonly string[],
): Readers {
  const said = declared.map((one) => one.trim().toLowerCase()).filter((one) => one !== '');
  const own = new Set([...said, ...readerAddresses(incident)]);
  if (incident.missingPart !== null) return { own: [...own], possible: [] };
  const isOwn = ownHostOf(incident.route, ownHosts);
  const senders = new Set(addressesIn(incident, senderFields));
  const possible = new Set<string>();
  for (const address of addressesIn(incident, recipientFields)) {
    if (own.has(address) || senders.has(address)) continue;
    if (isOwn(domainOf(address))) own.add(address);
    else if (possible.size < mostPossible) possible.add(address);
  }
  return { own: [...own], possible: [...possible] };
}

function addressesIn({ analysis }: Incident, keys: readonly string[]): string[] {
  const { text, header } = analysis;
  return keys
    .flatMap((key) => fieldsNamed(header, key))
    .flatMap(({ valueStart, end }) => readMailboxes(text, valueStart, end))
    .flatMap(({ address }) => (address === null ? [] : [address.value.toLowerCase()]))
    .filter(isMailAddress);
}
