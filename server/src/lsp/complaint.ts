/** Complaints as the editor asks for them: fetches the bytes of the message, has them composed, and sees to it that new files hold them. */
import { URI } from 'vscode-uri';
import type { Analysis } from '../core/analysis.ts';
import type { Contact } from '../core/contacts/contact.ts';
import type { ContactPoint } from '../core/contacts/point.ts';
import { zipWithPassword } from '../archive/zip.ts';
import {
  composeComplaint,
  recordOf,
  type Complaint,
  type ComplaintInput,
  type ComposedLetter,
} from '../core/complaint/index.ts';
import { isAboutPoints } from '../core/complaint/about.ts';
import { readIncident } from '../core/complaint/incident.ts';
import { readDraft } from '../core/complaint/draft.ts';
import { composeInquiry } from '../core/complaint/inquiry.ts';
import { longestFact } from '../core/complaint/letter.ts';
import { joinBytes } from '../core/complaint/mime.ts';
import { mailtoUri } from '../core/complaint/mailto.ts';
import { complaintPath } from '../core/complaint/name.ts';
import { offerComplaint } from '../core/complaint/offer.ts';
import { quoteMessage } from '../core/complaint/quote.ts';
import {
  convertedText,
  hasHeader,
  holdsNoHeader,
  readSourceFile,
} from '../core/complaint/source-file.ts';
import { Phrasebook } from '../core/complaint/texts/languages.ts';
import { prepareComplaint, type PrepareTools } from '../core/complaint/prepare.ts';
import { readersOf, type Readers } from '../core/complaint/readers.ts';
import { decodeLatin1, decodeText } from '../core/text/latin1.ts';
import { plain } from '../core/text/plain.ts';
import { say, type Said } from '../core/text/said.ts';
import type { ComplaintRequest, OfferRequest, PreviewRequest } from './complaint-arguments.ts';
import { readEvidence, skeleton, type Evidence, type EvidenceParts } from './evidence.ts';
import type { Learned } from './learned.ts';
import { faultNotices, ownTexts } from './own-texts.ts';
import type {
  ComplaintOfferResult,
  ComplaintResult,
  ComplaintText,
  ComplaintTextResult,
  ComposedFile,
  RedactionPreviewResult,
} from './protocol.ts';
import { reason } from './run-safe.ts';
import type { FileAccess, Runtime } from './runtime.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store.ts';
import { isComplaintUri } from './uri.ts';

export interface ComplaintParts extends EvidenceParts {
  readonly runtime: Pick<Runtime, 'files' | 'base64' | 'now' | 'secrets'>;
  readonly settings: Settings;
  readonly store: Store;
  /** Whom to tell, by what was looked up before, and by the message alone where nothing was. */
  readonly contactsKnown: (analysis: Analysis) => Promise<readonly Contact[]>;
  /** How a message wants to be answered. */
  readonly points: (analysis: Analysis) => Promise<readonly ContactPoint[]>;
  /** What may be said besides. */
  readonly learned: (analysis: Analysis) => Promise<Learned>;
}

/** What the user should know of the bytes that were taken. */
const noticesOf = {
  file: [],
  unsaved: [
    say`The text in the editor differs from the file: the file as it is on the disk is attached.`,
  ],
  untitled: [
    say`The message was never saved: its text in the editor, as UTF-8, is attached, not the original bytes.`,
  ],
} as const satisfies Record<Evidence['origin'], readonly Said[]>;

/** Complaints about one message; whoever has sent as many had better pick up the telephone. */
const maxAttempts = 1000;

/** Writes beside the message under the first free name. */
async function writeBeside(
  files: FileAccess,
  uri: URI,
  pieces: readonly Uint8Array[],
  signal: AbortSignal,
): Promise<string | null> {
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    signal.throwIfAborted();
    const target = uri.with({ path: complaintPath(uri.path, attempt) }).toString();
    if (await files.writeNew(target, pieces)) return target;
  }
  return null;
}

interface Failed {
  readonly kind: 'failed';
  readonly message: string;
}

function failed(message: string): Failed {
  return { kind: 'failed', message };
}

