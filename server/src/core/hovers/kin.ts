/** How a sender's field fits to From and to the route: whose domain it names, whose address. Worth a hover, never a finding: honest mail differs as well. */
import type { Analysis } from '../analysis.ts';
import { indexOf } from '../message/field-index.ts';
import type { HeaderField } from '../message/header.ts';
import { houseOf } from '../net/hosts.ts';
import { readMailboxes } from '../message/mailboxes.ts';
import { type Markdown, md } from '../text/markdown.ts';

/** Null for fields that are not compared, and where one of the two names no organisation. */
export function kinWords(field: HeaderField, analysis: Analysis): Markdown | null {
  const words = compared.get(field.key);
  if (words === undefined) return null;
  const own = domainIn(field, analysis);
  const from = indexOf(analysis).mailboxes('from')[0]?.domain ?? '';
  if (own === null || houseOf(own) === null || houseOf(from) === null) return null;
  return analysis.reader.kin(own, from)
    ? md`It names the organisation of ${'From'}.`
    : md`It names another organisation (${own}) than ${'From'} (${from}): ${words}`;
}

/** Why the two differ in honest mail. */
const compared: ReadonlyMap<string, Markdown> = new Map([
  [
    'message-id',
    md`services that send for others, mail programs and gateways make up names of their own, so this says little.`,
  ],
  [
    'return-path',
    md`so it is with three of four honest messages, for lists and services want the bounces themselves.`,
  ],
  ['sender', md`somebody sends in another's name, as lists, calendars and secretaries do.`],
  [
    'reply-to',
    md`services that send for others do that, and swindlers who cannot read the mail of the name that they borrowed.`,
  ],
]);

/** The domain that the field names; null when it names none. */
function domainIn({ key, valueStart, end }: HeaderField, { text }: Analysis): string | null {
  if (key !== 'message-id') return readMailboxes(text, valueStart, end)[0]?.domain ?? null;
  const value = text.slice(valueStart, Math.min(end, valueStart + longest));
  const sign = value.lastIndexOf('@');
  if (sign < 0) return null;
  const close = value.indexOf('>', sign);
  return value.slice(sign + 1, close < 0 ? undefined : close).trim();
}

/** RFC 5322 §2.1.1. */
const longest = 998;
