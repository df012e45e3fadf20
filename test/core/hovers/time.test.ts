import assert from 'node:assert/strict';
import { duration, utc } from '../../../server/src/core/hovers/time.ts';

describe('duration', () => {
  const cases: readonly [number, string][] = [
    [0, '0 seconds'],
    [1, '1 second'],
    [61, '1 minute 1 second'],
    [3600, '1 hour'],
    [3601, '1 hour'],
    [7500, '2 hours 5 minutes'],
    [90_000, '1 day 1 hour'],
    [86_400 * 400, '400 days'],
  ];
  for (const [seconds, words] of cases) {
    it(`says ${words} for ${String(seconds)}`, () => {
      assert.equal(duration(seconds).source, words);
    });
  }
});

describe('utc', () => {
  it('writes the instant as code', () => {
    assert.equal(utc(Date.UTC(1997, 3, 21, 22, 53, 13)).source, '`1997-04-21 22:53:13 UTC`');
  });
});
