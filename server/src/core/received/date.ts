/** Date and time of mail (RFC 5322 §3.3 and §4.3), with everything that servers really write. */
import { commentEnd, isBlank, isDigit, isLetter, skipBlanks, trimBlanks } from '../text/chars.ts';
import { encodeLatin1 } from '../text/latin1.ts';
import type { Span } from '../text/span.ts';
import { units } from '../text/units.ts';

export type DateDefect =
  /** The weekday is not that of the date. */
  | 'wrong-weekday'
  /** A day, month, hour, minute or second that no calendar or clock has. */
  | 'impossible'
  /** A year before 1970 or after 2099: no mail has it. */
  | 'impossible-year'
  /** A zone outside -1200 … +1400. */
  | 'impossible-zone'
  /** No zone: read as UTC. */
  | 'no-zone'
  /** A year of two or three digits (RFC 5322 §4.3). */
  | 'two-digit-year'
  /** Not the form of RFC 5322 (asctime, ISO 8601, a zone name of no standard and the like), but understood. */
  | 'unusual-form'
  /** Could not be understood at all. */
  | 'unreadable';

/** A date as written. `time` is null exactly when no instant can be given. */
export interface MailDate extends Span {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly time: number | null;
  /** Minutes east of UTC as written; null when there is no zone or an unreadable one. */
  readonly zoneMinutes: number | null;
  readonly defects: readonly DateDefect[];
}

const noDefects: readonly DateDefect[] = Object.freeze([]);

const colon = 58;
const comma = 44;
const dash = 45;
const dot = 46;
const open = 40;
const plus = 43;
const slash = 47;

/** `(EDT)`, parentheses included. */
const MAX_ZONE_COMMENT = 10;

/**
 * Reads a date and time. Null for a blank range; whatever else stands there gives a date, if need
 * be one that is `unreadable`. The span leaves out the blanks around the text, not its comments.
 *
 * Where a date can be read in two ways (`04/05/1997`) it is unreadable: a wrong instant would
 * accuse honest servers of a clock that runs backwards.
 */
export function readDate(text: string, start: number, end: number): MailDate | null {
  start = skipBlanks(text, start, end);
  end = trimBlanks(text, start, end);
  if (start === end) return null;
  return readCommonForm(text, start, end) ?? readAnyForm(text, start, end);
}

/**
 * The same for a date of the common form without a comment or with a short zone name in one; null
 * for every other.
 */
export function readPlainDate(text: string, start: number, end: number): MailDate | null {
  start = skipBlanks(text, start, end);
  end = trimBlanks(text, start, end);
  if (text.charCodeAt(end - 1) === 41 /* ) */) {
    let at = end - 2;
    while (at > end - MAX_ZONE_COMMENT && isLetter(text.charCodeAt(at))) at--;
    if (text.charCodeAt(at) !== open) return null;
  } else if (!isDigit(text.charCodeAt(end - 1))) return null;
  return readCommonForm(text, start, end);
}

/**
 * `Mon, 21 Apr 1997 17:53:13 -0400 (EDT)`, the form of nearly every date there is. Null as soon as
 * anything differs: this is on the hot path and must do nothing but read it.
 */
function readCommonForm(text: string, start: number, end: number): MailDate | null {
  units.load(text, start, end);
  const { codes, start: base } = units;
  const stop = end - base;
  let at = start - base;
  let weekday = -1;
  if (isLetter(codes[at] ?? 0)) {
    weekday = weekdayOf(threeLetters(codes, at));
    if (weekday < 0 || codes[at + 3] !== comma) return null;
    at = behindBlanks(codes, at + 4, stop);
  }

  let day = digitAt(codes, at++);
  if (isDigit(codes[at] ?? 0)) day = day * 10 + digitAt(codes, at++);

  let next = behindBlanks(codes, at, stop);
  if (next === at) return null;
  const month = monthOf(threeLetters(codes, next));
  at = next + 3;

  next = behindBlanks(codes, at, stop);
  if (next === at) return null;
  const year = twoDigits(codes, next) * 100 + twoDigits(codes, next + 2);
  at = next + 4;

  next = behindBlanks(codes, at, stop);
  if (next === at) return null;
  const hour = twoDigits(codes, next);
  if (codes[next + 2] !== colon) return null;
  const minute = twoDigits(codes, next + 3);
  at = next + 5;
  let second = 0;
  if (codes[at] === colon) {
    second = twoDigits(codes, at + 1);
    at += 3;
  }

  next = behindBlanks(codes, at, stop);
  if (next === at) return null;
  const sign = codes[next];
  if (sign !== plus && sign !== dash) return null;
  const zoneHour = twoDigits(codes, next + 1);
  const zoneMinute = twoDigits(codes, next + 3);
  at = behindBlanks(codes, next + 5, stop);
  if (at < stop && codes[at] === open) at = commentEnd(text, at + base, end) - base;
  // Far below zero when a digit was missing anywhere.
  const sum = day + year + hour + minute + second + zoneHour + zoneMinute;
  if (at !== stop || month < 0 || sum < 0) return null;

  const zone = zoneHour * 60 + zoneMinute;
  const zoneFault = zoneMinute > 59;
  return finish(
    start,
    end,
    weekday,
    year,
    month,
    day,
    (hour * 60 + minute) * 60_000 + second * 1000,
    hour < 24 && minute < 60 && second <= 60,
    zoneFault ? null : sign === dash ? -zone : zone,
    zoneFault,
    noDefects,
  );
}

