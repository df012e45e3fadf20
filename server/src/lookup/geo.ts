/**
 * Country, network and autonomous system of an address from a file of the user's own (MaxMind DB
 * format 2, `.mmdb`). Asks nobody; the file's bytes are handed in. Node only: the library wants its
 * Buffer, and a web worker has no such file.
 */
import type { Reader, Response } from 'mmdb-lib';
import { type IpLiteral, readIp } from '../core/net/ip.ts';
import { plain } from '../core/text/plain.ts';

/** The file as the platform gives it. Both reject with an Error that says why. */
export interface GeoSource {
  /** In bytes. */
  size(): Promise<number>;
  read(): Promise<Uint8Array>;
}

/** What a file says of one address. Strings are plain text on one line. */
export interface GeoRecord {
  /** `192.0.2.0/24`: all addresses in it have this record. */
  readonly network: string;
  readonly country: { readonly code: string; readonly name: string | null } | null;
  readonly asn: number | null;
  /** Who runs the autonomous system. */
  readonly organisation: string | null;
}

export type GeoAnswer =
  | { readonly kind: 'known'; readonly record: GeoRecord }
  /** The file says nothing of this address. */
  | { readonly kind: 'unknown' }
  /** `message` says what is wrong, and what to do. */
  | { readonly kind: 'failed'; readonly message: string };

export interface GeoFile {
  /** What the file calls itself: `GeoLite2-Country`. */
  readonly type: string;
  /** When it was made: networks move, and an old file names former owners. */
  readonly built: Date;
  /** Never throws. */
  lookup(address: string): GeoAnswer;
}

export type GeoOpened =
  | { readonly kind: 'opened'; readonly file: GeoFile }
  /** `message` says what is wrong with the file, and what to do. */
  | { readonly kind: 'failed'; readonly message: string };

/** Bytes. The largest ones that are sold have some hundred megabytes; it is held in memory. */
export const longestGeoFile = 512 * 1024 * 1024;

/** Opens the file. Never rejects. @param name how the user knows it */
export async function openGeoFile(name: string, source: GeoSource): Promise<GeoOpened> {
  const shown = `The GeoIP file "${plain(name, 100)}"`;
  const failed = (what: string): GeoOpened => ({ kind: 'failed', message: `${shown} ${what}` });
  const choose = 'Choose a .mmdb file in the settings (MaxMind DB format); nothing was looked up.';
  let bytes: Uint8Array;
  try {
    const size = await source.size();
    if (size > longestGeoFile) {
      return failed(
        `is larger than ${longestGeoFile / 1024 / 1024} MB, and it would have to be held in memory. ${choose}`,
      );
    }
    bytes = await source.read();
  } catch (error) {
    return failed(`cannot be read: ${reasonOf(error)}. ${choose}`);
  }
  try {
    const { Reader } = await import('mmdb-lib');
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    // Without a memory of what was decoded, pointers in a hostile file could be followed for ever.
    const reader = new Reader(buffer, { cache: boundedCache() });
    const { metadata } = reader;
    if (metadata.binaryFormatMajorVersion !== 2 || ![4, 6].includes(metadata.ipVersion)) {
      return failed(`is of a version that is not known here. ${choose}`);
    }
    if (!(metadata.searchTreeSize + dataSeparator < bytes.length)) {
      return failed(`is incomplete: download it again. ${choose}`);
    }
    return { kind: 'opened', file: new OpenFile(shown, reader) };
  } catch {
    return failed(`is no MaxMind DB, or it is damaged. ${choose}`);
  }
}

/** Zeros between the tree and the data, in bytes. */
const dataSeparator = 16;

class OpenFile implements GeoFile {
  readonly type: string;
  readonly built: Date;
  readonly #shown: string;
  readonly #reader: Reader<Response>;

  constructor(shown: string, reader: Reader<Response>) {
    this.type = plain(reader.metadata.databaseType, 60);
    this.built = reader.metadata.buildEpoch;
    this.#shown = shown;
    this.#reader = reader;
  }

