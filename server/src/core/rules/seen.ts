/**
 * What there is to judge in a message, found in one pass over its hops and one over its header: a
 * rule whose subject is not there need not run. Most messages give most rules nothing to say.
 */
import { indexOf, type FieldIndex } from '../message/field-index.ts';
import type { HeaderField } from '../message/header.ts';
import { skipByteOrderMark } from '../message/lines.ts';
import type { Mailbox } from '../message/mailboxes.ts';
import { brandOf, mayNameBrand } from '../net/brands.ts';
import type { Peer, ReceivedField } from '../received/field.ts';
import { brokenLinks } from '../route/links.ts';
import { isAscii, isPrintable } from '../text/chars.ts';
import type { Spanned } from '../text/span.ts';
import { HOUR } from './duration.ts';
import type { RuleContext } from './rule.ts';

/** Subjects of rules; a message has them or not. */
export interface Seen {
  /** No trace field at all. */
  untraced: boolean;
  /** A client address with a defect, or from a reserved range. */
  oddAddress: boolean;
  /** A trace field with an oddity. */
  oddField: boolean;
  /** A field named Received that is none. */
  unparsed: boolean;
  /** A HELO that is an address. */
  heloAddress: boolean;
  /** A HELO name and a reverse name, neither of them a nickname, of different organisations. */
  twoHouses: boolean;
  /** A client with two names that calls itself a mailbox provider, and a field beneath it. */
  brandInHelo: boolean;
  /** A client whose address has no name, as the server noted. */
  unnamed: boolean;
  /** A reverse name that the server itself doubts. */
  doubted: boolean;
  anonymous: boolean;
  /** A hop dated more than an hour before the older one. */
  backwards: boolean;
  /** A date with a defect. */
  oddDate: boolean;
  undated: boolean;
  /** A trace field that its neighbour did not sign. */
  broken: boolean;
  /** A claimed handover from a client whose name was looked up to recipients that are named. */
  strangers: boolean;
  /** A claimed handover without a word of encryption, from a time when that was usual. */
  unencrypted: boolean;
  /** A trace field beneath From, To or Subject. */
  sunken: boolean;
  /** A line of the header that is none, or was not read. */
  oddHeader: boolean;
  /** A header or a trace field that was not read to its end. */
  cutShort: boolean;
  /** A byte order mark at the beginning, or a line that is none and may hold one. */
  marked: boolean;
  /** A field that is longer than a line may be. */
  longField: boolean;
  /** A field that may come once and came again. */
  repeated: boolean;
  /** An encoded word in a field that programs decode and write anew. */
  encoded: boolean;
  /** No Date field. */
  dateless: boolean;
  /** A Date field with a defect. */
  oddSent: boolean;
  /** A Date field more than an hour behind the oldest trace field. */
  sentLate: boolean;
  /** A name in From that holds an address. */
  addressInName: boolean;
  /** A name in From that may be a brand's. */
  brandInName: boolean;
  /** A name in From that is not plain ASCII. */
  foreignName: boolean;
  /** A mailbox in From or Reply-To whose domain holds, or encodes, other letters than ASCII's. */
  foreignDomain: boolean;
  replyTo: boolean;
}

export type Subject = keyof Seen;

export function observe(context: RuleContext): Seen {
  const { text, header, route, kin } = context;
  const { hops } = route;
  const index = indexOf(context);
  const sent = index.date();
  const oddHeader = header.oddities.length > 0;
  const seen: Seen = {
    untraced: hops.length === 0,
    oddAddress: false,
    oddField: false,
    unparsed: false,
    heloAddress: false,
    twoHouses: false,
    brandInHelo: false,
    unnamed: false,
    doubted: false,
    anonymous: false,
    backwards: false,
    oddDate: false,
    undated: false,
    broken: brokenLinks(route, kin).length > 0,
    strangers: false,
    unencrypted: false,
    sunken: false,
    oddHeader,
    cutShort: oddHeader && header.oddities.some(isCut),
    marked: oddHeader || startsMarked(text, (header.mboxLine ?? header).start, header.end),
    longField: index.longest > longestLine,
    repeated: index.repeated.length > 0,
    encoded:
      text.slice(header.start, header.headerEnd).includes('=?') &&
      rewritten.some((key) => holdsEncodedWord(text, index.first(key))),
    dateless: index.first('date') === undefined,
    oddSent: sent !== null && sent.defects.length > 0,
    sentLate: false,
    addressInName: false,
    brandInName: false,
    foreignName: false,
    foreignDomain: false,
    replyTo: !index.isList && index.first('reply-to') !== undefined,
  };
  let oldest: number | null = null;
  for (let i = 0; i < hops.length; i += 1) {
    const hop = hops[i];
    if (hop === undefined) break;
    const { received } = hop;
    const { from, date, kind, oddities } = received;
    if (kind === 'anonymous') seen.anonymous = true;
    else if (kind === 'unparsed') seen.unparsed = true;
    if (oddities.length > 0) {
      seen.oddField = true;
      if (oddities.some(isCut)) seen.cutShort = true;
    }
    if (date === null) seen.undated = true;
    else {
      if (date.defects.length > 0) seen.oddDate = true;
      if (date.time !== null) oldest = date.time;
    }
    if (hop.delaySeconds !== null && hop.delaySeconds < -HOUR) seen.backwards = true;
    if (from === null) continue;
    if (from.ip !== null && (from.ip.defects.length > 0 || from.ip.range === 'reserved'))
      seen.oddAddress = true;
    if (from.heloIp !== null) seen.heloAddress = true;
    if (from.mayBeForged !== null) seen.doubted = true;
    if (from.reverseLookup === 'none' && from.helo !== null) seen.unnamed = true;
    if (hasTwoNames(from)) {
      if (!seen.twoHouses) seen.twoHouses = !kin(from.helo.value, from.rdns.value);
      if (!seen.brandInHelo && i + 1 < hops.length) seen.brandInHelo = isOfProvider(from.helo);
    }
    if (hop.trust !== 'claimed') continue;
    if (from.rdns !== null && from.auth === null && received.for.length > 0) seen.strangers = true;
    if (mayBeUnencrypted(received)) seen.unencrypted = true;
  }
  if (index.isList) seen.strangers = false;
  seen.sentLate =
    oldest !== null && sent !== null && sent.time !== null && sent.time - oldest > HOUR * 1000;
  const lowest = hops[hops.length - 1]?.received.field.start ?? -1;
  seen.sunken =
    isAbove(index, 'from', lowest) ||
    isAbove(index, 'to', lowest) ||
    isAbove(index, 'subject', lowest);
  for (const mailbox of index.mailboxes('from')) {
    if (mailbox.name !== null) observeName(mailbox.name.value, seen);
    if (isForeign(mailbox)) seen.foreignDomain = true;
  }
  if (!seen.foreignDomain) seen.foreignDomain = index.mailboxes('reply-to').some(isForeign);
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

function observeName(name: string, seen: Seen): void {
  if (name.includes('@')) seen.addressInName = true;
  if (!isPrintable(name)) seen.foreignName = true;
  if (mayNameBrand(name)) seen.brandInName = true;
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
