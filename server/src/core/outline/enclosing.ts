/** What holds the cursor, from the word outwards: token, clause, value, field, block, header, part, message. Places only. */
import { isMicrosoftReport, isSignature, readTags } from '../auth/tags.ts';
import { holdsResults, readResults } from '../auth/results.ts';
import { groupOf, traceBlock } from '../message/groups.ts';
import type { Header, HeaderField } from '../message/header.ts';
import { lineStart } from '../message/lines.ts';
import { readMailboxes } from '../message/mailboxes.ts';
import type { Message, NumberedPart } from '../message/parts.ts';
import { readParameters } from '../message/parameters.ts';
import { clausesOf } from '../received/parse.ts';
import { ANGLE, COMMENT, LITERAL, QUOTED, Tokens } from '../received/tokens.ts';
import { isBlank, trimBlanks } from '../text/chars.ts';
import { type Span, touches } from '../text/span.ts';

/** Lines and words are looked for no further from the cursor. UTF-16 units. */
const furthest = 64 * 1024;

/**
 * The ranges around an offset, each inside the next, without two alike.
 * @param messages those that hold the offset: the document's own first, the innermost last
 * @param partsOf the parts of one of them; asked for only in its body
 */
export function enclosing(
  messages: readonly Message[],
  offset: number,
  partsOf: (message: Message) => readonly NumberedPart[],
): Span[] {
  const [own] = messages;
  if (own === undefined) return [];
  const { text } = own;
  const around: Span[] = [{ start: 0, end: text.length }, runAt(text, offset, isWordCharacter)];
  for (const message of messages) {
    const { header } = message;
    around.push({ start: header.start, end: header.end });
    if (offset < header.bodyStart) {
      around.push(...inHeader(text, header, offset));
      continue;
    }
    around.push({ start: header.bodyStart, end: header.end });
    for (const part of partsOf(message)) {
      const { start, bodyStart, end } = part.header;
      around.push({ start, end }, { start: bodyStart, end });
      if (part.part !== '' && start <= offset && offset < bodyStart) {
        around.push(...inHeader(text, part.header, offset));
      }
    }
    around.push(
      runAt(text, offset, (code) => !isBlank(code)),
      runAt(text, offset, (code) => code !== 10 && code !== 13),
      paragraphAt(text, offset, header),
    );
  }
  return nested(around, offset);
}

/** Those that hold the offset, the smallest first; one that cuts across a smaller one is left out. */
function nested(spans: readonly Span[], offset: number): Span[] {
  const ordered = spans
    .filter((span) => span.end > span.start && touches(span, offset))
    .sort((a, b) => a.end - a.start - (b.end - b.start) || a.start - b.start);
  const kept: Span[] = [];
  for (const { start, end } of ordered) {
    const last = kept.at(-1);
    const wider =
      last === undefined ||
      (start <= last.start && last.end <= end && end - start > last.end - last.start);
    if (wider) kept.push({ start, end });
  }
  return kept;
}

function runAt(text: string, offset: number, is: (code: number) => boolean): Span {
  let start = offset;
  while (start > 0 && offset - start < furthest && is(text.charCodeAt(start - 1))) start--;
  let end = offset;
  while (end < text.length && end - offset < furthest && is(text.charCodeAt(end))) end++;
  return { start, end };
}

function isWordCharacter(code: number): boolean {
  const lower = code | 32;
  return (lower >= 97 && lower <= 122) || (code >= 48 && code <= 57) || code === 95 || code > 0xbf;
}

/** Of a host, an address or a mailbox. */
function isNameCharacter(code: number): boolean {
  return isWordCharacter(code) || code === 45 || code === 46 || code === 64 || code === 43;
}

