/** `spam-patrol verify`: verifies the signatures of one message, with the name servers or without. */
import { isListMail } from '../core/message/lists.ts';
import { convertedNotice, isConverted } from '../core/outlook/converted.ts';
import { verificationReport } from '../core/verification/report.ts';
import { verifyRequest } from '../core/verification/request.ts';
import type { Verification } from '../core/verification/verification.ts';
import { nodeRuntime } from '../node/runtime.ts';
import { readMessage, refuseComplaint } from './message-file.ts';
import { print, reasonOf, warn } from './output.ts';

export interface VerifyOptions {
  readonly ownHosts: readonly string[];
  readonly organisations: readonly (readonly string[])[];
  /** The forwarded message that is verified; null: the file's own. */
  readonly part: string | null;
  /** Nothing leaves the machine. */
  readonly offline: boolean;
  /** Null: the name servers of the system. */
  readonly dnsServer: string | null;
  readonly json: boolean;
}

/** 0: nothing speaks against the message · 1: something does · 2: it could not be read, or nobody answered. */
export async function verify(file: string, options: VerifyOptions): Promise<0 | 1 | 2> {
  const { ownHosts, organisations, part, offline, dnsServer, json } = options;
  const runtime = nodeRuntime();
  const cancel = new AbortController();
  process.once('SIGINT', () => {
    cancel.abort();
  });
  try {
    refuseComplaint(file, part);
    const asked = verifyRequest({
      bytes: await readMessage(file),
      ownHosts,
      organisations,
      part,
      dns: offline ? null : { server: dnsServer },
    });
    if (asked === null) throw new Error(`it holds no forwarded message ${part ?? ''}`);
    if (runtime.verify === null) throw new Error('there is nothing to verify it with');
    const { request, analysis } = asked;
    const verification = await runtime.verify(request, cancel.signal);
    const report = {
      name: part === null ? file : `${file}, part ${part}`,
      verification,
      request,
      isList: isListMail(analysis.header),
      notices: isConverted(analysis.header) ? [convertedNotice] : [],
      now: runtime.now(),
    };
    await print(
      json
        ? `${JSON.stringify({ file, part, ...verification }, null, 2)}\n`
        : verificationReport(report),
    );
    if (speaksAgainst(verification)) return 1;
    return wasUnanswered(verification) ? 2 : 0;
  } catch (error) {
    warn(`The signatures of ${file} could not be verified: ${reasonOf(error)}.`);
    return 2;
  }
}

function speaksAgainst({ signatures, arc, spf, dmarc }: Verification): boolean {
  return (
    signatures.some(({ verdict }) => verdict === 'fail') ||
    arc?.verdict === 'fail' ||
    spf?.outcome === 'fail' ||
    dmarc?.outcome === 'fail'
  );
}

/** Name servers were silent, and nothing else speaks for the message: a script must not take that for peace. */
function wasUnanswered({ signatures, arc, spf }: Verification): boolean {
  const results = [...signatures, ...(arc === null ? [] : [arc])];
  const silent = results.some(({ obstacle }) => obstacle === 'dns') || spf?.outcome === 'temperror';
  return silent && spf?.outcome !== 'pass' && results.every(({ verdict }) => verdict !== 'pass');
}
