/**
 * Whom to tell about a message, in the order of a complaint, and who has to be looked up to know it.
 * Asks nobody itself. A lookup that failed leaves a guess in its place: it never means that nobody is
 * named.
 */
import type { Analysis } from '../core/analysis.ts';
import { say, type Value } from '../core/text/said.ts';
import { relayOf } from '../core/complaint/incident.ts';
import { dropBoxPlaces, sitePlaces } from '../core/complaint/about.ts';
import { reportedHop } from '../core/complaint/recipients.ts';
import type { Contact, ContactRole } from '../core/contacts/contact.ts';
import { guessContacts, guessFromDomain, ownHostOf } from '../core/contacts/guess.ts';
import { fieldsNamed } from '../core/message/fields.ts';
import { readMailboxes } from '../core/message/mailboxes.ts';
import { isHostName, registrableDomain, sameOrganisation } from '../core/net/hosts.ts';
import { brandOf } from '../core/net/brands.ts';
import { readIp } from '../core/net/ip.ts';
import { isPublicProvider } from '../core/route/own-hosts.ts';
import { mergeContacts } from './rank.ts';
import { valuesOf, type Report } from './report.ts';
import { readSubject, type Subject } from './subject.ts';

/** How a message wants to be answered, as far as somebody administers it: contact points have this shape. */
export interface AdministeredPoint {
  readonly kind: string;
  /** Where it stands: `reply-to`, `text`, `link` … */
  readonly place: string;
  /** Of a mailbox or a site, in lower case. */
  readonly host?: string;
  /** The mailbox or the address of the site. */
  readonly value?: string;
}

export interface MessageToTell {
  readonly analysis: Analysis;
  readonly ownHosts: readonly string[];
  /** Weightiest first, where that matters. */
  readonly points: readonly AdministeredPoint[];
}

/** Somebody to look up. */
export interface Question {
  readonly subject: Subject;
  /** What a contact of the subject would be to the message. */
  readonly role: ContactRole;
  /** A clause: "the message came from it". */
  readonly why: string;
}

/** Nobody reads the reports on more. */
const mostDropBoxes = 3;
const mostSites = 3;
const mostNetworksAbove = 2;

/**
 * Who should be looked up next, in view of what is known already; empty when everything is. To be
 * asked again with the new reports: what an address or a domain leads to shows only then.
 */
export function nextQuestions(
  message: MessageToTell,
  reports: readonly Report[],
): readonly Question[] {
  const view = new MessageView(message, reports);
  const questions: Question[] = [];
  const add = (text: string, role: ContactRole, why: string): void => {
    const subject = readSubject(text);
    if ('words' in subject || view.reportOn(subject) !== null) return;
    if (questions.some((one) => one.subject.name === subject.name)) return;
    questions.push({ subject, role, why });
  };
  if (view.source !== null) add(view.source, 'network', 'the message came from it');
  for (const number of view.networksAbove()) {
    add(number, 'upstream', 'it connects the network of the source, whose owner is the sender');
  }
  for (const host of view.dropBoxHosts) add(host, 'drop-box', 'answers go to a mailbox there');
  for (const host of view.siteHosts) {
    add(host, 'web-host', 'the message advertises a site there');
    const [address] = view.addressesOf(host);
    if (address !== undefined) add(address, 'web-host', `the site ${host} is there`);
  }
  return questions;
}

/** Each address once, in the order of a complaint. */
export function contactsFor(
  message: MessageToTell,
  reports: readonly Report[],
): readonly Contact[] {
  const view = new MessageView(message, reports);
  return mergeContacts([
    ...view.networkContacts().map((contact) => view.asRelay(contact)),
    ...view.upstreamContacts(),
    ...view.dropBoxHosts.flatMap((host) => view.dropBoxContacts(host)),
    ...view.siteHosts.flatMap((host) => view.siteContacts(host)),
    ...view.relayContacts(),
    ...view.ownProviderContacts(),
    ...view.victimContacts(),
  ]);
}

