/** Undoes Content-Transfer-Encoding (RFC 2045 §6) as far as a text is to be searched. One unit a byte; knows no charset. */
import { decodeBase64, decodeEscapes } from '../text/transfer.ts';

/**
 * `text[start, end)` decoded, at most `limit` units of it. Bytes that are not ASCII stay single
 * units: hosts and tags are ASCII.
 */
export function decodeBody(
  text: string,
  start: number,
  end: number,
  encoding: string,
  limit: number,
): string {
  const source = text.slice(start, Math.min(end, start + limit));
  if (encoding === 'base64') return decodeBase64(source);
  if (encoding !== 'quoted-printable') return source;
  // A soft line break is no text (RFC 2045 §6.7 rule 5).
  return decodeEscapes(source.replace(/=[ \t]{0,100}\r?\n/g, ''));
}
