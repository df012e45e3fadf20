import assert from 'node:assert/strict';
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
      assert.match(typeof said === 'string' ? said : '', /nothing was looked up\.$/);
    });
  }

  for (const [text, kind, name] of [
    ['ada@mail.example.org', 'domain', 'example.org'],
    ['<ada@example.org>', 'domain', 'example.org'],
    ['mailto:ada@example.org', 'domain', 'example.org'],
    ['postmaster@[192.0.2.1]', 'ip', '192.0.2.1'],
    ['https://login.example.org:8443/a?b=c@d.example', 'domain', 'example.org'],
    ['http://bank.example@203.0.113.7/', 'ip', '203.0.113.7'],
    ['http://[2001:db8::1]/', 'ip', '2001:db8::1'],
    ['192.0.2.0/24', 'ip', '192.0.2.0'],
    ['2001:db8::/32', 'ip', '2001:db8::'],
    ['bücher.example', 'domain', 'xn--bcher-kva.example'],
    ['info@Bücher.example', 'domain', 'xn--bcher-kva.example'],
    ['as 64496', 'asn', 'AS64496'],
  ] as const) {
    it(`are found in ${text}`, () => {
      const subject = readSubject(text);
      assert.ok(typeof subject !== 'string');
      assert.deepEqual([subject.kind, subject.name], [kind, name]);
    });
  }

  it('are no networks beyond the last number', () => {
    assert.equal(
      readSubject('AS99999999999'),
      'No network has the number "AS99999999999": they end at AS4294967295; nothing was looked up.',
    );
  });
});
