/**
 * What there is to judge in a message, found in one pass over its hops and one over its header: a
 * rule whose subject is not there need not run. Most messages give most rules nothing to say.
 */
import { indexOf, type FieldIndex } from '../message/field-index.ts';
import type { HeaderField } from '../message/header.ts';
import { skipByteOrderMark } from '../message/lines.ts';
import type { Mailbox } from '../message/mailboxes.ts';
import { brandOf, mayNameBrand } from '../net/brands.ts';
import { unknownTopLevel } from '../net/hosts.ts';
import type { Peer, ReceivedField } from '../received/field.ts';
import { brokenLinks } from '../route/links.ts';
import { isAscii, isPrintable } from '../text/chars.ts';
import type { Spanned } from '../text/span.ts';
import { HOUR } from './duration.ts';
import type { RuleContext } from './rule.ts';

/** Subjects of rules, a bit each: a message has them or not. */
export const subjects = {
  /** No trace field at all. */
  untraced: 1 << 0,
  /** A client address with a defect, or from a reserved range. */
  oddAddress: 1 << 1,
  /** A trace field with an oddity. */
  oddField: 1 << 2,
  /** A field named Received that is none. */
  unparsed: 1 << 3,
  /** A HELO that is an address. */
  heloAddress: 1 << 4,
  /** A HELO name and a reverse name, neither of them a nickname, of different organisations. */
  twoHouses: 1 << 5,
  /** The same, and the one in HELO is a mailbox provider's. */
  brandInHelo: 1 << 6,
  /** A client that calls itself a mailbox provider and whose address has no name, as the server noted. */
  unnamed: 1 << 7,
  /** A reverse name that the server itself doubts. */
  doubted: 1 << 8,
  anonymous: 1 << 9,
  /** A hop dated more than an hour before the older one. */
  backwards: 1 << 10,
  /** A date with a defect. */
  oddDate: 1 << 11,
  undated: 1 << 12,
  /** A trace field that its neighbour did not sign. */
  broken: 1 << 13,
  /** A claimed handover from a client whose name was looked up to recipients that are named. */
  strangers: 1 << 14,
  /** A claimed handover without a word of encryption, from a time when that was usual. */
  unencrypted: 1 << 15,
  /** A trace field beneath From, To or Subject. */
  sunken: 1 << 16,
  /** A line of the header that is none, or was not read. */
  oddHeader: 1 << 17,
  /** A header or a trace field that was not read to its end. */
  cutShort: 1 << 18,
  /** A byte order mark at the beginning, or a line that is none and may hold one. */
  marked: 1 << 19,
  /** A field that is longer than a line may be. */
  longField: 1 << 20,
  /** A field that may come once and came again. */
  repeated: 1 << 21,
  /** An encoded word in a field that programs decode and write anew. */
  encoded: 1 << 22,
  /** No Date field. */
  dateless: 1 << 23,
  /** A Date field with a defect. */
  oddSent: 1 << 24,
  /** A Date field more than an hour behind the oldest trace field. */
  sentLate: 1 << 25,
  /** A name in From that holds an address. */
  addressInName: 1 << 26,
  /** A name in From that may be a brand's. */
  brandInName: 1 << 27,
  /** A name in From that is not plain ASCII. */
  foreignName: 1 << 28,
  /** A mailbox in From or Reply-To whose domain holds, or encodes, other letters than ASCII's. */
  foreignDomain: 1 << 29,
  replyTo: 1 << 30,
  /** A stranger who calls himself by a name under no top-level domain. */
  nowhere: 1 << 31,
} as const;

export type Subject = keyof typeof subjects;

