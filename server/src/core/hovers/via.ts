/** The `via` clause: over what link the message came, where that was not plain TCP. */
import type { Hop } from '../route/route.ts';
import { join, type Markdown, md } from '../text/markdown.ts';
import { standing } from './trust.ts';

export function viaHover(hop: Hop): Markdown {
  const link = hop.received.via?.value ?? '';
  return join([
    md`**Via** ${link}: the link that the message came over. Rare today.`,
    links.get(link.toLowerCase()) ?? null,
    standing(hop),
  ]);
}

/** IANA's "Mail Transmission Types", and what Exchange writes. In lower case. */
const links: ReadonlyMap<string, Markdown> = new Map([
  ['tcp', md`An ordinary connection over the Internet (RFC 5321 §4.4).`],
  ['uucp', md`Unix to Unix copy: machines that telephoned each other at night (RFC 976).`],
  [
    'frontend transport',
    md`Exchange's outer service passed the connection on to its own inside: a handover within one organisation.`,
  ],
  [
    'mailbox transport',
    md`Exchange's delivery into, or collection from, a mailbox: a handover within one organisation.`,
  ],
  ['smtpd', md`The program that took the message in, not a link.`],
  ['localhost', md`The machine itself.`],
]);
