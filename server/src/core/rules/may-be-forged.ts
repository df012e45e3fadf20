/** The server's own note that the reverse name does not lead back to the address. */
import { plain } from '../text/plain.ts';
import { say, sentences } from '../text/said.ts';
import { defineRule } from './rule.ts';

export const mayBeForged = defineRule({
  id: 'may-be-forged',
  about: 'doubted',
  level: 'information',
  effect: 'none',
  summary: 'The server noted that the name of the client does not lead back to its address.',
  *check({ route }) {
    for (const { index, received } of route.hops) {
      const note = received.from?.mayBeForged;
      if (note == null) continue;
      const name = received.from?.rdns;
      const ip = received.from?.ip;
      yield {
        start: note.start,
        end: note.end,
        hop: index,
        message: sentences(
          name == null
            ? say`The server asked the DNS for the name of the client's address and got one, but that name does not lead back to the address.`
            : say`The server asked the DNS for the name of the client's address and got ${plain(name.value, 80)}, but that name does not lead back to the address.`,
          say`Anybody can give his addresses what names he likes; mostly it is careless DNS. The address counts, not the name.`,
        ),
        ...(ip == null
          ? {}
          : { related: [{ start: ip.start, end: ip.end, message: say`The address counts.` }] }),
      };
    }
  },
});
