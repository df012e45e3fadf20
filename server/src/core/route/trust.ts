/**
 * The trust walk: from the topmost field downwards, as far as the reader's own servers speak. The
 * first hop where one of them recorded a stranger is the border; beneath it everything is a claim.
 */
import type { Kinship } from '../net/hosts.ts';
import type { IpLiteral } from '../net/ip.ts';
import type { ReceivedField } from '../received/field.ts';
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
    judgements.push({
      trust: 'border',
      cause: field.kind === 'anonymous' ? 'stranger-unrecorded' : 'stranger',
    });
  }
  if (border === null) {
    // Own servers all the way down: an authenticated user of theirs is the last that was seen.
    const last = fields.at(-1);
    if (last !== undefined && isStranger(last)) {
      border = fields.length - 1;
      judgements[border] = { trust: 'border', cause: 'authenticated-stranger' };
    }
  }
  return { judgements, border };
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
    if (isNeighbour(ip)) return 'neighbour';
    if (isOwnAddress(own, ip)) return 'own-address';
    if (from.auth !== null && next !== undefined) return 'authenticated';
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
    (rdns !== null || nextHost?.toLowerCase() === name.toLowerCase())
  )
    return 'own-name';
  if (rdns !== null && nextHost !== null && isForwarder(rdns.value, nextHost)) return 'forwarder';
  const client = rdns?.value ?? (ip === null ? (from.helo?.value ?? null) : null);
  if (
    client !== null &&
    byHost !== null &&
    nextHost !== null &&
    kin(client, byHost) &&
    kin(nextHost, byHost) &&
    !isPublicProvider(byHost)
  )
    return 'same-organisation';
  return null;
}

/** Whether the hop names a client that is not a neighbour: somebody who came in over the Internet. */
function isStranger(field: ReceivedField): boolean {
  const ip = field.from?.ip ?? null;
  return field.kind === 'relay' && ip !== null && ip.valid && !isNeighbour(ip);
}

function isNeighbour(ip: IpLiteral): boolean {
  return (
    ip.range === 'private' ||
    ip.range === 'loopback' ||
    ip.range === 'link-local' ||
    ip.range === 'shared'
  );
}
