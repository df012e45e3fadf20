/** A carriage return without its line feed in the header: one program ends the line there, another does not. */
import { say } from '../text/said.ts';
import { defineRule } from './rule.ts';

export const bareCr = defineRule({
  id: 'bare-cr',
  about: 'oddHeader',
  level: 'warning',
  effect: 'none',
  summary: 'A carriage return without a line feed stands in the header.',
  *check({ text, header }) {
    const oddity = header.oddities.find(({ defect }) => defect === 'bare-cr');
    if (oddity === undefined) return;
    const alone = firstAlone(text, oddity.start, header.headerEnd);
    if (alone < 0) {
      yield {
        start: oddity.start,
        end: oddity.end,
        hop: null,
        level: 'information',
        message: say`The line ends are doubled (CR CR LF): a program took the line feeds of a finished message for its own and wrote CR LF for each. It is read as one line end.`,
      };
      return;
    }
    yield {
      start: alone,
      end: alone + 1,
      hop: null,
      message: say`A carriage return stands here without its line feed, which SMTP forbids (RFC 5321 §2.3.8). One program takes it for the end of the line, another does not, so each may see other fields: a way to get fields, or whole messages, past a filter.`,
    };
  },
});

/** The first CR that belongs to no line end, doubled or not; -1 when there is none. */
function firstAlone(text: string, start: number, end: number): number {
  let at = text.indexOf('\r', start);
  while (at >= 0 && at < end) {
    if (text.charCodeAt(at + 1) === 10) at = text.indexOf('\r', at + 2);
    else if (text.startsWith('\r\n', at + 1)) at = text.indexOf('\r', at + 3);
    else return at;
  }
  return -1;
}
