/** The command `whois`: the one place where the language server lets something leave the machine, and only when asked. */
import { whois } from '../lookup/whois/whois.ts';
import type { WhoisArguments, WhoisResult } from './protocol.ts';
import type { Runtime } from './runtime.ts';
import type { Settings } from './settings.ts';

export async function lookUpWhois(
  { subject }: WhoisArguments,
  {
    runtime,
    settings,
  }: { readonly runtime: Pick<Runtime, 'connect' | 'later'>; readonly settings: Settings },
  signal: AbortSignal,
): Promise<WhoisResult> {
  if (runtime.connect === null) {
    return {
      kind: 'failed',
      subject,
      message:
        'A whois lookup needs a connection that an editor in the browser cannot make. ' +
        'On a desktop it works; so does the command line: spam-patrol whois.',
    };
  }
  const answer = await whois(subject, {
    connect: runtime.connect,
    server: settings.whoisServer,
    signal,
    later: (callback, milliseconds) => runtime.later(callback, milliseconds),
  });
  return answer.kind === 'answered'
    ? { kind: 'answered', subject, report: answer.report }
    : { kind: 'failed', subject, message: answer.message };
}

/** The name of a file that keeps a report: the colons of IPv6 are no part of a name everywhere. */
export function reportName(subject: string): string {
  return `whois-${subject.replace(/[^A-Za-z0-9.-]/g, '-').slice(0, 100)}.txt`;
}
