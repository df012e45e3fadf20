/** The `for` clause: the recipient at this handover. */
import type { Hop } from '../route/route.ts';
import { join, type Markdown, md } from '../text/markdown.ts';
import { standing } from './trust.ts';

/** More are counted, not listed. */
const shown = 5;

export function recipientHover(hop: Hop): Markdown {
  const recipients = hop.received.for;
  return join([
    join(
      [
        md`**For**`,
        join(
          recipients.slice(0, shown).map(({ value }) => md`${value}`),
          ', ',
        ),
        recipients.length > shown ? md`and ${recipients.length - shown} more` : null,
      ],
      ' ',
    ),
    md`The envelope's recipient: the address that the client gave in ${'RCPT TO'}. It decides where the message goes; the ${'To'} field need not agree with it. Servers leave it out when there are several, so that nobody learns of the others. It may tell a complaint's reader who you are.`,
    standing(hop),
  ]);
}
