/** All other header fields: what the field is, and where it helps, its value made readable. */
import type { Analysis } from '../analysis.ts';
import { decodeWordsIn } from '../message/encoded-words.ts';
import { beliefOf } from '../auth/believed.ts';
import type { HeaderField } from '../message/header.ts';
import { readIp } from '../net/ip.ts';
import { readDate } from '../received/date.ts';
import { join, type Markdown, md } from '../text/markdown.ts';
import type { Span } from '../text/span.ts';
import { addressWords } from './address.ts';
import { beliefWords } from './belief.ts';
import { defectWords } from './date.ts';
import { describe, type Writer } from './field-table.ts';
import { mailerWords } from './mailer-table.ts';
import { kinWords } from './kin.ts';
import type { FieldNode } from './node.ts';
import { summaryWords } from './results.ts';
import { signatureWords } from './signature.ts';
import { utc } from './time.ts';
import { valueWords } from './verdict.ts';

export function fieldHover({ field }: FieldNode, analysis: Analysis): Markdown {
  const { text } = analysis;
  const { key, name } = field;
  const entry = describe(key);
  const value = { start: field.valueStart, end: field.end };
  if (entry === null)
    return join([
      md`**${name}**: a field that Spam Patrol does not know.`,
      key.startsWith('x-')
        ? md`Programs may add fields of their own; whoever handled the message, its sender included, can have written it.`
        : md`Whoever handled the message, its sender included, can have written it.`,
      decoded(text, value),
    ]);
  return join([
    md`**${name}**: ${entry.what}`,
    entry.writer === 'server' ? beliefWords(beliefOf(field, analysis)) : writers[entry.writer],
    key === 'date' ? dateWords(text, value) : null,
    entry.holdsAddress ? addressIn(analysis, value) : null,
    kinWords(field, analysis),
    wordIn(text, field),
    summaryWords(text, field),
    signatureWords(field, analysis),
    decoded(text, value),
  ]);
}

const writers = {
  sender: md`Written by the sender's program: a **claim**, as free as the text of the letter.`,
  signer: md`Written by a server on the way, or copied by a forger: it proves something only once the signature has been verified, which needs the DNS.`,
  list: md`Written by the mailing list, or by whoever wants to look like one: a **claim**.`,
} satisfies Record<Exclude<Writer, 'server'>, Markdown>;

function dateWords(text: string, { start, end }: Span): Markdown | null {
  const date = readDate(text, start, end);
  if (date === null) return null;
  return join(
    [date.time === null ? null : md`In UTC: ${utc(date.time)}.`, ...defectWords(date.defects)],
    ' ',
  );
}

/** The value as an address, and which hop saw the same one; its brackets are not part of it. */
function addressIn({ text, route }: Analysis, { start, end }: Span): Markdown | null {
  const bracketed = text.charAt(start) === '[' && text.charAt(end - 1) === ']';
  const ip = bracketed ? readIp(text, start + 1, end - 1, true) : readIp(text, start, end);
  if (ip === null) return null;
  const hop = route.hops.find(({ received }) => received.from?.ip?.value === ip.value);
  return join(
    [
      md`${ip.value}: ${addressWords(text, ip)}`,
      hop === undefined
        ? null
        : md`It is the client address of trace field ${hop.index + 1}, from the top.`,
    ],
    ' ',
  );
}

/** The one word that the value is, explained; null where it is none of a table. */
function wordIn(text: string, { key, valueStart, end }: HeaderField): Markdown | null {
  const value = text.slice(valueStart, Math.min(end, valueStart + longest)).trim();
  const words =
    key === 'x-mailer' || key === 'user-agent' ? mailerWords(value) : valueWords(key, value);
  return words === null ? null : md`${value}: ${words}`;
}

/** Longer values are not decoded for a hover that shows two hundred characters. UTF-16 units. */
const longest = 4000;

/** What encoded words (RFC 2047) say; null when there are none. */
function decoded(text: string, { start, end }: Span): Markdown | null {
  const value = text.slice(start, Math.min(end, start + longest));
  const readable = decodeWordsIn(value);
  return readable === value ? null : md`Decoded: ${readable}`;
}
