/** Message text made safe for plain sentences: findings, labels, terminals. Knows nothing of Markdown. */

/**
 * `value` on one line of at most `max` UTF-16 units. Blanks and folds become one blank; what a reader
 * cannot see, or what moves other text about, becomes visible as `\u{1b}`: control characters (with
 * them every ANSI sequence), bidirectional controls (CVE-2021-42574), zero-width and tag characters,
 * lone surrogates. What is cut off shows as an ellipsis; no character and no escape is cut in two.
 */
export function plain(value: string, max = 120): string {
  if (value.length <= max && isPlain(value)) return value;
  let out = '';
  // How much of `out` may stay when an ellipsis has to follow.
  let keep = 0;
  let blank = false;
  for (let at = 0; at < value.length;) {
    const code = value.codePointAt(at) ?? 0;
    at += code > 0xffff ? 2 : 1;
    if (isBlank(code)) {
      blank = out !== '';
      continue;
    }
    const shown = isHidden(code) ? `\\u{${code.toString(16)}}` : String.fromCodePoint(code);
    const piece: string = blank ? ` ${shown}` : shown;
    blank = false;
    if (out.length + piece.length > max) return max < 1 ? '' : `${out.slice(0, keep)}…`;
    out += piece;
    if (out.length < max) keep = out.length;
  }
  return out;
}

/** The ordinary case, at a glance: printable ASCII with single blanks inside. */
function isPlain(value: string): boolean {
  let before = 32;
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code < 32 || code > 126 || (code === 32 && before === 32)) return false;
    before = code;
  }
  return before !== 32 || value === '';
}

/** Everything that ends or folds a line, and the blanks between words. */
function isBlank(code: number): boolean {
  return (
    code === 0x20 ||
    (code >= 0x09 && code <= 0x0d) ||
    code === 0x85 ||
    code === 0x2028 ||
    code === 0x2029
  );
}

/** What a reader cannot see, or what moves other text about. */
export function isHidden(code: number): boolean {
  if (code < 0xad) return code < 0x20 || (code >= 0x7f && code < 0xa0);
  return (
    code === 0xad || // soft hyphen
    code === 0x34f || // grapheme joiner
    code === 0x61c || // Arabic letter mark
    code === 0x115f ||
    code === 0x1160 ||
    code === 0x3164 ||
    code === 0xffa0 || // Hangul fillers
    code === 0x180e ||
    (code >= 0x200b && code <= 0x200f) || // zero-width, left-to-right and right-to-left marks
    (code >= 0x202a && code <= 0x202e) || // embeddings and overrides
    (code >= 0x2060 && code <= 0x206f) || // isolates and other invisible format characters
    (code >= 0xd800 && code <= 0xdfff) || // a surrogate without its partner
    code === 0xfeff ||
    (code >= 0xfff9 && code <= 0xfffb) ||
    (code >= 0xe0000 && code <= 0xe0fff) // tags
  );
}
