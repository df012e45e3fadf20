/** What is odd about a date, a sentence each. For findings and hovers alike. */
import type { DateDefect } from './date.ts';

export const dateDefectWords: Readonly<Record<DateDefect, string>> = {
  'wrong-weekday': 'The weekday is not that of the date. Clocks do not err so; people who type do.',
  impossible: 'No calendar or clock has this day or time.',
  'impossible-year': 'No mail can be from this year.',
  'impossible-zone': 'No place on Earth has this time zone: they reach from -1200 to +1400.',
  'no-zone': 'No time zone is given; it was read as UTC and may be hours off.',
  'two-digit-year': 'The year has too few digits; old programs wrote it so.',
  'unusual-form': 'Not the form that RFC 5322 asks for, but it can be understood.',
  unreadable: 'It cannot be understood as a date.',
};
