/** The few sentences that most people want to know of a report. */
import { plain } from '../core/text/plain.ts';
import { beside, english, say, type Said } from '../core/text/said.ts';
import {
  stepTitles,
  valuesOf,
  type Fact,
  type FactName,
  type Report,
  type StepName,
} from './report.ts';

/** The report on one line, with its age: `EXAMPLE-NET · abuse@example.net · 2 days ago`. */
export function headline(report: Report, now: Date): Said {
  const holder = first(report, 'organisation') || first(report, 'network') || report.subject;
  const told = report.contacts.find(({ confidence }) => confidence !== 'guessed');
  return beside(
    plain(holder, 60),
    told === undefined ? say`nobody is known to tell` : plain(told.address, 80),
    daysAgo(report, now),
  );
}

/** Whole days: what stands above a line for hours must stay true. */
function daysAgo({ learnedAt }: Report, now: Date): Said {
  const days = Math.floor((now.getTime() - Date.parse(learnedAt)) / 86_400_000);
  if (days < 1) return say`less than a day ago`;
  return days === 1 ? say`a day ago` : say`${days} days ago`;
}

/** Plain text; the facts are made safe already. */
export function summarise(report: Omit<Report, 'summary'>): readonly string[] {
  return [
    ...holder(report),
    ...reverseName(report),
    ...announcer(report),
    ...listings(report),
    ...mail(report),
    ...reach(report),
  ];
}

type Parts = Omit<Report, 'summary'>;

function first(report: { readonly facts: readonly Fact[] }, name: FactName): string {
  return valuesOf(report, name)[0] ?? '';
}

function holder(report: Parts): string[] {
  const { subject, kind } = report;
  const organisation = first(report, 'organisation');
  const network = first(report, 'network');
  const names = [organisation, network].filter((name) => name !== '').join(', ');
  const country = first(report, 'country');
  const range = first(report, 'range');
  const where = country === '' ? '' : ` (${country})`;
  const special = first(report, 'address-class');
  const aside =
    special === '' || special === 'a public address' ? [] : [`${subject} is ${special}.`];
  if (kind === 'ip' && report.steps.length === 0 && aside.length > 0 && names === '') {
    return [`${aside[0] ?? ''} No registry tells whose it is; nobody was asked.`];
  }
  if (kind === 'domain') {
    const registrar = first(report, 'registrar');
    const registered = first(report, 'registered');
    const parts = [
      ...(registrar === '' ? [] : [`through ${registrar}`]),
      ...(registered === '' ? [] : [`on ${registered}`]),
    ];
    return [
      ...(names === '' ? [] : [`${subject} belongs to ${names}${where}.`]),
      ...(parts.length === 0 ? [] : [`It was registered ${parts.join(' ')}.`]),
    ];
  }
  const registry = first(report, 'registry');
  if (names === '' && registry !== '') {
    return [
      ...aside,
      `Whose ${subject} is has not been learned; the registry of its region is ${registry}.`,
    ];
  }
  const within = range === '' || range === subject ? '' : `, which has ${range}`;
  return [...aside, ...(names === '' ? [] : [`${subject} belongs to ${names}${where}${within}.`])];
}

function reverseName(report: Parts): string[] {
  const confirmed = valuesOf(report, 'reverse-name');
  const others = valuesOf(report, 'unconfirmed-name');
  if (confirmed.length > 0) {
    return [`Its reverse name is ${confirmed.join(', ')}, which leads back to it.`];
  }
  if (others.length > 0) {
    return [
      `Its reverse name is ${others.join(', ')}, which does not lead back to it: anybody may have chosen that.`,
    ];
  }
  const asked = report.steps.some(
    ({ step, status }) => step === 'reverse-name' && status === 'done',
  );
  return asked ? ['It has no reverse name.'] : [];
}

function announcer(report: Parts): string[] {
  const networks = valuesOf(report, 'asn');
  const prefix = first(report, 'prefix');
  if (report.kind !== 'ip' || networks.length === 0) return [];
  return [`${networks.join(' and ')} announces ${prefix === '' ? 'it' : prefix} to the Internet.`];
}

function listings(report: Parts): string[] {
  const listed = valuesOf(report, 'listed');
  const clean = valuesOf(report, 'not-listed');
  if (listed.length > 0) return [`It is listed by ${listed.join(' and by ')}.`];
  return clean.length > 0 ? [`It is not listed by ${clean.join(', ')}.`] : [];
}

function mail(report: Parts): string[] {
  const takes = first(report, 'mail');
  if (first(report, 'exists').startsWith('no')) {
    return [`${report.subject} does not exist, say the name servers.`];
  }
  if (takes === '') return [];
  const [answer = '', ...rest] = takes.split(': ');
  const why = rest.length === 0 ? '' : `: ${rest.join(': ')}`;
  const says = mailAnswers.get(answer);
  return says === undefined ? [] : [`${says}${why}.`];
}

const mailAnswers: ReadonlyMap<string, string> = new Map([
  ['yes', 'It takes mail'],
  ['no', 'It takes no mail'],
  ['perhaps', 'Perhaps it takes mail'],
]);

/** The steps that tell whom to write to; while one of them failed nobody can say that nobody is named. */
const telling: ReadonlySet<StepName> = new Set(['rdap', 'whois', 'abusix', 'abuse-net']);

function reach({ contacts, steps }: Parts): string[] {
  const published = contacts.filter(({ confidence }) => confidence === 'published');
  const [best] = published;
  if (best !== undefined) {
    const same = published.filter(
      ({ role, source }) => role === best.role && source === best.source,
    );
    return [
      `Reports of abuse go to ${same.map(({ address }) => address).join(' and ')}, taken from ${english(best.basis)}.`,
    ];
  }
  const open = steps.filter(({ step, status }) => telling.has(step) && status !== 'done');
  const unknown =
    open.length > 0
      ? `Whether anybody is named for reports of abuse is not known yet (no answer: ${open.map(({ step }) => english(stepTitles[step])).join(', ')})`
      : 'Nobody is named for reports of abuse';
  const [fallback] = contacts;
  if (fallback === undefined) return open.length > 0 ? [`${unknown}.`] : [];
  return [
    fallback.confidence === 'registered'
      ? `${unknown}; ${fallback.address} is registered for other purposes.`
      : `${unknown}; ${fallback.address} is a guess from ${english(fallback.basis)}.`,
  ];
}
