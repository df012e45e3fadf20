/**
 * Pairs, words and comments of the fields in which servers write down what they found (RFC 8601
 * §2.2, RFC 7208 §9.1). Knows places and the grammar, no meaning. Linear; never throws.
 */
import {
  ANGLE,
  ATOM,
  COMMA,
  COMMENT,
  LITERAL,
  QUOTED,
  SEMICOLON,
  Tokens,
} from '../received/tokens.ts';
import type { Span, Spanned } from '../text/span.ts';

/** `name=value`; blanks and comments may stand around each of them. */
export interface Pair extends Span {
  readonly kind: 'pair';
  /** In lower case, without the comments inside. */
  readonly name: Spanned;
  /** Without quotation marks. Empty when there is none. */
  readonly value: Spanned;
}

export interface Word extends Spanned {
  readonly kind: 'word';
}

/** Its parentheses included. */
export interface Comment extends Span {
  readonly kind: 'comment';
}

export interface Separator extends Span {
  readonly kind: 'semicolon' | 'comma';
}

export type Piece = Pair | Word | Comment | Separator;

/** No honest field comes near them; what is beyond is not read. UTF-16 units, pieces. */
export const longestField = 65_536;
const mostPieces = 4096;

const tokens = new Tokens();

/** The pieces of `text[start, end)` in the order in which they start; a comment inside a pair follows it. */
export function readPieces(text: string, start: number, end: number): Piece[] {
  tokens.read(text, start, Math.min(end, start + longestField));
  const pieces: Piece[] = [];
  let i = 0;
  while (i < tokens.count && pieces.length < mostPieces) {
    const span = { start: tokens.start(i), end: tokens.end(i) };
    switch (tokens.kind(i)) {
      case SEMICOLON:
      case COMMA:
        pieces.push({ kind: tokens.kind(i) === COMMA ? 'comma' : 'semicolon', ...span });
        i += 1;
        break;
      case COMMENT:
        pieces.push({ kind: 'comment', ...span });
        i += 1;
        break;
      case ATOM:
        i = readNamed(text, i, pieces);
        break;
      default: {
        const last = valueEnd(i);
        pieces.push({ kind: 'word', ...valueOf(text, i, last) });
        i = last;
      }
    }
  }
  return pieces;
}

/** A pair or a word that begins with the atom `first`; gives the token behind it. */
function readNamed(text: string, first: number, pieces: Piece[]): number {
  const start = tokens.start(first);
  const comments: Comment[] = [];
  let name = '';
  let i = first;
  for (;;) {
    const from = tokens.start(i);
    const end = tokens.end(i);
    const sign = text.slice(from, end).indexOf('=');
    if (sign >= 0) {
      name += text.slice(from, from + sign);
      const nameEnd = sign > 0 || i === first ? from + sign : lastEnd(i);
      const spanned = { value: name.toLowerCase(), start, end: nameEnd };
      return readValue(text, i, from + sign + 1, spanned, comments, pieces);
    }
    name += text.slice(from, end);
    // RFC 8601 lets comments stand on both sides of the `/`, the `.` and the `=` as well.
    const next = behindComments(i + 1);
    if (tokens.kind(next) !== ATOM || !joins(text, i, next)) break;
    commentsBetween(i + 1, next, comments);
    i = next;
  }
  pieces.push({ kind: 'word', value: name, start, end: tokens.end(i) }, ...comments);
  return i + 1;
}

/** Whether two atoms with blanks or comments between them are one name, or the second begins with its `=`. */
function joins(text: string, i: number, next: number): boolean {
  const last = text.charCodeAt(tokens.end(i) - 1);
  const first = text.charCodeAt(tokens.start(next));
  return (
    first === 61 /* = */ ||
    last === 47 /* / */ ||
    first === 47 ||
    last === 46 /* . */ ||
    first === 46
  );
}

function readValue(
  text: string,
  i: number,
  from: number,
  name: Spanned,
  comments: Comment[],
  pieces: Piece[],
): number {
  const { start } = name;
  let last = valueEnd(i);
  let value: Spanned = { value: '', start: from, end: from };
  if (from < tokens.end(i)) {
    const end = tokens.end(last - 1);
    value = { value: text.slice(from, end), start: from, end };
  } else if (last > i + 1) {
    value = valueOf(text, i + 1, last);
  } else {
    const first = behindComments(i + 1);
    if (isValue(text, first)) {
      commentsBetween(i + 1, first, comments);
      last = valueEnd(first);
      value = valueOf(text, first, last);
    }
  }
  pieces.push({ kind: 'pair', name, value, start, end: Math.max(value.end, from) }, ...comments);
  return last;
}

/** Whether a token behind `name=` and a blank is its value, and not the next pair. */
function isValue(text: string, i: number): boolean {
  switch (tokens.kind(i)) {
    case ATOM:
      return !text.slice(tokens.start(i), tokens.end(i)).includes('=');
    case QUOTED:
    case LITERAL:
    case ANGLE:
      return true;
    default:
      return false;
  }
}

/** The token behind the run of tokens that touch each other: one value. */
function valueEnd(i: number): number {
  let next = i + 1;
  while (tokens.start(next) === tokens.end(next - 1) && partOfValue(tokens.kind(next))) next += 1;
  return next;
}

function partOfValue(kind: number): boolean {
  return kind === ATOM || kind === QUOTED || kind === LITERAL || kind === ANGLE || kind === COMMA;
}

function valueOf(text: string, first: number, behind: number): Spanned {
  const start = tokens.start(first);
  const end = tokens.end(behind - 1);
  const raw = text.slice(start, end);
  const quoted = behind === first + 1 && tokens.kind(first) === QUOTED;
  return { value: quoted ? unquote(raw) : raw, start, end };
}

/** Without its quotation marks and the backslashes of quoted pairs. */
function unquote(quoted: string): string {
  const inside = quoted.slice(1, -1);
  return inside.includes('\\') ? inside.replace(/\\([^])/g, '$1') : inside;
}

function behindComments(i: number): number {
  while (tokens.kind(i) === COMMENT) i += 1;
  return i;
}

function lastEnd(i: number): number {
  let before = i - 1;
  while (tokens.kind(before) === COMMENT) before -= 1;
  return tokens.end(before);
}

function commentsBetween(first: number, behind: number, comments: Comment[]): void {
  for (let i = first; i < behind; i += 1)
    comments.push({ kind: 'comment', start: tokens.start(i), end: tokens.end(i) });
}
