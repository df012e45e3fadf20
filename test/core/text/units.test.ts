import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wordIn } from '../../../server/src/core/received/words.ts';
import { Units } from '../../../server/src/core/text/units.ts';

/** What the stretch holds. */
function read(units: Units, text: string, start: number, end: number): number[] {
  units.load(text, start, end);
  return Array.from(units.codes.subarray(start - units.start, end - units.start));
}

describe('units', () => {
  it('are the code units, those beyond ASCII all one', () => {
    const units = new Units();
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constant('a\ud800b\u0000'),
    );
    fc.assert(
      fc.property(text, fc.nat(40), fc.nat(40), (value, from, length) => {
        const start = Math.min(from, value.length);
        const end = Math.min(start + length, value.length);
        const expected = Array.from({ length: end - start }, (_, at) =>
          Math.min(value.charCodeAt(start + at), 128),
        );
        assert.deepEqual(read(units, value, start, end), expected);
        const half = Math.floor((end - start) / 2);
        assert.deepEqual(read(units, value, start, start + half), expected.slice(0, half));
        assert.deepEqual(
          read(units, 'x'.repeat(value.length), start, end),
          expected.map(() => 120),
        );
      }),
    );
  });

  it('hold a stretch of any length', () => {
    const text = `${'a'.repeat(200_000)}é`;
    const codes = read(new Units(), text, 0, text.length);
    assert.equal(codes.length, text.length);
    assert.deepEqual(codes.slice(-2), [97, 128]);
  });
});

describe('the words of trace fields', () => {
  it('are told in any case, and from all others', () => {
    const text = 'FROM from_ Envelope-From enveloped-from x unknown_domain';
    const told = text.split(' ').map((word) => {
      const start = text.indexOf(word);
      return wordIn(text, start, start + word.length);
    });
    assert.deepEqual(told, ['from', '', 'envelope-from', '', '', 'unknown_domain']);
  });
});
