/** Addresses of the web and of mail made harmless to click, and back. Knows nothing else of the house: the client uses it, too. */

/** A half-open range of UTF-16 code units. */
export interface UrlPlace {
  readonly start: number;
  readonly end: number;
}

/** Longer ones are cut: nobody types them, and editors link no more. UTF-16 units. */
const longestUrl = 4000;
/** Letters before the `://`. */
const longestScheme = 12;

/**
 * The addresses with `scheme://` in `text[start, end)`, in order, at most `most`. Linear: looks at
 * what stands around each `://`.
 */
export function urlsIn(text: string, start: number, end: number, most: number): UrlPlace[] {
  const found: UrlPlace[] = [];
  let from = start;
  for (let at = text.indexOf('://', from); at >= 0 && at + 3 < end && found.length < most;) {
    const scheme = schemeBefore(text, from, at);
    from = at + 3;
    if (scheme !== '') {
      from = urlEnd(text, from, end);
      const last = withoutTail(text, at + 3, from);
      if (last > at + 3) found.push({ start: at - scheme.length, end: last });
    }
    at = text.indexOf('://', from);
  }
  return found;
}

/** Where the characters of an address end that `text[at]` is one of. */
export function urlEnd(text: string, at: number, end: number): number {
  const latest = Math.min(end, at + longestUrl);
  while (at < latest && isUrlCharacter(text.charCodeAt(at))) at++;
  return at;
}

/** Each with the way in which people break it. Of two that end alike the longer goes first. */
const schemes: readonly { readonly live: string; readonly broken: string }[] = [
  { live: 'https', broken: 'hxxps' },
  { live: 'http', broken: 'hxxp' },
  { live: 'sftp', broken: 'sfxp' },
  { live: 'ftps', broken: 'fxps' },
  { live: 'ftp', broken: 'fxp' },
  { live: 'file', broken: 'file' },
];

/** The known scheme that ends at `at`, as written; empty when none does. */
function schemeBefore(text: string, from: number, at: number): string {
  const word = text.slice(Math.max(from, at - longestScheme), at).toLowerCase();
  for (const { live, broken } of schemes) {
    for (const scheme of [live, broken]) {
      if (word.endsWith(scheme)) return text.slice(at - scheme.length, at);
    }
  }
  return '';
}

/** The sentence's own marks behind an address are not part of it, nor is a bracket that it did not open. */
function withoutTail(text: string, start: number, end: number): number {
  let round = 0;
  let square = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 40 /* ( */) round++;
    else if (code === 41 /* ) */) round--;
    else if (code === 91 /* [ */) square++;
    else if (code === 93 /* ] */) square--;
  }
  for (; end > start; end--) {
    const last = text.charAt(end - 1);
    if (last === ')' && round < 0) round++;
    // What breaks an address is part of it: `a[.]`.
    else if (last === ']' && square < 0 && !/\[[.@]$/.test(text.slice(start, end - 1))) square++;
    else if (!".,;:!?'*".includes(last)) break;
  }
  return end;
}

/** Not blanks, controls, quotation marks, angle brackets, braces and the bar. */
function isUrlCharacter(code: number): boolean {
  if (code <= 32 || (code >= 127 && code <= 160)) return false;
  return !(
    code === 34 ||
    code === 60 ||
    code === 62 ||
    code === 96 ||
    (code >= 123 && code <= 125)
  );
}

/**
 * The text with every address broken for programs and readable for people: `hxxps://a[.]example`,
 * `user[@]a[.]example`, `192[.]0[.]2[.]1`. What is defanged already stays as it is. `refang` gives
 * the text back, when it held nothing defanged.
 */
export function defang(text: string): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of urlsIn(text, 0, text.length, Infinity)) {
    pieces.push(defangNames(text.slice(from, start)), defangUrl(text.slice(start, end)));
    from = end;
  }
  pieces.push(defangNames(text.slice(from)));
  return pieces.join('');
}

