/** A header line longer than any may be: servers and programs may cut it, each at another place. */
import { defineRule } from './rule.ts';

/** RFC 5322 §2.1.1, without the line break. */
const longest = 998;

export const longLine = defineRule({
  id: 'long-line',
  level: 'information',
  effect: 'none',
  summary: 'A line of the header has more than 998 characters.',
  *check({ text, header }) {
    for (const field of header.fields) {
      if (field.end - field.start <= longest) continue;
      for (let at = field.start; at < field.end;) {
        const lineFeed = text.indexOf('\n', at);
        const end = lineFeed < 0 || lineFeed > field.end ? field.end : lineFeed;
        if (end - at > longest) {
          yield {
            start: field.start,
            end: field.nameEnd,
            hop: null,
            message: `A line of this field has ${end - at} characters; 998 is the most that a line may have (RFC 5322 §2.1.1). Servers may cut it or refuse it.`,
          };
          break;
        }
        at = end + 1;
      }
    }
  },
});
