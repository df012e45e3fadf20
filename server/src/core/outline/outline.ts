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
import { counted, routeWords } from '../route/summary.ts';
import type { Hop } from '../route/route.ts';
import { plain } from '../text/plain.ts';
import type { Span } from '../text/span.ts';

export type OutlineKind =
  'group' | 'hop' | 'field' | 'message' | 'multipart' | 'text' | 'attachment' | 'more';

export interface OutlineNode {
  /** Plain text, never empty. */
  readonly name: string;
  /** Plain text; may be empty. */
  readonly detail: string;
  readonly kind: OutlineKind;
  /** What the node is about: inside its parent's, and apart from its siblings'. */
  readonly span: Span;
  /** Where the editor goes; inside the span. */
  readonly selection: Span;
  readonly children: readonly OutlineNode[];
}

/** More of a group than anybody reads; the rest is counted. */
const mostFields = 200;
const mostParts = 1000;
/** Field values are cut before they are decoded. UTF-16 units. */
const longestValue = 1000;
const longestLabel = 80;

const groupNames = {
  route: 'Route',
  who: 'Who',
  what: 'What',
  authentication: 'Authentication',
  others: 'Others',
} satisfies Record<FieldGroup, string>;

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
    const untold = new Map<OutlineNode[], { count: number; span: Span }>();
    for (const part of parts) {
      const siblings = part.part === '' ? roots : (children.get(parentOf(part.part)) ?? roots);
      if (budget.parts === 0) {
        // What lies in it is counted with it.
        children.set(part.part, siblings);
        const { start, end } = pieceOf(part);
        const { count, span } = untold.get(siblings) ?? { count: 0, span: { start, end } };
        const all = { start: span.start, end: Math.max(span.end, end) };
        untold.set(siblings, { count: count + 1, span: all });
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
    for (const [siblings, { count, span }] of untold)
      siblings.push(moreNode(counted(count, 'more part'), span));
    return roots;
  };

  return nodesOf(own);
}

/** `1` of `1.2`; empty at the top. */
function parentOf(part: string): string {
  return part.slice(0, Math.max(0, part.lastIndexOf('.')));
}

/**
 * The fields in the order of the header, each stretch of one group under the group's name; the block
 * that servers wrote on the way is one node, and what they found out stands in it. So each lies in
 * its parent and no two overlap: an editor's breadcrumbs follow the first range that holds the
 * cursor and never turn back, so that one range over a group that stands apart would swallow the
 * fields of others.
 */
function headerNodes(message: Message): OutlineNode[] {
  const { text, header, route } = message;
  const hops = new Map(route.hops.map((hop) => [hop.received.field.start, hop]));
  const block = hops.size === 0 ? null : traceBlock(header);
  const nodes: OutlineNode[] = [];
  const inBlock: OutlineNode[] = [];
  for (const { group, isInBlock, fields } of stretchesOf(header, block)) {
    const [first] = fields;
    const last = fields.at(-1);
    if (first === undefined || last === undefined) continue;
    if (isInBlock && block !== null && inBlock.length === 0) {
      nodes.push(groupNode('route', routeWords(message).join(' · '), block, inBlock));
    }
    const siblings = isInBlock ? inBlock : nodes;
    const span = { start: first.start, end: last.end };
    if (group === null) {
      siblings.push(moreNode(counted(fields.length, 'more field'), span));
    } else if (isInBlock && group === 'route') {
      inBlock.push(...fields.map(toNode));
    } else {
      const names = plain(fields.map(({ name }) => name).join(', '), longestLabel);
      siblings.push(groupNode(group, names, span, fields.map(toNode)));
    }
  }
  return nodes;

  function toNode(field: HeaderField): OutlineNode {
    const hop = hops.get(field.start);
    return hop === undefined ? fieldNode(text, field) : hopNode(hop);
  }
}

interface Stretch {
  /** Null for fields of any group, once there were enough of theirs. */
  readonly group: FieldGroup | null;
  /** Whether servers wrote them on the way. */
  readonly isInBlock: boolean;
  readonly fields: HeaderField[];
}

/** The fields of a header, cut where the group changes. */
function stretchesOf(header: Header, block: Span | null): Stretch[] {
  const stretches: Stretch[] = [];
  const told = new Map<FieldGroup, number>();
  for (const field of header.fields) {
    const own = groupOf(field.key);
    const before = told.get(own) ?? 0;
    told.set(own, before + 1);
    const group = before < mostFields ? own : null;
    const isInBlock = block !== null && block.start <= field.start && field.end <= block.end;
    const last = stretches.at(-1);
    if (last?.group === group && last.isInBlock === isInBlock) last.fields.push(field);
    else stretches.push({ group, isInBlock, fields: [field] });
  }
  return stretches;
}

function groupNode(
  group: FieldGroup,
  detail: string,
  span: Span,
  children: readonly OutlineNode[],
): OutlineNode {
  const selection = { start: span.start, end: span.start };
  return { name: groupNames[group], detail, kind: 'group', span, selection, children };
}

function hopNode({ index, received, trust }: Hop): OutlineNode {
  const { field, by, from } = received;
  const server = by?.host?.value ?? by?.ip?.value ?? null;
  const client = from?.ip?.value ?? from?.rdns?.value ?? from?.helo?.value ?? null;
  return {
    name: `Hop ${index + 1}${server === null ? '' : `: ${plain(server, longestLabel)}`}`,
    detail: [
      ...(client === null ? [] : [`from ${plain(client, longestLabel)}`]),
      trust.replace('-', ' '),
    ].join(' · '),
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
  const span = pieceOf(part);
  return {
    name: plain(`${number} ${label}`, longestLabel) || 'part',
    detail: plain(label === type ? size : `${type} · ${size}`, longestLabel),
    kind,
    span,
    selection: { start: span.start, end: span.start },
    children,
  };
}

/** The header of the message itself is no piece of its body. */
function pieceOf({ part, header }: NumberedPart): Span {
  return { start: part === '' ? header.bodyStart : header.start, end: header.end };
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
    name: name === '' ? 'Message without a subject' : name,
    detail: routeWords(message).join(' · '),
    kind: 'message',
    span: { start: header.start, end: header.end },
    selection: { start: header.start, end: header.start },
    children,
  };
}

function moreNode(what: string, { start, end }: Span): OutlineNode {
  return {
    name: `… and ${what}`,
    detail: '',
    kind: 'more',
    span: { start, end },
    selection: { start, end: start },
    children: [],
  };
}
