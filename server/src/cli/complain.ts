/** `spam-patrol complain`: writes drafts of complaints beside messages or into a folder. Overwrites nothing, sends nothing. */
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { zipWithPassword } from '../archive/zip.ts';
import type { FormatId } from '../core/complaint/formats/formats.ts';
import { isAboutPoints } from '../core/complaint/about.ts';
import { readIncident, type Incident } from '../core/complaint/incident.ts';
import {
  composeComplaint,
  recordOf,
  type ComplaintInput,
  type Grouping,
} from '../core/complaint/index.ts';
import type { LegalId, Reporter } from '../core/complaint/letter.ts';
import { readLog, recordLine } from '../core/complaint/log.ts';
import { complaintPath, isComplaintPath } from '../core/complaint/name.ts';
import { prepareComplaint } from '../core/complaint/prepare.ts';
import { readersOf } from '../core/complaint/readers.ts';
import { convertedText, holdsNoHeader, readSourceFile } from '../core/complaint/source-file.ts';
import type { TextId } from '../core/complaint/texts/en.ts';
import {
  textIds,
  type Language,
  type OwnTexts,
  type TextFault,
} from '../core/complaint/texts/languages.ts';
import type { Contact } from '../core/contacts/contact.ts';
import type { ContactPoint } from '../core/contacts/point.ts';
import { contactsFor } from '../lookup/contacts.ts';
import { createFile } from '../node/files.ts';
import { nodeSecrets } from '../node/runtime.ts';
import { Lines } from './lines.ts';
import { readMessage } from './message-file.ts';
import { print, reasonOf, safe, warn } from './output.ts';
import type { Recipient } from './recipient.ts';
import { english } from '../core/text/said.ts';

export interface ComplainOptions {
  readonly ownHosts: readonly string[];
  readonly organisations: readonly (readonly string[])[];
  /** The forwarded message that is complained about; null: the file's own. */
  readonly part: string | null;
  readonly reporter: Reporter | null;
  /** Where the drafts go, made when missing; null: beside each message. */
  readonly folder: string | null;
  readonly format: FormatId;
  /** Null: those that the route lets guess. */
  readonly recipients: readonly Recipient[] | null;
  readonly grouping: Grouping;
  readonly language: Language;
  readonly legal: readonly LegalId[];
  readonly redact: boolean;
  /** The reader's besides the reporter's. */
  readonly ownAddresses: readonly string[];
  /** Null: a key for this run alone. */
  readonly keyFile: string | null;
  readonly archive: boolean;
  readonly textsFolder: string | null;
  /** Null: nothing is remembered. */
  readonly logFile: string | null;
}

/** What all the complaints of one call have in common. */
interface Call extends ComplainOptions {
  readonly texts: OwnTexts;
  readonly key: Uint8Array;
}

/** Goes on after a file that fails; 2 when one did. */
export async function complain(files: readonly string[], options: ComplainOptions): Promise<0 | 2> {
  let call: Call;
  try {
    if (options.folder !== null) makeFolder(options.folder);
    call = { ...options, texts: readTexts(options.textsFolder), key: await readKey(options) };
  } catch (error) {
    warn(`No complaint was written: ${reasonOf(error)}.`);
    return 2;
  }
  let code: 0 | 2 = 0;
  for (const file of files) {
    try {
      await complainAbout(file, call);
    } catch (error) {
      warn(`No complaint about ${file} was written: ${reasonOf(error)}.`);
      code = 2;
    }
  }
  return code;
}

