/**
 * Telephone numbers in plain text. What looks like one is found here, by one scan; what is one, and
 * whose, says libphonenumber, which sees a few digits at a time. Its tables are large: whatever
 * imports this is loaded when somebody asks for contact points, and not before.
 */
import {
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
  type PhoneNumber,
} from 'libphonenumber-js/max';
import { readIp } from '../net/ip.ts';
import { isDigit, isLetter } from '../text/chars.ts';
import type { Span } from '../text/span.ts';
import { countriesNamed } from './countries.ts';
import { meaningBefore, type Meaning, phoneAfter } from './phone-words.ts';
import type { PhonePoint, PhoneType } from './point.ts';

export type FoundPhone = Span &
  Pick<
    PhonePoint,
    | 'value'
    | 'country'
    | 'type'
    | 'international'
    | 'national'
    | 'extension'
    | 'vanity'
    | 'assigned'
  >;

export interface PhoneSearch {
  /** Ranges in which digits mean something else: addresses of the web, mailboxes. In the order of the text. */
  readonly taken: readonly Span[];
  /** Where the writer may live, the likeliest first; North America is always thought of. */
  readonly countries: () => readonly string[];
  /** How often the library may still be asked, and how many beginnings looked at; what is left afterwards stands in it. */
  readonly effort: { questions: number; looks: number };
}

/** In the order of the text; no two of them overlap. */
export function phonesIn(text: string, search: PhoneSearch): FoundPhone[] {
  return new Reader(text, search).read();
}

/** E.164 allows 15 digits; behind `011` or `00` stand as many. */
const mostDigits = 18;
const leastDigits = 7;
/** Shorter ones are numbers of a town where the country has areas. */
const leastDigitsOfCountry = 9;
/** Groups of digits that are looked at together; what follows begins a run of its own. */
const mostGroups = 24;
/** No number is written in more, but digit by digit. */
const mostGroupsOfNumber = 12;
const longestSeparator = 4;

interface Group extends Span {
  readonly digits: string;
  /** What stands between it and the group before it. */
  readonly separator: string;
}

/** A number as it may be written: its groups, from the first digit, plus or parenthesis on. */
interface Candidate extends Span {
  readonly groups: readonly Group[];
  readonly digits: string;
  readonly plus: boolean;
  /** It goes on in the next line. */
  readonly broken: boolean;
  readonly meaning: Meaning;
}

class Reader {
  readonly #text: string;
  readonly #search: PhoneSearch;
  readonly #found: FoundPhone[] = [];
  #taken = 0;

  constructor(text: string, search: PhoneSearch) {
    this.#text = text;
    this.#search = search;
  }

  read(): FoundPhone[] {
    const text = this.#text;
    for (let at = 0; at < text.length && this.#search.effort.looks > 0;) {
      const code = asciiOf(text.charCodeAt(at));
      if (!isDigit(code) && code !== plus) {
        at++;
        continue;
      }
      const taken = this.#takenBehind(at);
      if (taken > at) {
        at = taken;
        continue;
      }
      at = this.#readRun(at);
    }
    return this.#found;
  }

