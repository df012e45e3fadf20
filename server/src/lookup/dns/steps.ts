/** What name servers tell: the name of an address, whether a domain is real, who announces a network, who lists an address, whom to tell. */
import type { Contact } from '../../core/contacts/contact.ts';
import { say } from '../../core/text/said.ts';
import { isHostName } from '../../core/net/hosts.ts';
import { readIp } from '../../core/net/ip.ts';
import { plain } from '../../core/text/plain.ts';
import type { Endpoints } from '../endpoints.ts';
import { mailAddressesIn } from '../mail-address.ts';
import { fact, type Fact, type StepOutcome } from '../report.ts';
import type { Subject } from '../subject.ts';
import type { DnsAnswer, DnsRecord } from '../transport.ts';
import { Questions, type DnsContext } from './questions.ts';
import { isSameAddress, reversedLabels, reverseZone } from './reversed.ts';

export interface DnsStepContext extends DnsContext {
  readonly endpoints: Endpoints;
}

type Ip = Subject & { readonly kind: 'ip' };
type Domain = Subject & { readonly kind: 'domain' };
type Asn = Subject & { readonly kind: 'asn' };

/** Names of one address that are looked at; hosts of many sites have hundreds. */
const mostNames = 3;
const mostRecords = 12;

function outcome(
  questions: Questions,
  facts: readonly Fact[],
  contacts: readonly Contact[] = [],
): StepOutcome {
  const { raw, problems, lifetime } = questions;
  return { facts, contacts, raw, problems, lifetime };
}

/** The reverse name, and whether it leads back: else anybody may have chosen it (RFC 8499, FCrDNS). */
export async function askReverseName(subject: Ip, context: DnsStepContext): Promise<StepOutcome> {
  const questions = new Questions(context);
  const names = await questions.ask(reverseZone(subject.name), 'PTR');
  const facts = await Promise.all(
    (names ?? [])
      .map(({ value }) => value)
      .filter(isHostName)
      .slice(0, mostNames)
      .map(async (name) => {
        const back = await questions.ask(name, subject.version === 4 ? 'A' : 'AAAA');
        if (back === null) return fact('unconfirmed-name', name);
        const leadsBack = back.some(({ value }) => isSameAddress(value, subject.name));
        return fact(leadsBack ? 'reverse-name' : 'unconfirmed-name', name);
      }),
  );
  return outcome(questions, facts.flat());
}

/**
 * Whether the host exists and where it leads, and whether it takes mail, or else the domain that it
 * belongs to (RFC 5321 §5.1, RFC 7505).
 */
export async function askDomain(subject: Domain, context: DnsStepContext): Promise<StepOutcome> {
  const questions = new Questions(context);
  const { host, name } = subject;
  const [own, texts] = await Promise.all([askHost(host, questions), questions.ask(name, 'TXT')]);
  const taking =
    host === name || recordsOf(own.mail).length > 0 ? own : await askHost(name, questions);
  const answers = [own.v4, own.v6, own.mail];
  const facts: Fact[] = [];
  if (answers.some((answer) => answer.kind === 'absent' && answer.code === 'NXDOMAIN')) {
    facts.push(...fact('exists', `no: ${host} is no name that the name servers know`));
  } else if (answers.some(({ kind }) => kind !== 'failed')) {
    facts.push(...fact('exists', 'yes'));
  }
  facts.push(...addressesOf(own).flatMap((address) => fact('address', address)));
  const exchanges = recordsOf(taking.mail).toSorted((a, b) => a.preference - b.preference);
  for (const { value, preference } of exchanges.slice(0, mostRecords)) {
    if (isHostName(value)) facts.push(...fact('mail-server', `${value} (${preference})`));
  }
  // Without a mail server the host's own address would take the mail: as long as that is open, so is this.
  const isKnown = [taking.v4, taking.v6].every(({ kind }) => kind !== 'failed');
  if (exchanges.length > 0 || (isKnown && taking.mail.kind !== 'failed')) {
    facts.push(...fact('mail', takesMail(exchanges, addressesOf(taking).length > 0)));
  }
  const spf = texts?.find(({ value }) => /^v=spf1(?: |$)/i.test(value));
  facts.push(...fact('spf', spf?.value));
  return outcome(questions, facts);
}

interface HostAnswers {
  readonly v4: DnsAnswer;
  readonly v6: DnsAnswer;
  readonly mail: DnsAnswer;
}

