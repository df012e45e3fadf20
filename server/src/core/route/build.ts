/** Builds the route: hops with trust and delays, the source and the claimed origin. */
import type { ReceivedField } from '../received/field.ts';
import { plain } from '../text/plain.ts';
import type { OwnHosts } from './own-hosts.ts';
import type { Hop, Route, Source } from './route.ts';
import { type Judgement, serverName, walk } from './trust.ts';

/** The route before any rule has spoken: nothing is contradicted yet. */
export function buildRoute(fields: readonly ReceivedField[], own: OwnHosts): Route {
  const { judgements, border } = walk(fields, own);
  const hops = fields.map((received, index): Hop => {
    const judgement = judgements[index] ?? unjudged;
    return {
      index,
      received,
      trust: judgement.trust,
      trustReason: judgement.reason,
      delaySeconds: delay(fields, index),
    };
  });
  return { hops, border, source: sourceOf(hops, border), claimedOrigin: originOf(hops, border) };
}

const unjudged: Judgement = { trust: 'claimed', reason: '' };

/**
 * The same route once a rule has shown that hop `index` is fabricated: it is contradicted, and
 * nothing beneath it counts any more.
 * @param reason one sentence, plain text
 */
export function contradictRoute(route: Route, index: number, reason: string): Route {
  const hops = route.hops.map((hop): Hop => {
    if (hop.index < index) return hop;
    if (hop.index === index) return { ...hop, trust: 'contradicted', trustReason: reason };
    return {
      ...hop,
      trust: 'beneath-forgery',
      trustReason:
        'It stands beneath a fabricated field: whoever wrote that one wrote this one too.',
    };
  });
  return { ...route, hops, claimedOrigin: originOf(hops, route.border) };
}

/** Seconds since the next older dated hop. */
function delay(fields: readonly ReceivedField[], index: number): number | null {
  const time = fields[index]?.date?.time;
  if (time == null) return null;
  for (let older = index + 1; older < fields.length; older += 1) {
    const before = fields[older]?.date?.time;
    if (before != null) return Math.round((time - before) / 1000);
  }
  return null;
}

function sourceOf(hops: readonly Hop[], border: number | null): Source | null {
  const hop = border === null ? undefined : hops[border];
  if (hop === undefined) return null;
  const by = serverName(hop.received);
  return source(
    hop,
    `${by} received the message from this address and wrote it down; everything beneath that field is only claimed.`,
  );
}

/** The oldest hop beneath the border that names a public client, up to the first contradiction. */
function originOf(hops: readonly Hop[], border: number | null): Source | null {
  if (border === null) return null;
  let origin: Hop | null = null;
  for (let i = border + 1; i < hops.length; i += 1) {
    const hop = hops[i];
    if (hop?.trust !== 'claimed') break;
    const ip = hop.received.from?.ip;
    if (
      hop.received.kind === 'relay' &&
      ip?.valid === true &&
      (ip.range === 'public' || ip.range === 'documentation')
    )
      origin = hop;
  }
  if (origin === null) return null;
  return source(
    origin,
    `The fields beneath the border say that ${serverName(origin.received)} received the message from here. Nothing contradicts them, and nothing proves them.`,
  );
}

function source(hop: Hop, reason: string): Source | null {
  const from = hop.received.from;
  if (from?.ip == null || !from.ip.valid || hop.received.kind !== 'relay') return null;
  return {
    ip: from.ip.value,
    hop: hop.index,
    helo: from.helo === null ? null : from.helo.value,
    rdns: from.rdns === null ? null : from.rdns.value,
    reason: plain(reason, 400),
  };
}
