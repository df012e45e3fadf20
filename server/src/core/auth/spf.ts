/** Reads `Received-SPF` (RFC 7208 §9.1). Believes nothing, explains nothing. */
import type { HeaderField } from '../message/header.ts';
import { isHostName } from '../net/hosts.ts';
import type { Span, Spanned } from '../text/span.ts';
import { type Comment, type Pair, readPieces } from './pieces.ts';

export interface ReceivedSpf {
  readonly field: HeaderField;
  /** In lower case. */
  readonly result: Spanned | null;
  readonly comments: readonly Comment[];
  /** `client-ip`, `envelope-from`, `helo`, `receiver` and the like. */
  readonly pairs: readonly Pair[];
  /** The server that checked, as `receiver=` or the comment names it. */
  readonly receiver: Spanned | null;
}

export function readReceivedSpf(text: string, field: HeaderField): ReceivedSpf {
  let result: Spanned | null = null;
  const comments: Comment[] = [];
  const pairs: Pair[] = [];
  for (const piece of readPieces(text, field.valueStart, field.end)) {
    if (piece.kind === 'pair') pairs.push(piece);
    else if (piece.kind === 'comment') comments.push(piece);
    else if (piece.kind === 'word' && pairs.length === 0) {
      const { value, start, end } = piece;
      result ??= { value: value.toLowerCase(), start, end };
    }
  }
  const named = pairs.find(({ name }) => name.value === 'receiver')?.value ?? null;
  const receiver =
    named !== null && isHostName(named.value) ? named : namedIn(text, comments[0] ?? null);
  return { field, result, comments, pairs, receiver };
}

/** `(mx.example.net: domain of …)`: RFC 7208 §9.1 wants the receiver's name there. */
function namedIn(text: string, comment: Span | null): Spanned | null {
  if (comment === null) return null;
  const start = comment.start + 1;
  const inside = text.slice(start, Math.min(comment.end, start + 300));
  const colon = inside.indexOf(':');
  if (colon < 0) return null;
  const value = inside.slice(0, colon);
  return isHostName(value) ? { value, start, end: start + colon } : null;
}
