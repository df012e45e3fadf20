/** What the rules about the sender's own fields say: dates, names, answers, and what hides in a header. */
import assert from 'node:assert/strict';
import { analyze } from '../../../server/src/core/analysis.ts';
import { checkFindings } from '../marked.ts';

/** The one hop of a message that nothing is wrong with. */
const hop =
  'Received: from mail.example.org (mail.example.org [192.0.2.10]) by mx.example.com (Postfix) with ESMTP id 4B1; Thu, 21 Nov 2024 10:15:03 +0000';
const date = 'Date: Thu, 21 Nov 2024 10:14:58 +0000';

/** `level rule` of every finding of a message with these fields beneath the hop. */
function found(...fields: readonly string[]): string[] {
  const text = [hop, ...fields, '', 'Text.', ''].join('\r\n');
  return analyze(text).findings.map(({ level, rule }) => `${level} ${rule}`);
}

describe('the Date field', () => {
  it('a zone that there is not is an error', () => {
    checkFindings(`
${hop}
From: a@example.org
Date: Wed, 20 Nov 2024 12:14:58 -1600
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error date-impossible
`);
  });

  it('a day that there was not is a warning, a text that is no date is information', () => {
    checkFindings(`
${hop}
From: a@example.org
Date: Fri, 21 Nov 2024 10:14:58 +0000
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning date-impossible
`);
    checkFindings(`
${hop}
From: a@example.org
Date: last Thursday
#     ^^^^^^^^^^^^^ information date-impossible
`);
  });

  it('minutes that no zone has are a misprint, and a year behind the clock is no zone', () => {
    checkFindings(`
${hop}
From: a@example.org
Date: Thu, 21 Nov 2024 10:14:58 +0060
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning date-impossible
`);
    assert.deepEqual(found('From: a@example.org', 'Date: Thu, 21 Nov 2024 10:14:58 2024'), []);
  });

  it('written after it was received', () => {
    checkFindings(`
${hop}
From: a@example.org
Date: Thu, 21 Nov 2024 12:22:58 +0000
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning date-after-received
`);
  });

  it('by half hours, a wrong zone', () => {
    checkFindings(`
${hop}
From: a@example.org
Date: Thu, 21 Nov 2024 15:44:58 +0000
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information date-after-received
`);
  });

  it('not later than the border: the clock of the first server is slow', () => {
    checkFindings(`
${hop}
Received: from desk (desk.example.org [192.0.2.77]) by mail.example.org (Postfix) with ESMTP id 4B0; Tue, 19 Nov 2024 10:01:03 +0000
From: a@example.org
${date}
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information date-after-received
`);
  });

  it('through a list: up to a day it is information', () => {
    checkFindings(`
${hop}
From: a@example.org
List-Id: Gardening <gardening.example.org>
Date: Thu, 21 Nov 2024 12:22:58 +0000
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information date-after-received
`);
    const twoDays = 'Date: Sat, 23 Nov 2024 12:14:58 +0000';
    assert.deepEqual(found('From: a@example.org', 'List-Id: <gardening.example.org>', twoDays), [
      'warning date-after-received',
    ]);
  });

  it('an hour, another zone, or a week on the way are nothing', () => {
    for (const ordinary of [
      'Thu, 21 Nov 2024 11:14:58 +0000',
      'Thu, 21 Nov 2024 20:14:58 +1000',
      'Thu, 14 Nov 2024 10:14:58 +0000',
      'Thu Nov 21 10:14:58 2024',
    ])
      assert.deepEqual(found('From: a@example.org', `Date: ${ordinary}`), [], ordinary);
  });

  it('missing', () => {
    checkFindings(`
${hop}
From: a@example.org
#^^^ information no-date
`);
  });
});

