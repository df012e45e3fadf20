/**
 * What content filters write down: SpamAssassin's `X-Spam-Status`, Rspamd's `X-Spamd-Result`, and
 * Proofpoint's lists of scores. Knows places, no meaning.
 */
import type { HeaderField } from '../message/header.ts';
import { isBlank, isDigit, isLetter, skipBlanks } from '../text/chars.ts';
import type { Span, Spanned } from '../text/span.ts';
import { longestField, type Pair, readPieces } from './pieces.ts';

/** A test that fired. */
export interface SpamTest extends Span {
  readonly name: Spanned;
  /** Points that it gave, as written; null when they are not written down. */
  readonly score: Spanned | null;
  /** What Rspamd saw, without the brackets. */
  readonly details: Spanned | null;
}

export interface SpamReport {
  /** `Yes` or `No`, `True` or `False`. */
  readonly verdict: Spanned | null;
  readonly pairs: readonly Pair[];
  readonly tests: readonly SpamTest[];
}

const readers: ReadonlyMap<string, (text: string, field: HeaderField) => SpamReport> = new Map([
  ['x-spam-status', readSpamStatus],
  ['x-spamd-result', readSpamdResult],
  ['x-proofpoint-spam-details', readScores],
  ['x-proofpoint-virus-version', readScores],
]);

/** Null for fields of other names. */
export function readSpamReport(text: string, field: HeaderField): SpamReport | null {
  return readers.get(field.key)?.(text, field) ?? null;
}

const mostTests = 2048;

/** `Yes, score=7.1 required=5.0 tests=BAYES_99,… autolearn=no`; Amavis writes `tests=[BAYES_99=3.5, …]`. */
function readSpamStatus(text: string, field: HeaderField): SpamReport {
  let verdict: Spanned | null = null;
  const pairs: Pair[] = [];
  const tests: SpamTest[] = [];
  // The list of tests goes on behind folds, up to the next pair.
  let inTests = false;
  for (const piece of readPieces(text, field.valueStart, field.end)) {
    if (piece.kind === 'word') {
      if (inTests) readTests(text, piece, tests);
      else if (pairs.length === 0) verdict ??= piece;
    } else if (piece.kind === 'pair') {
      // With its points written down, a test looks like a pair: only its capitals tell.
      if (inTests && isTestName(text, piece.name)) readTests(text, piece, tests);
      else {
        pairs.push(piece);
        inTests = piece.name.value === 'tests';
        if (inTests) readTests(text, piece.value, tests);
      }
    }
  }
  return { verdict, pairs, tests };
}

function isTestName(text: string, { start, end }: Span): boolean {
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 97 && code <= 122) return false;
  }
  return end > start;
}

/** Names with commas, blanks or brackets around them, with or without `=points`. */
function readTests(text: string, { start, end }: Span, tests: SpamTest[]): void {
  let at = start;
  while (at < end && tests.length < mostTests) {
    if (!isNamePart(text.charCodeAt(at))) {
      at += 1;
      continue;
    }
    const nameEnd = endOfName(text, at, end);
    const name = spanned(text, at, nameEnd);
    let score: Spanned | null = null;
    if (text.charCodeAt(nameEnd) === 61 /* = */ && nameEnd < end) {
      score = spanned(text, nameEnd + 1, endOfNumber(text, nameEnd + 1, end));
    }
    const behind = score?.end ?? nameEnd;
    // `none`: no test fired.
    if (name.value !== 'none') tests.push({ start: at, end: behind, name, score, details: null });
    at = behind;
  }
}

/** `default: False [8.61 / 25.00]; BAYES_SPAM(0.11)[61.63%]; …` */
function readSpamdResult(text: string, { valueStart, end }: HeaderField): SpamReport {
  const stop = Math.min(end, valueStart + longestField);
  let verdict: Spanned | null = null;
  let pairs: Pair[] = [];
  const tests: SpamTest[] = [];
  let start = valueStart;
  while (start < stop && tests.length < mostTests) {
    // A semicolon among the details of a symbol has no blank behind it.
    let behind = start;
    while (
      behind < stop &&
      !(
        text.charCodeAt(behind) === 59 &&
        (behind + 1 >= stop || isBlank(text.charCodeAt(behind + 1)))
      )
    )
      behind += 1;
    const from = skipBlanks(text, start, behind);
    const nameEnd = endOfName(text, from, behind);
    if (nameEnd > from && text.charCodeAt(nameEnd) === 40 /* ( */) {
      tests.push(readSymbol(text, from, nameEnd, behind));
    } else if (verdict === null && text.charCodeAt(nameEnd) === 58 /* : */) {
      const word = skipBlanks(text, nameEnd + 1, behind);
      verdict = spanned(text, word, endOfName(text, word, behind));
      pairs = readPoints(text, verdict.end, behind);
    }
    start = behind + 1;
  }
  return { verdict, pairs, tests };
}

/** `[8.61 / 25.00]`: the points, and from how many on the message is turned away. */
function readPoints(text: string, start: number, end: number): Pair[] {
  const open = skipBlanks(text, start, end);
  if (text.charCodeAt(open) !== 91) return [];
  const score = number(text, open + 1, end);
  const slash = skipBlanks(text, score.end, end);
  if (text.charCodeAt(slash) !== 47) return [];
  return [named('score', score), named('reject_score', number(text, slash + 1, end))];
}

function number(text: string, start: number, end: number): Spanned {
  const from = skipBlanks(text, start, end);
  return spanned(text, from, endOfNumber(text, from, end));
}

/** Rspamd writes no names there. */
function named(name: string, value: Spanned): Pair {
  const { start, end } = value;
  return { kind: 'pair', name: { value: name, start, end: start }, value, start, end };
}

function readSymbol(text: string, start: number, nameEnd: number, end: number): SpamTest {
  const score = spanned(text, nameEnd + 1, endOfNumber(text, nameEnd + 1, end));
  const open = text.charCodeAt(score.end) === 41 /* ) */ ? score.end + 1 : score.end;
  const hasDetails = open < end && text.charCodeAt(open) === 91; /* [ */
  const details = hasDetails
    ? spanned(text, open + 1, text.charCodeAt(end - 1) === 93 ? end - 1 : end)
    : null;
  const behind = hasDetails ? end : Math.min(open, end);
  return { start, end: behind, name: spanned(text, start, nameEnd), score, details };
}

function readScores(text: string, { valueStart, end }: HeaderField): SpamReport {
  const pairs = readPieces(text, valueStart, end).filter((piece) => piece.kind === 'pair');
  return { verdict: null, pairs, tests: [] };
}

function endOfName(text: string, at: number, end: number): number {
  while (at < end && isNamePart(text.charCodeAt(at))) at += 1;
  return at;
}

function isNamePart(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === 95; /* _ */
}

function endOfNumber(text: string, at: number, end: number): number {
  while (at < end && isNumberPart(text.charCodeAt(at))) at += 1;
  return at;
}

function isNumberPart(code: number): boolean {
  return isDigit(code) || code === 43 /* + */ || code === 45 /* - */ || code === 46; /* . */
}

/** Empty, not reversed, where nothing stands. */
function spanned(text: string, start: number, end: number): Spanned {
  const behind = Math.max(start, end);
  return { value: text.slice(start, behind), start, end: behind };
}
