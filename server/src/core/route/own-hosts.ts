/** Which servers are the reader's own: by setting, or by what the topmost trace field tells. */
import { readIp, inCidr, type IpLiteral } from '../net/ip.ts';
import { isHostName, sameOrganisation } from '../net/hosts.ts';

/**
 * Networks that a provider's own servers have among themselves. A customer of the same provider comes
 * in from another network, or from a host whose name says so: sharing the provider's name is never
 * enough to be believed.
 */
const internalNetworks: readonly {
  readonly domains: readonly string[];
  readonly networks: readonly string[];
  /** Hosts in these networks that hand over mail of other customers. */
  readonly gateways: string;
}[] = [
  {
    domains: ['outlook.com', 'office365.com', 'exchangelabs.com'],
    networks: ['2603:1000::/24', '2a01:111::/32'],
    gateways: '.outbound.protection.outlook.com',
  },
  // Google writes the 10/8 addresses inside its clusters as 6to4: 2002:a00::/24.
  { domains: ['google.com', 'gmail.com'], networks: ['2002:a00::/24'], gateways: '.google.com' },
];

/** Providers whose customers are strangers to each other: `mail-x.google.com` hands over for anybody. */
const publicProviders: readonly string[] = [
  'outlook.com',
  'google.com',
  'yahoo.com',
  'icloud.com',
  'messagingengine.com',
  'zoho.com',
  'yandex.net',
  'gmx.net',
  '163.com',
  'protonmail.ch',
  't-online.de',
  'orange.fr',
  'btinternet.com',
  'bigpond.com',
  'charter.net',
  'att.net',
  'kundenserver.de',
  'strato.de',
  'bluehost.com',
  'ovh.net',
  'amazonses.com',
  'amazonaws.com',
  'pphosted.com',
  'hornetsecurity.com',
  'messagelabs.com',
  'mailchannels.net',
  'mailchimp.com',
  'mailgun.net',
  'sendgrid.net',
  'pstmrk.it',
  'sparkpostmail.com',
];

/** The setting, read once per message: names and domains in lower case apart from addresses and networks. */
export interface OwnHosts {
  readonly names: readonly string[];
  readonly networks: readonly string[];
}

/** Whether an entry of the setting means anything: a host name, an address or a network. */
export function isOwnHost(entry: string): boolean {
  const text = entry.trim();
  const slash = text.indexOf('/');
  const ip = readIp(text, 0, slash < 0 ? text.length : slash);
  return ip === null ? isHostName(text.replace(/^\*?\./, '')) : ip.valid && inCidr(ip, text);
}

export function readOwnHosts(setting: readonly string[]): OwnHosts {
  const names: string[] = [];
  const networks: string[] = [];
  for (const entry of setting) {
    const text = entry.trim();
    const slash = text.indexOf('/');
    if (readIp(text, 0, slash < 0 ? text.length : slash) !== null) networks.push(text);
    else if (text !== '') names.push(text.toLowerCase().replace(/^\*?\./, ''));
  }
  return { names, networks };
}

/** Whether a host name is one of the own hosts, or lies in one of the own domains. */
export function isOwnName(own: OwnHosts, name: string): boolean {
  const lower = name.toLowerCase();
  return own.names.some((domain) => isWithin(lower, domain));
}

/** Whether a host name (lower case) is the domain, or lies in it. */
export function isWithin(name: string, domain: string): boolean {
  if (!name.endsWith(domain)) return false;
  return name.length === domain.length || name.charAt(name.length - domain.length - 1) === '.';
}

export function isOwnAddress(own: OwnHosts, ip: IpLiteral): boolean {
  return own.networks.some((network) => inCidr(ip, network));
}

/** Whether a client belongs to the inside of the provider that `host` is a server of. */
export function isInsideProvider(host: string, ip: IpLiteral, client: string | null): boolean {
  if (ip.version !== 6) return false;
  const name = host.toLowerCase();
  return internalNetworks.some(
    ({ domains, networks, gateways }) =>
      domains.some((domain) => isWithin(name, domain)) &&
      client?.toLowerCase().endsWith(gateways) !== true &&
      networks.some((network) => inCidr(ip, network)),
  );
}

export function isPublicProvider(host: string): boolean {
  return publicProviders.some((domain) => sameOrganisation(host, domain));
}
