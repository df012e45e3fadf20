/** IP address literals as servers write them into trace fields, and what their ranges mean. */
import { isDigit, skipBlanks, trimBlanks } from '../text/chars.ts';
import type { Span } from '../text/span.ts';

/**
 * What an address can be, by the special-purpose registries (RFC 6890).
 * `documentation` (TEST-NET, 2001:db8::/32) counts as public in the trust walk.
 * `reserved` covers multicast, 240/4, 0/8 and the unspecified address: no client has one.
 */
export type IpRange =
  | 'public'
  | 'documentation'
  | 'private'
  | 'shared'
  | 'loopback'
  | 'link-local'
  | 'reserved'
  | 'invalid';

export type IpDefect =
  /** An IPv4 octet above 255. */
  | 'octet-above-255'
  /** Three or five octets. */
  | 'octet-count'
  /** `0.0.0.0` or `000.000.000`: all zero. */
  | 'all-zero'
  /** `031`: people read decimal, some programs octal. */
  | 'leading-zero'
  /** Looks like IPv6, is none. */
  | 'malformed-ipv6';

/** An address literal as written. The span covers the address without brackets, `IPv6:` tag, port and zone. */
export interface IpLiteral extends Span {
  /** RFC 5952, IPv4-mapped as IPv4; as written when it is not valid. */
  readonly value: string;
  readonly valid: boolean;
  readonly version: 4 | 6;
  /** `eth0` in `fe80::1%eth0`. */
  readonly zone: string | null;
  readonly port: number | null;
  readonly range: IpRange;
  readonly defects: readonly IpDefect[];
}

const noDefects: readonly IpDefect[] = Object.freeze([]);
const allZero: readonly IpDefect[] = Object.freeze(['all-zero'] as const);
const malformedIpv6: readonly IpDefect[] = Object.freeze(['malformed-ipv6'] as const);

const colon = 58;
const dot = 46;

/**
 * Reads one address candidate: the content of a literal `[…]` or a bare word. Null when it does not
 * look like an address at all (host names, numbers). Only the caller knows whether the candidate
 * stands in the position of an address: `15.20.5250` is a version elsewhere.
 *
 * Bare words must have the shape of an address: three to five groups of at most three digits, or
 * IPv6. In brackets (or behind `IPv6:`) the writer meant an address, so any attempt at one counts.
 *
 * `valid` speaks of the notation alone: `0.0.0.0` is valid, reserved, and has the defect `all-zero`.
 */
export function readIp(
  text: string,
  start: number,
  end: number,
  bracketed = false,
): IpLiteral | null {
  start = skipBlanks(text, start, end);
  end = trimBlanks(text, start, end);
  const tagged = startsWithTag(text, start, end);
  if (tagged) start += 5;
  const lenient = bracketed || tagged;

  // The plain IPv4 address is on the hot path of every message: one loop, nothing allocated.
  let number = 0;
  let octet = 0;
  let digits = 0;
  let dots = 0;
  let empty = false;
  let long = false;
  let above = false;
  let leadingZero = false;
  let zero = true;
  let at = start;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) {
      if (digits === 1 && octet === 0) leadingZero = true;
      octet = octet * 10 + code - 48;
      digits++;
      if (code !== 48) zero = false;
    } else if (code === dot && at > start) {
      if (digits === 0) empty = true;
      if (digits > 3) long = true;
      if (octet > 255) above = true;
      number = (number << 8) | octet;
      octet = 0;
      digits = 0;
      dots++;
    } else if (code === colon && dots > 1) {
      break;
    } else {
      return readIpv6(text, start, end, lenient, tagged);
    }
  }
  // `10.0.8.6.13219`: old Exim puts the port behind a fifth dot.
  if (dots === 4 && digits > 3 && !empty && !above) {
    const address = readIp(text, start, at - digits - 1, bracketed);
    return address && { ...address, port: readPort(text, at - digits, at) ?? null };
  }
  if (digits === 0) empty = true;
  if (digits > 3) long = true;
  if (octet > 255) above = true;
  number = (number << 8) | octet;

  if (dots < 2) return tagged && end > start ? malformed(text, start, end, null) : null;
  if (!lenient && (dots > 4 || empty || long)) return null;
  const port = at < end ? readPort(text, at + 1, end) : null;
  if (port === undefined) return null;

  const wrongCount = dots !== 3 || empty;
  const valid = !wrongCount && !above;
  return {
    start,
    end: at,
    value: valid && leadingZero ? dotted(number) : text.slice(start, at),
    valid,
    version: 4,
    zone: null,
    port,
    range: valid ? rangeOfIpv4(number) : 'invalid',
    defects:
      valid && !leadingZero && !zero
        ? noDefects
        : ipv4Defects(above, wrongCount, zero, leadingZero),
  };
}

