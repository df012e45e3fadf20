/** The client named another public address in HELO than the one it came from. */
import { sameNetwork24 } from '../net/ip.ts';
import { plain } from '../text/plain.ts';
import { defineRule } from './rule.ts';

export const heloAddressMismatch = defineRule({
  id: 'helo-address-mismatch',
  about: 'heloAddress',
  level: 'warning',
  effect: 'client-lied',
  summary: 'The client gave another public address in HELO than the one that the server saw.',
  *check({ route }) {
    for (const { index, received } of route.hops) {
      const from = received.from;
      const claimed = from?.heloIp;
      const seen = from?.ip;
      if (claimed?.valid !== true || seen?.valid !== true) continue;
      // A private address in HELO is what a client behind NAT knows of itself (7% of legitimate mail).
      if (claimed.range !== 'public' && claimed.range !== 'documentation') continue;
      if (seen.range !== 'public' && seen.range !== 'documentation') continue;
      if (claimed.version !== seen.version || sameNetwork24(claimed, seen)) continue;
      yield {
        start: claimed.start,
        end: claimed.end,
        hop: index,
        message: `The client called itself ${plain(claimed.value, 60)} in HELO, but it came from ${plain(seen.value, 60)}. The server's own observation counts.`,
        related: [
          { start: seen.start, end: seen.end, message: 'The address that the server saw.' },
        ],
      };
    }
  },
});
