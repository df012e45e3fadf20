/** Name servers by https (the JSON form that Cloudflare and Google share), for platforms without others. Makes no connection of its own. */
import { isHostName } from '../../core/net/hosts.ts';
import { readIp } from '../../core/net/ip.ts';
import { fetchJson, type FetchContext } from '../http.ts';
import type { DnsAnswer, DnsRecord, DnsResolve, DnsType } from '../transport.ts';

/** RFC 1035 §3.2.2, RFC 3596. */
const typeNumbers: Readonly<Record<DnsType, number>> = { A: 1, PTR: 12, MX: 15, TXT: 16, AAAA: 28 };
const soa = 6;
const mostRecords = 100;

/** @param endpoint the https address that questions go to: the user's choice */
export function dnsOverHttps(endpoint: string, context: Omit<FetchContext, 'signal'>): DnsResolve {
  return async (name, type, signal) => {
    const url = questionUrl(endpoint, name, type);
    if (url === null) {
      return failed('MALFORMED', 'the address of the settings for questions by https is none');
    }
    const fetched = await fetchJson(url, 'application/dns-json', 'any', { ...context, signal });
    switch (fetched.kind) {
      case 'json':
        return readAnswer(fetched.value, type);
      case 'absent':
        return failed('UNREACHABLE', 'the address of the settings for questions by https is none');
      case 'failed':
        return fetched.cancelled
          ? failed('CANCELLED', 'the lookup was cancelled')
          : failed('UNREACHABLE', clause(fetched.message));
    }
  };
}

function questionUrl(endpoint: string, name: string, type: DnsType): string | null {
  try {
    const url = new URL(endpoint);
    url.searchParams.set('name', name);
    url.searchParams.set('type', type);
    return url.href;
  } catch {
    return null;
  }
}

/** The first sentence, to stand behind a colon. */
function clause(message: string): string {
  return message.replace(/\. (?:Try again|Check the connection).*$/s, '').replace(/\.$/, '');
}

function readAnswer(value: unknown, type: DnsType): DnsAnswer {
  if (typeof value !== 'object' || value === null) return unreadable;
  const { Status, Answer, Authority } = value as Readonly<Record<string, unknown>>;
  if (Status === 2) return failed('SERVFAIL', 'they report a failure (SERVFAIL)');
  if (Status === 5) return failed('REFUSED', 'they refuse the question (REFUSED)');
  if (Status === 3) return { kind: 'absent', code: 'NXDOMAIN', ttl: negativeTtl(Authority) };
  if (Status !== 0) return unreadable;
  const records = rows(Answer)
    .filter((row) => row.type === typeNumbers[type])
    .flatMap((row) => readRecord(row, type));
  return records.length > 0
    ? { kind: 'records', records }
    : { kind: 'absent', code: 'NODATA', ttl: negativeTtl(Authority) };
}

interface Row {
  readonly type: number;
  readonly ttl: number;
  /** As zone files have it (RFC 1035 §5.1). */
  readonly data: string;
}

function rows(value: unknown): Row[] {
  if (!Array.isArray(value)) return [];
  return (value as unknown[]).slice(0, mostRecords).flatMap((one): Row[] => {
    if (typeof one !== 'object' || one === null) return [];
    const { type, TTL, data } = one as Readonly<Record<string, unknown>>;
    if (typeof type !== 'number' || typeof data !== 'string') return [];
    return [{ type, ttl: typeof TTL === 'number' ? TTL : 0, data: data.slice(0, 5000) }];
  });
}

function readRecord({ data, ttl }: Row, type: DnsType): DnsRecord[] {
  switch (type) {
    case 'A':
    case 'AAAA': {
      const ip = readIp(data, 0, data.length);
      return ip?.valid === true ? [{ value: ip.value, preference: 0, ttl }] : [];
    }
    case 'MX': {
      const [, preference, exchange] = /^(\d{1,5}) +(\S+)$/.exec(data.trim()) ?? [];
      if (exchange === undefined) return [];
      return [{ value: hostName(exchange), preference: Number(preference), ttl }];
    }
    case 'PTR': {
      const value = hostName(data.trim());
      return isHostName(value) ? [{ value, preference: 0, ttl }] : [];
    }
    case 'TXT':
      return [{ value: joinStrings(data), preference: 0, ttl }];
  }
}

function hostName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

/** `"v=spf1 " "-all"`; some servers leave the quotes out. */
function joinStrings(data: string): string {
  if (!data.startsWith('"')) return data;
  let text = '';
  let inside = false;
  for (let at = 0; at < data.length; at++) {
    const character = data.charAt(at);
    if (character === '"') {
      inside = !inside;
    } else if (character === '\\' && inside) {
      const number = /^\d{3}$/.test(data.slice(at + 1, at + 4)) ? data.slice(at + 1, at + 4) : null;
      text += number === null ? data.charAt(at + 1) : String.fromCharCode(Number(number) & 0xff);
      at += number === null ? 1 : 3;
    } else if (inside) {
      text += character;
    }
  }
  return text;
}

/** The last number of an SOA record is how long an absence holds (RFC 2308 §4). */
function negativeTtl(authority: unknown): number | null {
  const row = rows(authority).find(({ type }) => type === soa);
  if (row === undefined) return null;
  const minimum = Number(row.data.trim().split(/\s+/).at(-1));
  return Number.isFinite(minimum) ? Math.min(row.ttl, minimum) : row.ttl;
}

const unreadable = failed('MALFORMED', 'their answer cannot be understood');

function failed(
  code: (DnsAnswer & { kind: 'failed' })['code'],
  message: string,
): DnsAnswer & { kind: 'failed' } {
  return { kind: 'failed', code, message };
}
