/** Traces many files one after the other, in small steps, so that the editor is answered meanwhile. Reads through whoever can; shows nothing. */
import type { Diagnostic } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  analyze,
  analyzeForwarded,
  withBody,
  type Analysis,
  type AnalysisOptions,
} from '../core/analysis.ts';
import { isMboxLine, skipByteOrderMark } from '../core/message/lines.ts';
import { splitMbox } from '../core/message/mbox.ts';
import { Patrol, type Place } from '../core/patrol/report.ts';
import { linkedReport, shownEntries, type ReportLink } from '../core/patrol/text.ts';
import type { Trail } from '../core/patrol/trail.ts';
import { isGrave } from '../core/rules/levels.ts';
import type { Finding } from '../core/rules/rule.ts';
import { decodeText } from '../core/text/latin1.ts';
import { say, type Speak } from '../core/text/said.ts';
import type { Span } from '../core/text/span.ts';
import type { TrailPlace } from './campaigns.ts';
import { toDiagnostics } from './diagnostics.ts';
import type {
  ComplaintRecipient,
  PatrolFile,
  PatrolLink,
  PatrolParams,
  PatrolResult,
} from './protocol.ts';
import { reason } from './run-safe.ts';
import type { Runtime } from './runtime.ts';
import { property } from './settings.ts';
import { isUri } from './uri.ts';

/** Bytes of a file that are read: all of nearly every message. What lies behind are attachments. */
const headLength = 1024 * 1024;
/** Bytes of a mailbox that are read. */
const mailboxLength = 32 * 1024 * 1024;
/** Files on their way while one is traced. */
const ahead = 32;
/** Milliseconds of work after which requests have their turn. */
const step = 12;
/** Milliseconds between two words on the progress. */
const progressEvery = 100;

export interface PatrolParts {
  readonly runtime: Pick<Runtime, 'later' | 'now'>;
  /** The first bytes of a file; null when nobody can reach it. */
  readonly readFile: (uri: string, length: number) => Promise<Uint8Array | null>;
  readonly options: AnalysisOptions;
  /** What is grave in a file; nothing, too, so that earlier findings go. */
  readonly found: (uri: string, diagnostics: Diagnostic[]) => void;
  /** Each message that was traced. */
  readonly traced: (place: TrailPlace, trail: Trail) => void;
  readonly progress: (done: number) => void;
  readonly speak: Speak;
}

