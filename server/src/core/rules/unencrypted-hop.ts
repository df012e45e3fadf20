/** The message crossed the open network as plain text: whoever sat in between could read and change it. */
import { plain } from '../text/plain.ts';
import { say } from '../text/said.ts';
import { defineRule } from './rule.ts';
import { mayBeUnencrypted } from './seen.ts';

export const unencryptedHop = defineRule({
  id: 'unencrypted-hop',
  about: 'unencrypted',
  level: 'hint',
  effect: 'none',
  summary: 'The message was handed over a public network without encryption.',
  *check({ route, kin }) {
    for (const { index, received, trust } of route.hops) {
      if (trust !== 'claimed' || !mayBeUnencrypted(received)) continue;
      const { from, by } = received;
      const protocol = received.with;
      if (from?.ip?.range !== 'public' || protocol === null) continue;
      if (!plainProtocols.has(protocol.value.toUpperCase())) continue;
      // Within one house the way is as short as it is unknown; a host that hands over to itself has none.
      const client = from.rdns ?? from.helo;
      if (client === null || by?.host == null || kin(client.value, by.host.value)) continue;
      yield {
        start: protocol.start,
        end: protocol.end,
        hop: index,
        houses: [client.value, by.host.value],
        message: say`This server says that it took the message by ${plain(protocol.value, 20)}, without encryption (that would be ESMTPS). Whoever sat between the two could read and change it.`,
      };
      // Once: the second one says nothing new.
      return;
    }
  },
});

/** RFC 3848: the encrypted ones end with S or SA. */
const plainProtocols: ReadonlySet<string> = new Set(['SMTP', 'ESMTP', 'ESMTPA']);
