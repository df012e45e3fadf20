/** Offsets of core/ become positions of the protocol (lines, UTF-16 columns) here and nowhere else, and back. */
import type { Position, Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Span } from '../core/text/span.ts';

export function toRange(document: TextDocument, span: Span): Range {
  return { start: document.positionAt(span.start), end: document.positionAt(span.end) };
}

export function toPosition(document: TextDocument, offset: number): Position {
  return document.positionAt(offset);
}

export function toOffset(document: TextDocument, position: Position): number {
  return document.offsetAt(position);
}

export function toSpan(document: TextDocument, range: Range): Span {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}

/** The piece of the range on each line that it touches, without line breaks: for editors that colour no further. */
export function toLineRanges(document: TextDocument, span: Span): Range[] {
  const whole = toRange(document, span);
  const ranges: Range[] = [];
  for (let line = whole.start.line; line <= whole.end.line; line++) {
    const start = line === whole.start.line ? whole.start : { line, character: 0 };
    const lineEnd = document.positionAt(document.offsetAt({ line: line + 1, character: 0 }));
    const end = line === whole.end.line ? whole.end : withoutBreak(document, line, lineEnd);
    if (end.character > start.character) ranges.push({ start, end });
  }
  return ranges;
}

/** `next`: where the line after it starts. */
function withoutBreak(document: TextDocument, line: number, next: Position): Position {
  const start = { line, character: 0 };
  const text = document.getText({ start, end: next });
  return { line, character: text.replace(/[\r\n]+$/, '').length };
}
