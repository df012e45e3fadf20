/**
 * Whom to tell when nobody was asked: mailbox names that RFC 2142 asks every domain to have. One row
 * a kind of recipient. Rests on what a believable server recorded, never on HELO, From or Reply-To:
 * the owners of those names are the forger's victims.
 */
import { reportedHop } from '../complaint/recipients.ts';
import { isHostName, registrableDomain, sameOrganisation } from '../net/hosts.ts';
import type { IpRange } from '../net/ip.ts';
import { hidesClient } from '../received/gap.ts';
import { isPublicProvider, readOwnHosts } from '../route/own-hosts.ts';
import { say, type Value } from '../text/said.ts';
import type { Hop, Route } from '../route/route.ts';
import type { Contact, ContactRole } from './contact.ts';

interface GuessContext {
  /** The hop whose client is the source, or else the border. */
  readonly hop: Hop;
  /** Whether the route names a source. */
  readonly hasSource: boolean;
  /** Whether a host belongs to the reader, as far as the settings and the reader's own hops tell. */
  readonly isOwn: (host: string) => boolean;
}

interface ContactKind {
  readonly id: string;
  guess(context: GuessContext): readonly Contact[];
}

const reportable: readonly IpRange[] = ['public', 'documentation'];

/** The reverse name, checked by the server that recorded it: the network's own name for its client. */
const reverseName: ContactKind = {
  id: 'reverse-name',
  guess({ hop, hasSource, isOwn }) {
    const { from } = hop.received;
    const rdns = from?.rdns?.value;
    if (!hasSource || rdns === undefined || !hasReportableAddress(hop)) return [];
    // Sendmail says so when the name does not lead back to the address: then anybody may have chosen it.
    if (from?.reverseLookup !== 'recorded' || from.mayBeForged !== null) return [];
    const domain = mailDomain(rdns);
    if (domain === null || isOwn(rdns)) return [];
    return [byRole('abuse', domain, 'network', say`the reverse name ${rdns}`)];
  },
};

/**
 * The server that recorded no client address: only its logs can tell. It stands at the border, so
 * its own name in `by` can be believed. Not when it is known to be the reader's.
 */
const anonymousRelay: ContactKind = {
  id: 'anonymous-relay',
  guess({ hop, hasSource, isOwn }) {
    const host = hop.received.by?.host?.value;
    if (hasSource || !hidesClient(hop.received) || host === undefined) return [];
    const domain = mailDomain(host);
    if (domain === null || isOwn(host)) return [];
    const basis = say`the name of the server that recorded no address, ${host}`;
    return [
      byRole('postmaster', domain, 'anonymous-relay', basis),
      byRole('abuse', domain, 'anonymous-relay', basis),
    ];
  },
};

/** What remains when the address has no name. */
const addressLiteral: ContactKind = {
  id: 'address-literal',
  guess({ hop, hasSource, isOwn }) {
    const ip = hop.received.from?.ip;
    const rdns = hop.received.from?.rdns?.value;
    if (!hasSource || !ip || !hasReportableAddress(hop)) return [];
    if (rdns !== undefined && isOwn(rdns)) return [];
    return [guessFromAddress(ip.value, 'network')];
  },
};

/** In this order; the first kind that knows somebody is asked alone. */
const contactKinds: readonly ContactKind[] = [reverseName, anonymousRelay, addressLiteral];

/** The recipients of a complaint about this route, best first. Empty when nobody can be named. */
export function guessContacts(route: Route, ownHosts: readonly string[]): readonly Contact[] {
  const hop = reportedHop(route);
  if (hop === null) return [];
  const isOwn = ownHostOf(route, ownHosts);
  const context = { hop, hasSource: route.source !== null, isOwn };
  for (const kind of contactKinds) {
    const contacts = kind.guess(context);
    if (contacts.length > 0) return contacts;
  }
  return [];
}

/** Tells whether a host belongs to the reader, as far as the settings and the reader's own hops tell. */
export function ownHostOf(route: Route, ownHosts: readonly string[]): (host: string) => boolean {
  const own = [...readOwnHosts(ownHosts).names, ...recorders(route)];
  return (host) => own.some((name) => sameOrganisation(name, host));
}

/**
 * Who answers for a domain, as RFC 2142 §2 and §4 have it; large providers also keep mailboxes that
 * their users expect.
 * @param domain a registrable domain
 * @param basis what the domain was read from; goes on after "guessed from"
 */
export function guessFromDomain(
  domain: string,
  role: ContactRole,
  basis: Value,
): readonly Contact[] {
  const names = isPublicProvider(domain) ? [...standardNames, ...providerNames] : standardNames;
  return names.map((name) => byRole(name, domain, role, basis));
}

const standardNames = ['abuse', 'postmaster'] as const;
const providerNames = ['fraud', 'spam'] as const;

/**
 * Postmaster at the bare address (RFC 5321 §4.1.3).
 * @param ip canonical and valid
 */
export function guessFromAddress(ip: string, role: ContactRole): Contact {
  const literal = ip.includes(':') ? `IPv6:${ip}` : ip;
  return {
    address: `postmaster@[${literal}]`,
    channel: 'mail',
    role,
    scope: ip,
    source: 'literal',
    basis: say`the address ${ip}`,
    confidence: 'guessed',
  };
}

function byRole(
  mailbox: (typeof standardNames)[number] | (typeof providerNames)[number],
  domain: string,
  role: ContactRole,
  basis: Value,
): Contact {
  return {
    address: `${mailbox}@${domain}`,
    channel: 'mail',
    role,
    scope: domain,
    source: 'rfc2142',
    basis,
    confidence: 'guessed',
  };
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
