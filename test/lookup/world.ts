/** The registries and name servers of the Internet, as far as a test needs them, on the loopback interface. */
import { LookupCache, type CacheStore } from '../../server/src/lookup/cache.ts';
import { defaultEndpoints, type Endpoints } from '../../server/src/lookup/endpoints.ts';
import type { LookupContext } from '../../server/src/lookup/lookup.ts';
import type { TcpConnect, Transports } from '../../server/src/lookup/transport.ts';
import { nameServers } from '../../server/src/node/dns.ts';
import { httpGetter } from '../../server/src/node/http.ts';
import { Clock } from '../servers/clock.ts';
import { NameServer, type NameServerOptions } from '../servers/name-server.ts';
import { rdap, Web } from '../servers/web.ts';
import { answers, WhoisServers } from '../servers/whois-servers.ts';
import { zone, type Zone } from '../servers/zone.ts';
import { rdapAnswer, whoisAnswer } from './registries.ts';

const rdapHosts = [
  'data.iana.org',
  'rdap.afrinic.net',
  'rdap.apnic.net',
  'rdap.arin.net',
  'rdap.db.ripe.net',
  'rdap.lacnic.net',
  'rdap.registrar.example',
  'rdap.verisign.com',
];

/** About 192.0.2.7 and example.com. */
export const knownNames = {
  'PTR 7.2.0.192.in-addr.arpa': 'mail.smallhost.example',
  'A mail.smallhost.example': '192.0.2.7',
  'TXT 7.2.0.192.origin.asn.cymru.com': '64496 | 192.0.2.0/24 | US | arin | 2019-03-01',
  'TXT 7.2.0.192.peer.asn.cymru.com': '64500 64501 | 192.0.2.0/24 | US | arin | 2019-03-01',
  'TXT as64496.asn.cymru.com': '64496 | US | arin | 2019-03-01 | SMALLHOST-AS, US',
  'TXT as64500.asn.cymru.com': '64500 | SE | ripencc | 2001-01-01 | UPSTREAM-AS, SE',
  'A 7.2.0.192.zen.spamhaus.org': ['127.0.0.2', '127.0.0.9'],
  'TXT 7.2.0.192.zen.spamhaus.org': 'https://check.spamhaus.org/query/ip/192.0.2.7',
  'A 2.0.0.127.bl.spamcop.net': '127.0.0.2',
  'A 7.2.0.192.psbl.surriel.com': '127.255.255.254',
  'TXT 7.2.0.192.abuse-contacts.abusix.zone': 'abuse@smallhost.example',
  'A example.com': '192.0.2.80',
  'MX example.com': ['20 mx2.freemail.example', '10 mx1.freemail.example'],
  'TXT example.com': ['unrelated', 'v=spf1 -all'],
  'TXT example.com.contacts.abuse.net': 'abuse@freemail.example',
} as const;

export interface WorldOptions {
  readonly names?: Zone;
  readonly nameServer?: NameServerOptions;
  readonly store?: CacheStore;
}

export class World {
  readonly clock = new Clock();
  readonly whois = new WhoisServers();
  readonly web: Web;
  readonly names: NameServer;
  readonly cache: LookupCache;

  private constructor(web: Web, names: NameServer, store: CacheStore | null) {
    this.web = web;
    this.names = names;
    this.cache = new LookupCache(this.clock.now, store);
  }

  static async start({
    names = zone(knownNames),
    nameServer = {},
    store,
  }: WorldOptions = {}): Promise<World> {
    const web = await Web.start(rdapHosts);
    const world = new World(web, await NameServer.start(names, nameServer), store ?? null);
    web.page('https://rdap.arin.net/registry/ip/192.0.2.7', rdap(rdapAnswer('arin')));
    web.page('https://rdap.verisign.com/com/v1/domain/example.com', rdap(rdapAnswer('verisign')));
    web.page('https://rdap.registrar.example/domain/EXAMPLE.COM', rdap(rdapAnswer('registrar')));
    web.page('https://rdap.db.ripe.net/autnum/64500', rdap(rdapAnswer('asn')));
    await world.whois.host('whois.iana.org', (query, socket) => {
      socket.end(
        /^[\d.]+$/.test(query) ? whoisAnswer('iana') : 'refer: whois.verisign-grs.com\r\n',
      );
    });
    await world.whois.host('whois.arin.net', answers(whoisAnswer('arin')));
    await world.whois.host('whois.verisign-grs.com', answers(whoisAnswer('verisign')));
    await world.whois.host('whois.registrar.example', answers(whoisAnswer('registrar')));
    await world.whois.host('whois.abuse.net', answers(whoisAnswer('abuse-net')));
    return world;
  }

  get transports(): Transports {
    return {
      connect: this.whois.connect,
      http: httpGetter(this.web.options),
      dns: nameServers({ servers: [this.names.address], later: this.clock.later }),
    };
  }

  context(changes: Partial<LookupContext & { readonly endpoints: Endpoints }> = {}): LookupContext {
    return {
      transports: this.transports,
      without: null,
      endpoints: defaultEndpoints,
      cache: this.cache,
      later: this.clock.later,
      now: this.clock.now,
      signal: new AbortController().signal,
      ...changes,
    };
  }

  /** Every packet that any of the servers got. */
  get packets(): readonly string[] {
    return [...this.web.connections, ...this.whois.attempts, ...this.names.asked];
  }

  async stop(): Promise<void> {
    this.names.stop();
    this.whois.close();
    await this.web.stop();
  }
}

/** A connection that fails the test: nobody was to be asked. */
export const untouched: Transports = {
  connect: ((host: string) => {
    throw new Error(`nobody was to be asked, but ${host} was`);
  }) satisfies TcpConnect,
  http: (url) => {
    throw new Error(`nobody was to be asked, but ${url} was`);
  },
  dns: (name) => {
    throw new Error(`nobody was to be asked, but about ${name} somebody was`);
  },
};
