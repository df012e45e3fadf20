/** All other header fields: what the field is, and where it helps, its value made readable. */
import type { Analysis } from '../analysis.ts';
import { decodeWords } from '../complaint/encoded-words.ts';
import type { HeaderField } from '../message/header.ts';
import { sameOrganisation } from '../net/hosts.ts';
import { readIp } from '../net/ip.ts';
import { readDate } from '../received/date.ts';
import type { ReceivedField } from '../received/field.ts';
import { decodeLatin1 } from '../text/latin1.ts';
import { join, type Markdown, md } from '../text/markdown.ts';
import type { Span } from '../text/span.ts';
import { addressWords } from './address.ts';
import { defectWords } from './date.ts';
import { describe, type Writer } from './field-table.ts';
import type { FieldNode } from './node.ts';
import { utc } from './time.ts';

export function fieldHover({ field }: FieldNode, { text, route }: Analysis): Markdown {
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
  const border = route.border === null ? undefined : route.hops[route.border];
  return join([
    md`**${name}**: ${entry.what}`,
    entry.writer === 'server'
      ? serverWrote(text, field, border?.received ?? null)
      : writers[entry.writer],
    key === 'date' ? dateWords(text, value) : null,
    entry.holdsAddress ? addressIn(text, value) : null,
    decoded(text, value),
  ]);
}

const writers = {
  sender: md`Written by the sender's program: a **claim**, as free as the text of the letter.`,
  signer: md`Written by a server on the way, or copied by a forger: it proves something only once the signature has been verified, which needs the DNS.`,
  list: md`Written by the mailing list, or by whoever wants to look like one: a **claim**.`,
} satisfies Record<Exclude<Writer, 'server'>, Markdown>;

/** Servers put their fields on top of what they get, so the place tells who can have written one. */
function serverWrote(text: string, field: HeaderField, border: ReceivedField | null): Markdown {
  if (border === null)
    return md`Believe it when one of your own servers wrote it; anybody can type the same.`;
  if (field.start < border.field.start)
    return md`It stands above the last trace field that can be believed, so your own servers wrote it: that it is **genuine** can be believed.`;
  const own = border.by?.host?.value ?? null;
  const author = field.key === 'authentication-results' ? authorOf(text, field) : null;
  if (own !== null && author !== null && sameOrganisation(author, own))
    return md`It is written in the name of ${author}, which is your own server. A server takes out what strangers wrote in its name (RFC 8601 §5), so it is **most likely genuine**.`;
  return md`It stands beneath the last trace field that can be believed. Some servers put it there themselves, but the sender can have typed it as well: a **claim**.`;
}

/** The server that an `Authentication-Results` field names first; Microsoft's names none. */
function authorOf(text: string, { valueStart, end }: HeaderField): string | null {
  const value = text.slice(valueStart, Math.min(end, valueStart + 300));
  const stop = value.indexOf(';');
  const author = stop < 0 ? '' : (value.slice(0, stop).trim().split(/\s/)[0] ?? '');
  return author === '' || author.includes('=') ? null : author;
}

function dateWords(text: string, { start, end }: Span): Markdown | null {
  const date = readDate(text, start, end);
  if (date === null) return null;
  return join(
    [date.time === null ? null : md`In UTC: ${utc(date.time)}.`, ...defectWords(date.defects)],
    ' ',
  );
}

/** The value as an address; its brackets are not part of it. */
function addressIn(text: string, { start, end }: Span): Markdown | null {
  const bracketed = text.charAt(start) === '[' && text.charAt(end - 1) === ']';
  const ip = bracketed ? readIp(text, start + 1, end - 1, true) : readIp(text, start, end);
  return ip === null ? null : md`${ip.value}: ${addressWords(text, ip)}`;
}

/** Longer values are not decoded for a hover that shows two hundred characters. UTF-16 units. */
const longest = 4000;

/** What encoded words (RFC 2047) say; null when there are none. */
function decoded(text: string, { start, end }: Span): Markdown | null {
  const value = text.slice(start, Math.min(end, start + longest));
  if (!value.includes('=?')) return null;
  const readable = decodeWords(decodeLatin1(new TextEncoder().encode(value)));
  return readable === value ? null : md`Decoded: ${readable}`;
}
