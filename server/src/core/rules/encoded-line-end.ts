/** An encoded word that decodes to a line break: whoever decodes a header and writes it again writes fields that the sender chose. */
import { decodeWords } from '../message/encoded-words.ts';
import { indexOf } from '../message/field-index.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/said.ts';
import { defineRule } from './rule.ts';
import { rewritten } from './seen.ts';

export const encodedLineEnd = defineRule({
  id: 'encoded-line-end',
  about: 'encoded',
  level: 'warning',
  effect: 'none',
  summary: 'An encoded word in the header hides a line break.',
  *check(context) {
    const { text } = context;
    const index = indexOf(context);
    for (const key of rewritten) {
      const field = index.first(key);
      if (field === undefined) continue;
      const source = text.slice(field.valueStart, field.end);
      for (let at = source.indexOf('=?'); at >= 0;) {
        const end = wordEnd(source, at);
        if (end < 0) {
          at = source.indexOf('=?', at + 2);
          continue;
        }
        const word = source.slice(at, end);
        const lines = mayHoldBreak(word) ? linesBehindBreak(decodeWords(word)) : [];
        if (lines.length > 0) {
          const slippedIn = lines.find((line) => isField.test(line));
          yield {
            start: field.valueStart + at,
            end: field.valueStart + end,
            hop: null,
            ...(slippedIn === undefined ? { level: 'information' } : {}),
            message:
              slippedIn !== undefined
                ? say`This encoded word hides a line break. Once a program decodes the header and writes it anew, ${plain(slippedIn, 60)} stands on a line of its own, as a field that the sender slipped in.`
                : say`This encoded word hides a line break. A program that decodes the header and writes it anew may break it there. Careless scripts encode the breaks of a text along with it.`,
          };
        }
        at = source.indexOf('=?', end);
      }
    }
  },
});

/** Longer words than RFC 2047 §2 allows occur; the limit keeps the search from running on and on. */
const longestWord = 1000;

/** Behind the `?=` of the encoded word that starts at `at`; -1 when there is none. */
function wordEnd(source: string, at: number): number {
  const window = source.slice(at, at + longestWord);
  const charset = window.indexOf('?', 2);
  if (charset < 0 || window.charCodeAt(charset + 2) !== 63 /* ? */) return -1;
  const close = window.indexOf('?=', charset + 3);
  return close < 0 ? -1 : at + close + 2;
}

/** Whether CR or LF is among the bytes of an encoded word: decoding all that there are in charsets costs more than all other rules. */
function mayHoldBreak(word: string): boolean {
  const encoding = word.indexOf('?', 2) + 1;
  if ((word.charCodeAt(encoding) | 32) === 113 /* q */) return /=0[ad]/i.test(word);
  let bits = 0;
  let held = 0;
  for (let at = encoding + 2; at < word.length - 2; at++) {
    const digit = base64Digit(word.charCodeAt(at));
    if (digit < 0) continue;
    bits = ((bits << 6) | digit) & 0xfff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    const byte = (bits >> held) & 0xff;
    if (byte === 10 || byte === 13) return true;
  }
  return false;
}

/** RFC 4648 §4; -1 for what is no digit. */
function base64Digit(code: number): number {
  if (code >= 65 && code <= 90) return code - 65;
  if (code >= 97 && code <= 122) return code - 71;
  if (code >= 48 && code <= 57) return code + 4;
  return code === 43 ? 62 : code === 47 ? 63 : -1;
}

/** The beginning of a field (RFC 5322 §2.2): a name and a colon. */
const isField = /^[!-9;-~]{1,80}:/;

/** The lines behind the first; none when nothing stands there: careless scripts encode the break at the end along. */
function linesBehindBreak(value: string): readonly string[] {
  return value
    .trimEnd()
    .split(/\r\n|[\r\n]/)
    .slice(1);
}
