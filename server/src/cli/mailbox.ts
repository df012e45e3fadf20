/** Finds the messages of a file, without holding it in memory. Knows mbox; looks into no header. */
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
const lineFeed = 10;
const carriageReturn = 13;

/** Long enough for a `From ` line and the name of the field beneath it. */
const separatorLength = 2048;

/**
 * The messages of a file in their order. It is an mbox only when it starts with a `From ` line and
 * a second one follows a blank line and precedes a header line: a sentence that begins with "From"
 * does not cut a message in two.
 */
export function* messageRanges(bytes: Bytes): Generator<MessageRange> {
  let number = 0;
  let open = { start: 0, line: 1 };
  for (const next of separators(bytes)) {
    yield { number, ...open, end: next.start };
    open = next;
    number++;
  }
  yield { number: number === 0 ? null : number, ...open, end: bytes.size };
}

/** Every `From ` line that starts a message, but the first. */
function* separators(bytes: Bytes): Generator<{ start: number; line: number }> {
  if (!startsWithFrom(bytes.read(0, 5), 0)) return;
  let line = 1;
  let lineStart = 0;
  let previous = 0;
  for (let at = 0; at < bytes.size; at += chunkLength) {
    const chunk = bytes.read(at, at + chunkLength + separatorLength);
    const length = Math.min(chunk.length, chunkLength);
    for (let index = 0; index < length; index++) {
      const code = chunk[index] ?? 0;
      const ends = code === lineFeed || (code === carriageReturn && chunk[index + 1] !== lineFeed);
      if (ends) {
        const lineLength = at + index - lineStart;
        const isBlank = lineLength === 0 || (lineLength === 1 && previous === carriageReturn);
        lineStart = at + index + 1;
        line++;
        if (isBlank && isSeparator(chunk, index + 1)) yield { start: lineStart, line };
      }
      previous = code;
    }
  }
}

function startsWithFrom(bytes: Buffer, at: number): boolean {
  return bytes.toString('latin1', at, at + 5) === 'From ';
}

/** Whether a `From ` line stands at `at` and a field (RFC 5322 §2.2) beneath it. */
function isSeparator(bytes: Buffer, at: number): boolean {
  if (!startsWithFrom(bytes, at)) return false;
  const [, below = ''] = bytes.toString('latin1', at, at + separatorLength).split(/\r\n|\n|\r/, 2);
  return /^[!-9;-~]{1,200}[ \t]{0,20}:/.test(below);
}
