/** How telephone numbers are written, and what only looks like one: marks, gaps, dates, extensions. Knows no numbering plan. */
import { readIp } from '../net/ip.ts';
import { isDigit, isLetter } from '../text/chars.ts';
import type { Span } from '../text/span.ts';
import type { Meaning } from './phone-words.ts';

const longestSeparator = 4;

export interface Group extends Span {
  readonly digits: string;
  /** What stands between it and the group before it. */
  readonly separator: string;
}

/** A number as it may be written: its groups, from the first digit, plus or parenthesis on. */
export interface Candidate extends Span {
  readonly groups: readonly Group[];
  readonly digits: string;
  readonly plus: boolean;
  /** It goes on in the next line. */
  readonly broken: boolean;
  readonly meaning: Meaning;
}

/** Whether it is written as people in North America do: area code and number, with the 1 or without. */
export function isUsualThere({ groups, digits }: Candidate): boolean {
  // Most are not: what has another length need not be looked at.
  if (digits.length !== 10 && digits.length !== 11) return false;
  // Slashes stand between the parts of a list.
  if (groups.filter(({ separator }) => separator.includes('/')).length > 1) return false;
  return (
    northAmericanShapes.has(shapeOf(groups, () => true)) ||
    // Digits set apart to get past filters: 775-555-0.1.2.3, and 1 - 4 4 3 - 5 5 5 - 0 1 2 3.
    northAmericanShapes.has(shapeOf(groups, ({ separator }) => separator.includes('-'))) ||
    groups.every((group) => group.digits.length === 1)
  );
}

/** Lengths of the groups in which people in North America write ten digits, or eleven with the 1. */
const northAmericanShapes = new Set(['3 3 4', '1 3 3 4', '4 3 4', '3 7', '1 3 7']);

export const plus = 43;
export const openParenthesis = 40;

/** The character that stands for it in ASCII: full-width forms, the many hyphens and blanks. Unit for unit. */
export function asciiOf(code: number): number {
  if (code < 0x80) return code;
  if (code >= 0xff01 && code <= 0xff5e) return code - 0xfee0;
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212 || code === 0xad) return 45;
  return code === 0xa0 || code === 0x3000 || (code >= 0x2000 && code <= 0x200b) ? 32 : code;
}

export function skipSpaces(text: string, at: number): number {
  const most = at + 2;
  while (at < most && asciiOf(text.charCodeAt(at)) === 32) at++;
  return at;
}

/** What may stand between two groups of one number, when a digit follows; empty when something else does. */
export function separatorAt(text: string, at: number, stop: number): string {
  let end = at;
  let marks = '';
  let breaks = 0;
  let blanks = 0;
  for (; end < stop; end++) {
    const code = asciiOf(text.charCodeAt(end));
    if (isDigit(code)) break;
    if (code === 10 && breaks === 0) breaks++;
    else if (code === 32 || code === 9 || code === 13) blanks++;
    else if ('-./()'.includes(String.fromCharCode(code))) marks += String.fromCharCode(code);
    else return '';
    if (blanks + marks.length > longestSeparator + (breaks > 0 ? 8 : 0)) return '';
  }
  if (end === stop || end === at || blanks > 3 + breaks * 8) return '';
  return separators.has(marks) ? text.slice(at, end) : '';
}

/** Marks between two groups, without the blanks. */
const separators = new Set(['', '-', '.', '/', '(', ')', ')-', ').', '-(', '/(', ')/', ')(']);

const noGroup = { separator: '', digits: '' };

/** Whether a number may end before the group, and another begin with it. */
export function isGap({ separator, digits }: Pick<Group, 'separator' | 'digits'>): boolean {
  // `030/1234567` is one number, `12345678/12345679` are two: the longer reading is tried first.
  if (separator === '/') return digits.length > 5;
  const blank = /\s|\u00a0|\u3000/.test(separator);
  // Blanks on both sides of a hyphen, or behind a full stop: the longer reading is tried first.
  return blank && (!separator.includes('-') || /^\s.*\s$/s.test(separator));
}

/** `555 0180-84`: the last digits of a range of numbers. */
export function startsRange(group: Group, next: Group | undefined): boolean {
  return group.separator === '-' && group.digits.length <= 2 && (next === undefined || isGap(next));
}

export function withParenthesis(text: string, start: number): number {
  return start > 0 && asciiOf(text.charCodeAt(start - 1)) === openParenthesis ? start - 1 : start;
}

/** Whether a number may begin there. `glued`: only when a telephone is named right before it. */
export function fitBefore(text: string, start: number, hasPlus: boolean): 'yes' | 'no' | 'glued' {
  let at = start - 1;
  const next = asciiOf(text.charCodeAt(at));
  if (at < 0) return 'yes';
  if (isDigit(next) || (hasPlus && next === 41) /* ) */) return 'no';
  if (isLetter(next) || '_=&~#%@'.includes(String.fromCharCode(next))) return 'glued';
  // In the middle of a larger number, of a time, of a version.
  if ('.,:/-'.includes(String.fromCharCode(next)) && isDigit(asciiOf(text.charCodeAt(at - 1)))) {
    return 'no';
  }
  while (at >= 0 && start - at < 4 && asciiOf(text.charCodeAt(at)) === 32) at--;
  const before = text.slice(Math.max(0, at - 3), at + 1).toUpperCase();
  return /[$€£¥₤₦₹¢]$|\b(?:USD|EUR|GBP|RS|DM)$/.test(before) ? 'no' : 'yes';
}

