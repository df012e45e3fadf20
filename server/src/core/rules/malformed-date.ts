/** A date that no clock shows: servers take theirs from the operating system, people make mistakes. */
import type { DateDefect } from '../received/date.ts';
import { plain } from '../text/plain.ts';
import { defineRule } from './rule.ts';

export const malformedDate = defineRule({
  id: 'malformed-date',
  about: 'oddDate',
  level: 'warning',
  effect: 'none',
  summary: 'The date of a trace field is impossible or unreadable.',
  *check({ route, text }) {
    for (const { index, received } of route.hops) {
      const date = received.date;
      if (date === null) continue;
      const why = date.defects
        .map((defect) => reasons.get(defect))
        .find((reason) => reason !== undefined);
      if (why === undefined) continue;
      yield {
        start: date.start,
        end: date.end,
        hop: index,
        message: `${plain(text.slice(date.start, date.end), 60)}: ${why} Mail servers write the date by machine, so a wrong one was often typed by a person (or comes from a misconfigured clock).`,
      };
    }
  },
});

/** Missing zones, two-digit years and unusual orders are how some honest software writes. */
const reasons = new Map<DateDefect, string>([
  ['wrong-weekday', 'that day was another day of the week.'],
  ['impossible', 'no calendar or clock shows this.'],
  ['impossible-year', 'there was no such mail in that year.'],
  ['impossible-zone', 'there is no such time zone; they range from -1200 to +1400.'],
  ['unreadable', 'this cannot be read as a date.'],
]);
