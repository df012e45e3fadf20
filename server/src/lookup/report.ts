/** What lookups learned about one subject: its shapes, and its text for people. Plain data that can be kept as JSON. */
import type { Contact } from '../core/contacts/contact.ts';
import { plain } from '../core/text/plain.ts';
import { say, type Value } from '../core/text/said.ts';
import type { Subject } from './subject.ts';

/**
 * The steps of a lookup, in the order of a report.
 * `rdap` and `whois` ask the registries · `reverse-name` the name of an address, and whether it leads
 * back · `asn` who announces it · `blocklists` · `abusix` and `abuse-net` are collections of abuse
 * contacts · `domain` whether a domain exists and takes mail.
 */
export const stepNames = [
  'rdap',
  'whois',
  'reverse-name',
  'domain',
  'asn',
  'blocklists',
  'abusix',
  'abuse-net',
] as const;
export type StepName = (typeof stepNames)[number];

/** What people call the step. */
export const stepTitles: Readonly<Record<StepName, Value>> = {
  rdap: say`registry (RDAP)`,
  whois: say`registry (whois)`,
  'reverse-name': say`reverse name`,
  domain: say`name servers of the domain`,
  asn: say`announcing network`,
  blocklists: say`block lists`,
  abusix: 'Abusix',
  'abuse-net': 'abuse.net',
};

export type FactName = keyof typeof factTitles;

/** In the order of a report. */
export const factTitles = {
  'address-class': 'Address class',
  registry: 'Registry',
  organisation: 'Organisation',
  network: 'Network',
  range: 'Range',
  handle: 'Handle',
  parent: 'Part of',
  country: 'Country',
  status: 'Status',
  registrar: 'Registrar',
  registered: 'Registered',
  changed: 'Last changed',
  expires: 'Expires',
  'name-server': 'Name server',
  /** It leads back to the address: who runs the one runs the other. */
  'reverse-name': 'Reverse name',
  'unconfirmed-name': 'Reverse name that does not lead back',
  prefix: 'Announced prefix',
  asn: 'Announced by',
  neighbour: 'Connected through',
  listed: 'Listed by',
  'not-listed': 'Not listed by',
  exists: 'Exists',
  address: 'Address',
  'mail-server': 'Mail server',
  mail: 'Takes mail',
  spf: 'SPF',
} as const;

/** One thing that was learned. */
export interface Fact {
  readonly name: FactName;
  /** Plain text on one line; names, addresses and numbers in their canonical forms. */
  readonly value: string;
}

/** What one server said, for people who want to see for themselves. */
export interface RawAnswer {
  /** Who was asked: `whois.ripe.net`, `https://rdap.db.ripe.net/ip/192.0.2.7`, `name servers`. */
  readonly from: string;
  readonly query: string;
  /** The answer without what a terminal would obey; lines separated by LF. A stranger's text. */
  readonly text: string;
}

/** Who was asked, of answers that came by DNS from whatever server. */
export const nameServersSay = 'name servers';

/** What one step gave. */
export interface StepOutcome {
  readonly facts: readonly Fact[];
  readonly contacts: readonly Contact[];
  readonly raw: readonly RawAnswer[];
  /** What went wrong, one sentence each. */
  readonly problems: readonly string[];
  /** Seconds that the outcome may be kept; 0: not at all, the next lookup asks again. */
  readonly lifetime: number;
}

export interface StepReport extends StepOutcome {
  readonly step: StepName;
  /**
   * `done` · `failed` nothing was learned · `cancelled` · `not-asked` the platform or the user does
   * not allow it; `problems` has the clause that says why.
   */
  readonly status: 'done' | 'failed' | 'cancelled' | 'not-asked';
  /** ISO 8601. */
  readonly learnedAt: string;
  /** The answer is from the cache: no packet was sent. */
  readonly cached: boolean;
}

/** What is known about one subject. */
export interface Report {
  readonly subject: string;
  readonly kind: Subject['kind'];
  /** The most important, one sentence each. */
  readonly summary: readonly string[];
  readonly facts: readonly Fact[];
  /** Best first. The role is that of the source's network, of a drop box's domain, of the network above. */
  readonly contacts: readonly Contact[];
  readonly raw: readonly RawAnswer[];
  readonly problems: readonly string[];
  /** ISO 8601: the age of the oldest part. */
  readonly learnedAt: string;
  readonly steps: readonly StepReport[];
}

/** The values of a fact. */
export function valuesOf(report: Pick<Report, 'facts'>, name: FactName): readonly string[] {
  return report.facts.filter((fact) => fact.name === name).map(({ value }) => value);
}

/** A stranger's value as a fact; nothing when it is empty. */
export function fact(name: FactName, value: string | null | undefined): readonly Fact[] {
  const shown = plain(value ?? '', 200);
  return shown === '' ? [] : [{ name, value: shown }];
}