/** The message together with what was learned about it. */
class MessageView {
  readonly source: string | null;
  readonly dropBoxHosts: readonly string[];
  readonly siteHosts: readonly string[];
  readonly #message: MessageToTell;
  readonly #reports: readonly Report[];
  readonly #isOwn: (host: string) => boolean;
  /** Domains of those who profit, when they have domains of their own. */
  readonly #profiting: readonly string[];

  constructor(message: MessageToTell, reports: readonly Report[]) {
    const { analysis, ownHosts, points } = message;
    this.#message = message;
    this.#reports = reports;
    this.#isOwn = ownHostOf(analysis.route, ownHosts);
    const ip = analysis.route.source?.ip ?? '';
    this.source = readIp(ip, 0, ip.length)?.valid === true ? ip : null;
    const hostsOf = (kind: string, places: readonly string[]): string[] => {
      const hosts = places.flatMap((place) =>
        points
          .filter((point) => point.kind === kind && point.place === place)
          .map(({ host = '' }) => host),
      );
      return [...new Set(hosts)].filter((host) => host !== '' && !this.#isOwn(host));
    };
    this.dropBoxHosts = hostsOf('mail', dropBoxPlaces).slice(0, mostDropBoxes);
    // Phishing is full of links to the house that it imitates: the others first.
    this.siteHosts = hostsOf('url', sitePlaces)
      .toSorted((a, b) => Number(brandOf(a) !== null) - Number(brandOf(b) !== null))
      .slice(0, mostSites);
    this.#profiting = [...this.dropBoxHosts, ...this.siteHosts, ...this.#domainsOf('from')]
      .map(registrableDomain)
      .filter((domain) => domain !== null)
      .filter((domain) => !isPublicProvider(domain) && brandOf(domain) === null);
  }

  reportOn(subject: Subject): Report | null {
    const name = subject.kind === 'domain' ? subject.host : subject.name;
    return this.#reports.find((report) => report.subject === name) ?? null;
  }

  addressesOf(host: string): readonly string[] {
    const subject = readSubject(host);
    if ('words' in subject || subject.kind !== 'domain') return [];
    const report = this.reportOn(subject);
    return report === null ? [] : valuesOf(report, 'address');
  }

  /** The network of the source, and what can be guessed of it. Without the sender, when it is theirs. */
  networkContacts(): readonly Contact[] {
    const { analysis, ownHosts } = this.#message;
    const report = this.#sourceReport;
    const learned = report?.contacts ?? [];
    const senders = report !== null && this.#ownerIsSender(report);
    return [...learned, ...guessContacts(analysis.route, ownHosts)].filter(
      // The machine's own postmaster is the sender, too.
      ({ address, source }) => !(senders && source === 'literal') && !this.#isSender(address),
    );
  }

  /**
   * A contact of the network as one of the relay that handed the message over, when it runs that: what
   * the relay's own field says is news to nobody there, and what it does not say is what they are asked.
   */
  asRelay(contact: Contact): Contact {
    const { route } = this.#message.analysis;
    const source = route.source === null ? null : reportedHop(route);
    for (const { role, host } of this.#relays()) {
      const relay = relayOf({ route, source }, relayKinds[role], host);
      if (relay?.handedOver === true && isWithinDomain(contact.address, host)) {
        return { ...contact, role, scope: registrableDomain(host) ?? host };
      }
    }
    return contact;
  }

  /** The networks to ask about when the owner of the source's network is the sender. */
  networksAbove(): readonly string[] {
    const report = this.#sourceReport;
    if (report === null || !this.#ownerIsSender(report)) return [];
    const announcing = valuesOf(report, 'asn').map(asNumber);
    // Who announces its own network is no help: those that connect it are.
    const own = announcing.some((number) => {
      const above = this.#reports.find(({ subject }) => subject === number);
      return above !== undefined && this.#ownerIsSender(above);
    });
    const numbers = own ? valuesOf(report, 'neighbour').map(asNumber) : announcing;
    return numbers.slice(0, mostNetworksAbove);
  }

  upstreamContacts(): readonly Contact[] {
    return this.#reports
      .filter(({ kind }) => kind === 'asn')
      .flatMap(({ contacts }) => contacts)
      .filter(({ address }) => !this.#isSender(address));
  }

  /** Who runs the mailbox: the domain's people, or those whose servers take its mail. */
  dropBoxContacts(host: string): readonly Contact[] {
    const domain = registrableDomain(host) ?? host;
    const report = this.#reports.find(({ subject }) => subject === host);
    const contacts = report?.contacts ?? this.#guessed(domain, 'drop-box', host);
    const servers = report === undefined ? [] : valuesOf(report, 'mail-server');
    const foreign = servers
      .map((value) => registrableDomain(value.split(' ', 1)[0] ?? ''))
      .filter((server) => server !== null && !sameOrganisation(server, domain));
    const runsMail = [...new Set(foreign)].flatMap((server) =>
      server === null
        ? []
        : guessFromDomain(server, 'drop-box', `the mail server of ${domain}, ${server}`),
    );
    // A domain that has its mail run by others and sells something is the seller's.
    const isSeller = this.siteHosts.some((site) => sameOrganisation(site, domain));
    return [
      ...contacts.filter(({ address }) => !isSeller || !isWithinDomain(address, domain)),
      ...runsMail,
    ].map((contact) => this.#about(contact, 'mail', dropBoxPlaces, host));
  }

  /** Who runs the network of the site, and through whom its name was registered; never the site itself. */
  siteContacts(host: string): readonly Contact[] {
    const asked = readSubject(host);
    if ('words' in asked) return [];
    const about = [...(asked.kind === 'ip' ? [asked.name] : []), ...this.addressesOf(host)];
    const networks = this.#reports
      .filter(({ kind, subject }) => kind === 'ip' && about.includes(subject))
      .flatMap(({ contacts }) => contacts)
      .map((contact): Contact => ({
        ...contact,
        role: 'web-host',
        basis: say`${contact.basis}; ${host} is there`,
      }));
    const domain = registrableDomain(host);
    const ofName = (this.reportOn(asked)?.contacts ?? [])
      .filter(
        ({ confidence, address }) =>
          confidence === 'published' && !isWithinDomain(address, domain ?? host),
      )
      .map((contact): Contact =>
        contact.role === 'registrar' ? contact : { ...contact, role: 'web-host' },
      );
    return [...networks, ...ofName]
      .filter(({ address }) => !this.#isSender(address))
      .map((contact) => this.#about(contact, 'url', sitePlaces, host));
  }

  /** Servers that passed the message on without saying or minding whom they had it from. */
  relayContacts(): readonly Contact[] {
    return this.#relays().flatMap(({ role, host, domain }) => {
      const basis =
        role === 'open-relay'
          ? say`the server that passed it on, ${host}`
          : say`the server that recorded no address, ${host}`;
      return this.#guessed(domain, role, host, basis);
    });
  }

  #relays(): { readonly role: RelayRole; readonly host: string; readonly domain: string }[] {
    const { findings, route } = this.#message.analysis;
    return findings.flatMap(({ rule, hop }) => {
      const role = relayRules.get(rule);
      const host = hop === null ? undefined : route.hops[hop]?.received.by?.host?.value;
      const domain = host === undefined ? null : registrableDomain(host);
      if (role === undefined || host === undefined || domain === null || this.#isOwn(host))
        return [];
      return [{ role, host, domain }];
    });
  }

  /** The provider that let it in, where it is one for everybody: it learns from reports. */
  ownProviderContacts(): readonly Contact[] {
    const hop = reportedHop(this.#message.analysis.route);
    const host = hop?.received.by?.host?.value ?? '';
    const domain = registrableDomain(host);
    if (domain === null || !isPublicProvider(domain)) return [];
    return guessFromDomain(
      domain,
      'own-provider',
      say`the server that received it for you, ${host}`,
    ).slice(0, 1);
  }

  /** Whose name stands in From while answers go elsewhere: a victim, who may not know. */
  victimContacts(): readonly Contact[] {
    const [from] = this.#domainsOf('from');
    const [replies] = this.#domainsOf('reply-to');
    const domain = from === undefined ? null : registrableDomain(from);
    if (from === undefined || replies === undefined || domain === null) return [];
    const source = this.#message.analysis.route.source?.rdns ?? '';
    const involved = [replies, source, ...this.siteHosts];
    if (involved.some((host) => sameOrganisation(host, from)) || this.#isOwn(from)) return [];
    return this.#guessed(domain, 'forged-domain', from, say`the domain in From, ${domain}`).filter(
      ({ address }) => address.startsWith('postmaster@'),
    );
  }

  #guessed(
    domain: string,
    role: ContactRole,
    host: string,
    basis: Value = say`the domain ${domain}`,
  ): readonly Contact[] {
    return isHostName(host) && registrableDomain(domain) !== null
      ? guessFromDomain(domain, role, basis)
      : [];
  }

  /** The contact with what of the message is at `host`. */
  #about(contact: Contact, kind: string, places: readonly string[], host: string): Contact {
    const about = this.#message.points
      .filter((one) => one.kind === kind && one.host === host && places.includes(one.place))
      .flatMap(({ value }) => value ?? []);
    return about.length === 0 ? contact : { ...contact, about: [...new Set(about)] };
  }

  get #sourceReport(): Report | null {
    return this.#reports.find(({ subject }) => subject === this.source) ?? null;
  }

  /** The domains of the mailboxes in a field of the header. */
  #domainsOf(key: 'from' | 'reply-to'): string[] {
    const { text, header } = this.#message.analysis;
    return fieldsNamed(header, key)
      .flatMap(({ valueStart, end }) => readMailboxes(text, valueStart, end))
      .map(({ domain }) => domain)
      .filter(isHostName);
  }

  /** Whether mail to the address would reach those who profit from the message. */
  #isSender(address: string): boolean {
    const report = this.#sourceReport;
    if (report === null || !this.#ownerIsSender(report)) return false;
    return this.#profiting.some((domain) => isWithinDomain(address, domain));
  }

  /**
   * Whether whoever profits owns the network: its contacts are theirs, or its name is. Only of a small
   * network: a provider's customers answer from its own mailboxes, too.
   */
  #ownerIsSender(report: Report): boolean {
    if (report.kind === 'ip' && !isSmall(valuesOf(report, 'range')[0] ?? '')) return false;
    const names = [...valuesOf(report, 'organisation'), ...valuesOf(report, 'network')].map(
      letters,
    );
    return this.#profiting.some((domain) => {
      const label = letters(domain.slice(0, domain.indexOf('.')));
      const named = label.length >= shortestName && names.some((name) => name.includes(label));
      return (
        named ||
        report.contacts.some(
          ({ address, confidence }) => confidence !== 'guessed' && isWithinDomain(address, domain),
        )
      );
    });
  }
}

