/** A vertical bar or control character in a host name: the server cannot have looked such a name up. */
import { say } from '../text/said.ts';
import { defineRule } from './rule.ts';

export const badHostCharacter = defineRule({
  id: 'bad-host-character',
  about: 'oddField',
  level: 'error',
  effect: 'fabricated',
  summary: 'A host name holds a character that no host name can have.',
  *check({ route }) {
    for (const { index, received } of route.hops) {
      for (const { defect, start, end } of received.oddities) {
        if (defect !== 'bad-host-character') continue;
        yield {
          start,
          end,
          hop: index,
          message: say`This host name holds a character (a vertical bar or a control character) that no host name can have. No server is called this, and no server found this name by a lookup.`,
        };
      }
    }
  },
});
