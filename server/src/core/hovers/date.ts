/** The date of a trace field: in UTC, and how long the handover took. */
import type { DateDefect } from '../received/date.ts';
import type { Hop } from '../route/route.ts';
import { dateDefectWords } from '../received/date-words.ts';
import { join, type Markdown, md, prose } from '../text/markdown.ts';
import { english } from '../text/said.ts';
import { duration, utc } from './time.ts';
import { standing } from './trust.ts';

export function dateHover(hop: Hop): Markdown {
  const { date } = hop.received;
  if (date === null) return standing(hop);
  return join([
    date.time === null
      ? md`**Date**: no instant can be made of it.`
      : md`**Date** ${utc(date.time)}, when the server took the message, by its own clock.`,
    date.time === null ? null : delay(hop.delaySeconds),
    ...defectWords(date.defects),
    standing(hop),
  ]);
}

/** Shared with the hover of the `Date` field. */
export function defectWords(found: readonly DateDefect[]): readonly Markdown[] {
  return found.map((defect) => prose(english(dateDefectWords[defect])));
}

function delay(seconds: number | null): Markdown {
  if (seconds === null) return md`No older trace field has a date to compare it with.`;
  if (seconds === 0) return md`The same second as the older trace field beneath.`;
  if (seconds > 0) return md`${duration(seconds)} after the older trace field beneath.`;
  const back = duration(-seconds);
  return -seconds <= 60
    ? md`${back} **before** the older trace field beneath: clocks that differ a little, as clocks do.`
    : md`${back} **before** the older trace field beneath: time runs backwards. A clock or a time zone is wrong, or one of the two fields is made up.`;
}
