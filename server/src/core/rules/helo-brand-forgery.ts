/** The client called itself a large provider, and its address belongs to somebody else. */
import { brandOf } from '../net/brands.ts';
import { plain } from '../text/plain.ts';
import { defineRule } from './rule.ts';

export const heloBrandForgery = defineRule({
  id: 'helo-brand-forgery',
  about: 'twoHouses',
  level: 'warning',
  effect: 'client-lied',
  summary:
    'The client called itself a server of a large mailbox provider, but its address belongs to another organisation.',
  *check({ route, kin }) {
    for (const { index, received } of route.hops) {
      const from = received.from;
      if (from?.helo == null || from.rdns === null || from.auth !== null) continue;
      const { helo, rdns } = from;
      if (helo.value === rdns.value || !rdns.value.includes('.')) continue;
      if (from.ip?.range !== 'public' && from.ip?.range !== 'documentation') continue;
      const brand = brandOf(helo.value);
      if (brand?.isMailbox !== true || kin(helo.value, rdns.value)) continue;
      // A customer of the brand, dialled in elsewhere, may use its name at its own servers.
      const server = received.by?.host?.value ?? '';
      const houses = [rdns.value, server];
      // A gateway in front of the server hands the client's HELO through.
      if (kin(rdns.value, server)) continue;
      if (houses.some((host) => brand.domains.some((domain) => kin(host, domain)))) continue;
      yield {
        start: helo.start,
        end: helo.end,
        hop: index,
        houses: [helo.value, rdns.value],
        message: `The client called itself ${plain(helo.value, 80)}, a server of ${brand.name}, but its address belongs to ${plain(rdns.value, 80)}. ${brand.name} most likely has nothing to do with this message.`,
        related: [
          { start: rdns.start, end: rdns.end, message: 'The name that the server looked up.' },
        ],
      };
    }
  },
});
