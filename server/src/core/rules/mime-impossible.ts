/** Parts that cannot be: programs must guess where they begin and end, and a filter may guess another way than the reader's program. */
import { fieldsNamed } from '../message/fields.ts';
import type { HeaderField } from '../message/header.ts';
import { skipBlanks } from '../text/chars.ts';
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
      if (second !== undefined) {
        yield {
          ...at(second),
          message:
            'This part has two Content-Type fields. One program believes the first, another the last: what a filter takes for a text may be a program to the reader.',
        };
      }
      if (type === undefined || delimiters === null || delimiters === 'closed') continue;
      // A header alone, as people paste and keep it, has no parts to miss; nor is what was cut off missing.
      if (skipBlanks(text, header.bodyStart, header.end) === header.end) continue;
      if (delimiters === 'no-boundary') {
        yield {
          ...at(type),
          message:
            'This announces several parts but not the line that separates them (no boundary). Programs can only guess what the message holds.',
        };
      } else if (!body.cut && delimiters === 'none') {
        yield {
          ...at(type),
          message:
            'This announces several parts, but the line that should separate them occurs nowhere. Programs can only guess what the message holds.',
        };
      } else if (!body.cut) {
        yield {
          ...at(type),
          level: 'information',
          message:
            'The line that should end the last part is missing: the message was cut off, or a careless program wrote it.',
        };
      }
    }
  },
});

function at({ start, nameEnd }: HeaderField): Pick<Sighting, 'start' | 'end' | 'hop'> {
  return { start, end: nameEnd, hop: null };
}
