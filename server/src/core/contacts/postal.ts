/** Postal addresses in plain text, by their last line. Careful rather than complete: a street or a box must stand there, too. */
import type { Span } from '../text/span.ts';
import type { PostalPoint } from './point.ts';

export type FoundPostal = Span & Pick<PostalPoint, 'value' | 'country' | 'postalCode'>;

/** A line, and what of it is looked at. */
interface Line extends Span {
  readonly text: string;
}

/** Nobody writes an address in a longer line; a paragraph that is one line is looked at in front and at its end. */
const longestLine = 400;
/** Lines above the town in which the street may stand. */
const mostLinesAbove = 3;
/** More addresses than anybody writes to. */
const mostFound = 200;

/** In the order of the text. */
export function postalAddressesIn(text: string): FoundPostal[] {
  const found: FoundPostal[] = [];
  const above: Line[] = [];
  for (let start = 0; start <= text.length && found.length < mostFound;) {
    const lineBreak = text.indexOf('\n', start);
    const end = lineBreak < 0 ? text.length : lineBreak;
    const line = { start, end, text: text.slice(start, Math.min(end, start + longestLine)) };
    start = end + 1;
    if (line.text.trim() === '') {
      // One blank line parts nothing in HTML, where every cell ends with two; two do.
      if (above.at(-1)?.text.trim() === '') above.length = 0;
      else above.push(line);
      continue;
    }
    const address = addressEndingIn(line, above);
    if (address !== null) {
      found.push(address);
      above.length = 0;
    } else {
      above.push(line);
    }
    while (above.length > mostLinesAbove * 2) above.shift();
  }
  return found;
}

function addressEndingIn(line: Line, above: readonly Line[]): FoundPostal | null {
  const town = townIn(line.text);
  if (town === null) return null;
  const end = line.start + town.end;
  // The street on the same line: `220 Example St., Anytown, PA 16366`.
  const inLine = streetIn(line.text.slice(0, town.start));
  if (inLine !== null)
    return made(line.text.slice(inLine, town.end), line.start + inLine, end, town);
  if (!town.opensLine) return null;
  const lines: string[] = [line.text.slice(0, town.end)];
  for (const upper of [...above].reverse()) {
    if (upper.text.trim() === '') continue;
    if (lines.length > mostLinesAbove) break;
    lines.unshift(upper.text);
    const at = streetIn(upper.text);
    if (at === null) continue;
    lines[0] = upper.text.slice(at);
    return made(lines.join('\n'), upper.start + at, end, town);
  }
  return null;
}

function made(written: string, start: number, end: number, town: Town): FoundPostal {
  // Quoted lines stay addresses.
  const lines = written.split('\n').map((line) => line.replace(/^[\s>|]+|[\s,;]+$/g, ''));
  const value = lines.map((line) => line.replace(/\s+/g, ' ')).filter((line) => line !== '');
  return {
    start,
    end,
    value: value.join(', '),
    country: town.country,
    postalCode: town.postalCode,
  };
}

interface Town extends Span {
  readonly postalCode: string;
  readonly country: string | null;
  /** Nothing but the town stands in front of the postal code on its line. */
  readonly opensLine: boolean;
}

/** The postal code and the town in one line. */
function townIn(line: string): Town | null {
  if (!/\d{4}|\d ?\d[A-Za-z]{2}|\d[A-Z] ?\d/.test(line)) return null;
  return americanTown(line) ?? canadianOrBritishTown(line) ?? continentalTown(line);
}

/** States, territories and the armed forces (USPS Publication 28, appendix B). */
const states = new Set(
  (
    'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD ' +
    'TN TX UT VT VA WA WV WI WY PR GU VI AS MP AA AE AP'
  ).split(' '),
);
const stateNames = new Set(
  (
    'alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas ' +
    'kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada hampshire jersey ' +
    'mexico york carolina dakota ohio oklahoma oregon pennsylvania island tennessee texas utah vermont virginia washington wisconsin wyoming'
  ).split(' '),
);

/** First words of states of two. */
const twoWordStates = new Set(['new', 'north', 'south', 'west', 'rhode']);