/** A date in any other order and notation: takes every token for what its shape and place say. */
function readAnyForm(text: string, start: number, end: number): MailDate {
  let weekday = -1;
  let year = -1;
  let month = -1;
  let day = -1;
  let hour = -1;
  let minute = 0;
  let second = 0;
  let fraction = 0;
  let zone: number | null = null;
  let commentZone: number | null = null;
  let numericZone = false;
  let zoneFault = false;
  let yearWidth = 4;
  let unusual = false;
  let ambiguous = false;

  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);

    if (code === open) {
      const close = commentEnd(text, at, end);
      if (hour >= 0) commentZone ??= zoneNamed(lowerWord(text, at + 1, close - 1)) ?? null;
      at = close;
    } else if (isDigit(code)) {
      const stop = digitsEnd(text, at, end);
      const width = stop - at;
      const value = numberIn(text, at, stop);
      const next = skipBlanks(text, stop, end);
      const glued = isLetter(text.charCodeAt(at - 1)) && at > start;
      const triple = readTriple(text, at, stop, end);
      if (hour < 0 && next < end && text.charCodeAt(next) === colon) {
        const clock = readClock(text, value, next, end);
        hour = clock.hour;
        minute = clock.minute;
        second = clock.second;
        fraction = clock.fraction;
        at = clock.end;
      } else if (triple !== null && triple.separator === dot && day >= 0 && hour < 0) {
        // `17.53.13`, once customary in Northern Europe.
        unusual = true;
        [hour, minute, second] = [triple.first, triple.second, triple.third];
        at = triple.end;
      } else if (triple !== null && day < 0 && year < 0) {
        unusual = true;
        at = triple.end;
        let middle = triple.second;
        const last = triple.end - triple.thirdStart;
        if (width === 4) {
          year = value;
          day = triple.third;
        } else if (triple.named || triple.separator === dot) {
          day = value;
          year = triple.third;
          yearWidth = last;
        } else if (last === 4 && (value > 12 || middle > 12 || value === middle)) {
          day = value > 12 ? value : middle;
          if (value <= 12) middle = value;
          year = triple.third;
        } else {
          ambiguous = true;
        }
        month = middle - 1;
      } else {
        at = stop;
        if (glued && zone !== null) unusual = true;
        else if (width <= 2 && day < 0) day = value;
        else if (year < 0) {
          year = value;
          yearWidth = width;
        } else if (width === 4 && hour >= 0 && zone === null && value <= 1400) {
          // `17:53:13 0000`: the sign was lost.
          unusual = true;
          zone = Math.floor(value / 100) * 60 + (value % 100);
          zoneFault = value % 100 > 59;
          numericZone = true;
        } else if (hour < 0) ambiguous = true;
        else unusual = true;
      }
    } else if (isLetter(code)) {
      let stop = at + 1;
      while (stop < end && isLetter(text.charCodeAt(stop))) stop++;
      const word = lowerWord(text, at, stop);
      const dayName = nameIndex(weekdayNames, word);
      const monthName = nameIndex(monthNames, word);
      if (weekday < 0 && dayName >= 0) {
        weekday = dayName;
        if (word.length > 3) unusual = true;
      } else if (month < 0 && monthName >= 0) {
        month = monthName;
        if (word.length > 3 || day < 0) unusual = true;
      } else if (hour < 0) {
        unusual = true;
      } else if (word === 'am' || word === 'pm') {
        unusual = true;
        if (word === 'pm' && hour < 12) hour += 12;
        else if (word === 'am' && hour === 12) hour = 0;
      } else if (word === 'm' && text.charCodeAt(stop) === 61 /* = */) {
        unusual = true;
        break; // Go's reading of its monotonic clock: `m=+0.123`
      } else if (word === 'dst' && zone !== null && !numericZone) {
        unusual = true;
        zone += 60;
      } else {
        const named = zoneNamed(word);
        if (!standardZones.has(word) || zone !== null) unusual = true;
        zone ??= named ?? null;
      }
      at = stop;
    } else if ((code === plus || code === dash) && hour >= 0 && digitFollows(text, at + 1, end)) {
      // Behind a name (`GMT+0200`) the number is the whole truth; a second number is not.
      const read = readOffset(text, at, end);
      at = read.end;
      if (numericZone || zone !== null || read.unusual) unusual = true;
      if (!numericZone) {
        numericZone = true;
        zone = read.minutes;
        zoneFault = read.minutes === null;
      }
    } else if (isBlank(code)) {
      at = skipBlanks(text, at, end);
    } else {
      if (code !== comma) unusual = true;
      at++;
    }
  }

  if (zone === null && !zoneFault && commentZone !== null) {
    zone = commentZone;
    unusual = true;
  }
  if (ambiguous || year < 0 || month < 0 || day < 0 || hour < 0) {
    return { start, end, time: null, zoneMinutes: zone, defects: ['unreadable'] };
  }
  const defects: DateDefect[] = [];
  // RFC 5322 §4.3
  if (yearWidth < 4) defects.push('two-digit-year');
  if (yearWidth === 3) year += 1900;
  else if (yearWidth < 3) year += year < 50 ? 2000 : 1900;
  if (zone === null && !zoneFault) defects.push('no-zone');
  if (unusual) defects.push('unusual-form');
  return finish(
    start,
    end,
    weekday,
    year,
    month,
    day,
    (hour * 60 + minute) * 60_000 + second * 1000 + fraction,
    hour < 24 && minute < 60 && second <= 60,
    zoneFault ? null : zone,
    zoneFault,
    defects,
  );
}

