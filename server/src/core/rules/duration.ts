/** A length of time in words, for the messages of rules. */

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
