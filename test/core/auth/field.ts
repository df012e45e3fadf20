/** The one field that a test is about, as the scanner finds it. */
import assert from 'node:assert/strict';
import { scanHeader } from '../../../server/src/core/message/fields.ts';
import type { HeaderField } from '../../../server/src/core/message/header.ts';
import type { Span } from '../../../server/src/core/text/span.ts';

/** The first field of the text. */
export function fieldOf(text: string): HeaderField {
  const field = scanHeader(text).fields[0];
  assert.ok(field !== undefined, 'there is a field');
  return field;
}

export function cut(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}
