/** Offsets of core/ become positions of the protocol (lines, UTF-16 columns) here and nowhere else, and back. */
import type { Position, Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Span } from '../core/text/span.ts';

export function toRange(document: TextDocument, span: Span): Range {
  const lines = linesOf(document);
  return { start: lines.positionAt(span.start), end: lines.positionAt(span.end) };
}

export function toPosition(document: TextDocument, offset: number): Position {
  return document.positionAt(offset);
}

export function toOffset(document: TextDocument, position: Position): number {
  return linesOf(document).offsetAt(position);
}

export function toSpan(document: TextDocument, range: Range): Span {
  return { start: toOffset(document, range.start), end: toOffset(document, range.end) };
}

/** By the text and not by the version: one version comes of several changes. */
const known = new WeakMap<TextDocument, Lines>();

function linesOf(document: TextDocument): Lines {
  const text = document.getText();
  let lines = known.get(document);
  if (lines?.text !== text) {
    lines = new Lines(text);
    known.set(document, lines);
  }
  return lines;
}

/**
 * The lines of a text, looked for as far as somebody asked: what the document itself does for the first
 * question is to read the whole text, and 25 MB of attachments take a tenth of a second. The answers
 * are the same as the document's.
 */
class Lines {
  readonly text: string;
  readonly #starts: number[] = [0];
  /** Up to here line ends were looked for; it lies between lines or at the text's end. */
  #read = 0;

  constructor(text: string) {
    this.text = text;
  }

  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.text.length));
    while (this.#read <= at && this.#readLine());
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    const start = this.#starts[low] ?? 0;
    return { line: low, character: this.#beforeBreak(at, start) - start };
  }

  offsetAt({ line, character }: Position): number {
    while (this.#starts.length <= line + 1 && this.#readLine());
    if (line < 0) return 0;
    const start = this.#starts[line];
    if (start === undefined) return this.text.length;
    const next = this.#starts[line + 1] ?? this.text.length;
    return character <= 0 ? start : this.#beforeBreak(Math.min(start + character, next), start);
  }

  /** Finds where one more line begins; false at the end of the text. LF, CRLF and a bare CR end a line. */
  #readLine(): boolean {
    const { text } = this;
    for (let at = this.#read; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code !== 10 && code !== 13) continue;
      this.#read = at + (code === 13 && text.charCodeAt(at + 1) === 10 ? 2 : 1);
      this.#starts.push(this.#read);
      return true;
    }
    this.#read = text.length;
    return false;
  }

  #beforeBreak(offset: number, start: number): number {
    let at = offset;
    for (; at > start; at--) {
      const code = this.text.charCodeAt(at - 1);
      if (code !== 10 && code !== 13) break;
    }
    return at;
  }
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