/** What came over the wire, read; what is no file is left out. */
export function readPatrolParams(value: unknown): PatrolParams {
  const token = property(value, 'token');
  const name = property(value, 'name');
  return {
    token: typeof token === 'number' ? token : 0,
    name: typeof name === 'string' ? name : '',
    files: list(property(value, 'files')).flatMap((file) => {
      const uri = property(file, 'uri');
      const called = property(file, 'name');
      return isUri(uri) ? [{ uri, name: typeof called === 'string' ? called : uri }] : [];
    }),
    unreadable: list(property(value, 'unreadable')).flatMap((folder) => {
      const called = property(folder, 'name');
      const why = property(folder, 'reason');
      return typeof called === 'string' && typeof why === 'string'
        ? [{ name: called, reason: why }]
        : [];
    }),
  };
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** After an abort the report is about what was read before. */
export async function patrolFiles(
  { name, files, unreadable }: PatrolParams,
  parts: PatrolParts,
  signal: AbortSignal,
): Promise<PatrolResult> {
  const patrol = new Patrol();
  const { runtime, progress } = parts;
  const now = (): number => runtime.now().getTime();
  const names = new Map(files.map((file) => [file.uri, file.name]));
  const lines: Lines = new WeakMap();
  for (const folder of unreadable) patrol.addUnreadable(folder.name, folder.reason);
  let flagged = 0;
  let failures = unreadable.length;
  let lastBreath = now();
  let lastWord = lastBreath;
  let done = 0;
  const breathe = async (): Promise<void> => {
    if (now() - lastBreath < step) return;
    if (now() - lastWord >= progressEvery) {
      progress(done);
      lastWord = now();
    }
    await new Promise<void>((resolve) => {
      runtime.later(resolve, 0);
    });
    lastBreath = now();
  };

  for await (const { file, bytes, error } of readAhead(files, parts, signal)) {
    if (bytes === null) {
      failures++;
      patrol.addUnreadable(file.uri, error);
    } else {
      const traced = await traceOne(file, bytes, { patrol, lines }, parts, breathe, signal);
      flagged += traced.flagged;
      if (traced.cut) patrol.addCut();
    }
    done++;
    if (signal.aborted) break;
    await breathe();
  }
  progress(done);
  const cancelled = done < files.length;
  const { text, links } = linkedReport(patrol.report(shownEntries), {
    name,
    ...(cancelled && { cancelledOf: files.length }),
    nameOf: (file) => names.get(file) ?? file,
  });
  return {
    report: text,
    // A folder that could not be read is no message.
    links: links
      .filter(({ place }) => names.has(place.file))
      .map((link) => toLink(link, lines, parts.speak)),
    messages: patrol.messages,
    flagged,
    unreadable: failures,
    cancelled,
  };
}

/** The 0-based lines of a message and of the fields that its relays wrote, where that is not the first line. Goes with the place. */
type Lines = WeakMap<
  Place,
  { readonly message: number; readonly relays: ReadonlyMap<string, number> }
>;

function toLink(
  { start, end, place, relay, isLetter }: ReportLink,
  lines: Lines,
  speak: Speak,
): PatrolLink {
  const { file: uri, part } = place;
  const at = lines.get(place);
  const line = at?.relays.get(relay?.host ?? '') ?? at?.message ?? 0;
  const postmaster = relay?.postmaster ?? null;
  if (!isLetter || relay === null || postmaster === null)
    return { start, end, uri, line, letter: null };
  const recipient: ComplaintRecipient = {
    address: postmaster,
    channel: 'mail',
    role: 'anonymous-relay',
    scope: relay.host,
    basis: speak(say`the name of the server that recorded no address, ${relay.host}`),
    confidence: 'guessed',
  };
  return { start, end, uri, line, letter: { uri, part, choices: { recipients: [recipient] } } };
}

interface Read {
  readonly file: PatrolFile;
  /** Null when it could not be read. */
  readonly bytes: Uint8Array | null;
  /** Why, to stand behind a colon. */
  readonly error: string;
}

/** The files in their order, the next ones already on their way. */
async function* readAhead(
  files: readonly PatrolFile[],
  { readFile }: PatrolParts,
  signal: AbortSignal,
): AsyncGenerator<Read> {
  const read = async (file: PatrolFile): Promise<Read> => {
    try {
      const bytes = await readFile(file.uri, headLength);
      return { file, bytes, error: 'nobody can reach it' };
    } catch (error) {
      return { file, bytes: null, error: reason(error) };
    }
  };
  const onTheirWay: Promise<Read>[] = [];
  for (const file of files) {
    onTheirWay.push(read(file));
    if (onTheirWay.length <= ahead) continue;
    const next = onTheirWay.shift();
    if (next !== undefined) yield next;
    if (signal.aborted) return;
  }
  for (const next of onTheirWay) {
    yield next;
    if (signal.aborted) return;
  }
}

/** Adds the messages of one file: its own, those of a mailbox, those forwarded inside. */
async function traceOne(
  file: PatrolFile,
  head: Uint8Array,
  { patrol, lines }: { readonly patrol: Patrol; readonly lines: Lines },
  { readFile, options, found, traced, speak }: PatrolParts,
  breathe: () => Promise<void>,
  signal: AbortSignal,
): Promise<{ readonly flagged: number; readonly cut: boolean }> {
  let bytes = head;
  let cut = bytes.length >= headLength;
  let text = decodeText(bytes, cut);
  // A mailbox, or a message that was cut from one.
  if (cut && isMboxLine(text, skipByteOrderMark(text, 0, text.length), text.length)) {
    bytes = (await readFile(file.uri, mailboxLength)) ?? head;
    cut = bytes.length >= mailboxLength;
    text = decodeText(bytes, cut);
  }
  // Contact points take a library that opening a message has no use for.
  const { trailOf } = await import('../core/patrol/trail.ts');
  const document = TextDocument.create(file.uri, 'eml', 0, text);
  const spans = splitMbox(text);
  const grave: Finding[] = [];
  let flagged = 0;
  for (const [index, span] of spans.entries()) {
    const isCut = cut && index === spans.length - 1;
    const before = spans.length > 1 ? span.start : 0;
    const message = spans.length > 1 ? text.slice(span.start, span.end) : text;
    for (const analysis of messagesOf(message, isCut, options)) {
      const place: Place = {
        file: file.uri,
        message: spans.length > 1 ? index : null,
        part: analysis.part,
      };
      const trail = trailOf(analysis);
      patrol.add(place, trail);
      traced({ uri: file.uri, message: place.message, part: analysis.part }, trail);
      const lineAt = (offset: number): number => document.positionAt(offset + before).line;
      const { start } = analysis.header;
      // Most messages begin where their file does, and nothing needs to be counted.
      if (start > 0 || place.message !== null || trail.relays.length > 0) {
        const relays = new Map(trail.relays.map((relay) => [relay.host, lineAt(relay.start)]));
        lines.set(place, { message: lineAt(start), relays });
      }
      const ownGrave = analysis.findings.filter(({ level }) => isGrave(level));
      if (ownGrave.length > 0) flagged++;
      for (const finding of ownGrave) grave.push(shifted(finding, before));
    }
    if (signal.aborted) break;
    await breathe();
  }
  found(file.uri, toDiagnostics(document, grave, speak));
  return { flagged, cut };
}

/** The message and those forwarded inside, with what the rules about their bodies say. */
function* messagesOf(text: string, isCut: boolean, options: AnalysisOptions): Generator<Analysis> {
  const own = analyze(text, options);
  for (const message of [own, ...analyzeForwarded(own, options)]) {
    const { end, bodyStart } = message.header;
    // What was cut off is not missing.
    yield withBody(message, isCut && end === text.length ? end - bodyStart - 1 : end - bodyStart);
  }
}

function shifted(finding: Finding, by: number): Finding {
  if (by === 0) return finding;
  const move = <T extends Span>(place: T): T => ({
    ...place,
    start: place.start + by,
    end: place.end + by,
  });
  return { ...move(finding), related: finding.related.map(move) };
}
