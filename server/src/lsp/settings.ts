/** The user's settings (`spamPatrol.*`), read from whatever the editor sends. Trusts none of it. */
import { readRuleSettings, type RuleSettings } from '../core/rules/levels.ts';
import { hintKinds, type HintKind } from '../core/outline/hints.ts';
import type { Reporter } from './protocol.ts';

export interface Settings {
  readonly ownHosts: readonly string[];
  readonly rules: RuleSettings;
  /** Null when no address was given. */
  readonly reporter: Reporter | null;
  /** `host` or `host:port`. */
  readonly whoisServer: string;
  /** An IP address, with a port or without; null: the name servers of the system. */
  readonly dnsServer: string | null;
  /** The notes between the words that are wanted. */
  readonly inlayHints: ReadonlySet<HintKind>;
  /** Whether addresses in a message lead there when somebody clicks. */
  readonly links: 'defanged' | 'live';
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

/** Reads the object of the section `spamPatrol`. What is missing or of the wrong kind is the default. */
export function readSettings(section: unknown): Settings {
  const ownHosts = property(section, 'ownHosts');
  const reporter = property(section, 'reporter');
  const inlayHints = property(section, 'inlayHints');
  const address = text(property(reporter, 'address'));
  return {
    ownHosts: Array.isArray(ownHosts) ? ownHosts.map(text).filter((host) => host !== '') : [],
    rules: readRuleSettings(entries(property(section, 'rules'))),
    reporter: address === '' ? null : { name: text(property(reporter, 'name')), address },
    whoisServer: text(property(property(section, 'whois'), 'server')) || defaultWhoisServer,
    dnsServer: text(property(property(section, 'dns'), 'server')) || null,
    inlayHints: new Set(hintKinds.filter((kind) => property(inlayHints, kind) !== false)),
    links: property(section, 'links') === 'live' ? 'live' : 'defanged',
  };
}

/** Asks the editor once and remembers the answer until it says that something changed. */
export class SettingsCache {
  readonly #fetch: () => Promise<unknown>;
  #settings: Promise<Settings> | null = null;

  /** `fetch` gives the section `spamPatrol`; it must not reject. */
  constructor(fetch: () => Promise<unknown>) {
    this.#fetch = fetch;
  }

  get(): Promise<Settings> {
    this.#settings ??= this.#fetch().then(readSettings);
    return this.#settings;
  }

  forget(): void {
    this.#settings = null;
  }
}
