/** Whether a file holds a message that can be complained about: mail is bytes, and some programs save it as a text in another encoding. */
import { scanHeader } from '../message/fields.ts';
import { decodeLatin1 } from '../text/latin1.ts';
import { say } from '../text/said.ts';
import { utf16Of } from '../text/utf16.ts';

export interface SourceFile {
  /** Those of the file, or its text as UTF-8. */
  readonly bytes: Uint8Array;
  /** The file was UTF-16. */
  readonly isConverted: boolean;
}

/** Never throws. */
export function readSourceFile(bytes: Uint8Array): SourceFile {
  const encoding = utf16Of(bytes);
  // What only begins like UTF-16 is kept as it is.
  if (encoding === null || hasHeader(bytes)) return { bytes, isConverted: false };
  const converted = new TextEncoder().encode(new TextDecoder(encoding).decode(bytes));
  return hasHeader(converted)
    ? { bytes: converted, isConverted: true }
    : { bytes, isConverted: false };
}

/** The header of nearly every message begins with something short. Bytes. */
const look = 64 * 1024;

export function hasHeader(bytes: Uint8Array): boolean {
  return scanHeader(decodeLatin1(bytes.subarray(0, look))).fields.length > 0;
}

export const convertedText = say`The file is UTF-16, which mail never is: its text, as UTF-8, is enclosed, not the bytes of the file. Save the original message as it was received when you can, and complain about that.`;

/** Goes on after "it", or after "The file". */
export const holdsNoHeader = say`holds no mail header; save the original message ("show original", "view source") and complain about that`;
