/** The outline of a document: the header's fields in groups, the parts as a tree, forwarded messages in their parts. Places and plain labels. */
import { decodeWordsIn } from '../message/encoded-words.ts';
import { groupOf, traceBlock, type FieldGroup } from '../message/groups.ts';
import type { Header, HeaderField } from '../message/header.ts';
import {
  approximateSize,
  fileNameOf,
  isMultipart,
  type Message,
  type NumberedPart,
  sizeWords,
} from '../message/parts.ts';
import { routeWords } from '../route/summary.ts';
import { trustWords } from '../route/trust-words.ts';
import type { Hop } from '../route/route.ts';
import { plain } from '../text/plain.ts';
import { beside, say, type Said, type Value } from '../text/said.ts';
import type { Span } from '../text/span.ts';

export type OutlineKind =
  'group' | 'hop' | 'field' | 'message' | 'multipart' | 'text' | 'attachment' | 'more';

export interface OutlineNode {
  /** Never empty. */
  readonly name: Value;
  /** May be empty. */
  readonly detail: Value;
  readonly kind: OutlineKind;
  /** What the node is about. It lies in its parent's, but for fields that stand apart from their group. */
  readonly span: Span;
  /** Where the editor goes; inside the span. */
  readonly selection: Span;
  readonly children: readonly OutlineNode[];
}

/** More of a kind than anybody reads; the rest is counted. */
const mostFields = 200;
const mostParts = 1000;
/** Field values are cut before they are decoded. UTF-16 units. */
const longestValue = 1000;
const longestLabel = 80;

const groupNames = {
  route: say`Route`,
  who: say`Who`,
  what: say`What`,
  authentication: say`Authentication`,
  others: say`Others`,
} satisfies Record<FieldGroup, Said>;

/**
 * @param messages the document's own message, then those forwarded inside it
 * @param partsOf the parts of each
 */
export function outlineOf(
  messages: readonly Message[],
  partsOf: (message: Message) => readonly NumberedPart[],
): OutlineNode[] {
  const [own, ...forwarded] = messages;
  if (own === undefined) return [];
  const inside = new Map(forwarded.map((message) => [message.part, message]));
  const budget = { parts: mostParts };

  const nodesOf = (message: Message): OutlineNode[] => [
    ...headerNodes(message),
    ...partNodes(message),
  ];

  const partNodes = (message: Message): OutlineNode[] => {
    const parts = partsOf(message);
    const roots: OutlineNode[] = [];
    const children = new Map<string, OutlineNode[]>();
    let left = 0;
    for (const part of parts) {
      const siblings = part.part === '' ? roots : (children.get(parentOf(part.part)) ?? roots);
      if (budget.parts === 0) {
        left += 1;
        continue;
      }
      budget.parts -= 1;
      const below: OutlineNode[] = [];
      if (isMultipart(part.type)) children.set(part.part, below);
      const node = partNode(message.text, part, below);
      if (node.span.end === node.span.start) continue;
      // Each message is told once, or two parts of the same number would tell it twice each.
      const held = inside.get(part.number);
      if (held !== undefined && held !== message) {
        inside.delete(part.number);
        below.push(messageNode(held, nodesOf(held)));
      }
      siblings.push(node);
    }
    const last = parts.at(-1);
    if (left > 0 && last !== undefined)
      roots.push(
        moreNode(left === 1 ? say`… and 1 more part` : say`… and ${left} more parts`, last.header),
      );
    return roots;
  };

  return nodesOf(own);
}

/** `1` of `1.2`; empty at the top. */
function parentOf(part: string): string {
  return part.slice(0, Math.max(0, part.lastIndexOf('.')));
}

function headerNodes(message: Message): OutlineNode[] {
  const { text, header, route } = message;
  const groups = new Map<FieldGroup, Group>();
  let before: Group | null = null;
  for (const field of header.fields) {
    const name = groupOf(field.key);
    let group = groups.get(name);
    if (group === undefined) groups.set(name, (group = new Group(name)));
    group.add(field, group === before);
    before = group;
  }
  const hops = new Map(route.hops.map((hop) => [hop.received.field.start, hop]));
  const trace = traceBlock(header);
  return [...groups.values()]
    .map(({ name, fields, longestRun }): OutlineNode => {
      const children = fields.slice(0, mostFields).map((field) => {
        const hop = hops.get(field.start);
        return hop === undefined ? fieldNode(text, field) : hopNode(hop);
      });
      const next = fields[mostFields];
      const left = fields.length - children.length;
      if (next !== undefined)
        children.push(
          moreNode(left === 1 ? say`… and 1 more field` : say`… and ${left} more fields`, next),
        );
      const isRoute = name === 'route' && hops.size > 0;
      const span = isRoute && trace !== null ? trace : longestRun;
      return {
        name: groupNames[name],
        detail: isRoute
          ? beside(...routeWords(message))
          : fields.length === 1
            ? say`1 field`
            : say`${fields.length} fields`,
        kind: 'group',
        span,
        selection: { start: span.start, end: span.start },
        children,
      };
    })
    .sort(routeLast);
}