  lookup(address: string): GeoAnswer {
    const literal = readIp(address, 0, address.length);
    if (literal === null || !literal.valid) {
      return {
        kind: 'failed',
        message: `"${plain(address, 60)}" is no IP address that a machine can have; nothing was looked up.`,
      };
    }
    if (literal.version === 6 && this.#reader.metadata.ipVersion === 4) return { kind: 'unknown' };
    try {
      const [data, prefix] = this.#reader.getWithPrefixLength(literal.value);
      if (data === null) return { kind: 'unknown' };
      const record = recordOf(data, networkOf(literal, prefix));
      return record === null
        ? {
            kind: 'failed',
            message: `${this.#shown} is of the kind "${this.type}" and tells neither the country nor the autonomous system. Choose one that does.`,
          }
        : { kind: 'known', record };
    } catch {
      return {
        kind: 'failed',
        message: `${this.#shown} is damaged where it should tell of ${literal.value}: download it again.`,
      };
    }
  }
}

/** What several files say of one address, the first that knows a thing first; null when none knows it. */
export function mergeGeo(answers: readonly GeoAnswer[]): GeoRecord | null {
  const records = answers.flatMap((answer) => (answer.kind === 'known' ? [answer.record] : []));
  const [first] = records;
  if (first === undefined) return null;
  const bitsOf = ({ network }: GeoRecord): number =>
    Number(network.slice(network.indexOf('/') + 1));
  return {
    // What is said together holds in the smallest of the networks.
    network: records.reduce((a, b) => (bitsOf(b) > bitsOf(a) ? b : a)).network,
    country: records.find(({ country }) => country !== null)?.country ?? null,
    asn: records.find(({ asn }) => asn !== null)?.asn ?? null,
    organisation: records.find(({ organisation }) => organisation !== null)?.organisation ?? null,
  };
}

/** Where the makers of files put things: MaxMind and DB-IP nest them, IPinfo and others do not. */
const codePaths = [
  ['country', 'iso_code'],
  ['registered_country', 'iso_code'],
  ['country_code'],
  ['country'],
];
const namePaths = [
  ['country', 'names', 'en'],
  ['registered_country', 'names', 'en'],
  ['country_name'],
  ['country'],
];
const asnPaths = [['autonomous_system_number'], ['traits', 'autonomous_system_number'], ['asn']];
const organisationPaths = [
  ['autonomous_system_organization'],
  ['traits', 'autonomous_system_organization'],
  ['as_name'],
  ['as_organization'],
  ['organization'],
];

function recordOf(data: unknown, network: string): GeoRecord | null {
  const code = first(data, codePaths, (value) =>
    typeof value === 'string' && /^[A-Z]{2}$/i.test(value) ? value.toUpperCase() : null,
  );
  const name = first(data, namePaths, (value) =>
    typeof value === 'string' && value.length > 2 ? plain(value, 60) : null,
  );
  const asn = first(data, asnPaths, (value) => {
    const number = typeof value === 'string' ? Number(value.replace(/^AS/i, '')) : value;
    return typeof number === 'number' && Number.isInteger(number) && number > 0 && number < 2 ** 32
      ? number
      : null;
  });
  const organisation = first(data, organisationPaths, (value) =>
    typeof value === 'string' && value !== '' ? plain(value, 120) : null,
  );
  if (code === null && asn === null) return null;
  return { network, country: code === null ? null : { code, name }, asn, organisation };
}

/** The first value on one of the paths that can be read. */
function first<T>(
  data: unknown,
  paths: readonly (readonly string[])[],
  read: (value: unknown) => T | null,
): T | null {
  for (const path of paths) {
    let value: unknown = data;
    for (const key of path) {
      value =
        typeof value === 'object' && value !== null && Object.hasOwn(value, key)
          ? (value as Readonly<Record<string, unknown>>)[key]
          : undefined;
    }
    const result = read(value);
    if (result !== null) return result;
  }
  return null;
}

/** The network of so many bits that holds the address, as CIDR. */
function networkOf({ value, version }: IpLiteral, bits: number): string {
  const width = version === 4 ? 8 : 16;
  const groups = groupsOf(value, version).map((group, index) => {
    const kept = Math.min(width, Math.max(0, bits - index * width));
    return group & ((2 ** width - 1) << (width - kept));
  });
  const text =
    version === 4 ? groups.join('.') : groups.map((group) => group.toString(16)).join(':');
  return `${readIp(text, 0, text.length)?.value ?? value}/${bits}`;
}

/** Of a canonical address. */
function groupsOf(value: string, version: 4 | 6): number[] {
  if (version === 4) return value.split('.').map(Number);
  const [head = '', tail] = value.split('::');
  const words = (text: string): number[] =>
    text === '' ? [] : text.split(':').map((word) => parseInt(word, 16));
  const front = words(head);
  const back = tail === undefined ? [] : words(tail);
  return [...front, ...new Array<number>(8 - front.length - back.length).fill(0), ...back];
}

/** Results of decoding, by their offset. Forgotten as a whole when full. */
function boundedCache() {
  const most = 10_000;
  const known = new Map<string | number, unknown>();
  return {
    get: (key: string | number): unknown => known.get(key),
    set: (key: string | number, value: unknown): void => {
      if (known.size >= most) known.clear();
      known.set(key, value);
    },
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
    return 'there is no such file';
  }
  return plain(error instanceof Error ? error.message : String(error), 150);
}
