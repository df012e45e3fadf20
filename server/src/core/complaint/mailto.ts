/** A complaint as a `mailto:` address (RFC 6068), for a mail program that is to write it. Opens nothing. */

export interface Mailto {
  readonly uri: string;
  /** The text was too long and ends before its end, with a word about it. */
  readonly cut: boolean;
}

/** Windows hands on 2,048 characters of an address, and is the strictest. */
export const longestMailto = 2000;

/**
 * Null when even the head of the text does not fit.
 * @param to checked addresses
 * @param text lines separated by LF
 * @param rest what takes the place of what does not fit
 */
export function mailtoUri(
  to: readonly string[],
  subject: string,
  text: string,
  rest: string,
  longest = longestMailto,
): Mailto | null {
  const head = `mailto:${to.map(encodeAddress).join(',')}?subject=${encode(subject)}&body=`;
  const body = encode(text);
  if (head.length + body.length <= longest) return { uri: head + body, cut: false };
  const end = encode(`\n\n${rest}\n`);
  const room = longest - head.length - end.length;
  // Less than the facts of a letter is no letter.
  if (room < 400) return null;
  let kept = '';
  for (const line of text.split('\n')) {
    const piece = encode(kept === '' ? line : `\n${line}`);
    if (kept.length + piece.length > room) break;
    kept += piece;
  }
  return { uri: head + kept + end, cut: true };
}

/** RFC 6068 §2: `@` and the sub-delimiters of an address may stand, what parts fields may not. */
function encodeAddress(address: string): string {
  return encodeURIComponent(address).replaceAll('%40', '@');
}

/** Line breaks are CRLF (§5). A lone surrogate, which no encoding has, becomes U+FFFD. */
function encode(text: string): string {
  return encodeURIComponent(
    new TextDecoder().decode(new TextEncoder().encode(text.replaceAll('\n', '\r\n'))),
  );
}
