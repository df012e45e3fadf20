/** The blocks of addresses that are nobody's on the Internet, by the names of IANA's registries (RFC 6890). Judges nothing. */
import { inCidr } from './ip.ts';

export interface SpecialBlock {
  readonly cidr: string;
  /** Goes on after "it is": `a private address`. */
  readonly what: string;
  readonly source: string;
}

/** The narrower before the wider. */
const blocks: readonly SpecialBlock[] = [
  { cidr: '0.0.0.0/32', what: 'the unspecified address', source: 'RFC 1122' },
  { cidr: '0.0.0.0/8', what: 'an address of "this network"', source: 'RFC 791' },
  { cidr: '10.0.0.0/8', what: 'a private address', source: 'RFC 1918' },
  { cidr: '100.64.0.0/10', what: "an address behind a carrier's translation", source: 'RFC 6598' },
  { cidr: '127.0.0.0/8', what: 'a loopback address', source: 'RFC 1122' },
  { cidr: '169.254.0.0/16', what: 'a link-local address', source: 'RFC 3927' },
  { cidr: '172.16.0.0/12', what: 'a private address', source: 'RFC 1918' },
  { cidr: '192.0.0.0/24', what: 'an address for protocols', source: 'RFC 6890' },
  { cidr: '192.0.2.0/24', what: 'an address for documentation', source: 'RFC 5737' },
  { cidr: '192.168.0.0/16', what: 'a private address', source: 'RFC 1918' },
  { cidr: '198.18.0.0/15', what: 'an address for measurements', source: 'RFC 2544' },
  { cidr: '198.51.100.0/24', what: 'an address for documentation', source: 'RFC 5737' },
  { cidr: '203.0.113.0/24', what: 'an address for documentation', source: 'RFC 5737' },
  { cidr: '224.0.0.0/4', what: 'a multicast address', source: 'RFC 5771' },
  { cidr: '255.255.255.255/32', what: 'the broadcast address', source: 'RFC 919' },
  { cidr: '240.0.0.0/4', what: 'a reserved address', source: 'RFC 1112' },
  { cidr: '::/128', what: 'the unspecified address', source: 'RFC 4291' },
  { cidr: '::1/128', what: 'the loopback address', source: 'RFC 4291' },
  { cidr: '64:ff9b::/96', what: 'an IPv4 address behind a translator', source: 'RFC 6052' },
  { cidr: '64:ff9b:1::/48', what: 'a private address behind a translator', source: 'RFC 8215' },
  { cidr: '2001::/32', what: 'an address of a Teredo tunnel', source: 'RFC 4380' },
  { cidr: '2001:2::/48', what: 'an address for measurements', source: 'RFC 5180' },
  { cidr: '2001:db8::/32', what: 'an address for documentation', source: 'RFC 3849' },
  { cidr: '2002::/16', what: 'an address of a 6to4 tunnel', source: 'RFC 3056' },
  { cidr: '3fff::/20', what: 'an address for documentation', source: 'RFC 9637' },
  { cidr: 'fc00::/7', what: 'a private address', source: 'RFC 4193' },
  { cidr: 'fe80::/10', what: 'a link-local address', source: 'RFC 4291' },
  { cidr: 'fec0::/10', what: 'a site-local address, as they once were', source: 'RFC 3879' },
  { cidr: 'ff00::/8', what: 'a multicast address', source: 'RFC 4291' },
];

/** Null for ordinary addresses. */
export function specialBlock(ip: string): SpecialBlock | null {
  return blocks.find(({ cidr }) => inCidr(ip, cidr)) ?? null;
}
