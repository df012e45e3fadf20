/** A hop that claims to be older than the one beneath it. Clocks err, so it never proves a forgery alone. */
import type { Hop } from '../route/route.ts';
import { DAY, duration, HOUR } from './duration.ts';
import { defineRule, type RuleContext, type Sighting } from './rule.ts';

export const timeBackwards = defineRule({
  id: 'time-backwards',
  about: 'backwards',
  level: 'warning',
  effect: 'none',
  summary: 'A server dates the message more than an hour before the server that it came from.',
  *check(context) {
    yield* jumps(context, HOUR, DAY);
  },
});

export const timeBackwardsDays = defineRule({
  id: 'time-backwards-days',
  about: 'backwards',
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
    const wholeHours = isWholeHours(back);
    yield {
      start: date.start,
      end: date.end,
      hop: hop.index,
      // A wrong time zone is a mistake of administrators: most of it in legitimate mail.
      ...(wholeHours && back <= DAY ? { level: 'information' } : {}),
      message: `Time runs backwards: this server dates the message ${duration(back)} before the server beneath it handed it over. ${
        wholeHours && back <= DAY
          ? 'The difference is a whole number of hours, so one of the two probably has the wrong time zone, or mistook a.m. for p.m.'
          : 'One of the two clocks is wrong, or one of the fields is made up.'
      }`,
      ...(older === null
        ? {}
        : { related: [{ ...older, message: 'The earlier server gives this later time.' }] }),
    };
  }
}

/** Within five minutes of a whole number of hours: the way on is short, and clocks drift. */
function isWholeHours(seconds: number): boolean {
  const rest = seconds % HOUR;
  return rest <= 300 || rest >= HOUR - 300;
}

function nextDated(hops: readonly Hop[], index: number): { start: number; end: number } | null {
  for (let i = index + 1; i < hops.length; i += 1) {
    const date = hops[i]?.received.date;
    if (date?.time != null) return { start: date.start, end: date.end };
  }
  return null;
}
