/**
 * The dialect table: how each family of mail servers writes its trace fields. A row is data; the
 * parser knows no family by name. To teach it a new one, add a row (and a fixture that shows it).
 *
 * Sources: the servers' own code and manuals, and the fields of about 25,000 real messages.
 */

import { isLetter } from '../text/chars.ts';

/** A mail server family and what its way of writing a trace field means. */
export interface Family {
  /** Stable, for machines. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** What the word after `from` is: the HELO name, or the name that the reverse lookup gave. */
  readonly first: 'helo' | 'rdns';
  /** Whether a reverse name is written down when there is one. `open`: depends on how it was set up. */
  readonly reverse: 'yes' | 'no' | 'open';
  /** `never`: this software writes no client address; what looks like one is the client's own text. */
  readonly client: 'recorded' | 'never';
}

/** How a row is recognised; any one of the marks suffices. All in lower case. */
interface Marks {
  /** How the software note starts: `(Postfix)`, `(8.11.6/8.11.6)` (`#` stands for a version number), `with SMTP (Lotus …)`. */
  readonly software?: readonly string[];
  /** How the text after `with` starts. */
  readonly with?: readonly string[];
  /** The domain that the `by` host belongs to. */
  readonly hosts?: readonly string[];
  /** The first word of a comment that opens the field: `(qmail 1 invoked …)`. */
  readonly opening?: readonly string[];
}

interface Row extends Family, Marks {}

const helo = { first: 'helo', client: 'recorded' } as const;
const rdns = { first: 'rdns', client: 'recorded' } as const;

/** Order matters only between rows that share a mark: the first one wins. */
const rows: readonly Row[] = [
  // HELO (rdns [ip]): the oldest and most copied form.
  {
    id: 'sendmail-smi',
    name: 'Sendmail of SunOS (SMI)',
    first: 'helo',
    reverse: 'no',
    client: 'never',
    software: ['smi-'],
  },
  {
    id: 'sendmail',
    name: 'Sendmail',
    ...helo,
    reverse: 'yes',
    software: ['#', 'sendmail', 'sun/', 'aix', 'nco'],
    opening: ['from'],
  },
  {
    id: 'postfix',
    name: 'Postfix',
    ...helo,
    reverse: 'yes',
    software: ['postfix', 'vmailer', 'mailchimp', 'mandrill'],
  },
  { id: 'exim', name: 'Exim', ...rdns, reverse: 'yes', software: ['exim', 'smail'] },
  {
    id: 'qmail',
    name: 'qmail',
    ...rdns,
    reverse: 'yes',
    software: ['qmail', 'netqmail'],
    opening: ['qmail', 'ofmipd'],
  },
  { id: 'qpsmtpd', name: 'qpsmtpd', ...rdns, reverse: 'yes', software: ['qpsmtpd'] },
  {
    id: 'yahoo',
    name: 'Yahoo',
    ...rdns,
    reverse: 'yes',
    with: ['nnfmp'],
    hosts: ['yahoo.com', 'yahoodns.net'],
    opening: ['egp:'],
  },

  // Microsoft.
  {
    id: 'exchange-ims',
    name: 'Microsoft Exchange 5.5 (Internet Mail Service)',
    ...helo,
    reverse: 'open',
    software: ['microsoft exchange internet mail'],
  },
  {
    id: 'smtpsvc',
    name: 'Microsoft SMTP service (IIS, Exchange 2000 and 2003)',
    ...helo,
    reverse: 'no',
    with: ['microsoft smtpsvc'],
  },
  {
    id: 'microsoft365',
    name: 'Microsoft 365 (Exchange Online)',
    ...helo,
    reverse: 'no',
    hosts: ['outlook.com', 'office365.com', 'exchangelabs.com', 'office365.us'],
  },
  {
    id: 'exchange',
    name: 'Microsoft Exchange',
    ...helo,
    reverse: 'no',
    with: ['microsoft smtp server', 'mapi'],
  },
  { id: 'hotmail', name: 'Hotmail', ...helo, reverse: 'no', hosts: ['hotmail.com', 'msn.com'] },

  {
    id: 'google',
    name: 'Google',
    ...helo,
    reverse: 'yes',
    hosts: ['google.com', 'gmail.com', 'googlemail.com'],
  },

  // Mailbox fetchers: the address is the polled server's, not a sender's.
  { id: 'fetchmail', name: 'fetchmail', ...rdns, reverse: 'open', software: ['fetchmail'] },
  { id: 'getmail', name: 'getmail', ...rdns, reverse: 'open', software: ['getmail'] },

  {
    id: 'lsmtp',
    name: 'LSMTP',
    first: 'helo',
    reverse: 'yes',
    client: 'recorded',
    software: ['lsmtp'],
  },
  {
    id: 'ntmail',
    name: 'NTMail',
    ...helo,
    reverse: 'no',
    software: ['ntmail'],
  },
  { id: 'amavis', name: 'amavis (content filter)', ...helo, reverse: 'open', software: ['amavis'] },
  { id: 'sendgrid', name: 'SendGrid', ...helo, reverse: 'open', software: ['sg'] },
  {
    id: 'meproxy',
    name: 'Fastmail',
    ...helo,
    reverse: 'no',
    software: ['meproxy'],
    hosts: ['messagingengine.com'],
  },
  { id: 'cyrus', name: 'Cyrus', ...helo, reverse: 'yes', software: ['cyrus'] },
  { id: 'communigate', name: 'CommuniGate Pro', ...rdns, reverse: 'no', software: ['communigate'] },
  { id: 'nullmailer', name: 'nullmailer', ...helo, reverse: 'no', opening: ['nullmailer'] },
];

