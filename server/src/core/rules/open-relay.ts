/** The 1997 pages' second guideline: a server takes mail from its own people or for its own people, and for nobody else. */
import { isListMail } from '../message/lists.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/said.ts';
import { defineRule } from './rule.ts';

export const openRelay = defineRule({
  id: 'open-relay',
  about: 'strangers',
  level: 'information',
  effect: 'none',
  summary: 'A server passed on mail from a stranger to a stranger, without authentication.',
  *check({ route, kin, header }) {
    // A list's server takes mail from strangers to send it to strangers: that is what it is for.
    if (route.border === null || isListMail(header)) return;
    for (let i = route.border + 1; i < route.hops.length; i += 1) {
      const hop = route.hops[i];
      const received = hop?.received;
      const by = received?.by?.host;
      const from = received?.from;
      if (
        hop?.trust !== 'claimed' ||
        received?.kind !== 'relay' ||
        by == null ||
        // A nickname is looked up in a list of the server's own: a neighbour has one, a stranger none.
        from?.rdns?.value.includes('.') !== true
      )
        continue;
      if (from.auth !== null || (from.ip?.range !== 'public' && from.ip?.range !== 'documentation'))
        continue;
      if (received.for.length === 0 || !by.value.includes('.') || kin(from.rdns.value, by.value))
        continue;
      const domains = received.for.map(({ value }) => value.slice(value.lastIndexOf('@') + 1));
      if (domains.some((domain) => !domain.includes('.') || kin(domain, by.value))) continue;
      // The server above must be a stranger's, too: else this one is the recipient's gateway.
      const next = route.hops[i - 1]?.received.by?.host;
      if (next == null || kin(next.value, by.value)) continue;
      yield {
        start: by.start,
        end: by.end,
        hop: i,
        houses: [from.rdns.value, by.value],
        message: say`${plain(by.value, 80)} took this message from a stranger for a stranger, and no login is recorded. It may be an open relay, or a service that knows its customers by their addresses.`,
        related: [
          {
            start: from.rdns.start,
            end: from.rdns.end,
            message: say`The client, of another house.`,
          },
        ],
      };
    }
  },
});
