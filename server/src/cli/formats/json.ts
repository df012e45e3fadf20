/** The formats `json` and `ndjson`: the results as they are. */
import type { Format } from './format.ts';

/**
 * Characters that a terminal or an eye may obey and JSON allows in the open. Their escapes mean the
 * same to every reader of JSON.
 */
const unseen =
  /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

export function toJson(value: unknown): string {
  return JSON.stringify(value).replace(
    unseen,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** One line a message. */
export function ndjson(): Format {
  return { head: '', result: (result) => `${toJson(result)}\n`, tail: '' };
}

/** An array, one message a line. */
export function json(): Format {
  let before = '\n';
  return {
    head: '[',
    result(result) {
      const text = before + toJson(result);
      before = ',\n';
      return text;
    },
    tail: '\n]\n',
  };
}