type RelayRole = 'anonymous-relay' | 'open-relay';

const relayKinds = { 'anonymous-relay': 'anonymous', 'open-relay': 'relay' } as const;

const relayRules: ReadonlyMap<string, RelayRole> = new Map([
  ['anonymous-relay', 'anonymous-relay'],
  ['open-relay', 'open-relay'],
]);

/** Shorter labels stand inside of other words. */
const shortestName = 5;
/** A /20 and a /36: what is larger has customers. */
const smallIpv4 = 20;
const smallIpv6 = 36;

/** Whether all of a range, as a report writes it, is no larger than what one customer has. */
function isSmall(range: string): boolean {
  const parts = range.split(', ');
  return range !== '' && parts.every(isSmallPart);
}

function isSmallPart(part: string): boolean {
  const [, length] = /\/(\d{1,3})$/.exec(part) ?? [];
  if (length !== undefined) return Number(length) >= (part.includes(':') ? smallIpv6 : smallIpv4);
  const [from = '', to = ''] = part.split(' - ');
  const [first, last] = [from, to].map((ip) => readIp(ip, 0, ip.length));
  if (first?.version !== 4 || last?.version !== 4) return false;
  return numberOf(last.value) - numberOf(first.value) < 2 ** (32 - smallIpv4);
}

function numberOf(ip: string): number {
  return ip.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** `AS64496` of `AS64496 EXAMPLE-AS, NL`. */
function asNumber(value: string): string {
  return value.split(' ', 1)[0] ?? '';
}

function isWithinDomain(address: string, domain: string): boolean {
  return sameOrganisation(address.slice(address.lastIndexOf('@') + 1), domain);
}
