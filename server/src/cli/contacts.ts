/** `spam-patrol contacts`: whom to tell about one message, and who says so. */
import { analyze, analyzeForwarded, type Analysis } from '../core/analysis.ts';
import { readBody } from '../core/body/body.ts';
import type { Contact } from '../core/contacts/contact.ts';
import { fieldsNamed } from '../core/message/fields.ts';
import { readMailboxes } from '../core/message/mailboxes.ts';
import { decodeLatin1 } from '../core/text/latin1.ts';
import { contactsFor, type AdministeredPoint, type MessageToTell } from '../lookup/contacts.ts';
import { lookUpMessage } from '../lookup/message.ts';
import { contactLine, roleTitles } from '../lookup/report-text.ts';
import type { Report } from '../lookup/report.ts';
import { exitCodeOf, startLookups, type LookupFlags } from './lookups.ts';
import { readMessage } from './message-file.ts';
import { print, reasonOf, safe, warn } from './output.ts';

export interface ContactsOptions {
  readonly ownHosts: readonly string[];
  /** The forwarded message that is meant; null: the file's own. */
  readonly part: string | null;
}

/** 2: the file cannot be read, holds no such part, or a flag cannot be read. */
export async function printContacts(
  file: string,
  options: ContactsOptions,
  flags: LookupFlags,
): Promise<0 | 1 | 2> {
  try {
    const analysis = await readAnalysis(file, options);
    const lookups = startLookups(flags);
    const message = { analysis, ownHosts: options.ownHosts, points: pointsOf(analysis) };
    const reports = await lookUpMessage(message, lookups.context);
    lookups.end();
    const contacts = contactsFor(message, reports);
    await print(
      flags.json
        ? `${JSON.stringify({ file, part: options.part, contacts, reports }, null, 2)}\n`
        : contactsText(message, contacts, reports),
    );
    return exitCodeOf(reports);
  } catch (error) {
    warn(`Whom to tell about ${file} could not be found out: ${reasonOf(error)}.`);
    return 2;
  }
}

async function readAnalysis(file: string, { ownHosts, part }: ContactsOptions): Promise<Analysis> {
  const whole = analyze(decodeLatin1(await readMessage(file)), { ownHosts });
  if (part === null) return whole;
  const chosen = analyzeForwarded(whole, { ownHosts, limit: whole.text.length }).find(
    (one) => one.part === part,
  );
  if (chosen === undefined) throw new Error(`it holds no forwarded message ${part}`);
  return chosen;
}

/** How much of the body is searched for links. UTF-16 units. */
const longestBody = 32 * 1024 * 1024;

function pointsOf({ text, header }: Analysis): readonly AdministeredPoint[] {
  const mailboxes = fieldsNamed(header, 'reply-to').flatMap(({ valueStart, end }) =>
    readMailboxes(text, valueStart, end),
  );
  const { links } = readBody(text, header, longestBody);
  return [
    ...mailboxes.map(({ domain }) => ({ kind: 'mail', place: 'reply-to', host: domain })),
    ...links.map(({ host }) => ({ kind: 'url', place: 'link', host })),
  ];
}

function contactsText(
  { analysis }: MessageToTell,
  contacts: readonly Contact[],
  reports: readonly Report[],
): string {
  const lines: string[] = [];
  const source = analysis.route.source;
  lines.push(
    source === null
      ? 'No address can be named that the message came from.'
      : `The message came from ${safe(source.ip)}.`,
  );
  let role: Contact['role'] | null = null;
  for (const contact of contacts) {
    if (contact.role !== role) lines.push('', roleTitles[contact.role], '');
    role = contact.role;
    lines.push(contactLine(contact));
  }
  if (contacts.length === 0) lines.push('', 'Nobody can be named to tell.');
  const problems = reports.flatMap(({ subject, problems: own }) =>
    own.map((problem) => `  ${subject}: ${problem}`),
  );
  if (problems.length > 0) lines.push('', 'What is not known', '', ...problems.map(safeLine));
  return `${lines.join('\n')}\n`;
}

function safeLine(line: string): string {
  return `  ${safe(line)}`;
}
