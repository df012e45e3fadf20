import assert from 'node:assert/strict';
import { analyze } from '../../../server/src/core/analysis.ts';
import { mailboxProviderOf } from '../../../server/src/core/route/mailbox-providers.ts';

function providerIn(
  client: string,
  by = 'mx.example.com (Postfix) with ESMTP id 4B1',
): string | null {
  const text = `Received: from ${client} by ${by}; Thu, 21 Nov 2024 10:15:03 +0000\nSubject: hi\n\n`;
  const [hop] = analyze(text).route.hops;
  assert.ok(hop);
  return mailboxProviderOf(hop.received);
}

const microsoft = 'EX01.example.com (192.0.2.4) with Microsoft SMTP Server id 15.1.2507.44';

describe('the mailbox provider of a client', () => {
  it('is known by the reverse name that the server looked up', () => {
    assert.equal(providerIn('x.example (mail-lf1-f41.google.com [192.0.2.41])'), 'Google');
    assert.equal(providerIn('x.example (a.mail.bf2.Yahoo.com [192.0.2.41])'), 'Yahoo');
    assert.equal(providerIn('x.example (mout.gmx.net [192.0.2.41])'), 'GMX');
  });

  it('is known by the address where the server writes no name down', () => {
    assert.equal(providerIn('mail-lf1-f41.google.com (209.85.167.41)', microsoft), 'Google');
    assert.equal(providerIn('x.example (2a01:111:f400:7e1b::201)', microsoft), 'Microsoft');
  });

  it("is not told by the client's own word, a doubted name, a customer's machine, or one who logged in", () => {
    for (const client of [
      'mail-lf1-f41.google.com (unknown [192.0.2.41])',
      'mail-lf1-f41.google.com (dsl-7.example.net [192.0.2.41])',
      'x.example (mail-lf1-f41.google.com [192.0.2.41] (may be forged))',
      'x.example (AC8F0D11.ipt.aol.com [192.0.2.41])',
      'x.example (7.0.2.192.bc.googleusercontent.com [192.0.2.41])',
      'x.example (mail.notgoogle.com [192.0.2.41])',
      'x.example (mail-lf1-f41.google.com [192.0.2.41]) (Authenticated sender: someone)',
    ])
      assert.equal(providerIn(client), null, client);
    assert.equal(providerIn('mail-lf1-f41.google.com (192.0.2.41)', microsoft), null);
  });
});
