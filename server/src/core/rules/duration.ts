/** Lengths of time, for the rules that compare clocks. */
import type { MailDate } from '../received/date.ts';

/** Seconds. */
export const HOUR = 3600;
export const DAY = 24 * HOUR;

/** Never a single one of a unit: 90 minutes, 30 hours. */
export function duration(seconds: number): string {
  const [amount, unit] =
    seconds >= 2 * DAY
      ? [Math.round(seconds / DAY), 'days']
      : seconds >= 2 * HOUR
        ? [Math.round(seconds / HOUR), 'hours']
        : [Math.round(seconds / 60), 'minutes'];
  return `${amount} ${unit}`;
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
