/** Which RDAP server answers for a subject (RFC 9224): IANA's lists, fetched now and then, and those that the program came with. */
import { inCidr } from '../../core/net/ip.ts';
import type { LookupCache } from '../cache.ts';
import { fetchJson, type FetchContext } from '../http.ts';
import { refuseUrl } from '../reach.ts';
import type { Subject } from '../subject.ts';
import { snapshot } from './snapshot.ts';

/** IANA's `services`: keys (networks, ranges, top-level domains) and the base addresses that answer for them. */
export type Services = readonly (readonly [
  keys: readonly string[],
  urls: readonly string[],
  ...unknown: unknown[],
])[];

export type Bootstrap = Readonly<Record<'ipv4' | 'ipv6' | 'asn' | 'dns', Services>>;

/** Seconds. IANA's lists change about weekly. */
const listLifetime = 7 * 24 * 3600;
/** After a failure IANA is left alone for so long. Seconds. */
const failureLifetime = 3600;
/** The program came with lists that mostly do: IANA's are not waited for as long as a registry. */
const patience = 4000;
/** Above what IANA's longest list has; a hostile one does not fill the memory. */
const mostServices = 5000;

/**
 * The base address of the RDAP server for a subject, ending in `/`; null when none is known. Never
 * rejects.
 * @param folder where IANA's lists are; null: only those at hand are looked at
 */
export async function rdapBase(
  subject: Subject,
  folder: string | null,
  context: FetchContext,
  cache: LookupCache,
): Promise<string | null> {
  const name = listName(subject);
  const fetched = folder === null ? null : await fetchList(name, folder, context, cache);
  return (
    (fetched === null ? null : findBase(fetched, subject)) ?? findBase(snapshot[name], subject)
  );
}

function listName(subject: Subject): keyof Bootstrap {
  if (subject.kind === 'ip') return subject.version === 4 ? 'ipv4' : 'ipv6';
  return subject.kind === 'asn' ? 'asn' : 'dns';
}

/** The list of the folder, from the cache when it is young enough; null when there is none to be had. */
async function fetchList(
  name: keyof Bootstrap,
  folder: string,
  context: FetchContext,
  cache: LookupCache,
): Promise<Services | null> {
  const url = `${folder.endsWith('/') ? folder : `${folder}/`}${name}.json`;
  const key = `rdap list ${url}`;
  const kept = cache.get(key);
  if (kept !== null) return readServices(kept.value);
  const answer = await fetchJson(url, 'application/json', 'any', context, patience);
  const services =
    answer.kind === 'json' && typeof answer.value === 'object' && answer.value !== null
      ? readServices((answer.value as { services?: unknown }).services)
      : null;
  if (answer.kind !== 'failed' || !answer.cancelled) {
    cache.put(key, services, services === null ? failureLifetime : listLifetime);
  }
  return services;
}

/** The services that have the form of such; null when the value is no list at all. */
function readServices(value: unknown): Services | null {
  if (!Array.isArray(value)) return null;
  const services: (readonly [string[], string[]])[] = [];
  for (const service of value.slice(0, mostServices) as unknown[]) {
    if (!Array.isArray(service)) continue;
    const [keys, urls] = (service as unknown[]).map((part) =>
      Array.isArray(part) ? part.filter((one) => typeof one === 'string') : null,
    );
    if (keys && urls) services.push([keys, urls]);
  }
  return services;
}

/** Of the services that answer for a subject the one with the narrowest key. */
export function findBase(services: Services, subject: Subject): string | null {
  let best: string | null = null;
  let bestWidth = -1;
  for (const [keys, urls] of services) {
    for (const key of keys) {
      const width = widthOf(key, subject);
      const url = width > bestWidth ? usable(urls) : null;
      if (url === null) continue;
      best = url;
      bestWidth = width;
    }
  }
  return best;
}

/** How narrow the key is, when it holds the subject; -1 when it does not. */
function widthOf(key: string, subject: Subject): number {
  switch (subject.kind) {
    case 'ip':
      return inCidr(subject.name, key) ? Number(/\/(\d{1,3})$/.exec(key)?.[1] ?? 128) : -1;
    case 'asn': {
      const [, from, to] = /^(\d{1,10})(?:-(\d{1,10}))?$/.exec(key) ?? [];
      if (from === undefined) return -1;
      const last = Number(to ?? from);
      const inside = Number(from) <= subject.number && subject.number <= last;
      return inside ? 0x1_0000_0000 - (last - Number(from)) : -1;
    }
    case 'domain': {
      const domain = key.toLowerCase();
      return subject.name === domain || subject.name.endsWith(`.${domain}`) ? domain.length : -1;
    }
  }
}

/** RFC 9224 §3: https goes first. What IANA lists is an answer like any other, and nothing else is used. */
function usable(urls: readonly string[]): string | null {
  const url = urls.find((one) => refuseUrl(one) === null);
  if (url === undefined) return null;
  return url.endsWith('/') ? url : `${url}/`;
}
