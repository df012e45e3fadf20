/** The user's settings (`spamPatrol.*`), read from whatever the editor sends. Trusts none of it. */
import { isFormatId, type FormatId } from '../core/complaint/formats/formats.ts';
import type { Grouping } from '../core/complaint/index.ts';
import { isLegalId, type LegalId } from '../core/complaint/letter.ts';
import type { TextId } from '../core/complaint/texts/en.ts';
import {
  isLanguage,
  isTextId,
  type Language,
  type OwnTexts,
} from '../core/complaint/texts/languages.ts';
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
  readonly complaint: ComplaintSettings;
  /** What was left out, and why; a sentence each. */
  readonly faults: readonly string[];
}

export interface ComplaintSettings {
  readonly format: FormatId;
  readonly grouping: Grouping;
  readonly language: Language;
  readonly legal: readonly LegalId[];
  /** Replace the reader's addresses in the message. */
  readonly redact: boolean;
  /** Offer a question to the advertiser. */
  readonly inquiry: boolean;
  /** The user's own texts. */
  readonly texts: OwnTexts;
  /** An absolute path or a URI of a folder with one file a text (`network.txt`); null for none. */
  readonly textsFolder: string | null;
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
    complaint: readComplaintSettings(property(section, 'complaint')),
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

function readComplaintSettings(section: unknown): ComplaintSettings {
  const format = property(section, 'format');
  const language = property(section, 'language');
  const legal = property(section, 'legal');
  return {
    format: isFormatId(format) ? format : 'letter',
    grouping: property(section, 'grouping') === 'each' ? 'each' : 'together',
    language: isLanguage(language) ? language : 'en',
    legal: Array.isArray(legal) ? legal.filter(isLegalId) : [],
    redact: property(section, 'redact') === true,
    inquiry: property(section, 'inquiry') === true,
    texts: readOwnTexts(entries(property(section, 'texts'))),
    textsFolder: text(property(section, 'textsFolder')) || null,
  };
}

/** A text is a string, or an array of its lines, which is easier on the eye in JSON. */
function readOwnTexts(pairs: Iterable<readonly [string, unknown]>): OwnTexts {
  const texts = new Map<TextId, string>();
  for (const [id, value] of pairs) {
    if (!isTextId(id)) continue;
    if (typeof value === 'string') texts.set(id, value);
    else if (Array.isArray(value)) texts.set(id, value.map(String).join('\n'));
  }
  return texts;
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
