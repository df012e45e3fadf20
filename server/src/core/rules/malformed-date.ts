/** A date that no clock shows: servers take theirs from the operating system, people make mistakes. */
import type { DateDefect } from '../received/date.ts';
import { plain } from '../text/plain.ts';
import { defineRule, type Level } from './rule.ts';

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
      const reason = date.defects
        .map((defect) => reasons.get(defect))
        .find((one) => one !== undefined);
      if (reason === undefined) continue;
      yield {
        start: date.start,
        end: date.end,
        hop: index,
        level: reason.level,
        message: `${plain(text.slice(date.start, date.end), 60)}: ${reason.why} Mail servers write the date by machine, so a wrong one was often typed by a person (or comes from a misconfigured clock).`,
      };
    }
  },
});

/**
 * Missing zones, two-digit years and unusual orders are how some honest software writes; some of it
 * writes dates that nobody else can read (`02/10/2002 08:56:31`).
 */
const reasons = new Map<DateDefect, { readonly level: Level; readonly why: string }>([
  ['wrong-weekday', { level: 'warning', why: 'that day was another day of the week.' }],
  ['impossible', { level: 'warning', why: 'no calendar or clock shows this.' }],
  ['impossible-year', { level: 'warning', why: 'there was no such mail in that year.' }],
  [
    'impossible-zone',
    { level: 'warning', why: 'there is no such time zone; they range from -1200 to +1400.' },
  ],
  ['unreadable', { level: 'information', why: 'this cannot be read as a date.' }],
]);
