/** `spam-patrol alive`: runs the system's traceroute to an address and says what its answer means. */
import { traceTo } from '../lookup/alive.ts';
import { nodeRuntime } from '../node/runtime.ts';
import { print, safe, warn } from './output.ts';

/** 0: the address answered · 1: it did not · 2: no address, or nothing to trace it with. SIGINT ends the trace and keeps what was seen. */
export async function printAlive(
  address: string,
  { json }: { readonly json: boolean },
): Promise<0 | 1 | 2> {
  const runtime = nodeRuntime();
  const { run } = runtime;
  if (run === null) return 2;
  const cancel = new AbortController();
  process.once('SIGINT', () => {
    cancel.abort();
  });
  const answer = await traceTo(address, {
    run,
    signal: cancel.signal,
    later: (callback, milliseconds) => runtime.later(callback, milliseconds),
    onLine: (line) => {
      if (process.stderr.isTTY) process.stderr.write(`${safe(line)}\n`);
    },
  });
  if (answer.kind === 'failed') {
    warn(answer.message);
    return 2;
  }
  await print(
    json ? `${JSON.stringify(answer, null, 2)}\n` : `${answer.meaning}\n\n${answer.output}\n`,
  );
  return answer.verdict === 'reached' ? 0 : 1;
}
