/** The explicit list of formats. To add one: its file, a line here, a paragraph in docs/complaints.md, its place in the tests. */
import { arf } from './arf.ts';
import type { Format } from './format.ts';
import { inline } from './inline.ts';
import { letter } from './letter.ts';
import { text } from './text.ts';
import { xarf } from './xarf.ts';

/** In the order in which they are offered; the first is the default. */
export const formats = [letter, inline, arf, xarf, text] as const satisfies readonly Format[];

export type FormatId = (typeof formats)[number]['id'];

export function isFormatId(value: unknown): value is FormatId {
  return formats.some(({ id }) => id === value);
}

export function formatOf(id: FormatId): Format {
  return formats.find((format) => format.id === id) ?? letter;
}