/** Whether a number may end there. */
export function fitsAfter(text: string, end: number): boolean {
  if (end >= text.length) return true;
  const next = asciiOf(text.charCodeAt(end));
  const after = asciiOf(text.charCodeAt(end + 1));
  if (isDigit(next) || next === 95 /* _ */ || next === 64 /* @ */ || next === 37 /* % */)
    return false;
  if (isLetter(next)) {
    // A word that somebody forgot the blank before; `0123A` is no number.
    return extensionAt(text, end) !== null || (next > 96 && after > 96 && isLetter(after));
  }
  if (next === 58 /* : */ || next === 44 /* , */) return !isDigit(after);
  // 1234567-89ab and 1234567/x are no numbers.
  if (next === 45 /* - */ || next === 47 /* / */) return !isLetter(after) && !isDigit(after);
  if (next === 46 /* . */) return !isDigit(after) && !isLetter(after);
  return !/^[ \u00a0]?[€£$¢¥%]/.test(text.slice(end, end + 2));
}

/** Dates, addresses of machines, ZIP codes: by their shape. */
export function isSomethingElse(text: string, candidate: Candidate): boolean {
  const { start, end, groups, digits: all, meaning } = candidate;
  if (readIp(text, start, end) !== null) return true;
  // ZIP+4.
  if (all.length === 9 && groups.length === 2 && groups[1]?.separator === '-')
    if (groups[0]?.digits.length === 5) return true;
  for (let index = 0; index + 2 < groups.length; index++)
    if (isDate(groups, index) || isDottedQuad(groups, index)) return true;
  // 2000-2002 and 10 15 20 25: years and small numbers in a row.
  return meaning !== 'phone' && groups.length > 1 && groups.every(({ digits }) => isYear(digits));
}

/** How many digits stand between the gaps that count. */
function shapeOf(groups: readonly Group[], counts: (group: Group) => boolean): string {
  const lengths: number[] = [];
  for (const [index, group] of groups.entries()) {
    if (index === 0 || counts(group)) lengths.push(0);
    lengths.push((lengths.pop() ?? 0) + group.digits.length);
  }
  return lengths.join(' ');
}

function isYear(digits: string): boolean {
  return /^(?:19|20)\d\d$/.test(digits);
}

/** Day, month and year in any order, between equal marks, from that group on. */
function isDate(groups: readonly Group[], index: number): boolean {
  const first = groups[index];
  const second = groups[index + 1];
  const third = groups[index + 2];
  if (first === undefined || second === undefined || third === undefined) return false;
  if (second.separator !== third.separator || !'-/.'.includes(second.separator)) return false;
  const [a, b, c] = [first.digits, second.digits, third.digits];
  if (a.length === 4) return isYear(a) && b.length <= 2 && +b >= 1 && +b <= 12 && c.length <= 2;
  if (a.length > 2 || b.length > 2 || +a > 31 || +b > 31 || (+a > 12 && +b > 12)) return false;
  return c.length === 4 && /^(?:1[89]|2\d)/.test(c) && +a > 0 && +b > 0;
}

/** An IPv4 address, or the beginning of a longer version, from that group on and between gaps. */
function isDottedQuad(groups: readonly Group[], first: number): boolean {
  if (groups[first + 1]?.separator !== '.') return false;
  const quad = groups.slice(first, first + 4);
  const next = groups[first + 4];
  const opens = first === 0 || isGap(quad[0] ?? noGroup);
  return (
    quad.length === 4 &&
    opens &&
    (next === undefined || isGap(next) || next.separator === '.') &&
    quad.every(
      ({ digits, separator }, index) =>
        digits.length <= 3 && Number(digits) < 256 && (index === 0 || separator === '.'),
    )
  );
}

/** Letters for the digits that are missing behind `at`: as many as needed, or one longer word in capitals. */
export function vanityWord(
  text: string,
  at: number,
  needed: number,
): { readonly digits: string; readonly end: number } | null {
  let digits = '';
  let letters = 0;
  let lower = false;
  let words = 0;
  let end = at;
  let spaced = false;
  while (digits.length < needed && words < 3) {
    let from = end;
    while (from < end + 2 && ' -.)'.includes(text.charAt(from)) && from < text.length) from++;
    if (words > 0 && from === end) break;
    if (text.slice(end, from).includes(' ')) spaced = true;
    let to = from;
    while (to < text.length && to - from < 13 && isWordCode(text.charCodeAt(to))) to++;
    if (to === from) break;
    for (let index = from; index < to; index++) {
      const code = text.charCodeAt(index);
      if (isLetter(code)) letters++;
      if (code > 96) lower = true;
      digits += keypad(code);
    }
    end = to;
    words++;
  }
  if (digits.length < needed || letters < 3 || isWordCode(text.charCodeAt(end))) return null;
  const exact = digits.length === needed;
  // `800 numbers are free` is a sentence.
  if (lower && (!exact || spaced)) return null;
  if (!exact && (words > 1 || digits.length > needed + 5)) return null;
  return { digits: digits.slice(0, needed), end };
}

function isWordCode(code: number): boolean {
  return isLetter(code) || isDigit(code);
}

/** The key that a letter stands on (ITU-T E.161). */
function keypad(code: number): string {
  if (!isLetter(code)) return String.fromCharCode(code);
  return '22233344455566677778889999'.charAt((code | 32) - 97);
}

/** `ext. 12`, `x12`: digits that are dialled when somebody has answered. */
export function extensionAt(
  text: string,
  end: number,
): { readonly digits: string; readonly end: number } | null {
  const match =
    /^[ \t\u00a0]{0,3}[,(]?[ \t]{0,2}(?:extension|extn|ext|x)\.?[ \t]{0,2}[:#]?[ \t]{0,2}(\d{1,7})(?!\d)/i.exec(
      text.slice(end, end + 40),
    );
  return match === null ? null : { digits: match[1] ?? '', end: end + match[0].length };
}
