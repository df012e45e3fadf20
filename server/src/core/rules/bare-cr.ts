/** A carriage return without its line feed in the header: one program ends the line there, another does not. */
import { defineRule } from './rule.ts';

export const bareCr = defineRule({
  id: 'bare-cr',
  about: 'oddHeader',
  level: 'warning',
  effect: 'none',
  summary: 'A carriage return without a line feed stands in the header.',
  *check({ header }) {
    for (const { defect, start, end } of header.oddities) {
      if (defect !== 'bare-cr') continue;
      yield {
        start,
        end,
        hop: null,
        message:
          'A carriage return stands here without its line feed, which SMTP forbids (RFC 5321 §2.3.8). One program takes it for the end of the line, another does not, so each may see other fields: a way to get fields, or whole messages, past a filter.',
      };
    }
  },
});
