/** All other header fields: what the field is, and where it helps, its value made readable. */
import type { Analysis } from '../analysis.ts';
import { decodeWords } from '../complaint/encoded-words.ts';
import { readIp } from '../net/ip.ts';
import { readDate } from '../received/date.ts';
import { decodeLatin1 } from '../text/latin1.ts';
import { join, type Markdown, md } from '../text/markdown.ts';
import type { Span } from '../text/span.ts';
import { addressWords } from './address.ts';
import { defectWords } from './date.ts';
import { describe, type Writer } from './field-table.ts';
import type { FieldNode } from './node.ts';
import { utc } from './time.ts';

export function fieldHover({ field }: FieldNode, { text, header, route }: Analysis): Markdown {
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
  // A repeated trace field is not the border's twin: servers put their fields on top, so place decides.
  const above =
    border === undefined || header.fields.length === 0
      ? null
      : field.start < border.received.field.start;
  return join([
    md`**${name}**: ${entry.what}`,
    belief(entry.writer, above),
    key === 'date' ? dateWords(text, value) : null,
    entry.holdsAddress ? addressIn(text, value) : null,
    decoded(text, value),
  ]);
}

/** @param above whether the field stands above the border's trace field; null without a border */
function belief(writer: Writer, above: boolean | null): Markdown {
  switch (writer) {
    case 'sender':
      return md`Written by the sender's program: a **claim**, as free as the text of the letter.`;
    case 'signer':
      return md`Written by a server on the way, or copied by a forger: it proves something only once the signature has been verified, which needs the DNS.`;
    case 'list':
      return md`Written by the mailing list, or by whoever wants to look like one: a **claim**.`;
    case 'server':
      if (above === null)
        return md`Believe it when one of your own servers wrote it; anybody can type the same.`;
      return above
        ? md`It stands above the last trace field that can be believed, where your own servers write: it **can be believed**.`
        : md`It stands beneath the last trace field that can be believed, where the sender can have typed it: a **claim**.`;
  }
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
