/** Puts a draft together (RFC 2045, RFC 2046): header and parts, what they hold byte for byte. Knows not what they say. */
import { decodeLatin1, encodeLatin1 } from '../text/latin1.ts';
import { plain } from '../text/plain.ts';
import { stripHidden } from '../text/strip.ts';

export type TransferEncoding = '7bit' | '8bit' | 'binary' | 'quoted-printable' | 'base64';

/** What one pass over bytes tells of them. */
export interface Survey {
  /**
   * What they are on their way. message/rfc822 is never base64 or quoted-printable (RFC 2046
   * §5.2.1), so only these three remain. Line breaks other than CRLF, NUL and lines above 998 bytes
   * are `binary` (RFC 2045 §2.7-2.9): any softer label would allow a mail program to change them.
   */
  readonly encoding: '7bit' | '8bit' | 'binary';
  /** A text editor that saves them would change more than their kind of line break. */
  readonly fragile: boolean;
  /** What follows our prefix of boundaries wherever it stands. */
  readonly boundaries: ReadonlySet<string>;
}

const boundaryPrefix = '=_spam-patrol_';
const boundaryDigits = 8;
const firstOfPrefix = boundaryPrefix.charCodeAt(0);

export function survey(bytes: Uint8Array): Survey {
  const boundaries = new Set<string>();
  let seen = 0;
  let binary = false;
  let fragile = false;
  let lineStart = 0;
  const { length } = bytes;
  for (let at = 0; at < length; at++) {
    const code = bytes[at] ?? 0;
    seen |= code;
    // Nearly every byte is a letter; what matters stands below them.
    if (code > firstOfPrefix) continue;
    if (code === 0x0a) {
      const cr = at > 0 && bytes[at - 1] === 0x0d;
      if (!cr || at - 1 - lineStart > 998) binary = true;
      lineStart = at + 1;
    } else if (code === 0x0d) {
      if (bytes[at + 1] !== 0x0a) binary = fragile = true;
    } else if (code === 0) {
      binary = fragile = true;
    } else if (code === firstOfPrefix && bytes[at + 1] === 0x5f /* _ */) {
      const found = boundaryAt(bytes, at);
      if (found !== null) boundaries.add(found);
    }
  }
  const eightBit = seen > 0x7f;
  if (length - lineStart > 998) binary = true;
  fragile ||= eightBit && !isUtf8(bytes);
  return { encoding: binary ? 'binary' : eightBit ? '8bit' : '7bit', fragile, boundaries };
}

function boundaryAt(bytes: Uint8Array, at: number): string | null {
  for (let index = 2; index < boundaryPrefix.length; index++) {
    if (bytes[at + index] !== boundaryPrefix.charCodeAt(index)) return null;
  }
  const start = at + boundaryPrefix.length;
  return decodeLatin1(bytes.subarray(start, start + boundaryDigits));
}

const chunkLength = 64 * 1024;

function isUtf8(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += chunkLength) {
      decoder.decode(bytes.subarray(at, at + chunkLength), { stream: true });
    }
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

/**
 * A boundary that occurs nowhere: the first number that none of the surveys met. Numbers have a
 * fixed width, so that no boundary is the beginning of another. Trying boundaries one after the
 * other would let a message that lists them keep us busy. 10^8 numbers need 2 GB to run out.
 */
export function chooseBoundary(surveys: readonly Pick<Survey, 'boundaries'>[]): string {
  const digits = (number: number): string => number.toString().padStart(boundaryDigits, '0');
  let number = 0;
  while (surveys.some(({ boundaries }) => boundaries.has(digits(number)))) number++;
  return boundaryPrefix + digits(number);
}

/** A body part: what it is, how it travels, what is in it. */
export interface Part {
  /** `text/plain; charset=utf-8` */
  readonly type: string;
  /** Content-Disposition, folded; null for none. */
  readonly disposition: string | null;
  readonly content: Uint8Array;
  readonly encoding: TransferEncoding;
  readonly survey: Survey;
}

/** A text as UTF-8, lines ended by CRLF. Lines that are too long for mail make it quoted-printable. */
export function textPart(text: string, type = 'text/plain; charset=utf-8'): Part {
  const content = new TextEncoder().encode(text.replaceAll(/\r?\n/g, '\r\n'));
  const plainly = survey(content);
  if (plainly.encoding !== 'binary') return part(type, null, content, plainly.encoding, plainly);
  const quoted = encodeLatin1(quotePrintable(decodeLatin1(content)));
  return part(type, null, quoted, 'quoted-printable', survey(quoted));
}

/** The original bytes of a message. */
export function messagePart(bytes: Uint8Array, fileName: string): Part {
  const seen = survey(bytes);
  const disposition = attachment(fileName, '.eml');
  return part('message/rfc822', disposition, bytes, seen.encoding, seen);
}

/** Bytes that are no mail, in base64. */
export function filePart(bytes: Uint8Array, type: string, fileName: string): Part {
  const content = encodeLatin1(wrapBase64(bytes));
  return part(type, attachment(fileName, ''), content, 'base64', survey(content));
}

