/** `spam-patrol whois`: asks the registries who runs an address or a domain. The one command that uses the network. */
import { whois } from '../lookup/whois.ts';
import { nodeRuntime } from '../node/runtime.ts';
import { print, warn } from './output.ts';

/** @param server where the lookup starts, `host` or `host:port` */
export async function printWhois(subject: string, server: string): Promise<0 | 2> {
  const { connect, later } = nodeRuntime();
  if (connect === null) throw new Error('this machine makes no connections');
  const cancel = new AbortController();
  process.once('SIGINT', () => {
    cancel.abort();
  });
  const answer = await whois(subject, { connect, server, signal: cancel.signal, later });
  if (answer.kind === 'failed') {
    warn(answer.message);
    return 2;
  }
  await print(answer.report);
  return 0;
}
