/** The parts of a message, and one of them decoded. The text is the file's, Latin-1, one unit a byte. */
import { decodeWords } from '../message/encoded-words.ts';
import { noRoute } from '../complaint/recipients.ts';
import { fieldsNamed, scanHeader } from '../message/fields.ts';
import type { Header } from '../message/header.ts';
import { findForwarded, isEncoded, transferEncoding } from '../message/mime.ts';
import { parameterOf, readParameters } from '../message/parameters.ts';
import {
  approximateSize,
  bodyLimit,
  fileNameOf,
  isMultipart,
  type Message,
  numberedParts,
  type NumberedPart,
} from '../message/parts.ts';
import { encodeLatin1 } from '../text/latin1.ts';
import { decodeBody } from './decode.ts';

/** `text` can be read as it is · `message` is a message of its own · `file` is for a program. */
export type PartUse = 'text' | 'message' | 'file';

export interface PartFacts {
  /** As IMAP counts (RFC 9051 §6.4.5): `2.1`. */
  readonly number: string;
  /** `type/subtype` in lower case, as the sender gave it. */
  readonly type: string;
  /** As the sender gave it; null when there is none. */
  readonly name: string | null;
  /** Bytes, about. */
  readonly size: number;
  readonly use: PartUse;
}

export interface DecodedPart extends PartFacts {
  readonly bytes: Uint8Array;
  /** The charset that the sender gave; null: none. See `decodeCharset`. */
  readonly charset: string | null;
  /** The transfer encoding that nobody knows, so that the bytes are still in it; null: decoded. */
  readonly unknownEncoding: string | null;
}

/** More than anybody chooses from. */
const mostListed = 1000;

/** The messages of a file, read and not judged: its own, then those forwarded inside it. */
export function messagesIn(text: string): Message[] {
  const own = { text, part: null, header: scanHeader(text), route: noRoute };
  const inside = findForwarded(text, own.header, bodyLimit).filter(
    ({ encoding }) => encoding === null,
  );
  return [
    own,
    ...inside.map(({ part, start, end }) => ({
      text,
      part,
      header: scanHeader(text, start, end),
      route: noRoute,
    })),
  ];
}

interface Leaf extends NumberedPart {
  /** The message that the part holds; null when it is none, or one that is encoded. */
  readonly message: Message | null;
}

/** The parts that hold something, in the order of the text. */
function leavesOf(text: string): Leaf[] {
  const messages = messagesIn(text);
  const byNumber = new Map(messages.map((message) => [message.part, message]));
  return messages
    .flatMap(numberedParts)
    .filter(({ type }) => !isMultipart(type))
    .map((part) => ({ ...part, message: heldBy(part, byNumber.get(part.number)) }))
    .sort((a, b) => a.header.start - b.header.start)
    .slice(0, mostListed);
}

/** A part of one message can have the number of another message: what it holds stands in its body. */
function heldBy({ header }: NumberedPart, message: Message | undefined): Message | null {
  return message !== undefined && message.header.start >= header.bodyStart ? message : null;
}

export function listParts(text: string): PartFacts[] {
  return leavesOf(text).map((leaf) => factsOf(text, leaf));
}

/** Null when there is no such part. */
export function decodePart(text: string, number: string): DecodedPart | null {
  const leaf = leavesOf(text).find((one) => one.number === number);
  if (leaf === undefined) return null;
  const { header, message } = leaf;
  const facts = factsOf(text, leaf);
  if (message !== null) {
    const { start, end } = message.header;
    const bytes = encodeLatin1(text.slice(start, end));
    return { ...facts, bytes, charset: null, unknownEncoding: null };
  }
  const encoding = transferEncoding(text, header);
  const { bodyStart, end } = header;
  return {
    ...facts,
    bytes: encodeLatin1(decodeBody(text, bodyStart, end, encoding, end - bodyStart)),
    charset: charsetOf(text, header),
    unknownEncoding: isEncoded(encoding) || identity.has(encoding) ? null : encoding,
  };
}

/** RFC 2045 §6.2; an empty value is none. */
const identity: ReadonlySet<string> = new Set(['7bit', '8bit', 'binary', '']);

function factsOf(text: string, { number, type, header, message }: Leaf): PartFacts {
  return {
    number,
    type,
    name: fileNameOf(text, header, decodeWords),
    size: approximateSize(text, header),
    use: message !== null || messageTypes.has(type) ? 'message' : isText(type) ? 'text' : 'file',
  };
}

const messageTypes: ReadonlySet<string> = new Set(['message/rfc822', 'message/global']);

/** Not only `text/*`: what machines say of a message is for people's eyes, too. */
function isText(type: string): boolean {
  return (
    type.startsWith('text/') ||
    type === 'message/delivery-status' ||
    type === 'message/disposition-notification' ||
    type === 'message/feedback-report'
  );
}

function charsetOf(text: string, header: Header): string | null {
  const [field] = fieldsNamed(header, 'content-type');
  return field === undefined ? null : parameterOf(readParameters(text, field), 'charset');
}
