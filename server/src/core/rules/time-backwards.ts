/** A hop that claims to be older than the one beneath it. Clocks err, so it never proves a forgery alone. */
import type { Hop } from '../route/route.ts';
import { defineRule, type RuleContext, type Sighting } from './rule.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

export const timeBackwards = defineRule({
  id: 'time-backwards',
  level: 'warning',
  effect: 'none',
  summary: 'A server dates the message more than an hour before the server that it came from.',
  *check(context) {
    yield* jumps(context, HOUR, DAY);
  },
});

export const timeBackwardsDays = defineRule({
  id: 'time-backwards-days',
  level: 'error',
  effect: 'none',
  summary: 'A server dates the message more than a day before the server that it came from.',
  *check(context) {
    yield* jumps(context, DAY, Number.POSITIVE_INFINITY);
  },
});

/** Hops whose date lies more than `above` and at most `upTo` seconds before the next older dated hop. */
function* jumps({ route }: RuleContext, above: number, upTo: number): Iterable<Sighting> {
  for (const hop of route.hops) {
    const back = -(hop.delaySeconds ?? 0);
    const date = hop.received.date;
    if (date === null || back <= above || back > upTo) continue;
    const older = nextDated(route.hops, hop.index);
    yield {
      start: date.start,
      end: date.end,
      hop: hop.index,
      message: `Time runs backwards: this server dates the message ${duration(back)} before the server beneath it handed it over. One of the two clocks (or time zones, or a.m. and p.m.) is wrong, or one of the fields is made up.`,
      ...(older === null
        ? {}
        : { related: [{ ...older, message: 'The earlier server gives this later time.' }] }),
    };
  }
}

function nextDated(hops: readonly Hop[], index: number): { start: number; end: number } | null {
  for (let i = index + 1; i < hops.length; i += 1) {
    const date = hops[i]?.received.date;
    if (date?.time != null) return { start: date.start, end: date.end };
  }
  return null;
}

function duration(seconds: number): string {
  const [amount, unit] =
    seconds >= 2 * DAY
      ? [Math.round(seconds / DAY), 'days']
      : seconds >= 2 * HOUR
        ? [Math.round(seconds / HOUR), 'hours']
        : [Math.round(seconds / 60), 'minutes'];
  return `${amount} ${unit}`;
}
