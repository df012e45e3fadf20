/** The lists of RDAP servers that the program comes with: they fit together, and tell of when they are. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { specialBlock } from '../../../server/src/core/net/special-purpose.ts';
import { offlineFacts } from '../../../server/src/lookup/offline.ts';
import { findBase, type Services } from '../../../server/src/lookup/rdap/bootstrap.ts';
import { snapshot } from '../../../server/src/lookup/rdap/snapshot.ts';
import { refuseUrl } from '../../../server/src/lookup/reach.ts';
import { readSubject } from '../../../server/src/lookup/subject.ts';

const keysOf = (services: Services): readonly string[] => services.flatMap(([keys]) => keys);

function baseOf(text: string): string | null {
  const subject = readSubject(text);
  assert.ok(!('words' in subject));
  const list = { ip: 'ipv4', asn: 'asn', domain: 'dns' } as const;
  const name = subject.kind === 'ip' && subject.version === 6 ? 'ipv6' : list[subject.kind];
  return findBase(snapshot[name], subject);
}

describe('the RDAP servers that the program comes with', () => {
  it('are such as may be asked, with no key twice', () => {
    for (const services of Object.values(snapshot)) {
      for (const [keys, urls] of services) {
        assert.ok(keys.length > 0 && urls.length > 0);
        for (const url of urls) {
          assert.equal(refuseUrl(url), null, url);
          assert.ok(url.endsWith('/'), url);
        }
      }
      const keys = keysOf(services);
      assert.deepEqual(
        keys.filter((key, at) => keys.indexOf(key) !== at),
        [],
      );
    }
  });

  it('have every block of public IPv4 addresses, and no other', () => {
    for (let octet = 0; octet < 256; octet++) {
      const address = `${octet}.1.1.1`;
      const isPublic = octet > 0 && octet < 224 && specialBlock(address) === null;
      assert.equal(baseOf(address) !== null, isPublic, address);
    }
  });

  it('have ranges of numbers that do not overlap, and all that are given out', () => {
    const ranges = keysOf(snapshot.asn)
      .map((key) => {
        const [from = NaN, to = from] = key.split('-').map(Number);
        assert.ok(from <= to && to <= 0xffffffff, key);
        return [from, to] as const;
      })
      .toSorted(([a], [b]) => a - b);
    ranges.forEach(([from], at) => {
      assert.ok(from > (ranges[at - 1]?.[1] ?? -1), `AS${from}`);
    });
    for (const number of [1, 701, 3320, 2914, 7018, 13335, 23456 - 1, 37100, 131072, 396982]) {
      assert.notEqual(baseOf(`AS${number}`), null, `AS${number}`);
    }
    for (const number of [0, 64496, 64512, 65535, 4200000000]) {
      assert.equal(baseOf(`AS${number}`), null, `AS${number}`);
    }
  });

  it('of addresses and numbers are of registries that have a name', () => {
    for (const text of ['193.0.6.139', '8.8.8.8', '1.1.1.1', '200.3.14.10', '196.216.2.1']) {
      const subject = readSubject(text);
      assert.ok(!('words' in subject));
      assert.ok(
        offlineFacts(subject).some(({ name }) => name === 'registry'),
        text,
      );
    }
    const hosts = new Set(
      [...snapshot.ipv4, ...snapshot.ipv6, ...snapshot.asn].flatMap(([, urls]) =>
        urls.map((url) => new URL(url).host),
      ),
    );
    assert.deepEqual([...hosts].toSorted(), [
      'rdap.afrinic.net',
      'rdap.apnic.net',
      'rdap.arin.net',
      'rdap.db.ripe.net',
      'rdap.lacnic.net',
    ]);
  });

  it('say of when they are', () => {
    const source = readFileSync(
      new URL('../../../server/src/lookup/rdap/snapshot.ts', import.meta.url),
      'utf8',
    );
    const dates = source.match(/\b20\d\d-\d\d-\d\d\b/g) ?? [];
    assert.ok(dates.length > 0);
    assert.ok(dates.every((date) => Date.parse(date) < Date.now()));
  });
});