  /** Behind the range that holds `at`; `at` when none does. */
  #takenBehind(at: number): number {
    const { taken } = this.#search;
    while (this.#taken < taken.length && (taken[this.#taken]?.end ?? 0) <= at) this.#taken++;
    const span = taken[this.#taken];
    return span !== undefined && span.start <= at ? span.end : at;
  }

  /** Reads the groups of digits from `start` on, finds numbers in them; gives where to go on. */
  #readRun(start: number): number {
    const text = this.#text;
    const stop = this.#search.taken[this.#taken]?.start ?? text.length;
    const hasPlus = asciiOf(text.charCodeAt(start)) === plus;
    let at = hasPlus ? skipSpaces(text, start + 1) : start;
    if (hasPlus && asciiOf(text.charCodeAt(at)) === openParenthesis) at++;
    if (!isDigit(asciiOf(text.charCodeAt(at)))) return start + 1;
    const groups: Group[] = [];
    let separator = '';
    while (groups.length < mostGroups && at < stop) {
      const from = at;
      let digits = '';
      while (at < stop && isDigit(asciiOf(text.charCodeAt(at)))) {
        if (digits.length <= mostDigits)
          digits += String.fromCharCode(asciiOf(text.charCodeAt(at)));
        at++;
      }
      groups.push({ start: from, end: at, digits, separator });
      separator = separatorAt(text, at, stop);
      if (separator === '') break;
      at += separator.length;
    }
    const last = groups.at(-1);
    const end = last?.end ?? start + 1;
    let next = 0;
    while (next < groups.length) {
      const group = groups[next];
      if (group === undefined) break;
      const plusHere = next === 0 && hasPlus;
      const taken =
        (next === 0 || isGap(group)) && this.#readNumber(groups, next, plusHere ? start : null);
      next = taken === false || taken === 0 ? next + 1 : next + taken;
    }
    return Math.max(end, this.#found.at(-1)?.end ?? 0, start + 1);
  }

  /** The number that begins with that group; gives how many groups it has, 0 when there is none. */
  #readNumber(groups: readonly Group[], first: number, plusAt: number | null): number {
    const text = this.#text;
    const begin = groups[first];
    if (begin === undefined) return 0;
    const start = plusAt ?? withParenthesis(text, begin.start);
    if (this.#search.effort.looks-- <= 0) return 0;
    const fit = fitBefore(text, start, plusAt !== null);
    if (fit === 'no') return 0;
    const meaning = meaningBefore(text, start);
    if (fit === 'glued' && meaning !== 'phone') return 0;
    const vanity = this.#readVanity(groups, first, start, meaning);
    if (vanity > 0) return vanity;
    const longest = Math.min(groups.length, first + mostGroupsOfNumber);
    const candidates: Candidate[] = [];
    let digits = '';
    let breaks = 0;
    for (let last = first; last < longest; last++) {
      const group = groups[last];
      if (group === undefined) break;
      if (last > first && group.separator.includes('\n')) breaks++;
      digits += group.digits;
      if (digits.length > mostDigits || breaks > 1) break;
      if (digits.length < leastDigits) continue;
      // A number ends where a gap begins, not in the middle of 212-555-0123.
      const after = groups[last + 1];
      const isRange = after !== undefined && startsRange(after, groups[last + 2]);
      if (after !== undefined && !isGap(after) && !isRange) continue;
      if (after === undefined && !fitsAfter(text, group.end)) continue;
      candidates.push({
        start,
        end: group.end,
        groups: groups.slice(first, last + 1),
        digits,
        plus: plusAt !== null,
        broken: breaks > 0,
        meaning: meaning ?? (phoneAfter(text, group.end) ? 'phone' : null),
      });
    }
    // The longest first, but those that stay on their line before those that do not.
    candidates.reverse().sort((a, b) => Number(a.broken) - Number(b.broken));
    const written = candidates.filter((candidate) => !isSomethingElse(text, candidate));
    // What a plan knows comes before what it may have known.
    for (const lenient of [false, true]) {
      for (const candidate of written) {
        const number = this.#judge(candidate, lenient && candidate.meaning !== 'id');
        if (number === null) continue;
        this.#keep(candidate, number, null);
        return candidate.groups.length;
      }
    }
    return 0;
  }

  /** `1-800-FLOWERS`, `(866) 686-LIFE`; gives how many groups it takes, 0 when it is none. */
  #readVanity(groups: readonly Group[], first: number, start: number, meaning: Meaning): number {
    const text = this.#text;
    const country = groups[first]?.digits === '1' ? 1 : 0;
    const prefix = groups[first + country];
    if (prefix === undefined || !vanityPrefixes.has(prefix.digits)) return 0;
    if (country === 1 && isGap(prefix) && prefix.separator.includes('\n')) return 0;
    let digits = prefix.digits;
    let last = first + country;
    while (last + 1 < groups.length && digits.length < 10) {
      const group = groups[last + 1];
      if (group === undefined || group.separator.includes('\n')) break;
      digits += group.digits;
      last++;
    }
    const end = groups[last]?.end ?? 0;
    const needed = 10 - digits.length;
    if (needed < 3) return 0;
    const word = vanityWord(text, end, needed);
    if (word === null) return 0;
    const number = this.#ask(`+1${digits}${word.digits}`, undefined);
    if (number?.isValid() !== true) return 0;
    const spelled = text.slice(start, word.end).replace(/\s+/g, ' ');
    this.#keep({ start, end: word.end, meaning }, number, {
      spelled,
      digits: number.formatNational(),
    });
    return last - first + 1;
  }

  /** @param lenient takes what has the length of a number, where a telephone is plainly meant */
  #judge(candidate: Candidate, lenient: boolean): Numbered | null {
    const { digits, plus: hasPlus, meaning } = candidate;
    const phone = meaning === 'phone';
    // Behind a line break only a number that was begun as one goes on.
    if (candidate.broken && !phone && !hasPlus) return null;
    if (hasPlus)
      return this.#international(digits, lenient && (phone || candidate.groups.length > 1));
    for (const prefix of ['00', '011']) {
      if (!digits.startsWith(prefix) || digits.length < 10) continue;
      const apart = candidate.groups[0]?.digits === prefix;
      const number = this.#international(digits.slice(prefix.length), lenient && (phone || apart));
      if (number !== null) return number;
    }
    const steps = [() => this.#northAmerican(candidate), () => this.#national(candidate, lenient)];
    if (!isUsualThere(candidate)) steps.reverse();
    steps.push(() => (phone ? this.#withoutPlus(candidate, lenient) : null));
    for (const step of steps) {
      const number = step();
      if (number !== null) return number;
    }
    return null;
  }

  /** Behind a plus, or what is dialled for it. @param lenient also when today's plan does not know such a number */
  #international(digits: string, lenient: boolean): Numbered | null {
    if (digits.startsWith('0') || digits.length < 8) return null;
    const number = this.#ask(`+${digits}`, undefined);
    if (number?.isValid() === true) return number;
    if (!lenient || digits.length > 15) return null;
    return number ?? `+${digits}`;
  }

  /** Area code and number: `(212) 555-0123`, `1-800-555-0199`. */
  #northAmerican(candidate: Candidate): Numbered | null {
    const { digits, meaning } = candidate;
    if (meaning !== 'phone' && (!isUsualThere(candidate) || meaning === 'id')) return null;
    const area = digits.length === 11 && digits.startsWith('1') ? 1 : 0;
    if (digits.length - area !== 10 || !/^[2-9]\d\d[2-9]/.test(digits.slice(area))) return null;
    const number = this.#ask(`+1${digits.slice(area)}`, undefined);
    return number?.isValid() === true ? number : null;
  }

  /** With the prefix that is dialled inside the country, or where none is. */
  #national({ digits, groups, meaning, end }: Candidate, lenient: boolean): Numbered | null {
    if (meaning === 'id') return null;
    const phone = meaning === 'phone';
    const trunk = digits.startsWith('0');
    if (!phone && (!trunk || groups.length < 2)) return null;
    const beside = countriesNamed(this.#text.slice(end, end + 30));
    const [named] = beside;
    const countries = [...beside, ...this.#search.countries()];
    let possible: PhoneNumber | null = null;
    for (const country of new Set(countries)) {
      if (!isSupportedCountry(country) || getCountryCallingCode(country) === '1') continue;
      const number = this.#ask(digits, country);
      if (number?.countryCallingCode !== getCountryCallingCode(country)) continue;
      const asDialled = number.formatNational();
      // A town's own number, without the area that it is in, belongs to many.
      const short = digits.length < leastDigitsOfCountry;
      if (!trunk && short && asDialled.startsWith('0')) continue;
      // Without a word for it the area has to stand where that country's people set it apart.
      const area = /\d+/.exec(asDialled)?.[0];
      if (!phone && country !== named && area !== groups[0]?.digits) continue;
      if (number.isValid()) return number;
      const likely =
        lenient &&
        trunk &&
        asDialled.startsWith('0') &&
        (phone || country === named) &&
        number.isPossible();
      if (likely) possible ??= number;
    }
    return possible;
  }

  /** The country code without a plus: `44-870-123-4567`, behind a word that says that it is a telephone. */
  #withoutPlus({ digits, groups }: Candidate, lenient: boolean): Numbered | null {
    const code = groups[0]?.digits ?? '';
    if (digits.startsWith('0') || groups.length < 2 || digits.length < 10) return null;
    if (!callingCodes().has(code)) return null;
    const number = this.#ask(`+${digits}`, undefined);
    return lenient && number?.isPossible() === true ? number : null;
  }

  #ask(digits: string, country: string | undefined): PhoneNumber | undefined {
    if (this.#search.effort.questions <= 0) return undefined;
    this.#search.effort.questions--;
    const defaultCountry =
      country !== undefined && isSupportedCountry(country) ? country : undefined;
    return parsePhoneNumberFromString(digits, {
      extract: false,
      ...(defaultCountry !== undefined && { defaultCountry }),
    });
  }

  #keep(
    { start, end }: Span & { readonly meaning: Meaning },
    number: Numbered,
    vanity: PhonePoint['vanity'],
  ): void {
    const extension = extensionAt(this.#text, end);
    const known = typeof number === 'string' ? null : number;
    const unknown = typeof number === 'string' ? number : '';
    const type = known?.getType();
    this.#found.push({
      start,
      end: extension?.end ?? end,
      value: known?.number ?? unknown,
      country: known?.country ?? null,
      type: type === undefined ? null : phoneTypes[type],
      international: known?.formatInternational() ?? unknown,
      national: known?.country === undefined ? null : known.formatNational(),
      extension: extension?.digits ?? null,
      vanity,
      assigned: known?.isValid() ?? false,
    });
  }
}

