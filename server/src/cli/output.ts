/** Standard output and standard error: what is printed waits for the reader, and nothing printed commands a terminal. */
import { once } from 'node:events';
import { plain } from '../core/text/plain.ts';

/** Writes to standard output; resolves when there is room for more, so that results do not pile up. */
export async function print(text: string | Uint8Array): Promise<void> {
  if (text.length > 0 && !process.stdout.write(text)) await once(process.stdout, 'drain');
}

/** One sentence on standard error. */
export function warn(sentence: string): void {
  process.stderr.write(`spam-patrol: ${safe(sentence)}\n`);
}

/** A value of whatever length made safe for a terminal. */
export function safe(value: string): string {
  return plain(value, Infinity);
}

const reasons: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file or folder'],
  ['EACCES', 'permission was denied'],
  ['EPERM', 'permission was denied'],
  ['ENOTDIR', 'a part of the path is no folder'],
  ['EEXIST', 'there is something else of that name'],
  ['EISDIR', 'it is a folder'],
  ['ELOOP', 'its links lead in a circle'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['ENOSPC', 'no space is left'],
  ['EROFS', 'the file system is read-only'],
]);

/** Why something failed, to stand behind a colon: no capital, no full stop. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return reasons.get(code) ?? error.message;
}

/** A reader that has seen enough (`| head`) ends the program, and that is no error; a full disk is one. */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    warn(`What was found could not be printed to its end: ${reasonOf(error)}. The rest is lost.`);
    process.exit(2);
  });
}
