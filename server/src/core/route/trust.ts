/**
 * The trust walk: from the topmost field downwards, as far as the reader's own servers speak. The
 * first hop where one of them recorded a stranger is the border; beneath it everything is a claim.
 */
import { isHostName, isInsideName, type Kinship } from '../net/hosts.ts';
import type { IpLiteral } from '../net/ip.ts';
import type { ReceivedField } from '../received/field.ts';
import { isCustomerName, isMailServerName } from './customers.ts';
import { isForwarder } from './forwarders.ts';
import {
  isInsideProvider,
  isOwnAddress,
  isOwnName,
  isPublicProvider,
  type OwnHosts,
} from './own-hosts.ts';
import type { TrustCause } from './reasons.ts';
import type { Trust } from './route.ts';

/** What the walk says of one hop. */
export interface Judgement {
  readonly trust: Trust;
  readonly cause: TrustCause;
}

export interface Walk {
  readonly judgements: readonly Judgement[];
  readonly border: number | null;
}

/** Judges every hop as if nothing beneath the border contradicted itself. */
export function walk(fields: readonly ReceivedField[], own: OwnHosts, kin: Kinship): Walk {
  const judgements: Judgement[] = [];
  let border: number | null = null;
  for (let i = 0; i < fields.length; i += 1) {
    const field = fields[i];
    if (field === undefined) break;
    if (border !== null) {
      judgements.push(claimed);
      continue;
    }
    const cause = whyOwn(fields, i, own, kin);
    if (cause !== null) {
      judgements.push({ trust: 'own', cause });
      continue;
    }
    border = i;
    judgements.push({ trust: 'border', cause: whyBorder(field) });
  }
  if (border === null) {
    // Own hosts all the way down: the last of them is all that was seen.
    const last = fields.at(-1);
    if (last !== undefined && isStranger(last)) {
      border = fields.length - 1;
      judgements[border] = { trust: 'border', cause: 'oldest' };
    }
  }
  return { judgements, border };
}

function whyBorder({ kind, from }: ReceivedField): TrustCause {
  if (kind === 'anonymous') return 'stranger-unrecorded';
  if (from?.ip != null && isNeighbour(from.ip)) return 'stranger-hidden';
  return from?.auth == null ? 'stranger' : 'authenticated-stranger';
}

const claimed: Judgement = { trust: 'claimed', cause: 'beneath-border' };

/** Why hop `i` is the reader's own and about the reader's own; null when its client is a stranger. */
function whyOwn(
  fields: readonly ReceivedField[],
  i: number,
  own: OwnHosts,
  kin: Kinship,
): TrustCause | null {
  const field = fields[i];
  if (field === undefined) return null;
  if (field.kind === 'local') return 'local-handover';
  const from = field.from;
  if (from === null) return null;
  const next = fields[i + 1];
  const nextHost = next?.by?.host?.value ?? null;
  const byHost = field.by?.host?.value ?? null;
  const ip = from.ip;
  if (ip !== null) {
    if (!ip.valid) return null;
    if (isNeighbour(ip))
      return next === undefined || isLinked(field, next, own, kin) ? 'neighbour' : null;
    if (isOwnAddress(own, ip)) return 'own-address';
    if (byHost !== null && isInsideProvider(byHost, ip, from.helo?.value ?? null))
      return 'inside-provider';
  }
  // Anybody writes what he likes into the reverse zone of his own address; this server noticed.
  const rdns = from.mayBeForged === null ? from.rdns : null;
  const name =
    rdns?.value ?? (from.reverseLookup === 'not-recorded' ? from.helo?.value : undefined) ?? null;
  // A HELO name alone is a claim: the server of that name must have signed the next field.
  if (
    name !== null &&
    isOwnName(own, name) &&
    (rdns !== null || isSame(nextHost, name)) &&
    // The reader named his provider's domain, or this very line.
    (own.names.includes(name.toLowerCase()) || !isCustomerName(name, ip))
  )
    return 'own-name';
  if (nextHost === null || byHost === null) return null;
  if (rdns !== null && isForwarder(rdns.value, nextHost)) return 'forwarder';
  const client = rdns?.value ?? (ip === null ? (from.helo?.value ?? null) : null);
  // A provider shares its domain with everybody who comes in on one of its lines.
  if (
    client === null ||
    !kin(client, byHost) ||
    !kin(nextHost, byHost) ||
    isCustomerName(client, ip)
  )
    return null;
  // Of a login alone nothing follows: passwords are stolen, and a user writes what fields he likes.
  if (from.auth !== null) return 'authenticated';
  // It signed with the name that it is known by, or is one of several mail servers.
  const isServer = isSame(nextHost, client) || isMailServerName(client);
  return isServer && !isPublicProvider(byHost) ? 'same-organisation' : null;
}

/**
 * Whether the neighbour may have signed the next field: with a name of its own or of the house, or
 * with one of the inside. A router or a proxy that hides its clients is a neighbour, too.
 */
function isLinked(
  { from, by }: ReceivedField,
  next: ReceivedField,
  own: OwnHosts,
  kin: Kinship,
): boolean {
  const signed = next.by?.host?.value;
  if (signed === undefined || isInsideName(signed) || !isHostName(signed)) return true;
  if (from?.ip?.range === 'loopback' || isOwnName(own, signed)) return true;
  const house = by?.host?.value;
  // `by exchange.corp.local` behind `by mx.corp.example`: the inside has names of its own.
  if (house === undefined || isInsideName(house)) return true;
  return [house, from?.helo?.value, from?.rdns?.value].some(
    (name) => name !== undefined && (isSame(signed, name) || kin(signed, name)),
  );
}

/** Whether two names are one, in any case. */
function isSame(one: string | null, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

/** Whether the hop names a client that is not a neighbour: somebody who came in over the Internet. */
function isStranger(field: ReceivedField): boolean {
  const ip = field.from?.ip ?? null;
  return field.kind === 'relay' && ip !== null && ip.valid && !isNeighbour(ip);
}

/** Whether the address can only be reached from the server's own network. */
export function isNeighbour(ip: IpLiteral): boolean {
  return (
    ip.range === 'private' ||
    ip.range === 'loopback' ||
    ip.range === 'link-local' ||
    ip.range === 'shared'
  );
}