/** The message, and what the user should know of its bytes. */
interface Source {
  readonly bytes: Uint8Array;
  readonly isEdited: boolean;
  readonly notices: readonly Said[];
}

/** The bytes, or a sentence about why there are none. */
async function sourceOf(uri: string, parts: EvidenceParts): Promise<Source | Failed> {
  let evidence: Evidence;
  try {
    evidence = await readEvidence(uri, parts);
  } catch (error) {
    return failed(
      parts.speak(say`The message could not be read (${reason(error)}). Save it and try again.`),
    );
  }
  const { origin } = evidence;
  const { bytes, isConverted } = readSourceFile(evidence.bytes);
  if (!hasHeader(bytes))
    return failed(parts.speak(say`The file ${holdsNoHeader}. Nothing was written.`));
  const isEdited = isConverted
    ? parts.document !== undefined &&
      skeleton(parts.document.getText()) !== skeleton(decodeLatin1(bytes))
    : origin === 'unsaved';
  return {
    bytes,
    isEdited,
    notices: [
      ...noticesOf[isEdited ? 'unsaved' : origin === 'unsaved' ? 'file' : origin],
      ...(isConverted ? [convertedText] : []),
    ],
  };
}

interface Composed {
  readonly kind: 'done';
  readonly input: ComplaintInput;
  readonly complaint: Complaint;
  readonly notices: readonly string[];
}

/** The complaint that was asked for, before anything is written. */
async function compose(
  request: ComplaintRequest,
  parts: ComplaintParts,
  signal: AbortSignal,
): Promise<Composed | Failed> {
  const { uri, part, choices } = request;
  const { runtime, settings, store } = parts;
  const { complaint: chosen, ownHosts, organisations } = settings;
  const evidence = await sourceOf(uri, parts);
  if ('kind' in evidence) return evidence;
  signal.throwIfAborted();
  const reporter = request.reporter ?? settings.reporter;
  const fileName = fileNameOf(URI.parse(uri));
  const { bytes } = evidence;
  const redact = choices.redact ?? chosen.redact;
  let prepared;
  try {
    prepared = await prepareComplaint(
      {
        bytes,
        ownHosts,
        organisations,
        part,
        fileName,
        redact: readersToRedact(redact, settings, reporter, bytes, part),
        archive: choices.archive,
      },
      tools(parts),
    );
  } catch (error) {
    return failed(
      parts.speak(
        say`The message could not be prepared (${reason(error)}). Nothing was written; try again without redaction and without an archive.`,
      ),
    );
  }
  signal.throwIfAborted();
  const texts = await ownTexts(chosen, (one) => readAny(one, parts));
  const known =
    choices.recipients === null
      ? await parts.contactsKnown(readIncident({ bytes, ownHosts, organisations, part }).analysis)
      : null;
  const input: ComplaintInput = {
    prepared,
    ownHosts,
    reporter,
    now: runtime.now(),
    fileName,
    contacts: choices.recipients,
    known,
    points: (choices.recipients ?? known)?.some(({ role }) => isAboutPoints(role))
      ? await parts.points(prepared.incident.analysis)
      : [],
    format: choices.format ?? chosen.format,
    grouping: choices.grouping ?? chosen.grouping,
    language: choices.language ?? chosen.language,
    texts,
    legal: choices.legal ?? chosen.legal,
    facts: choices.facts,
    reportId: runtime.secrets.uuid(),
    log: await store.log(),
  };
  const complaint = composeComplaint(input);
  const notices = [
    ...evidence.notices,
    ...complaint.notices,
    ...faultNotices(complaint.faults, texts),
  ];
  return { kind: 'done', input, complaint, notices: notices.map(parts.speak) };
}

function readAny(uri: string, { readThroughClient, runtime }: EvidenceParts): Promise<Uint8Array> {
  return readThroughClient?.(uri) ?? runtime.files.readFile(uri);
}

function fileNameOf({ path }: URI): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function tools({ runtime, store }: ComplaintParts): PrepareTools {
  return {
    hash: async (text) => runtime.secrets.hmac(await store.key(), text),
    archive: zipWithPassword,
  };
}

