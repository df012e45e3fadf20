/** Server software: which program a version is of, and from when. */
import type { Family } from '../received/dialects.ts';
import type { ReceivedField } from '../received/field.ts';
import type { Hop } from '../route/route.ts';
import { join, type Markdown, md, prose } from '../text/markdown.ts';
import { standing } from './trust.ts';

/** The software note of a field. */
export function softwareHover(hop: Hop): Markdown {
  const software = hop.received.by?.software?.value ?? '';
  return join([
    md`**Server software** ${software}: what the server calls itself, and nothing that anybody could check.`,
    softwareWords(hop.received),
    standing(hop),
  ]);
}

export function familyName(family: Family | null): Markdown {
  return family === null ? md`This server` : prose(family.name);
}

/** What is known of the program behind a field, beyond what it says of itself; null when that is nothing. */
export function softwareWords({ family, by, id, with: protocol }: ReceivedField): Markdown | null {
  if (family === null) return null;
  const row = versions.get(family.id);
  const notes = [by?.software?.value, protocol?.value];
  // Exchange gives its build number as the id.
  if (row?.inId === true) notes.push(id?.value);
  for (const note of notes) {
    const version = note === undefined ? null : versionIn(note);
    const words = row === undefined || version === null ? null : lookUp(row.known, version);
    if (words !== null) return md`${prose(family.name)}, version ${version ?? ''}: ${words}`;
  }
  return notes.some((note) => note?.toLowerCase().includes(family.name.toLowerCase()))
    ? null
    : md`It writes as ${prose(family.name)} does.`;
}

/** What a build number says by itself; null when it is none of Exchange's. */
export function exchangeBuild(id: string): Markdown | null {
  const version = versionIn(id);
  return version === id ? lookUp(exchange, version) : null;
}

/** The first version number of a note: numbers with dots between them. */
function versionIn(note: string): string | null {
  return /\d{1,5}(?:\.\d{1,5}){1,4}/.exec(note.slice(0, 100))?.[0] ?? null;
}

/** The row with the longest run of leading numbers in common: `15.2` is not `15.20`. */
function lookUp(known: readonly (readonly [string, Markdown])[], version: string): Markdown | null {
  const dotted = `${version}.`;
  let best: readonly [string, Markdown] | null = null;
  for (const row of known) {
    if (dotted.startsWith(`${row[0]}.`) && row[0].length > (best?.[0].length ?? 0)) best = row;
  }
  return best?.[1] ?? null;
}

const sendmail = [
  ['8.6', md`from 1993.`],
  ['8.7', md`from 1995.`],
  ['8.8', md`from 1996.`],
  ['8.9', md`from 1998, the first that refused to relay for strangers unless told to.`],
  ['8.10', md`from 2000.`],
  ['8.11', md`from 2000, the first with TLS.`],
  ['8.12', md`from 2001.`],
  ['8.13', md`from 2004.`],
  ['8.14', md`from 2007.`],
  ['8.15', md`from 2014.`],
  ['8.16', md`from 2020.`],
  ['8.17', md`from 2021.`],
  ['8.18', md`from 2024.`],
] as const;

const exchange = [
  ['5.0', md`Exchange Server 5.0, from 1997.`],
  ['5.5', md`Exchange Server 5.5, from 1997.`],
  ['6.0', md`Exchange Server 2000.`],
  ['6.5', md`Exchange Server 2003.`],
  ['8', md`Exchange Server 2007.`],
  ['14', md`Exchange Server 2010.`],
  ['15.0', md`Exchange Server 2013.`],
  ['15.1', md`Exchange Server 2016.`],
  ['15.2', md`Exchange Server 2019 or its Subscription Edition.`],
  ['15.20', md`Exchange Online, which is Microsoft 365.`],
] as const;

const smtpService = [
  ['5.0.2195', md`the SMTP service of Windows 2000.`],
  ['5.5', md`the SMTP service of Windows NT 4.0.`],
  ['6.0.2600', md`the SMTP service of Windows XP: a desktop machine, not a mail server.`],
  ['6.0.3790', md`the SMTP service of Windows Server 2003.`],
  ['7.0', md`the SMTP service of Windows Server 2008.`],
  ['7.5', md`the SMTP service of Windows Server 2008 R2.`],
  ['8.0', md`the SMTP service of Windows Server 2012.`],
  ['8.5', md`the SMTP service of Windows Server 2012 R2.`],
  ['10.0.14393', md`the SMTP service of Windows Server 2016.`],
  ['10.0.17763', md`the SMTP service of Windows Server 2019.`],
  ['10.0.20348', md`the SMTP service of Windows Server 2022.`],
] as const;

const solaris = [['8.6', md`from 1993, as Sun shipped it with Solaris.`]] as const;

/** By the family's id. `inId`: the version stands behind `id`. */
const versions: ReadonlyMap<
  string,
  { readonly inId: boolean; readonly known: readonly (readonly [string, Markdown])[] }
> = new Map([
  ['sendmail', { inId: false, known: sendmail }],
  ['sendmail-smi', { inId: false, known: solaris }],
  ['sendmail-sunos', { inId: false, known: solaris }],
  ['exchange', { inId: true, known: exchange }],
  ['exchange-ims', { inId: false, known: exchange }],
  ['microsoft365', { inId: true, known: exchange }],
  ['smtpsvc', { inId: false, known: smtpService }],
]);
