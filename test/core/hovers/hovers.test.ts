import assert from 'node:assert/strict';
import type { NodeKind } from '../../../server/src/core/hovers/node.ts';
import { explains, hoverIn } from './pointed.ts';

/** The seeds' own message of 1997. */
const seed = `Received: from fmp.com (lindsay@xx.fmp.com [204.244.177.031])
	by mail.foobar.com (8.8.3/8.6.12) with SMTP id RAA01500
	for bigboy@foobar.com; Mon, 21 Apr 1997 17:53:13 -0500
Subject: Useless mail to your account

Fax me your money!
`;

const anonymous = `Received: from firewall.example.com (firewall.example.com [192.0.2.17])
	by mail.foobar.com (8.8.3/8.6.12) with SMTP id VAA02610
	for bigboy@foobar.com; Mon, 21 Apr 1997 21:12:03 -0500
Received: from fake.domain.example by firewall.example.com (SMI-8.6/SMI-SVR4)
	id VAA02491; Mon, 21 Apr 1997 21:11:44 -0500

`;

const forged = `Received: from shop.example (dsl-77.isp.example [203.0.113.77])
	by mx.example.net (Postfix) with ESMTP id 4Yd7Q12vT7z3xqJ
	for <ada@example.net>; Tue, 11 Mar 2025 06:42:17 +0000 (UTC)
Received: from gw.shop.example (gw.shop.example [500.202.999.352])
	by shop.example (8.17.1/8.17.1) with ESMTP id 52B6fKx2031187;
	Tue, 11 Mar 2025 06:41:58 +0000
Received: from old.example (old.example [198.51.100.9])
	by gw.shop.example with Microsoft SMTPSVC(6.0.3790.4675);
	Tue, 11 Mar 2025 07:41:00 +0000

`;

const modern = `Received: from mail.other.example (mail.other.example [IPv6:2001:db8::25])
	(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))
	(No client certificate requested)
	by mx.example.net (Postfix) with ESMTPS id 4Yd7Q12vT7z3xqJ
	for <ada@example.net>; Tue, 11 Mar 2025 06:42:17 +0000 (UTC)
Received: from [192.168.1.5] (port=54321 helo=desk ident=rosa)
	by mail.other.example with esmtpsa (TLS1.2) tls TLS_RSA_WITH_3DES_EDE_CBC_SHA
	(Exim 4.96) (envelope-from <rosa@other.example>) id 1trtJd-0004kB-1H
	for ada@example.net; Tue, 11 Mar 2025 06:42:13 +0000

`;

/** The message with the cursor on the first letter of `words`, behind `after` if that is given. */
function at(message: string, words: string, after = ''): string {
  const from = message.indexOf(after);
  const place = message.indexOf(words, from + after.length);
  assert.ok(from >= 0 && place >= 0, `${words} is not in the message`);
  return `${message.slice(0, place)}‸${message.slice(place)}`;
}

