/** Forwarding services: servers that hand on mail for addresses that their customers gave out. */
import { isWithin } from './own-hosts.ts';

/**
 * Domains of services that do nothing but forward, and record their clients honestly. Sending servers
 * of other businesses (mailbox providers, newsletters) have no place here: their customers send.
 */
const forwarders: readonly string[] = [
  'improvmx.com',
  'forwardemail.net',
  'simplelogin.co',
  'addy.io',
  'anonaddy.com',
  'privaterelay.appleid.com',
  'relay.firefox.com',
  'cloudflare-email.net',
  'pobox.com',
  'iki.fi',
  'acm.org',
  'ieee.org',
];

/**
 * Whether a forwarding service handed the message over: the looked-up name is one of its servers,
 * and the next field is signed by another.
 */
export function isForwarder(reverseName: string, nextHost: string): boolean {
  const name = reverseName.toLowerCase();
  const domain = forwarders.find((one) => isWithin(name, one));
  return domain !== undefined && isWithin(nextHost.toLowerCase(), domain);
}
