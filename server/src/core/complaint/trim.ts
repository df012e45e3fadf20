/**
 * What may be left out of a long body that is quoted in a letter: lines from which nobody could be
 * traced, and only those. When in doubt a line stays. Knows lines, no MIME.
 */
import { lineCarriesContact } from '../contacts/line.ts';

/** Lines of a text that are quoted whatever they hold: enough to show what it is. */
const firstLines = 40;
/** A shorter gap is not worth a mark. */
const shortestGap = 3;
/** Lines around one that may name somebody: an address of streets and towns has several. */
const neighbours = 2;

/**
 * The lines with the dull ones in long runs replaced by a mark.
 * @param mark how a gap of so many lines shows; may be several lines
 */
export function trimLines(lines: readonly string[], mark: (count: number) => string): string[] {
  if (lines.length <= firstLines + shortestGap) return [...lines];
  const keep = new Uint8Array(lines.length).fill(1, 0, firstLines);
  lines.forEach((line, index) => {
    if (index >= firstLines - neighbours && lineCarriesContact(line)) {
      keep.fill(1, Math.max(0, index - neighbours), index + neighbours + 1);
    }
  });
  const out: string[] = [];
  for (let at = 0; at < lines.length;) {
    let end = at;
    while (end < lines.length && keep[end] === keep[at]) end++;
    if (keep[at] === 1 || end - at < shortestGap) {
      for (; at < end; at++) out.push(lines[at] ?? '');
    } else {
      out.push(mark(end - at));
      at = end;
    }
  }
  return out;
}