/** The letters (or `#` for a version number) that a note starts with: the key of the look-up. */
function keyOf(text: string): string {
  const first = text.charCodeAt(0);
  if (first >= 48 && first <= 57) return '#';
  let end = 0;
  while (end < text.length && isLetter(text.charCodeAt(end))) end += 1;
  return text.slice(0, end).toLowerCase();
}

type Index = ReadonlyMap<string, readonly { readonly mark: string; readonly family: Family }[]>;

function indexBy(marks: (row: Row) => readonly string[] | undefined): Index {
  const index = new Map<string, { mark: string; family: Family }[]>();
  for (const row of rows) {
    for (const mark of marks(row) ?? []) {
      const key = mark === '#' ? '#' : keyOf(mark);
      const entry = index.get(key) ?? [];
      entry.push({ mark: mark === '#' ? '' : mark, family: row });
      index.set(key, entry);
    }
  }
  return index;
}

function find(index: Index, text: string): Family | null {
  const entries = index.get(keyOf(text));
  if (entries === undefined) return null;
  const [only] = entries;
  if (only !== undefined && entries.length === 1 && only.mark.length <= 1) return only.family;
  const lower = text.slice(0, 64).toLowerCase();
  return entries.find(({ mark }) => lower.startsWith(mark))?.family ?? null;
}

const bySoftware = indexBy((row) => row.software);
const byWith = indexBy((row) => row.with);
const byOpening = indexBy((row) => row.opening);
const byHost = new Map<string, Family>(
  rows.flatMap((row) => (row.hosts ?? []).map((host) => [host, row] as const)),
);
const byId = new Map<string, Family>(rows.map((row) => [row.id, row] as const));

/** The row with this id, for marks that are shapes and not words; null when there is none. */
export function familyById(id: string): Family | null {
  return byId.get(id) ?? null;
}

/** By the software note: `Postfix, from userid 501`, `8.11.6/8.11.6`. */
export function familyBySoftware(note: string): Family | null {
  return find(bySoftware, note);
}

/** By the text after `with`. */
export function familyByProtocol(protocol: string): Family | null {
  return find(byWith, protocol);
}

/** By the first word of the comment that opens the field. */
export function familyByOpening(word: string): Family | null {
  return find(byOpening, word);
}

/** By the domain of the `by` host: its last two labels. */
export function familyByHost(host: string): Family | null {
  const last = host.lastIndexOf('.');
  const dot = host.lastIndexOf('.', last - 1);
  return byHost.get(host.slice(dot + 1).toLowerCase()) ?? null;
}

/** Every family of the table. */
export const families: readonly Family[] = rows;
