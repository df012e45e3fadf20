/** Files on the disk of the machine, by `file:` URI. Creates; never overwrites. */
import {
  appendFile,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  stat,
  unlink,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { URI } from 'vscode-uri';
import type { FileAccess } from '../lsp/runtime.ts';

function toPath(uri: string): string {
  const parsed = URI.parse(uri, true);
  if (parsed.scheme !== 'file') {
    throw new Error(`a ${parsed.scheme} document is no file on this machine`);
  }
  return parsed.fsPath;
}

function hasCode(error: unknown, code: 'EEXIST' | 'ENOENT'): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

async function readHead(path: string, length: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const buffer = new Uint8Array(length);
    const { bytesRead } = await file.read(buffer, 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Folders that hold other people's files, or a program's. */
function isSkipped(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

/** In the order of the names. Links are not followed: they may lead in a circle, or out of the folder. */
async function listMessages(root: string, limit: number, signal: AbortSignal): Promise<string[]> {
  const found: string[] = [];
  const folders = [root];
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    signal.throwIfAborted();
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !isSkipped(entry.name)) folders.push(path);
      else if (entry.isFile() && entry.name.toLowerCase().endsWith('.eml')) found.push(path);
      if (found.length >= limit) return found;
    }
  }
  return found;
}

/** Creates a file; false when the name is taken. What a full disk cut off is taken away again. */
export async function createFile(path: string, pieces: readonly Uint8Array[]): Promise<boolean> {
  let file;
  try {
    file = await open(path, 'wx');
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
  try {
    for (const piece of pieces) await file.writeFile(piece);
    await file.close();
    return true;
  } catch (error) {
    await file.close().catch(() => undefined);
    await unlink(path).catch(() => undefined);
    throw error;
  }
}

export const nodeFiles: FileAccess = {
  readFile: async (uri, length) =>
    length === undefined ? readFile(toPath(uri)) : readHead(toPath(uri), length),
  async stampOf(uri) {
    try {
      const { mtimeMs, size } = await stat(toPath(uri));
      return `${mtimeMs} ${size}`;
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return null;
      throw error;
    }
  },
  listMessages: async (folder, limit, signal) => {
    const paths = await listMessages(toPath(folder), limit, signal);
    return paths.map((path) => URI.file(path).toString());
  },
  writeNew: async (uri, pieces) => createFile(toPath(uri), pieces),
  async writeTemporary(name, bytes) {
    const path = join(await mkdtemp(join(tmpdir(), 'spam-patrol-')), basename(name));
    await createFile(path, [bytes]);
    return URI.file(path).toString();
  },
  async append(uri, bytes) {
    const path = toPath(uri);
    await mkdir(dirname(path), { recursive: true });
    // What is kept is nobody else's business.
    await appendFile(path, bytes, { mode: 0o600 });
  },
};