describe('names and addresses of the sender', () => {
  it('a name that is another address', () => {
    checkFindings(`
${hop}
${date}
From: "service@bank.example" <x81@dialup.example.net>
#     ^^^^^^^^^^^^^^^^^^^^^^ information display-name-address
`);
    checkFindings(`
${hop}
${date}
From: "service@paypal.com" <x81@dialup.example.net>
#     ^^^^^^^^^^^^^^^^^^^^ warning display-name-address
#     ^^^^^^^^^^^^^^^^^^^^ information display-name-brand
`);
  });

  it('who speaks for another and says so is let pass; a mailbox of anybody is information', () => {
    const shown = (...fields: readonly string[]): string[] =>
      found(date, ...fields).filter((one) => one.endsWith('address'));
    const from = 'From: "service@paypal.com" <desk@help.example>';
    assert.deepEqual(shown(from, 'Reply-To: service@paypal.com'), []);
    assert.deepEqual(shown(from, 'List-Id: <help.example>'), []);
    assert.deepEqual(shown('From: "\'service@paypal.com\' via Help" <desk@help.example>'), []);
    assert.deepEqual(shown('From: "jane@gmail.com" <form@shop.example>'), [
      'information display-name-address',
    ]);
  });

  it('the same address, the same organisation, and an @ in prose are nothing', () => {
    for (const from of [
      '"a@example.org" <a@example.org>',
      '"A@Example.org" <a@example.org>',
      "'a@mail.example.org' via b <b@example.org>",
      'Meet @ noon <a@example.org>',
      '@home <a@example.org>',
      'a@example.org (a@example.org)',
    ])
      assert.deepEqual(found(date, `From: ${from}`), [], from);
  });

  it('an encoded name is read', () => {
    const name = `=?utf-8?B?${Buffer.from('service@bank.example').toString('base64')}?=`;
    assert.deepEqual(found(date, `From: ${name} <a@example.org>`), [
      'information display-name-address',
    ]);
  });

  it('a brand with an address of somebody else', () => {
    checkFindings(`
${hop}
${date}
From: PayPal Service <support@mail77.example.net>
#     ^^^^^^^^^^^^^^ information display-name-brand
`);
  });

  it('a brand in other letters', () => {
    assert.deepEqual(
      found(date, `From: =?utf-8?Q?P=D0=B0ypal?= <support@mail77.example.net>`).sort(),
      ['information display-name-brand', 'warning mixed-script-name'],
    );
  });

  it('brands themselves, in any country, and words that hold their names', () => {
    for (const from of [
      'PayPal <service@paypal.com>',
      'Amazon.fr <noreply@amazon.fr>',
      'Amazonas Reisen <info@example.net>',
      'Startups <info@example.net>',
    ])
      assert.deepEqual(found(date, `From: ${from}`), [], from);
  });

  it('a brand that waits for answers in a mailbox of anybody', () => {
    checkFindings(`
${hop}
${date}
From: PayPal Service <support@mail77.example.net>
#     ^^^^^^^^^^^^^^ information display-name-brand
Reply-To: solution.team@gmail.com
#         ^^^^^^^^^^^^^^^^^^^^^^^ warning brand-drop-box
#         ^^^^^^^^^^^^^^^^^^^^^^^ information reply-to-differs
`);
  });

  it('no brand, or nothing odd: a person, a list, a service, the provider itself', () => {
    for (const [from, ...others] of [
      ['Fiona Apple <fiona@mail77.example.net>', 'Reply-To: songs@gmail.com'],
      ['Apple Jane <jane@mail77.example.net>', 'Reply-To: Jane@gmail.com'],
      ['PayPal <support@mail77.example.net>', 'Reply-To: service@paypal.com'],
      ['PayPal <support@mail77.example.net>', 'Reply-To: desk@help.example'],
      ['PayPal <support@mail77.example.net>', 'Reply-To: a@gmail.com', 'List-Id: <a.example>'],
      ['Google Team <team@mail77.example.net>', 'Reply-To: team.desk@gmail.com'],
      ['PayPal <support@mail77.example.net>'],
    ])
      assert.ok(
        !found(date, `From: ${from}`, ...others).includes('warning brand-drop-box'),
        [from, ...others].join(' | '),
      );
  });

  it('mixed alphabets and invisible characters in a name', () => {
    checkFindings(`
${hop}
${date}
From: Ler\u03bfy Wool <a@example.org>
#     ^^^^^^^^^^ warning mixed-script-name
`);
    assert.deepEqual(found(date, 'From: B\u200bank <a@example.org>'), [
      'warning mixed-script-name',
    ]);
  });

  it('names in one alphabet each are nothing', () => {
    for (const name of [
      '\u0418\u0432\u0430\u043d (Ivan)',
      'J\u00f6rg M\u00fcller',
      '\u682a\u5f0f\u4f1a\u793eABC',
      '\ud83d\udc69\u200d\ud83d\udcbb Jane',
      // Trade names of two words, a letter that stands for a word, a flag, what came along with a copied text.
      '\u0421\u0431\u0435\u0440Pay',
      '\u042eKassa',
      'iPhone-\u043c\u0430\u0441\u0442\u0435\u0440',
      '\u03bcTorrent',
      '\u2600\ufe0f News',
      '\ud83c\udff4\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} Jane',
      '\u202aJane\u202c Doe\u200b',
    ])
      assert.deepEqual(found(date, `From: ${name} <a@example.org>`), [], name);
  });

  it('domains that look like others', () => {
    checkFindings(`
${hop}
${date}
From: Support <service@xn--bnk-6cd.example>
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning idn-homoglyph
`);
    // All letters Cyrillic, the whole a brand.
    assert.deepEqual(found(date, 'From: a@xn--80ak6aa92e.example'), ['warning idn-homoglyph']);
  });

  it('honest domains in letters, and broken ones', () => {
    // bücher, пример, líve, and one that is no code.
    for (const domain of [
      'xn--bcher-kva.example',
      'xn--e1afmkfd.example',
      'xn--lve-qma.example',
      'xn--99999999.example',
    ])
      assert.deepEqual(found(date, `From: a@${domain}`), [], domain);
  });

  it('answers that go elsewhere', () => {
    checkFindings(`
${hop}
${date}
From: Bank <service@bank.example>
Reply-To: "Bank" <bank-service@mailbox.example.net>
#                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information reply-to-differs
`);
  });

  it('answers to a list, to the same house, or to where the message went', () => {
    const from = 'From: a@example.org';
    const elsewhere = 'Reply-To: b@example.net';
    assert.deepEqual(found(date, from, elsewhere, 'List-Post: <mailto:b@example.net>'), []);
    assert.deepEqual(found(date, from, elsewhere, 'To: b@example.net'), []);
    assert.deepEqual(found(date, from, 'Reply-To: b@mail.example.org'), []);
    assert.deepEqual(found(date, from, 'Reply-To:'), []);
  });
});

