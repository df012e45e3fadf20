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
import type { LookupWishes } from '../lookup/context.ts';
import { defaultEndpoints } from '../lookup/endpoints.ts';
import { defaultHttpOptions } from '../lookup/transport.ts';
import { hintKinds, type HintKind } from '../core/outline/hints.ts';
import type { Reporter } from './protocol.ts';

export interface Settings {
  readonly ownHosts: readonly string[];
  /** Each the domains of one organisation. */
  readonly organisations: readonly (readonly string[])[];
  readonly rules: RuleSettings;
  /** Null when no address was given. */
  readonly reporter: Reporter | null;
  /** The reader's mail addresses, the reporter's among them: what redaction replaces. */
  readonly ownAddresses: readonly string[];
  /** An IP address, with a port or without; null: the name servers of the system. */
  readonly dnsServer: string | null;
  readonly lookup: LookupSettings;
  readonly complaint: ComplaintSettings;
  /** What was left out, and why; a sentence each. */
  readonly faults: readonly string[];
  /** The notes between the words that are wanted. */
  readonly inlayHints: ReadonlySet<HintKind>;
  /** Whether addresses in a message lead there when somebody clicks. */
  readonly links: 'defanged' | 'live';
}

export interface LookupSettings {
  readonly wishes: LookupWishes;
  /** Paths of the user's own GeoIP files. */
  readonly geoFiles: readonly string[];
  /** The address of a directory of telephone numbers, with `{number}` in it; empty: none. */
  readonly phoneTemplate: string;
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

/**
 * Reads the object of the section `spamPatrol`. What is missing or of the wrong kind is the default.
 * @param http the editor's own section `http`: how it reaches the network
 */
export function readSettings(section: unknown, http?: unknown): Settings {
  const ownHosts = texts(property(section, 'ownHosts'));
  const organisations = texts(property(section, 'organisations'));
  const reporter = property(section, 'reporter');
  const inlayHints = property(section, 'inlayHints');
  const address = text(property(reporter, 'address'));
  return {
    ownHosts: ownHosts.filter(isOwnHost),
    organisations: organisations.flatMap((entry) => {
      const domains = readOrganisation(entry);
      return domains === null ? [] : [domains];
    }),
    rules: readRuleSettings(entries(property(section, 'rules'))),
    reporter: address === '' ? null : { name: text(property(reporter, 'name')), address },
    ownAddresses: [
      ...(address === '' ? [] : [address]),
      ...texts(property(section, 'ownAddresses')),
    ],
    dnsServer: text(property(property(section, 'dns'), 'server')) || null,
    lookup: readLookupSettings(section, http),
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
    inlayHints: new Set(hintKinds.filter((kind) => property(inlayHints, kind) !== false)),
    links: property(section, 'links') === 'live' ? 'live' : 'defanged',
  };
}

function readLookupSettings(section: unknown, http: unknown): LookupSettings {
  const server = (name: string): string => text(property(property(section, name), 'server'));
  const dns = server('dns');
  const blocklists = property(section, 'blocklists');
  return {
    wishes: {
      endpoints: {
        ...defaultEndpoints,
        whois: server('whois') || defaultEndpoints.whois,
        rdap: server('rdap') || null,
        abuseNet: server('abuseNet') || defaultEndpoints.abuseNet,
        blocklists: Array.isArray(blocklists) ? texts(blocklists) : defaultEndpoints.blocklists,
      },
      http: {
        ...defaultHttpOptions,
        proxy: text(property(http, 'proxy')) || null,
        noProxy: texts(property(http, 'noProxy')),
        strictSsl: property(http, 'proxyStrictSSL') !== false,
      },
      nameServers: dns === '' ? null : [dns],
      offline:
        property(section, 'lookups') === 'off' ? 'lookups are off (spamPatrol.lookups)' : null,
    },
    geoFiles: texts(property(property(section, 'geoip'), 'files')),
    phoneTemplate: text(property(property(section, 'phone'), 'url')),
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

/** Sections of the editor's settings, as it sent them. */
export interface Sections {
  /** `spamPatrol` */
  readonly own: unknown;
  /** `http` */
  readonly http: unknown;
}

/** Asks the editor once and remembers the answer until it says that something changed. */
export class SettingsCache {
  readonly #fetch: () => Promise<Sections>;
  readonly #tell: (fault: string) => void;
  /** Told once; a setting that stays wrong is read again and again. */
  readonly #told = new Set<string>();
  #settings: Promise<Settings> | null = null;

  /**
   * @param fetch must not reject
   * @param tell hears once of each entry that means nothing
   */
  constructor(fetch: () => Promise<Sections>, tell: (fault: string) => void) {
    this.#fetch = fetch;
    this.#tell = tell;
  }

  get(): Promise<Settings> {
    this.#settings ??= this.#fetch().then((sections) => this.#read(sections));
    return this.#settings;
  }

  #read({ own, http }: Sections): Settings {
    const settings = readSettings(own, http);
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
