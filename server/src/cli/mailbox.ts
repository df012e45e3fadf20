/** Finds the messages of a file, without holding it in memory. What parts them is core/'s to say. */
import { isMboxLine, skipByteOrderMark } from '../core/message/lines.ts';
import { splitMbox } from '../core/message/mbox.ts';
import { skipBlanks } from '../core/text/chars.ts';
import type { Bytes } from './bytes.ts';

/** Half-open range of bytes. */
export interface MessageRange {
  /** 0-based number inside an mbox; null when the file is one message. */
  readonly number: number | null;
  readonly start: number;
  readonly end: number;
  /** 1-based line of the file at `start`. */
  readonly line: number;
}

const chunkLength = 1024 * 1024;

/** Chunks share so much: a blank line, a `From ` line and the name of the field beneath it. */
const overlap = 4096;

/** The messages of a file in their order: several when it is an mbox, else one. */
export function* messageRanges(bytes: Bytes): Generator<MessageRange> {
  let number = 0;
  let start = 0;
  let line = 1;
  for (const next of separators(bytes)) {
    yield { number, start, line, end: next };
    line += countLines(bytes, start, next);
    start = next;
    number++;
  }
  yield { number: number === 0 ? null : number, start, line, end: bytes.size };
}

/** Where a `From ` line starts a message, all but the first. */
function* separators(bytes: Bytes): Generator<number> {
  const head = bytes.read(0, overlap).toString('latin1');
  const first = skipBlanks(head, skipByteOrderMark(head, 0, head.length), head.length);
  if (!isMboxLine(head, first, head.length)) return;
  // splitMbox takes a text for an mbox by its first line, which only the first chunk has.
  const firstLine = 'From \n';
  let last = 0;
  for (let end = chunkLength; ; end += chunkLength) {
    const start = Math.max(0, end - chunkLength - overlap);
    const text = firstLine + bytes.read(start, end).toString('latin1');
    for (const message of splitMbox(text).slice(1)) {
      const at = start + message.start - firstLine.length;
      if (at <= last) continue;
      yield at;
      last = at;
    }
    if (end >= bytes.size) return;
  }
}

/** Line ends in a range that does not end between CR and LF. LF, CRLF and a bare CR end a line, as in `Lines`. */
function countLines(bytes: Bytes, start: number, end: number): number {
  let count = 0;
  let previous = 0;
  for (let at = start; at < end; at += chunkLength) {
    for (const code of bytes.read(at, Math.min(end, at + chunkLength))) {
      if (code === 13 || (code === 10 && previous !== 13)) count++;
      previous = code;
    }
  }
  return count;
}
