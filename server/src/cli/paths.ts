/** Which files the given paths mean: folders are walked, lists are read line by line. Opens no message. */
import { readdirSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { isComplaintPath } from '../core/complaint/name.ts';

/** A file to be read; with `failure` a folder that could not be. */
export interface Input {
  readonly path: string;
  readonly failure?: Error;
}

/** The lines of standard input, without empty ones. */
export async function* linesOfStandardInput(): AsyncGenerator<string> {
  const lines = createInterface({ input: process.stdin, crlfDelay: Infinity });
  for await (const line of lines) if (line !== '') yield line;
}

/** The file itself, or the files below a folder that match, in the order of their names. */
export function* filesAt(path: string, matches: (path: string) => boolean): Generator<Input> {
  if (!isFolder(path)) yield { path };
  else yield* filesBelow(path.replace(/(?<=.)\/$/, ''), '', matches);
}

/** A path that cannot be asked counts as a file: opening it tells what is wrong. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** @param below the path from the folder, empty or ending in `/` */
function* filesBelow(
  folder: string,
  below: string,
  matches: (path: string) => boolean,
): Generator<Input> {
  const here = `${folder === '/' ? '' : folder}/${below}`;
  let entries;
  try {
    entries = readdirSync(here, { withFileTypes: true });
  } catch (error) {
    yield { path: here, failure: error instanceof Error ? error : new Error(String(error)) };
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = below + entry.name;
    if (entry.isDirectory()) yield* filesBelow(folder, `${path}/`, matches);
    // A link to a folder is not followed: it may lead back here.
    else if (matches(path) && !(entry.isSymbolicLink() && isFolder(here + entry.name)))
      yield { path: here + entry.name };
  }
}

/**
 * Whether a path below a folder is meant: the glob knows `*`, `?` and `**`, and looks at the file's
 * name when it holds no `/`. Complaints are our own output and never meant, but by their full names.
 */
export function matcher(glob: string): (path: string) => boolean {
  const pattern = new RegExp(`^${glob.replace(/\*\*\/|\*+|[^]/g, partOfPattern)}$`, 'i');
  const byName = !glob.includes('/');
  return (path) => !isComplaintPath(path) && pattern.test(byName ? basename(path) : path);
}

function partOfPattern(part: string): string {
  if (part === '**/') return '(?:.*/)?';
  if (part === '*') return '[^/]*';
  if (part.startsWith('*')) return '.*';
  if (part === '?') return '[^/]';
  return part.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
}
