/** The trace fields beneath a proven forgery: dimmed, so that nobody spends time on them. */
import { say } from '../text/said.ts';
import { defineRule } from './rule.ts';

export const beneathForgery = defineRule({
  id: 'beneath-forgery',
  level: 'hint',
  effect: 'none',
  summary: 'A trace field stands beneath a fabricated one and says nothing reliable.',
  *check({ route, cause }) {
    for (const { index, received, trust } of route.hops) {
      if (trust !== 'beneath-forgery') continue;
      const { field } = received;
      yield {
        start: field.start,
        end: field.end,
        hop: index,
        dim: true,
        message: say`Beneath a fabricated trace field nothing can be believed, whatever it says: servers add their fields on top, so this one was there before and passed through the same hands.`,
        ...(cause === undefined
          ? {}
          : {
              related: [
                { start: cause.start, end: cause.end, message: say`The forgery above it.` },
              ],
            }),
      };
    }
  },
});
