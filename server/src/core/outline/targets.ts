/** Where a name in a message is explained: the hop that signs it, the part that it identifies, the field that it covers. Places only. */
import type { Analysis } from '../analysis.ts';
import { arcChain } from '../auth/arc.ts';
import { isSignature, readTags, type Tag, tagOf } from '../auth/tags.ts';
import { fieldsNamed } from '../message/fields.ts';
import type { Header, HeaderField } from '../message/header.ts';
import { endOfLine, lineStart } from '../message/lines.ts';
import { parameterOf, readParameters } from '../message/parameters.ts';
import type { Message, NumberedPart } from '../message/parts.ts';
import type { Kinship } from '../net/hosts.ts';
import type { Hop } from '../route/route.ts';
import { isBlank, skipBlanks, trimBlanks } from '../text/chars.ts';
import type { Span } from '../text/span.ts';

export interface Targets {
  /** What stands under the cursor. */
  readonly origin: Span;
  /** In the order in which somebody would look at them; never empty. */
  readonly places: readonly Span[];
}

/** A draft of ours has no route, so nobody's kin is asked for. */
export type Linked = Message & Partial<Pick<Analysis, 'reader'>>;

/** More places than anybody looks at. */
const mostPlaces = 500;

/**
 * What the name at an offset leads to; null when it leads nowhere.
 * @param parts the message's own parts; asked for only where they matter
 */
export function targetsAt(
  message: Linked,
  offset: number,
  parts: () => readonly NumberedPart[],
): Targets | null {
  const { header } = message;
  const targets =
    offset < header.bodyStart
      ? inHeader(message, header, offset, parts)
      : inBody(message, offset, parts());
  if (targets === null || targets.places.length === 0) return null;
  return { origin: targets.origin, places: targets.places.slice(0, mostPlaces) };
}

function inBody(message: Linked, offset: number, parts: readonly NumberedPart[]): Targets | null {
  const part = parts.find(({ header }) => holds(header, offset) && offset < header.bodyStart);
  if (part !== undefined) return inHeader(message, part.header, offset, () => parts);
  return contentIdAt(message.text, offset, parts) ?? delimiterAt(message.text, offset, parts);
}

function inHeader(
  message: Linked,
  header: Header,
  offset: number,
  parts: () => readonly NumberedPart[],
): Targets | null {
  const { text, route, reader } = message;
  const field = header.fields.find(({ start, end }) => start <= offset && offset <= end);
  if (field === undefined) return null;
  const hop = route.hops.find(({ received }) => received.field.start === field.start);
  if (hop !== undefined) return ofHop(route.hops, hop, offset, reader?.kin);
  if (isSignature(field.key)) return ofSignature(text, header, field, offset);
  if (field.key === 'content-type') return ofBoundary(text, header, field, offset, parts());
  return null;
}

/**
 * The client's names and its address lead to the older field that its server signed, the nearest
 * one; the name after `by` is that signature.
 */
function ofHop(
  hops: readonly Hop[],
  { index, received }: Hop,
  offset: number,
  kin: Kinship | undefined,
): Targets | null {
  const { from, by } = received;
  const signature = [by?.host, by?.ip].find((one) => one != null && holds(one, offset));
  if (signature != null) return { origin: signature, places: [signature] };
  const name = [from?.helo, from?.rdns, from?.ip].find((one) => one != null && holds(one, offset));
  if (name == null) return null;
  const older = hops.slice(index + 1);
  const client = name.value.toLowerCase();
  const signed =
    older.find(
      ({ received: { by: server } }) =>
        server?.host?.value.toLowerCase() === client || server?.ip?.value.toLowerCase() === client,
    ) ??
    // One machine has several names and addresses: the field beneath, when its server is of the same house.
    older.slice(0, 1).find(({ received: { by: server } }) => {
      const host = server?.host?.value;
      return (
        host !== undefined &&
        [from?.rdns?.value, from?.helo?.value].some(
          (one) =>
            one !== undefined && (one.toLowerCase() === host.toLowerCase() || kin?.(one, host)),
        )
      );
    });
  const place = signed?.received.by?.host ?? signed?.received.by?.ip ?? null;
  return place === null ? null : { origin: name, places: [place] };
}

/** A name in `h=` leads to the field that it covers (RFC 6376 §5.4.2); the signature's own name, and the tag's, to all of them. */
function ofSignature(
  text: string,
  header: Header,
  field: HeaderField,
  offset: number,
): Targets | null {
  const tags = readTags(text, field);
  const own = { start: field.start, end: field.nameEnd };
  if (field.key === 'arc-seal') {
    return holds(own, offset) ? { origin: own, places: sealedBy(text, header, tags) } : null;
  }
  const list = tagOf(tags, 'h');
  if (list === null) return null;
  const names = namesIn(text, list.value);
  const covered = coveredBy(header, names);
  const whole = [own, list.name].find((one) => holds(one, offset));
  if (whole !== undefined) {
    return { origin: whole, places: covered.flatMap((one) => (one === null ? [] : [nameOf(one)])) };
  }
  const index = names.findIndex((name) => holds(name, offset));
  const name = names[index];
  const place = covered[index] ?? null;
  return name === undefined || place === null ? null : { origin: name, places: [nameOf(place)] };
}

