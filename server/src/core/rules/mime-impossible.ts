/** Parts that cannot be: programs must guess where they begin and end, and a filter may guess another way than the reader's program. */
import { fieldsNamed } from '../message/fields.ts';
import type { Header, HeaderField } from '../message/header.ts';
import { isBlank, skipBlanks } from '../text/chars.ts';
import { say } from '../text/said.ts';
import { defineRule, type Sighting } from './rule.ts';

export const mimeImpossible = defineRule({
  id: 'mime-impossible',
  level: 'warning',
  effect: 'none',
  summary: 'The message announces parts that are not there, or contradicts itself about them.',
  *check({ text, body }) {
    if (body === undefined) return;
    for (const { header, delimiters } of body.parts) {
      const [type, second] = fieldsNamed(header, 'content-type');
      if (type !== undefined && second !== undefined) {
        yield {
          ...at(second),
          // Careless scripts write the same one twice.
          ...(wordsOf(text, type) === wordsOf(text, second) ? { level: 'information' } : {}),
          message: say`This part has two Content-Type fields. One program believes the first, another the last: what a filter takes for a text may be a program to the reader.`,
        };
      }
      if (type === undefined || delimiters === null || delimiters === 'closed') continue;
      // A header alone, as people paste and keep it, has no parts to miss; nor is what was cut off missing.
      if (skipBlanks(text, header.bodyStart, header.end) === header.end) continue;
      if (delimiters === 'no-boundary') {
        yield {
          ...at(type),
          message: say`This announces several parts but not the line that separates them (no boundary). Programs can only guess what the message holds.`,
        };
      } else if (!body.cut && delimiters === 'none') {
        yield {
          ...at(type),
          // Archives keep the header and take the parts away; other delimiters are a contradiction.
          ...(holdsDelimiter(text, header) ? {} : { level: 'information' }),
          message: say`This announces several parts, but the line that should separate them occurs nowhere. Programs can only guess what the message holds.`,
        };
      } else if (!body.cut) {
        yield {
          ...at(type),
          level: 'information',
          message: say`The line that should end the last part is missing: the message was cut off, or a careless program wrote it.`,
        };
      }
    }
  },
});

/** The value without folds, in lower case. */
function wordsOf(text: string, { valueStart, end }: HeaderField): string {
  return text.slice(valueStart, end).replace(/\s+/g, ' ').toLowerCase();
}

/** Whether a line of the body looks like the delimiter of some boundary, not the one that ends a letter's text (`-- `). */
function holdsDelimiter(text: string, { bodyStart, end }: Header): boolean {
  for (let at = text.indexOf('\n--', bodyStart - 1); at >= 0 && at < end;) {
    const next = text.charCodeAt(at + 3);
    if (next !== 45 /* - */ && !isBlank(next)) return true;
    at = text.indexOf('\n--', at + 3);
  }
  return false;
}

function at({ start, nameEnd }: HeaderField): Pick<Sighting, 'start' | 'end' | 'hop'> {
  return { start, end: nameEnd, hop: null };
}
