/** Puts together what a lookup is made with: the means of the platform, the wishes of the user. Asks nobody. */
import type { LookupCache } from './cache.ts';
import { dnsOverHttps } from './dns/over-https.ts';
import { defaultDnsOverHttps, type Endpoints } from './endpoints.ts';
import type { LookupContext } from './lookup.ts';
import {
  noTransports,
  type DnsResolve,
  type HttpGet,
  type HttpOptions,
  type Later,
  type TcpConnect,
  type Transports,
} from './transport.ts';

/** What the platform can do: a part of the server's `Runtime`. */
export interface Means {
  readonly connect: TcpConnect | null;
  readonly http: (options: HttpOptions) => HttpGet;
  /** Throws a sentence when a server is no IP address. */
  readonly dns: ((servers: readonly string[] | null) => DnsResolve) | null;
  readonly later: Later;
  readonly now: () => Date;
}

export interface LookupWishes {
  readonly endpoints: Endpoints;
  readonly http: HttpOptions;
  /** IP addresses, each with a port or without, or one https address; null: those of the system. */
  readonly nameServers: readonly string[] | null;
  /** Nothing leaves the machine: a clause that says why. Null: lookups are made. */
  readonly offline: string | null;
}

/** Throws an Error with a sentence when a wish cannot be read. */
export function lookupContext(
  means: Means,
  wishes: LookupWishes,
  cache: LookupCache,
  signal: AbortSignal,
): Omit<LookupContext, 'onStep'> {
  const { later, now } = means;
  return {
    transports: wishes.offline === null ? transportsFor(means, wishes) : noTransports,
    without: wishes.offline,
    endpoints: wishes.endpoints,
    cache,
    later: (callback, milliseconds) => later(callback, milliseconds),
    now: () => now(),
    signal,
  };
}

function transportsFor(means: Means, { http: options, nameServers }: LookupWishes): Transports {
  const http = means.http(options);
  const overHttps = (endpoint: string): DnsResolve =>
    dnsOverHttps(endpoint, { http, later: means.later, now: means.now });
  const chosen = nameServers?.find((server) => /^https?:\/\//i.test(server));
  const dns =
    chosen !== undefined
      ? overHttps(chosen)
      : means.dns === null
        ? overHttps(defaultDnsOverHttps)
        : means.dns(nameServers);
  return { connect: means.connect, http, dns };
}
