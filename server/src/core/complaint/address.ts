/** Which addresses can be written into a field of ours as they are, and which opened in a browser. Knows no owners. */
import { isHostName } from '../net/hosts.ts';
import { readIp } from '../net/ip.ts';

/**
 * Whether the text is an addr-spec in dot-atom form, at a host name or an address literal (RFC 5322
 * §3.4.1, RFC 5321 §4.1.3). Nothing in it can end a field, add an address or need an encoding: no
 * quotes, commas or blanks, no `%0a`, no letters beyond ASCII.
 */
export function isMailAddress(address: string): boolean {
  const at = address.lastIndexOf('@');
  // RFC 5321 §4.5.3.1: 64 and 254.
  if (at < 1 || at > 64 || address.length > 254) return false;
  const local = address.slice(0, at);
  const host = address.slice(at + 1);
  // Of atext only the per cent sign is left out: a careless program may read `%0a` as a line break.
  if (!/^[A-Za-z0-9.!#$&'*+/=?^_`{|}~-]+$/.test(local) || local.split('.').includes(''))
    return false;
  return isHostName(host) || isLiteral(host);
}

function isLiteral(host: string): boolean {
  if (!host.startsWith('[') || !host.endsWith(']')) return false;
  const ip = readIp(host, 1, host.length - 1, true);
  const tag = ip?.version === 6 ? 'IPv6:' : '';
  return ip?.valid === true && ip.zone === null && host === `[${tag}${ip.value}]`;
}

/** Only what a browser opens over TLS; nothing in it breaks a line. */
export function isFormAddress(address: string): boolean {
  return address.length <= 2000 && /^https:\/\/[!-~]+$/.test(address) && URL.canParse(address);
}

/** The part behind the last `@`, in lower case. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
