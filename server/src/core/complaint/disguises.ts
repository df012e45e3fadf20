/**
 * Finds a mail address in text however it is disguised: as it is, in URLs, in HTML, quoted-printable,
 * folded, as the sender of a bounce, in encoded words, base64 and hexadecimal digits, one inside the
 * other. Scans by character code; one unit a byte. Prefers finding too much: it serves privacy.
 */
import { decodeWords, encodeWords } from '../message/encoded-words.ts';
import { isBlank, isDigit, isLetter } from '../text/chars.ts';
import { decodeLatin1, encodeLatin1 } from '../text/latin1.ts';
import type { Span } from '../text/span.ts';
import { decodeBase64 } from '../text/transfer.ts';

/** An address whose local part is to give way. */
export interface Replacement {
  /** As bytes, one unit a byte, in lower case. */
  readonly local: string;
  readonly domain: string;
  /** The provider takes the local part for the same wherever dots stand in it: `local` has none. */
  readonly dotless: boolean;
  /** Letters and digits only, so that it is itself in every encoding. */
  readonly token: string;
}

/** What was replaced, for the person to see: the address in its disguise, and the same afterwards. */
export interface Change {
  readonly before: string;
  readonly after: string;
}

/** Encodings inside encodings are followed so far: a link in HTML in base64 has three. */
const deepest = 4;

/** `text` with all local parts replaced; the same text when there were none. */
export function replaceAddresses(
  text: string,
  replacements: readonly Replacement[],
  changes: Change[],
  depth = 0,
): string {
  if (depth >= deepest) return text;
  const shortest = Math.min(
    ...replacements.map(({ local, domain }) => local.length + domain.length + 1),
  );
  if (text.length < shortest) return text;
  const inner = (decoded: string): string => {
    return replaceAddresses(decoded, replacements, changes, depth + 1);
  };
  let out = text;
  out = replaceInWords(out, inner);
  out = replaceInDigits(out, shortest, inner);
  out = replaceInHex(out, shortest, inner);
  for (const replacement of replacements) out = replacePlain(out, replacement, changes);
  return out;
}

/** Whether an address stands there in any disguise. */
export function holdsAddress(text: string, address: string): boolean {
  const changes: Change[] = [];
  const wanted = spellingsOf(address).map((one) => ({ ...one, token: 'x' }));
  replaceAddresses(text, wanted, changes);
  return changes.length > 0;
}

/** Domains of one provider whose local parts have dots for decoration. */
const dotlessDomains: readonly string[] = ['gmail.com', 'googlemail.com'];

/** What leads to the same mailbox, in lower case; none when the text is no address. */
export function spellingsOf(address: string): Omit<Replacement, 'token'>[] {
  const at = address.lastIndexOf('@');
  if (at < 1 || at === address.length - 1) return [];
  const local = asBytes(address.slice(0, at));
  const domain = asBytes(address.slice(at + 1));
  const bare = local.replaceAll('.', '');
  return dotlessDomains.includes(domain) && bare !== ''
    ? dotlessDomains.map((one) => ({ local: bare, domain: one, dotless: true }))
    : [{ local, domain, dotless: false }];
}

/** UTF-8 in lower case, one unit a byte. */
function asBytes(text: string): string {
  return decodeLatin1(new TextEncoder().encode(text.toLowerCase()));
}

// ---- The address itself, letter by letter ----

function replacePlain(text: string, replacement: Replacement, changes: Change[]): string {
  const { local, domain, token } = replacement;
  const starts = startCodes(local.charCodeAt(0), domain.charCodeAt(0));
  const domains = new DomainSearch(text, domain);
  const out: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (starts[text.charCodeAt(at) & 0xff] !== 1) continue;
    const found = addressAt(text, at, replacement, domains);
    if (found === null || found.start < from) continue;
    const written = spread(text.slice(found.start, found.end), token);
    out.push(text.slice(from, found.start), written);
    from = found.end;
    changes.push({
      before: text.slice(Math.min(at, found.start), found.behind),
      after:
        text.slice(Math.min(at, found.start), found.start) +
        written +
        text.slice(found.end, found.behind),
    });
    at = Math.max(found.behind - 1, at);
  }
  return from === 0 ? text : out.join('') + text.slice(from);
}

