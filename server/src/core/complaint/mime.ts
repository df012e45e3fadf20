/** Puts a draft together (RFC 2045, RFC 2046): header, letter, and the evidence byte for byte. Knows not what the letter says. */
import { decodeLatin1, encodeLatin1 } from '../text/latin1.ts';
import { plain } from '../text/plain.ts';
import { stripHidden } from '../text/strip.ts';

export interface Draft {
  /** Whole header fields, folded, without the final line break. */
  readonly fields: readonly string[];
  /** Lines separated by LF. */
  readonly letter: string;
  /** Latin-1, one unit a byte. */
  readonly evidence: string;
  /** The name that the evidence is given as an attachment. */
  readonly fileName: string;
}

export type TransferEncoding = '7bit' | '8bit' | 'binary';

/**
 * What the text (Latin-1, one unit a byte) is on its way. message/rfc822 is never base64 or
 * quoted-printable (RFC 2046 §5.2.1), so only these three remain. Line breaks other than CRLF,
 * NUL and lines above 998 bytes are `binary` (RFC 2045 §2.7-2.9): any softer label would allow a
 * mail program to change them.
 */
export function transferEncoding(text: string): TransferEncoding {
  let eightBit = false;
  let lineStart = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0d) {
      if (text.charCodeAt(at + 1) !== 0x0a || at - lineStart > 998) return 'binary';
      lineStart = at + 2;
      at++;
    } else if (code === 0x0a || code === 0) {
      return 'binary';
    } else if (code > 0x7f) {
      eightBit = true;
    }
  }
  if (text.length - lineStart > 998) return 'binary';
  return eightBit ? '8bit' : '7bit';
}

const boundaryPrefix = '=_spam-patrol_';
const boundaryDigits = 8;

/**
 * A boundary that occurs in none of the texts: every number behind the prefix is collected in one
 * pass, and the first missing one is taken. Numbers have a fixed width, so that no boundary is the
 * beginning of another. Trying boundaries one after the other would let a message that lists them
 * keep us busy. 10^8 numbers need a text of 2 GB to run out.
 */
export function chooseBoundary(texts: readonly string[]): string {
  const taken = new Set<string>();
  for (const text of texts) {
    for (let at = text.indexOf(boundaryPrefix); at !== -1;) {
      const numberStart = at + boundaryPrefix.length;
      taken.add(text.slice(numberStart, numberStart + boundaryDigits));
      at = text.indexOf(boundaryPrefix, numberStart);
    }
  }
  const digits = (number: number) => number.toString().padStart(boundaryDigits, '0');
  let number = 0;
  while (taken.has(digits(number))) number++;
  return boundaryPrefix + digits(number);
}

export function assemble(draft: Draft): Uint8Array {
  const letter = encodeLetter(draft.letter);
  const { evidence } = draft;
  const letterEncoding = transferEncoding(letter);
  const evidenceEncoding = transferEncoding(evidence);
  const boundary = chooseBoundary([letter, evidence]);
  const head = [
    ...draft.fields,
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    `Content-Transfer-Encoding: ${wider(letterEncoding, evidenceEncoding)}`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=utf-8',
    `Content-Transfer-Encoding: ${letterEncoding}`,
    '',
    letter,
    `--${boundary}`,
    'Content-Type: message/rfc822',
    `Content-Transfer-Encoding: ${evidenceEncoding}`,
    `Content-Disposition: attachment;\r\n ${fileNameParameter(draft.fileName)}`,
    '',
    '',
  ].join('\r\n');
  // The line break before a delimiter belongs to the delimiter (RFC 2046 §5.1.1): the evidence
  // keeps exactly its own bytes, also when it does not end a line.
  return encodeLatin1(`${head}${evidence}\r\n--${boundary}--\r\n`);
}

/** The letter's UTF-8 bytes as Latin-1 text, lines ended by CRLF. */
function encodeLetter(letter: string): string {
  return decodeLatin1(new TextEncoder().encode(letter.replaceAll('\n', '\r\n')));
}

/** A multipart is at least what its parts are (RFC 2045 §6.4). */
function wider(a: TransferEncoding, b: TransferEncoding): TransferEncoding {
  if (a === 'binary' || b === 'binary') return 'binary';
  return a === '8bit' || b === '8bit' ? '8bit' : '7bit';
}

/** The last part of the path, in RFC 2231 form when it is not plain ASCII. */
function fileNameParameter(fileName: string): string {
  const last = fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
  const name = plain(stripHidden(last), 80) || 'message.eml';
  let encoded = '';
  let ascii = true;
  for (const byte of new TextEncoder().encode(name)) {
    const character = String.fromCharCode(byte);
    ascii &&= byte < 0x80 && character !== '"';
    // attribute-char of RFC 2231, less what some readers trip over.
    encoded += /[A-Za-z0-9._-]/.test(character)
      ? character
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return ascii ? `filename="${name}"` : `filename*=UTF-8''${encoded}`;
}
