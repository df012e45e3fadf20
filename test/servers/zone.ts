/** What name servers know, and answers out of it without any network. */
import type { Resolve } from '../../server/src/verify/resolver.ts';

/** How a question fails. `CUT`: every UDP answer is cut, whatever its length. */
export type Failure = 'SERVFAIL' | 'REFUSED' | 'SILENT' | 'CUT';

/** What a name server knows: `TXT name` to its records (`MX name` to `10 mx.example.org`), or how it fails. */
export type Zone = ReadonlyMap<string, readonly string[] | Failure>;

const failures: readonly string[] = ['SERVFAIL', 'REFUSED', 'SILENT', 'CUT'];

export function isFailure(data: unknown): data is Failure {
  return typeof data === 'string' && failures.includes(data);
}

export const zone = (
  records: Readonly<Record<string, string | readonly string[]>>,
): Map<string, readonly string[] | Failure> =>
  new Map(
    Object.entries(records).map(([name, data]) => [
      name,
      isFailure(data) ? data : typeof data === 'string' ? [data] : data,
    ]),
  );

const types = ['TXT', 'A', 'AAAA', 'MX', 'PTR', 'CNAME'];

/** Whether there is anything at all by that name. */
export function hasName(records: Zone, name: string): boolean {
  return types.some((type) => records.has(`${type} ${name.toLowerCase()}`));
}

/** Answers out of a zone, without any network. `asked` collects the questions. */
export function fromZone(records: Zone, asked: string[] = []): Resolve {
  return (name, type) => {
    asked.push(`${type} ${name}`);
    const data = records.get(`${type} ${name.toLowerCase()}`);
    if (data === 'SILENT') return new Promise(() => undefined);
    if (isFailure(data)) return Promise.reject(withCode(`E${data}`));
    if (data !== undefined)
      return Promise.resolve(type === 'TXT' ? data.map((one) => [one]) : data);
    return Promise.reject(withCode(hasName(records, name) ? 'ENODATA' : 'ENOTFOUND'));
  };
}

function withCode(code: string): Error {
  return Object.assign(new Error(code), { code });
}
