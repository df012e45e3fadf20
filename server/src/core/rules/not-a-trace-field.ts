/** A `Received` field that no server wrote: it names none, and nothing in it can be read. */
import { defineRule } from './rule.ts';

export const notATraceField = defineRule({
  id: 'not-a-trace-field',
  about: 'unparsed',
  level: 'warning',
  effect: 'fabricated',
  summary: 'A Received field holds a text instead of a trace.',
  *check({ route }) {
    for (const { index, received } of route.hops) {
      if (received.kind !== 'unparsed') continue;
      const { field } = received;
      yield {
        start: field.start,
        end: field.end,
        hop: index,
        message:
          'This is not a trace field: no server signs it with `by`, and it says nothing that a server records. Somebody wrote it to hide or to mislead.',
      };
    }
  },
});
