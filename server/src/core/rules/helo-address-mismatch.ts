/** The client named another public address in HELO than the one it came from. */
import { inCidr, type IpLiteral, sameNetwork24 } from '../net/ip.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/said.ts';
import { defineRule } from './rule.ts';

export const heloAddressMismatch = defineRule({
  id: 'helo-address-mismatch',
  about: 'heloAddress',
  level: 'warning',
  effect: 'client-lied',
  summary: 'The client gave another public address in HELO than the one that the server saw.',
  *check({ route }) {
    for (const { index, received } of route.hops) {
      const from = received.from;
      const claimed = from?.heloIp;
      const seen = from?.ip;
      if (claimed?.valid !== true || seen?.valid !== true) continue;
      // Who logs in does not hide: a telephone or a VPN knows itself by another address.
      if (from?.auth !== null) continue;
      // A private address in HELO is what a client behind NAT knows of itself (7% of legitimate mail).
      if (claimed.range !== 'public' && claimed.range !== 'documentation') continue;
      if (seen.range !== 'public' && seen.range !== 'documentation') continue;
      if (claimed.version !== seen.version || sameNetwork24(claimed, seen)) continue;
      if (isBorrowed(claimed)) continue;
      yield {
        start: claimed.start,
        end: claimed.end,
        hop: index,
        message: say`The client called itself ${plain(claimed.value, 60)} in HELO, but it came from ${plain(seen.value, 60)}. The server's own observation counts.`,
        related: [
          { start: seen.start, end: seen.end, message: say`The address that the server saw.` },
        ],
      };
    }
  },
});

/**
 * Public networks that carriers and companies use inside as if they were private: those of the US
 * Department of Defense, which are hardly routed, those of IBM, Ford and others behind their own
 * gateways, and T-Mobile's continuation of 100.64/10.
 */
const borrowedNetworks: ReadonlyMap<string, string> = new Map(
  [
    '6.0.0.0/8',
    '7.0.0.0/8',
    '9.0.0.0/8',
    '11.0.0.0/8',
    '19.0.0.0/8',
    '21.0.0.0/8',
    '22.0.0.0/8',
    '25.0.0.0/8',
    '26.0.0.0/8',
    '28.0.0.0/8',
    '29.0.0.0/8',
    '30.0.0.0/8',
    '33.0.0.0/8',
    '55.0.0.0/8',
    '100.128.0.0/9',
    '214.0.0.0/8',
    '215.0.0.0/8',
  ].map((network) => [firstOctet(network), network]),
);

function isBorrowed(ip: IpLiteral): boolean {
  const network = borrowedNetworks.get(firstOctet(ip.value));
  return network !== undefined && inCidr(ip, network);
}

function firstOctet(address: string): string {
  return address.slice(0, address.indexOf('.'));
}
