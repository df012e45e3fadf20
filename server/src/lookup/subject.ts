/** What can be looked up: an address, a domain, a network by its number. Reads it; asks nobody. */
import { isHostName, registrableDomain } from '../core/net/hosts.ts';
import { readIp, type IpRange } from '../core/net/ip.ts';
import { readWebAddress } from '../core/net/web-address.ts';
import { plain } from '../core/text/plain.ts';

/** Letters, digits, dots, hyphens, underscores and colons only: nothing in it ends a line or opens a path. */
export type Subject =
  | {
      readonly kind: 'ip';
      /** Canonical (RFC 5952), IPv4-mapped as IPv4. */
      readonly name: string;
      readonly version: 4 | 6;
      readonly range: IpRange;
    }
  | {
      readonly kind: 'domain';
      /** The domain that somebody registered; the host itself where that cannot be told. Lower case. */
      readonly name: string;
      /** What was asked for, in lower case. */
      readonly host: string;
    }
  | {
      readonly kind: 'asn';
      /** `AS64496`. */
      readonly name: string;
      readonly number: number;
    };

/**
 * The subject, or a sentence that says why it is none. People paste what they have: a mailbox means
 * its domain, a web address its host, a network (`192.0.2.0/24`) the address in front.
 */
export function readSubject(text: string): Subject | string {
  const written = hostIn(text.trim());
  // As a mail address has it: postmaster@[192.0.2.1].
  const literal = written.startsWith('[') && written.endsWith(']');
  const trimmed = literal ? written.slice(1, -1) : written;
  const ip = readIp(trimmed, 0, trimmed.length, literal);
  if (ip !== null) {
    return ip.valid
      ? { kind: 'ip', name: ip.value, version: ip.version, range: ip.range }
      : `${quote(trimmed)} is an address that no machine can have, so nobody is responsible for it; nothing was looked up.`;
  }
  const asn = /^as ?(\d+)$/i.exec(trimmed)?.[1];
  if (asn !== undefined) {
    return Number(asn) <= 0xffffffff
      ? { kind: 'asn', name: `AS${Number(asn)}`, number: Number(asn) }
      : `No network has the number ${quote(trimmed)}: they end at AS4294967295; nothing was looked up.`;
  }
  const host = (trimmed.endsWith('.') ? trimmed.slice(0, -1) : trimmed).toLowerCase();
  if (isHostName(host)) return { kind: 'domain', name: registrableDomain(host) ?? host, host };
  return `${quote(trimmed)} is neither an IP address nor a host name nor the number of a network ("AS64496"); nothing was looked up.`;
}

/** The host of a mailbox, of a web address, of a network; an international name in its ASCII form; anything else as it is. */
function hostIn(text: string): string {
  const bare = text.startsWith('<') && text.endsWith('>') ? text.slice(1, -1) : text;
  if (/\s/.test(bare)) return text;
  const host = /^(?:https?|ftp):/i.test(bare)
    ? (readWebAddress(bare)?.host ?? bare)
    : bare.slice(bare.lastIndexOf('@') + 1);
  const slash = /^(.+)\/\d{1,3}$/.exec(host)?.[1];
  if (slash !== undefined && readIp(slash, 0, slash.length) !== null) return slash;
  return /[^\0-\x7f]/.test(host) ? (readWebAddress(`http://${host}`)?.host ?? host) : host;
}

/** A stranger's words in a sentence. */
export function quote(text: string): string {
  return `"${plain(text, 80)}"`;
}