/** All of the sets up to its own (RFC 8617 §5.1.1). */
function sealedBy(text: string, header: Header, tags: readonly Tag[]): Span[] {
  const instance = Number(tagOf(tags, 'i')?.value.value ?? 0);
  const sets = arcChain(text, header)?.sets ?? [];
  return sets
    .filter((set) => set.instance <= instance)
    .flatMap(({ results, signature, seal }) => [results, signature, seal])
    .flatMap((one) => (one === null ? [] : [nameOf(one)]));
}

/** The names of a list with colons between them. */
function namesIn(text: string, { start, end }: Span): (Span & { readonly key: string })[] {
  const names: (Span & { readonly key: string })[] = [];
  for (let at = start; at <= end;) {
    const colon = text.indexOf(':', at);
    const stop = colon < 0 || colon > end ? end : colon;
    const from = skipBlanks(text, at, stop);
    const to = trimBlanks(text, from, stop);
    if (to > from) names.push({ start: from, end: to, key: text.slice(from, to).toLowerCase() });
    at = stop + 1;
  }
  return names;
}

/** A name that comes again means the next field upwards; one too many means that there is none. */
function coveredBy(
  header: Header,
  names: readonly { readonly key: string }[],
): (HeaderField | null)[] {
  const left = new Map<string, HeaderField[]>();
  for (const field of header.fields) {
    const fields = left.get(field.key);
    if (fields === undefined) left.set(field.key, [field]);
    else fields.push(field);
  }
  return names.map(({ key }) => left.get(key)?.pop() ?? null);
}

/** The boundary leads to the lines before its parts. */
function ofBoundary(
  text: string,
  header: Header,
  field: HeaderField,
  offset: number,
  parts: readonly NumberedPart[],
): Targets | null {
  const boundary = readParameters(text, field).parameters.find(({ name }) => name === 'boundary');
  if (boundary === undefined || !holds(boundary, offset)) return null;
  const whole = parts.find((part) => part.header.start === header.start);
  if (whole === undefined) return null;
  const places = parts
    .filter(({ part }) => isChild(part, whole.part))
    .map((child) => lineBefore(text, child.header.start));
  return { origin: boundary.value, places };
}

/** A line of two hyphens and a boundary leads to the parameter that announces it. */
function delimiterAt(text: string, offset: number, parts: readonly NumberedPart[]): Targets | null {
  const start = lineStart(text, offset);
  if (!text.startsWith('--', start)) return null;
  const end = trimBlanks(text, start, endOfLine(text, start, text.length));
  const line = text.slice(start + 2, end);
  for (const { header } of parts) {
    for (const field of fieldsNamed(header, 'content-type')) {
      const read = readParameters(text, field);
      const boundary = parameterOf(read, 'boundary')?.trimEnd() ?? '';
      const place = read.parameters.find(({ name }) => name === 'boundary')?.value;
      if (boundary === '' || place === undefined) continue;
      if (line === boundary || line === `${boundary}--`) {
        return { origin: { start, end }, places: [place] };
      }
    }
  }
  return null;
}

/** `1.2` of `1`, not `1.2.1`. */
function isChild(part: string, parent: string): boolean {
  const prefix = parent === '' ? '' : `${parent}.`;
  return part !== '' && part.startsWith(prefix) && !part.slice(prefix.length).includes('.');
}

function lineBefore(text: string, at: number): Span {
  let end = at;
  if (end > 0 && text.charCodeAt(end - 1) === 10) end--;
  if (end > 0 && text.charCodeAt(end - 1) === 13) end--;
  return { start: lineStart(text, end), end };
}

/** UTF-16 units, to each side of the cursor. */
const longestContentId = 500;

/** `cid:logo@example` (RFC 2392) leads to the part with that Content-ID. */
function contentIdAt(text: string, offset: number, parts: readonly NumberedPart[]): Targets | null {
  let start = offset;
  while (start > 0 && offset - start < longestContentId && isUrlPart(text.charCodeAt(start - 1)))
    start--;
  let end = offset;
  while (end < text.length && end - offset < longestContentId && isUrlPart(text.charCodeAt(end)))
    end++;
  const word = text.slice(start, end);
  const scheme = word.toLowerCase().lastIndexOf('cid:');
  if (scheme < 0) return null;
  const id = percentDecoded(word.slice(scheme + 4));
  for (const { header } of parts) {
    for (const field of fieldsNamed(header, 'content-id')) {
      const value = text.slice(field.valueStart, field.end).trim();
      if (value === `<${id}>` || value === id) {
        return { origin: { start: start + scheme, end }, places: [nameOf(field)] };
      }
    }
  }
  return null;
}

function isUrlPart(code: number): boolean {
  // Not a quotation mark, an angle bracket or a parenthesis.
  return (
    !isBlank(code) &&
    code !== 34 &&
    code !== 39 &&
    code !== 40 &&
    code !== 41 &&
    code !== 60 &&
    code !== 62
  );
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function nameOf({ start, nameEnd }: HeaderField): Span {
  return { start, end: nameEnd };
}

/** A cursor right behind a word still means the word. */
function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}
