import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wrapWords } from '../../../server/src/core/text/wrap.ts';

describe('wrapWords', () => {
  it('breaks at blanks, counts what lines begin with, and leaves long words whole', () => {
    assert.deepEqual(wrapWords('one two three', 7), ['one two', 'three']);
    assert.deepEqual(wrapWords('one two three', 8, '  '), ['  one', '  two', '  three']);
    assert.deepEqual(wrapWords('a: one two', 6, '', ' '), ['a: one', ' two']);
    assert.deepEqual(wrapWords('a extraordinary b', 5), ['a', 'extraordinary', 'b']);
  });

  it('loses nothing, and no line that could be broken is too long', () => {
    const text = fc.array(fc.stringMatching(/^[a-z]{0,12}$/)).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 30 }), (words, width) => {
        const lines = wrapWords(words, width);
        assert.equal(lines.join(' '), words);
        for (const line of lines) assert.ok(line.length <= width || !/\S \S/.test(line), line);
      }),
    );
  });
});
