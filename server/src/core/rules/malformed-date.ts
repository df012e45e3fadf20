/** A date that no clock shows: servers take theirs from the operating system, people make mistakes. */
import type { DateDefect } from '../received/date.ts';
import { dateDefectWords } from '../received/date-words.ts';
import { plain } from '../text/plain.ts';
import { say, sentences } from '../text/said.ts';
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
      const defect = date.defects.find((one) => levels.has(one));
      const level = defect === undefined ? undefined : levels.get(defect);
      if (defect === undefined || level === undefined) continue;
      yield {
        start: date.start,
        end: date.end,
        hop: index,
        level,
        message: sentences(
          say`${plain(text.slice(date.start, date.end), 60)}: ${dateDefectWords[defect]}`,
          say`Mail servers write the date by machine, so a wrong one was often typed by a person (or comes from a misconfigured clock).`,
        ),
      };
    }
  },
});

/**
 * Missing zones, two-digit years and unusual orders are how some honest software writes; some of it
 * writes dates that nobody else can read (`02/10/2002 08:56:31`).
 */
const levels = new Map<DateDefect, Level>([
  ['wrong-weekday', 'warning'],
  ['impossible', 'warning'],
  ['impossible-year', 'warning'],
  ['impossible-zone', 'warning'],
  ['unreadable', 'information'],
]);
