/** Which language the server speaks: that of the translations that came with the client, or that lie beside the server. Knows no text. */
import type { InitializeParams } from 'vscode-languageserver';
import { english, speaker, type Speak } from '../core/text/said.ts';
import { describeError, type Log } from './run-safe.ts';
import type { Runtime } from './runtime.ts';
import { property } from './settings.ts';

/** English where nothing else is asked for, or can be had. Never rejects. */
export async function languageOf(
  { locale, initializationOptions }: Pick<InitializeParams, 'locale' | 'initializationOptions'>,
  { translations }: Pick<Runtime, 'translations'>,
  log: Log,
): Promise<Speak> {
  const handed = property(initializationOptions, 'translations');
  // Our own client hands over what there is; it has none for English.
  if (handed !== undefined) return speaker(readTranslations(handed), locale ?? '');
  if (property(initializationOptions, 'clientFiles') === true || translations === null)
    return english;
  for (const tag of tagsOf(locale)) {
    try {
      const found = await translations(tag);
      if (found !== null) return speaker(readTranslations(found), tag);
    } catch (error) {
      log(`translations for ${tag}: ${describeError(error)}`);
    }
  }
  return english;
}

/** `de-CH` (BCP 47) or `de_CH.UTF-8` (POSIX) as `de-ch`, then `de`: letters, digits and hyphens, for they name a file. */
function tagsOf(locale: string | undefined): string[] {
  const tag = /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,4}(?=[.@]|$)/.exec(
    (locale ?? '').slice(0, 100).toLowerCase().replaceAll('_', '-'),
  )?.[0];
  if (tag === undefined) return [];
  const [language = ''] = tag.split('-');
  return [...new Set([tag, language])];
}

/** What came over the wire or from a file: pairs of texts; anything else is left out. */
function readTranslations(value: unknown): ReadonlyMap<string, string> {
  const pairs = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return new Map(pairs.filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}
