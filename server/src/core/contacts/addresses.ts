/** Web addresses and mailboxes in plain text. Reads them; neither judges nor opens any. */
import { LinkifyIt } from 'linkify-it';
import { isHostName } from '../net/hosts.ts';
import { readIp } from '../net/ip.ts';
import { longestAddress, readWebAddress, type WebAddress } from '../net/web-address.ts';
import { isDigit, isLetter } from '../text/chars.ts';
import type { Span } from '../text/span.ts';

export interface FoundWeb extends Span {
  readonly address: WebAddress;
}

export interface FoundMailbox extends Span {
  readonly mailbox: MailAddress;
}

/** `value` is `local@host`, the host in lower case; both are ASCII and checked. */
export interface MailAddress {
  readonly value: string;
  readonly host: string;
}

/** Where a text without a blank is cut: the library never sees more at a time. UTF-16 units. */
const longestPiece = 4096;

const linkify = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: false, maxLength: longestAddress });
// Mailboxes are read below; `//` alone is a comment in a program more often than an address.
linkify.add('mailto:', null).add('//', null);
const path = new RegExp(linkify.re.get_path().source, 'iy');
// A browser takes more for a host than the library does: percent escapes, names before an @, backslashes.
const backslashPath = /\\[^\s<>"']{0,1000}/y;
const authority = /[/\\]{1,4}[^\s/\\?#<>"'`|{}^]{1,300}/y;
for (const scheme of ['http:', 'https:', 'ftp:']) {
  linkify.add(scheme, {
    validate(text, at) {
      authority.lastIndex = at;
      const host = authority.exec(text)?.[0];
      if (host === undefined) return 0;
      path.lastIndex = backslashPath.lastIndex = at + host.length;
      const rest = (path.exec(text)?.[0] ?? '') || (backslashPath.exec(text)?.[0] ?? '');
      return rest === '' ? trimmed(host) : host.length + rest.length;
    },
  });
}

/** Without the marks of the sentence around it. */
function trimmed(host: string): number {
  let length = host.length;
  while (length > 0 && '.,;:!?)]*_-'.includes(host.charAt(length - 1))) length--;
  return length;
}

/**
 * At most `most`, in the order of the text; names without a scheme (`www.example.com`,
 * `example.com/x`) among them.
 */
export function webAddressesIn(text: string, most: number): FoundWeb[] {
  const found: FoundWeb[] = [];
  for (const { start, end } of piecesOf(text)) {
    if (found.length >= most) break;
    const piece = text.slice(start, end);
    if (!mayHoldAddress(piece)) continue;
    for (const { index, lastIndex, raw, schema } of linkify.match(piece) ?? []) {
      // `info.de@example.com` is a mailbox.
      if (schema === '' && piece.charAt(lastIndex) === '@') continue;
      const address = readWebAddress(schema === '' ? `http://${raw}` : raw);
      if (address === null || (schema === '' && !meantAsAddress(raw, address))) continue;
      found.push({ start: start + index, end: start + lastIndex, address });
    }
  }
  return found;
}

/** Whether the library need look: a scheme, or a full stop inside a word. */
function mayHoldAddress(piece: string): boolean {
  for (let at = piece.indexOf('.'); at >= 0; at = piece.indexOf('.', at + 1)) {
    if (piece.charCodeAt(at + 1) > 32 && piece.charCodeAt(at + 1) !== 46) return true;
  }
  return /:[/\\]/.test(piece);
}

/** Lines, cut where one is longer than a piece. */
function* piecesOf(text: string): Generator<Span> {
  for (let start = 0; start < text.length;) {
    const lineBreak = text.indexOf('\n', start);
    const lineEnd = lineBreak < 0 ? text.length : lineBreak;
    for (; start < lineEnd; start += longestPiece) {
      yield { start, end: Math.min(lineEnd, start + longestPiece) };
    }
    start = lineEnd + 1;
  }
}

/** Top-level domains that no abbreviation, file name or missing blank ends with. */
const webSuffixes = new Set(['com', 'net', 'org', 'info', 'biz', 'edu', 'gov', 'shop', 'museum']);

/** Whether letters with a dot between them are an address, and not `purchase.So` or `notes.pl`. */
function meantAsAddress(raw: string, { host, domain }: WebAddress): boolean {
  if (domain === null) return false;
  if (/^www\d?\./i.test(host) || raw.includes('/')) return true;
  const suffix = host.slice(host.lastIndexOf('.') + 1);
  return webSuffixes.has(suffix) || host.split('.').length > 2;
}

/** RFC 5321 §4.5.3.1. */
const longestLocal = 64;
const longestHost = 253;

/** At most `most`, in the order of the text. `taken` are the ranges of web addresses, in which an `@` is something else. */
export function mailboxesIn(text: string, taken: readonly Span[], most: number): FoundMailbox[] {
  const found: FoundMailbox[] = [];
  let next = 0;
  for (let sign = text.indexOf('@'); sign >= 0; sign = text.indexOf('@', sign + 1)) {
    if (found.length >= most) break;
    while (next < taken.length && (taken[next]?.end ?? 0) <= sign) next++;
    if ((taken[next]?.start ?? Infinity) <= sign) continue;
    let start = sign;
    while (start > 0 && sign - start < longestLocal && isLocal(text.charCodeAt(start - 1))) start--;
    while (start < sign && !isWord(text.charCodeAt(start))) start++;
    let end = sign + 1;
    const bracketed = text.charCodeAt(end) === 91; /* [ */
    if (bracketed) end++;
    while (end < text.length && end - sign <= longestHost && isHost(text.charCodeAt(end))) end++;
    while (end > sign && !isWord(text.charCodeAt(end - 1))) end--;
    if (bracketed && text.charCodeAt(end) === 93 /* ] */) end++;
    const mailbox = readMailAddress(text.slice(start, end));
    if (mailbox === null || isMessageId(text, start)) continue;
    found.push({ start, end, mailbox });
  }
  return found;
}

/** What people have before the `@`; more is allowed, and in a text it belongs to the sentence. */
function isLocal(code: number): boolean {
  // . _ % + -
  return isWord(code) || code === 46 || code === 95 || code === 37 || code === 43 || code === 45;
}

function isHost(code: number): boolean {
  return isWord(code) || code === 46 || code === 45;
}

function isWord(code: number): boolean {
  return isLetter(code) || isDigit(code);
}

/** `local@host` or `local@[192.0.2.1]`; null for everything that could not stand in a To field as it is. */
export function readMailAddress(text: string): MailAddress | null {
  const sign = text.lastIndexOf('@');
  const local = text.slice(0, sign);
  if (sign < 1 || local.length > longestLocal || !/^[\w!#$%&'*+./=?^`{|}~-]+$/.test(local))
    return null;
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) return null;
  const written = text.slice(sign + 1);
  const inner = written.startsWith('[') && written.endsWith(']') ? written.slice(1, -1) : written;
  const ip = readIp(inner, 0, inner.length, inner !== written);
  if (ip !== null) {
    return ip.valid && ip.version === 4 && ip.port === null
      ? { value: `${local}@[${ip.value}]`, host: ip.value }
      : null;
  }
  const host = written.toLowerCase();
  if (!isHostName(host) || !/\.[a-z][a-z0-9-]+$/.test(host)) return null;
  return { value: `${local}@${host}`, host };
}

/** Message ids look like mailboxes; only the name of their field tells. */
function isMessageId(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 40), at).toLowerCase();
  const field = before.slice(before.lastIndexOf('\n') + 1);
  return /(?:message-id|in-reply-to|references):/.test(field);
}
