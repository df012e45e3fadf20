/** Hovers: what stands under the cursor, explained from an analysis alone. Looks nothing up, parses nothing again. */
import type { Analysis } from '../analysis.ts';
import type { Markdown } from '../text/markdown.ts';
import type { Span } from '../text/span.ts';
import { byHover } from './by.ts';
import { commentHover, repeatedHover } from './comment.ts';
import { dateHover } from './date.ts';
import { envelopeHover } from './envelope.ts';
import { fieldHover } from './field.ts';
import { fromHover } from './from.ts';
import { idHover } from './id.ts';
import { type Node, nodeAt, type NodeKind } from './node.ts';
import { recipientHover } from './recipient.ts';
import { resultHover } from './results.ts';
import { tagHover } from './signature.ts';
import { softwareHover } from './software.ts';
import { tlsHover } from './tls.ts';
import { traceHover } from './trace.ts';
import { verdictHover } from './verdict.ts';
import { viaHover } from './via.ts';
import { withHover } from './with.ts';

export interface Hover {
  /** What is explained; the editor marks it. */
  readonly span: Span;
  readonly markdown: string;
}

/** The explanation of what stands at an offset of the analysed text; null where there is nothing to explain. */
export function hoverAt(analysis: Analysis, offset: number): Hover | null {
  const node = nodeAt(analysis, offset);
  if (node === null) return null;
  const { start, end } = node.span;
  return { span: { start, end }, markdown: render(node.kind, node, analysis).source };
}

/** A kind of node that is missing here does not compile. */
const hovers = {
  trace: ({ hop }, { route }) => traceHover(hop, route.hops.length),
  from: (node, { text }) => fromHover(node, text),
  by: ({ hop }, { text }) => byHover(hop, text),
  via: ({ hop }) => viaHover(hop),
  with: ({ hop }) => withHover(hop),
  id: ({ hop }) => idHover(hop),
  for: ({ hop }) => recipientHover(hop),
  date: ({ hop }) => dateHover(hop),
  software: ({ hop }) => softwareHover(hop),
  tls: ({ hop }) => tlsHover(hop),
  envelope: ({ hop }) => envelopeHover(hop),
  comment: (node) => commentHover(node),
  repeated: (node) => repeatedHover(node),
  result: (node, analysis) => resultHover(node, analysis),
  tag: (node, analysis) => tagHover(node, analysis),
  verdict: (node, analysis) => verdictHover(node, analysis),
  field: (node, analysis) => fieldHover(node, analysis),
} satisfies Hovers;

type Hovers = { [K in NodeKind]: (node: NodeOf<K>, analysis: Analysis) => Markdown };

type NodeOf<K extends NodeKind> = Extract<Node, { kind: K }>;

/** Kind and node come apart so that the compiler sees that they belong together. */
function render<K extends NodeKind>(kind: K, node: NodeOf<K>, analysis: Analysis): Markdown {
  const table: Hovers = hovers;
  return table[kind](node, analysis);
}
