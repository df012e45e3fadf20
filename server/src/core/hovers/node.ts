/** What stands at an offset of the header, as a node that a hover can explain. Finds places, words nothing. */
import type { Analysis } from '../analysis.ts';
import type { Tag } from '../auth/tags.ts';
import type { HeaderField } from '../message/header.ts';
import type { ClauseKeyword, Peer, ReceivedField } from '../received/field.ts';
import { type NoteKind, type Notes, readNote } from '../received/notes.ts';
import { clausesOf } from '../received/parse.ts';
import { COMMENT, Tokens } from '../received/tokens.ts';
import type { Hop } from '../route/route.ts';
import type { Span } from '../text/span.ts';
import { partOf } from './field-parts.ts';

/** The facts of a `from` clause that have a place of their own. */
export type PeerPart = 'helo' | 'rdns' | 'ip' | 'ident' | 'auth' | 'port' | 'mayBeForged';

interface HopNode<Kind extends string> {
  readonly kind: Kind;
  /** What the editor marks while it shows the hover. */
  readonly span: Span;
  readonly hop: Hop;
}

export interface FromNode extends HopNode<'from'> {
  readonly peer: Peer;
  /** The part under the cursor; null on the keyword and between the parts. */
  readonly part: PeerPart | null;
}

/** A comment that is none of the other nodes. */
export interface CommentNode extends HopNode<'comment'> {
  readonly text: string;
}

/** A clause that came before with the same keyword. */
export interface RepeatedNode extends HopNode<'repeated'> {
  readonly keyword: ClauseKeyword;
}

/** A part of a field in which a server wrote down what it found of SPF, DKIM and the like. */
export interface ResultNode {
  readonly kind: 'result';
  readonly span: Span;
  readonly field: HeaderField;
  readonly part:
    'server' | 'version' | 'instance' | 'none' | 'result' | 'reason' | 'property' | 'comment';
  /** The method that it belongs to; empty where none does. */
  readonly method: string;
  /** Of a property. */
  readonly name: string;
  readonly value: string;
}

/** A tag of a signature. */
export interface TagNode {
  readonly kind: 'tag';
  readonly span: Span;
  readonly field: HeaderField;
  readonly tag: Tag;
}

/** A key, a test or the verdict of a content filter. */
export interface VerdictNode {
  readonly kind: 'verdict';
  readonly span: Span;
  readonly field: HeaderField;
  readonly part: 'verdict' | 'key' | 'test';
  readonly name: string;
  readonly value: string;
}

export interface FieldNode {
  readonly kind: 'field';
  readonly span: Span;
  readonly field: HeaderField;
}

export type Node =
  | HopNode<'trace'>
  | FromNode
  | HopNode<'by'>
  | HopNode<'via'>
  | HopNode<'with'>
  | HopNode<'id'>
  | HopNode<'for'>
  | HopNode<'date'>
  | HopNode<'software'>
  | HopNode<'tls'>
  | HopNode<'envelope'>
  | CommentNode
  | RepeatedNode
  | ResultNode
  | TagNode
  | VerdictNode
  | FieldNode;

export type NodeKind = Node['kind'];

/** The node at an offset; a cursor right behind a word still means the word. Null where nothing is to be said. */
export function nodeAt(analysis: Analysis, offset: number): Node | null {
  const node = nodeOn(analysis, offset);
  if (node !== null || offset === 0) return node;
  const before = nodeOn(analysis, offset - 1);
  return before?.span.end === offset ? before : null;
}

function nodeOn({ text, header, route }: Analysis, offset: number): Node | null {
  const field = header.fields.find((candidate) => holds(candidate, offset));
  if (field === undefined) return null;
  const hop = route.hops.find(({ received }) => received.field.start === field.start);
  if (hop !== undefined) return nodeOfHop(text, hop, offset);
  const name = { start: field.start, end: field.nameEnd };
  if (holds(name, offset)) return { kind: 'field', span: name, field };
  return partOf(text, field, offset) ?? { kind: 'field', span: field, field };
}

function nodeOfHop(text: string, hop: Hop, offset: number): Node | null {
  const { received } = hop;
  const { field, from, by } = received;
  const name = { start: field.start, end: field.nameEnd };
  if (holds(name, offset)) return { kind: 'trace', span: name, hop };
  const part = from === null ? null : partAt(from, offset);
  // `with ESMTPA` is how the client authenticated itself and a protocol: there it is the protocol.
  if (from !== null && part !== null && from[part]?.start !== received.with?.start) {
    return { kind: 'from', span: from[part] ?? from, hop, peer: from, part };
  }
  const { version, cipher } = received.tls ?? { version: null, cipher: null };
  for (const tls of [version, cipher]) {
    if (holds(tls, offset)) return { kind: 'tls', span: tls, hop };
  }
  if (holds(received.envelopeFrom, offset)) {
    return { kind: 'envelope', span: received.envelopeFrom, hop };
  }
  const software = by?.software ?? null;
  if (holds(software, offset) && software.start !== received.with?.start) {
    return { kind: 'software', span: software, hop };
  }
  return commentAt(text, hop, offset) ?? clauseAt(text, hop, offset);
}

