/** Undoes Content-Transfer-Encoding (RFC 2045 §6) as far as a text is to be searched. One unit a byte; knows no charset. */

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
  return encoding === 'quoted-printable' ? decodeQuotedPrintable(source) : source;
}

function decodeBase64(source: string): string {
  const digits = source.replace(/[^A-Za-z0-9+/]/g, '');
  // A single digit left over holds no byte, and atob throws at it.
  return atob(digits.length % 4 === 1 ? digits.slice(0, -1) : digits);
}

function decodeQuotedPrintable(source: string): string {
  return source
    .replace(/=[ \t]{0,100}\r?\n/g, '')
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
