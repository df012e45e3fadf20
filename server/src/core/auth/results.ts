/** Reads `Authentication-Results` and its relatives (RFC 8601 §2.2, RFC 8617 §4.1.1). Believes nothing, explains nothing. */
import type { HeaderField } from '../message/header.ts';
import { isDigit } from '../text/chars.ts';
import type { Span, Spanned } from '../text/span.ts';
import { type Comment, type Pair, type Piece, readPieces } from './pieces.ts';

/** One method with its result, and what it was about. */
export interface AuthResult extends Span {
  /** In lower case. */
  readonly method: Spanned;
  readonly version: Spanned | null;
  /** In lower case. */
  readonly result: Spanned;
  readonly reason: Spanned | null;
  /** `smtp.mailfrom`, `header.d`, Microsoft's `action` and the like. */
  readonly properties: readonly Pair[];
  readonly comments: readonly Comment[];
}

export interface AuthResults {
  readonly field: HeaderField;
  /** `i=…` of an `ARC-Authentication-Results` field; null in the others, and when it is no number. */
  readonly instance: Spanned<number> | null;
  /** The server that speaks. Microsoft writes none. */
  readonly authservId: Spanned | null;
  readonly version: Spanned | null;
  readonly results: readonly AuthResult[];
  /** The word `none`: nothing was checked. */
  readonly none: Span | null;
}

const names: ReadonlySet<string> = new Set([
  'authentication-results',
  'arc-authentication-results',
  'authentication-results-original',
  'original-authentication-results',
  'x-original-authentication-results',
  'x-authentication-results',
  'x-ms-exchange-authentication-results',
  'x-google-authentication-results',
]);

/** @param key the field's name in lower case */
export function holdsResults(key: string): boolean {
  return names.has(key);
}

/** Methods that begin a result of their own even when the semicolon before them was forgotten. */
const methods: ReadonlySet<string> = new Set([
  'arc',
  'auth',
  'bimi',
  'compauth',
  'dara',
  'dkim',
  'dkim-adsp',
  'dkim-atps',
  'dmarc',
  'dnswl',
  'domainkeys',
  'iprev',
  'rrvs',
  'sender-id',
  'smime',
  'spf',
  'vbr',
]);

interface Building extends AuthResult {
  readonly start: number;
  end: number;
  reason: Spanned | null;
  readonly properties: Pair[];
  readonly comments: Comment[];
}

export function readResults(text: string, field: HeaderField): AuthResults {
  const pieces = readPieces(text, field.valueStart, field.end);
  const isArc = field.key === 'arc-authentication-results';
  let instance: Spanned<number> | null = null;
  let authservId: Spanned | null = null;
  let version: Spanned | null = null;
  let none: Span | null = null;
  const results: Building[] = [];
  let current: Building | null = null;
  // The authserv-id may stand first, or in an ARC field behind the instance.
  let atHead = true;

  for (const piece of pieces) {
    switch (piece.kind) {
      case 'semicolon':
        if (authservId !== null || results.length > 0) atHead = false;
        current = null;
        break;
      case 'word':
        if (piece.value.toLowerCase() === 'none' && (authservId !== null || !atHead)) {
          none ??= spanOf(piece);
        } else if (atHead && results.length === 0) {
          const spanned = { value: piece.value, ...spanOf(piece) };
          if (authservId === null) authservId = withoutVersion(spanned);
          else if (version === null && isNumber(piece.value)) version = spanned;
        }
        break;
      case 'pair': {
        const { name } = piece;
        // An encoded word, say: no method and no property.
        if (name.value === '') break;
        if (isArc && instance === null && results.length === 0 && name.value === 'i') {
          instance = isNumber(piece.value.value)
            ? { value: Number(piece.value.value), ...spanOf(piece) }
            : null;
          break;
        }
        const begins: boolean =
          current === null
            ? !atHead || authservId === null || isMethod(name.value)
            : isMethod(name.value);
        if (begins) {
          current = begin(piece);
          results.push(current);
          atHead = false;
        } else if (current !== null) {
          current.end = piece.end;
          // Of Microsoft's compauth it is a code, and a property like any other.
          if (name.value === 'reason' && current.method.value !== 'compauth')
            current.reason ??= piece.value;
          else current.properties.push(piece);
        }
        break;
      }
      case 'comment':
        if (current !== null) {
          current.comments.push(piece);
          current.end = Math.max(current.end, piece.end);
        }
        break;
      case 'comma':
        break;
    }
  }
  return { field, instance, authservId, version, results, none };
}

function begin({ name, value, start, end }: Pair): Building {
  const slash = name.value.indexOf('/');
  const method = { ...name, value: slash < 0 ? name.value : name.value.slice(0, slash) };
  const version = slash < 0 ? null : { ...name, value: name.value.slice(slash + 1) };
  const result = { ...value, value: value.value.toLowerCase() };
  return { method, version, result, reason: null, properties: [], comments: [], start, end };
}

/** The first property of that name. */
export function property(result: AuthResult, name: string): Pair | null {
  return result.properties.find((pair) => pair.name.value === name) ?? null;
}

function isMethod(name: string): boolean {
  const slash = name.indexOf('/');
  return methods.has(slash < 0 ? name : name.slice(0, slash));
}

/** RFC 5451 had some servers write `mx.example.net/1`. */
function withoutVersion({ value, start, end }: Spanned): Spanned {
  const slash = value.indexOf('/');
  return { value: slash < 0 ? value : value.slice(0, slash), start, end };
}

function isNumber(text: string): boolean {
  if (text.length === 0 || text.length > 9) return false;
  for (let at = 0; at < text.length; at += 1) if (!isDigit(text.charCodeAt(at))) return false;
  return true;
}

function spanOf({ start, end }: Piece): Span {
  return { start, end };
}
