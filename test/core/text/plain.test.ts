import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plain } from '../../../server/src/core/text/plain.ts';

describe('plain', () => {
  it('leaves ordinary text alone', () => {
    assert.equal(plain('mail.example.com'), 'mail.example.com');
    assert.equal(plain('Grüße aus Köln 📮'), 'Grüße aus Köln 📮');
  });

  it('makes one blank of folds and runs of blanks, and none at the ends', () => {
    assert.equal(plain(' a\r\n\t b  c\u2028d '), 'a b c d');
  });

  it('shows what a terminal or a reader would not', () => {
    assert.equal(plain('\u001b[31mred'), '\\u{1b}[31mred');
    assert.equal(plain('moc.\u202eelpmaxe'), 'moc.\\u{202e}elpmaxe');
    assert.equal(plain('pay\u200bpal'), 'pay\\u{200b}pal');
    assert.equal(plain('a\ud800b\u0000\u009b'), 'a\\u{d800}b\\u{0}\\u{9b}');
    assert.equal(plain('\u{e0041}'), '\\u{e0041}');
  });

  it('cuts with an ellipsis, never inside a character or an escape', () => {
    assert.equal(plain('abcdef', 6), 'abcdef');
    assert.equal(plain('abcdefg', 6), 'abcde…');
    assert.equal(plain('abcd📮📮', 6), 'abcd…');
    assert.equal(plain('ab\u0000\u0000', 6), 'ab…');
    assert.equal(plain('abc', 1), '…');
    assert.equal(plain('abc', 0), '');
  });

  it('gives one visible, bounded line whatever the value, and itself again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.nat(200), (value, max) => {
        const shown = plain(value, max);
        assert.ok(shown.length <= max);
        assert.doesNotMatch(shown, /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2060-\u206f]/u);
        assert.equal(plain(shown, max), shown);
      }),
    );
  });
});