async function askHost(host: string, questions: Questions): Promise<HostAnswers> {
  const [v4, v6, mail] = await Promise.all([
    questions.answer(host, 'A'),
    questions.answer(host, 'AAAA'),
    questions.answer(host, 'MX'),
  ]);
  return { v4, v6, mail };
}

function recordsOf(answer: DnsAnswer): readonly DnsRecord[] {
  return answer.kind === 'records' ? answer.records : [];
}

function addressesOf({ v4, v6 }: HostAnswers): readonly string[] {
  return [...recordsOf(v4), ...recordsOf(v6)]
    .map(({ value }) => value)
    .filter(isAddress)
    .slice(0, mostRecords);
}

function takesMail(exchanges: readonly DnsRecord[], hasAddress: boolean): string {
  if (exchanges.some(({ value }) => isHostName(value))) return 'yes';
  if (exchanges.some(({ value }) => value === '')) return 'no: it says so itself (null MX)';
  return hasAddress ? 'perhaps: no mail server is named, but the host has an address' : 'no';
}

function isAddress(text: string): boolean {
  return readIp(text, 0, text.length)?.valid === true;
}

/** Networks that announce one address, or connect the one that does; more are a mistake in the tables. */
const mostNetworks = 3;

/**
 * The network that announces the address, its name, and those that it is connected through (Team
 * Cymru: `64496 | 192.0.2.0/24 | NL | ripencc | 2010-01-01`).
 */
export async function askAsn(subject: Ip | Asn, context: DnsStepContext): Promise<StepOutcome> {
  const questions = new Questions(context);
  const zone = context.endpoints.asnZone;
  if (subject.kind === 'asn') {
    const known = await networkName(subject.number, zone, questions);
    return outcome(questions, known === subject.name ? [] : fact('asn', known));
  }
  const label = reversedLabels(subject.name);
  const [origins, peers] = await Promise.all([
    questions.ask(`${label}.origin${subject.version === 6 ? '6' : ''}.${zone}`, 'TXT'),
    subject.version === 4 ? questions.ask(`${label}.peer.${zone}`, 'TXT') : null,
  ]);
  const rows = (origins ?? []).map(({ value }) => columns(value));
  const numbers = [...new Set(rows.flatMap(([first = '']) => asNumbers(first)))];
  const networks = await Promise.all(
    numbers.slice(0, mostNetworks).map((number) => networkName(number, zone, questions)),
  );
  const neighbours = (peers ?? []).flatMap(({ value }) => asNumbers(columns(value)[0] ?? ''));
  return outcome(questions, [
    ...[...new Set(rows.map(([, prefix = '']) => prefix))]
      .filter((prefix) => isSameAddress(subject.name, prefix))
      .flatMap((prefix) => fact('prefix', prefix)),
    ...networks.flatMap((network) => fact('asn', network)),
    ...[...new Set(neighbours)]
      .slice(0, mostNetworks)
      .flatMap((number) => fact('neighbour', `AS${number}`)),
  ]);
}

/** `AS64496 EXAMPLE-AS - Example Ltd, NL`. */
async function networkName(number: number, zone: string, questions: Questions): Promise<string> {
  const records = await questions.ask(`AS${number}.${zone}`, 'TXT');
  const name = columns(records?.[0]?.value ?? '')[4] ?? '';
  return `AS${number}${name === '' ? '' : ` ${plain(name, 100)}`}`;
}

function columns(value: string): string[] {
  return value.split('|').map((column) => column.trim());
}

function asNumbers(text: string): number[] {
  return text
    .split(/\s+/)
    .filter((word) => /^\d{1,10}$/.test(word))
    .map(Number)
    .filter((number) => number > 0 && number <= 0xffffffff);
}

/** What the codes of lists mean that tell several things apart. */
const listCodes: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  [
    'zen.spamhaus.org',
    new Map([
      ['127.0.0.2', 'SBL: known for spam'],
      ['127.0.0.3', 'CSS: sends spam in small amounts'],
      ['127.0.0.4', 'XBL: infected or taken over'],
      ['127.0.0.9', 'DROP: hijacked or rented by criminals'],
      ['127.0.0.10', 'PBL: should not send mail directly, says its provider'],
      ['127.0.0.11', 'PBL: should not send mail directly, says Spamhaus'],
    ]),
  ],
]);

