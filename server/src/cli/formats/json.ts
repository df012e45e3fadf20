/** The formats `json` and `ndjson`: the results as they are. */
import { isHidden } from '../../core/text/plain.ts';
import type { Format } from './format.ts';

/**
 * Characters that a terminal or an eye would obey, and that JSON allows in the open, are escaped:
 * to every reader of JSON that means the same.
 */
export function toJson(value: unknown): string {
  return JSON.stringify(value).replace(/[^\x20-\x7e]/gu, (character) =>
    isHidden(character.codePointAt(0) ?? 0) ? escapeUnits(character) : character,
  );
}

function escapeUnits(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');
}

/** One line a message. */
export function ndjson(): Format {
  return {
    head: '',
    result: (result) => `${toJson(result)}\n`,
    first: '',
    between: '',
    tail: '',
  };
}

/** An array, one message a line. */
export function json(): Format {
  return { head: '[', result: toJson, first: '\n', between: ',\n', tail: '\n]\n' };
}
