/**
 * What whois answers say, in the forms of the registries: RIPE's (RPSL, also APNIC, AFRINIC, LACNIC),
 * ARIN's, those of generic domains, and a few countries' own. Asks nobody.
 */
import type { Contact, ContactRole } from '../../core/contacts/contact.ts';
import { readIp } from '../../core/net/ip.ts';
import { plain } from '../../core/text/plain.ts';
import { mailAddressesIn } from '../mail-address.ts';
import { fact, type Fact, type FactName } from '../report.ts';
import type { WhoisSection } from './whois.ts';

/** One line of an answer. */
interface Entry {
  /** As it is written. */
  readonly label: string;
  /** In lower case: `abuse-mailbox`. Empty for comments and headings. */
  readonly key: string;
  readonly value: string;
  /** The heading above it, in lower case: `network abuse contact information`. */
  readonly heading: string;
  /** Which paragraph of the answer it stands in. */
  readonly block: number;
}

export interface WhoisFindings {
  readonly facts: readonly Fact[];
  /** Best first. */
  readonly contacts: readonly Contact[];
}

const mostLines = 2000;

/** Which keys tell what, in any registry's form; the first that is there counts. */
const factKeys: readonly (readonly [FactName, readonly string[]])[] = [
  [
    'organisation',
    [
      'orgname',
      'org-name',
      'custname',
      'owner',
      'organization name',
      'organization',
      'registrant organization',
      'registrant',
      'responsible',
      'descr',
    ],
  ],
  ['network', ['netname', 'as-name', 'asname', 'network name', 'service name', 'asname']],
  [
    'range',
    [
      'cidr',
      'inetnum',
      'inet6num',
      'netrange',
      'network number',
      'ipv4 address',
      'ipv6 address',
      'aut-num',
      'asnumber',
    ],
  ],
  ['handle', ['nethandle', 'ashandle', 'registry domain id']],
  ['parent', ['parent']],
  ['country', ['country', 'registrant country']],
  ['status', ['status', 'domain status', 'nettype', 'state']],
  ['registrar', ['registrar', 'registrar name', 'sponsoring registrar', 'authorized agency']],
  [
    'registered',
    [
      'regdate',
      'creation date',
      'created',
      'created on',
      'registered on',
      'registered date',
      'registration date',
      'assigned date',
    ],
  ],
  [
    'changed',
    [
      'updated date',
      'last-modified',
      'updated',
      'changed',
      'last updated',
      'last update',
      'last updated date',
    ],
  ],
  [
    'expires',
    [
      'registry expiry date',
      'registrar registration expiration date',
      'expiry date',
      'expires on',
      'expires',
      'expiration date',
    ],
  ],
];

const nameServerKeys = ['name server', 'nserver', 'name servers', 'nameserver', 'p. [name server]'];
const rangeKeys = ['inetnum', 'inet6num', 'netrange', 'network number', 'ipv4 address'];

const abuseKeys = [
  'abuse-mailbox',
  'orgabuseemail',
  'rabuseemail',
  'abuse email',
  'abuse contact email',
  'abuse-email',
];
const registrarAbuseKeys = ['registrar abuse contact email'];
const remarkKeys = ['remarks', 'remark', 'comment', 'descr', 'notice'];
const technicalKeys = [
  'orgtechemail',
  'orgnocemail',
  'rtechemail',
  'rnocemail',
  'tech email',
  'admin email',
  'e-mail',
  'email',
  'registrant email',
  'administrative contact(ac) e-mail',
  'ac e-mail',
];
/** Objects that tell of people and roles (RPSL); others have their `e-mail` for mail about the object. */
const handleKeys = ['nic-hdl', 'nic-hdl-br'];
const abuseHandleKeys = ['abuse-c', 'orgabusehandle'];

/**
 * Facts come from the last server that knows any: the others referred to it. Contacts come from all.
 * @param role what a contact of the subject answers for
 */