/** What the library made of it, or the digits behind a country code that it does not know. */
type Numbered = PhoneNumber | string;

const phoneTypes: Readonly<Record<NonNullable<ReturnType<PhoneNumber['getType']>>, PhoneType>> = {
  FIXED_LINE: 'fixed',
  MOBILE: 'mobile',
  FIXED_LINE_OR_MOBILE: 'fixed-or-mobile',
  TOLL_FREE: 'toll-free',
  PREMIUM_RATE: 'premium-rate',
  SHARED_COST: 'shared-cost',
  PERSONAL_NUMBER: 'personal',
  PAGER: 'pager',
  VOIP: 'voip',
  UAN: 'company',
  VOICEMAIL: 'voicemail',
};

/** Whether it is written as people in North America do. */
function isUsualThere({ groups }: Candidate): boolean {
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

/** Toll-free, and 900: those are the numbers that people spell. */
const vanityPrefixes = new Set(['800', '888', '877', '866', '855', '844', '833', '822', '900']);

const plus = 43;
const openParenthesis = 40;

/** The character that stands for it in ASCII: full-width forms, the many hyphens and blanks. Unit for unit. */
function asciiOf(code: number): number {
  if (code < 0x80) return code;
  if (code >= 0xff01 && code <= 0xff5e) return code - 0xfee0;
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212 || code === 0xad) return 45;
  return code === 0xa0 || code === 0x3000 || (code >= 0x2000 && code <= 0x200b) ? 32 : code;
}

