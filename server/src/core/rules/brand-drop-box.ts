/** A brand's name, another's address, and answers to a mailbox that anybody can open: no brand is reached there. */
import { indexOf } from '../message/field-index.ts';
import { isListMail } from '../message/lists.ts';
import { brandNamed, brandOf, isOfBrand } from '../net/brands.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/said.ts';
import { defineRule } from './rule.ts';

export const brandDropBox = defineRule({
  id: 'brand-drop-box',
  about: 'brandInName',
  level: 'warning',
  effect: 'none',
  summary:
    'The sender has the name of a well-known brand, the address of somebody else, and answers go to a mailbox of a provider for everybody.',
  *check(context) {
    const index = indexOf(context);
    // A member of a list whose name is like a brand's has his own mailbox.
    if (index.first('reply-to') === undefined || isListMail(context.header)) return;
    const [from] = index.mailboxes('from');
    if (from?.name == null || from.address === null) return;
    const brand = brandNamed(from.name.value);
    // `Fiona Apple` is a person; whoever borrows a brand begins with it.
    if (brand === null || brandNamed(firstWords(from.name.value, brand.name)) !== brand) return;
    if (isOfBrand(from.domain, brand, context.kin)) return;
    for (const { address, domain } of index.mailboxes('reply-to')) {
      const provider = brandOf(domain);
      if (address === null || provider?.isMailbox !== true) continue;
      if (isOfBrand(domain, brand, context.kin) || context.kin(domain, from.domain)) continue;
      // At work and at home: the same person.
      if (localPart(address.value) === localPart(from.address.value)) continue;
      yield {
        start: address.start,
        end: address.end,
        hop: null,
        houses: [from.domain, domain],
        message: say`The sender's name is ${plain(from.name.value, 80)}, but the address is ${plain(from.address.value, 80)}, and an answer would go to ${plain(address.value, 80)}, a mailbox that anybody can open at ${provider.name}. ${brand.name} is not reached there: somebody borrows the name and waits for answers.`,
        related: [
          { start: from.name.start, end: from.name.end, message: say`The name of ${brand.name}.` },
        ],
      };
      return;
    }
  },
});

/** As many words as the brand's name has. */
function firstWords(name: string, brand: string): string {
  const words = name.split(/[\s"'«»„“”(]+/).filter((word) => word !== '');
  return words.slice(0, brand.split(' ').length).join(' ');
}

function localPart(address: string): string {
  return address.slice(0, address.lastIndexOf('@')).toLowerCase();
}
