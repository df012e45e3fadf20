/** The name that a mail program shows is itself a mail address, and another one than the message's own. */
import { indexOf } from '../message/field-index.ts';
import { isListMail } from '../message/lists.ts';
import { brandOf } from '../net/brands.ts';
import { isBlank } from '../text/chars.ts';
import { plain } from '../text/plain.ts';
import { say, sentences } from '../text/said.ts';
import { defineRule, type RuleContext } from './rule.ts';

export const displayNameAddress = defineRule({
  id: 'display-name-address',
  about: 'addressInName',
  level: 'warning',
  effect: 'none',
  summary: 'The name of the sender holds another mail address than the one behind it.',
  *check(context) {
    for (const { name, address, domain } of indexOf(context).mailboxes('from')) {
      if (name === null || address === null || !name.value.includes('@')) continue;
      const shown = addressIn(name.value);
      if (shown === null || shown.toLowerCase() === address.value.toLowerCase()) continue;
      const shownDomain = shown.slice(shown.lastIndexOf('@') + 1);
      if (context.kin(shownDomain, domain)) continue;
      if (isSpokenFor(context, name.value, shown)) continue;
      // Web forms and help desks name the person whom they speak for; no brand writes by a mailbox of others.
      const brand = brandOf(shownDomain);
      const isBorrowed = brand !== null && brand.isMailbox !== true;
      yield {
        start: name.start,
        end: name.end,
        hop: null,
        ...(isBorrowed ? {} : { level: 'information' }),
        houses: [shownDomain, domain],
        message: sentences(
          say`The name of the sender reads ${plain(shown, 80)}, but the address behind it is ${plain(address.value, 80)}. Mail programs show the name and hide the address.`,
          isBorrowed
            ? say`It is there to be taken for ${brand.name}'s.`
            : say`Web forms and help desks write such names for those whom they speak for; so do swindlers.`,
        ),
        related: [{ start: address.start, end: address.end, message: say`The real address.` }],
      };
    }
  },
});

/** Whether the message says itself that somebody passes on what the shown address wrote: a list, or a service that sends answers back to it. */
function isSpokenFor(context: RuleContext, name: string, shown: string): boolean {
  const wanted = shown.toLowerCase();
  return (
    isListMail(context.header) ||
    / via /i.test(name) ||
    indexOf(context)
      .mailboxes('reply-to')
      .some(({ address }) => address?.value.toLowerCase() === wanted)
  );
}

/** The first mail address in a name; null when there is none. */
function addressIn(name: string): string | null {
  for (let sign = name.indexOf('@'); sign > 0; sign = name.indexOf('@', sign + 1)) {
    let start = sign;
    while (start > 0 && !isDelimiter(name.charCodeAt(start - 1))) start--;
    let end = sign + 1;
    while (end < name.length && !isDelimiter(name.charCodeAt(end))) end++;
    while (end > sign && name.charCodeAt(end - 1) === 46 /* . */) end--;
    const dot = name.indexOf('.', sign + 2);
    if (start < sign && dot > 0 && dot < end - 2) return name.slice(start, end);
  }
  return null;
}

/** Blanks, quotation marks, brackets, and what parts addresses. */
function isDelimiter(code: number): boolean {
  return isBlank(code) || delimiters.includes(String.fromCharCode(code));
}
const delimiters = '"\'<>()[],;:|/@';
