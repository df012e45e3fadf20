/** The name that a mail program shows is that of a well-known brand, and the address is somebody else's. */
import { indexOf } from '../message/field-index.ts';
import { brandNamed, isOfBrand } from '../net/brands.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/said.ts';
import { defineRule } from './rule.ts';

export const displayNameBrand = defineRule({
  id: 'display-name-brand',
  about: 'brandInName',
  level: 'information',
  effect: 'none',
  summary: "The sender's name is that of a well-known brand, but the address is not the brand's.",
  *check(context) {
    for (const { name, address, domain } of indexOf(context).mailboxes('from')) {
      if (name === null || address === null) continue;
      const brand = brandNamed(name.value);
      if (brand === null || isOfBrand(domain, brand, context.kin)) continue;
      yield {
        start: name.start,
        end: name.end,
        hop: null,
        message: say`The sender's name is ${plain(name.value, 80)}, but the address is ${plain(address.value, 80)}, and that is none of ${brand.name}'s domains. It may be a service that ${brand.name} pays, or somebody who borrows the name.`,
        related: [{ start: address.start, end: address.end, message: say`The real address.` }],
      };
    }
  },
});
