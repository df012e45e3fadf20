/** What is kept, for how long, and what becomes of a file that somebody broke. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { LookupCache, type CacheStore } from '../../server/src/lookup/cache.ts';
import { cacheFile } from '../../server/src/node/cache-file.ts';
import { Clock } from '../servers/clock.ts';

describe('the cache of lookups', () => {
  let clock: Clock;
  beforeEach(() => {
    clock = new Clock();
  });
  const holding = (text: string | null): CacheStore & { written: string[] } => ({
    written: [],
    read: () => Promise.resolve(text),
    write(next) {
      this.written.push(next);
      return Promise.resolve();
    },
  });

  it('keeps a value as long as it holds, a week at most', () => {
    const cache = new LookupCache(clock.now);
    cache.put('a', 1, 60);
    cache.put('b', 2, 1e9);
    cache.put('c', 3, 0);
    cache.put('d', 4, -1);
    cache.put('e', 5, Number.NaN);
    clock.advance(59_000);
    assert.equal(cache.get('a')?.value, 1);
    clock.advance(1000);
    assert.equal(cache.get('a'), null);
    assert.equal(cache.get('b')?.value, 2);
    for (const key of ['c', 'd', 'e']) assert.equal(cache.get(key), null);
    clock.advance(7 * 24 * 3_600_000);
    assert.equal(cache.get('b'), null);
  });

  it('forgets the oldest when it is full, by number and by size', () => {
    const cache = new LookupCache(clock.now);
    for (let i = 0; i < 1500; i++) cache.put(`n${i}`, i, 60);
    assert.equal(cache.get('n0'), null);
    assert.equal(cache.get('n1499')?.value, 1499);
    const large = 'x'.repeat(900_000);
    for (let i = 0; i < 6; i++) cache.put(`l${i}`, large, 60);
    assert.equal(cache.get('l0'), null);
    assert.equal(cache.get('n1499'), null);
    assert.equal(cache.get('l5')?.value, large);
    cache.put('too large', 'x'.repeat(2_000_000), 60);
    assert.equal(cache.get('too large'), null);
  });

  it('takes no file for more than it is', async () => {
    const entry = {
      key: 'good',
      value: 7,
      learnedAt: clock.now().getTime() - 1000,
      expires: clock.now().getTime() + 60_000,
    };
    const later = { ...entry, key: 'later', learnedAt: clock.now().getTime() + 1000 };
    const forever = { ...entry, key: 'forever', expires: 1e15 };
    const over = { ...entry, key: 'over', expires: clock.now().getTime() };
    const file = (entries: unknown, version: unknown = 1): string =>
      JSON.stringify({ version, entries });
    const good = new LookupCache(
      clock.now,
      holding(file([entry, later, forever, over, null, 7, {}])),
    );
    await good.load();
    assert.equal(good.get('good')?.value, 7);
    for (const key of ['later', 'forever', 'over']) assert.equal(good.get(key), null, key);
    for (const text of [
      '',
      '{',
      'null',
      '[]',
      '7',
      file('x'),
      file([entry], 2),
      'x'.repeat(9_000_000),
      file([{ ...entry, expires: 'x' }]),
    ]) {
      const cache = new LookupCache(clock.now, holding(text));
      await cache.load();
      assert.equal(cache.get('good'), null, text.slice(0, 40));
      cache.put('new', 1, 60);
      await cache.save();
    }
  });

  it('never fails over a disk', async () => {
    const broken: CacheStore = {
      read: () => Promise.reject(new Error('EIO')),
      write: () => Promise.reject(new Error('ENOSPC')),
    };
    const cache = new LookupCache(clock.now, broken);
    await cache.load();
    cache.put('a', 1, 60);
    await cache.save();
    assert.equal(cache.get('a')?.value, 1);
    await cache.clear();
    assert.equal(cache.get('a'), null);
  });

  it('reads anything', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const cache = new LookupCache(clock.now, holding(JSON.stringify(value)));
        await cache.load();
        await cache.save();
      }),
    );
  });

  describe('on a disk', () => {
    let folder: string;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'spam-patrol-test-'));
    });
    afterEach(() => rm(folder, { recursive: true }));

    it('makes its folder when there is something to keep, and leaves no drafts', async () => {
      const inner = join(folder, 'a', 'b');
      const cache = new LookupCache(clock.now, cacheFile(inner));
      await cache.load();
      assert.ok(!existsSync(inner));
      cache.put('a', { b: 1 }, 60);
      await cache.save();
      assert.deepEqual(readdirSync(inner), ['lookups.json']);
      const again = new LookupCache(clock.now, cacheFile(inner));
      await again.load();
      assert.deepEqual(again.get('a')?.value, { b: 1 });
    });

    it('is shared by two windows: neither takes from the other what it learned', async () => {
      const one = new LookupCache(clock.now, cacheFile(folder));
      const other = new LookupCache(clock.now, cacheFile(folder));
      await Promise.all([one.load(), other.load()]);
      one.put('one', 1, 60);
      await one.save();
      other.put('other', 2, 60);
      await other.save();
      const third = new LookupCache(clock.now, cacheFile(folder));
      await third.load();
      assert.deepEqual([third.get('one')?.value, third.get('other')?.value], [1, 2]);
      await third.clear();
      assert.doesNotMatch(await readFile(join(folder, 'lookups.json'), 'utf8'), /other/);
    });

    it('replaces a broken file', async () => {
      const path = join(folder, 'lookups.json');
      await writeFile(path, '{"version":1,"entr');
      const cache = new LookupCache(clock.now, cacheFile(folder));
      await cache.load();
      cache.put('a', 1, 60);
      await cache.save();
      assert.match(await readFile(path, 'utf8'), /"key":"a"/);
    });
  });
});
