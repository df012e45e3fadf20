/** A `Received` field that no server wrote: it names none, and nothing in it can be read. */
import { trimBlanks } from '../text/chars.ts';
import { isSound } from './duration.ts';
import { defineRule } from './rule.ts';

export const notATraceField = defineRule({
  id: 'not-a-trace-field',
  about: 'unparsed',
  level: 'warning',
  effect: 'fabricated',
  summary: 'A Received field holds a text instead of a trace.',
  *check({ text, route }) {
    for (const { index, received } of route.hops) {
      if (received.kind !== 'unparsed') continue;
      const { field, date } = received;
      const told = trimBlanks(text, field.valueStart, field.end) > field.valueStart;
      // Whoever fools about forgets the date; a program that writes one means to trace, in a way that nobody else does.
      if (isSound(date) || !told) {
        yield {
          start: field.start,
          end: field.nameEnd,
          hop: index,
          level: 'information',
          effect: 'none',
          message: told
            ? 'This trace field is of a form that no known server writes: nothing says which server it is from. Only its date can be read.'
            : 'This trace field is empty: some program left it so, as SurfControl does in its notices of failed delivery. It hides nothing and proves nothing.',
        };
        continue;
      }
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