/** The path stays readable: without its host it leads nowhere. An address inside it is broken like the whole. */
function defangUrl(url: string): string {
  const pieces: string[] = [];
  let from = 0;
  for (let at = url.indexOf('://'); at >= 0; at = url.indexOf('://', from)) {
    const scheme = schemeBefore(url, from, at);
    let hostEnd = at + 3;
    while (hostEnd < url.length && !'/?#\\'.includes(url.charAt(hostEnd))) hostEnd++;
    const next = url.indexOf('://', at + 3);
    if (next >= 0 && next < hostEnd) hostEnd = next - schemeBefore(url, at + 3, next).length;
    const host = url.slice(at, scheme === '' ? at + 3 : hostEnd);
    pieces.push(url.slice(from, at - scheme.length), broken(scheme));
    pieces.push(scheme === '' ? host : inBrackets(host));
    from = at + host.length;
  }
  return pieces.join('') + url.slice(from);
}

function broken(scheme: string): string {
  return scheme.replace(/^htt/i, inX).replace(/ft/i, inX);
}

/** `htt` as `hxx`, in the letters' own case. */
function inX(letters: string): string {
  return letters.replaceAll('t', 'x').replaceAll('T', 'X');
}

/** Each dot and each `@`, but those in brackets already. */
function inBrackets(host: string): string {
  let out = '';
  for (let at = 0; at < host.length; at++) {
    const letter = host.charAt(at);
    const done = host.charAt(at - 1) === '[' && host.charAt(at + 1) === ']';
    out += (letter === '.' || letter === '@') && !done ? `[${letter}]` : letter;
  }
  return out;
}

/** Host names, IPv4 addresses and addresses of mail between other words. */
function defangNames(text: string): string {
  const pieces: string[] = [];
  for (let at = 0; at < text.length;) {
    const start = at;
    const isName = isNameCharacter(text.charCodeAt(at));
    while (at < text.length && isNameCharacter(text.charCodeAt(at)) === isName) at++;
    const word = text.slice(start, at);
    pieces.push(isName ? defangWord(word) : word);
  }
  return pieces.join('');
}

/** The dots and hyphens around a name are the sentence's. */
function defangWord(word: string): string {
  let start = 0;
  let end = word.length;
  while (start < end && '.-@'.includes(word.charAt(start))) start++;
  while (end > start && '.-@'.includes(word.charAt(end - 1))) end--;
  const name = word.slice(start, end);
  if (!isHost(name.slice(name.lastIndexOf('@') + 1))) return word;
  return word.slice(0, start) + inBrackets(name) + word.slice(end);
}

/** Labels with dots between them, the last one of letters, or four numbers. */
function isHost(name: string): boolean {
  const labels = name.split('.');
  if (labels.length < 2 || labels.includes('')) return false;
  const numbers = labels.filter((label) => /^\d{1,3}$/.test(label)).length;
  if (numbers === labels.length) return numbers === 4;
  const last = labels.at(-1) ?? '';
  return last.length > 1 && !/^\d/.test(last);
}

/** Of hosts and of the local parts of mail that people use. */
function isNameCharacter(code: number): boolean {
  if (code > 160) return true;
  const lower = code | 32;
  return (
    (lower >= 97 && lower <= 122) ||
    (code >= 48 && code <= 57) ||
    code === 45 /* - */ ||
    code === 46 /* . */ ||
    code === 95 /* _ */ ||
    code === 64 /* @ */ ||
    code === 43 /* + */
  );
}

/** The other way, for everything that people write in place of a dot, an `@` and a scheme. */
export function refang(text: string): string {
  const plain = text
    .replaceAll('[://]', '://')
    .replaceAll('[:]', ':')
    .replace(/[[({](?:\.|dot)[\])}]/gi, '.')
    .replace(/[[({](?:@|at)[\])}]/gi, '@');
  const pieces: string[] = [];
  let from = 0;
  for (let at = plain.indexOf('://'); at >= 0; at = plain.indexOf('://', at + 3)) {
    const scheme = schemeBefore(plain, from, at);
    pieces.push(plain.slice(from, at - scheme.length), scheme.replace(/xx|x/i, inT));
    from = at;
  }
  pieces.push(plain.slice(from));
  return pieces.join('');
}

function inT(letters: string): string {
  return letters.replaceAll('x', 't').replaceAll('X', 'T');
}
