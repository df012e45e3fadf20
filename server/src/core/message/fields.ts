/** Finds the fields of a header in the text as it stands (RFC 5322 §2.2). Knows no field's meaning, reads no body. */
import { skipBlanks } from '../text/chars.ts';
import type { Span } from '../text/span.ts';
import type { Header, HeaderField, HeaderOddity } from './header.ts';
import { knownName } from './known-names.ts';
import {
  breakLength,
  endOfLine,
  isMboxLine,
  isSpaceOrTab,
  skipByteOrderMark,
  startsField,
} from './lines.ts';

/** No header of a real message comes near it (133 kB was the longest seen); beyond it nothing is read. */
export const longestHeader = 8 * 1024 * 1024;
export const mostFields = 100_000;

/** So many lines in a row that are no fields are a body to which nobody wrote the blank line. */
const longestMalformedRun = 64;
/** Telling more of one header would help nobody and cost a hostile one nothing. */
const mostOddities = 256;

/**
 * Scans the header of the message that `text[start, end)` holds: LF, CRLF, CR or all of them mixed.
 *
 * Reads as people paste: a byte order mark, blank lines and a common indentation before the first
 * field are stepped over. A line that is no field never ends the header, since one odd line must
 * not cost the fields beneath it; only a blank line does, or a long run of odd lines.
 */
export function scanHeader(text: string, start = 0, end = text.length): Header {
  // Cut off, or a part of a message would be searched for line breaks up to the end of the message.
  if (end < text.length) text = text.slice(0, end);
  let from = skipToField(text, skipByteOrderMark(text, start, end), end);
  let mboxLine: Span | null = null;
  if (isMboxLine(text, from, end)) {
    const first = from;
    let lineEnd: number;
    // Programs that append to a mailbox file put one such line above the other.
    do {
      lineEnd = endOfLine(text, from, end);
      from = lineEnd < end ? Math.min(lineEnd + breakLength(text, lineEnd), end) : end;
    } while (isMboxLine(text, from, end));
    mboxLine = { start: first, end: lineEnd };
    start = from;
  }
  return scan(text, start, from, end, mboxLine, indentation(text, from, end));
}

/** Scans the header of a MIME part: it starts at once, and may be empty (RFC 2046 §5.1). */
export function scanPartHeader(text: string, start: number, end: number): Header {
  if (end < text.length) text = text.slice(0, end);
  return scan(text, start, start, end, null, 0);
}

/**
 * @param start where the message starts
 * @param from where its first field starts
 * @param indent blanks before each field's name
 */
function scan(
  text: string,
  start: number,
  from: number,
  end: number,
  mboxLine: Span | null,
  indent: number,
): Header {
  const header = scanLines(text, start, from, end, mboxLine, indent, false);
  // Nearly nobody writes a bare CR; looking for one at every line would cost everybody.
  const bareCr = findBareCr(text, from, header.headerEnd);
  if (bareCr < 0) return header;
  const again = scanLines(text, start, from, end, mboxLine, indent, true);
  if (bareCr >= again.headerEnd) return again;
  const oddity: HeaderOddity = { defect: 'bare-cr', start: bareCr, end: bareCr + 1 };
  return { ...again, oddities: [...again.oddities, oddity].sort((a, b) => a.start - b.start) };
}

/** The fields of one name (lower case), in the order of the header. */
export function fieldsNamed(header: Header, key: string): readonly HeaderField[] {
  return header.fields.filter((field) => field.key === key);
}