/**
 * Judges the numbers and gives the instant.
 * @param clock milliseconds since midnight
 */
function finish(
  start: number,
  end: number,
  weekday: number,
  year: number,
  month: number,
  day: number,
  clock: number,
  clockExists: boolean,
  zoneMinutes: number | null,
  zoneFault: boolean,
  known: readonly DateDefect[],
): MailDate {
  const exists = clockExists && month < 12 && day > 0 && day <= daysInMonth(year, month);
  const yearExists = year >= 1970 && year <= 2099;
  const zoneExists =
    !zoneFault && (zoneMinutes === null || (zoneMinutes >= -12 * 60 && zoneMinutes <= 14 * 60));
  const days = exists && yearExists ? daysSinceEpoch(year, month, day) : 0;
  // 1970-01-01 was a Thursday.
  const weekdayRight = weekday < 0 || !exists || !yearExists || (days + 4) % 7 === weekday;
  let defects = known;
  if (!exists || !yearExists || !zoneExists || !weekdayRight) {
    const found: DateDefect[] = [];
    if (!weekdayRight) found.push('wrong-weekday');
    if (!exists) found.push('impossible');
    if (!yearExists) found.push('impossible-year');
    if (!zoneExists) found.push('impossible-zone');
    defects = [...found, ...known];
  }
  // A zone such as -1600 is no place's, yet names an instant (RFC 5322 §3.3); minutes above 59 do not.
  const time =
    exists && yearExists && !zoneFault
      ? days * 86_400_000 + clock - (zoneMinutes ?? 0) * 60_000
      : null;
  return { start, end, time, zoneMinutes, defects };
}

