/** What can be looked up: an address, a domain, a network by its number. Reads it; asks nobody. */
import { isHostName, registrableDomain } from '../core/net/hosts.ts';
import { readIp, type IpRange } from '../core/net/ip.ts';
import { plain } from '../core/text/plain.ts';
import { say, type Said } from '../core/text/said.ts';

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

/** The subject, or a sentence that says why it is none. */
export function readSubject(text: string): Subject | Said {
  const written = text.trim();
  // As a mail address has it: postmaster@[192.0.2.1].
  const literal = written.startsWith('[') && written.endsWith(']');
  const trimmed = literal ? written.slice(1, -1) : written;
  const ip = readIp(trimmed, 0, trimmed.length, literal);
  if (ip !== null) {
    return ip.valid
      ? { kind: 'ip', name: ip.value, version: ip.version, range: ip.range }
      : say`${quote(trimmed)} is an address that no machine can have, so nobody is responsible for it; nothing was looked up.`;
  }
  const asn = /^as ?(\d{1,10})$/i.exec(trimmed)?.[1];
  if (asn !== undefined && Number(asn) <= 0xffffffff) {
    return { kind: 'asn', name: `AS${Number(asn)}`, number: Number(asn) };
  }
  const host = (trimmed.endsWith('.') ? trimmed.slice(0, -1) : trimmed).toLowerCase();
  if (isHostName(host)) return { kind: 'domain', name: registrableDomain(host) ?? host, host };
  return /[^\0-\x7f]/.test(host)
    ? say`The registries take names in ASCII only: write ${quote(trimmed)} in its "xn--" form (punycode) and try again; nothing was looked up.`
    : say`${quote(trimmed)} is neither an IP address nor a host name nor the number of a network ("AS64496"); nothing was looked up.`;
}

/** A stranger's words in a sentence. */
export function quote(text: string): string {
  return `"${plain(text, 80)}"`;
}