describe('hoverAt', () => {
  const kinds = {
    trace: [at(seed, 'Received'), 'Received', '**Trace field 1 of 1.**'],
    from: [at(seed, 'from'), 'from', '**From: the client**'],
    by: [at(seed, 'by mail'), 'by', '**By** `mail.foobar.com`'],
    via: [
      at('Received: by mx.example.net via UUCP; Mon, 21 Apr 1997 17:53:13 -0500\n\n', 'UUCP'),
      'UUCP',
      '**Via** `UUCP`',
      'telephoned',
    ],
    with: [at(seed, 'SMTP'), 'SMTP', '**With** `SMTP`', 'RFC 5321'],
    id: [at(seed, 'RAA01500'), 'RAA01500', '**Id** `RAA01500`'],
    for: [at(seed, 'bigboy'), 'bigboy@foobar.com', '**For** `bigboy@foobar.com`', '`RCPT TO`'],
    date: [
      at(seed, '21 Apr'),
      'Mon, 21 Apr 1997 17:53:13 -0500',
      '**Date** `1997-04-21 22:53:13 UTC`',
    ],
    software: [at(seed, '8.8.3'), '8.8.3/8.6.12', '**Server software** `8.8.3/8.6.12`', '1996'],
    tls: [at(modern, 'TLSv1.3'), 'TLSv1.3', '**TLS**', '`TLSv1.3`', 'current', 'Strong'],
    envelope: [
      at(modern, 'rosa@other'),
      'rosa@other.example',
      '**Envelope sender** `rosa@other.example`',
      '`MAIL FROM`',
    ],
    comment: [
      at(modern, 'No client'),
      '(No client certificate requested)',
      '**Comment**',
      'did not ask the client',
    ],
    repeated: [
      at(
        'Received: from a.example ([192.0.2.1]) by mx.example.net with SMTP with HTTP; Mon, 21 Apr 1997 17:53:13 -0500\n\n',
        'HTTP',
      ),
      'HTTP',
      '**A second `with`.**',
    ],
    result: [
      at(`Authentication-Results: mx.example.net; spf=pass\n${modern}`, 'spf'),
      'spf=pass',
      '**`spf` = `pass`**',
      'lets this client address send',
      'can be believed',
    ],
    tag: [
      at(`DKIM-Signature: v=1; a=rsa-sha1; d=a.example\n${modern}`, 'a=rsa'),
      'a=rsa-sha1',
      '**Tag `a`** = `rsa-sha1`',
      '**Obsolete:**',
    ],
    verdict: [
      at(`X-Forefront-Antispam-Report: CIP:192.0.2.1;SFV:SKN;CAT:PHSH\n${modern}`, 'SFV'),
      'SFV:SKN',
      '**`SFV`: `SKN`**',
      'before the filter looked',
    ],
    field: [at(seed, 'Subject'), 'Subject', '**`Subject`**', '**claim**'],
  } satisfies { [K in NodeKind]: readonly [string, string, ...string[]] };

  for (const [kind, [source, marked, ...phrases]] of Object.entries(kinds)) {
    it(`explains a node of kind ${kind}`, () => {
      explains(source, marked, ...phrases);
    });
  }

  it('says nothing in the body and on the blank line', () => {
    assert.equal(hoverIn(at(seed, 'Fax')), null);
    assert.equal(hoverIn(seed.replace('\n\nFax', '\n\n‸Fax')), null);
  });

  it('takes a cursor behind the last letter for the word', () => {
    explains(seed.replace('account\n', 'account‸\n'), 'Subject: Useless mail to your account');
  });
});

describe('the hover of a trace field', () => {
  it('tells who wrote it, and the conversation that produced it', () => {
    explains(
      at(seed, 'Received'),
      'Received',
      '**It can be believed.**',
      'Written by `mail.foobar.com`',
      'from `204.244.177.31`',
      '✓ server: 220 `mail.foobar.com`',
      '✓ client: HELO `fmp.com`',
      '✓ server: 250 Hello `lindsay` at `xx.fmp.com` `204.244.177.31`',
      '? client: MAIL FROM …',
      '✓ client: RCPT TO `bigboy@foobar.com`',
      'client: DATA',
      '✓ server: 250 `RAA01500` accepted',
    );
  });

  it('marks what an anonymous relay did not record', () => {
    explains(
      at(anonymous, 'Received', 'Received'),
      'Received',
      '**Trace field 2 of 2.** **It is a claim.**',
      '**An anonymous handover:**',
      '✓ client: HELO or EHLO `fake.domain.example`',
      '? server: 250 Hello …',
      '? client: RCPT TO …',
    );
  });

  it('does not believe a contradicted field, nor what stands beneath it', () => {
    explains(
      at(forged, 'Received', '(UTC)'),
      'Received',
      '**It cannot be believed.**',
      '`500.202.999.352`',
      'It claims to be written by `shop.example`',
      '**The conversation that it claims**',
    );
    explains(at(forged, 'Received', '06:41:58'), 'Received', '**It is worth nothing');
  });

  it('shows the steps of a secured and authenticated session', () => {
    explains(
      at(modern, 'Received', '(UTC)'),
      'Received',
      '✓ client: EHLO `desk`',
      '✓ client: STARTTLS',
      '✓ client: AUTH `esmtpsa`',
      '✓ client: MAIL FROM `rosa@other.example`',
    );
  });

  it('has no conversation where none took place', () => {
    for (const field of [
      'Received: (qmail 123 invoked by uid 0); 21 Apr 1997 22:53:13 -0000',
      'Received: from a.example ([192.0.2.1]) by b.example with mapi id 15.20.6792.27; Mon, 21 Apr 1997 17:53:13 -0500',
    ])
      assert.doesNotMatch(hoverIn(`‸${field}\n\n`)?.markdown ?? '', /conversation/);
    explains(
      '‸Received: (qmail 123 invoked by uid 0); 21 Apr 1997 22:53:13 -0000\n\n',
      'Received',
      '**A handover inside one machine or one system**',
    );
    explains('‸Received: ...\n\n', 'Received', '**Nothing sensible could be read here:**');
  });
});