async function complainAbout(file: string, call: Call): Promise<void> {
  const { ownHosts, organisations, part, reporter, folder, recipients, logFile } = call;
  if (isComplaintPath(file.split(sep).join('/'))) throw new Error('it is a complaint already');
  const { bytes, isConverted } = readSourceFile(await readMessage(file));
  const incident = readIncident({ bytes, ownHosts, organisations, part });
  if (part === null && incident.analysis.header.fields.length === 0) {
    throw new Error(`it ${english(holdsNoHeader)}`);
  }
  const declared = [...(reporter === null ? [] : [reporter.address]), ...call.ownAddresses];
  // Standard input has no name, and one that begins with "-" is a trap.
  const path = file === '-' ? 'message.eml' : file;
  const fileName = basename(path);
  const prepared = await prepareComplaint(
    {
      bytes,
      ownHosts,
      organisations,
      part,
      fileName,
      redact: call.redact ? readersOf(incident, ownHosts, declared) : null,
      archive: call.archive,
    },
    { hash: (text) => nodeSecrets.hmac(call.key, text), archive: zipWithPassword },
  );
  const input: ComplaintInput = {
    ...call,
    prepared,
    points: recipients?.some(({ role }) => role !== null && isAboutPoints(role))
      ? await pointsOf(prepared.incident)
      : [],
    contacts:
      recipients?.map((recipient) => ({
        ...recipient,
        role: recipient.role ?? (incident.anonymous === null ? 'network' : 'anonymous-relay'),
      })) ?? null,
    known: recipients === null ? await contactsOf(incident, ownHosts) : null,
    now: new Date(),
    fileName,
    reportId: nodeSecrets.uuid(),
    log: logFile === null ? [] : readLog(readIfThere(logFile) ?? ''),
  };
  const { letters, notices, faults } = composeComplaint(input);
  for (const letter of letters) {
    let target = '';
    if (letter.output === 'text') {
      // What nobody sees was made visible when it was composed.
      await print(letter.text);
    } else {
      target = await writeNew(folder === null ? path : join(folder, fileName), letter.pieces);
      await print(`${safe(target)}\n`);
      if (letter.recipients.length > 0)
        await print(`  To: ${safe(letter.recipients.join(', '))}\n`);
    }
    if (logFile !== null) appendFileSync(logFile, recordLine(recordOf(input, letter, target)));
  }
  const told = [
    ...[...(isConverted ? [convertedText] : []), ...notices].map(english),
    ...faults.map((fault) => faultNotice(fault, call)),
  ];
  const isText = letters.some(({ output }) => output === 'text');
  for (const notice of told) {
    // What is printed to be pasted holds nothing else.
    if (isText) warn(notice);
    else await print(`  ${safe(notice)}\n`);
  }
}

/** Whom to tell, by the message alone. */
async function contactsOf(
  incident: Incident,
  ownHosts: readonly string[],
): Promise<readonly Contact[]> {
  const { analysis } = incident;
  return contactsFor({ analysis, ownHosts, points: await pointsOf(incident) }, []);
}

/** The tables of all numbering plans are loaded for nobody else. */
async function pointsOf({ analysis }: Incident): Promise<readonly ContactPoint[]> {
  const { contactPoints } = await import('../core/contacts/points.ts');
  return contactPoints(analysis);
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new Error(`the folder ${folder} cannot be made, ${reasonOf(error)}`, { cause: error });
  }
}

/** Writes beside the message under the first free name; gives that name. */
async function writeNew(message: string, pieces: readonly Uint8Array[]): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const target = complaintPath(message.split(sep).join('/'), attempt).split('/').join(sep);
    try {
      if (await createFile(target, pieces)) return target;
    } catch (error) {
      throw new Error(`${target} cannot be written: ${reasonOf(error)}`, { cause: error });
    }
  }
}

/** `network.txt`, line 3, column 5, as compilers say it. */
function faultNotice({ id, start, message }: TextFault, { texts, textsFolder }: Call): string {
  const { line, column } = new Lines(texts.get(id) ?? '').position(start);
  const file = join(textsFolder ?? '', `${id}.txt`);
  return `${file}:${line}:${column}: ${english(message)} The built-in text stands in its place.`;
}

function readTexts(folder: string | null): OwnTexts {
  const texts = new Map<TextId, string>();
  if (folder === null) return texts;
  for (const id of textIds) {
    const text = readIfThere(join(folder, `${id}.txt`));
    // The file's last line break is no part of the text.
    if (text !== null) texts.set(id, text.replace(/\r?\n$/, ''));
  }
  if (texts.size === 0) {
    throw new Error(`${folder} holds no text of a complaint, such as network.txt`);
  }
  return texts;
}

async function readKey({ redact, keyFile }: ComplainOptions): Promise<Uint8Array> {
  if (!redact || keyFile === null) return nodeSecrets.random(32);
  const kept = Buffer.from((readIfThere(keyFile) ?? '').trim(), 'base64');
  if (kept.length >= 16) return kept;
  const made = nodeSecrets.random(32);
  const text = `${Buffer.from(made).toString('base64')}\n`;
  if (!(await createFile(keyFile, [Buffer.from(text)]))) {
    throw new Error(
      `${keyFile} holds no key; name a file that is not there yet, and it will be made`,
    );
  }
  return made;
}

/** Null when there is no such file. Throws when it cannot be read. */
function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new Error(`${file} cannot be read, ${reasonOf(error)}`, { cause: error });
  }
}