/**
 * The fields of one group, in the order of the header. They stand apart, and one range over all of
 * them would claim those of other groups, for the editor's breadcrumbs, too: the longest run stands
 * for the group.
 */
class Group {
  readonly name: FieldGroup;
  readonly fields: HeaderField[] = [];
  longestRun: Span = { start: 0, end: 0 };
  #longest = 0;
  #run: Span = { start: 0, end: 0 };
  #length = 0;

  constructor(name: FieldGroup) {
    this.name = name;
  }

  /** @param next whether the field before it in the header is of this group, too */
  add(field: HeaderField, next: boolean): void {
    this.fields.push(field);
    this.#length = next ? this.#length + 1 : 1;
    this.#run = { start: next ? this.#run.start : field.start, end: field.end };
    if (this.#length <= this.#longest) return;
    this.#longest = this.#length;
    this.longestRun = this.#run;
  }
}

/**
 * By place, the route last: alone of all groups it has fields of others in its range, and editors
 * take the first range that holds the cursor.
 */
function routeLast(a: OutlineNode, b: OutlineNode): number {
  const [isA, isB] = [a.name === groupNames.route, b.name === groupNames.route];
  return isA === isB ? a.span.start - b.span.start : isA ? 1 : -1;
}

function hopNode({ index, received, trust }: Hop): OutlineNode {
  const { field, by, from } = received;
  const server = by?.host?.value ?? by?.ip?.value ?? null;
  const client = from?.ip?.value ?? from?.rdns?.value ?? from?.helo?.value ?? null;
  return {
    name:
      server === null
        ? say`Hop ${index + 1}`
        : say`Hop ${index + 1}: ${plain(server, longestLabel)}`,
    detail: beside(
      ...(client === null ? [] : [say`from ${plain(client, longestLabel)}`]),
      trustWords[trust],
    ),
    kind: 'hop',
    ...placeOf(field),
    children: [],
  };
}

function fieldNode(text: string, field: HeaderField): OutlineNode {
  const value = text.slice(field.valueStart, Math.min(field.end, field.valueStart + longestValue));
  return {
    name: plain(field.name, longestLabel),
    detail: plain(decodeWordsIn(value), longestLabel),
    kind: 'field',
    ...placeOf(field),
    children: [],
  };
}

function placeOf({ start, end, nameEnd }: HeaderField): Pick<OutlineNode, 'span' | 'selection'> {
  return { span: { start, end }, selection: { start, end: nameEnd } };
}

function partNode(text: string, part: NumberedPart, children: OutlineNode[]): OutlineNode {
  const { header, type, number } = part;
  const name = fileNameOf(text, header);
  const kind = isMultipart(type)
    ? 'multipart'
    : type.startsWith('text/') && name === null
      ? 'text'
      : 'attachment';
  const label = name === null || name === '' ? type : name;
  const size = sizeWords(approximateSize(text, header));
  // The header of the message itself is no piece of its body.
  const start = part.part === '' ? header.bodyStart : header.start;
  return {
    name: plain(`${number} ${label}`, longestLabel) || say`part`,
    detail: label === type ? size : beside(plain(type, longestLabel), size),
    kind,
    span: { start, end: header.end },
    selection: { start, end: start },
    children,
  };
}

function messageNode(message: Message, children: readonly OutlineNode[]): OutlineNode {
  const { text, header } = message;
  const subject = header.fields.find(({ key }) => key === 'subject');
  const value =
    subject === undefined
      ? ''
      : text.slice(subject.valueStart, Math.min(subject.end, subject.valueStart + longestValue));
  const name = plain(decodeWordsIn(value), longestLabel);
  return {
    name: name === '' ? say`Message without a subject` : name,
    detail: beside(...routeWords(message)),
    kind: 'message',
    span: { start: header.start, end: header.end },
    selection: { start: header.start, end: header.start },
    children,
  };
}

function moreNode(name: Said, { start, end }: Header | HeaderField): OutlineNode {
  return {
    name,
    detail: '',
    kind: 'more',
    span: { start, end },
    selection: { start, end: start },
    children: [],
  };
}
