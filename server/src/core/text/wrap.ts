/** Breaks text at its blanks. Counts UTF-16 units: for what is printed in a fixed width or sent in a header, not for letters (`complaint/layout`). */

/**
 * Lines of at most `width` units, what they begin with included; a word longer than a line stays whole.
 * @param first what the first line begins with
 * @param rest what each further line begins with
 */
export function wrapWords(text: string, width: number, first = '', rest = first): string[] {
  const [start = '', ...words] = text.split(' ');
  const lines: string[] = [];
  let line = first + start;
  for (const word of words) {
    if (line.length + 1 + word.length > width) {
      lines.push(line);
      line = rest + word;
    } else {
      line += ` ${word}`;
    }
  }
  return [...lines, line];
}
