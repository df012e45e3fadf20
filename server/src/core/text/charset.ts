/** Bytes in the charset that somebody says they are in (RFC 2046 §4.1.2). Knows no field. */
import { decodeText, decodeWindows1252 } from './latin1.ts';

/** Null or a charset that nobody knows: UTF-8, else windows-1252. Never throws. */
export function decodeCharset(charset: string | null, bytes: Uint8Array): string {
  if (charset === null) return decodeText(bytes);
  try {
    const decoder = new TextDecoder(charset);
    return decoder.encoding === 'windows-1252' ? decodeWindows1252(bytes) : decoder.decode(bytes);
  } catch {
    // The sender chose the name, so it proves nothing.
    return decodeText(bytes);
  }
}
