/**
 * Whether a line of a body tells how to reach somebody, for those who shorten bodies: such a line
 * stays. In doubt it does. Light: it knows forms, no numbering plans, and decodes nothing.
 */
import { isDigit, isLetter } from '../text/chars.ts';

/** A line that is longer holds anything. UTF-16 units. */
const longestLine = 2000;
/** As many digits, close together, may be dialled. */
const leastDigits = 7;
/** Further apart they belong to two things. */
const widestGap = 4;

/**
 * True for whatever may hold a mail address, an address of the web, a telephone number, a postal
 * address, or the words around one. One line as it stands, HTML and quoted-printable, too; base64
 * tells nothing.
 */
export function lineCarriesContact(line: string): boolean {
  if (line.length > longestLine) return true;
  let digits = 0;
  let gap = 0;
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (code > 0x7f && /^[\p{Nd}\uff0e\uff20-\uff3a\uff41-\uff5a]/u.test(line.slice(at, at + 2))) {
      // Digits of other scripts, and letters, full stops and at signs that look like ASCII: ０３, ＷＷＷ．
      return true;
    }
    if (isDigit(code)) {
      digits = gap > widestGap ? 1 : digits + 1;
      gap = 0;
      if (digits === leastDigits) return true;
      continue;
    }
    gap++;
    // Letters between digits part them: `3 of 4`; those of a vanity number are asked for below.
    if (isLetter(code)) gap = widestGap + 1;
    if (code === 64 /* @ */) return true;
    if (code === 46 /* . */ && isInName(line, at)) return true;
    if (code === 58 /* : */ && (line.charAt(at + 1) === '/' || line.charAt(at + 1) === '\\')) {
      return true;
    }
    // Lines come in quoted-printable, too.
    if (code === 61 /* = */ && /^=(?:2e|3a|40)/i.test(line.slice(at, at + 3))) return true;
    if (code === 37 /* % */ && /^%(?:3a%2f|40)/i.test(line.slice(at, at + 6))) return true;
    if (code === 38 /* & */ && /^&#x?0{0,4}(?:58|3a|64|40)\b/i.test(line.slice(at, at + 12))) {
      return true;
    }
  }
  return wordsTell(line);
}

/** A full stop with a letter right behind it and a letter or digit before: `example.com`. */
function isInName(line: string, at: number): boolean {
  const before = line.charCodeAt(at - 1);
  const behind = line.charCodeAt(at + 1);
  const after = line.charCodeAt(at + 2);
  const letters = isLetter(behind) && (isLetter(after) || after > 0x7f);
  return ((isLetter(before) || isDigit(before)) && letters) || (behind > 0x7f && before > 0x7f);
}

/** Words beside numbers, in the languages that mail mostly comes in; whole words, in lower case. */
const tellingWords = new Set(
  (
    'tel tél phone telephone téléphone telefon teléfono telefono fax telefax call dial mobile móvil cell gsm handy hotline toll pager voicemail ' +
    'anruf appelez llame sms whatsapp telegram signal skype icq wechat viber ' +
    'box po bp postfach suite floor street avenue avenida road boulevard drive lane highway blvd ave rd str rue chemin via calle plaza platz weg straße strasse ' +
    'zip plz postcode código apartado cedex ' +
    'contact email e-mail mail mailto reply href www http https website url link click dot com net org info'
  ).split(' '),
);

/** Vanity numbers, postal codes, and words that announce what may stand in the next line. */
function wordsTell(line: string): boolean {
  if (/电话|電話|传真|傳真|手机|手機/.test(line)) return true;
  if (/\b(?:800|888|877|866|855|844|833|822|900)[-. )]{1,3}[A-Za-z0-9]/.test(line)) return true;
  // ZIP codes and their like behind or before a name, British and Canadian ones.
  if (/\p{L}[.,]?[ \u00a0]{1,3}\d{5}(?!\d)|(?<!\d)\d{4,5} {1,2}\p{Lu}/u.test(line)) return true;
  if (
    /\b[A-Za-z]{1,2}\d[A-Za-z\d]? {0,2}\d[A-Za-z]{2}\b|\b[A-Za-z]\d[A-Za-z][ -]?\d[A-Za-z]\d\b/.test(
      line,
    )
  ) {
    return true;
  }
  // `+49 30` goes on in the next line, and a number that is broken goes on in this one.
  if (/\+\s?\d|\(0\d?\)|^[\s>]*\d{3,6}\b/.test(line)) return true;
  const words = line.toLowerCase().match(/[\p{L}-]{2,20}/gu) ?? [];
  return words.some((word) => tellingWords.has(word));
}
