/** The client called itself a large mailbox provider, and its address has no name at all. */
import { brandOf } from '../net/brands.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/said.ts';
import { defineRule } from './rule.ts';

export const heloBrandUnnamed = defineRule({
  id: 'helo-brand-unnamed',
  about: 'unnamed',
  level: 'information',
  effect: 'none',
  summary:
    'The client called itself a server of a large mailbox provider, and the server found no name for its address.',
  *check({ route, kin }) {
    for (const { index, received } of route.hops) {
      const { from, by } = received;
      // Servers that look nothing up, or write nothing down, say nothing by their silence.
      if (from?.helo == null || from.reverseLookup !== 'none' || from.auth !== null) continue;
      const { helo, ip } = from;
      if (ip?.range !== 'public' && ip?.range !== 'documentation') continue;
      const brand = brandOf(helo.value);
      if (brand?.isMailbox !== true) continue;
      // Inside one house names need not lead anywhere.
      if (brand.domains.some((domain) => kin(by?.host?.value ?? '', domain))) continue;
      yield {
        start: helo.start,
        end: helo.end,
        hop: index,
        message: say`The client called itself ${plain(helo.value, 80)}, a server of ${brand.name}, and the server found no name for its address. The servers of ${brand.name} have names; but a lookup can also fail.`,
        related: [{ start: ip.start, end: ip.end, message: say`The address without a name.` }],
      };
    }
  },
});
