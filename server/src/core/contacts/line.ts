/**
 * Whether a line of a body tells how to reach somebody, for those who shorten bodies: such a line
 * stays. In doubt it does. Light: it knows forms, no numbering plans, and decodes nothing.
 */
import { isDigit, isLetter } from '../text/chars.ts';

/** A line that is longer holds anything. UTF-16 units. */
const longestLine = 2000;
/** No word is so long, but addresses of wallets are. */
const shortestToken = 25;

/**
 * True for whatever may hold a mail address, an address of the web, a telephone number, a postal
 * address, that of a wallet, or the words around one. One line as it stands, HTML and
 * quoted-printable, too; base64 tells nothing.
 */
export function lineCarriesContact(line: string): boolean {
  if (line.length > longestLine) return true;
  let token = 0;
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (code > 0x7f && /^[\p{Nd}\uff0e\uff20-\uff3a\uff41-\uff5a]/u.test(line.slice(at, at + 2))) {
      // Digits of other scripts, and letters, full stops and at signs that look like ASCII: ０３, ＷＷＷ．
      return true;
    }
    token = isDigit(code) || isLetter(code) ? token + 1 : 0;
    if (token === shortestToken) return true;
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
  return holdsNumber(line) || wordsTell(line);
}

/** What HTML and style sheets count, before its number. */
const counted =
  /(?:width|height|border|size|padding|spacing|span|space|weight|index|radius|margin|top|right|bottom|left|opacity|indent)\s{0,2}[:=]\s{0,2}["']?$/i;

/**
 * A number that may be that of a telephone, a house, a box or a town, in whatever language its
 * street is written: any but those of HTML and style sheets.
 */
function holdsNumber(line: string): boolean {
  for (let at = 0; at < line.length; at++) {
    if (!isDigit(line.charCodeAt(at))) continue;
    const start = at;
    while (isDigit(line.charCodeAt(at + 1))) at++;
    if (!isMarkup(line, start, at + 1)) return true;
  }
  return false;
}

/** `<h1>`, `#336699`, `&#39;`, `width="600"`, `12px`, `margin: 0 0`. */
function isMarkup(line: string, start: number, end: number): boolean {
  const before = line.slice(Math.max(0, start - 16), start);
  const entity = /&#(x?)$/i.exec(before);
  if (entity !== null) {
    const code = /^[\da-f]{1,7}/i.exec(line.slice(start, start + 7))?.[0] ?? '';
    return !isDigit(parseInt(code, entity[1] === '' ? 10 : 16));
  }
  const colour = /#[\da-f]{0,5}$/i.exec(before);
  if (colour !== null) {
    return /^#[\da-f]{6}(?![\da-z])/i.test(line.slice(start - colour[0].length, start + 8));
  }
  return (
    /<\/?h$/i.test(before) ||
    counted.test(before) ||
    /^(?:p[xt]|r?em|%;)(?![a-z])/i.test(line.slice(end, end + 4)) ||
    (/^0+$/.test(line.slice(start, end)) && /[\s:="']$/.test(before))
  );
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
    'улица ул проспект переулок шоссе бульвар площадь тел телефон факс почта сайт ' +
    'zip plz postcode código apartado cedex ' +
    'contact email e-mail mail mailto reply href www http https website url link click dot com net org info'
  ).split(' '),
);

/** Words that announce what may stand in the next line, and streets without a number. */
function wordsTell(line: string): boolean {
  if (/电话|電話|传真|傳真|手机|手機/.test(line)) return true;
  // Numbers of houses written out, as Chinese and Japanese addresses have them.
  if (
    /〒|[〇一二三四五六七八九十百](?:丁目|番地|号|號|楼|樓|室|弄|巷|层|層|階|幢|栋|棟)/.test(line)
  ) {
    return true;
  }
  const words = line.toLowerCase().match(/[\p{L}-]{2,20}/gu) ?? [];
  return words.some((word) => tellingWords.has(word) || /stra(?:ss|ß|a)(?:e|t)$/.test(word));
}
