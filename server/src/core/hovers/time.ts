/** Instants and lengths of time, in words. */
import { join, type Markdown, md } from '../text/markdown.ts';

/** `2025-03-11 06:42:17 UTC`. `time`: milliseconds since 1970, in the years of mail. */
export function utc(time: number): Markdown {
  return md`${`${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`}`;
}

/** `2 hours 5 minutes`: the two largest units. `seconds` is whole and not negative. */
export function duration(seconds: number): Markdown {
  const parts: Markdown[] = [];
  let rest = seconds;
  for (const { size, one, many } of units) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount > 0) parts.push(md`${amount} ${amount === 1 ? one : many}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.length === 0 ? md`0 seconds` : join(parts, ' ');
}

const units = [
  { size: 86_400, one: md`day`, many: md`days` },
  { size: 3600, one: md`hour`, many: md`hours` },
  { size: 60, one: md`minute`, many: md`minutes` },
  { size: 1, one: md`second`, many: md`seconds` },
];