/** Whose addresses are replaced: those that were chosen, or else all that are known to be the reader's. */
function readersToRedact(
  redact: boolean | readonly string[],
  { ownHosts, organisations, ownAddresses }: Settings,
  reporter: ComplaintRequest['reporter'],
  bytes: Uint8Array,
  part: string | null,
): Readers | null {
  if (redact === false) return null;
  const incident = readIncident({ bytes, ownHosts, organisations, part });
  if (redact === true) return readersOf(incident, ownHosts, declared(reporter, ownAddresses));
  return { ...readersOf(incident, ownHosts, redact), own: redact };
}

function declared(
  reporter: ComplaintRequest['reporter'],
  ownAddresses: readonly string[],
): readonly string[] {
  return [...(reporter === null ? [] : [reporter.address]), ...ownAddresses];
}

export async function generateComplaint(
  request: ComplaintRequest,
  parts: ComplaintParts,
  signal: AbortSignal,
): Promise<ComplaintResult> {
  if (request.choices.inquiry !== null) return generateInquiry(request, parts, signal);
  const composed = await compose(request, parts, signal);
  if (composed.kind === 'failed') return composed;
  const { input, complaint, notices } = composed;
  const texts = textsOf(input, complaint);
  const letters = complaint.letters.filter(({ output }) => output === 'file');
  if (parts.readThroughClient === null) {
    // An editor without our client says nothing more of them.
    for (const { record } of texts) {
      if (record !== null) await parts.store.remember(record).catch(() => undefined);
    }
  }
  if (letters.length === 0) return { kind: 'text', texts, notices };
  const files = letters.map((letter) => ({
    pieces: letter.pieces,
    record: (file: string) => recordOf(input, letter, file),
  }));
  // What lies in an archive or a report cannot be asked about in the draft.
  const canAsk = parts.settings.lookup.wishes.offline === null && input.prepared.archive === null;
  const unsure = letters.findIndex(({ isUnsure, format }) => isUnsure && format !== 'xarf');
  const told = { notices, texts, unsure: canAsk && unsure >= 0 ? unsure : null };
  return writeAll(URI.parse(request.uri), files, told, parts, signal);
}

interface NewFile {
  readonly pieces: readonly Uint8Array[];
  /** What is kept of it, once it has a name. */
  readonly record: (file: string) => ComposedFile['record'];
}

/** Writes the files beside the message, or hands them to a client that has files of its own. */
async function writeAll(
  source: URI,
  files: readonly NewFile[],
  {
    notices,
    texts,
    unsure,
  }: {
    readonly notices: readonly string[];
    readonly texts: readonly ComplaintText[];
    readonly unsure: number | null;
  },
  { runtime, readThroughClient, store, speak }: ComplaintParts,
  signal: AbortSignal,
): Promise<ComplaintResult> {
  if (readThroughClient !== null) {
    const uri = source.with({ path: complaintPath(source.path, 1) }).toString();
    const composed = files.map(({ pieces, record }): ComposedFile => ({
      uri,
      base64: runtime.base64.encode(joinBytes(pieces)),
      record: record(''),
    }));
    const [first, ...more] = composed;
    if (first === undefined) return { kind: 'text', texts, notices };
    return { kind: 'composed', ...first, notices, more, texts, unsure };
  }
  const written: string[] = [];
  const told = [...notices];
  for (const { pieces, record } of files) {
    let target: string | null;
    try {
      target =
        source.scheme === 'untitled'
          ? await writeTemporary(source, pieces, runtime.files)
          : await writeBeside(runtime.files, source, pieces, signal);
      if (target === null) {
        return failed(
          speak(
            say`Beside the message stand ${maxAttempts} complaints already. Remove some of them.`,
          ),
        );
      }
    } catch (error) {
      signal.throwIfAborted();
      try {
        target = await writeTemporary(source, pieces, runtime.files);
        told.push(
          speak(
            say`No file can be made beside the message (${reason(error)}): the complaint lies in a temporary folder. Save it where you want to keep it.`,
          ),
        );
      } catch {
        return failed(
          speak(
            say`The complaint could not be written beside the message (${reason(error)}), nor into a temporary folder. The message was not touched; make room or choose another folder, and try again.`,
          ),
        );
      }
    }
    written.push(target);
    // The complaint is there; that it cannot be remembered is no reason to deny it.
    await store.remember(record(target)).catch(() => undefined);
  }
  const [uri = '', ...more] = written;
  return { kind: 'written', uri, notices: told, more, texts, unsure };
}

