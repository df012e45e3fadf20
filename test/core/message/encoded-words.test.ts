/** Encoded words as real senders write them, and as we do. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeWords, encodeWords } from '../../../server/src/core/message/encoded-words.ts';

const latin1 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

describe('encoded words', () => {
  for (const [raw, text] of [
    ['plain', 'plain'],
    ['', ''],
    ['=?utf-8?Q?caf=C3=A9_au_lait?=', 'café au lait'],
    ['=?UTF-8?b?Y2Fmw6k=?=', 'café'],
    ['=?utf-8?B?Y2Fmw6k?=', 'café'],
    ['=?iso-8859-1?q?caf=E9?=', 'café'],
    ['=?us-ascii*en?Q?hi?=', 'hi'],
    ['=?windows-1252?Q?=80?=', '€'],
    ['=?koi8-r?B?8NLJ18XU?=', 'Привет'],
    ['=?x-nobody-knows?Q?caf=C3=A9?=', 'café'],
    ['a =?utf-8?Q?b?= c', 'a b c'],
    ['=?utf-8?Q?a?= =?utf-8?Q?b?=', 'ab'],
    ['=?utf-8?Q?a?=\r\n =?iso-8859-1?Q?b?=', 'ab'],
    ['=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=', 'café'],
    ['=?utf-8?Q?a?= and =?utf-8?Q?b?=', 'a and b'],
    ['=?utf-8?X?a?=', '=?utf-8?X?a?='],
    ['=?utf-8?Q?open', '=?utf-8?Q?open'],
    ['=? =?utf-8?Q?b?=', '=? b'],
    ['=?utf-8?B?A?=', ''],
    ['=?constructor?Q?x?=', 'x'],
    [latin1('raw café'), 'raw café'],
    ['raw caf\xe9', 'raw café'],
  ] as const) {
    it(`reads ${JSON.stringify(raw)}`, () => {
      assert.equal(decodeWords(raw), text);
    });
  }

  it('reads a subject made of nothing but openings', () => {
    assert.equal(decodeWords('=?'.repeat(20_000)).length, 40_000);
  });

  it('never throws', () => {
    const pieces = ['=?', '?=', '?', 'utf-8', 'B', 'Q', '=', 'QUJD', ' ', '\r\n ', '\xff'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces)), (parts) => {
        decodeWords(parts.join(''));
      }),
    );
  });

  it('reads what it wrote, in words of at most 75 characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const words = encodeWords(text);
        for (const word of words) assert.ok(word.length <= 75, word);
        assert.equal(decodeWords(words.join('\r\n ')), text);
      }),
    );
  });
});
