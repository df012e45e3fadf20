/** Name servers for the checks, in the form that Node's own resolver has. Knows no question. */
import type { DnsAnswer, DnsType } from '../lookup/transport.ts';
import { nameServers } from '../node/dns.ts';
import type { Resolve } from './resolver.ts';

const types: readonly DnsType[] = ['A', 'AAAA', 'MX', 'PTR', 'TXT'];

/** The codes of Node's resolver, for what ours says. */
const codes: Readonly<Record<(DnsAnswer & { kind: 'failed' | 'absent' })['code'], string>> = {
  NXDOMAIN: 'ENOTFOUND',
  NODATA: 'ENODATA',
  SERVFAIL: 'ESERVFAIL',
  REFUSED: 'EREFUSED',
  TIMEOUT: 'ETIMEOUT',
  TRUNCATED: 'EBADRESP',
  UNREACHABLE: 'ECONNREFUSED',
  MALFORMED: 'EBADRESP',
  CANCELLED: 'ECANCELLED',
};

/** @param server an IP address, with a port or without; null: those of the system */
export function nodeResolve(server: string | null): Resolve {
  const resolve = nameServers({ servers: server === null ? null : [server] });
  // The deadline of the whole run ends the thread, and with it what is still under way.
  const never = new AbortController().signal;
  return async (name, asked) => {
    const type = types.find((one) => one === asked);
    if (type === undefined) throw failure('EBADQUERY');
    const answer = await resolve(name, type, never);
    if (answer.kind !== 'records') throw failure(codes[answer.code]);
    return answer.records.map(({ value, preference }) => {
      if (type === 'TXT') return [value];
      return type === 'MX' ? { exchange: value, priority: preference } : value;
    });
  };
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}