function writeTemporary(
  source: URI,
  pieces: readonly Uint8Array[],
  files: FileAccess,
): Promise<string> {
  return files.writeTemporary(complaintPath(fileNameOf(source), 1), joinBytes(pieces));
}

async function generateInquiry(
  { uri, part, reporter, choices }: ComplaintRequest,
  parts: ComplaintParts,
  signal: AbortSignal,
): Promise<ComplaintResult> {
  const { settings, runtime, speak } = parts;
  if (!settings.complaint.inquiry) {
    return failed(
      speak(
        say`Inquiries are off. Whoever answers spam shows criminals that his address is read; if you want it all the same, turn on spamPatrol.complaint.inquiry.`,
      ),
    );
  }
  const evidence = await sourceOf(uri, parts);
  if ('kind' in evidence) return evidence;
  const texts = await ownTexts(settings.complaint, (one) => readAny(one, parts));
  const incident = readIncident({ ...settings, bytes: evidence.bytes, part });
  const inquiry = composeInquiry({
    incident,
    address: choices.inquiry ?? '',
    reporter: reporter ?? settings.reporter,
    now: runtime.now(),
    language: choices.language ?? settings.complaint.language,
    texts,
  });
  if (inquiry.kind === 'refused') return failed(speak(inquiry.message));
  const source = URI.parse(uri);
  const record = (file: string): ComposedFile['record'] => ({
    time: runtime.now().toISOString(),
    source: incident.route.source?.ip ?? null,
    messageId: '',
    to: [choices.inquiry ?? ''],
    role: null,
    format: 'inquiry',
    file,
  });
  const beside = source.with({ path: source.path.replace(/(?:\.eml)?$/i, '-inquiry.eml') });
  const notices = [...inquiry.notices, ...faultNotices(inquiry.faults, texts)].map(speak);
  return writeAll(
    beside,
    [{ pieces: inquiry.pieces, record }],
    { notices, texts: [], unsure: null },
    parts,
    signal,
  );
}

function textsOf(input: ComplaintInput, { letters }: Complaint): ComplaintText[] {
  return letters.filter(({ output }) => output === 'text').map((letter) => textOf(input, letter));
}

function textOf(input: ComplaintInput, letter: ComposedLetter): ComplaintText {
  const { form, recipients, subject, text } = letter;
  return { form, recipients, subject, text, record: recordOf(input, letter, '') };
}

/** The complaint as text, for the clipboard and for the program that opens `mailto:`. */
export async function complaintText(
  request: ComplaintRequest,
  parts: ComplaintParts,
  signal: AbortSignal,
): Promise<ComplaintTextResult> {
  if (isComplaintUri(request.uri)) return draftText(request.uri, parts);
  const asText = {
    ...request,
    choices: { ...request.choices, format: 'text' as const, archive: false },
  };
  const composed = await compose(asText, parts, signal);
  if (composed.kind === 'failed') return composed;
  const { input, complaint, notices } = composed;
  const phrases = new Phrasebook(input.language ?? 'en', input.texts);
  return {
    kind: 'text',
    notices,
    texts: complaint.letters.map((letter) => withMailto(textOf(input, letter), phrases)),
  };
}

function withMailto(
  text: ComplaintText,
  phrases: Phrasebook,
): Extract<ComplaintTextResult, { kind: 'text' }>['texts'][number] {
  const { recipients, subject } = text;
  const mailto =
    recipients.length === 0
      ? null
      : mailtoUri(recipients, subject, text.text, phrases.say('mailto-rest'));
  return { ...text, mailto: mailto?.uri ?? null, mailtoCut: mailto?.cut ?? false };
}

