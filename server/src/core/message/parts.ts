/** The parts of a message by their numbers, with their names and sizes. Decodes no content. */
import type { Analysis } from '../analysis.ts';
import { decodeWordsIn } from './encoded-words.ts';
import { fieldsNamed } from './fields.ts';
import type { Header } from './header.ts';
import { type MimePart, partsOf, transferEncoding } from './mime.ts';
import { touches } from '../text/span.ts';
import { say, type Said } from '../text/said.ts';
import { parameterOf, readParameters } from './parameters.ts';

/** How much of a body is looked at, in UTF-16 units. */
export const bodyLimit = 32 * 1024 * 1024;

/** A message with its place in the document. What a draft of ours is, too, though nobody judges it. */
export type Message = Pick<Analysis, 'text' | 'part' | 'header' | 'route'>;

export interface NumberedPart extends MimePart {
  /**
   * As IMAP counts, from the document's own message on (RFC 9051 §6.4.5): `2.1`. Empty for the
   * multipart that is the document's message; one that is a forwarded message has its number.
   */
  readonly number: string;
}

/** The message's own parts, in the order of the text; those of messages forwarded inside are theirs. */
export function numberedParts({ text, header, part: outer }: Message): NumberedPart[] {
  return partsOf(text, header, bodyLimit).map((part) => ({
    ...part,
    number: numberOf(outer ?? '', part),
  }));
}

function numberOf(outer: string, { part, type }: MimePart): string {
  const inner = part === '' && !isMultipart(type) ? '1' : part;
  return outer === '' || inner === '' ? outer + inner : `${outer}.${inner}`;
}

/** The messages that hold the offset, the innermost last. `messages`: in the order of the text. */
export function holding<M extends Message>(messages: readonly M[], offset: number): M[] {
  return messages
    .filter(({ header }, index) => index === 0 || touches(header, offset))
    .sort((a, b) => b.header.end - b.header.start - (a.header.end - a.header.start));
}

/** The smallest message that holds the offset. */
export function innermost<M extends Message>(
  messages: readonly M[],
  offset: number,
): M | undefined {
  return holding(messages, offset).at(-1);
}

export function isMultipart(type: string): boolean {
  return type.startsWith('multipart/');
}

/** Whether the header says that parts or a message follow: without that nobody need look at the body. */
export function holdsParts(text: string, header: Header): boolean {
  const [field] = fieldsNamed(header, 'content-type');
  if (field === undefined) return false;
  const type = readParameters(text, field).value.value;
  return isMultipart(type) || type.startsWith('message/') || type === 'text/rfc822-headers';
}

/**
 * The name that the sender gave the part, as Content-Disposition has it, else Content-Type; null when
 * neither has one. It is the sender's: no path, no label before it was made safe.
 * @param decode reads encoded words: `decodeWords` for Latin-1 text, `decodeWordsIn` for an editor's
 */
export function fileNameOf(
  text: string,
  header: Header,
  decode: (value: string) => string = decodeWordsIn,
): string | null {
  const [disposition] = fieldsNamed(header, 'content-disposition');
  const [type] = fieldsNamed(header, 'content-type');
  return (
    (disposition && parameterOf(readParameters(text, disposition), 'filename', decode)) ??
    (type && parameterOf(readParameters(text, type), 'name', decode)) ??
    null
  );
}

/** The bytes of the part's content, counted by its length alone: base64 in lines of 76 (RFC 2045 §6.8). */
export function approximateSize(text: string, { bodyStart, end, ...header }: Header): number {
  const length = Math.max(0, end - bodyStart);
  const encoding = transferEncoding(text, { bodyStart, end, ...header });
  return encoding === 'base64' ? Math.round(length * (3 / 4) * (76 / 78)) : length;
}

/** `820 bytes`, `1.2 kB`, `34 kB`, `2.5 MB`. */
export function sizeWords(bytes: number): Said {
  if (bytes < 1000) return bytes === 1 ? say`1 byte` : say`${bytes} bytes`;
  const [value, isSmall] = bytes < 999_500 ? [bytes / 1000, true] : [bytes / 1_000_000, false];
  const shown = value < 9.95 ? Math.round(value * 10) / 10 : Math.round(value);
  return isSmall ? say`${shown} kB` : say`${shown} MB`;
}