/** In UTF-16 a NUL stands beside every letter; without it the rest would fall apart. */
function spread(old: string, token: string): string {
  const first = old.indexOf('\0');
  if (first < 0) return token;
  return first === 0 ? `\0${token.split('').join('\0')}` : `${token.split('').join('\0')}\0`;
}

/** What a letter, in any form, can begin with. */
function startCodes(...codes: readonly number[]): Uint8Array {
  const starts = new Uint8Array(256);
  for (const sign of '%=&\\') starts[sign.charCodeAt(0)] = 1;
  for (const code of codes) {
    starts[code] = 1;
    if (isLetter(code)) starts[code & ~32] = 1;
  }
  return starts;
}

/** The local part's span, and where the whole ends. */
interface Found extends Span {
  readonly behind: number;
}

function addressAt(
  text: string,
  at: number,
  { local, domain, dotless }: Replacement,
  domains: DomainSearch,
): Found | null {
  const localEnd = wordAt(text, at, local, dotless);
  if (localEnd >= 0) {
    const end = separatedDomain(text, localEnd, domains);
    if (end !== null) return { start: at, end: end.at, behind: end.behind };
  }
  // `example.org=joe` of rewritten senders (SRS), `example.org!joe` of UUCP.
  const domainEnd = wordAt(text, at, domain);
  if (domainEnd < 0) return null;
  for (const sign of '=!') {
    for (const start of signEnds(text, skipGlue(text, domainEnd), sign)) {
      const end = wordAt(text, start, local, dotless);
      if (end >= 0) return { start, end, behind: end };
    }
  }
  return null;
}

/** What can stand in the place of the `@`: RFC 3461's and VERP's `=`, `%` of old relays, and what people write. */
const separators: readonly string[] = [
  '@',
  '=',
  '%',
  '(at)',
  '[at]',
  '_at_',
  '#',
  // Full width and small, as UTF-8 and in HTML.
  '\u00ef\u00bc\u00a0',
  '\u00ef\u00b9\u00ab',
  '&#65312;',
  '&#xff20;',
];

/** A longer subaddress (`joe+list@`) is none. */
const longestTag = 80;

/** Where the local part ends, its subaddress included, and where the domain behind it does. */
function separatedDomain(
  text: string,
  localEnd: number,
  domains: DomainSearch,
): { readonly at: number; readonly behind: number } | null {
  const limit = Math.min(text.length, localEnd + longestTag);
  for (let at = localEnd; at <= limit; at++) {
    const behind = domains.behind(at);
    if (behind >= 0) return { at, behind };
    // Behind the name itself a subaddress begins with a plus or a hyphen (RFC 5233).
    const code = text.charCodeAt(at);
    const begins =
      at > localEnd || code === 0x2b || code === 0x2d || code === 0x25 || code === 0x3d;
    if (!begins || !isTagCode(code)) return null;
  }
  return null;
}

function isTagCode(code: number): boolean {
  return isLetter(code) || isDigit(code) || tagMarks[code] === 1;
}

const tagMarks = tableOf('+-._=%');

/** Which characters stand in the text, by their codes. */
function tableOf(characters: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}

/** What a separator, or what stands before one unseen, can begin with; at a letter nobody need look further. */
const partingCodes = tableOf('@=%([_#&\\ \t\r\n\0"?<\u00e2\u00c2\u00ef');

/**
 * Where a domain stands behind a separator. The same places are asked for again and again where a name
 * is followed by itself, as in `joe+joe+joe+`, so the last answers are kept.
 */
class DomainSearch {
  readonly #text: string;
  readonly #domain: string;
  readonly #places = new Int32Array(answersKept).fill(-1);
  readonly #answers = new Int32Array(answersKept);

  constructor(text: string, domain: string) {
    this.#text = text;
    this.#domain = domain;
  }

