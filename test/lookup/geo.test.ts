/** Country and autonomous system out of the user's own file: good ones, written here, and bad ones. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  type GeoAnswer,
  type GeoFile,
  longestGeoFile,
  mergeGeo,
  openGeoFile,
} from '../../server/src/lookup/geo.ts';
import { nodeGeoFile } from '../../server/src/node/geo-file.ts';
import { encode, type MmdbValue, pointer, writeMmdb } from './mmdb.ts';

const country = (code: string, name: string): MmdbValue => ({
  country: { iso_code: code, names: { en: name } },
});

const countries = new Map<string, MmdbValue>([
  ['192.0.2.0/24', country('DE', 'Germany')],
  ['198.51.100.128/25', { registered_country: { iso_code: 'FR', names: { en: 'France' } } }],
  ['203.0.113.7/32', { country_code: 'us', country_name: 'United States' }],
  ['2001:db8::/32', country('JP', 'Japan')],
]);

function open(bytes: Uint8Array, size = bytes.length): ReturnType<typeof openGeoFile> {
  return openGeoFile('my.mmdb', {
    size: () => Promise.resolve(size),
    read: () => Promise.resolve(bytes),
  });
}

async function opened(bytes: Uint8Array): Promise<GeoFile> {
  const answer = await open(bytes);
  assert.ok(answer.kind === 'opened', JSON.stringify(answer));
  return answer.file;
}

async function failure(bytes: Uint8Array, size?: number): Promise<string> {
  const answer = await open(bytes, size);
  assert.ok(answer.kind === 'failed');
  return answer.message;
}

function told(answer: GeoAnswer): string {
  if (answer.kind !== 'known') return answer.kind === 'failed' ? answer.message : answer.kind;
  const { network, country, asn, organisation } = answer.record;
  return [network, country?.code, country?.name, asn, organisation].filter(Boolean).join(' ');
}

describe('the own GeoIP file', () => {
  for (const recordSize of [24, 28, 32] as const) {
    it(`tells country and network of addresses (records of ${recordSize} bits)`, async () => {
      const file = await opened(writeMmdb(countries, { type: 'Test-Country', recordSize }));
      for (const [address, text] of [
        ['192.0.2.7', '192.0.2.0/24 DE Germany'],
        ['192.000.002.255', '192.0.2.0/24 DE Germany'],
        ['198.51.100.200', '198.51.100.128/25 FR France'],
        ['198.51.100.1', 'unknown'],
        ['203.0.113.7', '203.0.113.7/32 US United States'],
        ['203.0.113.8', 'unknown'],
        ['2001:DB8:1::1', '2001:db8::/32 JP Japan'],
        ['::ffff:192.0.2.7', '192.0.2.0/24 DE Germany'],
        ['2001:db9::1', 'unknown'],
      ] as const)
        assert.equal(told(file.lookup(address)), text, address);
      assert.equal(file.type, 'Test-Country');
      assert.equal(file.built.toISOString(), '2023-11-14T22:13:20.000Z');
    });
  }

  it('tells the autonomous system, and what two files say together', async () => {
    const asn = await opened(
      writeMmdb(
        new Map<string, MmdbValue>([
          [
            '192.0.2.0/25',
            { autonomous_system_number: 64496, autonomous_system_organization: 'Example Net' },
          ],
          ['198.51.100.0/24', { asn: 'AS64497', as_name: 'Example\u202e\nTwo' }],
        ]),
        { type: 'Test-ASN', ipVersion: 4 },
      ),
    );
    assert.equal(told(asn.lookup('192.0.2.7')), '192.0.2.0/25 64496 Example Net');
    assert.equal(told(asn.lookup('198.51.100.9')), '198.51.100.0/24 64497 Example\\u{202e} Two');
    assert.equal(told(asn.lookup('2001:db8::1')), 'unknown', 'a file of IPv4 alone');
    const other = await opened(writeMmdb(countries, { type: 'Test-Country' }));
    assert.deepEqual(mergeGeo([other.lookup('192.0.2.7'), asn.lookup('192.0.2.7')]), {
      network: '192.0.2.0/25',
      country: { code: 'DE', name: 'Germany' },
      asn: 64496,
      organisation: 'Example Net',
    });
    assert.equal(mergeGeo([asn.lookup('203.0.113.1')]), null);
  });

  it('takes addresses only', async () => {
    const file = await opened(writeMmdb(countries, { type: 'Test' }));
    for (const address of ['example.com', '', '500.1.1.1', '192.0.2'])
      assert.match(told(file.lookup(address)), /is no IP address .*; nothing was looked up\.$/);
  });

  it('says what is wrong with a file', async () => {
    const good = writeMmdb(countries, { type: 'Test' });
    const sentence =
      /^The GeoIP file "my\.mmdb" (.*) Choose a \.mmdb file in the settings \(MaxMind DB format\); nothing was looked up\.$/;
    for (const [bytes, size, what] of [
      [new Uint8Array(), 0, 'is no MaxMind DB, or it is damaged.'],
      [Buffer.from('<html>404 Not Found</html>'), undefined, 'is no MaxMind DB, or it is damaged.'],
      [good.subarray(0, good.length - 40), undefined, 'is no MaxMind DB, or it is damaged.'],
      [good.subarray(good.length - 220), undefined, 'is incomplete: download it again.'],
      [
        writeMmdb(countries, { type: 'x', metadata: { binary_format_major_version: 3 } }),
        undefined,
        'is of a version that is not known here.',
      ],
      [
        writeMmdb(countries, { type: 'x', metadata: { node_count: 4_000_000_000 } }),
        undefined,
        /(?:incomplete|damaged)/,
      ],
      [good, longestGeoFile + 1, 'is larger than 512 MB, and it would have to be held in memory.'],
    ] as const) {
      const message = await failure(bytes, size);
      const [, told = ''] = sentence.exec(message) ?? [];
      if (typeof what === 'string') assert.equal(told, what, message);
      else assert.match(told, what);
    }
  });

  it('says when the file is of another kind, or damaged inside', async () => {
    const anonymous = await opened(
      writeMmdb(new Map([['192.0.2.0/24', { is_anonymous: true }]]), { type: 'Test-Anonymous-IP' }),
    );
    assert.equal(
      told(anonymous.lookup('192.0.2.7')),
      'The GeoIP file "my.mmdb" is of the kind "Test-Anonymous-IP" and tells neither the country nor the autonomous system. Choose one that does.',
    );
    for (const data of [
      pointer(0),
      Buffer.concat([Buffer.from([0xe1]), encode('country'), pointer(0)]),
      Buffer.from([0xff, 0xff, 0xff, 0xff]),
      Buffer.from([0x00, 0x00]),
    ]) {
      const file = await opened(writeMmdb(new Map([['192.0.2.0/24', data]]), { type: 'Test' }));
      assert.match(told(file.lookup('192.0.2.7')), /^The GeoIP file "my\.mmdb" is /);
    }
  });

  it('is not led round and round by pointers to pointers', async () => {
    // Each map holds the one before it twice: written out it has 2^200 entries.
    const chunks: Buffer[] = [encode({ country_code: 'DE' })];
    let offset = 0;
    let next = chunks[0]?.length ?? 0;
    for (let level = 0; level < 200; level++) {
      const chunk = Buffer.concat([
        Buffer.from([0xe2]),
        encode('a'),
        pointer(offset),
        encode('b'),
        pointer(offset),
      ]);
      chunks.push(chunk);
      offset = next;
      next += chunk.length;
    }
    const top = Buffer.concat(chunks);
    const networks = new Map<string, Uint8Array>([
      ['198.51.100.0/24', top],
      ['192.0.2.0/24', pointer(offset)],
    ]);
    const file = await opened(writeMmdb(networks, { type: 'Test' }));
    assert.match(told(file.lookup('192.0.2.7')), /tells neither the country/);
  });

  it('is read from the disk', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'spam-patrol-geo-'));
    try {
      const path = join(folder, 'my.mmdb');
      await writeFile(path, writeMmdb(countries, { type: 'Test' }));
      const answer = await openGeoFile(path, nodeGeoFile(path));
      assert.equal(answer.kind, 'opened');
      for (const [missing, reason] of [
        [join(folder, 'other.mmdb'), /cannot be read: there is no such file\./],
        [folder, /cannot be read: EISDIR/],
      ] as const) {
        const failed = await openGeoFile('my.mmdb', nodeGeoFile(missing));
        assert.ok(failed.kind === 'failed');
        assert.match(failed.message, reason);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('never throws, whatever the bytes', async () => {
    const good = writeMmdb(countries, { type: 'Test' });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 8 }),
        async (changes) => {
          const bytes = Buffer.from(good);
          for (const [at, byte] of changes) bytes[at] = byte;
          const answer = await open(bytes);
          if (answer.kind === 'failed') return;
          for (const address of ['192.0.2.7', '203.0.113.7', '2001:db8::1'])
            told(answer.file.lookup(address));
        },
      ),
    );
  });
});
