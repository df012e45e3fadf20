/**
 * The tokenizer of trace fields: comments, quoted strings, literals, angle addresses and atoms, found
 * in one pass over the raw text (RFC 5322 §3.2 and §4.1). Knows nothing of clauses or dialects.
 *
 * Nothing is copied and nothing is unfolded. Bracket-like characters without a partner are ordinary
 * letters of an atom, so that one stray parenthesis in a HELO name never swallows the field.
 */

import { isBlank } from '../text/chars.ts';
import { units } from '../text/units.ts';
import { type Word, wordNumber, wordOf } from './words.ts';

export const ATOM = 1;
/** A whole comment with everything nested in it, parentheses included. */
export const COMMENT = 2;
export const QUOTED = 3;
/** `[…]`, brackets included. */
export const LITERAL = 4;
/** `<…>`, brackets included. */
export const ANGLE = 5;
export const SEMICOLON = 6;
export const COMMA = 7;

export type TokenKind =
  | typeof ATOM
  | typeof COMMENT
  | typeof QUOTED
  | typeof LITERAL
  | typeof ANGLE
  | typeof SEMICOLON
  | typeof COMMA;

const BACKSLASH = 92;

/**
 * A list of tokens that is filled again and again: parallel arrays instead of objects, because a
 * mailbox has millions of tokens and each lives for a microsecond only. Together with the blanks
 * between them the tokens tile the text that was read.
 */
export class Tokens {
  count = 0;
  #kinds = new Uint8Array(256);
  #words = new Uint8Array(256);
  #starts = new Int32Array(256);
  #ends = new Int32Array(256);
  /** Characters looked at since the list was made: what the tests of linearity count. */
  steps = 0;

  /** 0 beyond the last token. */
  kind(index: number): number {
    return index < this.count ? (this.#kinds[index] ?? 0) : 0;
  }

  /** 0 beyond the last token, where the list still holds what another field left there. */
  start(index: number): number {
    return index < this.count ? (this.#starts[index] ?? 0) : 0;
  }

  /** 0 beyond the last token. */
  end(index: number): number {
    return index < this.count ? (this.#ends[index] ?? 0) : 0;
  }

  /** The word that the atom is, when it is one of those that mean something; else empty. */
  word(index: number): Word | '' {
    return index >= 0 && index < this.count ? wordOf(this.#words[index] ?? 0) : '';
  }

  /** Reads `text[start, end)`; what the list held before is gone. Linear in the length, whatever the text. */
  read(text: string, start: number, end: number): void {
    this.count = 0;
    units.load(text, start, end);
    const { codes, start: base } = units;
    const stop = end - base;
    // Where no closing partner exists any more: a search that failed once is never repeated.
    let quotesEndAt = stop;
    let parens: UnmatchedParens | undefined;
    let i = start - base;
    while (i < stop) {
      const code = codes[i] ?? 0;
      const group = groups[code] ?? ORDINARY;
      if (group === BLANK) {
        i += 1;
        continue;
      }
      let tokenEnd = -1;
      let kind: TokenKind = ATOM;
      if (group === OPENING) {
        switch (code) {
          case 40: // (
            if (parens === undefined) {
              tokenEnd = this.#commentEnd(codes, i, stop);
              if (tokenEnd < 0) {
                parens = new UnmatchedParens(codes, i, stop);
                this.steps += stop - i;
              }
            }
            if (parens?.has(i) === false) tokenEnd = this.#commentEnd(codes, i, stop);
            kind = COMMENT;
            break;
          case 34: // "
            if (i < quotesEndAt) {
              tokenEnd = this.#quotedEnd(codes, i, stop);
              if (tokenEnd < 0) quotesEndAt = i;
            }
            kind = QUOTED;
            break;
          case 91: // [
            tokenEnd = this.#bracketEnd(codes, i, stop, 93);
            kind = LITERAL;
            break;
          case 60: // <
            tokenEnd = this.#bracketEnd(codes, i, stop, 62);
            kind = ANGLE;
            break;
          case 59:
            tokenEnd = i + 1;
            kind = SEMICOLON;
            break;
          default: // ,
            tokenEnd = i + 1;
            kind = COMMA;
        }
      }
      let word = 0;
      if (tokenEnd < 0) {
        tokenEnd = atomEnd(codes, i, stop);
        this.steps += tokenEnd - i;
        kind = ATOM;
        word = wordNumber(codes, i, tokenEnd);
      }
      this.#push(kind, word, i + base, tokenEnd + base);
      i = tokenEnd;
    }
  }

  #push(kind: TokenKind, word: number, start: number, end: number): void {
    const n = this.count;
    if (n === this.#kinds.length) {
      this.#kinds = grow(this.#kinds, new Uint8Array(n * 2));
      this.#words = grow(this.#words, new Uint8Array(n * 2));
      this.#starts = grow(this.#starts, new Int32Array(n * 2));
      this.#ends = grow(this.#ends, new Int32Array(n * 2));
    }
    this.#kinds[n] = kind;
    this.#words[n] = word;
    this.#starts[n] = start;
    this.#ends[n] = end;
    this.count = n + 1;
  }

  /** Behind the `)` that closes the comment at `i`, or -1. */
  #commentEnd(codes: Uint8Array, i: number, end: number): number {
    let depth = 0;
    for (let at = i; at < end; at += 1) {
      const code = codes[at] ?? 0;
      if (code > 41 && code !== BACKSLASH) continue;
      if (code === BACKSLASH) at += 1;
      else if (code === 40) depth += 1;
      else if (code === 41) {
        depth -= 1;
        if (depth === 0) {
          this.steps += at - i;
          return at + 1;
        }
      }
    }
    this.steps += end - i;
    return -1;
  }

  /** Behind the quote that closes the string at `i`, or -1. */
  #quotedEnd(codes: Uint8Array, i: number, end: number): number {
    for (let at = i + 1; at < end; at += 1) {
      const code = codes[at] ?? 0;
      if (code === BACKSLASH) at += 1;
      else if (code === 34) {
        this.steps += at - i;
        return at + 1;
      }
    }
    this.steps += end - i;
    return -1;
  }

  /** Behind the bracket that closes the one at `i`, or -1: neither holds a bracket of its kind, a parenthesis or a semicolon. */
  #bracketEnd(codes: Uint8Array, i: number, end: number, close: number): number {
    const open = codes[i] ?? 0;
    for (let at = i + 1; at < end; at += 1) {
      const code = codes[at] ?? 0;
      if (code === close) {
        this.steps += at - i;
        return at + 1;
      }
      if (code === open || code === 40 || code === 41 || code === 59) {
        this.steps += at - i;
        return -1;
      }
    }
    // Without a partner up to the end: a `[[[[` stops at the next one, so this is paid once.
    this.steps += end - i;
    return -1;
  }
}