export function readWhois(
  sections: readonly WhoisSection[],
  subject: string,
  role: ContactRole,
): WhoisFindings {
  const read = sections.map(({ host, text }) => ({ host, entries: readEntries(text) }));
  // IANA tells of the block that a registry was given, not of whoever has a part of it.
  const telling = read.filter(({ host }) => host !== 'whois.iana.org' || read.length === 1);
  const facts: Fact[] = [];
  for (const { entries } of telling.toReversed()) {
    const known = new Set(facts.map(({ name }) => name));
    facts.push(...factsOf(entries).filter(({ name }) => !known.has(name)));
  }
  const scope = facts.find(({ name }) => name === 'range')?.value ?? subject;
  const contacts = telling
    .toReversed()
    .flatMap(({ host, entries }) => contactsOf(entries, host, role, scope));
  const order = { published: 0, registered: 1, guessed: 2 } as const;
  // Whom nobody named for abuse is asked only where nobody is named for abuse.
  const best = contacts.some((one) => one.confidence === 'published' && one.role === role)
    ? contacts.filter(({ confidence }) => confidence === 'published')
    : contacts;
  return {
    facts,
    contacts: best.toSorted((a, b) => order[a.confidence] - order[b.confidence]),
  };
}

function readEntries(text: string): readonly Entry[] {
  const entries: Entry[] = [];
  let heading = '';
  let block = 0;
  let pending: string | null = null;
  for (const line of text.split('\n', mostLines)) {
    const trimmed = line.trim();
    if (trimmed === '') {
      block += 1;
      heading = '';
      pending = null;
      continue;
    }
    if (/^[%#]/.test(trimmed)) {
      entries.push({ label: '', key: '', value: trimmed, heading, block });
      continue;
    }
    const { label, value } = splitLine(trimmed);
    if (label === null) {
      // Nominet: the key on one line, its values indented beneath.
      if (pending !== null) entries.push(entryOf(pending, trimmed, heading, block));
      else heading = headingOf(trimmed) ?? heading;
    } else if (value === '') {
      pending = label;
    } else {
      entries.push(entryOf(label, value, heading, block));
    }
  }
  return entries;
}

function entryOf(label: string, value: string, heading: string, block: number): Entry {
  return { label, key: label.toLowerCase(), value, heading, block };
}

/** `key: value`, `key : value`, `key.....: value`, `[Key] value`, `a. [Key] value`. */
function splitLine(line: string): { readonly label: string | null; readonly value: string } {
  const bracket = /^(?:[a-z]\. )?\[([^[\]]{1,60})\](?:\s+|$)/.exec(line);
  if (bracket !== null) {
    const value = line.slice(bracket[0].length).trim();
    // Alone on its line it is a heading: [Tech-C].
    return value === '' && !/^[a-z]\. /.test(line)
      ? { label: null, value: '' }
      : { label: (bracket[1] ?? '').trim(), value };
  }
  const colon = line.indexOf(':');
  const label = withoutLeaders(line.slice(0, Math.max(0, colon)));
  // A sentence or a web address with a colon in it is no key.
  if (colon < 1 || label.length > 60 || line.startsWith('//', colon + 1)) {
    return { label: null, value: '' };
  }
  return { label, value: line.slice(colon + 1).trim() };
}

/** The dots and blanks that lead from a key to its colon. */
function withoutLeaders(key: string): string {
  let end = key.length;
  while (end > 0 && /[.\s]/.test(key.charAt(end - 1))) end--;
  return key.slice(0, end);
}

/** `[ Network Abuse Contact Information ]`, `[Tech-C]`. */
function headingOf(line: string): string | null {
  if (!line.startsWith('[') || !line.endsWith(']')) return null;
  const heading = line.slice(1, -1).trim();
  return /^[^[\]]{1,80}$/.test(heading) ? heading.toLowerCase() : null;
}

function factsOf(entries: readonly Entry[]): Fact[] {
  const { start } = narrowest(entries);
  const pick = (keys: readonly string[]): string => {
    for (const key of keys) {
      const found =
        entries.slice(start).find((entry) => entry.key === key) ??
        entries.find((entry) => entry.key === key);
      if (found !== undefined && !isPlaceholder(found.value)) return found.value;
    }
    return '';
  };
  const facts = factKeys.flatMap(([name, keys]) => fact(name, tidy(name, pick(keys))));
  const servers = entries
    .filter(({ key }) => nameServerKeys.includes(key))
    .map(({ value }) => (value.split(/\s/, 1)[0] ?? '').toLowerCase().replace(/\.$/, ''));
  return [
    ...facts,
    ...[...new Set(servers)].slice(0, 12).flatMap((name) => fact('name-server', name)),
  ];
}

const dates: ReadonlySet<FactName> = new Set(['registered', 'changed', 'expires']);

function tidy(name: FactName, value: string): string {
  if (dates.has(name)) return /^\d{4}-\d\d-\d\d/.test(value) ? value.slice(0, 10) : value;
  // ICANN adds the address of a page that explains the status.
  return name === 'status' ? value.replace(/ https?:.*$/, '') : value;
}

/**
 * ARIN and others tell of a network and of those that it lies in: where the smallest begins, and
 * where the next one does. Everything when there is but one.
 */
function narrowest(entries: readonly Entry[]): { readonly start: number; readonly end: number } {
  const starts = entries.flatMap(({ key }, index) => (rangeKeys.includes(key) ? [index] : []));
  if (starts.length < 2) return { start: 0, end: entries.length };
  const sizes = starts.map((index) => sizeOf(entries[index]?.value ?? ''));
  const best = sizes.indexOf(Math.min(...sizes));
  return { start: starts[best] ?? 0, end: starts[best + 1] ?? entries.length };
}

/** The number of addresses of a range, as a power of two; infinite for what is no range. */
function sizeOf(range: string): number {
  const [from = '', to = ''] = range.split('-').map((one) => one.trim());
  const length = /\/(\d{1,3})/.exec(range)?.[1];
  const first = readIp(from, 0, from.replace(/\/.*$/, '').length);
  if (first?.valid !== true) return Infinity;
  if (length !== undefined) return (first.version === 4 ? 32 : 128) - Number(length);
  const last = readIp(to, 0, to.length);
  if (last?.valid !== true || first.version !== 4 || last.version !== 4) return 0;
  return Math.log2(numberOf(last.value) - numberOf(first.value) + 1);
}

function numberOf(ip: string): number {
  return ip.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
}

/** What registries write in place of what they do not tell. */
function isPlaceholder(value: string): boolean {
  return /^(?:redacted|not disclosed|please query|data protected|n\/a$|-+$|none$)/i.test(value);
}

function contactsOf(
  entries: readonly Entry[],
  host: string,
  own: ContactRole,
  scope: string,
): readonly Contact[] {
  const contacts: Contact[] = [];
  const add = (
    line: string,
    what: string,
    confidence: Contact['confidence'],
    whose: ContactRole,
  ): void => {
    for (const address of mailAddressesIn(line)) {
      contacts.push({
        address,
        channel: 'mail',
        role: whose,
        scope: plain(around, 200),
        source: confidence === 'published' ? 'whois' : 'whois-technical',
        basis: `the whois answer of ${host}: ${what}`,
        confidence,
      });
    }
  };
  const abuseHandles = new Set(
    entries
      .filter(({ key }) => abuseHandleKeys.includes(key))
      .map(({ value }) => value.toLowerCase()),
  );
  /** The paragraphs about whom `abuse-c` names. */
  const abuseBlocks = new Set(
    entries
      .filter(({ key, value }) => handleKeys.includes(key) && abuseHandles.has(value.toLowerCase()))
      .map(({ block }) => block),
  );
  const { start, end } = narrowest(entries);
  let around = scope;
  for (const [index, { label, key, value, heading, block }] of entries.entries()) {
    // Who runs the network around it is above it.
    const isAround = index < start || index >= end;
    const role = isAround ? 'upstream' : own;
    if (rangeKeys.includes(key)) around = isAround ? value : scope;
    if (/^% abuse contact for /i.test(value)) {
      add(value, '"Abuse contact"', 'published', role);
    } else if (abuseKeys.includes(key)) {
      add(value, `"${plain(label, 40)}"`, 'published', role);
    } else if (registrarAbuseKeys.includes(key)) {
      add(value, 'abuse contact of the registrar', 'published', 'registrar');
    } else if (technicalKeys.includes(key)) {
      const forAbuse = abuseBlocks.has(block) || heading.includes('abuse');
      if (forAbuse) add(value, 'abuse contact', 'published', role);
      else add(value, `"${plain(label, 40)}"`, 'registered', role);
    } else if (remarkKeys.includes(key) && /abuse|spam|uce\b/i.test(value)) {
      add(value, 'a remark about abuse', 'published', role);
    }
  }
  return contacts;
}
