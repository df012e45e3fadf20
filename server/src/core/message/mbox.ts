/** Cuts a mailbox file into its messages. Knows lines, no fields. */
import { skipBlanks } from '../text/chars.ts';
import type { Span } from '../text/span.ts';
import { isMboxLine, skipByteOrderMark, startsField } from './lines.ts';

/**
 * The messages of an mbox (RFC 4155), each with its `From ` line, without the blank line that
 * parts it from the next. A text is an mbox only when it starts with such a line and a second one
 * follows a blank line and precedes a header line; any other text is one message. Writers that do
 * not quote `From ` in bodies are common, hence the strictness.
 */
export function splitMbox(text: string): Span[] {
  const end = text.length;
  const messages: Span[] = [];
  let start = 0;
  if (isMboxLine(text, skipBlanks(text, skipByteOrderMark(text, 0, end), end), end)) {
    let lineBreak = text.indexOf('\nFrom ');
    while (lineBreak >= 0) {
      const blankLine = blankLineBefore(text, lineBreak, start);
      const next = text.indexOf('\n', lineBreak + 1);
      if (blankLine >= 0 && next >= 0 && startsField(text, next + 1, end)) {
        messages.push({ start, end: blankLine });
        start = lineBreak + 1;
      }
      lineBreak = text.indexOf('\nFrom ', lineBreak + 1);
    }
  }
  messages.push({ start, end });
  return messages;
}

/** Where the empty line starts whose LF stands at `lf`; -1 when that line is not empty. */
function blankLineBefore(text: string, lf: number, start: number): number {
  const at = text.charCodeAt(lf - 1) === 13 ? lf - 1 : lf;
  return at > start && text.charCodeAt(at - 1) === 10 ? at : -1;
}
