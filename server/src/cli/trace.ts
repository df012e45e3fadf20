/** `spam-patrol trace`: from paths to printed results and an exit code. Prints through the format that was chosen. */
import {
  analyze,
  analyzeBody,
  analyzeEncoded,
  analyzeForwarded,
  type Analysis,
  type AnalysisOptions,
} from '../core/analysis.ts';
import { fieldsNamed, longestHeader } from '../core/message/fields.ts';
import type { RuleSettings } from '../core/rules/levels.ts';
import { decode, openBytes, withoutLastCharacter, type Bytes } from './bytes.ts';
import type { Format } from './formats/format.ts';
import { Lines } from './lines.ts';
import { messageRanges, type MessageRange } from './mailbox.ts';
import { print, reasonOf, warn } from './output.ts';
import { filesAt, linesOfStandardInput, matcher, type Input } from './paths.ts';
import { findingAboutFile, resultWithoutMessage, toResult, type TraceResult } from './result.ts';

export interface TraceOptions {
  readonly format: Format;
  readonly ownHosts: readonly string[];
  readonly organisations: readonly (readonly string[])[];
  readonly rules: RuleSettings;
  readonly glob: string;
  /** Paths come from standard input, behind those of the command line. */
  readonly filesFromStandardInput: boolean;
}

/** 0 nothing at `warning` or above, 1 something was, 2 a file could not be read. */
export type ExitCode = 0 | 1 | 2;

/** What a message's first reading takes in: a header and, mostly, all of the message. */
const firstRead = 256 * 1024;
/** Bytes beyond which no header is read: a UTF-16 unit takes three at most. */
const longestHead = 3 * longestHeader;
/** Messages forwarded inside are looked for up to here; V8 holds no string of more than 512 MB. */
const longestBody = 256 * 1024 * 1024;

export async function trace(paths: readonly string[], options: TraceOptions): Promise<ExitCode> {
  const { format } = options;
  let worst: ExitCode = 0;
  await print(format.head);
  for await (const input of inputs(paths, options)) {
    for await (const { result, failed } of resultsOf(input, options)) {
      await print(format.result(result));
      if (failed) worst = 2;
      else if (worst === 0 && result.findings.some(({ level }) => isGrave(level))) worst = 1;
    }
  }
  await print(format.tail);
  return worst;
}

function isGrave(level: string): boolean {
  return level === 'error' || level === 'warning';
}

async function* inputs(
  paths: readonly string[],
  { glob, filesFromStandardInput }: TraceOptions,
): AsyncGenerator<Input> {
  const matches = matcher(glob);
  for (const path of paths) yield* expand(path, glob, matches);
  if (!filesFromStandardInput) return;
  // `-` in a list is a file of that name: standard input is the list.
  for await (const path of linesOfStandardInput()) {
    yield* expand(path === '-' ? './-' : path, glob, matches);
  }
}

function* expand(path: string, glob: string, matches: (path: string) => boolean): Generator<Input> {
  if (path === '-') {
    yield { path };
    return;
  }
  let found = false;
  for (const input of filesAt(path, matches)) {
    found = true;
    yield input;
  }
  if (!found) warn(`${path} holds no file named ${glob}; choose others with --glob.`);
}

interface Outcome {
  readonly result: TraceResult;
  /** The input could not be read. */
  readonly failed: boolean;
}

async function* resultsOf(
  { path, failure }: Input,
  { ownHosts, organisations, rules }: TraceOptions,
): AsyncGenerator<Outcome> {
  let bytes: Bytes | null = null;
  try {
    if (failure !== undefined) throw failure;
    bytes = await openBytes(path === '-' ? null : path);
    // Standard input is one message, whatever stands in it.
    const ranges =
      path === '-' ? [{ number: null, start: 0, end: bytes.size, line: 1 }] : messageRanges(bytes);
    for (const range of ranges) {
      const options = { ownHosts, organisations, rules };
      for (const result of traceMessage(path, bytes, range, options)) {
        yield { result, failed: false };
      }
    }
  } catch (error) {
    const reason = `${path === '-' ? 'Standard input' : path} cannot be read: ${reasonOf(error)}.`;
    warn(reason);
    yield { result: resultWithoutMessage(path, 'unreadable-file', reason), failed: true };
  } finally {
    bytes?.close();
  }
}