/** The bits of the subjects that the message has. */
export function observe(context: RuleContext): number {
  const { text, header, route, kin } = context;
  const { hops } = route;
  const index = indexOf(context);
  const sent = index.date();
  let seen = 0;
  if (hops.length === 0) seen |= subjects.untraced;
  if (brokenLinks(route, kin).length > 0) seen |= subjects.broken;
  if (header.oddities.length > 0) {
    seen |= subjects.oddHeader | subjects.marked;
    if (header.oddities.some(isCut)) seen |= subjects.cutShort;
  } else if (startsMarked(text, (header.mboxLine ?? header).start, header.end)) {
    seen |= subjects.marked;
  }
  if (index.longest > longestLine) seen |= subjects.longField;
  if (index.repeated.length > 0) seen |= subjects.repeated;
  if (
    text.slice(header.start, header.headerEnd).includes('=?') &&
    rewritten.some((key) => holdsEncodedWord(text, index.first(key)))
  )
    seen |= subjects.encoded;
  if (index.first('date') === undefined) seen |= subjects.dateless;
  if (sent !== null && sent.defects.length > 0) seen |= subjects.oddSent;
  if (!index.isList && index.first('reply-to') !== undefined) seen |= subjects.replyTo;

  let oldest: number | null = null;
  for (let i = 0; i < hops.length; i += 1) {
    const hop = hops[i];
    if (hop === undefined) break;
    const { received } = hop;
    const { from, date, kind, oddities } = received;
    if (kind === 'anonymous') seen |= subjects.anonymous;
    else if (kind === 'unparsed') seen |= subjects.unparsed;
    if (oddities.length > 0) {
      seen |= subjects.oddField;
      if (oddities.some(isCut)) seen |= subjects.cutShort;
    }
    if (date === null) seen |= subjects.undated;
    else {
      if (date.defects.length > 0) seen |= subjects.oddDate;
      if (date.time !== null) oldest = date.time;
    }
    if (hop.delaySeconds !== null && hop.delaySeconds < -HOUR) seen |= subjects.backwards;
    if (from === null) continue;
    const { ip, helo } = from;
    if (ip !== null && (ip.defects.length > 0 || ip.range === 'reserved'))
      seen |= subjects.oddAddress;
    if (from.heloIp !== null) seen |= subjects.heloAddress;
    if (from.mayBeForged !== null) seen |= subjects.doubted;
    if (from.reverseLookup === 'none' && helo !== null && isOfProvider(helo))
      seen |= subjects.unnamed;
    if (hasTwoNames(from) && !kin(from.helo.value, from.rdns.value)) {
      seen |= subjects.twoHouses;
      if (isOfProvider(from.helo)) seen |= subjects.brandInHelo;
    }
    if (hop.trust !== 'claimed') continue;
    if (from.rdns !== null && from.auth === null && received.for.length > 0 && !index.isList)
      seen |= subjects.strangers;
    if (mayBeUnencrypted(received)) seen |= subjects.unencrypted;
  }
  if (oldest !== null && sent !== null && sent.time !== null && sent.time - oldest > HOUR * 1000)
    seen |= subjects.sentLate;
  const stranger = hops[route.border ?? -1]?.received.from?.helo?.value;
  if (stranger !== undefined && unknownTopLevel(stranger) !== null) seen |= subjects.nowhere;
  const lowest = hops[hops.length - 1]?.received.field.start ?? -1;
  if (
    isAbove(index, 'from', lowest) ||
    isAbove(index, 'to', lowest) ||
    isAbove(index, 'subject', lowest)
  )
    seen |= subjects.sunken;
  for (const mailbox of index.mailboxes('from')) {
    if (mailbox.name !== null) seen |= observeName(mailbox.name.value);
    if (isForeign(mailbox)) seen |= subjects.foreignDomain;
  }
  if (index.mailboxes('reply-to').some(isForeign)) seen |= subjects.foreignDomain;
  return seen;
}

/** Whether HELO and the reverse lookup gave two names, neither of them a nickname. */
function hasTwoNames(
  from: Peer,
): from is Peer & { readonly helo: Spanned; readonly rdns: Spanned } {
  const { helo, rdns } = from;
  return (
    helo !== null &&
    rdns !== null &&
    helo.value !== rdns.value &&
    helo.value.includes('.') &&
    rdns.value.includes('.')
  );
}

function isOfProvider({ value }: Spanned): boolean {
  return brandOf(value)?.isMailbox === true;
}

function observeName(name: string): number {
  return (
    (name.includes('@') ? subjects.addressInName : 0) |
    (isPrintable(name) ? 0 : subjects.foreignName) |
    (mayNameBrand(name) ? subjects.brandInName : 0)
  );
}

/** From then on servers that care encrypt; before, hardly any did, and saying so of each message helps nobody. */
const since = Date.UTC(2018, 0, 1);

export function mayBeUnencrypted({ kind, tls, date }: ReceivedField): boolean {
  return kind === 'relay' && tls === null && date?.time != null && date.time >= since;
}

/** RFC 5322 §2.1.1, without the line break. */
export const longestLine = 998;

/** What programs decode and write anew when they answer, forward or sort; others fill fields of their own with encoded words. */
export const rewritten = ['subject', 'from', 'sender', 'reply-to', 'to', 'cc'] as const;

function holdsEncodedWord(text: string, field: HeaderField | undefined): boolean {
  return field !== undefined && text.slice(field.valueStart, field.end).includes('=?');
}

function isCut({ defect }: { readonly defect: string }): boolean {
  return defect === 'cut-short';
}

function isAbove(index: FieldIndex, key: 'from' | 'to' | 'subject', place: number): boolean {
  const field = index.first(key);
  return field !== undefined && field.start < place;
}

function startsMarked(text: string, start: number, end: number): boolean {
  return skipByteOrderMark(text, start, end) > start || skipByteOrderMark(text, 0, end) > 0;
}

function isForeign({ domain }: Mailbox): boolean {
  return !isAscii(domain) || domain.includes('xn--');
}
