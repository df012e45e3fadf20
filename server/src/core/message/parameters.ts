/** The value and the parameters of a MIME field (RFC 2045 §5.1, RFC 2231), as programs really write them. Knows no meaning. */
import { commentEnd, isBlank, skipBlanks } from '../text/chars.ts';
import { decodeCharset } from '../text/charset.ts';
import { encodeLatin1 } from '../text/latin1.ts';
import type { Span, Spanned } from '../text/span.ts';
import { decodeEscapes } from '../text/transfer.ts';
import type { HeaderField } from './header.ts';

/** One `name=value`; its span reaches over both. */
export interface Parameter extends Span {
  /** In lower case, with what RFC 2231 adds to it: `filename*0*`. */
  readonly name: string;
  /** Unquoted, without the folds inside; the place includes the quotation marks. */
  readonly value: Spanned;
}

export interface ParameterField {
  /** `text/plain`, `attachment`, in lower case. */
  readonly value: Spanned;
  readonly parameters: readonly Parameter[];
}

/** Nobody writes more; each costs a look-up. */
const mostParameters = 256;

/** Reads Content-Type, Content-Disposition and their like. Never throws; what is no parameter is stepped over. */
export function readParameters(text: string, field: HeaderField): ParameterField {
  const { end } = field;
  const start = skipComments(text, field.valueStart, end);
  let at = tokenEnd(text, start, end);
  const value = { value: text.slice(start, at).toLowerCase(), start, end: at };
  const parameters: Parameter[] = [];
  while (at < end && parameters.length < mostParameters) {
    const code = text.charCodeAt(at);
    if (code === 34 /* " */) {
      at = readQuoted(text, at, end).end;
    } else if (code === 59 /* ; */) {
      const nameStart = skipComments(text, at + 1, end);
      const nameEnd = tokenEnd(text, nameStart, end);
      at = skipComments(text, nameEnd, end);
      if (text.charCodeAt(at) !== 61 /* = */ || nameEnd === nameStart) continue;
      at = skipComments(text, at + 1, end);
      const found =
        text.charCodeAt(at) === 34 ? readQuoted(text, at, end) : readBare(text, at, end);
      const name = text.slice(nameStart, nameEnd).toLowerCase();
      parameters.push({
        start: nameStart,
        end: found.end,
        name,
        value: { value: found.value, start: at, end: found.end },
      });
      at = found.end;
    } else {
      at = Math.max(at + 1, skipComments(text, at, end));
    }
  }
  return { value, parameters };
}

/** RFC 2231 §3: a longer value comes in pieces. */
const mostPieces = 100;

/**
 * The value of a parameter: in RFC 2231's forms (`name*`, `name*0`, `name*0*`), which are for those
 * who understand them and go first, or as it stands. Null when there is none.
 * @param decodePlain reads a value of the older form, in which programs write encoded words against RFC 2047 §5
 */
export function parameterOf(
  { parameters }: ParameterField,
  name: string,
  decodePlain: (value: string) => string = (value) => value,
): string | null {
  const find = (wanted: string): string | null =>
    parameters.find((one) => one.name === wanted)?.value.value ?? null;
  const extended = find(`${name}*`);
  if (extended !== null) return decodeExtended(splitCharset(extended));

  const pieces: string[] = [];
  let charset: string | null = null;
  for (let number = 0; number < mostPieces; number++) {
    const encoded = find(`${name}*${number}*`);
    const piece = encoded ?? find(`${name}*${number}`);
    if (piece === null) break;
    if (encoded === null) {
      // So that its percent signs stay what they are when the whole is decoded.
      pieces.push(piece.replaceAll('%', '%25'));
    } else if (number === 0) {
      const first = splitCharset(encoded);
      ({ charset } = first);
      pieces.push(first.value);
    } else {
      pieces.push(piece);
    }
  }
  if (pieces.length > 0) return decodeExtended({ charset, value: pieces.join('') });
  const plain = find(name);
  return plain === null ? null : decodePlain(plain);
}

interface Extended {
  readonly charset: string | null;
  readonly value: string;
}

/** `utf-8'en'caf%C3%A9` (RFC 2231 §4). */
function splitCharset(value: string): Extended {
  const first = value.indexOf("'");
  const second = first < 0 ? -1 : value.indexOf("'", first + 1);
  if (second < 0) return { charset: null, value };
  return { charset: value.slice(0, first).toLowerCase() || null, value: value.slice(second + 1) };
}

function decodeExtended({ charset, value }: Extended): string {
  if (!value.includes('%')) return value;
  const bytes = decodeEscapes(value.replaceAll('=', '=3D').replaceAll('%', '='));
  return decodeCharset(charset, encodeLatin1(bytes));
}

/** The end of a value or of a parameter's name. */
function tokenEnd(text: string, at: number, end: number): number {
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isBlank(code) || code === 59 || code === 61 || code === 40 || code === 34) break;
  }
  return at;
}

interface Value {
  readonly value: string;
  readonly end: number;
}

/** Writers leave `=` and `(` unquoted, so only a blank or `;` ends it. */
function readBare(text: string, start: number, end: number): Value {
  let at = start;
  while (at < end && !isBlank(text.charCodeAt(at)) && text.charCodeAt(at) !== 59) at++;
  return { value: text.slice(start, at), end: at };
}

function readQuoted(text: string, at: number, end: number): Value {
  let value = '';
  for (at++; at < end; at++) {
    let code = text.charCodeAt(at);
    if (code === 34) return { value, end: at + 1 };
    if (code === 92 /* \ */) code = text.charCodeAt(++at);
    // A fold inside the quotes is no part of the value.
    if (at < end && code !== 13 && code !== 10) value += text.charAt(at);
  }
  return { value, end };
}

/** Behind blanks and comments. */
export function skipComments(text: string, at: number, end: number): number {
  at = skipBlanks(text, at, end);
  while (at < end && text.charCodeAt(at) === 40 /* ( */) {
    at = skipBlanks(text, commentEnd(text, at, end), end);
  }
  return at;
}
