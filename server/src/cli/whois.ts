/** `spam-patrol whois`: asks the registries who runs an address or a domain. The one command that uses the network. */
import { whois } from '../lookup/whois/whois.ts';
import { nodeRuntime } from '../node/runtime.ts';
import { nodeConnect } from '../node/tcp.ts';
import { print, warn } from './output.ts';

/** @param server where the lookup starts, `host` or `host:port` */
export async function printWhois(subject: string, server: string): Promise<0 | 2> {
  const runtime = nodeRuntime();
  const cancel = new AbortController();
  process.once('SIGINT', () => {
    cancel.abort();
  });
  const answer = await whois(subject, {
    connect: nodeConnect,
    server,
    signal: cancel.signal,
    later: (callback, milliseconds) => runtime.later(callback, milliseconds),
  });
  if (answer.kind === 'failed') {
    warn(answer.message);
    return 2;
  }
  await print(answer.report);
  return 0;
}
