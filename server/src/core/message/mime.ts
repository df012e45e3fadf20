/** Finds the parts of a message and the messages forwarded inside it (RFC 2046 §5), by their boundary lines. Decodes nothing. */
import { isBlank } from '../text/chars.ts';
import type { Span } from '../text/span.ts';
import { indexOf } from './field-index.ts';
import { fieldsNamed, scanHeader, scanPartHeader } from './fields.ts';
import type { Header } from './header.ts';
import { parameterOf, readParameters, skipComments } from './parameters.ts';

/** A message inside a message. The span is its header and body, without the line break before the delimiter. */
export interface Forwarded extends Span {
  /** The number of its part as IMAP counts (RFC 9051 §6.4.5): `2.1`. */
  readonly part: string;
  /**
   * `base64` or `quoted-printable` when it stands there in that encoding, so that its offsets mean
   * nothing: it is named and not looked into. Against RFC 2046 §5.2.1, and done all the same.
   */
  readonly encoding: string | null;
}

/** Nobody forwards deeper; each level reads its part of the body once more. */
const deepest = 20;
/** No message has so many parts; each costs a scan of its header. */
const mostParts = 10_000;

/** One header and what stands beneath it: a message, or a part of one. */
export interface MimePart {
  /** Its body reaches from `header.bodyStart` to `header.end`. */
  readonly header: Header;
  /** The number of the part; empty for the outermost message. */
  readonly part: string;
  /** `type/subtype` in lower case. */
  readonly type: string;
  /** The value of Content-Type's `charset` in lower case; empty when there is none. */
  readonly charset: string;
  /** What was found of the delimiter lines of a multipart; null for everything else. */
  readonly delimiters: Delimiters | null;
}

/**
 * `closed` as it should be · `unclosed` the closing line is missing · `none` no delimiter line at
 * all · `no-boundary` Content-Type names no boundary, so there can be none.
 */
export type Delimiters = 'closed' | 'unclosed' | 'none' | 'no-boundary';

interface Entity {
  readonly header: Header;
  readonly part: string;
  /** A message counts its one part as `.1`; a part of a multipart has its number already. */
  readonly isMessage: boolean;
  /** Inside multipart/digest a part without a type is a message (RFC 2046 §5.1.5). */
  readonly inDigest: boolean;
  readonly depth: number;
}

/**
 * The messages forwarded inside the message of `header`, in the order of the text, those inside
 * them too. Looks at no more than `limit` UTF-16 units of the body, and at none of them unless
 * Content-Type says that there are parts. Delimiter lines end with LF or CRLF.
 */
export function findForwarded(text: string, header: Header, limit: number): Forwarded[] {
  const found: Forwarded[] = [];
  if (!mayHoldMessage(text, header)) return found;
  walk(text, header, limit, ({ header: own, type }, { part, isMessage }) => {
    if (own.bodyStart >= own.end) return false;
    if (!forwardedTypes.has(type) && !isMessageFile(text, own, type)) return false;
    const place = !isMessage ? part : part === '' ? '1' : `${part}.1`;
    const encoding = transferEncoding(text, own);
    const encoded = isEncoded(encoding);
    found.push({
      part: place,
      start: own.bodyStart,
      end: own.end,
      encoding: encoded ? encoding : null,
    });
    return !encoded;
  });
  return found.sort((a, b) => a.start - b.start);
}

/** Whether Content-Type is of a kind that can have a message inside: most mail is told from it at a glance. */
function mayHoldMessage(text: string, header: Header): boolean {
  const field = indexOf({ text, header }).first('content-type');
  if (field === undefined) return false;
  const at = skipComments(text, field.valueStart, field.end);
  return forwardingTypes.has(text.slice(at, Math.min(at + 6, field.end)).toLowerCase());
}

/** How multipart types and `forwardedTypes` begin. */
const forwardingTypes: ReadonlySet<string> = new Set(['multip', 'messag', 'text/r']);

/** The message itself and its parts, in the order of the text; those of messages forwarded inside are theirs. */
export function partsOf(text: string, header: Header, limit: number): MimePart[] {
  const found: MimePart[] = [];
  walk(text, header, limit, (part) => {
    found.push(part);
    return false;
  });
  return found.sort((a, b) => a.header.start - b.header.start);
}