describe('the form of the header', () => {
  it('a field that comes twice: From warns, others inform', () => {
    checkFindings(`
${hop}
${date}
From: a@example.org
From: b@example.org
#^^^ warning duplicate-header
Subject: one
Subject: two
#^^^^^^ information duplicate-header
`);
    assert.deepEqual(found(date, 'From: A <a@example.org>', 'From: a@example.org'), [
      'information duplicate-header',
    ]);
  });

  it('a trace field beneath From', () => {
    checkFindings(`
${hop}
${date}
From: a@example.org
Received: from a.example (a.example [198.51.100.9]) by mail.example.org (Postfix) with ESMTP id 5; Thu, 21 Nov 2024 10:14:58 +0000
#^^^^^^^ information trace-below-fields
`);
  });

  it('a trace field beneath From that contradicts itself', () => {
    checkFindings(`
${hop}
${date}
From: a@example.org
Received: from [203.0.113.99] (a.example [198.51.100.9]) by mail.example.org (Postfix) with ESMTP id 5; Thu, 21 Nov 2024 10:14:58 +0000
#^^^^^^^ warning trace-below-fields
#               ^^^^^^^^^^^^ warning helo-address-mismatch
`);
  });

  it('what editors hide', () => {
    assert.deepEqual(found(date, 'From: a@example.org', 'X-A: one\rBcc: two'), ['warning bare-cr']);
    assert.deepEqual(found(date, 'From: a@example.org', 'X-A: one\0two'), ['warning nul-byte']);
    const rules = (text: string): string[] => analyze(text).findings.map(({ rule }) => rule);
    const message = `${hop}\n${date}\nFrom: a@example.org\n\nText.\n`;
    assert.deepEqual(rules(`\ufeff${message}`), ['byte-order-mark']);
    assert.deepEqual(rules(`\u00ef\u00bb\u00bf${message}`), ['byte-order-mark']);
    assert.deepEqual(rules(message.replace('From', '\ufeffFrom')), ['byte-order-mark']);
  });

  it('a line break in an encoded word', () => {
    checkFindings(`
${hop}
${date}
From: a@example.org
Subject: hi =?utf-8?Q?there=0D=0ABcc:_b@example.net?=
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning encoded-line-end
`);
    const base64 = Buffer.from('there\nBcc: b@example.net').toString('base64');
    assert.deepEqual(found(date, 'From: a@example.org', `Subject: =?utf-8?b?${base64}?=`), [
      'warning encoded-line-end',
    ]);
    const prose = Buffer.from('there\nand elsewhere').toString('base64');
    assert.deepEqual(found(date, 'From: a@example.org', `Subject: =?utf-8?b?${prose}?=`), [
      'information encoded-line-end',
    ]);
    const atTheEnd = Buffer.from('there\r\n').toString('base64');
    assert.deepEqual(found(date, 'From: a@example.org', `Subject: =?utf-8?b?${atTheEnd}?=`), []);
    assert.deepEqual(found(date, 'From: a@example.org', 'Subject: =?utf-8?Q?=0?= =?= =?x?y'), []);
  });

  it('998 characters are allowed, 999 are told', () => {
    const from = 'From: a@example.org';
    assert.deepEqual(found(date, from, `X-A: ${'a'.repeat(993)}`), []);
    assert.deepEqual(found(date, from, `X-A: ${'a'.repeat(994)}`), ['information long-line']);
    assert.deepEqual(found(date, from, `X-A: ${'a'.repeat(993)}\r\n ${'a'.repeat(997)}`), []);
  });

  it('lines that end where a longer one would', () => {
    const lines = (count: number, each: number): string =>
      `X-A: b\n${` ${'a'.repeat(each - 1)}\n`.repeat(count)}X-B: c`;
    const rules = (field: string): string[] =>
      analyze(`${hop}\n${date}\nFrom: a@example.org\n${field}\n\n`).findings.map(
        ({ rule }) => rule,
      );
    for (const each of [2, 77, 331, 332, 333, 497, 498, 499, 991, 992, 998])
      assert.deepEqual(rules(lines(2000 / each + 3, each)), [], String(each));
    assert.deepEqual(rules(lines(3, 999)), ['long-line']);
  });

  it('a hop without encryption: once, and not within one house', () => {
    const plainHop = (id: number): string =>
      `Received: from out${id}.example.net (out${id}.example.net [8.8.4.${id}]) by mail.example.org (Postfix) with ESMTP id ${id}; Thu, 21 Nov 2024 10:14:5${9 - id} +0000`;
    const rest = [date, 'From: a@example.org'];
    assert.deepEqual(
      found(plainHop(1), plainHop(2), ...rest).filter((one) => one.endsWith('hop')),
      ['hint unencrypted-hop'],
    );
    assert.deepEqual(found(plainHop(1).replace('ESMTP', 'ESMTPS'), ...rest), []);
    assert.deepEqual(found(plainHop(1).replaceAll('example.net', 'example.org'), ...rest), []);
  });
});
