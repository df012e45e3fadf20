/** The mail addresses in what registries say: which ones are real, which ones only hold the place of one. Asks nobody. */
import { isHostName } from '../core/net/hosts.ts';

/** RFC 5322 dot-atom. */
const atom = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+$/;

/**
 * The address as it can stand in a header field, its domain in lower case; null when it is none, or
 * one that a registry writes in place of one that it does not tell.
 */
export function readMailAddress(text: string): string | null {
  const trimmed = text.trim().replace(/^mailto:/i, '');
  const at = trimmed.lastIndexOf('@');
  const local = trimmed.slice(0, at);
  const domain = trimmed.slice(at + 1).toLowerCase();
  if (at < 1 || local.length > 64 || !isHostName(domain) || !domain.includes('.')) return null;
  if (!local.split('.').every((part) => atom.test(part))) return null;
  const address = `${local}@${domain}`;
  return isPlaceholder(local.toLowerCase(), domain) ? null : address;
}

/** Domains of examples (RFC 2606 §3) that registries fill in. */
const exampleDomains = ['example.com', 'example.net', 'example.org'];

const placeholderWords = [
  'redacted',
  'notdisclosed',
  'pleasequery',
  'unread',
  'donotreply',
  'noreply',
];

function isPlaceholder(local: string, domain: string): boolean {
  const letters = local.replace(/[^a-z0-9]/g, '');
  return (
    exampleDomains.includes(domain) ||
    (letters === 'removed' && domain === 'lacnic.net') ||
    placeholderWords.some((word) => letters.startsWith(word)) ||
    // Verisign, when a registrar gave none; APNIC for networks whose holders cannot be reached.
    domain.endsWith('.invalid')
  );
}

/** The addresses in a line of free text, in their order. */
export function mailAddressesIn(line: string): string[] {
  const found: string[] = [];
  for (const word of line.slice(0, longestLine).split(/[\s<>()[\]"',;:]+/)) {
    if (!word.includes('@')) continue;
    const address = readMailAddress(word.replace(/[.!?]+$/, ''));
    if (address !== null) found.push(address);
  }
  return found;
}

const longestLine = 2000;
