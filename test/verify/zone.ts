/** What name servers know, and answers out of it without any network. */
import type { Resolve } from '../../server/src/verify/resolver.ts';

/** What a name server knows: `TXT name` to its records, or how it fails. */
export type Zone = ReadonlyMap<string, readonly string[] | 'SERVFAIL' | 'SILENT'>;

export const zone = (
  records: Readonly<Record<string, string | readonly string[]>>,
): Map<string, readonly string[] | 'SERVFAIL' | 'SILENT'> =>
  new Map(
    Object.entries(records).map(([name, data]) => [
      name,
      data === 'SERVFAIL' || data === 'SILENT' ? data : typeof data === 'string' ? [data] : data,
    ]),
  );

const types = ['TXT', 'A', 'AAAA', 'MX', 'PTR'];

/** Answers out of a zone, without any network. `asked` collects the questions. */
export function fromZone(records: Zone, asked: string[] = []): Resolve {
  return (name, type) => {
    asked.push(`${type} ${name}`);
    const data = records.get(`${type} ${name.toLowerCase()}`);
    if (data === 'SILENT') return new Promise(() => undefined);
    if (data === 'SERVFAIL') return Promise.reject(withCode('ESERVFAIL'));
    if (data !== undefined)
      return Promise.resolve(type === 'TXT' ? data.map((one) => [one]) : data);
    const exists = types.some((other) => records.has(`${other} ${name.toLowerCase()}`));
    return Promise.reject(withCode(exists ? 'ENODATA' : 'ENOTFOUND'));
  };
}

function withCode(code: string): Error {
  return Object.assign(new Error(code), { code });
}
