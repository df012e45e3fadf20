/** Where an answer may send us on to: strangers must not make this machine talk to the machines around it. Connects to nothing. */
import { isHostName } from '../core/net/hosts.ts';
import { readIp } from '../core/net/ip.ts';

/** Top-level domains of local networks (RFC 6761, RFC 6762, RFC 8375, and ICANN's `internal`). */
const localDomains = ['localhost', 'local', 'internal', 'arpa', 'lan', 'home', 'corp', 'onion'];

/**
 * Why a host that an answer named is not asked; null when it may be, as far as the name tells. Where
 * the name leads is checked when the connection is made (`Reach`).
 * @param host a name, or an address without brackets
 */
export function refuseHost(host: string): string | null {
  const ip = readIp(host, 0, host.length);
  if (ip !== null) return isPublicAddress(host) ? null : 'the address is not a public one';
  const name = host.toLowerCase();
  const lastLabel = name.slice(name.lastIndexOf('.') + 1);
  // `127.1` and `0x7f.1` are loopback addresses to a resolver; a single label is a name of the local network.
  const isPublicName =
    isHostName(name) &&
    name.includes('.') &&
    /^[a-z]/.test(lastLabel) &&
    !localDomains.includes(lastLabel);
  return isPublicName ? null : 'the name is not a public one';
}

/** Whether an address is one that everybody on the Internet may connect to. Documentation addresses are nobody's. */
export function isPublicAddress(address: string): boolean {
  const ip = readIp(address, 0, address.length);
  // Behind a translator (RFC 6052) or a tunnel an address of the local network may hide in the last bits.
  return ip?.range === 'public' && ip.zone === null && !carriesIpv4.test(ip.value);
}

/** NAT64 (64:ff9b::/96), 6to4 (2002::/16), Teredo (2001:0::/32). */
const carriesIpv4 = /^(?:64:ff9b:|2002:|2001::|2001:0:)/;

/** Why an answer's https address is not followed; null when it may be. */
export function refuseUrl(text: string): string | null {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return 'it is no web address';
  }
  if (url.protocol !== 'https:') return 'it is not encrypted (https)';
  if (url.port !== '') return 'registries are asked at port 443 only';
  if (url.username !== '' || url.password !== '') return 'it carries a user name';
  return refuseHost(url.hostname.replace(/^\[|\]$/g, ''));
}
