/** A GeoIP file on the disk of the machine, by its path: what the user set. Knows nothing of its form. */
import { readFile, stat } from 'node:fs/promises';
import type { GeoSource } from '../lookup/geo.ts';

export function nodeGeoFile(path: string): GeoSource {
  return {
    size: async () => (await stat(path)).size,
    read: async () => readFile(path),
  };
}
