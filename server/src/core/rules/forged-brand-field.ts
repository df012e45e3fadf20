/** A brand in HELO that the address gives the lie to, and a field beneath that is signed by that brand: made up. */
import { brandOf } from '../net/brands.ts';
import { plain } from '../text/plain.ts';
import { defineRule } from './rule.ts';

export const forgedBrandField = defineRule({
  id: 'forged-brand-field',
  about: 'twoHouses',
  level: 'warning',
  effect: 'fabricated',
  summary:
    'A trace field is signed by a mailbox provider whose server did not hand the message on.',
  *check({ route, kin }) {
    for (let i = 0; i + 1 < route.hops.length; i += 1) {
      const from = route.hops[i]?.received.from;
      const by = route.hops[i + 1]?.received.by?.host;
      const server = route.hops[i]?.received.by?.host?.value ?? '';
      if (from?.rdns == null || by == null || from.auth !== null) continue;
      if (from.ip?.range !== 'public' && from.ip?.range !== 'documentation') continue;
      if (!from.rdns.value.includes('.')) continue;
      const brand = brandOf(by.value);
      if (brand?.isMailbox !== true) continue;
      // A gateway in front of the server hands the client's HELO through.
      const client = from.rdns.value;
      if (kin(client, server) || brand.domains.some((domain) => kin(client, domain))) continue;
      // The client must have claimed the brand, too: else it is a link that may be broken for other reasons.
      if (
        from.helo === null ||
        !brand.domains.some((domain) => kin(from.helo?.value ?? '', domain))
      )
        continue;
      yield {
        start: by.start,
        end: by.end,
        hop: i + 1,
        houses: [client, by.value],
        message: `This field claims to be written by ${plain(by.value, 80)}, but the machine that handed the message on was ${plain(from.rdns.value, 80)}: no server of ${brand.name}. Somebody made the field up to hide behind ${brand.name}.`,
        related: [
          {
            start: from.rdns.start,
            end: from.rdns.end,
            message: 'Who really handed the message on.',
          },
        ],
      };
    }
  },
});
