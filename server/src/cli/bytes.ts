/** Where messages come from, as bytes that are read when they are wanted. Knows no mail. */
import { isUtf8 } from 'node:buffer';
import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs';

/** Bytes that need not be in memory. */
export interface Bytes {
  readonly size: number;
  /** A copy or view of the half-open range; shorter when the bytes end before. */
  read(start: number, end: number): Buffer;
  close(): void;
}

/** More than any mail. A pipe is held in memory: it cannot be read twice. */
const longestPipe = 1024 * 1024 * 1024;

/** Opens the file at `path`, or standard input for null. Throws an Error whose message completes "cannot be read: …". */
export async function openBytes(path: string | null): Promise<Bytes> {
  if (path === null) return memory(await readAll(process.stdin));
  const file = openSync(path, 'r');
  const stat = fstatSync(file);
  if (stat.isFile()) return onDisk(file, stat.size);
  if (stat.isFIFO()) return memory(await readAll(createReadStream('', { fd: file })));
  closeSync(file);
  throw new Error(stat.isDirectory() ? 'it is a folder' : 'it is neither a file nor a folder');
}

async function readAll(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) continue;
    chunks.push(chunk);
    size += chunk.length;
    if (size > longestPipe) throw new Error('a pipe may hold 1 GiB; save it as a file');
  }
  return Buffer.concat(chunks, size);
}

function memory(all: Buffer): Bytes {
  return {
    size: all.length,
    read: (start, end) => all.subarray(start, end),
    close: () => undefined,
  };
}

function onDisk(file: number, size: number): Bytes {
  return {
    size,
    read(start, end) {
      const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(end, size) - start));
      let length = 0;
      while (length < buffer.length) {
        const more = readSync(file, buffer, length, buffer.length - length, start + length);
        // The file has become shorter since it was opened.
        if (more === 0) break;
        length += more;
      }
      return buffer.subarray(0, length);
    },
    close: () => {
      closeSync(file);
    },
  };
}

/**
 * UTF-8 when the bytes are valid UTF-8, else ISO 8859-1, where each byte is a character: mail of
 * unknown encoding keeps its length and its columns. Nothing is stripped, not even a byte order mark.
 */
export function decode(bytes: Buffer): string {
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
}

/** The bytes without a UTF-8 character at their end, which may be cut in two. */
export function withoutLastCharacter(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && bytes.length - end < 3 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end--;
  return (bytes[end - 1] ?? 0) >= 0xc0 ? bytes.subarray(0, end - 1) : bytes;
}
