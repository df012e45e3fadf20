/**
 * What may be left out of a long body that is quoted in a letter: lines from which nobody could be
 * traced, and only those. When in doubt a line stays. Knows lines, no MIME.
 */
import { isDigit, isLetter } from '../text/chars.ts';

/** Lines of a text that are quoted whatever they hold: enough to show what it is. */
const firstLines = 40;
/** A shorter gap is not worth a mark. */
const shortestGap = 3;
/** Lines around one that may name somebody: an address of streets and towns has several. */
const neighbours = 2;

/**
 * The lines with the dull ones in long runs replaced by a mark.
 * @param mark how a gap of so many lines shows; may be several lines
 */
export function trimLines(lines: readonly string[], mark: (count: number) => string): string[] {
  if (lines.length <= firstLines + shortestGap) return [...lines];
  const keep = new Uint8Array(lines.length).fill(1, 0, firstLines);
  lines.forEach((line, index) => {
    if (index >= firstLines - neighbours && lineCarriesContact(line)) {
      keep.fill(1, Math.max(0, index - neighbours), index + neighbours + 1);
    }
  });
  const out: string[] = [];
  for (let at = 0; at < lines.length;) {
    let end = at;
    while (end < lines.length && keep[end] === keep[at]) end++;
    if (keep[at] === 1 || end - at < shortestGap) {
      for (; at < end; at++) out.push(lines[at] ?? '');
    } else {
      out.push(mark(end - at));
      at = end;
    }
  }
  return out;
}

/** A longer line may hold anything. UTF-16 units. */
const longestDull = 1000;

/**
 * Whether a line may hold a URL, a telephone number, a mail address or a postal address. Says yes
 * to everything with a number, an `@` or a name with a dot in it, and to words that stand beside
 * addresses; says no only to plain prose.
 */
export function lineCarriesContact(line: string): boolean {
  if (line.length > longestDull) return true;
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at);
    // Digits of other scripts, and letters that look like ASCII: ０３, ．, ＠.
    if (isDigit(code) || code === 0x40 || (code >= 0xff00 && code <= 0xffef)) return true;
    if (code > 0x7f && /\p{Nd}/u.test(line.charAt(at))) return true;
    // An escape may stand for anything: `&#64;`, `%40`, `=40`.
    if (code === 0x25 || (code === 0x26 && line.charAt(at + 1) === '#')) return true;
    const inWord =
      at > 0 && at + 1 < line.length && isNamePart(line, at - 1) && isNamePart(line, at + 1);
    if ((code === 0x2e || code === 0x3a || code === 0x2f) && inWord) return true;
    if (code === 0x2f && line.charAt(at + 1) === '/') return true;
  }
  const words = line.toLowerCase().split(/[^\p{L}]+/u);
  return words.some((word) => telling.has(word));
}

function isNamePart(line: string, at: number): boolean {
  const code = line.charCodeAt(at);
  return isLetter(code) || isDigit(code) || code > 0x7f;
}

/** Words that stand beside a way to reach somebody, in the languages of our letters. */
const telling: ReadonlySet<string> = new Set(
  (
    'http https www mailto url link click email mail tel phone telephone fax call mobile whatsapp telegram ' +
    'signal skype icq wechat viber sms street road avenue lane drive suite floor box zip postcode po ' +
    'straße strasse weg platz postfach plz telefon handy anruf rue avenue boulevard chemin cedex bp ' +
    'téléphone tél appelez calle avenida plaza apartado código teléfono llame móvil ' +
    'dot at com net org info'
  ).split(' '),
);
