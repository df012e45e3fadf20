/** Keeps what lookups learned in one file. Knows nothing of what is in it. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CacheStore } from '../lookup/cache.ts';

const fileName = 'lookups.json';

/** @param folder is made when there is something to keep */
export function cacheFile(folder: string): CacheStore {
  const path = join(folder, fileName);
  return {
    async read() {
      try {
        return await readFile(path, 'utf8');
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw error;
      }
    },
    async write(text) {
      await mkdir(folder, { recursive: true });
      // Another window may read at this moment: it finds the old file or the new one.
      const draft = `${path}.${process.pid}`;
      try {
        await writeFile(draft, text, { mode: 0o600 });
        await rename(draft, path);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
  };
}
