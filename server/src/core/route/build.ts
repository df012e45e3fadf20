/** Builds the route: hops with trust and delays, the source and the claimed origin. */
import type { Kinship } from '../net/hosts.ts';
import type { ReceivedField } from '../received/field.ts';
import type { OwnHosts } from './own-hosts.ts';
import {
  listSourceReason,
  originReason,
  reasonOf,
  sourceReason,
  type TrustCause,
} from './reasons.ts';
import type { Hop, Route, Source, Trust } from './route.ts';
import { isNeighbour, walk } from './trust.ts';

/** A hop whose sentence is written when somebody reads it: most are never read. */
class JudgedHop implements Hop {
  constructor(
    readonly index: number,
    readonly received: ReceivedField,
    readonly trust: Trust,
    readonly cause: TrustCause,
    readonly delaySeconds: number | null,
    readonly detail: string | null = null,
  ) {}

  get trustReason(): string {
    return this.detail ?? reasonOf(this.cause, this.received);
  }
}

class JudgedSource implements Source {
  readonly ip: string;
  readonly hop: number;
  readonly helo: string | null;
  readonly rdns: string | null;
  readonly #reason: (field: ReceivedField) => string;
  readonly #field: ReceivedField;

  constructor(ip: string, { index, received }: Hop, reason: (field: ReceivedField) => string) {
    this.ip = ip;
    this.hop = index;
    this.helo = received.from?.helo?.value ?? null;
    this.rdns = received.from?.rdns?.value ?? null;
    this.#reason = reason;
    this.#field = received;
  }

  get reason(): string {
    return this.#reason(this.#field);
  }
}

/**
 * The route before any rule has spoken: nothing is contradicted yet.
 * @param list whether the message came through a mailing list
 */
export function buildRoute(
  fields: readonly ReceivedField[],
  own: OwnHosts,
  kin: Kinship,
  list: boolean,
): Route {
  const { judgements, border } = walk(fields, own, kin);
  const delays = delaysOf(fields);
  const hops = fields.map((received, index): Hop => {
    const { trust, cause } = judgements[index] ?? { trust: 'claimed', cause: 'beneath-border' };
    return new JudgedHop(index, received, trust, cause, delays[index] ?? null);
  });
  const reason = list ? listSourceReason : sourceReason;
  const believed = border === null ? undefined : hops[border];
  return {
    hops,
    border,
    source: believed === undefined ? null : source(believed, reason),
    claimedOrigin: originOf(hops, border),
  };
}

/**
 * The same route once a rule has shown that hop `index` is fabricated: it is contradicted, and
 * nothing beneath it counts any more.
 * @param reason what the rule said, plain text
 */
export function contradictRoute(route: Route, index: number, reason: string): Route {
  const hops = route.hops.map((hop): Hop => {
    if (hop.index < index) return hop;
    const { received, delaySeconds } = hop;
    return hop.index === index
      ? new JudgedHop(index, received, 'contradicted', 'fabricated', delaySeconds, reason)
      : new JudgedHop(hop.index, received, 'beneath-forgery', 'beneath-fabricated', delaySeconds);
  });
  return { ...route, hops, claimedOrigin: originOf(hops, route.border) };
}

/** Seconds of each hop since the next older dated one. */
function delaysOf(fields: readonly ReceivedField[]): (number | null)[] {
  const delays = new Array<number | null>(fields.length);
  let older: number | null = null;
  for (let i = fields.length - 1; i >= 0; i -= 1) {
    const time: number | null = fields[i]?.date?.time ?? null;
    delays[i] = time === null || older === null ? null : Math.round((time - older) / 1000);
    older = time ?? older;
  }
  return delays;
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
  return origin === null ? null : source(origin, originReason);
}

function source(hop: Hop, reason: (field: ReceivedField) => string): Source | null {
  const ip = hop.received.from?.ip;
  if (ip?.valid !== true || hop.received.kind !== 'relay' || isNeighbour(ip)) return null;
  return new JudgedSource(ip.value, hop, reason);
}
