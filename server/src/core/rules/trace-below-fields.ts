/** A trace field beneath From, To or Subject: servers write theirs on top, so the sender's program wrote this one or moved it. */
import { indexOf } from '../message/field-index.ts';
import { heloAddressMismatch } from './helo-address-mismatch.ts';
import { heloBrandForgery } from './helo-brand-forgery.ts';
import { impossibleAddress } from './impossible-address.ts';
import { injectedField } from './injected-field.ts';
import { malformedDate } from './malformed-date.ts';
import { notATraceField } from './not-a-trace-field.ts';
import { reservedAddress } from './reserved-address.ts';
import { say } from '../text/said.ts';
import { defineRule, type Related, type RuleContext } from './rule.ts';
import { timeBackwards, timeBackwardsDays } from './time-backwards.ts';

export const traceBelowFields = defineRule({
  id: 'trace-below-fields',
  about: 'sunken',
  level: 'warning',
  effect: 'none',
  summary: 'A trace field stands beneath From, To or Subject, where no server writes one.',
  *check(context) {
    const { hops } = context.route;
    const lowest = hops.at(-1);
    if (lowest === undefined) return;
    const index = indexOf(context);
    let above = lowest.received.field;
    for (const key of ['from', 'to', 'subject'] as const) {
      const field = index.first(key);
      if (field !== undefined && field.start < above.start) above = field;
    }
    const hop = hops.find(({ received }) => received.field.start > above.start);
    if (hop === undefined || above === lowest.received.field) return;
    const { field } = hop.received;
    const contradiction = contradictionFrom(context, hop.index);
    yield {
      start: field.start,
      end: field.nameEnd,
      hop: hop.index,
      // Alone it happens to honest mail, too: some programs sort the header that they store.
      ...(contradiction === null ? { level: 'information' } : {}),
      message:
        contradiction === null
          ? say`This trace field stands beneath ${above.name}. Servers write theirs on top of the message, so it was there when the first server got it: made up, or moved by a program that sorts headers.`
          : say`This trace field stands beneath ${above.name}. Servers write theirs on top of the message, so it was there when the first server got it: most likely made up, for what stands here contradicts itself.`,
      related: [
        { start: above.start, end: above.nameEnd, message: say`The field above it.` },
        ...(contradiction === null ? [] : [contradiction]),
      ],
    };
  },
});

const contradictions = [
  impossibleAddress,
  reservedAddress,
  notATraceField,
  injectedField,
  heloAddressMismatch,
  heloBrandForgery,
  timeBackwards,
  timeBackwardsDays,
  malformedDate,
];

/** The first grave finding on the hop or beneath it. */
function contradictionFrom(context: RuleContext, hop: number): Related | null {
  for (const rule of contradictions) {
    for (const sighting of rule.check(context)) {
      const level = sighting.level ?? rule.level;
      if (level !== 'error' && level !== 'warning') continue;
      if (sighting.hop === null || sighting.hop < hop) continue;
      return { start: sighting.start, end: sighting.end, message: say`What contradicts itself.` };
    }
  }
  return null;
}
