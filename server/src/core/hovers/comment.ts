/** Comments that belong to no clause, the notes of qmail above all. */
import { join, type Markdown, md } from '../text/markdown.ts';
import { plain } from '../text/plain.ts';
import type { CommentNode, RepeatedNode } from './node.ts';
import { standing } from './trust.ts';

export function commentHover({ hop, text }: CommentNode): Markdown {
  const lower = plain(text, 60).toLowerCase();
  const row = known.find(({ starts, holds }) => lower.startsWith(starts) && lower.includes(holds));
  return join([
    md`**Comment** ${text}`,
    row?.words ?? md`A note of the server's for people. It may say anything.`,
    standing(hop),
  ]);
}

export function repeatedHover({ hop, keyword }: RepeatedNode): Markdown {
  return join([
    md`**A second ${keyword}.** A server writes each clause once. The one that the server itself wrote was taken for true; this one may be text that the client slipped in.`,
    standing(hop),
  ]);
}

/** The first row wins. In lower case. */
const known = [
  {
    starts: 'qmail',
    holds: 'invoked from network',
    words: md`qmail noted that the message came over the network: the field beneath says from where. The number is a process.`,
  },
  {
    starts: 'qmail',
    holds: 'invoked by uid',
    words: md`qmail noted that a program of the machine itself gave it the message, and under which user number. The first number is a process.`,
  },
  {
    starts: 'qmail',
    holds: 'invoked by alias',
    words: md`qmail passed the message on for an alias: a forwarding on the machine itself.`,
  },
  {
    starts: 'qmail',
    holds: '',
    words: md`A note of qmail's about itself. The number is a process.`,
  },
  {
    starts: 'nullmailer',
    holds: '',
    words: md`nullmailer, a small program that hands a machine's mail to a real server, noted who gave it the message.`,
  },
  {
    starts: 'no client certificate',
    holds: '',
    words: md`The server did not ask the client for a certificate. Between mail servers that is the rule.`,
  },
  {
    starts: 'client did not present a certificate',
    holds: '',
    words: md`The client showed no certificate. Between mail servers that is the rule.`,
  },
  {
    starts: 'client cn',
    holds: '',
    words: md`The certificate that the client showed: its name, and who vouches for it.`,
  },
  {
    starts: 'google transport security',
    holds: '',
    words: md`Google's note that the connection was encrypted.`,
  },
  {
    starts: 'not verified',
    holds: '',
    words: md`A certificate was shown, and nobody checked who vouches for it.`,
  },
  { starts: 'multiple', holds: '', words: md`There were several recipients; only one is named.` },
  {
    starts: 'single-drop',
    holds: '',
    words: md`A mailbox of one person was fetched.`,
  },
  {
    starts: 'multi-drop',
    holds: '',
    words: md`A mailbox that several people share was fetched and sorted out.`,
  },
  {
    starts: 'authenticat',
    holds: '',
    words: md`The client proved who it is: a user of this server.`,
  },
  { starts: 'egp:', holds: '', words: md`A note of Yahoo's for itself.` },
];
