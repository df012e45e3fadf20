/** A stranger called himself by a name that nobody can have registered. Only the border's word counts: behind it houses name themselves as they like. */
import { unknownTopLevel } from '../net/hosts.ts';
import { plain } from '../text/plain.ts';
import { defineRule } from './rule.ts';

export const heloUnknownTopLevel = defineRule({
  id: 'helo-unknown-top-level',
  about: 'nowhere',
  level: 'information',
  effect: 'none',
  summary: 'The client called itself by a name under a top-level domain that does not exist.',
  *check({ route }) {
    const from = route.hops[route.border ?? -1]?.received.from;
    // Who logs in is no mail server and may call his computer what he likes.
    if (route.border === null || from?.helo == null || from.auth !== null) return;
    const { helo, ip } = from;
    if (ip?.range !== 'public' && ip?.range !== 'documentation') return;
    const top = unknownTopLevel(helo.value);
    if (top === null) return;
    yield {
      start: helo.start,
      end: helo.end,
      hop: route.border,
      message: `The client called itself ${plain(helo.value, 80)}, but there is no top-level domain .${plain(top, 63)} (as far as this release knows): nobody can have registered that name. Programs that send in bulk make such names up; now and then a house's own name for a server inside slips out.`,
      related: [{ start: ip.start, end: ip.end, message: 'The address that the server saw.' }],
    };
  },
});
