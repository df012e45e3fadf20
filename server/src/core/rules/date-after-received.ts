/** A message that was written after the first server had it: the sender's clock is wrong, or the date was made up to stand on top of the inbox. */
import { indexOf } from '../message/field-index.ts';
import { isListMail } from '../message/lists.ts';
import type { Route } from '../route/route.ts';
import { DAY, duration, HOUR, isSound, isZoneFault } from './duration.ts';
import { say } from '../text/said.ts';
import { defineRule } from './rule.ts';

export const dateAfterReceived = defineRule({
  id: 'date-after-received',
  about: 'sentLate',
  level: 'warning',
  effect: 'none',
  summary: 'The Date field is later than the moment at which the first server took the message.',
  *check(context) {
    const received = context.route.hops.findLast(({ received: { date } }) => date?.time != null)
      ?.received.date;
    const date = indexOf(context).date();
    if (!isSound(date) || received === undefined || !isSound(received)) return;
    const seconds = (date.time - received.time) / 1000;
    if (seconds <= HOUR) return;
    const isExcused =
      isZoneFault(seconds) ||
      // The clock that all can rely on has nothing against it: the first server's clock is slow.
      !isLaterThanBorder(context.route, date.time) ||
      // What legitimate mail has of it came through lists: those keep and rewrite what people send.
      (seconds <= DAY && isListMail(context.header));
    yield {
      start: date.start,
      end: date.end,
      hop: null,
      ...(isExcused ? { level: 'information' } : {}),
      message: say`The message says that it was written ${duration(seconds)} after the first server had received it. The sender's clock or time zone is wrong, or the date was set ahead to keep the message on top of the inbox.`,
      related: [
        { start: received.start, end: received.end, message: say`The oldest date of a server.` },
      ],
    };
  },
});

/** Whether the server at the border had the message more than an hour before, too; so when it does not say. */
function isLaterThanBorder({ border, hops }: Route, time: number): boolean {
  const seen = border === null ? null : (hops[border]?.received.date?.time ?? null);
  return seen === null || time - seen > HOUR * 1000;
}
