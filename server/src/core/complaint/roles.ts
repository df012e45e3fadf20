/** The roles of those who are told, in the order of a complaint. */
import type { ContactRole } from '../contacts/contact.ts';

/** The source's network, those who profit, the relays, those above, the rest. */
export const contactRoles = [
  'network',
  'drop-box',
  'web-host',
  'registrar',
  'phone-carrier',
  'anonymous-relay',
  'open-relay',
  'upstream',
  'own-provider',
  'forged-domain',
  'other',
] as const satisfies readonly ContactRole[];