/** @param visit whether the walk goes on inside the message that this part holds */
function walk(
  text: string,
  header: Header,
  limit: number,
  visit: (part: MimePart, entity: Entity) => boolean,
): void {
  const end = Math.min(header.end, header.bodyStart + limit);
  // A stack of our own: how deep the parts lie is the sender's choice.
  const open: Entity[] = [
    { header: { ...header, end }, part: '', isMessage: true, inDigest: false, depth: 0 },
  ];
  let parts = 0;
  for (let entity = open.pop(); entity !== undefined; entity = open.pop()) {
    const { header: own, part, isMessage, inDigest, depth } = entity;
    const {
      name: type,
      boundary,
      charset,
    } = contentType(text, own, inDigest ? 'message/rfc822' : 'text/plain');
    if (type.startsWith('multipart/')) {
      const children: Span[] = [];
      const delimiters =
        boundary === ''
          ? 'no-boundary'
          : depth === deepest
            ? null
            : splitMultipart(text, own.bodyStart, own.end, boundary, children, mostParts - parts);
      visit({ header: own, part, type, charset, delimiters }, entity);
      parts += children.length;
      for (const [index, child] of children.entries()) {
        const number = index + 1;
        open.push({
          header: scanPartHeader(text, child.start, child.end),
          part: part === '' ? `${number}` : `${part}.${number}`,
          isMessage: false,
          inDigest: type === 'multipart/digest',
          depth: depth + 1,
        });
      }
    } else if (
      visit({ header: own, part, type, charset, delimiters: null }, entity) &&
      depth < deepest
    ) {
      open.push({
        header: scanHeader(text, own.bodyStart, own.end),
        part: !isMessage ? part : part === '' ? '1' : `${part}.1`,
        isMessage: true,
        inDigest: false,
        depth: depth + 1,
      });
    }
  }
}

/** RFC 2046, RFC 6532 and RFC 6533 (global), RFC 6522 (header alone, as bounces return it). */
const forwardedTypes: ReadonlySet<string> = new Set([
  'message/rfc822',
  'message/global',
  'message/global-headers',
  'text/rfc822-headers',
]);

/** A message that was attached as a file of any kind, under its name: `spam.eml`. */
function isMessageFile(text: string, header: Header, type: string): boolean {
  if (!type.startsWith('application/')) return false;
  return [
    ...fieldsNamed(header, 'content-type'),
    ...fieldsNamed(header, 'content-disposition'),
  ].some(({ valueStart, end }) => {
    const value = text.slice(valueStart, Math.min(end, valueStart + longestName)).toLowerCase();
    return value.includes('.eml"') || value.endsWith('.eml') || value.includes('.eml;');
  });
}

/** Names of files are looked at up to here. UTF-16 units. */
const longestName = 1000;

/** Adds the parts between the delimiter lines. The last one ends with the text when the closing line is missing. */
function splitMultipart(
  text: string,
  start: number,
  end: number,
  boundary: string,
  parts: Span[],
  most: number,
): Delimiters {
  const delimiter = `\n--${boundary}`;
  // Cut off, or a part without its delimiter would be searched for it up to the end of the message.
  const body = text.slice(0, end);
  let partStart = -1;
  // The line break before the body counts as its own, and so does the one that ends a delimiter.
  let at = body.indexOf(delimiter, start - 1);
  while (at >= 0) {
    let rest = at + delimiter.length;
    const closing = body.startsWith('--', rest);
    if (closing) rest += 2;
    while (rest < end && body.charCodeAt(rest) !== 10 && isBlank(body.charCodeAt(rest))) rest++;
    // A longer line is no delimiter: `--abcd` where the boundary is `abc`.
    if (rest === end || body.charCodeAt(rest) === 10) {
      if (partStart >= 0) {
        const lineEnd = body.charCodeAt(at - 1) === 13 ? at - 1 : at;
        parts.push({ start: partStart, end: Math.max(partStart, lineEnd) });
      }
      if (closing || parts.length >= most) return 'closed';
      partStart = Math.min(rest + 1, end);
    }
    at = body.indexOf(delimiter, rest);
  }
  if (partStart < 0) return 'none';
  parts.push({ start: partStart, end });
  return 'unclosed';
}

/** The value of Content-Transfer-Encoding (RFC 2045 §6) in lower case; `7bit` when there is none. */
export function transferEncoding(text: string, header: Header): string {
  const [field] = fieldsNamed(header, 'content-transfer-encoding');
  if (field === undefined) return '7bit';
  return readParameters(text, field).value.value;
}

/** Whether the text of the body is not what it says, so that offsets in it mean nothing. */
export function isEncoded(encoding: string): boolean {
  return encoding === 'base64' || encoding === 'quoted-printable';
}

/** The field that says what the part is; of two the first counts. */
interface ContentType {
  /** `type/subtype` in lower case. */
  readonly name: string;
  /** Empty when there is none, as is `charset`. */
  readonly boundary: string;
  /** In lower case. */
  readonly charset: string;
}

/** Longer than the 70 characters of RFC 2046 §5.1.1, for those who cannot count. */
const longestBoundary = 256;
/** Longer than any registered name. */
const longestCharset = 60;

/** @param missing the type where no field names one */
function contentType(text: string, header: Header, missing: string): ContentType {
  const [field] = fieldsNamed(header, 'content-type');
  if (field === undefined) return { name: missing, boundary: '', charset: '' };
  const read = readParameters(text, field);
  const boundary = parameterOf(read, 'boundary')?.trimEnd() ?? '';
  const charset = parameterOf(read, 'charset') ?? '';
  return {
    name: read.value.value,
    boundary: boundary.length > longestBoundary ? '' : boundary,
    charset: charset.slice(0, longestCharset).toLowerCase(),
  };
}
