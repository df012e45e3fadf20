/** The answers of registries, written by hand in the form of each, with names and addresses for documentation. */
import { readFileSync } from 'node:fs';

const folder = new URL('../fixtures/registries/', import.meta.url);

/** A whois answer, with the line ends of the wire. */
export function whoisAnswer(name: string): string {
  return readFileSync(new URL(`${name}.txt`, folder), 'utf8').replaceAll('\n', '\r\n');
}

/** An RDAP answer. */
export function rdapAnswer(name: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Record<
    string,
    unknown
  >;
}
