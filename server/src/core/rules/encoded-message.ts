/** A message that was forwarded in an encoding: nothing in it can be marked where it stands, so this says what its own route says. */
import { plain } from '../text/plain.ts';
import { say, sentences } from '../text/said.ts';
import { defineRule } from './rule.ts';

export const encodedMessage = defineRule({
  id: 'encoded-message',
  level: 'information',
  effect: 'none',
  summary: 'A message is forwarded inside in base64 or quoted-printable, and judged as decoded.',
  *check({ encoded = [] }) {
    for (const { analysis, place, encoding } of encoded) {
      const { part, route, findings } = analysis;
      const { source } = route;
      const grave = new Set(
        findings
          .filter(({ level }) => level === 'error' || level === 'warning')
          .map(({ rule }) => rule),
      );
      const from =
        source === null
          ? say`No address can be named that it came from.`
          : say`It came from ${plain(source.ip, 60)}: ${source.reason}`;
      const against = grave.size === 0 ? null : say`Against it speak: ${[...grave].join(', ')}.`;
      yield {
        start: place.start,
        end: place.end,
        hop: null,
        message: sentences(
          say`The message forwarded in part ${part ?? ''} stands here in ${encoding}, and was judged as decoded.`,
          from,
          against,
          say`To see its fields explained, save the attachment as a file of its own and open that.`,
        ),
      };
    }
  },
});
