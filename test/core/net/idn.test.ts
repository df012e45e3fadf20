/** Reading internationalised host names, and names that look like others. */
import assert from 'node:assert/strict';
import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { mixedScriptWord, skeleton } from '../../../server/src/core/net/confusables.ts';
import { homoglyphOf } from '../../../server/src/core/net/homoglyphs.ts';
import { decodeHost } from '../../../server/src/core/net/idn.ts';

describe('decodeHost', () => {
  it('reads back what Node writes', () => {
    for (const host of ['bücher.example', 'пример.example', '中国.example', 'ελλάδα.example'])
      assert.equal(decodeHost(domainToASCII(host)), host);
  });

  it('gives null for what is none', () => {
    for (const host of [
      'mail.example',
      'xn--99999999.example',
      'xn--a b',
      `xn--${'a'.repeat(100)}`,
    ])
      assert.equal(decodeHost(host), null, host);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'z', '0', '9', '-', '.') }), (label) => {
        decodeHost(`xn--${label}`);
      }),
    );
  });
});

describe('looks', () => {
  it('a skeleton is what a reader takes a word for', () => {
    assert.equal(skeleton('PаyPаl'), 'paypal');
    assert.equal(skeleton('Ämäzon'), 'amazon');
  });

  it('words in two alphabets', () => {
    assert.deepEqual(mixedScriptWord('my Lerоy'), {
      word: 'Lerоy',
      scripts: ['Latin', 'Cyrillic'],
    });
    assert.equal(mixedScriptWord('Иван Ivan'), null);
    assert.equal(mixedScriptWord('株式会社ABC'), null);
  });

  it('host names that pretend', () => {
    assert.deepEqual(homoglyphOf('xn--bnk-6cd.example')?.scripts, ['Latin', 'Cyrillic']);
    assert.equal(homoglyphOf('xn--80ak6aa92e.example')?.brand?.name, 'Apple');
    assert.equal(homoglyphOf('bücher.example'), null);
    assert.equal(homoglyphOf('apple.com'), null);
  });
});
