/** The two encodings that bytes travel in as ASCII (RFC 2045 §6.7 and §6.8). One unit a byte; never throws. */

/** Whatever is no digit of the alphabet is stepped over. */
export function decodeBase64(text: string): string {
  const digits = text.replace(/[^A-Za-z0-9+/]/g, '');
  // A single digit left over holds no byte, and atob throws at it.
  return atob(digits.length % 4 === 1 ? digits.slice(0, -1) : digits);
}

/** `=3D` is `=`; an escape without two hexadecimal digits stays as it is. */
export function decodeEscapes(text: string): string {
  return text.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}