/** Whether the address lies in a network (`192.0.2.0/24`, `2001:db8::/32`) or is that address (`192.0.2.1`). */
export function inCidr(ip: IpLiteral | string, cidr: string): boolean {
  const slash = cidr.indexOf('/');
  const base = readIp(cidr, 0, slash < 0 ? cidr.length : slash);
  if (base === null) return false;
  // `::ffff:192.0.2.0/120` counts its bits as IPv6, though the address in it is IPv4.
  const mapped = base.version === 4 && cidr.indexOf(':') < 0 ? 96 : 0;
  let bits = 128;
  if (slash >= 0) {
    const width = readNumber(cidr, slash + 1, cidr.length, 3);
    if (width === undefined || width + mapped > 128) return false;
    bits = width + mapped;
  }
  return samePrefix(asLiteral(ip), base, bits);
}

/** Whether two addresses are neighbours: the same /24 (IPv4) or the same /64 (IPv6). */
export function sameNetwork24(a: IpLiteral | string, b: IpLiteral | string): boolean {
  const first = asLiteral(a);
  return samePrefix(first, asLiteral(b), first?.version === 4 ? 96 + 24 : 64);
}

/**
 * The network that the address is counted with when nobody looks up how large it really is: its /24
 * (IPv4) or its /48, what one customer gets (IPv6, RFC 6177). Null for what is no address.
 */
export function networkOf(ip: IpLiteral | string): string | null {
  const literal = asLiteral(ip);
  if (!literal?.valid) return null;
  const words = wordsOf(literal.value);
  if (literal.version === 6) {
    return `${formatIpv6(words.map((word, index) => (index < 3 ? word : 0)))}/48`;
  }
  return `${dotted((((words[6] ?? 0) << 16) | (words[7] ?? 0)) & ~255)}/24`;
}

function asLiteral(ip: IpLiteral | string): IpLiteral | null {
  return typeof ip === 'string' ? readIp(ip, 0, ip.length) : ip;
}

function samePrefix(a: IpLiteral | null, b: IpLiteral | null, bits: number): boolean {
  if (!a?.valid || !b?.valid || a.version !== b.version) return false;
  const left = wordsOf(a.value);
  const right = wordsOf(b.value);
  for (let word = 0; bits > 0; word++, bits -= 16) {
    const different = (left[word] ?? 0) ^ (right[word] ?? 0);
    if (different >> Math.max(0, 16 - bits) !== 0) return false;
  }
  return true;
}

/** The eight words of a canonical address, IPv4 as `::ffff:a.b.c.d`. */
function wordsOf(value: string): readonly number[] {
  return parseIpv6(value.indexOf(':') < 0 ? `::ffff:${value}` : value) ?? [];
}

/** `IPv6:` in any case (RFC 5321 §4.1.3). */
function startsWithTag(text: string, start: number, end: number): boolean {
  return (
    end - start >= 5 &&
    (text.charCodeAt(start) | 32) === 105 &&
    (text.charCodeAt(start + 1) | 32) === 112 &&
    (text.charCodeAt(start + 2) | 32) === 118 &&
    text.charCodeAt(start + 3) === 54 &&
    text.charCodeAt(start + 4) === colon
  );
}

/** The decimal number that fills the range; undefined when anything else stands there or it is longer than `width`. */
function readNumber(text: string, start: number, end: number, width: number): number | undefined {
  if (start >= end || end - start > width) return undefined;
  let value = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (!isDigit(code)) return undefined;
    value = value * 10 + code - 48;
  }
  return value;
}

