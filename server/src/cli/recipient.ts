/** A recipient of a complaint as it is given on the command line: `abuse@example.net` or `web-host:abuse@example.net`. */
import type { Addressee } from '../core/complaint/index.ts';
import { domainOf, isMailAddress } from '../core/complaint/address.ts';
import { contactRoles } from '../core/complaint/roles.ts';
import { safe } from './output.ts';

/** Without a role it is told as whoever the route is about: the network, or the anonymous relay. */
export type Recipient = Omit<Addressee, 'role'> & { readonly role: Addressee['role'] | null };

/** The recipient, or a sentence about what is wrong. */
export function readRecipient(value: string): Recipient | string {
  const colon = value.indexOf(':');
  // An address literal has colons of its own: postmaster@[IPv6:2001:db8::1].
  const hasRole = colon > 0 && !value.slice(0, colon).includes('@');
  const role = hasRole ? (contactRoles.find((one) => one === value.slice(0, colon)) ?? null) : null;
  if (hasRole && role === null) {
    return `There is no role ${safe(value.slice(0, colon))}; the roles are ${contactRoles.join(', ')}.`;
  }
  const address = hasRole ? value.slice(colon + 1) : value;
  if (!isMailAddress(address)) {
    return `${safe(address)} is no address that can safely be written into To.`;
  }
  return {
    address,
    channel: 'mail',
    role,
    scope: domainOf(address),
    basis: 'the command line',
    confidence: 'published',
  };
}
