import assert from 'node:assert/strict';
import { english } from '../../server/src/core/text/said.ts';
import { readSubject } from '../../server/src/lookup/subject.ts';

describe('subjects of lookups', () => {
  for (const text of [
    'example.com\r\nexample.net',
    'example.com\nexample.net',
    'a b',
    '-h x',
    '',
    '.',
    'a..b',
    'x/y',
    '500.202.999.352',
    '192.0.2',
    'a'.repeat(300),
  ]) {
    it(`are not ${JSON.stringify(text.slice(0, 30))}`, () => {
      const said = readSubject(text);
      assert.match('words' in said ? english(said) : '', /nothing was looked up\.$/);
    });
  }

  it('are asked for in punycode', () => {
    const said = readSubject('bücher.example');
    assert.match('words' in said ? english(said) : '', /"xn--" form \(punycode\)/);
  });
});
