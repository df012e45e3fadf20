/** The addresses that a message would lead somebody to, and the identifiers of messages. Places and values; judges none, opens none. */
import { decodeBody } from '../body/decode.ts';
import type { HeaderField } from '../message/header.ts';
import { breakLength } from '../message/lines.ts';
import { transferEncoding } from '../message/mime.ts';
import { bodyLimit, type Message, type NumberedPart } from '../message/parts.ts';
import { urlEnd, urlsIn } from '../text/defang.ts';
import type { Span, Spanned } from '../text/span.ts';

/** The value is the address, quoted-printable undone. */
export interface Link extends Spanned {
  /** `url` of the web, or of a file · `mail` `mailto:` · `message` the identifier of a message, without its brackets. */
  readonly kind: 'url' | 'mail' | 'message';
}

export interface Links {
  /** In the order of the text. */
  readonly links: readonly Link[];
  /** From where on nothing was looked at; null when all was. */
  readonly rest: number | null;
}

/** A letter has a few dozen. */
const mostLinks = 2000;

const identifierFields: ReadonlySet<string> = new Set([
  'message-id',
  'in-reply-to',
  'references',
  'resent-message-id',
]);

/**
 * Looks at the text of the whole document, and at the headers for what only stands there.
 * @param messages the document's own message, then those forwarded inside it
 * @param partsOf the parts of each
 */
export function linksOf(
  messages: readonly Message[],
  partsOf: (message: Message) => readonly NumberedPart[],
): Links {
  const [own] = messages;
  if (own === undefined) return { links: [], rest: null };
  const { text, header } = own;
  const length = Math.min(text.length, header.bodyStart + bodyLimit);
  const places = urlsIn(text, 0, length, mostLinks + 1);
  const urls = urlLinks(text, places.slice(0, mostLinks), softlyBroken(messages, partsOf));
  const ours = messages.flatMap((message) => headerLinks(message)).slice(0, mostLinks);
  const rest = places[mostLinks]?.start ?? (length < text.length ? length : null);
  return { links: [...ours, ...urls].sort((a, b) => a.start - b.start), rest };
}

function headerLinks({ text, header }: Message): Link[] {
  const found: Link[] = [];
  for (const field of header.fields) {
    if (found.length >= mostLinks) break;
    if (identifierFields.has(field.key)) found.push(...bracketed(text, field, 'message'));
    else if (field.key.startsWith('list-')) found.push(...bracketed(text, field, 'mail'));
  }
  return found;
}

/** Longer ones are none. UTF-16 units. */
const longestBracketed = 998;

/** What stands in angle brackets: identifiers, or in List-* fields (RFC 2369) addresses of mail. */
function bracketed(
  text: string,
  { valueStart, end }: HeaderField,
  kind: 'message' | 'mail',
): Link[] {
  const found: Link[] = [];
  for (let at = text.indexOf('<', valueStart); at >= 0 && at < end;) {
    const close = text.indexOf('>', at);
    if (close < 0 || close > end || found.length >= mostLinks) break;
    const value = text.slice(at + 1, Math.min(close, at + 1 + longestBracketed));
    const fits = kind === 'message' ? value.includes('@') : /^mailto:/i.test(value);
    if (fits && !/[\s<]/.test(value) && !value.includes('://')) {
      found.push({ kind, value, start: at + 1, end: close });
    }
    at = text.indexOf('<', at + 1);
  }
  return found;
}

/** The bodies in which `=` ends a line that goes on (RFC 2045 §6.7), in the order of the text. */
function softlyBroken(
  messages: readonly Message[],
  partsOf: (message: Message) => readonly NumberedPart[],
): Span[] {
  return messages
    .flatMap((message) =>
      partsOf(message)
        .filter(({ header }) => transferEncoding(message.text, header) === 'quoted-printable')
        .map(({ header }) => ({ start: header.bodyStart, end: header.end })),
    )
    .sort((a, b) => a.start - b.start);
}

/** Both lists in the order of the text. */
function urlLinks(text: string, places: readonly Span[], soft: readonly Span[]): Link[] {
  const links: Link[] = [];
  let next = 0;
  let behind = 0;
  for (const { start, end } of places) {
    // The rest of one that went on.
    if (start < behind) continue;
    while (next < soft.length && (soft[next]?.end ?? 0) <= start) next++;
    const body = soft[next];
    if (body === undefined || body.start > start) {
      links.push({ kind: 'url', value: text.slice(start, end), start, end });
      continue;
    }
    behind = softEnd(text, end, body.end);
    const value = decodeBody(text, start, behind, 'quoted-printable', behind - start);
    links.push({ kind: 'url', value, start, end: behind });
  }
  return links;
}

/** Lines of one address. */
const mostLines = 50;

function softEnd(text: string, at: number, end: number): number {
  for (let line = 0; line < mostLines && text.charCodeAt(at - 1) === 61 /* = */; line++) {
    const next = at + breakLength(text, at);
    if (text.charCodeAt(next - 1) !== 10 || next >= end) break;
    at = urlEnd(text, next, end);
  }
  return at;
}
