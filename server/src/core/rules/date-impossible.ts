/** A `Date` field that no clock shows: mail programs take theirs from the machine, bulk mailers make theirs up. */
import { indexOf } from '../message/field-index.ts';
import type { DateDefect } from '../received/date.ts';
import { dateDefectWords } from '../received/date-words.ts';
import { plain } from '../text/plain.ts';
import { say, sentences } from '../text/said.ts';
import { defineRule, type Level } from './rule.ts';

export const dateImpossible = defineRule({
  id: 'date-impossible',
  about: 'oddSent',
  level: 'error',
  effect: 'none',
  summary: 'The Date field is impossible: a time zone, a weekday or a day that there never was.',
  *check(context) {
    const date = indexOf(context).date();
    const defect = date?.defects.find((one) => levels.has(one));
    const level = defect === undefined ? undefined : levels.get(defect);
    if (date === null || defect === undefined || level === undefined) return;
    // `+0560`: somebody's arithmetic, not somebody's lie.
    const isMisprint = defect === 'impossible-zone' && date.zoneMinutes === null;
    yield {
      start: date.start,
      end: date.end,
      hop: null,
      level: isMisprint ? 'warning' : level,
      message: sentences(
        say`${plain(context.text.slice(date.start, date.end), 60)}: ${dateDefectWords[defect]}`,
        say`Mail programs take the date from the clock of the machine; a date like this was made up or put together badly.`,
      ),
    };
  },
});

/** A wrong zone is the mark of bulk mailers; the others happen to badly written honest programs, too. */
const levels = new Map<DateDefect, Level>([
  ['impossible-zone', 'error'],
  ['impossible', 'warning'],
  ['impossible-year', 'warning'],
  ['wrong-weekday', 'warning'],
  ['unreadable', 'information'],
]);
