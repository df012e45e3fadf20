/** The envelope sender that some servers note in a comment. */
import type { Hop } from '../route/route.ts';
import { join, type Markdown, md } from '../text/markdown.ts';
import { claim, standing } from './trust.ts';

export function envelopeHover(hop: Hop): Markdown {
  const sender = hop.received.envelopeFrom?.value ?? '';
  return join([
    sender === ''
      ? md`**Envelope sender**: none. An empty one marks a bounce or another automatic notice, which nobody may bounce in turn.`
      : md`**Envelope sender** ${sender}: ${claim(hop)}. The address that the client gave in ${'MAIL FROM'}; a bounce would go there. The ${'From'} field need not agree with it.`,
    standing(hop),
  ]);
}