/** The message's own result and those of the messages forwarded inside. */
function* traceMessage(
  file: string,
  bytes: Bytes,
  range: MessageRange,
  options: AnalysisOptions,
): Generator<TraceResult> {
  let text = readHead(bytes, range);
  let own = analyze(text, options);
  let cut: string | null = null;
  const size = range.end - range.start;
  const isWhole = size <= firstRead;
  if (!isWhole && mayForward(own)) {
    const end = Math.min(range.end, range.start + longestBody);
    const body = bytes.read(range.start, end);
    text = decode(end < range.end ? withoutLastCharacter(body) : body);
    own = analyze(text, options);
    if (end < range.end) {
      cut = `The message has ${megabytes(size)} MB; forwarded messages were looked for in the first ${megabytes(longestBody)} MB only.`;
    }
  }
  const lines = new Lines(text, range.line);
  // What was cut off is not missing.
  const limit = cut === null ? longestBody : text.length - own.header.bodyStart - 1;
  const result = toResult(file, range.number, withBody(own, limit), lines);
  yield cut === null
    ? result
    : {
        ...result,
        findings: [...result.findings, findingAboutFile('message-cut-short', 'information', cut)],
      };
  if (!isWhole && !mayForward(own)) return;
  const inside = analyzeForwarded(own, { ...options, limit: longestBody });
  const results = inside.map((inner) => ({
    at: inner.header.start,
    result: toResult(file, range.number, withBody(inner, longestBody), lines),
  }));
  for (const { analysis, place } of [own, ...inside].flatMap((message) =>
    analyzeEncoded(message, { limit: longestBody }),
  )) {
    // Lines of the decoded message are none of the file.
    const position = lines.position(place.start);
    const decoded = withBody(analysis, longestBody);
    const result = toResult(file, range.number, decoded, { position: () => position });
    results.push({ at: place.start, result });
  }
  for (const { result: inner } of results.sort((a, b) => a.at - b.at)) yield inner;
}

/** The message with what the rules about the body say, in the order of the text. */
function withBody(analysis: Analysis, limit: number): Analysis {
  const body = analyzeBody(analysis, { limit });
  if (body.length === 0) return analysis;
  return { ...analysis, findings: [...analysis.findings, ...body] };
}

/** The beginning of a message up to the blank line beneath its header and beyond: what `analyze` looks at. */
function readHead(bytes: Bytes, { start, end }: MessageRange): string {
  for (let length = firstRead; ; length *= 4) {
    const isWhole = start + length >= end;
    const head = bytes.read(start, Math.min(end, start + length));
    if (isWhole || length >= longestHead || hasBlankLine(head)) {
      return decode(isWhole ? head : withoutLastCharacter(head));
    }
  }
}

const blankLines = ['\n\n', '\n\r', '\r\r'] as const;

/** Whether the header ends in these bytes. A file may begin with empty lines: they end nothing. */
function hasBlankLine(bytes: Buffer): boolean {
  const first = bytes.findIndex((byte) => byte !== 10 && byte !== 13);
  return first >= 0 && blankLines.some((blank) => bytes.includes(blank, first));
}

/** Whether messages may be forwarded inside (RFC 2046 §5): if not, an attachment of 200 MB stays unread. */
function mayForward({ text, header }: Analysis): boolean {
  return fieldsNamed(header, 'content-type').some(({ valueStart, end }) =>
    /multipart|message/i.test(text.slice(valueStart, Math.min(end, valueStart + 1000))),
  );
}

function megabytes(size: number): number {
  return Math.round(size / (1024 * 1024));
}
