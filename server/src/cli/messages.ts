/** The messages of one input, traced one after the other. Reads files; prints nothing. */
import {
  analyze,
  analyzeEncoded,
  analyzeForwarded,
  withBody,
  type Analysis,
  type AnalysisOptions,
} from '../core/analysis.ts';
import { fieldsNamed, longestHeader } from '../core/message/fields.ts';
import { decode, openBytes, withoutLastCharacter, type Bytes } from './bytes.ts';
import { Lines, type Positions } from './lines.ts';
import { messageRanges, type MessageRange } from './mailbox.ts';

/** One message: the input's own, or one forwarded inside. */
export interface Traced {
  /** As the input was named. */
  readonly file: string;
  /** 0-based number inside an mbox; null when the input is one message. */
  readonly message: number | null;
  /** With what the rules about the body say. */
  readonly analysis: Analysis;
  /** Those of the text that was analysed. */
  readonly lines: Positions;
  /** Why only a part of the message was looked at, one sentence; null when all of it was. */
  readonly cut: string | null;
}

/** What a message's first reading takes in: a header and, mostly, all of the message. */
const firstRead = 256 * 1024;
/** Bytes beyond which no header is read: a UTF-16 unit takes three at most. */
const longestHead = 3 * longestHeader;
/** Messages forwarded inside are looked for up to here; V8 holds no string of more than 512 MB. */
const longestBody = 256 * 1024 * 1024;

/** @param path `-` for standard input. Throws an Error whose message completes "cannot be read: …". */
export async function* tracedMessages(
  path: string,
  options: AnalysisOptions,
): AsyncGenerator<Traced> {
  const bytes = await openBytes(path === '-' ? null : path);
  try {
    // Standard input is one message, whatever stands in it.
    const ranges =
      path === '-' ? [{ number: null, start: 0, end: bytes.size, line: 1 }] : messageRanges(bytes);
    for (const range of ranges) yield* traceMessage(path, bytes, range, options);
  } finally {
    bytes.close();
  }
}

/** The message itself and the messages forwarded inside. */
function* traceMessage(
  file: string,
  bytes: Bytes,
  range: MessageRange,
  options: AnalysisOptions,
): Generator<Traced> {
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
  const message = range.number;
  const lines = new Lines(text, range.line);
  // What was cut off is not missing.
  const limit = cut === null ? longestBody : text.length - own.header.bodyStart - 1;
  yield { file, message, analysis: withBody(own, limit), lines, cut };
  if (!isWhole && !mayForward(own)) return;
  const inside = analyzeForwarded(own, { ...options, limit: longestBody });
  const found: { at: number; analysis: Analysis; lines: Positions }[] = inside.map((inner) => ({
    at: inner.header.start,
    analysis: inner,
    lines,
  }));
  for (const { analysis, place } of [own, ...inside].flatMap((one) =>
    analyzeEncoded(one, { limit: longestBody }),
  )) {
    // Lines of the decoded message are none of the file.
    const position = lines.position(place.start);
    found.push({ at: place.start, analysis, lines: { position: () => position } });
  }
  for (const { analysis, lines: places } of found.sort((a, b) => a.at - b.at)) {
    yield { file, message, analysis: withBody(analysis, longestBody), lines: places, cut: null };
  }
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
