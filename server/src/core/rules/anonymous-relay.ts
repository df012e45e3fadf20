/** A server that took the message from the network and recorded no client address: the 1997 pages' "insecure" server. */
import { isInsideName } from '../net/hosts.ts';
import { plain } from '../text/plain.ts';
import { say, sentences } from '../text/said.ts';
import { defineRule } from './rule.ts';

export const anonymousRelay = defineRule({
  id: 'anonymous-relay',
  about: 'anonymous',
  level: 'warning',
  effect: 'none',
  summary: 'A server took the message from another host and recorded no client address.',
  *check({ route, kin }) {
    for (const { index, received, trust } of route.hops) {
      if (received.kind !== 'anonymous' || trust === 'own' || received.from === null) continue;
      const { from, by } = received;
      // Who logged in is known to the server, whatever it keeps to itself for the user's sake.
      if (from.auth !== null) continue;
      const name = from.helo ?? from.rdns;
      const server = by?.host?.value ?? null;
      // A house that names its own machines, or a service that hides where its customers sit.
      const isInside =
        name === null ||
        server === null ||
        isInsideName(name.value) ||
        isInsideName(server) ||
        kin(name.value, server);
      const { wasTakenOut } = received;
      const who = by?.host == null ? say`This server` : plain(by.host.value, 80);
      const claim =
        name === null
          ? null
          : say`All that it kept is the name ${plain(name.value, 80)}, which the client may have made up.`;
      yield {
        start: name?.start ?? received.field.start,
        end: name?.end ?? received.field.nameEnd,
        hop: index,
        ...(isInside || wasTakenOut ? { level: 'information' } : {}),
        message: wasTakenOut
          ? say`${who} recorded an address here, and somebody took it out of the copy that you have.`
          : sentences(
              say`${who} took this message from another host and did not record its address.`,
              claim,
              isInside
                ? say`It may be a handover inside a house, or a service that keeps the addresses of its customers to itself; only its logs know.`
                : say`Servers like this hide where mail comes from; only their logs still know.`,
            ),
        ...(by == null
          ? {}
          : {
              related: [
                {
                  start: by.start,
                  end: by.end,
                  message: say`Its postmaster can look the client up in the logs.`,
                },
              ],
            }),
      };
    }
  },
});