describe('the hover of a from clause', () => {
  it('puts the part under the cursor first', () => {
    explains(
      at(seed, 'fmp.com'),
      'fmp.com',
      '**HELO name** `fmp.com`: a **claim**',
      '**Client add',
    );
    explains(
      at(seed, 'xx.'),
      'xx.fmp.com',
      '**Reverse name** `xx.fmp.com`: an **observation**',
      '**HELO',
    );
    explains(
      at(seed, 'lindsay'),
      'lindsay',
      '**Ident user** `lindsay`: a **claim**',
      'RFC 1413',
      '**HELO',
    );
    explains(
      at(seed, '204'),
      '204.244.177.031',
      '**Client address** `204.244.177.31`: an **observation**',
      'Written here as `204.244.177.031`',
      'public address',
      'octal it is `204.244.177.25`',
    );
    explains(at(modern, '54321'), '54321', '**Client port** 54321', 'RFC 6302');
    explains(
      at(
        'Received: from x (a.example [192.0.2.1]) (user=joe mech=LOGIN bits=0) by mx.example (8.18.1/8.18.1) with ESMTPA; Tue, 11 Mar 2025 06:42:13 +0000\n\n',
        'joe',
      ),
      'joe',
      '**Authenticated** (user `joe`, mechanism `LOGIN`)',
    );
    explains(at(modern, 'rosa'), 'rosa', '**Ident user** `rosa`');
  });

  it('says what two different names may mean', () => {
    explains(
      at(forged, 'shop.example'),
      'shop.example',
      'found the name `dsl-77.isp.example` instead',
      'a spoof, or a provider that sends through a contracted service',
    );
    explains(at(seed, 'fmp.com'), 'fmp.com', 'of the same organisation');
  });

  it('explains the note that a name may be forged', () => {
    const source = seed.replace('.031])', '.31] (may be forged))');
    explains(at(source, '(may'), '(may be forged)', 'does not lead back to the address');
  });

  it('tells a missing reverse name from one that is never recorded', () => {
    explains(
      at(seed.replace('lindsay@xx.fmp.com ', ''), '204'),
      '204.244.177.031',
      '**Reverse name**: none',
    );
    explains(
      at(forged.replace('old.example [198', '[198'), '198'),
      '198.51.100.9',
      '**Reverse name**: not recorded',
      'Microsoft',
    );
  });

  it('blames nobody for an address that was taken out of the copy', () => {
    const blanked = seed.replace('[204.244.177.031]', '[REDACTED]');
    for (const word of ['Received', 'fmp.com']) {
      const { markdown = '' } = hoverIn(at(blanked, word)) ?? {};
      assert.match(markdown, /somebody took it out of this copy/);
      assert.doesNotMatch(markdown, /anonymous|hides its clients/i);
    }
  });

  it('says that an anonymous relay hides its clients', () => {
    explains(
      at(anonymous, 'fake'),
      'fake.domain.example',
      '**Client address**: not recorded',
      'hides its clients',
      '*The field is a claim',
    );
  });

  it('weighs observations by the trust of the field', () => {
    explains(
      at(modern, '192.168'),
      '192.168.1.5',
      'an **observation, if the field is genuine**',
      'private address',
    );
    explains(
      at(forged, '500'),
      '500.202.999.352',
      '**said to be an observation**, in a field that no honest server wrote',
      '**No machine can have it:**',
    );
    explains(at(forged, '198'), '198.51.100.9', 'in a field beneath a fabricated one');
  });
});

