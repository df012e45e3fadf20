/** A NUL in the header: some programs stop reading there, and see another message. */
import { say } from '../text/said.ts';
import { defineRule } from './rule.ts';

export const nulByte = defineRule({
  id: 'nul-byte',
  about: 'oddHeader',
  level: 'warning',
  effect: 'none',
  summary: 'A NUL byte stands in the header.',
  *check({ header }) {
    for (const { defect, start, end } of header.oddities) {
      if (defect !== 'nul') continue;
      yield {
        start,
        end,
        hop: null,
        message: say`A NUL byte stands in the header, where none may be (RFC 5322 §4). Programs that take it for the end of the text see less than others do.`,
      };
    }
  },
});
