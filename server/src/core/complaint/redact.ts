/**
 * The reader's own addresses taken out of what a stranger will see (RFC 6590): each local part gives
 * way to a token that is the same wherever it stands, and that nobody without the key can turn back.
 * The domain stays: it tells whom to ask.
 */
import { fieldsNamed } from '../message/fields.ts';
import { readMailboxes } from '../message/mailboxes.ts';
import { decodeLatin1, encodeLatin1 } from '../text/latin1.ts';
import { isMailAddress } from './address.ts';
import { replaceAddresses, spellingsOf, type Change, type Replacement } from './disguises.ts';
import type { Incident } from './incident.ts';

/** HMAC with the reader's key. */
export type KeyedHash = (text: string) => Promise<Uint8Array>;

const tokenLength = 16;
const tokenLetters = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * What each address turns into. Letters and digits, so that the token survives every encoding.
 * @param hash HMAC-SHA-256, or as strong (RFC 6590 §2)
 */
export async function makeRedaction(
  addresses: readonly string[],
  hash: KeyedHash,
): Promise<Redaction> {
  const replacements: Replacement[] = [];
  for (const address of new Set(addresses.map((one) => one.trim().toLowerCase()))) {
    const spellings = spellingsOf(address);
    const [first] = spellings;
    if (first === undefined) continue;
    const digest = await hash(
      first.dotless ? first.local : address.slice(0, address.lastIndexOf('@')),
    );
    let token = '';
    for (const byte of digest.subarray(0, tokenLength)) token += tokenLetters.charAt(byte & 31);
    replacements.push(...spellings.map((one) => ({ ...one, token })));
  }
  return new Redaction(replacements);
}

/** What is to be replaced. Without addresses it changes nothing. */
export class Redaction {
  readonly #replacements: readonly Replacement[];

  constructor(replacements: readonly Replacement[]) {
    this.#replacements = replacements;
  }

  get isEmpty(): boolean {
    return this.#replacements.length === 0;
  }

  /** The bytes with the addresses replaced, and every place where that was done. */
  bytes(bytes: Uint8Array): { readonly bytes: Uint8Array; readonly changes: readonly Change[] } {
    const changes: Change[] = [];
    if (this.isEmpty) return { bytes, changes };
    const replaced = replaceAddresses(decodeLatin1(bytes), this.#replacements, changes);
    return { bytes: changes.length === 0 ? bytes : encodeLatin1(replaced), changes };
  }

  /** The same for a text of ours. */
  text(text: string): string {
    if (this.isEmpty) return text;
    const { bytes, changes } = this.bytes(new TextEncoder().encode(text));
    return changes.length === 0 ? text : new TextDecoder().decode(bytes);
  }
}

/** Whether an address is what redaction made of one. */
export function isRedacted(address: string): boolean {
  return /^[a-z2-7]{16}@/.test(address);
}

/** In these fields the reader's own servers write whose mailbox it is. */
const deliveryFields = [
  'delivered-to',
  'x-original-to',
  'x-delivered-to',
  'envelope-to',
  'x-envelope-to',
] as const;
const mostAddresses = 20;

/**
 * The addresses that are likely the reader's own: whose mailbox the reader's servers delivered to.
 * Not To, which the sender wrote.
 */
export function readerAddresses({
  analysis,
  route,
  missingPart,
}: Pick<Incident, 'route' | 'missingPart'> & {
  readonly analysis: Pick<Incident['analysis'], 'text' | 'header'>;
}): string[] {
  if (missingPart !== null) return [];
  const { text, header } = analysis;
  const border = route.hops[route.border ?? -1];
  const found = new Set<string>();
  const add = (value: string): void => {
    const address = value.replace(/^<|>$/g, '').toLowerCase();
    if (found.size < mostAddresses && isMailAddress(address)) found.add(address);
  };
  for (const { trust, received } of route.hops) {
    if (trust === 'own' || trust === 'border') for (const { value } of received.for) add(value);
  }
  for (const key of deliveryFields) {
    for (const field of fieldsNamed(header, key)) {
      if (border !== undefined && field.start > border.received.field.start) continue;
      for (const { address } of readMailboxes(text, field.valueStart, field.end)) {
        if (address !== null) add(address.value);
      }
    }
  }
  return [...found];
}
