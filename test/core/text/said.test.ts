import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  beside,
  english,
  listed,
  say,
  sentences,
  speaker,
} from '../../../server/src/core/text/said.ts';

const german = speaker(
  new Map([
    ['{0} of {1} messages', 'von {1} Nachrichten {0}'],
    ['{0} {1}', '{0}{1}'],
    ['the server', 'der Server'],
    ['{0} took it.', '{0} nahm sie an, {7}.'],
  ]),
  'de',
);

describe('a sentence', () => {
  it('is English by itself', () => {
    assert.equal(english(say`${3} of ${1200} messages`), '3 of 1,200 messages');
    assert.equal(english('as it is'), 'as it is');
  });

  it('has its values where the translation wants them, each in the language', () => {
    assert.equal(german(say`${3} of ${1200} messages`), 'von 1.200 Nachrichten 3');
    assert.equal(german(say`${say`the server`} took it.`), 'der Server nahm sie an, {7}.');
  });

  it('stays English without a translation, but for what it holds', () => {
    assert.equal(german(say`asked by ${say`the server`}`), 'asked by der Server');
  });

  it('tells days and numbers as the language does, and as English when nobody knows it', () => {
    const day = new Date('2024-05-12T10:00:00Z');
    assert.equal(english(say`on ${day}`), 'on 12 May 2024');
    assert.equal(german(say`on ${day}: ${1.5}`), 'on 12. Mai 2024: 1,5');
    for (const locale of ['', 'C', 'no such', 'xx-not-a-locale-at-all'])
      assert.equal(speaker(new Map(), locale)(day), '12 May 2024', locale);
  });

  it('is put together of others', () => {
    assert.equal(english(sentences(say`One.`, null, say`Two.`)), 'One. Two.');
    assert.equal(german(sentences(say`One.`, say`Two.`)), 'One.Two.');
    assert.equal(english(listed(['a', 'b', 'c'])), 'a, b, c');
    assert.equal(english(listed([])), '');
    assert.equal(english(beside('a', say`b`)), 'a · b');
  });

  it('never looks at what a value holds', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('{0}', '{1}', '$&', '$1', 'the server'), (a, b) => {
        const value = a + b;
        assert.equal(english(say`${value} of ${b} messages`), `${value} of ${b} messages`);
        assert.equal(german(say`${value} of ${b} messages`), `von ${b} Nachrichten ${value}`);
      }),
    );
  });

  it('crosses threads', () => {
    assert.equal(
      german(structuredClone(say`${3} of ${say`the server`} messages`)),
      'von der Server Nachrichten 3',
    );
  });
});