/** @param bareCr whether a CR alone ends a line; else only LF and CRLF do, which is quicker */
function scanLines(
  text: string,
  start: number,
  from: number,
  end: number,
  mboxLine: Span | null,
  indent: number,
  bareCr: boolean,
): Header {
  const stop = Math.min(end, start + longestHeader);
  const breaks = bareCr ? new LineBreaks(text) : null;
  const fields: HeaderField[] = [];
  const oddities: HeaderOddity[] = [];
  let at = from;
  let bodyStart = -1;
  // The run of malformed lines that the scanner is in: where it began, and how many oddities went before.
  let run = 0;
  let runStart = 0;
  let beforeRun = 0;

  while (at < stop) {
    let code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && (bareCr || text.charCodeAt(at + 1) === 10))) {
      bodyStart = at + breakLength(text, at);
      break;
    }
    if (fields.length === mostFields) break;

    const nameStart = indent > 0 && isIndented(text, at, indent) ? at + indent : at;
    let nameEnd = nameStart;
    while ((code = text.charCodeAt(nameEnd)) > 32 && code !== 58 && code < 127) nameEnd++;
    let colon = nameEnd;
    while (code === 32 || code === 9) code = text.charCodeAt(++colon);
    const isField = code === 58 && nameEnd > nameStart && colon < stop;

    let valueStart = isField ? colon + 1 : at;
    while (isField && valueStart < stop && isSpaceOrTab(text.charCodeAt(valueStart))) valueStart++;

    // To the end of the last fold.
    let next = valueStart;
    let lineEnd: number;
    do {
      lineEnd = breaks === null ? text.indexOf('\n', next) : breaks.find(next);
      if (lineEnd < 0 || lineEnd >= stop) {
        lineEnd = stop;
        next = stop;
        break;
      }
      next = breaks === null ? lineEnd + 1 : lineEnd + breakLength(text, lineEnd);
    } while (
      next < stop &&
      isSpaceOrTab(text.charCodeAt(next)) &&
      !(indent > 0 && isIndented(text, next, indent))
    );
    if (breaks === null && next > lineEnd && text.charCodeAt(lineEnd - 1) === 13) lineEnd--;

    if (isField) {
      run = 0;
      const known = knownName(text, nameStart, nameEnd);
      const name = known?.name ?? text.slice(nameStart, nameEnd);
      const key = known?.key ?? name.toLowerCase();
      fields.push({ start: nameStart, end: lineEnd, name, key, nameEnd, valueStart });
      if (colon > nameEnd && oddities.length < mostOddities) {
        oddities.push({ defect: 'space-before-colon', start: nameEnd, end: colon });
      }
    } else {
      if (run === 0) {
        runStart = at;
        beforeRun = oddities.length;
      }
      if (oddities.length < mostOddities) {
        oddities.push({ defect: 'malformed-line', start: at, end: lineEnd });
      }
      if (++run > longestMalformedRun) {
        at = runStart;
        oddities.length = beforeRun;
        break;
      }
    }
    at = next;
  }

  if (bodyStart < 0) {
    bodyStart = at;
    if (at === end || run > longestMalformedRun) {
      if (fields.length > 0) oddities.push({ defect: 'no-blank-line', start: at, end: at });
    } else {
      oddities.push({ defect: 'cut-short', start: at, end: at });
    }
  }
  const nul = text.slice(from, at).indexOf('\0');
  if (nul >= 0) {
    oddities.push({ defect: 'nul', start: from + nul, end: from + nul + 1 });
    oddities.sort((a, b) => a.start - b.start);
  }
  return {
    start,
    end,
    mboxLine,
    fields,
    headerEnd: at,
    bodyStart: Math.min(bodyStart, end),
    oddities,
  };
}

/** The next line break of any kind, each searched for once over the whole text. */
class LineBreaks {
  readonly #text: string;
  #lf = -1;
  #cr = -1;

  constructor(text: string) {
    this.#text = text;
  }

  /** @param at never smaller than at the call before */
  find(at: number): number {
    if (this.#lf < at) this.#lf = this.#indexOf('\n', at);
    if (this.#cr < at) this.#cr = this.#indexOf('\r', at);
    return Math.min(this.#lf, this.#cr);
  }

  #indexOf(character: string, at: number): number {
    const found = this.#text.indexOf(character, at);
    return found < 0 ? Infinity : found;
  }
}

/** The offset of the first CR that no LF follows; -1 when there is none. */
function findBareCr(text: string, start: number, end: number): number {
  const header = text.slice(start, end);
  let at = header.indexOf('\r');
  while (at >= 0 && header.charCodeAt(at + 1) === 10) at = header.indexOf('\r', at + 2);
  return at < 0 ? at : start + at;
}

/** Behind the blank lines when a field or an mbox line follows them; else they are the end of an empty header. */
function skipToField(text: string, start: number, end: number): number {
  const first = skipBlanks(text, start, end);
  if (first === start || (!isMboxLine(text, first, end) && !startsField(text, first, end))) {
    return start;
  }
  let at = first;
  while (at > start && isSpaceOrTab(text.charCodeAt(at - 1))) at--;
  return at;
}

/** How many blanks stand before the first field: a header copied from a quotation or a web page has them everywhere. */
function indentation(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isSpaceOrTab(text.charCodeAt(at))) at++;
  return at > start && startsField(text, at, end) ? at - start : 0;
}

/** Whether the line has the header's own indentation and a field behind it, so that it is no fold. */
function isIndented(text: string, start: number, indent: number): boolean {
  for (let at = start; at < start + indent; at++) {
    if (!isSpaceOrTab(text.charCodeAt(at))) return false;
  }
  return startsField(text, start + indent, text.length);
}
