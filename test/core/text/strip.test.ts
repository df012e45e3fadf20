/** Text from strangers without what obeys nobody's eyes. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeLatin1, decodeText, encodeLatin1 } from '../../../server/src/core/text/latin1.ts';
import { stripHidden } from '../../../server/src/core/text/strip.ts';

describe('stripHidden', () => {
  for (const [text, stripped] of [
    ['a\r\nb\rc\nd\te', 'a\nb\nc\nd\te'],
    ['\x1b[1;31mred\x1b[0m', 'red'],
    ['\x9b31mred', 'red'],
    ['\x1b]8;;http://x\x1b\\link\x1b]8;;\x07', 'link'],
    ['\x1b]never ends\nnext', '\nnext'],
    ['\x1bcreset', 'reset'],
    ['\x1b', ''],
    ['\x1b[', '['],
    ['a\0b\x7fc\x85d', 'abcd'],
    ['a\u202eb\u200bc\ufeffd\u2028e', 'abcd\ne'],
    ['\ud800x\udc00', 'x'],
    ['😀', '😀'],
  ] as const) {
    it(JSON.stringify(text), () => {
      assert.equal(stripHidden(text), stripped);
    });
  }

  it('leaves the text behind a lonely escape', () => {
    assert.ok(stripHidden(`\x1b]${'a'.repeat(1000)}`).endsWith('a'.repeat(700)));
  });
});

describe('latin1', () => {
  it('keeps every byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20_000 }), (bytes) => {
        assert.deepEqual(encodeLatin1(decodeLatin1(bytes)), bytes);
      }),
    );
  });

  it('reads UTF-8, else windows-1252', () => {
    assert.equal(decodeText(Uint8Array.of(0xc3, 0xa9)), 'é');
    assert.equal(decodeText(Uint8Array.of(0xe9, 0x80)), 'é€');
    assert.equal(decodeText(Uint8Array.of(0x61, 0xc3)), 'aÃ');
    assert.equal(decodeText(Uint8Array.of(0x61, 0xc3), true), 'a');
  });
});
