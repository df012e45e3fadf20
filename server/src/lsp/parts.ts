/** The parts of a message, and one of them as a text to read or a file to save. Takes the bytes of the file: the editor's text has lost its encoding. */
import { URI } from 'vscode-uri';
import { safeFileName } from '../core/body/file-name.ts';
import { decodePart, listParts, messagesIn, type DecodedPart } from '../core/body/part.ts';
import { numberedParts, sizeWords } from '../core/message/parts.ts';
import { decodeCharset } from '../core/text/charset.ts';
import { decodeLatin1 } from '../core/text/latin1.ts';
import { plain } from '../core/text/plain.ts';
import { say, type Said } from '../core/text/said.ts';
import { touches } from '../core/text/span.ts';
import { readEvidence, type Evidence, type EvidenceParts } from './evidence.ts';
import type { PartArguments, PartResult, PartsResult } from './protocol.ts';
import { reason } from './run-safe.ts';
import type { Runtime } from './runtime.ts';

interface PartParts extends EvidenceParts {
  readonly runtime: Pick<Runtime, 'files' | 'base64'>;
}

/** UTF-16 units of a text that is shown; whoever wants more saves the part. */
const longestText = 8 * 1024 * 1024;

/** What the user should know of the bytes that were taken. */
const noticesOf = {
  file: [],
  unsaved: [
    say`The text in the editor differs from the file: the file as it is on the disk was read.`,
  ],
  untitled: [],
} as const satisfies Record<Evidence['origin'], readonly Said[]>;

function unreadable(
  error: unknown,
  { speak }: PartParts,
): { readonly kind: 'failed'; readonly message: string } {
  return {
    kind: 'failed',
    message: speak(say`The message could not be read (${reason(error)}). Save it and try again.`),
  };
}

export async function listPartsOf(
  uri: string,
  offset: number | null,
  parts: PartParts,
): Promise<PartsResult> {
  let evidence: Evidence;
  try {
    evidence = await readEvidence(uri, parts);
  } catch (error) {
    return unreadable(error, parts);
  }
  const current =
    offset === null || parts.document === undefined
      ? null
      : partAt(parts.document.getText(), offset);
  return {
    kind: 'listed',
    parts: listParts(decodeLatin1(evidence.bytes)).map(({ number, type, name, size, use }) => ({
      number,
      type: plain(type, 80),
      name: plain(name ?? '', 120),
      size: parts.speak(sizeWords(size)),
      readable: use !== 'file',
    })),
    current,
  };
}

/** The number of the innermost part that holds an offset of the editor's text. */
function partAt(text: string, offset: number): string | null {
  const holding = messagesIn(text)
    .flatMap(numberedParts)
    .filter(({ header, part }) =>
      part === '' ? offset >= header.bodyStart && offset <= header.end : touches(header, offset),
    )
    .sort((a, b) => a.header.end - a.header.start - (b.header.end - b.header.start));
  return holding[0]?.number ?? null;
}

export async function openPart(
  { uri, part, asFile = false }: PartArguments,
  parts: PartParts,
): Promise<PartResult> {
  const { runtime, readThroughClient, speak } = parts;
  let evidence: Evidence;
  try {
    evidence = await readEvidence(uri, parts);
  } catch (error) {
    return unreadable(error, parts);
  }
  const decoded = decodePart(decodeLatin1(evidence.bytes), part);
  if (decoded === null) {
    return {
      kind: 'failed',
      message: speak(
        say`There is no part ${part} in the message any more. Choose it again from the list.`,
      ),
    };
  }
  const notices: Said[] = [...noticesOf[evidence.origin]];
  if (decoded.unknownEncoding !== null) {
    notices.push(
      say`Its transfer encoding (${plain(decoded.unknownEncoding, 40)}) is not one that Spam Patrol knows: you see it as it stands.`,
    );
  }
  const { path } = URI.parse(uri);
  const message = path.slice(path.lastIndexOf('/') + 1);
  if (decoded.use !== 'file' && !asFile) {
    const text = decodeCharset(decoded.charset, decoded.bytes);
    if (text.length > longestText) {
      notices.push(
        say`Only the first ${sizeWords(longestText)} are shown. Save the part to have all of it.`,
      );
    }
    const shown: PartResult = {
      kind: 'text',
      title: speak(say`part ${decoded.number} of ${plain(message, 80)}`),
      text: text.slice(0, longestText),
      language: languageOf(decoded),
      notices: notices.map(speak),
    };
    return readThroughClient === null ? writtenText(shown, decoded, parts) : shown;
  }
  const { name, warnings } = safeFileName(decoded.name, `part-${decoded.number}`, decoded.type);
  const told = [...notices, ...warnings].map(speak);
  if (readThroughClient !== null) {
    return { kind: 'file', name, base64: runtime.base64.encode(decoded.bytes), warnings: told };
  }
  return written(name, decoded.bytes, told, parts);
}

function languageOf({ use, type }: DecodedPart): 'text' | 'html' | 'message' {
  if (use === 'message') return 'message';
  return type === 'text/html' || type === 'application/xhtml+xml' ? 'html' : 'text';
}

/** An editor without our client shows a file: as UTF-8, and never as a page that something could open. */
function writtenText(
  { text, language, notices }: Extract<PartResult, { kind: 'text' }>,
  { number }: DecodedPart,
  parts: PartParts,
): Promise<PartResult> {
  const extension = language === 'message' ? 'eml' : 'txt';
  const bytes = new TextEncoder().encode(text);
  return written(`part-${number}.${extension}`, bytes, notices, parts);
}

async function written(
  name: string,
  bytes: Uint8Array,
  warnings: readonly string[],
  { runtime: { files }, speak }: PartParts,
): Promise<PartResult> {
  try {
    return { kind: 'written', uri: await files.writeTemporary(name, bytes), warnings };
  } catch (error) {
    return {
      kind: 'failed',
      message: speak(say`The part could not be written (${reason(error)}).`),
    };
  }
}
