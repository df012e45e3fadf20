/** A `Date` field that no clock shows: mail programs take theirs from the machine, bulk mailers make theirs up. */
import { indexOf } from '../message/field-index.ts';
import type { DateDefect } from '../received/date.ts';
import { plain } from '../text/plain.ts';
import { defineRule, type Level } from './rule.ts';

export const dateImpossible = defineRule({
  id: 'date-impossible',
  about: 'oddSent',
  level: 'error',
  effect: 'none',
  summary: 'The Date field is impossible: a time zone, a weekday or a day that there never was.',
  *check(context) {
    const date = indexOf(context).date();
    const defect = date?.defects.find((one) => reasons.has(one));
    const reason = defect === undefined ? undefined : reasons.get(defect);
    if (date === null || reason === undefined) return;
    // `+0560`: somebody's arithmetic, not somebody's lie.
    const isMisprint = defect === 'impossible-zone' && date.zoneMinutes === null;
    yield {
      start: date.start,
      end: date.end,
      hop: null,
      level: isMisprint ? 'warning' : reason.level,
      message: `${plain(context.text.slice(date.start, date.end), 60)}: ${reason.why} Mail programs take the date from the clock of the machine; a date like this was made up or put together badly.`,
    };
  },
});

/** A wrong zone is the mark of bulk mailers; the others happen to badly written honest programs, too. */
const reasons = new Map<DateDefect, { readonly level: Level; readonly why: string }>([
  [
    'impossible-zone',
    { level: 'error', why: 'there is no such time zone; they range from -1200 to +1400.' },
  ],
  ['impossible', { level: 'warning', why: 'no calendar or clock shows this.' }],
  ['impossible-year', { level: 'warning', why: 'there was no such mail in that year.' }],
  ['wrong-weekday', { level: 'warning', why: 'that day was another day of the week.' }],
  ['unreadable', { level: 'information', why: 'this cannot be read as a date.' }],
]);