/** `Anytown, PA 16366-1234`. */
function americanTown(line: string): Town | null {
  const words = wordsOf(line);
  for (const [index, { text, end }] of words.entries()) {
    const zip = /^(\d{5}(?:-\d{4})?)[.,;)]?$/.exec(text)?.[1];
    const state = words[index - 1]?.text.replace(/[.,]{1,2}$/, '') ?? '';
    if (zip === undefined || !(states.has(state) || stateNames.has(state.toLowerCase()))) continue;
    let first = index - 1;
    if (twoWordStates.has(words[first - 1]?.text.toLowerCase() ?? '')) first--;
    const last = first - 1;
    for (let left = 3; left > 0; left--) {
      const { text: word = '' } = words[first - 1] ?? {};
      // A comma ends what stands before the town.
      if (!/^\p{L}[\p{L}.'-]*,?$/u.test(word) || (first - 1 < last && word.endsWith(','))) break;
      first--;
    }
    const start = words[first]?.start ?? 0;
    if (first > last) continue;
    const town = { start, end: end - text.length + zip.length, postalCode: zip, country: 'US' };
    return { ...town, opensLine: opens(line.slice(0, start)) };
  }
  return null;
}

/** What stands between blanks. */
interface Word extends Span {
  readonly text: string;
}

function wordsOf(line: string): Word[] {
  return Array.from(line.matchAll(/[^\s\u00a0]+/g), ({ 0: text, index }) => ({
    text,
    start: index,
    end: index + text.length,
  }));
}

/** `Anytown, Ontario K1A 0B1`, `Anytown OX1 1AA` (BS 7666). */
function canadianOrBritishTown(line: string): Town | null {
  const match =
    /\b([A-Z]\d[A-Z][ -]?\d[A-Z]\d)\b/.exec(line) ??
    /\b([A-Z]{1,2}\d[A-Z\d]? {1,2}\d[ABD-HJLNP-UW-Z]{2})\b/.exec(line);
  if (match === null) return null;
  const code = match[1] ?? '';
  const country = /^[A-Z]\d[A-Z]/.test(code) && /\d$/.test(code) ? 'CA' : 'GB';
  const before = line.slice(0, match.index);
  const comma = before.replace(/[\s,]+$/, '').lastIndexOf(',');
  const start = comma + 1;
  return {
    start,
    end: match.index + match[0].length,
    postalCode: code,
    country,
    opensLine: true,
  };
}

/** Prefixes of postal codes, and the countries with five digits or four that put them before the town. */
const prefixes: ReadonlyMap<string, string> = new Map([
  ['D', 'DE'],
  ['F', 'FR'],
  ['I', 'IT'],
  ['E', 'ES'],
  ['CH', 'CH'],
  ['A', 'AT'],
  ['B', 'BE'],
  ['L', 'LU'],
  ['DK', 'DK'],
  ['S', 'SE'],
  ['SE', 'SE'],
  ['N', 'NO'],
  ['NL', 'NL'],
]);

/** `D-12345 Musterstadt`, `75001 Paris`, `1234 AB Amsterdam`. */
function continentalTown(line: string): Town | null {
  const match =
    /(?:^|[\s,;/])(?:([A-Z]{1,2})-)?(\d{4} ?[A-Z]{2}|\d{4,5}|\d{3} \d{2}) {1,2}(\p{Lu}[\p{L}'’-]{1,30}(?: (?:\p{Lu}[\p{L}'’-]{1,30}|[a-z]{1,4}|\d{1,2}))?)/u.exec(
      line,
    );
  if (match === null) return null;
  const [whole, prefix, code = ''] = match;
  const start = match.index + (/^[\s,;/]/.test(whole) ? 1 : 0);
  const country =
    (prefix === undefined ? null : prefixes.get(prefix)) ??
    (/^\d{4} ?[A-Z]{2}$/.test(code) ? 'NL' : null);
  return {
    start,
    end: match.index + whole.length,
    postalCode: code,
    country,
    opensLine: opens(line.slice(0, start)),
  };
}

function opens(before: string): boolean {
  return /^[\s*>|#.,-]*$/.test(before);
}

/** Words for a street behind its number and name: `12 Example Street`, `12, rue de l’Exemple`. */
const streetWords = new Set(
  (
    'street str st avenue ave av road rd boulevard blvd drive dr lane ln court ct circle cir way place pl plaza parkway pkwy highway hwy ' +
    'square sq terrace ter trail broadway suite ste crescent close gardens grove hill row route rue bd allée chemin cours quai impasse'
  ).split(' '),
);
/** Ends of a street's name, with the number behind it: `Musterstraße 12a`, `Voorbeeldstraat 1`. */
const streetEnds =
  'straße strasse str weg platz allee gasse ring damm ufer straat laan plein kade gracht vej gade gatan vägen'.split(
    ' ',
  );
/** Words for a street before its name, with the number at the end: `Via Esempio 3`, `Calle Ejemplo, 5`. */
const streetStarts = new Set(
  'via viale piazza corso calle c/ avenida avda plaza paseo rua ul'.split(' '),
);
/** Boxes: `P.O. Box 12`, `Postfach 12`. */
const boxWords = new Set(['box', 'postfach', 'postbus', 'apartado', 'pmb', 'b.p', 'bp']);

/** Words between the number of a street and its kind. */
const mostStreetWords = 5;

/** Where the street or the box begins in a line; null when none stands there. */
function streetIn(line: string): number | null {
  const words = wordsOf(line);
  const bare = words.map(({ text }) =>
    text.toLowerCase().replace(/^[(*>]{1,3}|[.,;:)#]{1,3}$/g, ''),
  );
  const isNumber = (index: number): boolean =>
    /^\d{1,6}[a-z]?(?:-\d{1,5}[a-z]?)?$/.test(bare[index] ?? '');
  for (const [index, word] of bare.entries()) {
    const start = words[index]?.start ?? 0;
    if (isNumber(index)) {
      const rest = bare.slice(index + 1, index + 1 + mostStreetWords);
      if (rest.some((one) => streetWords.has(one))) return start;
    } else if (boxWords.has(word)) {
      const number = /^#?\d/.test(words[index + 1]?.text ?? '');
      const before = bare[index - 1] ?? '';
      if (number && word !== 'box') return start;
      if (number && /^(?:p\.?o|office)$/.test(before)) return words[index - 1]?.start ?? start;
      if (number && before === 'o') return words[index - 2]?.start ?? start;
    } else if (streetEnds.some((end) => word.endsWith(end)) && isNumber(index + 1)) {
      // `Lange Str. 5`: the name is the word before.
      return word === 'str' ? (words[index - 1]?.start ?? start) : start;
    } else if (streetStarts.has(word)) {
      for (let next = index + 2; next <= index + mostStreetWords; next++) {
        if (isNumber(next)) return start;
      }
    }
  }
  return null;
}