/** Gregorian calendar, years from 1970 on. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const before = year - 1;
  const leapDays =
    Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400) - 477;
  const leap = month > 1 && daysInMonth(year, 1) === 29 ? 1 : 0;
  return (year - 1970) * 365 + leapDays + (daysBefore[month] ?? 0) + leap + day - 1;
}

const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

function daysInMonth(year: number, month: number): number {
  if (month === 1) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 3 || month === 5 || month === 8 || month === 10 ? 30 : 31;
}

/** `:mm[:ss[.fraction]]` behind the hour, with blanks wherever RFC 5322 §4.3 lets them stand. */
function readClock(
  text: string,
  hour: number,
  at: number,
  end: number,
): { hour: number; minute: number; second: number; fraction: number; end: number } {
  let from = skipBlanks(text, at + 1, end);
  at = digitsEnd(text, from, end);
  // `17:` without minutes is no time of day; 60 makes it impossible.
  const minute = at === from ? 60 : numberIn(text, from, at);
  let second = 0;
  let fraction = 0;
  const next = skipBlanks(text, at, end);
  if (next < end && text.charCodeAt(next) === colon) {
    from = skipBlanks(text, next + 1, end);
    at = digitsEnd(text, from, end);
    second = numberIn(text, from, at);
    const mark = text.charCodeAt(at);
    if (at + 1 < end && (mark === dot || mark === comma) && isDigit(text.charCodeAt(at + 1))) {
      const stop = digitsEnd(text, at + 1, end);
      const thousandth = Math.min(stop, at + 4);
      fraction = numberIn(text, at + 1, thousandth) * 10 ** (at + 4 - thousandth);
      at = stop;
    }
  }
  return { hour, minute, second, fraction, end: at };
}

/** A zone in digits behind its sign: `-0400`, `-400`, `+02`, `+05:30`. Minutes are null when it is none. */
function readOffset(
  text: string,
  at: number,
  end: number,
): { minutes: number | null; unusual: boolean; end: number } {
  const negative = text.charCodeAt(at) === dash;
  const from = skipBlanks(text, at + 1, end);
  at = digitsEnd(text, from, end);
  const width = at - from;
  const value = numberIn(text, from, at);
  let hours = width > 2 ? Math.floor(value / 100) : value;
  let minutes = width > 2 ? value % 100 : 0;
  if (at + 1 < end && text.charCodeAt(at) === colon && isDigit(text.charCodeAt(at + 1))) {
    const stop = digitsEnd(text, at + 1, end);
    hours = value;
    minutes = numberIn(text, at + 1, stop);
    at = stop;
  }
  const total = width > 4 || minutes > 59 ? null : hours * 60 + minutes;
  return {
    minutes: total === null || !negative || total === 0 ? total : -total,
    unusual: width !== 4,
    end: at,
  };
}

interface Triple {
  readonly first: number;
  readonly second: number;
  readonly third: number;
  readonly thirdStart: number;
  readonly end: number;
  readonly separator: number;
  /** The second is the name of a month. */
  readonly named: boolean;
}

/** Three parts without blanks between them: `21-Apr-1997`, `1997-04-21`, `04/21/97`, `17.53.13`. */
function readTriple(text: string, at: number, stop: number, end: number): Triple | null {
  const separator = text.charCodeAt(stop);
  if (separator !== dash && separator !== slash && separator !== dot) return null;
  const middle = stop + 1;
  let middleEnd = digitsEnd(text, middle, end);
  let second = numberIn(text, middle, middleEnd);
  const named = middleEnd === middle;
  if (named) {
    while (middleEnd < end && isLetter(text.charCodeAt(middleEnd))) middleEnd++;
    second = nameIndex(monthNames, lowerWord(text, middle, middleEnd)) + 1;
    if (second === 0) return null;
  }
  const thirdStart = middleEnd + 1;
  const thirdEnd = digitsEnd(text, thirdStart, end);
  if (thirdEnd === thirdStart || text.charCodeAt(middleEnd) !== separator) return null;
  const first = numberIn(text, at, stop);
  const third = numberIn(text, thirdStart, thirdEnd);
  return { first, second, third, thirdStart, end: thirdEnd, separator, named };
}

/** Whether a digit is the first thing behind the blanks. */
function digitFollows(text: string, at: number, end: number): boolean {
  at = skipBlanks(text, at, end);
  return at < end && isDigit(text.charCodeAt(at));
}

function digitsEnd(text: string, at: number, end: number): number {
  while (at < end && isDigit(text.charCodeAt(at))) at++;
  return at;
}

