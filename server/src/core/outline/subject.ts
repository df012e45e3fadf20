/** What the cursor means, when it stands on a host, a domain, an IP address or a mail address; and where else that stands. Texts only. */
import { domainOf, isHostName } from '../net/hosts.ts';
import { readIp } from '../net/ip.ts';
import { isBlank, isDigit, isLetter } from '../text/chars.ts';
import type { Span } from '../text/span.ts';

/**
 * `host` a whole host name · `domain` the domain that somebody registered, with all hosts in it ·
 * `address` an IP address, however it is written · `mailbox` a mail address or a message identifier.
 */
export type SubjectKind = 'host' | 'domain' | 'address' | 'mailbox';

/** The span is the place under the cursor. */
export interface Subject extends Span {
  readonly kind: SubjectKind;
  /** In lower case; of an IP address the canonical form (RFC 5952). */
  readonly value: string;
}

/** RFC 5322 §2.1.1: no line is longer. UTF-16 units, to each side of the cursor. */
const longestSubject = 998;

/**
 * The subject at an offset; null on everything else. On the labels of the registered domain it is
 * the domain, on those before it the host; before the `@` the mail address.
 */
export function subjectAt(text: string, offset: number): Subject | null {
  return addressAt(text, offset) ?? bracketedAt(text, offset) ?? nameAt(text, offset);
}

function addressAt(text: string, offset: number): Subject | null {
  const found = runAt(text, offset, isAddressCharacter);
  const run = { ...found, start: behindTag(text, found.start) };
  const ip = readIp(text, run.start, run.end) ?? readIp(text, run.start, withoutDots(text, run));
  if (ip?.valid !== true || offset < ip.start) return null;
  // `10.0.0.1.example.com` is a host.
  if (isNameCharacter(text.charCodeAt(found.start - 1)) && run.start === found.start) return null;
  if (isNameCharacter(text.charCodeAt(run.end))) return null;
  return { kind: 'address', value: ip.value, start: ip.start, end: ip.end };
}

/** `<local@domain>`: what stands in the brackets is one thing, whatever characters it has. */
function bracketedAt(text: string, offset: number): Subject | null {
  const { start, end } = runAt(text, offset, isBracketedCharacter);
  if (text.charCodeAt(start - 1) !== 60 || text.charCodeAt(end) !== 62) return null;
  const value = text.slice(start, end);
  const sign = value.indexOf('@');
  if (sign < 1 || sign !== value.lastIndexOf('@') || offset > start + sign) return null;
  return { kind: 'mailbox', value: value.toLowerCase(), start, end };
}

function nameAt(text: string, offset: number): Subject | null {
  const run = runAt(text, offset, isNameCharacter);
  let { start } = run;
  const end = withoutDots(text, run);
  while (start < end && '.-'.includes(text.charAt(start))) start++;
  const word = text.slice(start, end);
  const sign = word.lastIndexOf('@');
  const hostStart = start + sign + 1;
  const host = word.slice(sign + 1).toLowerCase();
  if (!host.includes('.') || !isHostName(host)) return null;
  if (sign > 0 && offset < hostStart) {
    return { kind: 'mailbox', value: word.toLowerCase(), start, end };
  }
  const domain = domainOf(host);
  if (domain !== null && offset >= end - domain.length) {
    return { kind: 'domain', value: domain, start: end - domain.length, end };
  }
  return { kind: 'host', value: host, start: hostStart, end };
}

/** Where the subject stands in `text[start, end)`, in order, at most `most` places. Linear, but for IPv6 addresses of many forms. */
export function occurrencesOf(
  { kind, value }: Subject,
  text: string,
  { start, end }: Span,
  most: number,
): Span[] {
  if (kind === 'address' && value.includes(':')) return ipv6In(text, value, start, end, most);
  const lower = lowerCase(text.slice(start, end));
  const found: Span[] = [];
  for (let at = lower.indexOf(value); at >= 0 && found.length < most;) {
    const next = at + value.length;
    if (begins(lower, at, kind) && ends(lower, next)) {
      found.push({ start: start + at, end: start + next });
    }
    at = lower.indexOf(value, next);
  }
  return found;
}

/** Whether no longer name, address or mailbox begins before. */
function begins(text: string, at: number, kind: SubjectKind): boolean {
  const before = text.charCodeAt(at - 1);
  if (Number.isNaN(before)) return true;
  if (before === 46 /* . */) return kind === 'domain';
  if (kind === 'mailbox') return !isNameCharacter(before);
  return !isWordCharacter(before);
}

function ends(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === 46 /* . */) return !isWordCharacter(text.charCodeAt(at + 1));
  return !isWordCharacter(code);
}

function ipv6In(text: string, value: string, start: number, end: number, most: number): Span[] {
  const found: Span[] = [];
  let from = start;
  for (let at = text.indexOf(':', from); at >= 0 && at < end && found.length < most;) {
    let runStart = at;
    while (runStart > from && isAddressCharacter(text.charCodeAt(runStart - 1))) runStart--;
    from = at + 1;
    while (from < end && isAddressCharacter(text.charCodeAt(from))) from++;
    runStart = behindTag(text, runStart);
    const ip = from - runStart > longestAddress ? null : readIp(text, runStart, from);
    if (ip?.value === value) found.push({ start: ip.start, end: ip.end });
    at = text.indexOf(':', from);
  }
  return found;
}

/** Behind `IPv6:` (RFC 5321 §4.1.3), whose last letters could be those of an address. */
function behindTag(text: string, start: number): number {
  const tagged = text.startsWith('6:', start) && /^ipv$/i.test(text.slice(start - 3, start));
  return tagged ? start + 2 : start;
}

/** An IPv6 address with an IPv4 one in it, and a full stop. */
const longestAddress = 46;

/** Lower case of the same length: some letters become two. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length
    ? lower
    : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function runAt(text: string, offset: number, is: (code: number) => boolean): Span {
  let start = offset;
  while (start > 0 && offset - start < longestSubject && is(text.charCodeAt(start - 1))) start--;
  let end = offset;
  while (end < text.length && end - offset < longestSubject && is(text.charCodeAt(end))) end++;
  return { start, end };
}

/** Before the sentence's own full stop or hyphen. */
function withoutDots(text: string, { start, end }: Span): number {
  while (end > start && '.-'.includes(text.charAt(end - 1))) end--;
  return end;
}

function isAddressCharacter(code: number): boolean {
  const lower = code | 32;
  return isDigit(code) || (lower >= 97 && lower <= 102) || code === 46 || code === 58;
}

function isBracketedCharacter(code: number): boolean {
  return !isBlank(code) && code !== 60 /* < */ && code !== 62; /* > */
}

/** Of a label. */
function isWordCharacter(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === 45 /* - */ || code === 95; /* _ */
}

/** Of a host, or of a mail address. */
function isNameCharacter(code: number): boolean {
  return isWordCharacter(code) || code === 46 || code === 64 /* @ */ || code === 43; /* + */
}
