/** A byte order mark before a field's name: programs that do not know it miss the field. */
import { skipByteOrderMark } from '../message/lines.ts';
import { say } from '../text/said.ts';
import { defineRule, type RuleContext, type Sighting } from './rule.ts';

export const byteOrderMark = defineRule({
  id: 'byte-order-mark',
  about: 'marked',
  level: 'information',
  effect: 'none',
  summary: 'A byte order mark stands before the first field or at the start of a header line.',
  *check(context) {
    const { text, header } = context;
    const { start } = header.mboxLine ?? header;
    // Above an mbox line the mark stands before that line.
    yield* markAt(context, header.mboxLine === null ? start : 0);
    for (const oddity of header.oddities) {
      if (oddity.defect === 'malformed-line' && text.charCodeAt(oddity.start) >= 0xef) {
        yield* markAt(context, oddity.start);
      }
    }
  },
});

function* markAt({ text, header }: RuleContext, at: number): Iterable<Sighting> {
  const end = skipByteOrderMark(text, at, header.end);
  if (end === at) return;
  yield {
    start: at,
    end,
    hop: null,
    message: say`A byte order mark stands here: an invisible character that some editors put at the beginning of a file. A program that does not expect it takes the field behind it for none.`,
  };
}
