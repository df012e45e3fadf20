/** Asks the registries by RDAP (RFC 9082): who holds an address, a network's number, a domain. Makes no connection of its own. */
import type { Contact, ContactRole } from '../../core/contacts/contact.ts';
import { plain } from '../../core/text/plain.ts';
import type { LookupCache } from '../cache.ts';
import type { Endpoints } from '../endpoints.ts';
import { fetchJson, hostOf, isSameOrigin, utc, type Fetched, type FetchContext } from '../http.ts';
import { mailAddressesIn } from '../mail-address.ts';
import { refuseUrl } from '../reach.ts';
import { fact, type RawAnswer, type StepOutcome } from '../report.ts';
import { quote, type Subject } from '../subject.ts';
import type { Reach } from '../transport.ts';
import { rdapBase } from './bootstrap.ts';
import { readRdap, type RdapEntity, type RdapObject } from './read.ts';

export interface RdapContext extends FetchContext {
  readonly endpoints: Endpoints;
  readonly cache: LookupCache;
}

/** Seconds. What registries say changes seldom; most of them do not say for how long it holds. */
const usualLife = 24 * 3600;
/** Seconds. An answer that may not be kept at all is not asked for twice by one click all the same. */
const shortestLife = 300;
/** Entities that are only pointed at, and a registrar: no more questions than these. */
const mostFurther = 2;
const accept = 'application/rdap+json, application/json;q=0.5';

/** Never rejects. */
export async function askRdap(subject: Subject, context: RdapContext): Promise<StepOutcome> {
  const { endpoints, cache } = context;
  const own = endpoints.rdap;
  const base =
    own === null
      ? await rdapBase(subject, endpoints.rdapBootstrap, context, cache)
      : `${own}${own.endsWith('/') ? '' : '/'}`;
  if (base === null) {
    return nothing([
      `No RDAP server is known for ${subject.name}: its registry has none, or none that is listed. whois may know more.`,
    ]);
  }
  const place = { url: base + pathOf(subject), reach: own === null ? 'public' : 'any' } as const;
  const answers = new Answers(context);
  const answer = await answers.ask(place);
  if (answer === null) {
    return {
      ...nothing(answers.problems),
      raw: answers.raw,
      lifetime: answers.absent ? 3600 : 0,
    };
  }
  const { object } = answer;
  const entities = [...object.entities];
  for (const { adopt, ...further } of furtherQuestions(answer)) {
    const more = await answers.ask(further);
    if (more !== null) entities.push(...adopt(more.object));
  }
  const all = { ...object, entities };
  return {
    facts: factsOf(all),
    contacts: contactsOf(subject, all, hostOf(answer.url)),
    raw: answers.raw,
    problems: answers.problems,
    lifetime: answers.problems.length === 0 ? answers.lifetime : 0,
  };
}

function nothing(problems: readonly string[]): StepOutcome {
  return { facts: [], contacts: [], raw: [], problems, lifetime: 0 };
}

function pathOf(subject: Subject): string {
  switch (subject.kind) {
    case 'ip':
      return `ip/${subject.name}`;
    case 'asn':
      return `autnum/${subject.number}`;
    case 'domain':
      return `domain/${subject.name}`;
  }
}

interface Answer extends Place {
  readonly object: RdapObject;
}

/** The questions of one lookup, with what came of them. */
class Answers {
  readonly raw: RawAnswer[] = [];
  readonly problems: string[] = [];
  absent = false;
  /** Of the answer that holds for the shortest time. Seconds. */
  lifetime = Infinity;
  readonly #context: RdapContext;

  constructor(context: RdapContext) {
    this.#context = context;
  }

  async ask({ url, reach }: Place): Promise<Answer | null> {
    const { cache } = this.#context;
    const host = hostOf(url);
    const pause = cache.get(pauseKey(host))?.value;
    if (typeof pause === 'string') {
      this.problems.push(
        `${host} asked to be left alone until ${utc(pause)}; it was not asked again. Try again after that.`,
      );
      return null;
    }
    const fetched = await fetchJson(url, accept, reach, this.#context);
    const object = fetched.kind === 'json' ? readRdap(fetched.value) : null;
    if (fetched.kind === 'json') {
      this.raw.push({ from: host, query: `GET ${fetched.url}`, text: pretty(fetched.value) });
    }
    if (object !== null && fetched.kind === 'json') {
      this.lifetime = Math.min(
        this.lifetime,
        Math.max(shortestLife, fetched.lifetime ?? usualLife),
      );
      // Another registry may have answered.
      return { object, url: fetched.url, reach: isSameOrigin(fetched.url, url) ? reach : 'public' };
    }
    this.#note(host, fetched);
    return null;
  }

  #note(host: string, fetched: Fetched): void {
    const { cache, now } = this.#context;
    if (fetched.kind === 'absent') {
      this.absent = true;
      this.problems.push(`${host} knows nothing about it.`);
    } else if (fetched.kind === 'json') {
      this.problems.push(
        `${host} answered with something that is no RDAP answer${errorOf(fetched.value)}. Try again later.`,
      );
    } else {
      if (fetched.notBefore !== null) {
        const seconds = (Date.parse(fetched.notBefore) - now().getTime()) / 1000;
        cache.put(pauseKey(host), fetched.notBefore, seconds);
      }
      this.problems.push(fetched.message);
    }
  }
}

