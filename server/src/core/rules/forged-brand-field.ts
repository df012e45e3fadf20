/** A provider's name in HELO that the address gives the lie to, and a field beneath that the liar's machine did not write: made up. */
import { isBroken } from '../route/links.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/said.ts';
import { forgedBrandIn } from './helo-brand-forgery.ts';
import { defineRule } from './rule.ts';

export const forgedBrandField = defineRule({
  id: 'forged-brand-field',
  about: 'brandInHelo',
  level: 'warning',
  effect: 'fabricated',
  summary:
    'Beneath a client that lied to be a mailbox provider stands a field that its machine did not write.',
  *check({ route, kin }) {
    for (const { index, received } of route.hops) {
      const older = route.hops[index + 1]?.received;
      const by = older?.by?.host;
      const forged = by == null ? null : forgedBrandIn(received, kin);
      if (older === undefined || by == null || forged === null) continue;
      const { brand, rdns } = forged;
      const isOfBrand = brand.domains.some((domain) => kin(by.value, domain));
      if (!isOfBrand && !isBroken(received, older, kin)) continue;
      yield {
        start: by.start,
        end: by.end,
        hop: index + 1,
        houses: [rdns.value, by.value],
        message: isOfBrand
          ? say`This field claims to be written by ${plain(by.value, 80)}, but the machine that handed the message on was ${plain(rdns.value, 80)}: no server of ${brand.name}. Somebody made the field up to hide behind ${brand.name}.`
          : say`This field claims to be written by ${plain(by.value, 80)}, but the machine that handed the message on was ${plain(rdns.value, 80)}, which had called itself a server of ${brand.name}. Who lies about the name and hands on a field of somebody else has made the field up.`,
        related: [
          { start: rdns.start, end: rdns.end, message: say`Who really handed the message on.` },
        ],
      };
    }
  },
});
