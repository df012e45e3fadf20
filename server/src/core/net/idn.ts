/** Internationalised host names: their ASCII form (`xn--`, RFC 3492) read back into letters. Looks nothing up. */

const prefix = 'xn--';

/** The host with its encoded labels decoded; null when it has none, or one that cannot be decoded. */
export function decodeHost(host: string): string | null {
  const labels = host.toLowerCase().split('.');
  if (!labels.some((label) => label.startsWith(prefix))) return null;
  const decoded: string[] = [];
  for (const label of labels) {
    const text = label.startsWith(prefix) ? decodePunycode(label.slice(prefix.length)) : label;
    if (text === null) return null;
    decoded.push(text);
  }
  return decoded.join('.');
}

/** The parameters of RFC 3492 §5. */
const base = 36;
const tMin = 1;
const tMax = 26;
const skew = 38;
const damp = 700;
const initialBias = 72;
const initialN = 128;
/** A label has 63 characters; what is longer is none and would cost the square of its length. */
const longestLabel = 63;

/** RFC 3492 §6.2; null for what is no punycode. */
function decodePunycode(encoded: string): string | null {
  if (encoded.length > longestLabel) return null;
  const dash = encoded.lastIndexOf('-');
  const output =
    dash > 0 ? Array.from(encoded.slice(0, dash), (letter) => letter.charCodeAt(0)) : [];
  let n = initialN;
  let bias = initialBias;
  let i = 0;
  for (let at = dash > 0 ? dash + 1 : 0; at < encoded.length;) {
    const before = i;
    let weight = 1;
    for (let k = base; ; k += base) {
      const digit = digitOf(encoded.charCodeAt(at++));
      if (digit < 0) return null;
      i += digit * weight;
      const t = k <= bias ? tMin : k >= bias + tMax ? tMax : k - bias;
      if (digit < t) break;
      weight *= base - t;
    }
    const length = output.length + 1;
    bias = adapt(i - before, length, before === 0);
    n += Math.floor(i / length);
    i %= length;
    if (n > 0x10ffff || (n >= 0xd800 && n <= 0xdfff)) return null;
    output.splice(i++, 0, n);
  }
  return String.fromCodePoint(...output);
}

/** `a` to `z` are 0 to 25, `0` to `9` are 26 to 35; -1 for anything else, the end of the text included. */
function digitOf(code: number): number {
  if (code >= 97 && code <= 122) return code - 97;
  return code >= 48 && code <= 57 ? code - 22 : -1;
}

/** RFC 3492 §6.1. */
function adapt(delta: number, length: number, first: boolean): number {
  let rest = Math.floor(delta / (first ? damp : 2));
  rest += Math.floor(rest / length);
  let k = 0;
  for (; rest > ((base - tMin) * tMax) >> 1; k += base) rest = Math.floor(rest / (base - tMin));
  return k + Math.floor(((base - tMin + 1) * rest) / (rest + skew));
}
