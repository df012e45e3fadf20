/** What is odd about a date, a sentence each. For findings and hovers alike. */
import type { DateDefect } from './date.ts';
import { say, type Said } from '../text/said.ts';

export const dateDefectWords: Readonly<Record<DateDefect, Said>> = {
  'wrong-weekday': say`The weekday is not that of the date. Clocks do not err so; people who type do.`,
  impossible: say`No calendar or clock has this day or time.`,
  'impossible-year': say`No mail can be from this year.`,
  'impossible-zone': say`No place on Earth has this time zone: they reach from -1200 to +1400.`,
  'no-zone': say`No time zone is given; it was read as UTC and may be hours off.`,
  'two-digit-year': say`The year has too few digits; old programs wrote it so.`,
  'unusual-form': say`Not the form that RFC 5322 asks for, but it can be understood.`,
  unreadable: say`It cannot be understood as a date.`,
};
