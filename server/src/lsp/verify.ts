/** The command `verify`: fetches the bytes of the message and has its signatures verified. Asks the name servers, and only when somebody ran it. */
import { URI } from 'vscode-uri';
import { isListMail } from '../core/message/lists.ts';
import { convertedNotice, isConverted } from '../core/outlook/converted.ts';
import { verificationReport } from '../core/verification/report.ts';
import { verifyRequest } from '../core/verification/request.ts';
import type { Verification } from '../core/verification/verification.ts';
import { say, type Said } from '../core/text/said.ts';
import { readEvidence, type Evidence, type EvidenceParts } from './evidence.ts';
import type { VerifyArguments, VerifyResult } from './protocol.ts';
import { reason } from './run-safe.ts';
import type { Runtime } from './runtime.ts';
import type { Settings } from './settings.ts';

export interface VerifyParts extends EvidenceParts {
  readonly runtime: Pick<Runtime, 'files' | 'verify' | 'now'>;
  readonly settings: Settings;
  /** Hands over what came out when the document shows the text that was verified. */
  readonly publish: (part: string | null, verification: Verification) => void;
}

/** What the user should know of the bytes that were taken. */
const noticesOf = {
  file: [],
  unsaved: [
    say`The text in the editor differs from the file: the file as it is on the disk was verified.`,
  ],
  untitled: [
    say`The message was never saved: its text in the editor was verified, not the original bytes. Where the two differ, signatures break.`,
  ],
} as const satisfies Record<Evidence['origin'], readonly Said[]>;

export async function verifySignatures(
  { uri, part = null, offline = false }: VerifyArguments,
  parts: VerifyParts,
  signal: AbortSignal,
): Promise<VerifyResult> {
  const { runtime, settings, publish, speak } = parts;
  const failed = (message: Said): VerifyResult => ({ kind: 'failed', message: speak(message) });
  if (runtime.verify === null) {
    return failed(
      say`Verifying signatures needs cryptography and name servers that an editor in the browser does not have. On a desktop it works; so does the command line: spam-patrol verify.`,
    );
  }
  let evidence: Evidence;
  try {
    evidence = await readEvidence(uri, parts);
  } catch (error) {
    return failed(say`The message could not be read (${reason(error)}). Save it and try again.`);
  }
  const { path } = URI.parse(uri);
  const name = path.slice(path.lastIndexOf('/') + 1);
  const asked = verifyRequest({
    ...settings,
    bytes: evidence.bytes,
    part,
    dns: offline ? null : { server: settings.dnsServer },
  });
  if (asked === null) {
    return failed(say`There is no message in part ${part ?? ''} any more. Open the message again.`);
  }
  const { request, analysis } = asked;
  let verification: Verification;
  try {
    verification = await runtime.verify(request, signal);
  } catch (error) {
    return failed(say`The signatures could not be verified: ${reason(error)}.`);
  }
  if (evidence.origin !== 'unsaved') publish(part, verification);
  const report = verificationReport({
    name: part === null ? name : `${name}, part ${part}`,
    verification,
    request,
    isList: isListMail(analysis.header),
    notices: [
      ...noticesOf[evidence.origin],
      ...(isConverted(analysis.header) ? [convertedNotice] : []),
    ],
    now: runtime.now(),
  });
  return { kind: 'verified', name, report };
}

/** The name of a file that keeps a report. */
export function verifyReportName(name: string): string {
  return `signatures-${name.replace(/[^A-Za-z0-9.-]/g, '-').slice(0, 100)}.txt`;
}
