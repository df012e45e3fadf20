/** What the rules say that look at the body, and where. */
import assert from 'node:assert/strict';
import { english } from '../../../server/src/core/text/said.ts';
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

  it('a message that is forwarded in an encoding is judged by its own route', () => {
    const inner = `${head.replaceAll('192.0.2.10', '203.0.113.9')}Subject: caf\u00e9\r\n\r\nText.\r\n`;
    const forged = inner.replace(
      'From:',
      'Received: from b.example (b.example [500.0.2.1]) by a.example.org (Postfix) with ESMTP id 3; Thu, 21 Nov 2024 10:15:02 +0000\r\nFrom:',
    );
    const said = (encoding: string, body: string, type = 'message/rfc822'): string[] => {
      const part = ['--b', `Content-Type: ${type}`, `Content-Transfer-Encoding: ${encoding}`];
      const text = `${head}${multipart}\r\n\r\n${[...part, '', body, '--b--', ''].join('\r\n')}`;
      return analyzeBody(analyze(text)).map(
        ({ level, rule, start, end, message }) =>
          `${level} ${rule} ${text.slice(start, end) === body.split('\r\n', 1)[0] ? 'here' : 'elsewhere'}: ${english(message)}`,
      );
    };
    const lines = (text: string): string =>
      Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n');
    const [plain = ''] = said('base64', lines(inner));
    assert.match(
      plain,
      /^information encoded-message here: .*part 1 .*in base64.* 203\.0\.113\.9: /,
    );
    assert.doesNotMatch(plain, /Against/);
    assert.match(said('base64', lines(forged))[0] ?? '', /spoofed-hop, impossible-address/);
    const quoted = inner.replaceAll('=', '=3D').replaceAll('.example.org', '.exa=\r\nmple.org');
    assert.match(said('quoted-printable', quoted)[0] ?? '', /203\.0\.113\.9/);
    assert.match(
      said('base64', lines(inner), 'application/octet-stream; name="spam.eml"')[0] ?? '',
      /203\.0\.113\.9/,
    );
    assert.match(said('base64', lines('Subject: x\n\ny'))[0] ?? '', /No address can be named/);
    // What is called a message and is none; what stands there as it is.
    assert.deepEqual(said('base64', lines('PK\u0003\u0004 no mail\n')), []);
    assert.deepEqual(said('7bit', inner), []);
  });

  it('a text of the wrong type is no HTML', () => {
    assert.deepEqual(found(['Content-Type: text/plain'], [html]), []);
  });

  describe('what the own server noted', () => {
    const noted = (results: string, ...fields: string[]): string[] => {
      const text = [
        'Received: from a.example.org (a.example.org [192.0.2.10]) by mx.example.com (Postfix) with ESMTP id 4; Thu, 21 Nov 2024 10:15:03 +0000',
        `Authentication-Results: ${results}`,
        ...['From: a@example.org', ...fields, '', 'Text.'],
      ].join('\r\n');
      return analyzeBody(analyze(text)).map(
        ({ level, message, start, end }) =>
          `${level} ${text.slice(start, end)}: ${english(message)}`,
      );
    };

    it('is told by the check that says most, with the domain that it is about', () => {
      const [finding = '', ...others] = noted(
        'mx.example.com; spf=fail smtp.mailfrom=x@example.net; dmarc=fail (p=none) header.from=example.org',
      );
      assert.match(
        finding,
        /^information dmarc=fail: .* comes from example\.org, the domain in From\./,
      );
      assert.deepEqual(others, []);
      assert.match(
        noted('mx.example.com; spf=fail smtp.mailfrom=x@example.net')[0] ?? '',
        /^information spf=fail: .* example\.net, the domain of the envelope sender, does not allow/,
      );
      assert.match(noted('mx.example.com; dmarc=fail')[0] ?? '', / comes from example\.org, /);
    });

    it('is a hint on a list, and no finding where something confirms the sender or a stranger speaks', () => {
      assert.match(
        noted('mx.example.com; dmarc=fail', 'List-Id: <list.example.org>')[0] ?? '',
        /^hint /,
      );
      for (const results of [
        'mx.example.com; spf=fail; dmarc=pass header.from=example.org',
        'mx.example.com; spf=fail; dkim=pass header.d=example.org',
        'mx.example.com; spf=softfail; dmarc=none',
        'mx.example.org; dmarc=fail',
        'mx.example.com; none',
      ])
        assert.deepEqual(noted(results), [], results);
    });
  });
});
