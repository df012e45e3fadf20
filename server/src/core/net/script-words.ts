/** What alphabets are called in a sentence. */
import { joined, say, type Said, type Value } from '../text/said.ts';

const names: ReadonlyMap<string, Said> = new Map([
  ['Latin', say`Latin`],
  ['Cyrillic', say`Cyrillic`],
  ['Greek', say`Greek`],
  ['Armenian', say`Armenian`],
  ['Cherokee', say`Cherokee`],
]);

/** `Latin and Cyrillic`. */
export function scriptWords(scripts: readonly string[]): Value {
  return joined(scripts.map((script) => names.get(script) ?? script));
}
