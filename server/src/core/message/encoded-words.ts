/** Words that are not ASCII in a mail header (RFC 2047), both ways. Knows no fields and no complaint. */
import { skipBlanks } from '../text/chars.ts';
import { decodeCharset } from '../text/charset.ts';
import { decodeLatin1, encodeLatin1 } from '../text/latin1.ts';
import type { Span } from '../text/span.ts';
import { decodeBase64, decodeEscapes } from '../text/transfer.ts';

interface EncodedWord {
  readonly charset: string;
  readonly bytes: Uint8Array;
  /** Behind the closing `?=`. */
  readonly end: number;
}

/**
 * Reads a field body. `raw` is Latin-1 text, one code unit a byte; bytes outside encoded words are
 * read as UTF-8 (RFC 6532), else as windows-1252. What cannot be decoded stays as written.
 */
export function decodeWords(raw: string): string {
  const pieces: Piece[] = [];
  let textStart = 0;
  for (let at = raw.indexOf('=?'); at !== -1;) {
    const word = readWord(raw, at);
    if (word === null) {
      at = raw.indexOf('=?', at + 1);
      continue;
    }
    addPiece(pieces, null, encodeLatin1(raw.slice(textStart, at)));
    addPiece(pieces, word.charset, word.bytes);
    textStart = word.end;
    at = raw.indexOf('=?', word.end);
  }
  addPiece(pieces, null, encodeLatin1(raw.slice(textStart)));
  return pieces.map(({ charset, chunks }) => decodeCharset(charset, concat(chunks))).join('');
}

/** The same for an editor's text: what stands outside encoded words is text already. */
export function decodeWordsIn(text: string): string {
  return text.includes('=?') ? decodeWords(decodeLatin1(new TextEncoder().encode(text))) : text;
}

/** Where encoded words stand; those with nothing but blanks between them are one text (RFC 2047 §6.2). */
export function encodedRunsIn(text: string): Span[] {
  const runs: { start: number; end: number }[] = [];
  for (let at = text.indexOf('=?'); at !== -1;) {
    const word = readWord(text, at);
    const last = runs.at(-1);
    if (word === null) {
      at = text.indexOf('=?', at + 1);
      continue;
    }
    if (last !== undefined && skipBlanks(text, last.end, at) === at) last.end = word.end;
    else runs.push({ start: at, end: word.end });
    at = text.indexOf('=?', word.end);
  }
  return runs;
}

/** A run of bytes of one charset; null: outside encoded words. */
interface Piece {
  readonly charset: string | null;
  readonly chunks: Uint8Array[];
}

function addPiece(pieces: Piece[], charset: string | null, bytes: Uint8Array): void {
  const last = pieces.at(-1);
  // RFC 2047 §6.2: blanks between two encoded words are not part of the text. Taken for that until
  // the next piece is known to be none.
  const beforeGap = pieces.at(-2);
  if (charset !== null && last?.charset === null && beforeGap !== undefined && isBlank(last)) {
    pieces.pop();
    addPiece(pieces, charset, bytes);
    return;
  }
  // Real senders cut a multi-byte character in two words (against §5): bytes are joined first.
  if (last?.charset === charset) last.chunks.push(bytes);
  else pieces.push({ charset, chunks: [bytes] });
}

function isBlank({ chunks }: Piece): boolean {
  return chunks.every((chunk) => chunk.every((byte) => byte <= 0x20));
}

/** Longer ones than RFC 2047 §2 allows (75) occur; the limit keeps a search from running on and on. */
const longestWord = 1000;

function readWord(raw: string, start: number): EncodedWord | null {
  const window = raw.slice(start, start + longestWord);
  const charsetEnd = window.indexOf('?', 2);
  if (charsetEnd === -1 || window[charsetEnd + 2] !== '?') return null;
  const textStart = charsetEnd + 3;
  const textEnd = window.indexOf('?=', textStart);
  if (textEnd === -1) return null;
  // RFC 2231 §5: a language may follow the charset, behind an asterisk.
  const charset = window.slice(2, charsetEnd).split('*')[0]?.toLowerCase() ?? '';
  const text = window.slice(textStart, textEnd);
  if (charset === '' || text.includes('\n') || text.includes('\r')) return null;
  const encoding = window[charsetEnd + 1];
  const end = start + textEnd + 2;
  if (encoding === 'B' || encoding === 'b')
    return { charset, bytes: encodeLatin1(decodeBase64(text)), end };
  if (encoding === 'Q' || encoding === 'q') {
    return { charset, bytes: encodeLatin1(decodeEscapes(text.replaceAll('_', ' '))), end };
  }
  return null;
}

function concat(chunks: readonly Uint8Array[]): Uint8Array {
  return encodeLatin1(chunks.map(decodeLatin1).join(''));
}

/** So that a word with its frame stays within 64 columns and fits behind any field name of ours (RFC 2047 §2). */
const bytesPerWord = 39;

/** The text as UTF-8 encoded words, each whole characters (RFC 2047 §5). */
export function encodeWords(text: string): string[] {
  const words: string[] = [];
  const encoder = new TextEncoder();
  let chunk = '';
  let length = 0;
  const close = () => {
    if (chunk !== '') words.push(`=?UTF-8?B?${btoa(decodeLatin1(encoder.encode(chunk)))}?=`);
  };
  for (const character of text) {
    const size = encoder.encode(character).length;
    if (length + size > bytesPerWord) {
      close();
      chunk = '';
      length = 0;
    }
    chunk += character;
    length += size;
  }
  close();
  return words;
}