function skipSpaces(text: string, at: number): number {
  const most = at + 2;
  while (at < most && asciiOf(text.charCodeAt(at)) === 32) at++;
  return at;
}

/** What may stand between two groups of one number, when a digit follows; empty when something else does. */
function separatorAt(text: string, at: number, stop: number): string {
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
function isGap({ separator, digits }: Pick<Group, 'separator' | 'digits'>): boolean {
  // `030/1234567` is one number, `12345678/12345679` are two: the longer reading is tried first.
  if (separator === '/') return digits.length > 5;
  const blank = /\s|\u00a0|\u3000/.test(separator);
  // Blanks on both sides of a hyphen, or behind a full stop: the longer reading is tried first.
  return blank && (!separator.includes('-') || /^\s.*\s$/s.test(separator));
}

/** `555 0180-84`: the last digits of a range of numbers. */
function startsRange(group: Group, next: Group | undefined): boolean {
  return group.separator === '-' && group.digits.length <= 2 && (next === undefined || isGap(next));
}

function withParenthesis(text: string, start: number): number {
  return start > 0 && asciiOf(text.charCodeAt(start - 1)) === openParenthesis ? start - 1 : start;
}

/** Whether a number may begin there. `glued`: only when a telephone is named right before it. */
function fitBefore(text: string, start: number, hasPlus: boolean): 'yes' | 'no' | 'glued' {
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
function fitsAfter(text: string, end: number): boolean {
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
function isSomethingElse(text: string, { start, end, groups, meaning }: Candidate): boolean {
  if (readIp(text, start, end) !== null) return true;
  // ZIP+4.
  if (shapeOf(groups, () => true) === '5 4' && groups[1]?.separator === '-') return true;
  if (groups.some((_, index) => isDate(groups.slice(index, index + 3)))) return true;
  if (groups.some((_, index) => isDottedQuad(groups, index))) return true;
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

/** Day, month and year in any order, between equal marks. */
function isDate(groups: readonly Group[]): boolean {
  const [first, second, third] = groups;
  if (first === undefined || second === undefined || third === undefined) return false;
  if (second.separator !== third.separator || !'-/.'.includes(second.separator)) return false;
  const [a, b, c] = [first.digits, second.digits, third.digits];
  if (a.length === 4) return isYear(a) && b.length <= 2 && +b >= 1 && +b <= 12 && c.length <= 2;
  if (a.length > 2 || b.length > 2 || +a > 31 || +b > 31 || (+a > 12 && +b > 12)) return false;
  return c.length === 4 && /^(?:1[89]|2\d)/.test(c) && +a > 0 && +b > 0;
}

/** An IPv4 address, or the beginning of a longer version, from that group on and between gaps. */
function isDottedQuad(groups: readonly Group[], first: number): boolean {
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
function vanityWord(
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
function extensionAt(
  text: string,
  end: number,
): { readonly digits: string; readonly end: number } | null {
  const match =
    /^[ \t\u00a0]{0,3}[,(]?[ \t]{0,2}(?:extension|extn|ext|x)\.?[ \t]{0,2}[:#]?[ \t]{0,2}(\d{1,7})(?!\d)/i.exec(
      text.slice(end, end + 40),
    );
  return match === null ? null : { digits: match[1] ?? '', end: end + match[0].length };
}

let codes: ReadonlySet<string> | null = null;

function callingCodes(): ReadonlySet<string> {
  codes ??= new Set(getCountries().map((country) => getCountryCallingCode(country)));
  return codes;
}

/** The countries whose codes stand in the text behind a plus or `00`, each as often as it does. */
export function countriesDialled(text: string): string[] {
  const found: string[] = [];
  for (const match of text.matchAll(/(?:\+|\b00[- .]?)\s?\(?([1-9]\d{0,2})(?=[-\s().\d])/g)) {
    if (found.length >= 50) break;
    const digits = match[1] ?? '';
    for (const length of [1, 2, 3]) {
      const country = mainCountries().get(digits.slice(0, length));
      if (digits.length < length || country === undefined) continue;
      found.push(country);
      break;
    }
  }
  return found;
}

let main: ReadonlyMap<string, string> | null = null;

/** Of the countries that share a code the one that the code is named after: the one with the full plan. */
function mainCountries(): ReadonlyMap<string, string> {
  if (main !== null) return main;
  const byCode = new Map<string, string>();
  for (const country of getCountries()) {
    const code = getCountryCallingCode(country);
    if (code !== '1' && (!byCode.has(code) || sharedCodes.has(country))) byCode.set(code, country);
  }
  main = byCode;
  return main;
}

/** ITU-T E.164: the countries whose codes smaller ones share. */
const sharedCodes = new Set([
  'GB',
  'IT',
  'RU',
  'AU',
  'NO',
  'FI',
  'FR',
  'MA',
  'GP',
  'RE',
  'SH',
  'CW',
]);
