/** A hop that claims to be older than the one beneath it. Clocks err, so it never proves a forgery alone. */
import type { Hop } from '../route/route.ts';
import { DAY, duration, HOUR, isSound, isZoneFault } from './duration.ts';
import { say, sentences, type Said } from '../text/said.ts';
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
    if (back <= above || back > upTo || !isSound(date)) continue;
    const older = nextDated(route.hops, hop.index);
    const earlier = older?.received.date ?? null;
    if (older === null || !isSound(earlier)) continue;
    const why = excuse(back, hop, older);
    yield {
      start: date.start,
      end: date.end,
      hop: hop.index,
      ...(why === null ? {} : { level: 'information' }),
      message: sentences(
        say`Time runs backwards: this server dates the message ${duration(back)} before the server beneath it, which had it first.`,
        why ?? say`One of the two clocks is wrong, or one of the fields is made up.`,
      ),
      related: [
        {
          start: earlier.start,
          end: earlier.end,
          message: say`The earlier server gives this later time.`,
        },
      ],
    };
  }
}

/** The innocent reason that is at hand; null when none is. */
function excuse(back: number, hop: Hop, older: Hop): Said | null {
  // A wrong time zone is a mistake of administrators: most of it in legitimate mail.
  if (isZoneFault(back))
    return say`The difference is a whole number of half hours, so one of the two probably has the wrong time zone, or mistook a.m. for p.m.`;
  if (isTrusted(older))
    return say`Your own servers wrote both fields: one of their clocks is wrong.`;
  // Whoever writes at a machine of his own sets its clock himself, or forgets to.
  if (older.received.kind === 'local')
    return say`The later time is that of a machine that handed the message over to itself: its clock is probably wrong.`;
  return null;
}

function isTrusted({ trust }: Hop): boolean {
  return trust === 'own' || trust === 'border';
}

function nextDated(hops: readonly Hop[], index: number): Hop | null {
  return hops.find((hop) => hop.index > index && hop.received.date?.time != null) ?? null;
}
