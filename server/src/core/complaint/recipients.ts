/**
 * Whom to tell when no lookup was made: mailbox names that RFC 2142 asks every domain to have.
 * One row a kind of recipient. Rests on what a believable server recorded, never on HELO, From or
 * Reply-To: the owners of those names are the forger's victims.
 */
import { isHostName, registrableDomain, sameOrganisation } from '../net/hosts.ts';
import type { IpRange } from '../net/ip.ts';
import { isPublicProvider, readOwnHosts } from '../route/own-hosts.ts';
import type { Hop, Route } from '../route/route.ts';

export interface Recipient {
  readonly address: string;
  /** What the guess rests on; goes on after "guessed from". Plain text, checked values only. */
  readonly basis: string;
}

export interface RecipientContext {
  /** The hop whose client is the source, or else the border. */
  readonly hop: Hop;
  /** Whether the route names a source. */
  readonly hasSource: boolean;
  /** Whether a host belongs to the reader, as far as the settings and the reader's own hops tell. */
  readonly isOwn: (host: string) => boolean;
}

interface RecipientKind {
  readonly id: string;
  guess(context: RecipientContext): readonly Recipient[];
}

const reportable: readonly IpRange[] = ['public', 'documentation'];

/** The reverse name, checked by the server that recorded it: the network's own name for its client. */
const reverseName: RecipientKind = {
  id: 'reverse-name',
  guess({ hop, hasSource, isOwn }) {
    const { from } = hop.received;
    const rdns = from?.rdns?.value;
    if (!hasSource || rdns === undefined || !hasReportableAddress(hop)) return [];
    // Sendmail says so when the name does not lead back to the address: then anybody may have chosen it.
    if (from?.reverseLookup !== 'recorded' || from.mayBeForged !== null) return [];
    const domain = mailDomain(rdns);
    if (domain === null || isOwn(rdns)) return [];
    return [{ address: `abuse@${domain}`, basis: `the reverse name ${rdns}` }];
  },
};

/**
 * The server that recorded no client address: only its logs can tell. It stands at the border, so
 * its own name in `by` can be believed. Not when it is known to be the reader's.
 */
const anonymousRelay: RecipientKind = {
  id: 'anonymous-relay',
  guess({ hop, hasSource, isOwn }) {
    const host = hop.received.by?.host?.value;
    if (hasSource || hop.received.kind !== 'anonymous' || host === undefined) return [];
    const domain = mailDomain(host);
    if (domain === null || isOwn(host)) return [];
    const basis = `the name of the server that recorded no address, ${host}`;
    return [
      { address: `postmaster@${domain}`, basis },
      { address: `abuse@${domain}`, basis },
    ];
  },
};

/** Postmaster at the bare address (RFC 5321 §4.1.3): what remains when the address has no name. */
const addressLiteral: RecipientKind = {
  id: 'address-literal',
  guess({ hop, hasSource, isOwn }) {
    const ip = hop.received.from?.ip;
    const rdns = hop.received.from?.rdns?.value;
    if (!hasSource || !ip || !hasReportableAddress(hop)) return [];
    if (rdns !== undefined && isOwn(rdns)) return [];
    const literal = ip.version === 6 ? `IPv6:${ip.value}` : ip.value;
    return [{ address: `postmaster@[${literal}]`, basis: `the address ${ip.value}` }];
  },
};

/** In this order; the first kind that knows somebody is asked alone. */
const recipientKinds: readonly RecipientKind[] = [reverseName, anonymousRelay, addressLiteral];

/** The route of something that was never received: it names nobody. */
export const noRoute: Route = { hops: [], border: null, source: null, claimedOrigin: null };

/** The hop that a complaint is about: the one that recorded the source, or else the border. */
export function reportedHop(route: Route): Hop | null {
  const index = route.source?.hop ?? route.border;
  return index === null ? null : (route.hops[index] ?? null);
}

/** Empty when nobody can be named. */
export function guessRecipients(route: Route, ownHosts: readonly string[]): readonly Recipient[] {
  const hop = reportedHop(route);
  if (hop === null) return [];
  const own = [...readOwnHosts(ownHosts).names, ...recorders(route)];
  const context = {
    hop,
    hasSource: route.source !== null,
    isOwn: (host: string) => own.some((name) => sameOrganisation(name, host)),
  };
  for (const kind of recipientKinds) {
    const recipients = kind.guess(context);
    if (recipients.length > 0) return recipients;
  }
  return [];
}

/**
 * The servers that received the message for the reader. Not those of providers whose customers are
 * strangers to each other: there a neighbour's spam is the provider's business. Nor a border that
 * recorded no address: whoever runs it, its postmaster is the one to tell.
 */
function recorders(route: Route): string[] {
  return route.hops
    .filter(({ trust }) => trust === 'own' || (trust === 'border' && route.source !== null))
    .map(({ received }) => received.by?.host?.value ?? '')
    .filter((host) => !isPublicProvider(host));
}

function hasReportableAddress(hop: Hop): boolean {
  const ip = hop.received.from?.ip;
  return ip?.valid === true && reportable.includes(ip.range);
}

/** The domain that answers for a host; null when the name cannot have mailboxes. */
function mailDomain(host: string): string | null {
  return isHostName(host) ? registrableDomain(host) : null;
}
