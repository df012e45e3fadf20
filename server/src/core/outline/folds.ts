/** What can be folded away: the trace fields as one block, the header, folded fields, parts, quoted text. Places only. */
import { traceBlock } from '../message/groups.ts';
import { isEncoded, transferEncoding } from '../message/mime.ts';
import type { Message, NumberedPart } from '../message/parts.ts';
import { breakLength, endOfLine } from '../message/lines.ts';
import { trimBlanks } from '../text/chars.ts';
import type { Span } from '../text/span.ts';

export interface Fold extends Span {
  readonly kind: 'header' | 'quote' | 'part';
}

/** Quoted text beyond is not looked for. UTF-16 units, of one document. */
const longestQuoted = 1024 * 1024;

/**
 * The folds of a document in no order; the wider of two that start at the same place goes first.
 * @param messages the document's own message, then those forwarded inside it
 * @param partsOf the parts of each
 */
export function foldsOf(
  messages: readonly Message[],
  partsOf: (message: Message) => readonly NumberedPart[],
): Fold[] {
  const folds: Fold[] = [];
  let left = longestQuoted;
  for (const message of messages) {
    const { text, header } = message;
    const [first] = header.fields;
    const last = header.fields.at(-1);
    const block = traceBlock(header);
    const received = header.fields.find(({ key }) => key === 'received');
    if (block !== null && received !== undefined) {
      folds.push({ kind: 'header', start: received.start, end: block.end });
    }
    if (first !== undefined && last !== undefined) {
      folds.push({ kind: 'header', start: first.start, end: last.end });
    }
    for (const { start, end } of header.fields) folds.push({ kind: 'header', start, end });
    for (const { part, header: own, type } of partsOf(message)) {
      if (part !== '') {
        const end = trimBlanks(text, own.start, own.end);
        folds.push({ kind: 'part', start: own.start, end });
      }
      if (type !== 'text/plain' || isEncoded(transferEncoding(text, own)) || left <= 0) continue;
      const end = Math.min(own.end, own.bodyStart + left);
      left -= end - own.bodyStart;
      for (const quote of quotesIn(text, own.bodyStart, end)) folds.push(quote);
    }
  }
  return folds;
}

/** Two or more lines that begin with `>`. */
function quotesIn(text: string, start: number, end: number): Fold[] {
  const quotes: Fold[] = [];
  let quoteStart = start;
  let quoteEnd = start;
  let lines = 0;
  const close = (): void => {
    if (lines > 1) quotes.push({ kind: 'quote', start: quoteStart, end: quoteEnd });
    lines = 0;
  };
  for (let at = start; at < end;) {
    const lineEnd = endOfLine(text, at, end);
    if (text.charCodeAt(at) === 62 /* > */) {
      if (lines === 0) quoteStart = at;
      quoteEnd = lineEnd;
      lines += 1;
    } else {
      close();
    }
    at = lineEnd + breakLength(text, lineEnd);
  }
  close();
  return quotes;
}
