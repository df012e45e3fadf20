/** The consequence of a proven forgery, on the first fabricated field: one finding that explains. */
import { plain } from '../text/plain.ts';
import { say, sentences } from '../text/said.ts';
import { defineRule } from './rule.ts';

export const spoofedHop = defineRule({
  id: 'spoofed-hop',
  level: 'warning',
  effect: 'none',
  summary: 'A trace field is fabricated; it and everything beneath it is worthless.',
  *check({ route, cause }) {
    const hop = route.hops.find(({ trust }) => trust === 'contradicted');
    if (hop === undefined || cause === undefined) return;
    const { field } = hop.received;
    const beneath = route.hops.length - hop.index - 1;
    const rest =
      beneath === 0
        ? null
        : beneath === 1
          ? say`The trace field beneath it falls with it.`
          : say`The ${beneath} trace fields beneath it fall with it.`;
    const source = route.source === null ? null : route.hops[route.source.hop];
    const ip = source?.received.from?.ip;
    yield {
      start: field.start,
      end: field.nameEnd,
      hop: hop.index,
      message: sentences(
        say`This hop is spoofed: no mail server wrote this field.`,
        rest,
        ip == null ? null : say`The message really came from ${plain(ip.value, 60)}, further up.`,
      ),
      related: [
        { start: cause.start, end: cause.end, message: say`What gives it away.` },
        ...(ip == null
          ? []
          : [
              {
                start: ip.start,
                end: ip.end,
                message: say`The last address that can be believed.`,
              },
            ]),
      ],
    };
  },
});