  /** Behind the domain whose separator begins at `at`; -1 when none does. */
  behind(at: number): number {
    if (partingCodes[this.#text.charCodeAt(at)] !== 1) return -1;
    const slot = at % answersKept;
    if (this.#places[slot] !== at) {
      this.#places[slot] = at;
      this.#answers[slot] = this.#find(at);
    }
    return this.#answers[slot] ?? -1;
  }

  #find(at: number): number {
    const text = this.#text;
    const plain = skipBlanksAndGlue(text, at);
    const commented = commentEnd(text, plain);
    for (const before of plain === commented ? [plain] : [plain, commented]) {
      for (const sign of separators) {
        for (const start of signEnds(text, before, sign)) {
          const host = commentEnd(text, skipBlanksAndGlue(text, start));
          const behind = wordAt(text, host, this.#domain);
          if (behind >= 0) return behind;
        }
      }
    }
    return -1;
  }
}

/** More than the places of one subaddress. */
const answersKept = 2 * longestTag;

/** Behind the sign at `at`. Of `=3D` the first sign is one, and so is the whole. */
function signEnds(text: string, at: number, sign: string): number[] {
  const ends = [wordAt(text, at, sign)];
  if (text.charAt(at) === sign && (sign === '=' || sign === '%')) {
    ends.push(hexAt(text, at + 1, sign.charCodeAt(0), '25'));
  }
  return ends.filter((end) => end >= 0);
}

/**
 * Behind the word that stands at `at`, its letters in whatever form; -1 when it does not.
 * @param dotless dots may stand between its letters
 */
function wordAt(text: string, at: number, word: string, dotless = false): number {
  for (let index = 0; index < word.length; index++) {
    const code = word.charCodeAt(index);
    let end = letterAt(text, at, code);
    if (end < 0 && index > 0) {
      // Blanks stood around dots before RFC 2822 (RFC 5322 §4.4).
      const isDotted = code === dot || word.charCodeAt(index - 1) === dot;
      let next = isDotted ? skipBlanksAndGlue(text, at) : skipGlue(text, at);
      if (dotless) next = skipDots(text, at);
      end = letterAt(text, next, code);
    }
    if (end < 0) return -1;
    at = end;
  }
  return at;
}

const dot = 0x2e;

/** Nobody writes more of them in a row. */
const mostDots = 4;

function skipDots(text: string, at: number): number {
  let next = skipBlanksAndGlue(text, at);
  for (let count = 0; count < mostDots; count++) {
    const behind = letterAt(text, next, dot);
    if (behind < 0) return next;
    next = skipBlanksAndGlue(text, behind);
  }
  return next;
}

/** Behind the comment that begins at `at` and what nobody sees behind it (RFC 5322 §3.2.2); `at` when none does. */
function commentEnd(text: string, at: number): number {
  if (text.charCodeAt(at) !== 0x28 /* ( */) return at;
  const close = text.slice(at, at + longestTagText).indexOf(')');
  return close < 0 ? at : skipBlanksAndGlue(text, at + close + 1);
}

/** Behind the letter `code` (lower case) at `at`: itself, or any of the ways to write it; -1 when it is another. */
function letterAt(text: string, at: number, code: number): number {
  const here = lower(text.charCodeAt(at));
  if (here === code) return at + 1;
  if (here === 0x25 /* % */) return hexAt(text, at + 1, code, '25');
  if (here === 0x3d /* = */) {
    // Quoted-printable; the same twice; and a URL's escape whose per cent sign was quoted.
    const end = hexAt(text, at + 1, code, '3d');
    return end >= 0 ? end : hexAt(text, at + 1, code, '25');
  }
  if (here === 0x26 /* & */) return entityAt(text, at + 1, code);
  if (here === 0x5c /* \ */) {
    const next = lower(text.charCodeAt(at + 1));
    if (next === 0x75 /* u */) return numberAt(text, at + 2, 16, 4, 4) === code ? at + 6 : -1;
    if (next === 0x78 /* x */) return numberAt(text, at + 2, 16, 2, 2) === code ? at + 4 : -1;
    return next === code ? at + 2 : -1;
  }
  return -1;
}

/** Two hexadecimal digits, behind any number of times that the sign before them was itself encoded (`%2540`). */
function hexAt(text: string, at: number, code: number, sign: string): number {
  for (let round = 0; round < 4; round++) {
    const number = numberAt(text, at, 16, 2, 2);
    if (number >= 0 && lower(number) === code) return at + 2;
    if (text.charCodeAt(at) !== sign.charCodeAt(0)) return -1;
    if (lower(text.charCodeAt(at + 1)) !== sign.charCodeAt(1)) return -1;
    at += 2;
  }
  return -1;
}

const namedEntities: ReadonlyMap<string, number> = new Map([
  ['commat', 0x40],
  ['period', 0x2e],
  ['lowbar', 0x5f],
  ['plus', 0x2b],
  ['equals', 0x3d],
  ['percnt', 0x25],
  ['hyphen', 0x2d],
  ['dash', 0x2d],
]);

/** `&#64;`, `&#x40;`, `&commat;` behind the ampersand, and the same with the ampersand written `&amp;`. */
function entityAt(text: string, at: number, code: number): number {
  if (text.startsWith('amp;', at)) at += 4;
  if (text.charCodeAt(at) === 0x23 /* # */) {
    const hex = lower(text.charCodeAt(at + 1)) === 0x78;
    const start = at + (hex ? 2 : 1);
    let end = start;
    while (end < start + 8 && digitValue(text.charCodeAt(end), hex ? 16 : 10) >= 0) end++;
    const number = numberAt(text, start, hex ? 16 : 10, 1, end - start);
    if (number < 0 || lower(number) !== code) return -1;
    return text.charCodeAt(end) === 0x3b ? end + 1 : end;
  }
  for (const [name, value] of namedEntities) {
    if (value === code && text.startsWith(`${name};`, at)) return at + name.length + 1;
  }
  return -1;
}

function numberAt(text: string, at: number, base: number, least: number, most: number): number {
  let number = 0;
  let count = 0;
  for (; count < most; count++) {
    const digit = digitValue(text.charCodeAt(at + count), base);
    if (digit < 0) break;
    number = number * base + digit;
  }
  return count < least ? -1 : number;
}

function digitValue(code: number, base: number): number {
  if (isDigit(code)) return code - 48;
  const letter = lower(code) - 97;
  return base === 16 && letter >= 0 && letter < 6 ? letter + 10 : -1;
}

function lower(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}

/** What nobody sees, as bytes of UTF-8 or as HTML has it. */
const invisible: readonly string[] = [
  '\u00e2\u0080\u008b',
  '\u00c2\u00ad',
  '&shy;',
  '&zwnj;',
  '&#8203;',
  '<wbr>',
];
const longestTagText = 120;

/** What may stand between two letters of one word without parting them. */
function skipGlue(text: string, at: number): number {
  for (let round = 0; round < 8; round++) {
    const code = text.charCodeAt(at);
    let next: number;
    if (code === 0 || code === 0x22 /* " */) next = at + 1;
    else if (code === 0x3d /* = */) next = softBreakEnd(text, at);
    else if (code === 0x0d || code === 0x0a) next = foldEnd(text, at);
    else if (code === 0x3f /* ? */) next = wordJointEnd(text, at);
    else if (code === 0x3c /* < */) next = tagEnd(text, at);
    else next = at + (invisible.find((one) => text.startsWith(one, at))?.length ?? 0);
    if (next === at) return at;
    at = next;
  }
  return at;
}

function skipBlanksAndGlue(text: string, at: number): number {
  for (let round = 0; round < 4; round++) {
    let next = skipGlue(text, at);
    while (next < at + 8 && isBlank(text.charCodeAt(next))) next++;
    if (next === at) return at;
    at = next;
  }
  return at;
}

function softBreakEnd(text: string, at: number): number {
  let next = at + 1;
  while (next < at + 20 && (text.charCodeAt(next) === 0x20 || text.charCodeAt(next) === 0x09))
    next++;
  if (text.charCodeAt(next) === 0x0d) next++;
  return text.charCodeAt(next) === 0x0a ? next + 1 : at;
}

function foldEnd(text: string, at: number): number {
  let next = at;
  if (text.charCodeAt(next) === 0x0d) next++;
  if (text.charCodeAt(next) === 0x0a) next++;
  const start = next;
  while (next < start + 20 && (text.charCodeAt(next) === 0x20 || text.charCodeAt(next) === 0x09))
    next++;
  return next > start ? next : at;
}

/** `?= =?utf-8?Q?`: a text in two encoded words (RFC 2047 §6.2). */
function wordJointEnd(text: string, at: number): number {
  if (text.charCodeAt(at + 1) !== 0x3d) return at;
  let next = at + 2;
  while (next < at + 20 && isBlank(text.charCodeAt(next))) next++;
  if (!text.startsWith('=?', next)) return at;
  const charsetEnd = text.slice(next + 2, next + 60).indexOf('?');
  if (charsetEnd < 0) return at;
  const end = next + 2 + charsetEnd;
  return lower(text.charCodeAt(end + 1)) === 0x71 && text.charCodeAt(end + 2) === 0x3f
    ? end + 3
    : at;
}

/** Behind an HTML tag or comment inside a word; an address in angle brackets is none. */
function tagEnd(text: string, at: number): number {
  const next = text.charCodeAt(at + 1);
  if (!isLetter(next) && next !== 0x2f && next !== 0x21) return at;
  const close = text.slice(at, at + longestTagText).indexOf('>');
  return close < 0 || text.slice(at, at + close).includes('@') ? at : at + close + 1;
}

// ---- Encoded words ----

/** Runs of encoded words are decoded together: an address may begin in one and end in the next. */
function replaceInWords(text: string, inner: (decoded: string) => string): string {
  const out: string[] = [];
  let from = 0;
  for (let at = text.indexOf('=?'); at >= 0;) {
    const end = wordsEnd(text, at);
    if (end > at) {
      const words = text.slice(at, end);
      const decoded = decodeLatin1(new TextEncoder().encode(decodeWords(words)));
      const replaced = inner(decoded);
      if (replaced !== decoded) {
        const again = new TextDecoder().decode(encodeLatin1(replaced));
        out.push(
          text.slice(from, at),
          encodeWords(again).join(words.includes('\r') ? '\r\n ' : '\n '),
        );
        from = end;
      }
    }
    at = text.indexOf('=?', Math.max(end, at + 2));
  }
  return from === 0 ? text : out.join('') + text.slice(from);
}

/** Behind the encoded words that stand at `at`, one behind the other; `at` when none does. */
function wordsEnd(text: string, at: number): number {
  let end = at;
  for (let next = at; text.startsWith('=?', next);) {
    // Charset, encoding, text: the fourth question mark closes.
    const window = text.slice(next, next + 1200);
    let mark = 1;
    for (let count = 0; count < 2 && mark >= 0; count++) mark = window.indexOf('?', mark + 1);
    const close = mark < 0 ? -1 : window.indexOf('?=', mark + 1);
    if (close < 0) break;
    end = next + close + 2;
    next = end;
    while (next < end + 100 && isBlank(text.charCodeAt(next))) next++;
  }
  return end;
}

// ---- Base64 ----

/** What base64 of whole lines is wrapped at, or more: a shorter line of letters is a heading. */
const shortestWrapped = 40;

interface Run {
  /** The stretches of digits; what parts them is a line break. */
  readonly spans: readonly Span[];
  /** It fills whole lines. */
  readonly wholeLines: boolean;
}

function replaceInDigits(
  text: string,
  shortest: number,
  inner: (decoded: string) => string,
): string {
  const least = Math.ceil((shortest * 4) / 3);
  const out: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length;) {
    if (!isBase64(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const run = runAt(text, at);
    const last = run.spans.at(-1)?.end ?? at + 1;
    if (run.spans.reduce((sum, { start, end }) => sum + end - start, 0) >= least) {
      const replaced = replaceRun(text, run, inner);
      if (replaced !== null) {
        out.push(text.slice(from, at), replaced.text);
        from = replaced.end;
      }
    }
    at = Math.max(last, from);
  }
  return from === 0 ? text : out.join('') + text.slice(from);
}

function isBase64(code: number): boolean {
  return (
    isLetter(code) ||
    isDigit(code) ||
    code === 0x2b ||
    code === 0x2f ||
    code === 0x2d ||
    code === 0x5f
  );
}

function runAt(text: string, at: number): Run {
  const spans: Span[] = [];
  const atLineStart = at === 0 || text.charCodeAt(at - 1) === 0x0a;
  let start = at;
  for (;;) {
    let end = start;
    while (end < text.length && isBase64(text.charCodeAt(end))) end++;
    spans.push({ start, end });
    let next = softBreakEnd(text, end);
    if (text.charCodeAt(end) !== 0x3d || next === end) {
      next = end;
      if (text.charCodeAt(next) === 0x0d) next++;
      if (!atLineStart || text.charCodeAt(next) !== 0x0a || end - start < shortestWrapped) break;
      next++;
    }
    // A line that begins with a hyphen is a delimiter of MIME, though its letters are digits of URLs.
    if (!isBase64(text.charCodeAt(next)) || text.charCodeAt(next) === 0x2d) break;
    start = next;
  }
  const last = spans.at(-1)?.end ?? at;
  const behind = paddingAt(text, last).end;
  const breaks =
    behind >= text.length || text.charCodeAt(behind) === 0x0d || text.charCodeAt(behind) === 0x0a;
  return { spans, wholeLines: atLineStart && breaks };
}

interface Padding {
  /** As it is written: `=`, `%3D`, `=3D`; empty when there is none. */
  readonly sign: string;
  readonly end: number;
}

function paddingAt(text: string, at: number): Padding {
  for (const sign of ['=3D', '=3d', '%3D', '%3d', '=']) {
    if (!text.startsWith(sign, at)) continue;
    let end = at + sign.length;
    if (text.startsWith(sign, end)) end += sign.length;
    return { sign, end };
  }
  return { sign: '', end: at };
}

/** Long runs begin where a line begins: only short ones are tried from their inside. Digits. */
const longestShifted = 4096;

function replaceRun(
  text: string,
  { spans, wholeLines }: Run,
  inner: (decoded: string) => string,
): { readonly text: string; readonly end: number } | null {
  const digits = spans.map(({ start, end }) => text.slice(start, end)).join('');
  const [first, second] = spans;
  const last = spans.at(-1);
  if (first === undefined || last === undefined) return null;
  // In a path a slash parts words, though it is a digit: the words first, then the whole.
  if (spans.length === 1 && !wholeLines && digits.includes('/')) {
    const words = digits.split('/').map((word) => replaceWord(word, inner, '') ?? word);
    const joined = words.join('/');
    if (joined !== digits) return { text: joined, end: last.end };
  }
  const encodedWord = text.slice(Math.max(0, first.start - 3), first.start).toLowerCase() === '?b?';
  const padding = paddingAt(text, last.end);
  const sign = padding.sign === '' && (wholeLines || encodedWord) ? '=' : padding.sign;
  const replaced = replaceWord(digits, inner, sign);
  if (replaced === null) return null;
  const width = first.end - first.start;
  const breaks = second === undefined ? '' : text.slice(first.end, second.start);
  return { text: breaks === '' ? replaced : wrap(replaced, width, breaks), end: padding.end };
}

/** The digits with what they hold replaced; null when they hold no address. */
function replaceWord(
  digits: string,
  inner: (decoded: string) => string,
  sign: string,
): string | null {
  const urlSafe = digits.includes('-') || digits.includes('_');
  const standard = urlSafe ? digits.replaceAll('-', '+').replaceAll('_', '/') : digits;
  const shifts = digits.length > longestShifted ? 1 : 4;
  let now = standard;
  let missing = 0;
  // Addresses in the same digits may begin at places that do not go by fours.
  for (let shift = 0; shift < shifts; shift++) {
    const decoded = decodeBase64(now.slice(shift));
    const replaced = inner(decoded);
    if (replaced === decoded) continue;
    const encoded = btoa(replaced).replace(/=+$/, '');
    missing = (4 - (encoded.length % 4)) % 4;
    now = now.slice(0, shift) + encoded;
  }
  if (now === standard) return null;
  return (urlSafe ? now.replaceAll('+', '-').replaceAll('/', '_') : now) + sign.repeat(missing);
}

function wrap(digits: string, width: number, breaks: string): string {
  const lines: string[] = [];
  for (let at = 0; at < digits.length; at += width) lines.push(digits.slice(at, at + width));
  return lines.join(breaks);
}

// ---- Hexadecimal digits ----

function replaceInHex(text: string, shortest: number, inner: (decoded: string) => string): string {
  const out: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length;) {
    let end = at;
    while (end < text.length && digitValue(text.charCodeAt(end), 16) >= 0) end++;
    if (end - at >= 2 * shortest && end - at <= longestShifted) {
      const digits = text.slice(at, end);
      for (const shift of [0, 1]) {
        const decoded = fromHex(digits.slice(shift));
        const replaced = inner(decoded);
        if (replaced === decoded) continue;
        const even = decoded.length * 2 + shift;
        out.push(
          text.slice(from, at),
          digits.slice(0, shift),
          toHex(replaced, digits),
          digits.slice(even),
        );
        from = end;
        break;
      }
    }
    at = Math.max(end, at + 1);
  }
  return from === 0 ? text : out.join('') + text.slice(from);
}

function fromHex(digits: string): string {
  let text = '';
  for (let at = 0; at + 1 < digits.length; at += 2) {
    text += String.fromCharCode(numberAt(digits, at, 16, 2, 2));
  }
  return text;
}

function toHex(text: string, like: string): string {
  let digits = '';
  for (let at = 0; at < text.length; at++)
    digits += text.charCodeAt(at).toString(16).padStart(2, '0');
  return like === like.toLowerCase() ? digits : digits.toUpperCase();
}
