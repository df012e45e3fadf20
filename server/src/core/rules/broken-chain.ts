/** Fields that are not signed by the client of the field above them. One is common; two are not. */
import { isBroken } from '../route/links.ts';
import type { Route } from '../route/route.ts';
import { plain } from '../text/plain.ts';
import { defineRule, type RuleContext, type Sighting } from './rule.ts';

export const brokenLink = defineRule({
  id: 'broken-link',
  about: 'claims',
  level: 'hint',
  effect: 'none',
  summary: 'A trace field is not signed by the server that handed the message on.',
  *check(context) {
    const broken = brokenLinks(context);
    if (broken.length === 1) yield* broken;
  },
});

export const brokenChain = defineRule({
  id: 'broken-chain',
  about: 'claims',
  level: 'warning',
  effect: 'none',
  summary: 'Two or more trace fields are not signed by the servers that handed the message on.',
  *check(context) {
    const broken = brokenLinks(context);
    if (broken.length > 1) yield* broken;
  },
});

/** What both rules ask of the same route, answered once. */
const known = new WeakMap<Route, readonly Sighting[]>();

function brokenLinks(context: RuleContext): readonly Sighting[] {
  let found = known.get(context.route);
  if (found === undefined) {
    found = findBrokenLinks(context);
    known.set(context.route, found);
  }
  return found;
}

function findBrokenLinks({ route, kin }: RuleContext): Sighting[] {
  const found: Sighting[] = [];
  if (route.border === null) return found;
  for (let i = route.border; i + 1 < route.hops.length; i += 1) {
    const newer = route.hops[i]?.received;
    const older = route.hops[i + 1]?.received;
    if (newer === undefined || older?.by?.host == null || !isBroken(newer, older, kin)) continue;
    const by = older.by.host;
    const client = newer.from?.rdns ?? newer.from?.helo;
    if (client == null) continue;
    found.push({
      start: by.start,
      end: by.end,
      hop: i + 1,
      houses: [client.value, by.value],
      message: `The chain is broken here: the server above received the message from ${plain(client.value, 80)}, but this field is signed by ${plain(by.value, 80)}. They may belong to one house; or somebody put this field in.`,
      related: [{ start: client.start, end: client.end, message: 'Who handed the message on.' }],
    });
  }
  return found;
}
