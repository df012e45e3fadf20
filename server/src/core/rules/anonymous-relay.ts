/** A server that took the message from the network and recorded no client address: the 1997 pages' "insecure" server. */
import { plain } from '../text/plain.ts';
import { defineRule } from './rule.ts';

export const anonymousRelay = defineRule({
  id: 'anonymous-relay',
  about: 'anonymous',
  level: 'warning',
  effect: 'none',
  summary: 'A server took the message from another host and recorded no client address.',
  *check({ route }) {
    for (const { index, received, trust } of route.hops) {
      if (received.kind !== 'anonymous' || trust === 'own' || received.from === null) continue;
      const { from, by } = received;
      const name = from.helo ?? from.rdns;
      const who = by?.host == null ? 'This server' : plain(by.host.value, 80);
      const claim =
        name === null
          ? ''
          : ` All that it kept is the name ${plain(name.value, 80)}, which the client may have made up.`;
      yield {
        start: name?.start ?? received.field.start,
        end: name?.end ?? received.field.nameEnd,
        hop: index,
        message: `${who} took this message from another host and did not record its address.${claim} Servers like this hide where mail comes from; only their logs still know.`,
        ...(by == null
          ? {}
          : {
              related: [
                {
                  start: by.start,
                  end: by.end,
                  message: 'Its postmaster can look the client up in the logs.',
                },
              ],
            }),
      };
    }
  },
});
