/** The client called itself a large mailbox provider, and its address belongs to somebody else. */
import { type Brand, brandOf } from '../net/brands.ts';
import type { Kinship } from '../net/hosts.ts';
import type { ReceivedField } from '../received/field.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/said.ts';
import type { Spanned } from '../text/span.ts';
import { defineRule } from './rule.ts';

export const heloBrandForgery = defineRule({
  id: 'helo-brand-forgery',
  about: 'brandInHelo',
  level: 'warning',
  effect: 'client-lied',
  summary:
    'The client called itself a server of a large mailbox provider, but its address belongs to another organisation.',
  *check({ route, kin }) {
    for (const { index, received } of route.hops) {
      const forged = forgedBrandIn(received, kin);
      if (forged === null) continue;
      const { brand, helo, rdns } = forged;
      yield {
        start: helo.start,
        end: helo.end,
        hop: index,
        houses: [helo.value, rdns.value],
        message: say`The client called itself ${plain(helo.value, 80)}, a server of ${brand.name}, but its address belongs to ${plain(rdns.value, 80)}. ${brand.name} most likely has nothing to do with this message.`,
        related: [
          { start: rdns.start, end: rdns.end, message: say`The name that the server looked up.` },
        ],
      };
    }
  },
});

export interface ForgedBrand {
  readonly brand: Brand;
  readonly helo: Spanned;
  readonly rdns: Spanned;
}

/** The provider whose name the client of the field used without being one of its servers; null when it did not. */
export function forgedBrandIn({ from, by }: ReceivedField, kin: Kinship): ForgedBrand | null {
  if (from?.helo == null || from.rdns === null || from.auth !== null) return null;
  const { helo, rdns } = from;
  if (helo.value === rdns.value || !rdns.value.includes('.')) return null;
  if (from.ip?.range !== 'public' && from.ip?.range !== 'documentation') return null;
  const brand = brandOf(helo.value);
  if (brand?.isMailbox !== true || kin(helo.value, rdns.value)) return null;
  const server = by?.host?.value ?? '';
  // A gateway in front of the server hands the client's HELO through.
  if (kin(rdns.value, server)) return null;
  // A customer of the provider, dialled in elsewhere, may use its name at its own servers.
  const isAtHome = [rdns.value, server].some((host) =>
    brand.domains.some((domain) => kin(host, domain)),
  );
  return isAtHome ? null : { brand, helo, rdns };
}
