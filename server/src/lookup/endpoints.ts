/** Who is asked, unless the user names others. The addresses of services and nothing else. */

/** The user's choices: they may be anything, machines of the local network too. */
export interface Endpoints {
  /** An RDAP server that is asked about everything, an http or https URL; null: the registries', as IANA lists them. */
  readonly rdap: string | null;
  /** The folder of IANA's lists of RDAP servers (RFC 9224); null: the lists that came with the program are used as they are. */
  readonly rdapBootstrap: string | null;
  /** Where whois starts, `host` or `host:port`. */
  readonly whois: string;
  /** The whois server of abuse.net, `host` or `host:port`. */
  readonly abuseNet: string;
  /** Block lists by DNS (RFC 5782), asked in this order. */
  readonly blocklists: readonly string[];
  /** Zones that tell who announces an address (Team Cymru). */
  readonly asnZone: string;
  /** The zone of abuse contacts by address (Abusix). */
  readonly abusixZone: string;
  /** The zone of abuse contacts by domain (abuse.net). */
  readonly abuseNetZone: string;
}

export const defaultEndpoints: Endpoints = {
  rdap: null,
  rdapBootstrap: 'https://data.iana.org/rdap/',
  whois: 'whois.iana.org',
  abuseNet: 'whois.abuse.net',
  blocklists: ['zen.spamhaus.org', 'bl.spamcop.net', 'psbl.surriel.com'],
  asnZone: 'asn.cymru.com',
  abusixZone: 'abuse-contacts.abusix.zone',
  abuseNetZone: 'contacts.abuse.net',
};

/** Name servers by https for platforms without others (`application/dns-json`). */
export const defaultDnsOverHttps = 'https://cloudflare-dns.com/dns-query';
