/** A trace field without a date, though every server must write one (RFC 5321 §4.4). */
import { say } from '../text/said.ts';
import { defineRule } from './rule.ts';

export const missingDate = defineRule({
  id: 'missing-date',
  about: 'undated',
  level: 'information',
  effect: 'none',
  summary: 'A trace field has no date, which every server must write.',
  *check({ route }) {
    for (const { index, received } of route.hops) {
      // Filters and queues leave notes to themselves, and mean no trace by them.
      if (received.date !== null || received.kind === 'unparsed' || received.kind === 'local')
        continue;
      const { field } = received;
      yield {
        start: field.start,
        end: field.nameEnd,
        hop: index,
        message: say`This trace field has no date. Every server must write one (RFC 5321 §4.4), so the field was cut, rewritten or made up.`,
      };
    }
  },
});