/** Spamhaus and others: the question was not answered, whatever the address is. */
const refusals: ReadonlyMap<string, string> = new Map([
  ['127.255.255.252', 'the name of the list is misspelt'],
  ['127.255.255.254', 'it does not answer questions through public name servers'],
  ['127.255.255.255', 'it has been asked too often'],
]);

/** Every list has it (RFC 5782 §5): a name server that says no to everything is found out by it. */
const testEntry = reversedLabels('127.0.0.2');

/** Who lists the address (RFC 5782). A list that refuses to answer does not list it. */
export async function askBlocklists(subject: Ip, context: DnsStepContext): Promise<StepOutcome> {
  const questions = new Questions(context);
  const problems: string[] = [];
  const label = reversedLabels(subject.name);
  const lists = context.endpoints.blocklists.filter(isHostName);
  const facts = await Promise.all(
    lists.map(async (list) => {
      const answers = await questions.ask(`${label}.${list}`, 'A');
      if (answers === null) return [];
      const codes = answers.map(({ value }) => value);
      if (codes.length === 0) {
        const test = await questions.ask(`${testEntry}.${list}`, 'A');
        if (test === null) return [];
        if (test.length > 0) return fact('not-listed', list);
        problems.push(
          `${list} does not answer here: it does not even list its own test entry. That says nothing about the address; ask through a name server of your own, or take the list out.`,
        );
        return [];
      }
      const refused = codes.find((code) => code.startsWith('127.255.255.'));
      if (refused !== undefined) {
        problems.push(
          `${list} refused to answer (${refused}): ${refusals.get(refused) ?? 'it does not say why'}. That says nothing about the address; ask through a name server of your own, or take the list out.`,
        );
        return [];
      }
      const listed = codes.filter((code) => isSameAddress(code, '127.0.0.0/8'));
      if (listed.length === 0) {
        problems.push(
          `${list} answered with ${plain(codes.join(', '), 80)}, which is no answer of a block list: it is closed, or a name server changes answers. That says nothing about the address; ask through a name server of your own, or take the list out.`,
        );
        return [];
      }
      const reasons = await questions.ask(`${label}.${list}`, 'TXT');
      const meanings = listed.map((code) => listCodes.get(list)?.get(code) ?? code);
      const reason = reasons?.[0]?.value ?? '';
      return fact(
        'listed',
        `${list} (${meanings.join('; ')})${reason === '' ? '' : `: ${reason}`}`,
      );
    }),
  );
  const answered = outcome(questions, facts.flat());
  return {
    ...answered,
    problems: [...answered.problems, ...problems],
    // Listings come and go within the hour.
    lifetime: problems.length === 0 ? Math.min(answered.lifetime, 3600) : 0,
  };
}

/** The abuse contact of an address as Abusix collects them from the registries. */
export async function askAbusix(subject: Ip, context: DnsStepContext): Promise<StepOutcome> {
  const questions = new Questions(context);
  const zone = context.endpoints.abusixZone;
  const records = await questions.ask(`${reversedLabels(subject.name)}.${zone}`, 'TXT');
  const addresses = (records ?? []).flatMap(({ value }) => mailAddressesIn(value));
  const contacts = addresses.map((address): Contact => ({
    address,
    channel: 'mail',
    role: 'network',
    scope: subject.name,
    source: 'abusix',
    basis: say`the collection of Abusix (${zone})`,
    confidence: 'published',
  }));
  return outcome(questions, [], contacts);
}

/** abuse.net by DNS, where its whois cannot be asked. */
export async function askAbuseNetZone(
  subject: Domain,
  context: DnsStepContext,
): Promise<StepOutcome> {
  const questions = new Questions(context);
  const records = await questions.ask(`${subject.name}.${context.endpoints.abuseNetZone}`, 'TXT');
  const addresses = (records ?? []).flatMap(({ value }) => mailAddressesIn(value));
  return outcome(questions, [], abuseNetContacts(subject.name, addresses));
}

/** For a domain that it does not know, abuse.net answers with the postmaster: that is nobody's knowledge. */
export function abuseNetContacts(domain: string, addresses: readonly string[]): Contact[] {
  const known = addresses.filter((address) => address.toLowerCase() !== `postmaster@${domain}`);
  return known.map((address) => ({
    address,
    channel: 'mail',
    role: 'drop-box',
    scope: domain,
    source: 'abuse.net',
    basis: say`the collection of abuse.net`,
    confidence: 'published',
  }));
}
