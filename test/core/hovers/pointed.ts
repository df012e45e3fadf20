/**
 * Hovers as specifications: a message with the cursor in it, the words that the editor marks, and the
 * phrases that the explanation must hold. The cursor is a `‸` before the character that it is on.
 */
import assert from 'node:assert/strict';
import { analyze } from '../../../server/src/core/analysis.ts';
import { type Hover, hoverAt } from '../../../server/src/core/hovers/index.ts';

const cursor = '‸';

function readPointed(source: string): { readonly text: string; readonly offset: number } {
  const offset = source.indexOf(cursor);
  assert.ok(offset >= 0, 'the source has no cursor');
  return { text: source.slice(0, offset) + source.slice(offset + cursor.length), offset };
}

/** The hover at the cursor; null when there is none. The same with CRLF, or it fails. */
export function hoverIn(
  source: string,
): { readonly marked: string; readonly markdown: string } | null {
  const hover = hoverOf(source);
  assert.deepEqual(hoverOf(source.replaceAll('\n', '\r\n')), hover, 'with CRLF');
  return hover;
}

function hoverOf(source: string): { readonly marked: string; readonly markdown: string } | null {
  const { text, offset } = readPointed(source);
  const hover: Hover | null = hoverAt(analyze(text), offset);
  if (hover === null) return null;
  const marked = text.slice(hover.span.start, hover.span.end).replace(/\s+/g, ' ');
  return { marked, markdown: hover.markdown };
}

/** Checks what is marked and that every phrase is said, in this order. */
export function explains(source: string, marked: string, ...phrases: readonly string[]): void {
  const hover = hoverIn(source);
  assert.ok(hover !== null, 'nothing is explained there');
  assert.equal(hover.marked, marked);
  let from = 0;
  for (const phrase of phrases) {
    const at = hover.markdown.indexOf(phrase, from);
    assert.ok(at >= 0, `“${phrase}” is not said, or not in this order, in:\n\n${hover.markdown}`);
    from = at + phrase.length;
  }
}