/** A draft as it stands in the editor, with what its author changed; the enclosed message goes beneath the letter. */
async function draftText(uri: string, parts: ComplaintParts): Promise<ComplaintTextResult> {
  const evidence = await sourceOf(uri, parts);
  if ('kind' in evidence) return evidence;
  const { document, settings } = parts;
  const isEdited = evidence.isEdited && document !== undefined;
  const draft = readDraft(isEdited ? new TextEncoder().encode(document.getText()) : evidence.bytes);
  const phrases = new Phrasebook(draft.language ?? settings.complaint.language);
  const quoted =
    draft.evidence === null ? null : quoteMessage(draft.evidence, phrases, draft.redacted);
  const { recipients, subject, letter } = draft;
  const text = quoted === null ? letter : `${letter.trimEnd()}\n\n${quoted.text}`;
  return {
    kind: 'text',
    texts: [withMailto({ form: null, recipients, subject, text, record: null }, phrases)],
    notices: [],
  };
}

/** What can be chosen for a complaint about the message. */
export async function complaintOffer(
  { uri, part, recipients }: OfferRequest,
  parts: ComplaintParts,
): Promise<ComplaintOfferResult> {
  const { settings, store, speak } = parts;
  const { ownHosts, organisations, reporter, ownAddresses, complaint } = settings;
  const evidence = await sourceOf(uri, parts);
  if ('kind' in evidence) return evidence;
  const incident = readIncident({ bytes: evidence.bytes, ownHosts, organisations, part });
  const offer = offerComplaint({
    incident,
    ownHosts,
    reporter,
    declared: ownAddresses,
    contacts: recipients ?? (await parts.contactsKnown(incident.analysis)),
    log: await store.log(),
  });
  const { format, grouping, language, legal, redact, inquiry } = complaint;
  const { facts, unaddressed, advertisers } = await parts.learned(incident.analysis);
  return {
    kind: 'offer',
    offer: {
      ...offer,
      facts: facts.map((fact) => ({
        ...fact,
        text: plain(speak(fact.text), longestFact(fact.kind)),
      })),
      unaddressed: unaddressed.map((one) => ({ ...one, basis: speak(one.basis) })),
      advertisers: advertisers(offer.ownAddresses),
      defaults: { format, grouping, language, legal, redact },
      inquiry,
      formats: offer.formats.map((one) => ({
        ...one,
        refusal: one.refusal === null ? null : speak(one.refusal),
      })),
      recipients: offer.recipients.map((one) => ({
        ...one,
        basis: speak(one.basis),
        cautions: one.cautions.map(speak),
      })),
      notices: [...evidence.notices, ...offer.notices].map(speak),
    },
  };
}

/** What redaction would change. */
export async function redactionPreview(
  { uri, part, addresses }: PreviewRequest,
  parts: ComplaintParts,
): Promise<RedactionPreviewResult> {
  const { settings } = parts;
  const { ownHosts, organisations } = settings;
  const evidence = await sourceOf(uri, parts);
  if ('kind' in evidence) return evidence;
  const { bytes } = evidence;
  const incident = readIncident({ bytes, ownHosts, organisations, part });
  const readers = readersOf(incident, ownHosts, addresses ?? settings.ownAddresses);
  const asked = addresses ?? readers.own;
  try {
    const { changes, incident: redacted } = await prepareComplaint(
      {
        bytes,
        ownHosts,
        organisations,
        part,
        fileName: '',
        redact: { ...readers, own: asked },
        archive: false,
      },
      tools(parts),
    );
    const texts =
      incident.evidence.length > longestCompared
        ? null
        : { before: decodeText(incident.evidence), after: decodeText(redacted.evidence) };
    return {
      kind: 'preview',
      addresses: asked,
      changes: changes.slice(0, mostChanges).map(shown),
      texts,
    };
  } catch (error) {
    return failed(parts.speak(say`The addresses could not be replaced (${reason(error)}).`));
  }
}

/** Nobody reads more in a preview. */
const mostChanges = 500;
/** Editors give up on comparing more. Bytes. */
const longestCompared = 4 * 1024 * 1024;

function shown({ before, after }: { readonly before: string; readonly after: string }): {
  readonly before: string;
  readonly after: string;
} {
  return { before: plain(before, 200), after: plain(after, 200) };
}
