/** Nothing to trace: the header has no Received field at all. */
import { say } from '../text/said.ts';
import { defineRule } from './rule.ts';

export const noReceived = defineRule({
  id: 'no-received',
  about: 'untraced',
  level: 'information',
  effect: 'none',
  summary: 'The message has no Received field: it was never delivered, or its header was cut.',
  *check({ route, header }) {
    if (route.hops.length > 0) return;
    const first = header.fields[0];
    yield {
      start: first?.start ?? header.start,
      end: first?.nameEnd ?? header.start,
      hop: null,
      message:
        header.fields.length === 0
          ? say`No mail header was found here. Save the original message ("show original", "view source") and open that.`
          : say`There is no Received field, so nothing can be traced. Drafts and sent copies have none; a received message shows them in its original form ("show original", "view source").`,
    };
  },
});
