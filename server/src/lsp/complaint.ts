/** The command `generateComplaint`: fetches the bytes of the message, has the complaint composed, and sees to it that a new file holds it. */
import { URI } from 'vscode-uri';
import { composeComplaint } from '../core/complaint/index.ts';
import { complaintPath } from '../core/complaint/name.ts';
import { readEvidence, type Evidence, type EvidenceParts } from './evidence.ts';
import type { ComplaintArguments, ComplaintResult } from './protocol.ts';
import { reason } from './run-safe.ts';
import type { FileAccess, Runtime } from './runtime.ts';
import type { Settings } from './settings.ts';

export interface ComplaintParts extends EvidenceParts {
  readonly runtime: Pick<Runtime, 'files' | 'base64' | 'now'>;
  readonly settings: Settings;
}

/** What the user should know of the bytes that were taken. */
const noticesOf = {
  file: [],
  unsaved: [
    'The text in the editor differs from the file: the file as it is on the disk is attached.',
  ],
  untitled: [
    'The message was never saved: its text in the editor, as UTF-8, is attached, not the original bytes.',
  ],
} as const satisfies Record<Evidence['origin'], readonly string[]>;

/** Complaints about one message; whoever has sent as many had better pick up the telephone. */
const maxAttempts = 1000;

/** Writes beside the message under the first free name. */
async function writeBeside(
  files: FileAccess,
  uri: URI,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<string | null> {
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    signal.throwIfAborted();
    const target = uri.with({ path: complaintPath(uri.path, attempt) }).toString();
    if (await files.writeNew(target, bytes)) return target;
  }
  return null;
}

function failed(message: string): ComplaintResult {
  return { kind: 'failed', message };
}

export async function generateComplaint(
  { uri, part = null, reporter }: ComplaintArguments,
  parts: ComplaintParts,
  signal: AbortSignal,
): Promise<ComplaintResult> {
  const { runtime, settings, readThroughClient } = parts;
  const source = URI.parse(uri);
  const fileName = source.path.slice(source.path.lastIndexOf('/') + 1);
  let evidence: Evidence;
  try {
    evidence = await readEvidence(uri, parts);
  } catch (error) {
    return failed(`The message could not be read (${reason(error)}). Save it and try again.`);
  }
  signal.throwIfAborted();
  const complaint = composeComplaint({
    bytes: evidence.bytes,
    ownHosts: settings.ownHosts,
    part,
    reporter: reporter ?? settings.reporter,
    now: runtime.now(),
    fileName,
  });
  const notices = [...noticesOf[evidence.origin], ...complaint.notices];
  const first = complaintPath(source.path, 1);
  if (readThroughClient !== null) {
    return {
      kind: 'composed',
      uri: source.with({ path: first }).toString(),
      base64: runtime.base64.encode(complaint.bytes),
      notices,
    };
  }
  try {
    const written =
      source.scheme === 'untitled'
        ? await runtime.files.writeTemporary(complaintPath(fileName, 1), complaint.bytes)
        : await writeBeside(runtime.files, source, complaint.bytes, signal);
    return written === null
      ? failed(`Beside the message stand ${maxAttempts} complaints already. Remove some of them.`)
      : { kind: 'written', uri: written, notices };
  } catch (error) {
    return failed(`The complaint could not be written beside the message (${reason(error)}).`);
  }
}