function pauseKey(host: string): string {
  return `rdap pause ${host}`;
}

/** An error of RDAP's own (RFC 9083 §6), in its words. */
function errorOf(value: unknown): string {
  if (typeof value !== 'object' || value === null || !('title' in value)) return '';
  return typeof value.title === 'string' ? `: ${quote(value.title)}` : '';
}

function pretty(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .split('\n')
    .map((line) => plainLine(line))
    .join('\n');
}

/** JSON escapes bring back what was taken out of the bytes: it is written out. */
function plainLine(line: string): string {
  const indent = /^ */.exec(line)?.[0] ?? '';
  return indent + plain(line.slice(indent.length), 500);
}

interface Place {
  readonly url: string;
  readonly reach: Reach;
}

interface Further extends Place {
  /** What of the answer belongs to the subject. */
  readonly adopt: (more: RdapObject) => readonly RdapEntity[];
}

/**
 * An abuse contact that is only pointed at is asked for where the answer came from; about a domain
 * its registrar is asked, who knows more than the registry.
 */
function furtherQuestions({ object, ...asked }: Answer): readonly Further[] {
  const further: Further[] = [];
  const isAbuse = ({ roles }: RdapEntity): boolean => roles.includes('abuse');
  if (
    !object.entities.some(
      (entity) => isAbuse(entity) && entity.mail.length + entity.forms.length > 0,
    )
  ) {
    for (const entity of object.entities) {
      if (!isAbuse(entity) || entity.self === null || !isSameOrigin(entity.self, asked.url))
        continue;
      further.push({
        url: entity.self,
        reach: asked.reach,
        adopt: ({ entities: [same] }) =>
          same === undefined ? [] : [{ ...same, roles: entity.roles, within: entity.within }],
      });
    }
  }
  const registrar = object.related.find((one) => refuseUrl(one) === null);
  if (object.kind === 'domain' && registrar !== undefined && registrar !== asked.url) {
    further.push({ url: registrar, reach: 'public', adopt: ({ entities }) => entities });
  }
  return further.slice(0, mostFurther);
}

function factsOf(object: RdapObject): StepOutcome['facts'] {
  const named = (role: string): string => {
    const entity = object.entities.find(
      ({ roles, within }) => roles.includes(role) && within.length === 0,
    );
    return entity?.organisation || entity?.name || '';
  };
  return [
    ...fact('organisation', named('registrant')),
    ...fact('network', object.kind === 'domain' ? '' : object.name),
    ...fact('range', object.range),
    ...fact('handle', object.handle),
    ...fact('parent', object.parent),
    ...fact('country', object.country),
    ...fact('status', object.status.join(', ')),
    ...fact('registrar', named('registrar')),
    ...fact('registered', object.registered),
    ...fact('changed', object.changed),
    ...fact('expires', object.expires),
    ...object.nameServers.flatMap((name) => fact('name-server', name)),
  ];
}

/** Roles that are no invitation to report abuse, for the case that nobody else is named. */
const otherRoles = ['noc', 'technical', 'administrative', 'registrant'];

function contactsOf(subject: Subject, object: RdapObject, host: string): readonly Contact[] {
  const scope = object.range === '' ? subject.name : object.range;
  const role = roleOf(subject);
  const contact = (
    address: string,
    basis: string,
    confidence: Contact['confidence'],
    whose: ContactRole = role,
    channel: Contact['channel'] = 'mail',
  ): Contact => ({
    address,
    channel,
    role: whose,
    scope,
    source: 'rdap',
    basis,
    confidence,
  });

  const contacts: Contact[] = [];
  for (const entity of object.entities) {
    if (!entity.roles.includes('abuse')) continue;
    const who = entity.name || entity.handle;
    const ofRegistrar =
      object.kind === 'domain' && entity.within.some((roles) => roles.includes('registrar'));
    const basis = `the registry's answer (${host}): abuse contact ${ofRegistrar ? 'of the registrar ' : ''}${who}`;
    const whose = ofRegistrar ? 'registrar' : role;
    for (const address of entity.mail) {
      contacts.push(contact(address, basis.trim(), 'published', whose));
    }
    for (const form of entity.forms) {
      contacts.push(contact(form, basis.trim(), 'published', whose, 'form'));
    }
  }
  for (const line of object.remarks) {
    if (!/abuse|spam/i.test(line)) continue;
    for (const address of mailAddressesIn(line)) {
      contacts.push(contact(address, `a remark in the registry's answer (${host})`, 'published'));
    }
  }
  if (contacts.some((one) => one.role === role)) return contacts;
  for (const other of otherRoles) {
    for (const entity of object.entities) {
      if (!entity.roles.includes(other) || entity.within.length > 0) continue;
      const basis = `the registry's answer (${host}): ${other} contact ${entity.name || entity.handle}`;
      for (const address of entity.mail) {
        contacts.push(contact(address, basis.trim(), 'registered'));
      }
    }
  }
  return contacts;
}

/** What a contact of the subject answers for, as long as nobody knows what the subject has to do with a message. */
export function roleOf({ kind }: Subject): ContactRole {
  switch (kind) {
    case 'ip':
      return 'network';
    case 'domain':
      return 'drop-box';
    case 'asn':
      return 'upstream';
  }
}
