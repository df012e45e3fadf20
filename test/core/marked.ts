/**
 * Tests that read as specifications: a message with its findings marked beneath the text.
 *
 *     Received: from a.example ([192.0.2.300]) by mx.example; …
 *     #                          ^^^^^^^^^^^ error impossible-address
 *
 * An annotation line starts with `#` and belongs to the last line that is none; carets stand under
 * the finding (up to the end of the line when it goes on). Every finding must be annotated and every
 * annotation found.
 */
import assert from 'node:assert/strict';
import { analyze, type Analysis } from '../../server/src/core/analysis.ts';

interface Expected {
  readonly rule: string;
  readonly level: string;
  readonly start: number;
  readonly end: number;
}

/** Splits a marked source into the message and what is expected of it. */
function readMarked(source: string): {
  readonly text: string;
  readonly expected: Expected[];
} {
  const lines: string[] = [];
  const expected: Expected[] = [];
  let lineStart = 0;
  for (const line of source.replace(/^\n/, '').split('\n')) {
    const mark = /^#( *)(\^+) (\w+) ([\w-]+)$/.exec(line);
    if (mark === null) {
      lineStart = lines.reduce((sum, { length }) => sum + length + 1, 0);
      lines.push(line);
      continue;
    }
    const [, blanks = '', carets = '', level = '', rule = ''] = mark;
    const end = lineStart + 1 + blanks.length + carets.length;
    // A caret right behind the `#` marks from the first column: the `#` stands for a caret itself.
    expected.push({ rule, level, start: blanks === '' ? lineStart : end - carets.length, end });
  }
  return { text: lines.join('\n'), expected };
}

/** Checks the findings of a marked message: as written, with CRLF, and folded at every blank of a trace field. */
export function checkFindings(source: string, ownHosts: readonly string[] = []): Analysis {
  const { text, expected } = readMarked(source);
  const analysis = analyze(text, { ownHosts });
  assert.deepEqual(
    found(analysis),
    [...expected].sort((a, b) => a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : 1)),
    'the findings and the annotations differ',
  );
  const words = wordsOf(analysis);
  assert.deepEqual(
    wordsOf(analyze(text.replaceAll('\n', '\r\n'), { ownHosts })),
    words,
    'with CRLF',
  );
  for (const folded of foldings(text))
    assert.deepEqual(wordsOf(analyze(folded, { ownHosts })), words, `folded as:\n${folded}`);
  return analysis;
}

/** Findings clipped to their first line. */
function found({ text, findings }: Analysis): Expected[] {
  return findings
    .map(({ rule, level, start, end }) => {
      const lineEnd = text.indexOf('\n', start);
      return { rule, level, start, end: lineEnd < 0 ? end : Math.min(end, lineEnd) };
    })
    .sort((a, b) => a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : 1));
}

/** What a refolding must not change: rule, level and the marked words. */
function wordsOf({ text, findings }: Analysis): string[] {
  return findings
    .map(
      ({ rule, level, start, end }) =>
        `${level} ${rule} ${text.slice(start, end).replace(/\s+/g, ' ')}`,
    )
    .sort();
}

/** The message with each blank of its trace fields turned into a fold: one by one, and all at once. */
function foldings(text: string): string[] {
  const places: number[] = [];
  let inTrace = false;
  let at = 0;
  for (const line of text.split('\n')) {
    if (line === '') break;
    if (!/^[ \t]/.test(line)) inTrace = /^received:/i.test(line);
    const from = line.indexOf(': ') + 2;
    // Not between words of a quoted string or date: folding white space is legal there too, so all count.
    if (inTrace)
      for (let i = Math.max(from, 1); i < line.length; i += 1)
        if (line[i] === ' ' && line[i - 1] !== ' ') places.push(at + i);
    at += line.length + 1;
  }
  const fold = (where: readonly number[]): string => {
    let result = '';
    let last = 0;
    for (const place of where) {
      result += `${text.slice(last, place)}\n`;
      last = place;
    }
    return result + text.slice(last);
  };
  return [...places.map((place) => fold([place])), fold(places)];
}
