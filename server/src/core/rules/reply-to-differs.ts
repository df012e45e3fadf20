/** Answers go to another organisation than the one in From: a drop box, or a service that mails for somebody. */
import { indexOf } from '../message/field-index.ts';
import { isListMail } from '../message/lists.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/said.ts';
import { defineRule } from './rule.ts';

export const replyToDiffers = defineRule({
  id: 'reply-to-differs',
  about: 'replyTo',
  level: 'information',
  effect: 'none',
  summary: 'Answers would go to another organisation than the one in From.',
  *check(context) {
    const index = indexOf(context);
    if (index.first('reply-to') === undefined) return;
    // A mailing list sends answers to itself.
    if (isListMail(context.header)) return;
    const senders = index.mailboxes('from').filter(({ address }) => address !== null);
    const [from] = senders;
    if (from?.address == null) return;
    for (const { address, domain } of index.mailboxes('reply-to')) {
      if (address === null) continue;
      if (senders.some((sender) => sender.domain === domain)) continue;
      if (senders.some((sender) => context.kin(sender.domain, domain))) continue;
      // A list that does not call itself one: answers go to where the message was sent to.
      if (index.mailboxes('to').some((to) => to.address?.value === address.value)) continue;
      yield {
        start: address.start,
        end: address.end,
        hop: null,
        houses: [from.domain, domain],
        message: say`An answer would go to ${plain(address.value, 80)}, not to ${plain(from.address.value, 80)}, the address in From. Services that send for others do this; so do swindlers who cannot read the mail of the name that they borrowed.`,
        related: [
          { start: from.address.start, end: from.address.end, message: say`The sender in From.` },
        ],
      };
      return;
    }
  },
});
