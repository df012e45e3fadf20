/** Host names: their grammar, the domain that somebody registered, and who belongs together. Looks nothing up. */
import { parse } from 'tldts';
import { isDigit, isLetter } from '../text/chars.ts';
import { copyOf } from '../text/copy.ts';
import { organisationOf } from './organisations.ts';

/** The input is checked here first; the library's own checks let `[192.0.2.1]` pass. */
const asHostName = {
  allowPrivateDomains: false,
  detectIp: false,
  extractHostname: false,
  validateHostname: false,
} as const;

/**
 * Whether the text is a host name in ASCII as mail uses them: letters, digits, hyphens and (real
 * hosts have them) underscores, no trailing dot. An address is none: no top-level domain is a number
 * (RFC 3696 §2).
 */
export function isHostName(text: string): boolean {
  // RFC 1035 §2.3.4: 63 for a label, 253 for a name as written.
  if (text.length === 0 || text.length > 253) return false;
  let label = 0;
  let numeric = true;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 46 /* . */) {
      if (at === label || text.charCodeAt(at - 1) === 45 /* - */) return false;
      label = at + 1;
      numeric = true;
    } else if (isLetter(code) || code === 95 /* _ */ || (code === 45 && at > label)) {
      numeric = false;
    } else if (!isDigit(code)) {
      return false;
    }
    if (at - label >= 63) return false;
  }
  return label < text.length && !numeric && !text.endsWith('-');
}

/**
 * The domain that somebody registered to have this name: `example.co.uk` for `mx1.example.co.uk`,
 * in lower case. Null for addresses, for public suffixes themselves, and for names under a
 * top-level domain that nobody can register in (`mail.corp.local`). Domains that companies let to
 * others (`github.io`) are the company's: it is whom a complaint reaches.
 */
export function registrableDomain(host: string): string | null {
  return identityOf(host)?.registrable ?? null;
}

/** The same; under a top-level domain that nobody can register in the last two labels, as in `corp.local`. */
export function domainOf(host: string): string | null {
  return identityOf(host)?.domain ?? null;
}

/**
 * Whether two hosts belong to one organisation: the same name, the same domain, or domains of one
 * row of the table of organisations. Under `.local` and the like the last two labels are the domain.
 */
export function sameOrganisation(a: string, b: string): boolean {
  const first = identityOf(a);
  return first !== null && first.organisation === identityOf(b)?.organisation;
}

/**
 * Top-level domains that nobody can register in, and that houses use for what is inside: RFC 6762
 * (`local` and the list of its appendix G), RFC 8375, and what else systems and handbooks propose.
 */
const insideDomains: ReadonlySet<string> = new Set([
  'local',
  'localdomain',
  'localhost',
  'lan',
  'internal',
  'intern',
  'intranet',
  'intra',
  'private',
  'priv',
  'corp',
  'home',
  'arpa',
  'domain',
  'workgroup',
  'dmz',
  'loc',
  'lcl',
  'lokal',
  'mail',
  'mshome',
  'novalocal',
  'office',
  'openstacklocal',
  'prv',
]);

/** Whether a name is a house's own business: a nickname without a dot, or one under `.local` and the like. It names no organisation. */
export function isInsideName(host: string): boolean {
  const plain = host.endsWith('.') ? host.slice(0, -1) : host;
  const dot = plain.lastIndexOf('.');
  return dot < 0 || insideDomains.has(plain.slice(dot + 1).toLowerCase());
}

/**
 * The top-level domain of a name that nobody can have registered, in lower case: the bundled list of
 * public suffixes names every one that exists. Null for all that exist, for names inside houses, for
 * those reserved for examples, tests and other networks (RFC 2606, RFC 6761, RFC 7686, RFC 9476), for
 * those that existed once, and for what is no host name.
 */
export function unknownTopLevel(host: string): string | null {
  const identity = identityOf(host);
  if (identity === null || identity.exists || identity.domain === null) return null;
  const { domain } = identity;
  const top = domain.slice(domain.lastIndexOf('.') + 1);
  return insideDomains.has(top) || setAside.has(top) ? null : top;
}

const setAside: ReadonlySet<string> = new Set([
  'alt',
  'example',
  'invalid',
  'onion',
  'test',
  // Networks beside the Internet, and countries that are no more.
  'bitnet',
  'uucp',
  'an',
  'cs',
  'dd',
  'tp',
  'yu',
  'zr',
]);

/** Tells whether two hosts belong together: `sameOrganisation`, or what a reader knows beyond it. */
export type Kinship = (a: string, b: string) => boolean;

/** @param rows the reader's own rows, each the domains of one organisation; rows that share one are one */
export function kinshipOf(rows: readonly (readonly string[])[]): Kinship {
  if (rows.length === 0) return sameOrganisation;
  let known: (readonly string[])[] = [];
  for (const row of rows) {
    const domains = row.filter((domain) => isHostName(domain));
    const isKin = (other: readonly string[]): boolean => holdsKin(other, domains);
    known = [...known.filter((other) => !isKin(other)), [...known.filter(isKin), domains].flat()];
  }
  return (a, b) =>
    sameOrganisation(a, b) || known.some((row) => holdsKin(row, [a]) && holdsKin(row, [b]));
}

function holdsKin(row: readonly string[], hosts: readonly string[]): boolean {
  return hosts.some((host) => row.some((one) => sameOrganisation(host, one)));
}

/**
 * The domains of one organisation, as a reader writes them down: `example.com=example.net`, two or
 * more. Null for anything else: a name without a dot and a public suffix are nobody's domain.
 */
export function readOrganisation(entry: string): readonly string[] | null {
  const domains = entry.split('=').map((domain) => domain.trim().toLowerCase());
  return domains.length > 1 && domains.every((domain) => houseOf(domain) !== null) ? domains : null;
}

/**
 * The domain by which a reader knows the house of a host: the registered one, or the last two labels
 * of a name that nobody registered (`firma.local`). Null for addresses, names without a dot and
 * public suffixes.
 */
export function houseOf(host: string): string | null {
  return identityOf(host)?.domain ?? null;
}

interface Identity {
  readonly registrable: string | null;
  /** The same, whether somebody can register there or not. */
  readonly domain: string | null;
  /** Whether the top-level domain is one. */
  readonly exists: boolean;
  /** The first domain of the row in the table of organisations, the domain, or the name itself. */
  readonly organisation: string;
}

/**
 * Every rule asks about the same few names, and finding the public suffix costs more than the rest
 * of a rule. Forgotten as a whole when full: a message with 100,000 names must not be remembered.
 */
const identities = new Map<string, Identity | null>();
const mostIdentities = 2048;

function identityOf(host: string): Identity | null {
  if (host.length > 254) return null;
  let identity = identities.get(host);
  if (identity === undefined) {
    identity = identify(host);
    if (identities.size === mostIdentities) identities.clear();
    identities.set(copyOf(host), identity);
  }
  return identity;
}

function identify(host: string): Identity | null {
  const plain = host.endsWith('.') ? host.slice(0, -1) : host;
  if (!isHostName(plain)) return null;
  const name = plain.toLowerCase();
  const { domain, isIcann } = parse(name, asHostName);
  return {
    registrable: isIcann === true ? domain : null,
    domain,
    exists: isIcann === true,
    organisation: domain === null ? name : (organisationOf(domain)?.[0] ?? domain),
  };
}
