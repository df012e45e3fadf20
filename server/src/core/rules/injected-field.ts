/** Somebody put a whole trace field, or a second `by` clause, into the text of HELO. */
import { defineRule } from './rule.ts';

export const injectedField = defineRule({
  id: 'injected-field',
  about: 'oddField',
  level: 'error',
  effect: 'client-lied',
  summary: 'The client wrote parts of a trace field into its HELO name.',
  *check({ route }) {
    for (const { index, received } of route.hops) {
      const oddity = received.oddities.find(
        ({ defect }) => defect === 'injected-by' || defect === 'nested-received',
      );
      if (oddity === undefined) continue;
      const ip = received.from?.ip;
      yield {
        start: oddity.start,
        end: oddity.end,
        hop: index,
        message:
          'A trace field inside a trace field: the client gave this text as its HELO name to lead readers astray. What counts is what the server wrote last, right before its own name.',
        ...(ip == null
          ? {}
          : {
              related: [{ start: ip.start, end: ip.end, message: 'What the server itself saw.' }],
            }),
      };
    }
  },
});
