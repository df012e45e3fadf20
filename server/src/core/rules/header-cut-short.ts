/** The header was too long to be read to its end; says so instead of keeping silent about the rest. */
import { say } from '../text/said.ts';
import { defineRule } from './rule.ts';

export const headerCutShort = defineRule({
  id: 'header-cut-short',
  about: 'cutShort',
  level: 'information',
  effect: 'none',
  summary: 'The header or one of its fields is so long that only its first part was read.',
  *check({ route, header }) {
    for (const { defect, start, end } of header.oddities) {
      if (defect !== 'cut-short') continue;
      yield {
        start,
        end,
        hop: null,
        message: say`The header is longer than any real one; it was read up to here.`,
      };
    }
    for (const { index, received } of route.hops) {
      for (const { defect, start, end } of received.oddities) {
        if (defect !== 'cut-short') continue;
        yield {
          start,
          end,
          hop: index,
          message: say`This field is longer than any server writes; it was read up to here.`,
        };
      }
    }
  },
});