/** Undefined when no port stands there, null when there is no such port. */
function readPort(text: string, start: number, end: number): number | null | undefined {
  const port = readNumber(text, start, end, 5);
  return port !== undefined && port > 65535 ? null : port;
}

function ipv4Defects(
  above: boolean,
  wrongCount: boolean,
  zero: boolean,
  leadingZero: boolean,
): readonly IpDefect[] {
  const defects: IpDefect[] = [];
  if (above) defects.push('octet-above-255');
  if (wrongCount) defects.push('octet-count');
  if (zero) defects.push('all-zero');
  if (leadingZero) defects.push('leading-zero');
  return defects;
}

function dotted(number: number): string {
  return `${number >>> 24}.${(number >>> 16) & 255}.${(number >>> 8) & 255}.${number & 255}`;
}

/** RFC 6890 and the registry it founded, by comparing the address as 32 bits. */
function rangeOfIpv4(number: number): IpRange {
  const slash16 = number >>> 16;
  const slash24 = number >>> 8;
  switch (slash16 >>> 8) {
    case 0: // RFC 791 §3.2: "this network"
      return 'reserved';
    case 10: // RFC 1918
      return 'private';
    case 100: // RFC 6598: 100.64/10, carriers' shared space
      return (slash16 & 0xc0) === 0x40 ? 'shared' : 'public';
    case 127: // RFC 1122 §3.2.1.3
      return 'loopback';
    case 169: // RFC 3927: 169.254/16
      return slash16 === 0xa9fe ? 'link-local' : 'public';
    case 172: // RFC 1918: 172.16/12
      return (slash16 & 0xf0) === 0x10 ? 'private' : 'public';
    case 192:
      if (slash16 === 0xc0a8) return 'private'; // RFC 1918: 192.168/16
      if (slash24 === 0xc00000) return 'private'; // RFC 7335, RFC 6333: inside translators only
      return slash24 === 0xc00002 ? 'documentation' : 'public'; // RFC 5737: TEST-NET-1
    case 198:
      // RFC 2544, 198.18/15: for test labs, and in truth more private space; not on the Internet.
      if ((slash16 & 0xfe) === 18) return 'private';
      return slash24 === 0xc63364 ? 'documentation' : 'public'; // RFC 5737: TEST-NET-2
    case 203:
      return slash24 === 0xcb0071 ? 'documentation' : 'public'; // RFC 5737: TEST-NET-3
    default: // RFC 5771 multicast (224/4), RFC 1112 §4 (240/4)
      return slash16 >= 0xe000 ? 'reserved' : 'public';
  }
}

/** RFC 6890 and the registry it founded. Outside 2000::/3 nothing has been given to anybody (RFC 4291 §2.4). */
function rangeOfIpv6(words: readonly number[]): IpRange {
  const [first = 0, second = 0, third = 0] = words;
  if (first === 0x2001 && second === 0xdb8) return 'documentation'; // RFC 3849
  if (first === 0x3fff && second < 0x1000) return 'documentation'; // RFC 9637: 3fff::/20
  if (first === 0x2001 && second === 2 && third === 0) return 'private'; // RFC 5180: test labs
  if (first >> 13 === 1) return 'public';
  if (first >> 9 === 0x7e) return 'private'; // RFC 4193: fc00::/7
  if (first >> 6 === 0x3fa) return 'link-local'; // RFC 4291 §2.5.6: fe80::/10
  if (first >> 6 === 0x3fb) return 'private'; // RFC 3879: fec0::/10, the former site-local
  // RFC 6052, RFC 7755: a server behind a translator sees IPv4 clients so; RFC 8215 is the private twin.
  if (first === 0x64 && second === 0xff9b) return third === 1 ? 'private' : 'public';
  if (words.every((word, index) => word === (index === 7 ? 1 : 0))) return 'loopback';
  return 'reserved';
}