/** What a character does to a token; a table, for the loop of atoms sees every character. */
const ORDINARY = 0;
const BLANK = 1;
/** `"(,;<[`, which begin another token. */
const OPENING = 2;
/** The backslash: an atom goes on with it, and with what follows it. */
const QUOTING = 3;
const groups = Uint8Array.from({ length: 256 }, (_, code) => {
  if (isBlank(code)) return BLANK;
  if (code === BACKSLASH) return QUOTING;
  return '"(,;<['.includes(String.fromCharCode(code)) ? OPENING : ORDINARY;
});

/** Behind the atom that starts at `i`: its first character is taken whatever it is. */
function atomEnd(codes: Uint8Array, i: number, end: number): number {
  let group = groups[codes[i] ?? 0];
  let at = i;
  do {
    // A quoted pair: the next character is a letter like any other.
    at += group === QUOTING && at + 1 < end && !isBlank(codes[at + 1] ?? 0) ? 2 : 1;
    for (; at < end; at += 1) {
      group = groups[codes[at] ?? 0];
      if (group !== ORDINARY) break;
    }
  } while (at < end && group === QUOTING);
  return at;
}

function grow<T extends Uint8Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** The opening parentheses of a text that have no partner; made once, when the first one turns up. */
class UnmatchedParens {
  readonly #open: number[] = [];

  constructor(codes: Uint8Array, start: number, end: number) {
    for (let at = start; at < end; at += 1) {
      const code = codes[at] ?? 0;
      if (code === BACKSLASH) at += 1;
      else if (code === 40) this.#open.push(at);
      else if (code === 41) this.#open.pop();
    }
    // Read in the order of the text from now on.
    this.#open.reverse();
  }

  /** Whether the parenthesis at `at` is unmatched. Asked for rising positions only. */
  has(at: number): boolean {
    const open = this.#open;
    let last = open.at(-1);
    while (last !== undefined && last < at) {
      open.pop();
      last = open.at(-1);
    }
    return last === at;
  }
}
