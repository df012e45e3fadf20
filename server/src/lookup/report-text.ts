/** A report as plain text, for a terminal and for a read-only document. */
import type { Contact, ContactRole } from '../core/contacts/contact.ts';
import { findForwarded } from '../core/message/mime.ts';
import { plain } from '../core/text/plain.ts';
import type { MessageToTell } from './contacts.ts';
import type { GeoRecord } from './geo.ts';
import { utc } from './http.ts';
import {
  factTitles,
  nameServersSay,
  type RawAnswer,
  type Report,
  type StepReport,
} from './report.ts';

/** Everything that is known, the important first, the raw answers at the end. Ends in a line break. */
export function reportText(report: Report, now: Date): string {
  const { subject, summary, facts, contacts, problems, raw, steps } = report;
  const cached = steps.some((step) => step.cached);
  const sections = [
    titled(
      `About ${subject}`,
      [...summary, ...(cached ? [`Some of it was looked up ${age(report, now)}.`] : [])].map(
        indent,
      ),
    ),
    titled('Whom to tell', contacts.map(contactLine)),
    titled('Facts', factLines(facts)),
    titled(
      'What is not known',
      [...problems, ...(steps.some(isMissing) ? [askAgain] : [])].map(indent),
    ),
    ...rawSections(raw),
  ];
  return sections.filter((section) => section !== '').join('\n');
}

/** Nothing of it is kept: the next lookup asks again. */
function isMissing({ status, lifetime, problems }: StepReport): boolean {
  return status !== 'not-asked' && problems.length > 0 && lifetime === 0;
}

const askAgain =
  'Everything else here was learned and stays. Look it up again to ask for what is missing.';

/** One a server; the short answers of name servers together. */
function rawSections(raw: Report['raw']): string[] {
  const isShort = ({ from }: RawAnswer): boolean => from === nameServersSay;
  const short = raw.filter(isShort).map(({ query, text }) => {
    const lines = text.split('\n').map((line) => `      ${plain(line, 1000)}`);
    return `  ${plain(query, 300)}\n${lines.join('\n')}`;
  });
  const long = raw.filter((answer) => !isShort(answer));
  return [
    titled('What the name servers said', short),
    ...long.map(({ from, query, text }) => {
      const title = `${plain(from, 100)} was asked: ${plain(query, 300)}`;
      return `${title}\n${'='.repeat(title.length)}\n\n${text === '' ? '(no answer)' : text}\n`;
    }),
  ];
}

/** Whom to tell about a message, in the order of a complaint, and what is not known. Ends in a line break. */
export function contactsText(
  { analysis }: Pick<MessageToTell, 'analysis'>,
  contacts: readonly Contact[],
  reports: readonly Report[],
): string {
  const { source } = analysis.route;
  const lines = [
    source === null
      ? 'No address can be named that the message came from.'
      : `The message came from ${plain(source.ip, 60)}.`,
    ...forwardedInside(analysis),
  ];
  let role: ContactRole | null = null;
  for (const contact of contacts) {
    if (contact.role !== role) lines.push('', roleTitles[contact.role], '');
    ({ role } = contact);
    lines.push(contactLine(contact));
  }
  if (contacts.length === 0) lines.push('', 'Nobody can be named to tell.');
  const problems = sharedProblems(reports).map(indent);
  if (reports.some(({ steps }) => steps.some(isMissing))) problems.push(indent(askAgain));
  if (problems.length > 0) lines.push('', 'What is not known', '', ...problems);
  return `${lines.join('\n')}\n`;
}

/** As much of the body as is looked at for messages inside. UTF-16 units. */
const firstLook = 1024 * 1024;

/** Whoever reports spam as an attachment is not its source. */
function forwardedInside({ text, header, part }: MessageToTell['analysis']): string[] {
  if (part !== null) return [];
  const parts = findForwarded(text, header, firstLook).map((inside) => inside.part);
  return parts.length === 0
    ? []
    : [
        `It holds another one, forwarded in part ${parts.slice(0, 5).join(', ')}. If that is the spam, ask about it instead: this is about whoever sent the message around it.`,
      ];
}

/** The same trouble with several subjects is told once. */
function sharedProblems(reports: readonly Report[]): string[] {
  const subjectsOf = new Map<string, string[]>();
  for (const { subject, problems } of reports) {
    for (const problem of problems) {
      subjectsOf.set(problem, [...(subjectsOf.get(problem) ?? []), subject]);
    }
  }
  return [...subjectsOf].map(([problem, subjects]) => `${namesOf(subjects)}: ${problem}`);
}

function namesOf(subjects: readonly string[]): string {
  const named = subjects.slice(0, 3).map((subject) => plain(subject, 100));
  return subjects.length > 3
    ? `${named.join(', ')} and ${subjects.length - 3} more`
    : named.join(', ');
}

/** What the user's own GeoIP files say of an address, and what is wrong with them. Empty when they say nothing. */
export function geoText(record: GeoRecord | null, problems: readonly string[]): string {
  const facts: string[] = [];
  if (record !== null) {
    const { network, country, asn, organisation } = record;
    facts.push(`Network:  ${network}`);
    if (country !== null) facts.push(`Country:  ${country.name ?? country.code} (${country.code})`);
    if (asn !== null) facts.push(`Announced by:  AS${asn} ${organisation ?? ''}`.trimEnd());
  }
  const lines = [...facts, ...problems].map(indent);
  return lines.length === 0 ? '' : `\n${titled('Your GeoIP files', lines)}`;
}

/** One contact, with where it comes from. */
function contactLine({ address, scope, basis, confidence }: Contact): string {
  const how = confidence === 'guessed' ? 'guessed from' : 'taken from';
  const why = confidence === 'registered' ? ', registered for other purposes' : '';
  return `  ${address}\n      for ${plain(scope, 100)}; ${how} ${plain(basis, 200)}${why}`;
}

const roleTitles: Readonly<Record<ContactRole, string>> = {
  network: 'The network that the message came from',
  'drop-box': 'Where answers go',
  'web-host': 'Where the advertised sites are',
  registrar: 'Whom their names were registered through',
  'phone-carrier': 'Carriers of telephones',
  'anonymous-relay': 'Servers that recorded no address',
  'open-relay': 'Servers that pass on anything',
  upstream: 'Above them, when they stay silent',
  'own-provider': 'Your own provider',
  'forged-domain': 'Whose name was borrowed',
  other: 'Others',
};

function factLines(facts: Report['facts']): string[] {
  const titles = facts.map(({ name }) => factTitles[name]);
  const width = Math.max(0, ...titles.map((title) => title.length)) + 2;
  return facts.map(({ value }, index) => {
    const title = titles[index] ?? '';
    return `  ${title === titles[index - 1] ? ' '.repeat(width) : `${title}:`.padEnd(width)}${value}`;
  });
}

function titled(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}\n\n${lines.join('\n')}\n`;
}

function indent(line: string): string {
  return `  ${plain(line, 500)}`;
}

/** `two hours ago (2024-11-21 10:15 UTC)`. */
export function age({ learnedAt }: Pick<Report, 'learnedAt'>, now: Date): string {
  const minutes = Math.max(0, Math.round((now.getTime() - Date.parse(learnedAt)) / 60_000));
  const amount =
    minutes < 1
      ? 'just now'
      : minutes < 90
        ? `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} ago`
        : minutes < 48 * 60
          ? `${Math.round(minutes / 60)} hours ago`
          : `${Math.round(minutes / 1440)} days ago`;
  return `${amount} (${utc(learnedAt)})`;
}
