/**
 * Telephone numbers in plain text. What looks like one is found here, by one scan; what is one, and
 * whose, says libphonenumber, which sees a few digits at a time. Its tables are large: whatever
 * imports this is loaded when somebody asks for contact points, and not before.
 */
import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  parsePhoneNumberFromString,
  type PhoneNumber,
} from 'libphonenumber-js/max';
import { isDigit } from '../text/chars.ts';
import type { Span } from '../text/span.ts';
import { countriesNamed } from './countries.ts';
import {
  asciiOf,
  type Candidate,
  extensionAt,
  fitBefore,
  fitsAfter,
  type Group,
  isGap,
  isSomethingElse,
  isUsualThere,
  openParenthesis,
  plus,
  separatorAt,
  skipSpaces,
  startsRange,
  vanityWord,
  withParenthesis,
} from './phone-forms.ts';
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
  /** What is left stands in it afterwards. */
  readonly effort: PhoneEffort;
}

/** What may still be done; when one of them is spent, the search ends. */
export interface PhoneEffort {
  /** How often the library may be asked. */
  questions: number;
  /** How many beginnings may be looked at. */
  looks: number;
  /** How many numbers may be found, the same ones again and again, too. */
  numbers: number;
}

export function isSpent({ questions, looks, numbers }: PhoneEffort): boolean {
  return questions <= 0 || looks <= 0 || numbers <= 0;
}

/** In the order of the text; no two of them overlap. */
export function phonesIn(text: string, search: PhoneSearch): FoundPhone[] {
  return new Reader(text, search).read();
}

/** What a person typed, when it is one number in its international form and nothing else. */
export function phoneTyped(text: string): Omit<FoundPhone, keyof Span> | null {
  const effort = { questions: 100, looks: 100, numbers: 1 };
  const [found] = phonesIn(text, { taken: [], countries: () => [], effort });
  if (found === undefined) return null;
  const { start, end, ...phone } = found;
  return start === 0 && end === text.length ? phone : null;
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
    for (let at = 0; at < text.length && !isSpent(this.#search.effort);) {
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
    while (next < groups.length && !isSpent(this.#search.effort)) {
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
    this.#search.effort.looks--;
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
        if (lenient && !this.#mayBeUnknown(candidate)) continue;
        const number = this.#judge(candidate, lenient);
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
    const number = this.#ask(`+1${digits}${word.digits}`);
    if (number?.isValid() !== true) return 0;
    const spelled = text.slice(start, word.end).replace(/\s+/g, ' ');
    this.#keep({ start, end: word.end, meaning }, number, {
      spelled,
      digits: number.formatNational(),
    });
    return last - first + 1;
  }

  /** Whether a number counts there that no plan of today knows; of all others everything was asked already. */
  #mayBeUnknown({ meaning, groups, digits, plus: hasPlus, end }: Candidate): boolean {
    if (meaning !== null) return meaning === 'phone';
    if (groups.length < 2 || hasPlus) return hasPlus && groups.length > 1;
    const [first] = groups;
    if (first?.digits === '00' || first?.digits === '011') return true;
    return digits.startsWith('0') && this.#countriesBeside(end).length > 0;
  }

  #countriesBeside(end: number): readonly string[] {
    return [...countriesNamed(this.#text.slice(end, end + 30))];
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
    steps.push(() => (phone && lenient ? this.#withoutPlus(candidate) : null));
    for (const step of steps) {
      const number = step();
      if (number !== null) return number;
    }
    return null;
  }

  /** Behind a plus, or what is dialled for it. @param lenient also when today's plan does not know such a number */
  #international(digits: string, lenient: boolean): Numbered | null {
    if (digits.startsWith('0') || digits.length < 8) return null;
    const number = this.#ask(`+${digits}`);
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
    const number = this.#ask(`+1${digits.slice(area)}`);
    return number?.isValid() === true ? number : null;
  }

  /** With the prefix that is dialled inside the country, or where none is. */
  #national({ digits, groups, meaning, end }: Candidate, lenient: boolean): Numbered | null {
    if (meaning === 'id') return null;
    const phone = meaning === 'phone';
    const trunk = digits.startsWith('0');
    if (!phone && (!trunk || groups.length < 2)) return null;
    const beside = this.#countriesBeside(end);
    const [named] = beside;
    let possible: PhoneNumber | null = null;
    for (const name of new Set([...beside, ...this.#search.countries()])) {
      const known = callingCodes().get(name);
      if (known === undefined || known.code === '1') continue;
      const { country, code } = known;
      const number = this.#ask(digits, country);
      if (number?.countryCallingCode !== code) continue;
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

  /** The country code without a plus: `44-870-123-4567`, where no other reading makes a number. */
  #withoutPlus({ digits, groups }: Candidate): Numbered | null {
    const code = groups[0]?.digits ?? '';
    if (digits.startsWith('0') || groups.length < 2 || digits.length < 10) return null;
    if (!isCallingCode(code)) return null;
    const number = this.#ask(`+${digits}`);
    return number?.isPossible() === true ? number : null;
  }

  #ask(digits: string, defaultCountry?: CountryCode): PhoneNumber | undefined {
    if (this.#search.effort.questions <= 0) return undefined;
    this.#search.effort.questions--;
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
    this.#search.effort.numbers--;
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

/** Toll-free, and 900: those are the numbers that people spell. */
const vanityPrefixes = new Set(['800', '888', '877', '866', '855', '844', '833', '822', '900']);

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

interface CallingCode {
  readonly country: CountryCode;
  readonly code: string;
}

let codes: ReadonlyMap<string, CallingCode> | null = null;

/** By country: the library looks each of them up anew. */
function callingCodes(): ReadonlyMap<string, CallingCode> {
  codes ??= new Map(
    getCountries().map((country) => [country, { country, code: getCountryCallingCode(country) }]),
  );
  return codes;
}

function isCallingCode(code: string): boolean {
  return mainCountries().has(code) || code === '1';
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
