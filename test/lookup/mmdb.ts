/** Writes small MaxMind DB files (format 2.0) for tests: the tree, the data, the metadata. */

export type MmdbValue =
  string | number | boolean | readonly MmdbValue[] | { readonly [key: string]: MmdbValue };

export interface MmdbOptions {
  readonly type: string;
  readonly ipVersion?: 4 | 6;
  readonly recordSize?: 24 | 28 | 32;
  /** Overrides what the metadata say. */
  readonly metadata?: Readonly<Record<string, MmdbValue>>;
}

/** @param networks CIDR and what is said of it; none lies in another */
export function writeMmdb(
  networks: ReadonlyMap<string, MmdbValue | Uint8Array>,
  { type, ipVersion = 6, recordSize = 24, metadata = {} }: MmdbOptions,
): Uint8Array {
  /** A record is the number of a node, a data offset, or null. */
  type Node = [Target, Target];
  type Target = { readonly node: number } | { readonly data: number } | null;
  const nodes: Node[] = [[null, null]];
  const data: Buffer[] = [];
  let length = 0;
  for (const [network, value] of networks) {
    const bits = bitsOf(network, ipVersion);
    const chunk = value instanceof Uint8Array ? Buffer.from(value) : encode(value);
    let at = 0;
    bits.forEach((bit, index) => {
      const node = nodes[at];
      if (node === undefined) throw new Error('no such node');
      if (index === bits.length - 1) {
        node[bit] = { data: length };
        return;
      }
      const next = node[bit];
      if (next !== null && 'node' in next) {
        at = next.node;
      } else {
        at = nodes.push([null, null]) - 1;
        node[bit] = { node: at };
      }
    });
    data.push(chunk);
    length += chunk.length;
  }
  const number = (target: Target): number =>
    target === null
      ? nodes.length
      : 'node' in target
        ? target.node
        : nodes.length + 16 + target.data;
  const tree = nodes.map(([left, right]) => record(number(left), number(right), recordSize));
  return Buffer.concat([
    ...tree,
    Buffer.alloc(16),
    ...data,
    Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1'),
    encode({
      binary_format_major_version: 2,
      binary_format_minor_version: 0,
      build_epoch: 1_700_000_000,
      database_type: type,
      description: { en: 'Made by hand' },
      ip_version: ipVersion,
      languages: ['en'],
      node_count: nodes.length,
      record_size: recordSize,
      ...metadata,
    }),
  ]);
}

function record(left: number, right: number, size: 24 | 28 | 32): Buffer {
  const bytes = Buffer.alloc(size / 4);
  if (size === 32) {
    bytes.writeUInt32BE(left, 0);
    bytes.writeUInt32BE(right, 4);
  } else {
    bytes.writeUIntBE(left & 0xffffff, 0, 3);
    bytes.writeUIntBE(right & 0xffffff, size === 24 ? 3 : 4, 3);
    if (size === 28) bytes[3] = ((left >>> 24) << 4) | (right >>> 24);
  }
  return bytes;
}

/** The path of a network in the tree; IPv4 lies under ::/96 in a tree of IPv6. */
function bitsOf(network: string, ipVersion: 4 | 6): (0 | 1)[] {
  const [address = '', width = ''] = network.split('/');
  const isV4 = !address.includes(':');
  let text: string;
  if (isV4) {
    text = address
      .split('.')
      .map((octet) => Number(octet).toString(2).padStart(8, '0'))
      .join('');
  } else {
    const [head = '', tail = ''] = address.split('::');
    const words = (part: string): string[] => (part === '' ? [] : part.split(':'));
    const middle = new Array<string>(8 - words(head).length - words(tail).length).fill('0');
    text = [...words(head), ...middle, ...words(tail)]
      .map((word) => parseInt(word, 16).toString(2).padStart(16, '0'))
      .join('');
  }
  const prefix = isV4 && ipVersion === 6 ? '0'.repeat(96) : '';
  return Array.from(prefix + text.slice(0, Number(width)), (bit) => (bit === '1' ? 1 : 0));
}

/** Types of the format: 2 string, 3 double, 6 uint32, 7 map, 11 array, 14 boolean. */
export function encode(value: MmdbValue): Buffer {
  if (typeof value === 'string') {
    const bytes = Buffer.from(value);
    return Buffer.concat([control(2, bytes.length), bytes]);
  }
  if (typeof value === 'boolean') return control(14, Number(value));
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return Buffer.concat([control(6, 4), bytes]);
  }
  if (Array.isArray(value)) {
    const items: readonly MmdbValue[] = value;
    return Buffer.concat([control(11, items.length), ...items.map(encode)]);
  }
  const entries = Object.entries(value);
  return Buffer.concat([
    control(7, entries.length),
    ...entries.flatMap(([key, item]) => [encode(key), encode(item)]),
  ]);
}

function control(type: number, size: number): Buffer {
  const head = type < 8 ? type << 5 : 0;
  const extended = type < 8 ? [] : [type - 7];
  return size < 29
    ? Buffer.from([head | size, ...extended])
    : Buffer.from([head | 29, ...extended, size - 29]);
}

/** A pointer to that offset of the data, below 2048. */
export function pointer(offset: number): Buffer {
  return Buffer.from([(1 << 5) | (offset >> 8), offset & 0xff]);
}
