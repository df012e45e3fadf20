/** A message without a `Date` field, which every message must have (RFC 5322 §3.6). */
import { indexOf } from '../message/field-index.ts';
import { say } from '../text/said.ts';
import { defineRule } from './rule.ts';

export const noDate = defineRule({
  id: 'no-date',
  about: 'dateless',
  level: 'information',
  effect: 'none',
  summary: 'The message has no Date field, which every mail program writes.',
  *check(context) {
    const { header } = context;
    // What has no sender either is a piece of a header, not a message.
    if (header.fields.length === 0 || indexOf(context).first('date') !== undefined) return;
    const from = indexOf(context).first('from');
    if (from === undefined) return;
    yield {
      start: from.start,
      end: from.nameEnd,
      hop: null,
      message: say`There is no Date field. Every mail program writes one (RFC 5322 §3.6); scripts that send in bulk forget it.`,
    };
  },
});
