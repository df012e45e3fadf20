/** Files on the disk of the machine, by `file:` URI. Creates; never overwrites. */
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { URI } from 'vscode-uri';
import type { FileAccess } from '../lsp/runtime.ts';

function toPath(uri: string): string {
  const parsed = URI.parse(uri, true);
  if (parsed.scheme !== 'file') {
    throw new Error(`a ${parsed.scheme} document is no file on this machine`);
  }
  return parsed.fsPath;
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

async function writeNew(path: string, bytes: Uint8Array): Promise<boolean> {
  try {
    await writeFile(path, bytes, { flag: 'wx' });
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}

export const nodeFiles: FileAccess = {
  readFile: async (uri) => readFile(toPath(uri)),
  writeNew: async (uri, bytes) => writeNew(toPath(uri), bytes),
  async writeTemporary(name, bytes) {
    const path = join(await mkdtemp(join(tmpdir(), 'spam-patrol-')), basename(name));
    await writeNew(path, bytes);
    return URI.file(path).toString();
  },
};