function part(
  type: string,
  disposition: string | null,
  content: Uint8Array,
  encoding: TransferEncoding,
  seen: Survey,
): Part {
  return { type, disposition, content, encoding, survey: seen };
}

export interface Draft {
  /** Whole header fields, folded, without the final line break. */
  readonly fields: readonly string[];
  /** `mixed`, or `report; report-type=feedback-report`. */
  readonly multipart: string;
  /** A single part is the whole body. */
  readonly parts: readonly Part[];
}

/** The bytes of a message, in pieces: the content of the parts is not copied. */
export function assemble({ fields, multipart, parts }: Draft): Uint8Array[] {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) {
    const head = [...fields, 'MIME-Version: 1.0', ...partFields(only), '', ''].join('\r\n');
    return [encodeLatin1(head), only.content];
  }
  const boundary = chooseBoundary(parts.map((one) => one.survey));
  const head = [
    ...fields,
    'MIME-Version: 1.0',
    `Content-Type: multipart/${multipart};\r\n boundary="${boundary}"`,
    `Content-Transfer-Encoding: ${widest(parts)}`,
    '',
    '',
  ].join('\r\n');
  return [encodeLatin1(head), ...delimited(parts, boundary)];
}

/** Several parts as one: `alternative` for the same text in several forms, the best last (RFC 2046 §5.1.4). */
export function groupPart(multipart: string, parts: readonly Part[]): Part {
  const boundary = chooseBoundary(parts.map((one) => one.survey));
  const content = joinBytes(delimited(parts, boundary));
  const type = `multipart/${multipart};\r\n boundary="${boundary}"`;
  return part(type, null, content, widest(parts), survey(content));
}

function delimited(parts: readonly Part[], boundary: string): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let before = '';
  for (const one of parts) {
    pieces.push(
      encodeLatin1(`${before}--${boundary}\r\n${[...partFields(one), '', ''].join('\r\n')}`),
      one.content,
    );
    // The line break before a delimiter belongs to the delimiter (RFC 2046 §5.1.1): the evidence
    // keeps exactly its own bytes, also when it does not end a line.
    before = '\r\n';
  }
  pieces.push(encodeLatin1(`\r\n--${boundary}--\r\n`));
  return pieces;
}

function partFields({ type, disposition, encoding }: Part): string[] {
  return [
    `Content-Type: ${type}`,
    `Content-Transfer-Encoding: ${encoding}`,
    ...(disposition === null ? [] : [`Content-Disposition: ${disposition}`]),
  ];
}

/** A multipart is at least what its parts are (RFC 2045 §6.4). */
function widest(parts: readonly Part[]): TransferEncoding {
  if (parts.some(({ encoding }) => encoding === 'binary')) return 'binary';
  return parts.some(({ encoding }) => encoding === '8bit') ? '8bit' : '7bit';
}

/** `attachment` with the last part of the path, in RFC 2231 form when it is not plain ASCII. */
function attachment(fileName: string, ending: string): string {
  const last = fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
  const name = plain(stripHidden(last), 80) || `message${ending}`;
  let encoded = '';
  let ascii = true;
  for (const byte of new TextEncoder().encode(name)) {
    const character = String.fromCharCode(byte);
    ascii &&= byte < 0x80 && character !== '"' && character !== '\\';
    // attribute-char of RFC 2231, less what some readers trip over.
    encoded += /[A-Za-z0-9._-]/.test(character)
      ? character
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return `attachment;\r\n ${ascii ? `filename="${name}"` : `filename*=UTF-8''${encoded}`}`;
}

const base64Line = 76;

/** RFC 2045 §6.8. */
function wrapBase64(bytes: Uint8Array): string {
  const lines: string[] = [];
  // Whole lines of 57 bytes: base64 of the pieces is the pieces of base64.
  for (let at = 0; at < bytes.length; at += (base64Line / 4) * 3) {
    lines.push(btoa(decodeLatin1(bytes.subarray(at, at + (base64Line / 4) * 3))));
  }
  return lines.join('\r\n');
}

/** RFC 2045 §6.7; one unit a byte. CRLF stays, every other break is encoded. */
function quotePrintable(text: string): string {
  return text
    .split('\r\n')
    .map((line) => {
      const lines: string[] = [];
      let current = '';
      for (let at = 0; at < line.length; at++) {
        const code = line.charCodeAt(at);
        const bare =
          (code >= 0x21 && code <= 0x7e && code !== 0x3d) ||
          ((code === 0x20 || code === 0x09) && at < line.length - 1);
        const piece = bare ? line.charAt(at) : `=${hex(code)}`;
        if (current.length + piece.length > base64Line - 1) {
          lines.push(`${current}=`);
          current = '';
        }
        current += piece;
      }
      return [...lines, current].join('\r\n');
    })
    .join('\r\n');
}

function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(2, '0');
}

/** One array of all the pieces. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
