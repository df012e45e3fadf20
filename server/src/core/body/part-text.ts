/** The text of one part as its reader gets it: transfer encoding and charset undone, with the way back. Knows no HTML. */
import { isEncoded, type MimePart, transferEncoding } from '../message/mime.ts';
import { isDigit, isLetter } from '../text/chars.ts';
import { decodeWindows1252, encodeLatin1 } from '../text/latin1.ts';
import type { Span } from '../text/span.ts';
import { type Traced, TracedBuilder } from '../text/traced.ts';
import { decodeBody } from './decode.ts';

/** Reads at most `limit` UTF-16 units of the part. */
export function readPart(text: string, part: MimePart, limit: number): Traced {
  const { header, charset } = part;
  const encoding = transferEncoding(text, header);
  const start = header.bodyStart;
  const end = Math.min(header.end, start + limit);
  const raw = text.slice(start, end);
  const bytes = isEncoded(encoding) ? decodeBody(text, start, end, encoding, limit) : raw;
  const decode = charsetDecoder(charset, bytes, encoding);
  const builder = new TracedBuilder();
  if (!isEncoded(encoding) && decode === null) {
    builder.addCopy(raw, start);
  } else if (encoding === 'base64' && !hasWholeLines(raw)) {
    const line = firstLine(text, start, header.end);
    builder.addCoarse(decode === null ? bytes : decode(bytes), line.start, line.end);
  } else {
    for (let at = 0; at < raw.length;) {
      const lineBreak = raw.indexOf('\n', at);
      const next = lineBreak < 0 ? raw.length : lineBreak + 1;
      const line = raw.slice(at, next);
      const plain = isEncoded(encoding)
        ? decodeBody(line, 0, line.length, encoding, line.length)
        : line;
      const read = decode === null ? plain : decode(plain);
      if (line.startsWith(read)) builder.addCopy(read, start + at);
      else builder.addCoarse(read, start + at, start + at + lineLength(line));
      at = next;
    }
  }
  return builder.build();
}

/**
 * Whether each line of base64 can be decoded by itself, as nearly all programs write it: it stands
 * for whole bytes, and only the last may stand for fewer than three at its end.
 */
function hasWholeLines(raw: string): boolean {
  let digits = 0;
  let ended = false;
  for (let at = 0; at < raw.length; at++) {
    const code = raw.charCodeAt(at);
    if (code === 10) {
      ended ||= digits % 4 !== 0;
      digits = 0;
    } else if (isLetter(code) || isDigit(code) || code === 43 /* + */ || code === 47 /* / */) {
      if (ended) return false;
      digits++;
    }
  }
  return true;
}

/** The first line of a part that is encoded: what stands for it where offsets in it mean nothing. */
function firstLine(text: string, start: number, end: number): Span {
  const lineBreak = text.indexOf('\n', start);
  const stop = lineBreak < 0 || lineBreak > end ? end : lineBreak;
  return { start, end: text.charCodeAt(stop - 1) === 13 && stop > start ? stop - 1 : stop };
}

/** Without its line break. */
function lineLength(line: string): number {
  let length = line.length;
  while (length > 0 && (line.charCodeAt(length - 1) === 10 || line.charCodeAt(length - 1) === 13))
    length--;
  return length;
}

/**
 * Decodes bytes (one unit a byte) piece by piece: a character may be cut in two by the end of a line.
 * Null where there is nothing to decode: ASCII, or text that somebody has decoded already.
 */
function charsetDecoder(
  charset: string,
  bytes: string,
  encoding: string,
): ((piece: string) => string) | null {
  // UTF-16 does not come through as lines.
  if (charset.startsWith('utf-16') && encoding !== 'base64') return null;
  let eightBit = false;
  let escape = false;
  for (let at = 0; at < bytes.length; at++) {
    const code = bytes.charCodeAt(at);
    if (code > 0xff) return null;
    if (code > 0x7f) eightBit = true;
    else if (code === 0x1b || code === 0) escape = true;
  }
  if (!eightBit && !escape) return null;
  const all = encodeLatin1(bytes);
  const name = [charset, 'utf-8'].find((label) => fits(label, all));
  if (name === undefined) return (piece) => decodeWindows1252(encodeLatin1(piece));
  const decoder = new TextDecoder(name);
  // What the decoder of Node 20 makes of windows-1252 is ISO 8859-1.
  return decoder.encoding === 'windows-1252'
    ? (piece) => decodeWindows1252(encodeLatin1(piece))
    : (piece) => decoder.decode(encodeLatin1(piece), { stream: true });
}

/** Whether there is such a charset, and the bytes are text in it; their end may be cut off. */
function fits(label: string, bytes: Uint8Array): boolean {
  try {
    new TextDecoder(label, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
