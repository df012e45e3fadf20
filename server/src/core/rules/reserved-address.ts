/** A client address from a range that no client on the Internet has: 0/8, multicast, class E. */
import { plain } from '../text/plain.ts';
import { say } from '../text/said.ts';
import { defineRule } from './rule.ts';

export const reservedAddress = defineRule({
  id: 'reserved-address',
  about: 'oddAddress',
  level: 'warning',
  effect: 'fabricated',
  summary:
    'The client address lies in a reserved range (0/8, multicast, 240/4) that nobody connects from.',
  *check({ route }) {
    for (const { index, received } of route.hops) {
      const ip = received.from?.ip;
      if (ip?.valid !== true || ip.range !== 'reserved' || ip.defects.includes('all-zero'))
        continue;
      yield {
        start: ip.start,
        end: ip.end,
        hop: index,
        message: say`${plain(ip.value, 60)} lies in a reserved range: no client connects from it (RFC 6890). Somebody made it up.`,
      };
    }
  },
});