/** The lines between two blank ones. */
function paragraphAt(text: string, offset: number, { bodyStart, end }: Header): Span {
  const isBlankLine = (at: number): boolean => {
    const stop = text.indexOf('\n', at);
    return trimBlanks(text, at, stop < 0 ? text.length : stop) === at;
  };
  let start = lineStart(text, offset);
  while (start > bodyStart && offset - start < furthest) {
    const before = lineStart(text, start - 1);
    if (isBlankLine(before)) break;
    start = before;
  }
  let stop = offset;
  for (let at = lineStart(text, offset); at < end && at - offset < furthest;) {
    if (isBlankLine(at)) break;
    const next = text.indexOf('\n', at);
    stop = next < 0 || next > end ? end : next;
    at = stop + 1;
  }
  return { start: Math.max(start, bodyStart), end: trimBlanks(text, start, Math.max(stop, start)) };
}

function inHeader(text: string, header: Header, offset: number): Span[] {
  const first = header.fields[0];
  const spans: Span[] = [];
  if (first !== undefined) spans.push({ start: first.start, end: header.headerEnd });
  const field = header.fields.find((one) => touches(one, offset));
  if (field === undefined) return spans;
  spans.push(
    { start: field.start, end: field.end },
    { start: field.start, end: field.nameEnd },
    { start: field.valueStart, end: field.end },
    neighbours(header, field),
  );
  const block = traceBlock(header);
  if (block !== null) spans.push(block);
  if (offset < field.valueStart) return spans;
  return [...spans, ...tokensAt(text, field, offset), ...piecesOf(text, field)];
}

/** The fields right beside it that belong to the same group. */
function neighbours({ fields }: Header, field: HeaderField): Span {
  const group = groupOf(field.key);
  const index = fields.indexOf(field);
  let { start, end } = field;
  for (let at = index - 1; at >= 0; at--) {
    const one = fields[at];
    if (one === undefined || groupOf(one.key) !== group) break;
    start = one.start;
  }
  for (let at = index + 1; at < fields.length; at++) {
    const one = fields[at];
    if (one === undefined || groupOf(one.key) !== group) break;
    end = one.end;
  }
  return { start, end };
}

const tokens = new Tokens();

/** The token with its brackets, and what stands in them: tokens, too, in comments. */
function tokensAt(text: string, { valueStart, end }: HeaderField, offset: number): Span[] {
  const spans: Span[] = [runAt(text, offset, isNameCharacter)];
  let inside: Span | null = { start: valueStart, end: Math.min(end, valueStart + furthest) };
  for (let depth = 0; inside !== null && depth < deepestComment; depth++) {
    tokens.read(text, inside.start, inside.end);
    inside = null;
    for (let i = 0; i < tokens.count; i += 1) {
      const span = { start: tokens.start(i), end: tokens.end(i) };
      if (span.start > offset) break;
      if (span.end < offset) continue;
      spans.push(span);
      const kind = tokens.kind(i);
      if (kind !== COMMENT && kind !== QUOTED && kind !== LITERAL && kind !== ANGLE) continue;
      const content = { start: span.start + 1, end: span.end - 1 };
      spans.push(content);
      if (kind === COMMENT && touches(content, offset)) inside = content;
    }
  }
  return spans;
}

/** Comments in comments. */
const deepestComment = 10;

/** What a field's own grammar makes of its value. */
function piecesOf(text: string, field: HeaderField): Span[] {
  const { key, valueStart, end } = field;
  if (key === 'received') {
    return clausesOf(text, field).flatMap((clause) => [
      clause,
      { start: clause.valueStart, end: clause.end },
    ]);
  }
  if (isSignature(key) || isMicrosoftReport(key)) {
    return readTags(text, field).flatMap((tag) => [tag, tag.value]);
  }
  if (holdsResults(key)) {
    return readResults(text, field).results.flatMap((result) => [result, ...result.properties]);
  }
  if (key.startsWith('content-')) {
    return readParameters(text, field).parameters.flatMap((one) => [one, one.value]);
  }
  if (groupOf(key) === 'who') {
    return readMailboxes(text, valueStart, end).flatMap(({ start, end: stop, name, address }) => [
      { start, end: text.charCodeAt(stop) === 62 /* > */ ? stop + 1 : stop },
      ...(name === null ? [] : [name]),
      ...(address === null ? [] : [address]),
    ]);
  }
  return [];
}
