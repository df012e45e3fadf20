/** Fields that are not signed by the client of the field above them. One is common; two are not. */
import { brokenLinks } from '../route/links.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/said.ts';
import { defineRule, type RuleContext, type Sighting } from './rule.ts';

export const brokenLink = defineRule({
  id: 'broken-link',
  about: 'broken',
  level: 'hint',
  effect: 'none',
  summary: 'A trace field is not signed by the server that handed the message on.',
  *check(context) {
    const broken = brokenLinks(context.route, context.kin);
    if (broken.length === 1) yield* sightings(context, broken);
  },
});

export const brokenChain = defineRule({
  id: 'broken-chain',
  about: 'broken',
  level: 'warning',
  effect: 'none',
  summary: 'Two or more trace fields are not signed by the servers that handed the message on.',
  *check(context) {
    const broken = brokenLinks(context.route, context.kin);
    if (broken.length > 1) yield* sightings(context, broken);
  },
});

function* sightings({ route }: RuleContext, broken: readonly number[]): Iterable<Sighting> {
  for (const hop of broken) {
    const from = route.hops[hop - 1]?.received.from;
    const client = from?.rdns ?? from?.helo;
    const by = route.hops[hop]?.received.by?.host;
    if (client == null || by == null) continue;
    yield {
      start: by.start,
      end: by.end,
      hop,

      houses: [client.value, by.value],
      message: say`The chain is broken here: the server above received the message from ${plain(client.value, 80)}, but this field is signed by ${plain(by.value, 80)}. They may belong to one house; or somebody put this field in.`,
      related: [{ start: client.start, end: client.end, message: say`Who handed the message on.` }],
    };
  }
}
