/** A `Received` field that no server wrote: it names none, and nothing in it can be read. */
import { isSound } from './duration.ts';
import { say } from '../text/said.ts';
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
      const { field, date } = received;
      // Whoever fools about forgets the date; a program that writes one means to trace, in a way that nobody else does.
      if (isSound(date)) {
        yield {
          start: field.start,
          end: field.nameEnd,
          hop: index,
          level: 'information',
          effect: 'none',
          message: say`This trace field is of a form that no known server writes: nothing says which server it is from. Only its date can be read.`,
        };
        continue;
      }
      yield {
        start: field.start,
        end: field.end,
        hop: index,
        message: say`This is not a trace field: no server signs it with \`by\`, and it says nothing that a server records. Somebody wrote it to hide or to mislead.`,
      };
    }
  },
});