describe('the hovers of the other clauses', () => {
  it('explain protocols, registered or not', () => {
    explains(at(modern, 'ESMTPS'), 'ESMTPS', 'EHLO', '**S**');
    explains(at(modern, 'esmtpsa'), 'esmtpsa', '**S**', '**A**');
    const source = (protocol: string): string =>
      `Received: from a.example ([192.0.2.1]) by b.example with ‸${protocol}; Mon, 21 Apr 1997 17:53:13 -0500\n\n`;
    explains(source('LMTP'), 'LMTP', 'RFC 2033');
    explains(source('UTF8SMTPSA'), 'UTF8SMTPSA', 'RFC 6531', '**S**', '**A**');
    explains(source('MMS'), 'MMS', 'RFC 4356');
    explains(source('HTTP'), 'HTTP', 'web');
    explains(source('asmtp'), 'asmtp', '`ESMTPA`');
    explains(source('constructor'), 'constructor', 'Not a protocol that is registered');
    explains(source('__proto__'), '__proto__', 'Not a protocol that is registered');
    explains(
      source('Microsoft SMTPSVC(6.0.3790.4675)'),
      'Microsoft SMTPSVC',
      'in place of a protocol',
      'Windows Server 2003',
    );
  });

  it('read the time in a queue id', () => {
    explains(at(seed, 'RAA'), 'RAA01500', 'before 8.10', '`R` is the hour', '17:00');
    explains(
      at(forged, '52B6'),
      '52B6fKx2031187',
      '`2025-03-11 06:41:20 UTC`',
      '38 seconds before',
    );
    explains(
      at(modern, '1trtJd'),
      '1trtJd-0004kB-1H',
      'Exim',
      '`2025-03-11 06:42:13 UTC`',
      'very second',
    );
    explains(at(modern, '4Yd7'), '4Yd7Q12vT7z3xqJ', 'Postfix', 'UTC');
    explains(
      at(modern.replace('4Yd7Q12vT7z3xqJ', '6C41A8A0F3'), '6C41'),
      '6C41A8A0F3',
      'holds no date',
    );
  });

  it('tell an Exchange build from a queue id', () => {
    const source = (build: string): string =>
      `Received: from a.example (192.0.2.1) by b.example (192.0.2.2) with Microsoft SMTP Server id ‸${build}; Mon, 4 Mar 2019 17:53:13 -0500\n\n`;
    explains(source('15.20.6792.27'), '15.20.6792.27', 'no queue id', 'Microsoft 365');
    explains(source('15.2.986.5'), '15.2.986.5', 'Exchange Server 2019');
    explains(source('8.3.342.0'), '8.3.342.0', 'Exchange Server 2007');
  });

  it('give the delay, and say when time runs backwards', () => {
    explains(
      at(modern, 'Tue'),
      'Tue, 11 Mar 2025 06:42:17 +0000 (UTC)',
      '4 seconds after the older',
    );
    explains(
      at(forged, 'Tue', '52B6'),
      'Tue, 11 Mar 2025 06:41:58 +0000',
      '59 minutes 2 seconds **before** the older',
      'time runs backwards',
    );
    explains(
      at(seed.replace('21 Apr', '41 Apr'), '41'),
      'Mon, 41 Apr 1997 17:53:13 -0500',
      'no instant',
      'No calendar',
    );
    explains(at(seed.replace('Mon,', 'Tue,'), '21'), 'Tue, 21 Apr 1997 17:53:13 -0500', 'weekday');
  });

  it('judge the encryption', () => {
    explains(
      at(modern, '3DES'),
      'TLS_RSA_WITH_3DES_EDE_CBC_SHA',
      '`TLS1.2`',
      'still good',
      'Obsolete',
    );
  });
});

