/** Bytes as text, one UTF-16 code unit a byte: an offset in the one is an offset in the other. */

/** Units that one call of `String.fromCharCode` takes without exhausting the stack. */
const chunkLength = 8192;

/** ISO 8859-1, all 256 values. `TextDecoder` cannot do this: its `latin1` is windows-1252. */
export function decodeLatin1(bytes: Uint8Array): string {
  const chunks: string[] = [];
  for (let at = 0; at < bytes.length; at += chunkLength) {
    // Not spread: that walks an iterator and takes six times as long.
    const chunk = bytes.subarray(at, at + chunkLength);
    chunks.push(Reflect.apply(String.fromCharCode, null, chunk) as string);
  }
  return chunks.join('');
}

/** The bytes of a text that `decodeLatin1` gave. Units above 255 lose their upper half. */
export function encodeLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** What windows-1252 has at 0x80-0x9f. */
const windows1252 =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f' +
  '\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

/** What mail that says ISO 8859-1 or ASCII really holds. Our own, because `TextDecoder` of Node 20 gives ISO 8859-1. */
export function decodeWindows1252(bytes: Uint8Array): string {
  return decodeLatin1(bytes).replace(
    /[\x80-\x9f]/g,
    (character) => windows1252[character.charCodeAt(0) - 0x80] ?? character,
  );
}

/**
 * UTF-8 when the bytes are valid UTF-8, else windows-1252, which no byte can violate.
 * `cut`: the bytes may end in the middle of a character, which is then left out.
 */
export function decodeText(bytes: Uint8Array, cut = false): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut });
  } catch {
    return decodeWindows1252(bytes);
  }
}
