/**
 * The trust walk: from the topmost field downwards, as far as the reader's own servers speak. The
 * first hop where one of them recorded a stranger is the border; beneath it everything is a claim.
 */
import { sameOrganisation } from '../net/hosts.ts';
import type { IpLiteral } from '../net/ip.ts';
import type { ReceivedField } from '../received/field.ts';
import { plain } from '../text/plain.ts';
import {
  isInsideProvider,
  isOwnAddress,
  isOwnName,
  isPublicProvider,
  type OwnHosts,
} from './own-hosts.ts';
import type { Trust } from './route.ts';

/** What the walk says of one hop. */
export interface Judgement {
  readonly trust: Trust;
  readonly reason: string;
}

export interface Walk {
  readonly judgements: readonly Judgement[];
  readonly border: number | null;
}

/** Judges every hop as if nothing beneath the border contradicted itself. */
export function walk(fields: readonly ReceivedField[], own: OwnHosts): Walk {
  const judgements: Judgement[] = [];
  let border: number | null = null;
  for (let i = 0; i < fields.length; i += 1) {
    const field = fields[i];
    if (field === undefined) break;
    if (border !== null) {
      judgements.push({ trust: 'claimed', reason: claimedReason });
      continue;
    }
    const reason = whyOwn(fields, i, own);
    if (reason !== null) {
      judgements.push({ trust: 'own', reason });
      continue;
    }
    border = i;
    judgements.push({ trust: 'border', reason: borderReason(field) });
  }
  if (border === null) {
    // Own servers all the way down: an authenticated user of theirs is the last that was seen.
    const last = fields.at(-1);
    if (last !== undefined && isStranger(last)) {
      border = fields.length - 1;
      judgements[border] = {
        trust: 'border',
        reason:
          'The oldest field: your own server let this client in because it had authenticated itself.',
      };
    }
  }
  return { judgements, border };
}

const claimedReason =
  'It stands beneath the border: whoever handed the message over may have written it. Nothing in it speaks against it.';

function borderReason(field: ReceivedField): string {
  const by = serverName(field);
  return field.kind === 'anonymous'
    ? `The last field that can be believed: ${by} took the message from a stranger, but wrote down no address.`
    : `The last field that can be believed: ${by} saw this stranger's address with its own eyes.`;
}

/** Why hop `i` is the reader's own and about the reader's own; null when its client is a stranger. */
function whyOwn(fields: readonly ReceivedField[], i: number, own: OwnHosts): string | null {
  const field = fields[i];
  if (field === undefined) return null;
  const by = serverName(field);
  if (field.kind === 'local') return `A handover inside ${by}: no stranger took part.`;
  const from = field.from;
  if (from === null) return null;
  const next = fields[i + 1];
  const nextHost = next?.by?.host?.value ?? null;
  const byHost = field.by?.host?.value ?? null;
  const ip = from.ip;
  if (ip !== null) {
    if (!ip.valid) return null;
    if (isNeighbour(ip))
      return `The client's address is a private one: it stands in the same network as ${by}.`;
    if (isOwnAddress(own, ip)) return "The client's address is one of your own hosts.";
    if (from.auth !== null && next !== undefined)
      return `The client authenticated itself at ${by}: it is a user, or a server, of the same house.`;
    if (byHost !== null && isInsideProvider(byHost, ip, from.helo?.value ?? null))
      return `The client's address belongs to the inside of the provider that ${by} is a server of.`;
  }
  const name =
    from.rdns?.value ?? (from.reverseLookup === 'not-recorded' ? from.helo?.value : null) ?? null;
  if (name !== null && isOwnName(own, name)) {
    // A HELO name alone is a claim: the server of that name must have signed the next field.
    if (from.rdns !== null || nextHost?.toLowerCase() === name.toLowerCase())
      return 'The client is one of your own hosts.';
  }
  const client = from.rdns?.value ?? (ip === null ? (from.helo?.value ?? null) : null);
  if (
    client !== null &&
    byHost !== null &&
    nextHost !== null &&
    !isPublicProvider(byHost) &&
    sameOrganisation(client, byHost) &&
    sameOrganisation(nextHost, byHost)
  )
    return `Client and server belong to the same organisation, and the client's server signed the next field.`;
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

/** The server of a field, for sentences. */
export function serverName(field: ReceivedField): string {
  const by = field.by;
  if (by?.host != null) return plain(by.host.value, 80);
  return by?.ip != null ? plain(by.ip.value, 80) : 'the server';
}
