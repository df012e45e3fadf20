/** The user's settings (`spamPatrol.*`), read from whatever the editor sends. Trusts none of it. */
import { readOrganisation } from '../core/net/hosts.ts';
import { isOwnHost } from '../core/route/own-hosts.ts';
import { readRuleSettings, type RuleSettings } from '../core/rules/levels.ts';
import { plain } from '../core/text/plain.ts';
import type { Reporter } from './protocol.ts';

export interface Settings {
  readonly ownHosts: readonly string[];
  /** Each the domains of one organisation. */
  readonly organisations: readonly (readonly string[])[];
  readonly rules: RuleSettings;
  /** Null when no address was given. */
  readonly reporter: Reporter | null;
  /** `host` or `host:port`. */
  readonly whoisServer: string;
  /** An IP address, with a port or without; null: the name servers of the system. */
  readonly dnsServer: string | null;
  /** What was left out, and why; a sentence each. */
  readonly faults: readonly string[];
}

const defaultWhoisServer = 'whois.iana.org';

/** A property of a value that came over the wire; undefined for anything that is no plain object. */
export function property(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

/** The properties of a value that came over the wire; none of anything that is no plain object. */
function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(text).filter((one) => one !== '') : [];
}

/** Reads the object of the section `spamPatrol`. What is missing or of the wrong kind is the default. */
export function readSettings(section: unknown): Settings {
  const ownHosts = texts(property(section, 'ownHosts'));
  const organisations = texts(property(section, 'organisations'));
  const reporter = property(section, 'reporter');
  const address = text(property(reporter, 'address'));
  return {
    ownHosts: ownHosts.filter(isOwnHost),
    organisations: organisations.flatMap((entry) => {
      const domains = readOrganisation(entry);
      return domains === null ? [] : [domains];
    }),
    rules: readRuleSettings(entries(property(section, 'rules'))),
    reporter: address === '' ? null : { name: text(property(reporter, 'name')), address },
    whoisServer: text(property(property(section, 'whois'), 'server')) || defaultWhoisServer,
    dnsServer: text(property(property(section, 'dns'), 'server')) || null,
    faults: [
      ...ownHosts
        .filter((entry) => !isOwnHost(entry))
        .map(
          (entry) =>
            `spamPatrol.ownHosts: ${plain(entry, 80)} is no host name, address or network, and was left out. Write one like mx.example.com, 192.0.2.1 or 192.0.2.0/24.`,
        ),
      ...organisations
        .filter((entry) => readOrganisation(entry) === null)
        .map(
          (entry) =>
            `spamPatrol.organisations: ${plain(entry, 80)} does not name the domains of one organisation, and was left out. Write them like example.com=example.net.`,
        ),
    ],
  };
}

/** Asks the editor once and remembers the answer until it says that something changed. */
export class SettingsCache {
  readonly #fetch: () => Promise<unknown>;
  readonly #tell: (fault: string) => void;
  /** Told once; a setting that stays wrong is read again and again. */
  readonly #told = new Set<string>();
  #settings: Promise<Settings> | null = null;

  /**
   * @param fetch gives the section `spamPatrol`; it must not reject
   * @param tell hears once of each entry that means nothing
   */
  constructor(fetch: () => Promise<unknown>, tell: (fault: string) => void) {
    this.#fetch = fetch;
    this.#tell = tell;
  }

  get(): Promise<Settings> {
    this.#settings ??= this.#fetch().then((section) => this.#read(section));
    return this.#settings;
  }

  #read(section: unknown): Settings {
    const settings = readSettings(section);
    for (const fault of settings.faults) {
      if (!this.#told.has(fault)) this.#tell(fault);
      this.#told.add(fault);
    }
    return settings;
  }

  forget(): void {
    this.#settings = null;
  }
}
