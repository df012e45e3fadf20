/** Web addresses as a browser reads them (WHATWG URL): where one leads, whatever it looks like. Opens none. */
import { decodeBase64, decodeEscapes } from '../text/transfer.ts';
import { isHostName, registrableDomain } from './hosts.ts';
import { readIp } from './ip.ts';

/**
 * What makes an address hard to read for people and means nothing to a browser.
 * `user-name` something stands before an `@` and looks like the host · `number` the host is an
 * IPv4 address in another notation than four decimal numbers · `encoded-host` the host is written
 * in percent escapes.
 */
export type Disguise = 'user-name' | 'number' | 'encoded-host';

export interface WebAddress {
  /** As a browser goes there; in ASCII. Cut when it is longer than anybody needs. */
  readonly href: string;
  readonly scheme: 'http' | 'https' | 'ftp';
  /** In lower case, international names as `xn--`; an IPv6 address without its brackets. */
  readonly host: string;
  /** The host when it is an IP address, canonical. */
  readonly ip: string | null;
  /** Null for the scheme's own. */
  readonly port: number | null;
  /** The domain that somebody registered; null for an IP address and where nobody can register. */
  readonly domain: string | null;
  readonly disguises: readonly Disguise[];
  /** The address of another site that this one carries along, as redirectors do; null when it carries none. */
  readonly target: string | null;
}

/** Longer addresses are cut: the host stands in front. UTF-16 units. */
export const longestAddress = 2048;

const schemes: ReadonlyMap<string, WebAddress['scheme']> = new Map([
  ['http:', 'http'],
  ['https:', 'https'],
  ['ftp:', 'ftp'],
]);

/**
 * Reads an absolute address, or one that is relative to `base`. Null for other schemes, for what is
 * no address, and for hosts that only a program could have (`http://a`).
 */
export function readWebAddress(written: string, base?: string): WebAddress | null {
  // A browser takes out tabs and line breaks, wherever they stand.
  const text = written
    .trim()
    .slice(0, longestAddress)
    .replace(/[\t\r\n]/g, '');
  const url = parse(text, base);
  const scheme = url === null ? undefined : schemes.get(url.protocol);
  if (url === null || scheme === undefined) return null;
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const literal = readIp(host, 0, host.length);
  const ip = literal?.valid === true ? literal.value : null;
  if (ip === null && (!isHostName(host) || !host.includes('.'))) return null;
  // Whoever logs in with an address in a mail wants to hide the host: it is not gone to with a name.
  url.username = '';
  url.password = '';
  return {
    href: url.href.slice(0, longestAddress),
    scheme,
    host: ip ?? host,
    ip,
    port: url.port === '' ? null : Number(url.port),
    domain: ip === null ? registrableDomain(host) : null,
    disguises: disguisesOf(authorityOf(text), host),
    target: targetIn(url),
  };
}

function parse(text: string, base: string | undefined): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}

/** @param authority what is written in the place of the host; null where it is the base's */
function disguisesOf(authority: string | null, host: string): Disguise[] {
  if (authority === null) return [];
  const disguises: Disguise[] = [];
  const sign = authority.lastIndexOf('@');
  if (sign >= 0) disguises.push('user-name');
  const server = authority.slice(sign + 1);
  if (server.includes('%')) disguises.push('encoded-host');
  else if (isIpv4(host) && !server.startsWith(host)) disguises.push('number');
  return disguises;
}

function isIpv4(host: string): boolean {
  return readIp(host, 0, host.length)?.version === 4;
}

/** What is written between the slashes and the path; null where the address has none of its own. */
function authorityOf(text: string): string | null {
  const scheme = /^(?:https?|ftp):[/\\]{0,100}/i.exec(text);
  if (scheme === null) return null;
  let end = scheme[0].length;
  while (end < text.length && !'/\\?#'.includes(text.charAt(end))) end++;
  return text.slice(scheme[0].length, end);
}

/** More parameters than anybody hides an address among. */
const mostParameters = 50;

/** Redirectors name their target in a parameter, or behind their own path: `rd.example/*http://…`. */
function targetIn(url: URL): string | null {
  let left = mostParameters;
  for (const [key, value] of url.searchParams) {
    if (left-- === 0) break;
    const target =
      asTarget(value) ??
      (key === 'u' ? asTarget(fromUrlDefense(value)) : null) ??
      fromBase64(value);
    if (target !== null) return target;
  }
  const rest = url.pathname + url.search + url.hash;
  for (const text of [rest, unescapePercent(rest)]) {
    const at = text.search(/https?:\/{1,2}[^/]/i);
    // `https://` at the very beginning is the address itself, were the server named so.
    if (at > 0) return asTarget(text.slice(at));
  }
  return null;
}

function asTarget(value: string): string | null {
  for (const text of [value, unescapePercent(value)]) {
    if (/^https?:\/{1,2}[^/\s]/i.test(text)) return text;
  }
  return null;
}

function unescapePercent(text: string): string {
  return text.includes('%')
    ? decodeEscapes(text.replaceAll('=', '=3D').replaceAll('%', '='))
    : text;
}

/** Proofpoint's second version: `-` for `%`, `_` for `/`. */
function fromUrlDefense(value: string): string {
  return unescapePercent(value.replaceAll('-', '%').replaceAll('_', '/'));
}

/** `aHR0c` is `http` in base64. */
function fromBase64(value: string): string | null {
  return value.startsWith('aHR0c') ? asTarget(decodeBase64(value)) : null;
}
