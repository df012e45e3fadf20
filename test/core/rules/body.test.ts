/** What the rules say that look at the body, and where. */
import assert from 'node:assert/strict';
import { analyze, analyzeBody } from '../../../server/src/core/analysis.ts';

const head =
  'Received: from a.example.org (a.example.org [192.0.2.10]) by mx.example.com (Postfix) with ESMTP id 4; Thu, 21 Nov 2024 10:15:03 +0000\r\nFrom: a@example.org\r\n';
const html = '<p><a href="http://login.example.net/">www.bank.example.com</a></p>';

/** `level rule text` of every finding. */
function found(fields: readonly string[], body: readonly string[], limit?: number): string[] {
  const text = `${head}${fields.join('\r\n')}\r\n\r\n${body.join('\r\n')}`;
  const findings = analyzeBody(analyze(text), limit === undefined ? {} : { limit });
  return findings.map(
    ({ level, rule, start, end }) => `${level} ${rule} ${text.slice(start, end)}`,
  );
}

const multipart = 'Content-Type: multipart/mixed; boundary="b"';

describe('findings in the body', () => {
  it('parts as they should be', () => {
    assert.deepEqual(found([multipart], ['--b', '', 'Text.', '--b--', '']), []);
    assert.deepEqual(found(['Content-Type: text/plain'], ['Text.']), []);
  });

  it('several parts and no line that separates them', () => {
    const impossible = ['warning mime-impossible Content-Type'];
    assert.deepEqual(found(['Content-Type: multipart/mixed'], ['Text.']), impossible);
    assert.deepEqual(found([multipart], ['--other', '', 'Text.', '--other--']), impossible);
  });

  it('an archive that kept the header and took the parts away', () => {
    const cut = ['information mime-impossible Content-Type'];
    assert.deepEqual(found([multipart], ['Text.', '-- ', 'Jane']), cut);
    assert.deepEqual(found([multipart], ['Text.', '-----Original Message-----']), cut);
  });

  it('a header without its body lacks nothing', () => {
    assert.deepEqual(found([multipart], []), []);
    assert.deepEqual(found(['Content-Type: multipart/mixed'], ['', '']), []);
  });

  it('a closing line that is missing', () => {
    assert.deepEqual(found([multipart], ['--b', '', 'Text.']), [
      'information mime-impossible Content-Type',
    ]);
  });

  it('what was not read is not missing', () => {
    const body = ['--b', '', 'Text.'.repeat(100), '--b--'];
    assert.deepEqual(found([multipart], body, 50), []);
    assert.deepEqual(found([multipart], ['Text.'.repeat(100), ...body], 50), []);
  });

  it('two types in one part', () => {
    const part = ['--b', 'Content-Type: text/plain', 'Content-Type: text/html', '', 'x', '--b--'];
    assert.deepEqual(found([multipart], part), ['warning mime-impossible Content-Type']);
    const twice = part.map((line) => line.replace('html', 'plain'));
    assert.deepEqual(found([multipart], twice), ['information mime-impossible Content-Type']);
  });

  it('a link that shows another address, on its tag', () => {
    const link = 'hint link-mismatch <a href="http://login.example.net/">';
    assert.deepEqual(found(['Content-Type: text/html'], [html]), [link]);
    assert.deepEqual(
      found([multipart], ['--b', 'Content-Type: text/html', '', html, html, '--b--']),
      [link],
    );
  });

  it('a brand that is shown weighs more', () => {
    const brand = html.replace('bank.example.com', 'paypal.com');
    assert.deepEqual(found(['Content-Type: text/html'], [brand]), [
      'information link-mismatch <a href="http://login.example.net/">',
    ]);
  });

  it('in an encoded part: on the lines that hold the link', () => {
    const base64 = Buffer.from(html).toString('base64');
    const type = 'Content-Type: text/html';
    assert.deepEqual(found([type, 'Content-Transfer-Encoding: base64'], [base64, '']), [
      `hint link-mismatch ${base64}`,
    ]);
    const quoted = html.replace('=', '=3D').replace('login', 'lo=\r\ngin');
    assert.deepEqual(found([type, 'Content-Transfer-Encoding: quoted-printable'], [quoted]), [
      `hint link-mismatch ${quoted.split('www', 1)[0] ?? ''}`,
    ]);
  });

  it("one house, and the reader's own filter", () => {
    for (const host of ['mail.example.com', 'nam01.safelinks.protection.outlook.com'])
      assert.deepEqual(
        found(['Content-Type: text/html'], [html.replace('login.example.net', host)]),
        [],
        host,
      );
  });

  it('a link to a name that looks like another', () => {
    const link = '<a href="http://xn--bnk-6cd.example/">';
    assert.deepEqual(found(['Content-Type: text/html'], [`${link}here</a>`]), [
      `warning idn-homoglyph ${link}`,
    ]);
  });

  it('a text of the wrong type is no HTML', () => {
    assert.deepEqual(found(['Content-Type: text/plain'], [html]), []);
  });
});
