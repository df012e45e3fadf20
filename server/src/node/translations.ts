/** The translations of our texts, in the package beside the bundles. */
import { readFile } from 'node:fs/promises';

/** Null when there are none in that language. `language` is a tag of letters, digits and hyphens. */
export async function nodeTranslations(folder: URL, language: string): Promise<unknown> {
  try {
    const file = new URL(`bundle.l10n.${language}.json`, folder);
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
