/** HELO name and reverse name belong to different organisations. Common in innocent mail: a hint. */
import { isHostName } from '../net/hosts.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/said.ts';
import { defineRule } from './rule.ts';

export const heloNameMismatch = defineRule({
  id: 'helo-name-mismatch',
  about: 'twoHouses',
  level: 'hint',
  effect: 'client-lied',
  summary:
    'The name in HELO and the name that the server looked up belong to different organisations.',
  *check({ route, kin }) {
    for (const { index, received } of route.hops) {
      const from = received.from;
      if (from?.helo == null || from.rdns === null || from.heloIp !== null) continue;
      const helo = from.helo;
      const rdns = from.rdns;
      if (helo.value === rdns.value) continue;
      // A name without a dot (a machine's nickname) claims nothing about an organisation.
      if (!helo.value.includes('.') || !rdns.value.includes('.')) continue;
      // Half of an address that somebody took out of the copy is no name either.
      if (!isHostName(rdns.value)) continue;
      if (from.ip?.range === 'loopback' || from.ip?.range === 'private') continue;
      if (kin(helo.value, rdns.value)) continue;
      yield {
        start: helo.start,
        end: helo.end,
        hop: index,
        houses: [helo.value, rdns.value],
        message: say`The client called itself ${plain(helo.value, 80)} in HELO, but its address belongs to ${plain(rdns.value, 80)}. That may be a spoof, or a provider that sends through a contracted service; the name that the server looked up is the better one.`,
        related: [
          { start: rdns.start, end: rdns.end, message: say`The name that the server looked up.` },
        ],
      };
    }
  },
});