const parts = ['helo', 'rdns', 'ip', 'ident', 'auth', 'port', 'mayBeForged'] as const;

/** The smallest part there: an address inside a HELO name is found as the HELO name only when it is one. */
function partAt(from: Peer, offset: number): PeerPart | null {
  let best: PeerPart | null = null;
  let width = Number.POSITIVE_INFINITY;
  for (const part of parts) {
    const span = from[part];
    if (!holds(span, offset) || span.end - span.start >= width) continue;
    best = part;
    width = span.end - span.start;
  }
  return best;
}

const tokens = new Tokens();

function commentAt(text: string, hop: Hop, offset: number): Node | null {
  const { received } = hop;
  tokens.read(text, received.field.valueStart, received.field.end);
  for (let i = 0; i < tokens.count; i += 1) {
    const span = { start: tokens.start(i), end: tokens.end(i) };
    if (tokens.kind(i) !== COMMENT || !holds(span, offset)) continue;
    const known = nodeOfNote(text, hop, span);
    if (known !== null) return known;
    const clauses = clausesOf(text, received.field);
    const keyword = clauses.find((clause) => holds(clause, offset))?.keyword;
    // What the server saw of the client, its own address, the zone's name: their clauses explain them.
    if (keyword === 'from' && touched(received.from, span)) return null;
    if (keyword === 'by' && touches(received.by?.ip ?? null, span)) return null;
    if (keyword === 'date') return null;
    return { kind: 'comment', span, hop, text: text.slice(span.start + 1, span.end - 1) };
  }
  return null;
}

/** The node of a comment that says one of the things that have a node of their own. */
function nodeOfNote(text: string, hop: Hop, span: Span): Node | null {
  const { from, tls, envelopeFrom, by } = hop.received;
  if (touches(by?.software ?? null, span)) return { kind: 'software', span, hop };
  const notes: Notes = { auth: null, envelopeFrom: null, tlsVersion: null, tlsCipher: null };
  const note: NoteKind = readNote(text, span.start, span.end, notes);
  if (note === 'tls' && tls !== null) return { kind: 'tls', span, hop };
  if (note === 'envelope' && envelopeFrom !== null) return { kind: 'envelope', span, hop };
  if (note === 'auth' && from !== null && from.auth !== null) {
    return { kind: 'from', span, hop, peer: from, part: 'auth' };
  }
  return null;
}

function touched(from: Peer | null, span: Span): boolean {
  return from !== null && parts.some((part) => touches(from[part], span));
}

function clauseAt(text: string, hop: Hop, offset: number): Node | null {
  const { received } = hop;
  const clauses = clausesOf(text, received.field);
  const clause = clauses.find((candidate) => holds(candidate, offset));
  if (clause === undefined) return null;
  const { keyword, keywordEnd, valueStart } = clause;
  const keywordSpan = { start: clause.start, end: keywordEnd };
  const valueSpan = { start: valueStart, end: clause.end };
  const exact = [...valuesOf(received, keyword), keywordSpan, valueSpan];
  const span = exact.find((candidate) => holds(candidate, offset)) ?? clause;
  const first = clauses.find((candidate) => candidate.keyword === keyword);
  if (keyword === 'from') {
    const peer = received.from;
    return peer !== null && touches(peer, clause)
      ? { kind: 'from', span, hop, peer, part: null }
      : { kind: 'repeated', span, hop, keyword };
  }
  const current = keyword === 'by' ? touches(received.by, clause) : first === clause;
  return current ? { kind: keyword, span, hop } : { kind: 'repeated', span, hop, keyword };
}

/** The values that the editor marks alone. */
function valuesOf(received: ReceivedField, keyword: ClauseKeyword): readonly (Span | null)[] {
  switch (keyword) {
    case 'by':
      return [received.by?.host ?? null, received.by?.ip ?? null];
    case 'via':
    case 'with':
    case 'id':
      return [received[keyword]];
    case 'for':
      return received.for;
    case 'from':
    case 'date':
      return [];
  }
}

function holds(span: Span | null, offset: number): span is Span {
  return span !== null && span.start <= offset && offset < span.end;
}

function touches(span: Span | null, other: Span): boolean {
  return span !== null && span.start < other.end && other.start < span.end;
}
