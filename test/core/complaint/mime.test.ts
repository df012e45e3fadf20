/** The frame around the evidence. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chooseBoundary, survey } from '../../../server/src/core/complaint/mime.ts';

describe('transfer encoding', () => {
  for (const [name, text, encoding] of [
    ['nothing', '', '7bit'],
    ['ASCII with CRLF', 'a\r\nb\r\n', '7bit'],
    ['bytes above 127', 'a\xff\r\n', '8bit'],
    ['bare LF', 'a\nb\n', 'binary'],
    ['bare CR', 'a\rb', 'binary'],
    ['CR at the end', 'a\r', 'binary'],
    ['NUL', 'a\0', 'binary'],
    ['a line of 998', `${'a'.repeat(998)}\r\n`, '7bit'],
    ['a line of 999', `${'a'.repeat(999)}\r\n`, 'binary'],
    ['a last line of 999', `\r\n${'a'.repeat(999)}`, 'binary'],
  ] as const) {
    it(`${name}: ${encoding}`, () => {
      assert.equal(survey(Buffer.from(text, 'latin1')).encoding, encoding);
    });
  }
});

const boundaryFor = (...texts: string[]): string =>
  chooseBoundary(texts.map((text) => survey(Buffer.from(text, 'latin1'))));

describe('boundary', () => {
  it('is not in the evidence, though the evidence lists those that come first', () => {
    const first = boundaryFor('');
    const second = boundaryFor(first);
    assert.notEqual(first, second);
    const third = boundaryFor(`--${second}`, `x${first}x`);
    assert.ok(![first, second].includes(third));
  });

  it('is found in one pass over a message that lists thousands', () => {
    let evidence = '';
    const prefix = boundaryFor('').slice(0, -8);
    for (let i = 0; i < 20_000; i++) evidence += `--${prefix}${String(i).padStart(8, '0')}\r\n`;
    assert.equal(boundaryFor(evidence), `${prefix}00020000`);
  });

  it('never occurs in any text', () => {
    const prefix = boundaryFor('').slice(0, -8);
    const piece = fc.constantFrom(prefix, '=_', '00000000', '00000001', '0', '--', '\r\n', 'x');
    fc.assert(
      fc.property(fc.array(piece), (parts) => {
        const text = parts.join('');
        const boundary = boundaryFor(text);
        assert.ok(!text.includes(boundary));
        assert.ok(boundary.length <= 70);
      }),
    );
  });
});