/** Reads an IPv6 address with an optional zone id (RFC 4007 §11). */
function readIpv6(
  text: string,
  start: number,
  end: number,
  lenient: boolean,
  tagged: boolean,
): IpLiteral | null {
  let colons = 0;
  let pair = false;
  let hexDigits = 0;
  let at = start;
  let foreign = false;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === colon) {
      colons++;
      if (text.charCodeAt(at + 1) === colon) pair = true;
    } else if (hexValue(code) >= 0) {
      hexDigits++;
    } else if (code === 37 /* % */) {
      break;
    } else if (code !== dot) {
      if (!tagged) return null;
      foreign = true;
    }
  }
  if (at === start) return null;
  const zone = at + 1 < end ? text.slice(at + 1, end) : null;
  // `12:34:56` is a time and `00:11:22:33:44:55` a network card: a bare word must be IPv6 or have `::`.
  const attempt = tagged || (lenient ? colons > 1 : pair && hexDigits > 0);
  const words = foreign || colons < 2 ? null : parseIpv6(text.slice(start, at));
  if (words === null) return attempt ? malformed(text, start, at, zone) : null;

  const mapped = words[5] === 0xffff && words.every((word, index) => index > 4 || word === 0);
  const number = ((words[6] ?? 0) << 16) | (words[7] ?? 0);
  const zero = mapped ? number === 0 : words.every((word) => word === 0);
  return {
    start,
    end: at,
    value: mapped ? dotted(number) : formatIpv6(words),
    valid: true,
    version: mapped ? 4 : 6,
    zone,
    port: null,
    range: mapped ? rangeOfIpv4(number) : rangeOfIpv6(words),
    defects: zero ? allZero : noDefects,
  };
}

function malformed(text: string, start: number, end: number, zone: string | null): IpLiteral {
  return {
    start,
    end,
    value: text.slice(start, end),
    valid: false,
    version: 6,
    zone,
    port: null,
    range: 'invalid',
    defects: malformedIpv6,
  };
}

function hexValue(code: number): number {
  if (isDigit(code)) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** The eight words of an IPv6 address (RFC 4291 §2.2, all three forms); null when it is none. */
function parseIpv6(text: string): number[] | null {
  const end = text.length;
  const words: number[] = [];
  let gap = -1;
  let at = 0;
  if (text.startsWith('::')) {
    gap = 0;
    at = 2;
  }
  while (at < end) {
    const group = at;
    let value = 0;
    for (; at < end && at - group < 5; at++) {
      const digit = hexValue(text.charCodeAt(at));
      if (digit < 0) break;
      value = value * 16 + digit;
    }
    if (text.charCodeAt(at) === dot) {
      const number = parseIpv4(text, group);
      if (number === null) return null;
      words.push(number >>> 16, number & 0xffff);
      break;
    }
    if (at === group || at - group > 4 || words.length === 8) return null;
    words.push(value);
    if (at === end) break;
    if (text.charCodeAt(at) !== colon || ++at === end) return null;
    if (text.charCodeAt(at) === colon) {
      if (gap >= 0) return null;
      gap = words.length;
      at++;
    }
  }
  if (gap < 0) return words.length === 8 ? words : null;
  if (words.length > 7) return null;
  words.splice(gap, 0, ...new Array<number>(8 - words.length).fill(0));
  return words;
}

/** The dotted quad at the end of an IPv6 address (RFC 4291 §2.2 form 3); null when it is none. */
function parseIpv4(text: string, start: number): number | null {
  let number = 0;
  let groups = 0;
  while (groups < 4) {
    let stop = start;
    while (stop < text.length && isDigit(text.charCodeAt(stop))) stop++;
    const octet = readNumber(text, start, stop, 3);
    if (octet === undefined || octet > 255) return null;
    number = (number << 8) | octet;
    groups++;
    if (groups < 4 && text.charCodeAt(stop) !== dot) return null;
    start = stop + 1;
  }
  return start > text.length ? number : null;
}

/** RFC 5952 §4: lower case, no leading zeros, `::` for the first of the longest runs of two zeros and more. */
function formatIpv6(words: readonly number[]): string {
  let gap = -1;
  let length = 1;
  for (let index = 0; index < 8; index++) {
    let run = 0;
    while (words[index + run] === 0) run++;
    if (run > length) {
      gap = index;
      length = run;
    }
  }
  const hex = words.map((word) => word.toString(16));
  if (gap < 0) return hex.join(':');
  return `${hex.slice(0, gap).join(':')}::${hex.slice(gap + length).join(':')}`;
}
