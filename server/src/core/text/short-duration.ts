/** A length of time for tables and pictures, in the symbols of units that every language knows. */

const units = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const;

/** The two largest units: `1 h 5 min`, `−3 s`. */
export function shortDuration(seconds: number): string {
  let rest = Math.abs(seconds);
  const parts: string[] = [];
  for (const [unit, length] of units) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0 || (unit === 's' && parts.length === 0)) parts.push(`${count} ${unit}`);
  }
  return (seconds < 0 ? '−' : '') + parts.slice(0, 2).join(' ');
}
