/** Lengths of time, for the rules that compare clocks. */
import type { MailDate } from '../received/date.ts';
import { say, type Said } from '../text/said.ts';

/** Seconds. */
export const HOUR = 3600;
export const DAY = 24 * HOUR;

/** Never a single one of a unit: 90 minutes, 30 hours. */
export function duration(seconds: number): Said {
  if (seconds >= 2 * DAY) return say`${Math.round(seconds / DAY)} days`;
  if (seconds >= 2 * HOUR) return say`${Math.round(seconds / HOUR)} hours`;
  return say`${Math.round(seconds / 60)} minutes`;
}

/**
 * Whether a wrong zone explains the difference: a whole number of half hours (India, Adelaide), as far
 * apart as two zones can be. Five minutes either way: clocks drift.
 */
export function isZoneFault(seconds: number): boolean {
  const rest = seconds % (HOUR / 2);
  return seconds <= 26 * HOUR + 300 && (rest <= 300 || rest >= HOUR / 2 - 300);
}

/** Whether the date says when something was. What is garbled otherwise was misread, or misprinted by an honest server. */
export function isSound(date: MailDate | null): date is MailDate & { readonly time: number } {
  return date?.time != null && !date.defects.includes('wrong-weekday');
}
