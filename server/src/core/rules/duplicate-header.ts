/** A field that a message may have once stands there twice: readers and filters may look at different ones. */
import { indexOf } from '../message/field-index.ts';
import type { HeaderField } from '../message/header.ts';
import { readMailboxes } from '../message/mailboxes.ts';
import { say } from '../text/said.ts';
import { defineRule } from './rule.ts';

export const duplicateHeader = defineRule({
  id: 'duplicate-header',
  about: 'repeated',
  level: 'warning',
  effect: 'none',
  summary: 'A field that a message may have once (From, Subject, Date and others) occurs again.',
  *check(context) {
    const { text } = context;
    const { repeated } = indexOf(context);
    for (const field of repeated) {
      const first = context.header.fields.find(({ key }) => key === field.key);
      const isContradiction =
        field.key === 'from' &&
        first !== undefined &&
        addresses(text, first) !== addresses(text, field);
      yield {
        start: field.start,
        end: field.nameEnd,
        hop: null,
        // Gateways and careless scripts repeat what stands there already.
        ...(isContradiction ? {} : { level: 'information' }),
        message: say`A message may have one ${field.name} field (RFC 5322 §3.6), and this is another. One program shows the first, another the last; a filter may check one that nobody sees.`,
        ...(first === undefined
          ? {}
          : {
              related: [{ start: first.start, end: first.nameEnd, message: say`The first one.` }],
            }),
      };
    }
  },
});

/** Who signs by this field. */
function addresses(text: string, { valueStart, end }: HeaderField): string {
  return readMailboxes(text, valueStart, end)
    .map(({ address }) => address?.value.toLowerCase() ?? '')
    .join();
}
