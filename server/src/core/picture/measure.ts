/** How wide a text will be, and where to cut or break it. Knows letters, not what they say. */

/** The kinds of letters in a drawing. */
export interface Type {
  /** Pixels. */
  readonly size: number;
  readonly bold: boolean;
  readonly mono: boolean;
}

/** Pixels that a text takes on one line. */
export type Measure = (text: string, type: Type) => number;

/** Widths of Helvetica from the blank to the tilde, in thousandths of the size (Adobe's font metrics). */
const helvetica = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
  556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
  611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
  667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
  222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
] as const;

/** The fonts that a page may fall back to are up to this much wider. */
const margin = 1.14;

/** For where there is no page to measure on: never narrower than what common fonts need. */
export function estimate(text: string, { size, bold, mono }: Type): number {
  let thousandths = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0x1100) thousandths += 1000;
    else if (mono) thousandths += 602;
    else thousandths += (helvetica[code - 32] ?? 600) * margin;
  }
  return (thousandths / 1000) * size * (bold && !mono ? 1.14 : 1);
}

/** The text, or its two ends around an ellipsis: of a host name both say something. */
export function fit(text: string, width: number, type: Type, measure: Measure): string {
  if (measure(text, type) <= width) return text;
  const letters = Array.from(text);
  let [none, some] = [0, letters.length];
  // The most letters that fit.
  while (none + 1 < some) {
    const kept = (none + some) >> 1;
    if (measure(shortened(letters, kept), type) <= width) none = kept;
    else some = kept;
  }
  return shortened(letters, none);
}

function shortened(letters: readonly string[], kept: number): string {
  const head = Math.ceil(kept / 2);
  return `${letters.slice(0, head).join('')}…${letters.slice(letters.length - (kept - head)).join('')}`;
}

/** The text in lines of that width, broken at blanks and, where a word is longer than a line, inside it. */
export function wrap(
  text: string,
  width: number,
  type: Type,
  measure: Measure,
  mostLines: number,
): string[] {
  const lines: string[] = [];
  let line = '';
  const words = text.split(' ').flatMap((word) => pieces(word, width, type, measure));
  for (const word of words) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || measure(longer, type) <= width) {
      line = longer;
      continue;
    }
    if (lines.length + 1 === mostLines) return [...lines, unfinished(line, width, type, measure)];
    lines.push(line);
    line = word;
  }
  return [...lines, line];
}

/** The line with an ellipsis, without the last words that leave no room for one. */
function unfinished(line: string, width: number, type: Type, measure: Measure): string {
  let kept = line;
  while (measure(`${kept} …`, type) > width) {
    const blank = kept.lastIndexOf(' ');
    if (blank === -1) return fit(`${kept}…`, width, type, measure);
    kept = kept.slice(0, blank);
  }
  return `${kept} …`;
}

/** Letters of languages that set no blanks may be parted anywhere. */
function pieces(word: string, width: number, type: Type, measure: Measure): string[] {
  if (measure(word, type) <= width) return [word];
  const out: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (piece !== '' && measure(piece + letter, type) > width) {
      out.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...out, piece];
}