describe('the hovers of other header fields', () => {
  it('decode encoded words', () => {
    explains(
      'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\n =?utf-8?B?IPCfk64=?= ‸und mehr\n\n',
      'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?= =?utf-8?B?IPCfk64=?= und mehr',
      'Decoded: `Grüße 📮 und mehr`',
    );
    explains(
      '‸From: =?us-ascii?Q?=60[a](http=3A//b.example)=60?= žluť\n\n',
      'From',
      'Decoded: `` `[a](http://b.example)` žluť ``',
    );
  });

  it('give the date in UTC', () => {
    explains(
      '‸Date: Mon, 21 Apr 1997 17:53:13 -1600\n\n',
      'Date',
      '`1997-04-22 09:53:13 UTC`',
      'time zone',
    );
  });

  it('explain the address of an originating client', () => {
    explains(
      '‸X-Originating-IP: [10.1.2.3]\n\n',
      'X-Originating-IP',
      '`10.1.2.3`',
      'private address',
    );
  });

  it('say which hop saw the address of an originating client', () => {
    const ip = /\[(\d+\.\d+\.\d+\.\d+)\]/.exec(modern)?.[1] ?? '';
    const { length } = modern.slice(0, modern.indexOf(ip)).split(/^Received:/m);
    explains(
      modern.replace('\n\n', `\n‸X-Originating-IP: [${ip}]\n\n`),
      'X-Originating-IP',
      `client address of trace field ${length - 1}`,
    );
  });

  it('compare the organisations of the sender, without a finding', () => {
    const message = (field: string): string => `From: a@mail.example.org\n${field}\n\n`;
    explains(message('‸Message-ID: <1@out.example.net>'), 'Message-ID', 'another organisation');
    explains(message('‸Message-ID: <1@example.org>'), 'Message-ID', 'names the organisation of');
    explains(message('‸Return-Path: <b@bounces.example>'), 'Return-Path', '`bounces.example`');
    explains(message('‸Sender: c@example.net'), 'Sender', "in another's name");
    explains(message('‸Reply-To: c@example.net'), 'Reply-To', 'another organisation');
    for (const field of ['‸Message-ID: <1@desk>', '‸Message-ID: 1', '‸Return-Path: <>'])
      assert.doesNotMatch(hoverIn(message(field))?.markdown ?? '', /organisation/, field);
  });

  it('believe what stands above the border, and a result in the own name beneath it', () => {
    const received = modern.split('\n').slice(0, 5).join('\n');
    const result = 'Authentication-Results: mx.example.net; spf=pass';
    explains(`‸${result}\n${received}\n\n`, 'Authentication-Results', '**genuine**');
    explains(
      `${received}\n‸${result}\n\n`,
      'Authentication-Results',
      '`mx.example.net`',
      '**most likely genuine**',
    );
    explains(
      `${received}\n‸${result.replace('mx.example.net', 'mx.evil.example')}\n\n`,
      'Authentication-Results',
      '**claim**',
    );
    explains(`‸${result}\n\n`, 'Authentication-Results', 'anybody can type the same');
  });

  it('know families of fields, and say so when a field is unknown', () => {
    explains('‸List-Post: <mailto:a@b.example>\n\n', 'List-Post', 'mailing list');
    explains('‸X-Nobody-Knows: 1\n\n', 'X-Nobody-Knows', 'does not know');
    explains('‸constructor: 1\n\n', 'constructor', 'does not know');
  });
});
