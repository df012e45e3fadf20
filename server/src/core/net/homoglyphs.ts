/** Host names that look like others: mixed alphabets, and brands written with foreign letters. Looks nothing up. */
import { type Brand, brandOfLabel } from './brands.ts';
import { mixedScriptWord, skeleton } from './confusables.ts';
import { decodeHost } from './idn.ts';
import { isAscii } from '../text/chars.ts';

export interface Homoglyph {
  /** The name in letters, as a mail program or a browser may show it. */
  readonly shown: string;
  /** The alphabets of the label that mixes them; empty when none does. */
  readonly scripts: readonly string[];
  /** The brand that it looks like. */
  readonly brand: Brand | null;
}

/** Brands with shorter names are common words. */
const shortest = 5;

/** What a host name, in ASCII or in letters, pretends by its looks; null when it pretends nothing. */
export function homoglyphOf(host: string): Homoglyph | null {
  const shown = host.includes('xn--') ? (decodeHost(host) ?? host) : host;
  if (isAscii(shown)) return null;
  for (const label of shown.split('.')) {
    if (isAscii(label)) continue;
    const scripts = mixedScriptWord(label)?.scripts ?? [];
    const looks = skeleton(label);
    // Accents alone make words of other languages of the short ones: `líve`, `cîti`.
    const isWord = looks.length < shortest && /^[\p{Script=Latin}\p{M}]+$/u.test(label);
    const brand = isWord ? null : brandOfLabel(looks);
    if (scripts.length > 0 || brand !== null) return { shown, scripts, brand };
  }
  return null;
}