/** The digits as a number; what is longer than any number of a date is given as one too large. */
function numberIn(text: string, start: number, end: number): number {
  if (end - start > 9) return 999_999_999;
  let value = 0;
  for (let at = start; at < end; at++) value = value * 10 + text.charCodeAt(at) - 48;
  return value;
}

/** What a missing digit counts: no sum with it gets back to zero, and all stay 32-bit integers. */
const noDigit = -1_000_000;

/** The digit at an index. */
function digitAt(codes: Uint8Array, at: number): number {
  const code = codes[at] ?? 0;
  return isDigit(code) ? code - 48 : noDigit;
}

/** Exactly two digits. A third one fails at the blank or colon that must follow. */
function twoDigits(codes: Uint8Array, at: number): number {
  return digitAt(codes, at) * 10 + digitAt(codes, at + 1);
}

/** Three letters in lower case as one number, to be compared without making a string. */
function threeLetters(codes: Uint8Array, at: number): number {
  return (
    (((codes[at] ?? 0) | 32) << 16) |
    (((codes[at + 1] ?? 0) | 32) << 8) |
    ((codes[at + 2] ?? 0) | 32)
  );
}

/** The first index from `at` on that holds no blank; `end` when there is none. */
function behindBlanks(codes: Uint8Array, at: number, end: number): number {
  while (at < end && isBlank(codes[at] ?? 0)) at++;
  return at;
}

/** 0 is Sunday; -1 when the letters name no weekday. */
function weekdayOf(letters: number): number {
  return weekdayLetters.indexOf(letters);
}

/** 0 is January; -1 when the letters name no month. All dates of a message name the same one. */
function monthOf(letters: number): number {
  if (letters !== lastMonthLetters) {
    lastMonth = monthLetters.indexOf(letters);
    lastMonthLetters = letters;
  }
  return lastMonth;
}

let lastMonthLetters = 0;
let lastMonth = -1;

const weekdayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const weekdayLetters = weekdayNames.map((name) => threeLetters(encodeLatin1(name), 0));
const monthLetters = monthNames.map((name) => threeLetters(encodeLatin1(name), 0));

/** A name may be cut short, to three letters at least: `Thur`, `Sept`. */
function nameIndex(names: readonly string[], word: string): number {
  return word.length < 3 ? -1 : names.findIndex((name) => name.startsWith(word));
}

/** A short word in lower case; empty when it is longer than any name of a date. */
function lowerWord(text: string, start: number, end: number): string {
  return end - start > 9 ? '' : text.slice(start, end).toLowerCase();
}

/**
 * Minutes east of UTC. RFC 5322 §4.3 takes the military letters for `-0000`, since RFC 822 gave
 * them the wrong sign and nobody can tell which one a writer meant.
 */
function zoneNamed(word: string): number | undefined {
  if (word.length === 1 && word !== 'j') return 0;
  return standardZones.get(word) ?? customaryZones.get(word);
}

/** RFC 5322 §4.3, and UTC, which everybody writes. */
const standardZones: ReadonlyMap<string, number> = new Map([
  ['ut', 0],
  ['utc', 0],
  ['gmt', 0],
  ['z', 0],
  ['est', -300],
  ['edt', -240],
  ['cst', -360],
  ['cdt', -300],
  ['mst', -420],
  ['mdt', -360],
  ['pst', -480],
  ['pdt', -420],
]);

/** Names that servers write and no mail standard knows. Names of several zones (IST) are left out. */
const customaryZones: ReadonlyMap<string, number> = new Map([
  ['wet', 0],
  ['bst', 60],
  ['west', 60],
  ['cet', 60],
  ['met', 60],
  ['mez', 60],
  ['cest', 120],
  ['mest', 120],
  ['mesz', 120],
  ['eet', 120],
  ['sast', 120],
  ['eest', 180],
  ['msk', 180],
  ['msd', 240],
  ['hkt', 480],
  ['sgt', 480],
  ['awst', 480],
  ['jst', 540],
  ['kst', 540],
  ['acst', 570],
  ['acdt', 630],
  ['aest', 600],
  ['aedt', 660],
  ['nzst', 720],
  ['nzt', 720],
  ['nzdt', 780],
  ['nst', -210],
  ['ndt', -150],
  ['ast', -240],
  ['adt', -180],
  ['brt', -180],
  ['akst', -540],
  ['akdt', -480],
  ['hst', -600],
]);
