/** A header line longer than any may be: servers and programs may cut it, each at another place. */
import { say } from '../text/said.ts';
import { defineRule } from './rule.ts';
import { longestLine } from './seen.ts';

export const longLine = defineRule({
  id: 'long-line',
  about: 'longField',
  level: 'information',
  effect: 'none',
  summary: 'A line of the header has more than 998 characters.',
  *check({ text, header }) {
    for (const field of header.fields) {
      if (field.end - field.start <= longestLine) continue;
      const at = longLineIn(text, field.start, field.end);
      if (at < 0) continue;
      const lineFeed = text.indexOf('\n', at);
      const end = lineFeed < 0 || lineFeed > field.end ? field.end : lineFeed;
      const length = (text.charCodeAt(end - 1) === 13 ? end - 1 : end) - at;
      yield {
        start: field.start,
        end: field.nameEnd,
        hop: null,
        message: say`A line of this field has ${length} characters; 998 is the most that a line may have (RFC 5322 §2.1.1). Servers may cut it or refuse it.`,
      };
    }
  },
});

/** Where the first line starts that is too long; -1 when none is. Leaps as far as a line may reach, not from line to line. */
function longLineIn(text: string, start: number, end: number): number {
  for (let at = start; end - at > longestLine;) {
    let lineFeed = text.lastIndexOf('\n', at + longestLine + 1);
    // So far out only behind a CR, which is no part of the line.
    if (lineFeed === at + longestLine + 1 && text.charCodeAt(lineFeed - 1) !== 13)
      lineFeed = text.lastIndexOf('\n', at + longestLine);
    if (lineFeed < at) return at;
    at = lineFeed + 1;
  }
  return -1;
}
