import { explains } from './pointed.ts';

const received = `Received: from mail.other.example (mail.other.example [192.0.2.25])
	by mx1.example.net (Postfix) with ESMTPS id 4Yd7Q12vT7z3xqJ
	for <ada@example.net>; Tue, 11 Mar 2025 06:42:17 +0000
`;

const microsoft = `Received: from mail.other.example (192.0.2.25) by
 AM0EUR02FT063.mail.protection.outlook.com (10.13.54.1) with Microsoft SMTP
 Server id 15.20.8466.1; Tue, 11 Mar 2025 06:42:17 +0000
`;

/** The field with the cursor on the first letter of `words`, above a border. */
function above(field: string, words: string): string {
  return `${at(field, words)}\n${received}\n`;
}

function at(field: string, words: string): string {
  const place = field.indexOf(words, field.indexOf(':'));
  return `${field.slice(0, place)}‸${field.slice(place)}`;
}

const field =
  'Authentication-Results: mx1.example.net 1;\n' +
  ' spf=softfail (sender IP is 192.0.2.25) smtp.mailfrom=news.example;\n' +
  ' dkim=fail reason="bad signature" header.d=shop.example;\n' +
  ' dmarc=fail (p=REJECT sp=NONE dis=NONE) action=oreject header.from=shop.example;\n' +
  ' compauth=fail reason=001; iprev=pass policy.iprev=192.0.2.25; x-tls=pass x.y=z';

describe('the hovers of authentication results', () => {
  const cases: readonly (readonly [string, string, ...string[]])[] = [
    ['mx1', 'mx1.example.net', '**Server** `mx1.example.net`', 'authserv-id'],
    ['1;', '1', '**Version** `1`'],
    ['spf', 'spf=softfail', '**`spf` = `softfail`**', '`~all`', '**SPF** (RFC 7208)'],
    ['(sender', '(sender IP is 192.0.2.25)', '**Comment**', 'client address that was tested'],
    [
      'smtp.',
      'smtp.mailfrom=news.example',
      '**`smtp.mailfrom` = `news.example`**',
      'envelope sender',
    ],
    ['bad', '"bad signature"', '**Reason** `bad signature`'],
    ['header.d', 'header.d=shop.example', 'domain that signed'],
    ['dmarc=', 'dmarc=fail', '**`dmarc` = `fail`**', 'Neither SPF nor DKIM passed'],
    ['(p=', '(p=REJECT sp=NONE dis=NONE)', 'DMARC policy'],
    [
      'action',
      'action=oreject',
      '`oreject`: the domain wants such mail rejected; Microsoft marked',
    ],
    ['compauth', 'compauth=fail', 'spoofed'],
    ['reason=001', 'reason=001', '`001`: The domain publishes nothing'],
    ['policy.', 'policy.iprev=192.0.2.25', 'client address', 'documentation'],
    ['x-tls', 'x-tls=pass', '**`x-tls` = `pass`**', 'Not a method that is registered'],
    ['x.y', 'x.y=z', 'not registered for `x-tls`'],
  ];
  for (const [words, marked, ...phrases] of cases) {
    it(`explain ${marked}`, () => {
      explains(
        above(field, words),
        marked,
        ...phrases,
        'can be believed: your own servers wrote it',
      );
    });
  }

  it('give every code of compauth by itself or by its first figure', () => {
    const reason = (code: string): string =>
      above(`Authentication-Results: compauth=pass reason=${code}`, 'reason');
    explains(reason('000'), 'reason=000', '`000`: DMARC failed');
    explains(reason('130'), 'reason=130', 'forwarder that your organisation trusts');
    explains(reason('199'), 'reason=199', '**1xx**');
    explains(reason('703'), 'reason=703', '**7xx**');
    explains(reason('x'), 'reason=x', 'why, in a number');
  });

  it('sum up the field on its name, and say whether it can be believed', () => {
    explains(
      `‸${field}\n${received}\n`,
      'Authentication-Results',
      '**genuine**',
      'It says: `spf = softfail`, `dkim = fail`, `dmarc = fail`',
    );
  });

  it('do not believe a spoofed field, and say why', () => {
    const claim = (value: string, rest = ''): string =>
      `${received}${rest}Authentication-Results: ${value}; ‸dkim=pass header.d=bank.example\n\n`;
    explains(
      claim('mx.bank.example'),
      'dkim=pass',
      '*The field is a claim: `mx.bank.example` is none of your own servers.*',
    );
    explains(
      claim('mx1.example.net', 'From: a@bank.example\n'),
      'dkim=pass',
      '*The field is a claim: it stands where the sender can have typed it.*',
    );
    explains(claim('mx1.example.net'), 'dkim=pass', '*The field can most likely be believed:');
    explains(
      'Authentication-Results: mx1.example.net; ‸dkim=pass\n\n',
      'dkim=pass',
      '*Whether the field can be believed is unknown',
    );
  });

  it('weigh a forwarder by itself', () => {
    explains(
      `${received}ARC-Authentication-Results: i=1; mx.other.example; ‸spf=pass\n\n`,
      'spf=pass',
      '*What a forwarder says that it saw.',
    );
    explains(
      `${received}ARC-Authentication-Results: ‸i=1; mx.other.example; spf=pass\n\n`,
      'i=1',
      '**Set** `1`',
    );
  });

  it('explain Received-SPF', () => {
    const spf =
      'Received-SPF: Fail (mx1.example.net: domain of a.example does not designate\n 192.0.2.25 as permitted sender) client-ip=192.0.2.25; helo=x; receiver=mx1.example.net';
    explains(above(spf, 'Fail'), 'Fail', '**`spf` = `fail`**', '`-all`');
    explains(
      above(spf, '(mx1'),
      '(mx1.example.net: domain of a.example does not designate 192.0.2.25 as permitted sender)',
      'does not allow the address named',
    );
    explains(
      above(spf, 'client-ip'),
      'client-ip=192.0.2.25',
      'client address that was tested',
      'documentation',
    );
    explains(above(spf, 'helo='), 'helo=x', 'HELO or EHLO');
  });
});

describe('the hovers of signatures', () => {
  const signature =
    'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/simple; d=shop.example; s=k1;\n' +
    ' t=1741675337; x=1741761737; l=0; h=from:to:from; q=dns/txt; i=@news.shop.example;\n' +
    ' bh=MTIz; b=dzdVyOfAKCdLXdJO; d=evil.example; y=1';
  const cases: readonly (readonly [string, string, ...string[]])[] = [
    ['a=', 'a=rsa-sha256', 'what everybody uses'],
    ['c=', 'c=relaxed/simple', 'folded otherwise', 'to the letter'],
    ['d=shop', 'd=shop.example', '**Tag `d`** = `shop.example`', 'takes responsibility'],
    ['s=', 's=k1', 'selector', '`k1._domainkey.shop.example`'],
    ['t=', 't=1741675337', 'In UTC: `2025-03-11 06:42:17 UTC`'],
    ['x=', 'x=1741761737', 'runs out', '`2025-03-12 06:42:17 UTC`'],
    ['l=', 'l=0', '**A risk:** nothing of the body is signed'],
    ['h=', 'h=from:to:from', '3 names.', 'free to be changed: `subject`, `date`', 'forbids'],
    ['q=', 'q=dns/txt', 'TXT'],
    ['i=', 'i=@news.shop.example', 'subdomain'],
    ['bh=', 'bh=MTIz', 'hash of the body'],
    ['b=dz', 'b=dzdVyOfAKCdLXdJO', 'signature itself'],
    ['d=evil', 'd=evil.example', '**It stands here twice.**'],
    ['y=', 'y=1', 'Not a tag that is registered'],
  ];
  for (const [words, marked, ...phrases] of cases) {
    it(`explain ${marked}`, () => {
      explains(above(signature, words), marked, ...phrases, 'until it has been verified');
    });
  }

  it('warn of a signature that leaves out From, and of odd values', () => {
    explains(
      above('DKIM-Signature: h=to:subject', 'h='),
      'h=to:subject',
      '**`From` is not among them:**',
    );
    explains(above('DKIM-Signature: a=rot13', 'a='), 'a=rot13', 'Not an algorithm');
    explains(above('DKIM-Signature: t=soon', 't='), 't=soon', 'Not a number of seconds');
    explains(above('DKIM-Signature: l=99', 'l='), 'l=99', 'add text behind them');
  });

  it('tell what the own server found of this very signature', () => {
    const results = (b: string): string =>
      `Authentication-Results: mx1.example.net; dkim=pass header.d=shop.example header.b=${b}\n`;
    explains(
      `${results('dzdVyOfA')}${received}‸${signature}\n\n`,
      'DKIM-Signature',
      'Your own server tried this signature and wrote down: `dkim=pass`.',
    );
    explains(
      `${results('XXXXXXXX')}${received}‸${signature}\n\n`,
      'DKIM-Signature',
      'until it has been verified',
    );
    explains(
      `${received}From: a@shop.example\n${results('dzdVyOfA')}‸${signature}\n\n`,
      'DKIM-Signature',
      'until it has been verified',
    );
  });

  it('tell the state of an ARC chain', () => {
    const set = (i: number, cv: string): string =>
      `ARC-Seal: i=${i}; a=rsa-sha256; cv=${cv}; d=hop${i}.example; b=x\n` +
      `ARC-Message-Signature: i=${i}; b=x\nARC-Authentication-Results: i=${i}; hop${i}.example; none\n`;
    explains(
      `${received}‸${set(2, 'pass')}${set(1, 'none')}\n`,
      'ARC-Seal',
      'The chain has 2 sets. Sealed by `hop1.example`, `hop2.example`. Its form is right.',
    );
    explains(
      `${received}${set(2, 'fail').replace('cv', '‸cv')}${set(1, 'none')}\n`,
      'cv=fail',
      'stays broken for ever',
      '**It vouches for nothing:**',
    );
  });
});

describe('the hovers of content filters', () => {
  const report =
    'X-Forefront-Antispam-Report: CIP:192.0.2.25;CTRY:IE;LANG:en;SCL:5;SRV:BULK;IPV:NLI;\n' +
    ' SFV:SKB;H:mail.other.example;PTR:InfoDomainNonexistent;CAT:PHSH;SFTY:9.25;SFS:(1)(2);DIR:INB;QQ:1';
  const cases: readonly (readonly [string, string, ...string[]])[] = [
    ['CIP', 'CIP:192.0.2.25', 'client address that Microsoft saw', 'documentation'],
    ['CTRY', 'CTRY:IE', '`Ireland`'],
    ['LANG', 'LANG:en', '`English`'],
    ['SCL', 'SCL:5', 'Spam confidence', 'Spam.'],
    ['SRV', 'SRV:BULK', 'Bulk mail'],
    ['IPV', 'IPV:NLI', 'On no list'],
    ['SFV', 'SFV:SKB', 'an administrator blocked'],
    ['H:', 'H:mail.other.example', 'HELO'],
    ['PTR', 'PTR:InfoDomainNonexistent', 'no name in the DNS'],
    ['CAT', 'CAT:PHSH', 'Phishing.'],
    ['SFTY', 'SFTY:9.25', 'does not often get mail'],
    ['SFS', 'SFS:(1)(2)', 'inner numbers'],
    ['DIR', 'DIR:INB', 'Inbound'],
    ['QQ', 'QQ:1', 'has not explained'],
  ];
  for (const [words, marked, ...phrases] of cases) {
    it(`explain ${marked}`, () => {
      explains(
        `${microsoft}From: a@other.example\n${at(report, words)}\n\n`,
        marked,
        ...phrases,
        'your own Exchange server lets none of this name in',
      );
    });
  }

  it('explain levels of bulk mail and the words of one-word fields', () => {
    const bcl = (level: number): string => above(`X-Microsoft-Antispam: BCL:${level};`, 'BCL');
    explains(bcl(0), 'BCL:0', 'Not from a bulk sender');
    explains(bcl(9), 'BCL:9', 'many complaints');
    const whole = (source: string, ...phrases: string[]): void => {
      explains(`‸${source}\n${received}\n`, source.slice(0, source.indexOf(':')), ...phrases);
    };
    whole('X-MS-Exchange-Organization-AuthAs: Anonymous', '`Anonymous`: A stranger');
    whole('X-MS-Exchange-Organization-SCL: 9', 'high confidence');
    whole('X-Spam-Level: *****', '5 points');
    whole('X-Spamd-Bar: /', 'About zero');
    explains(above('X-Microsoft-Antispam: PCL:6;RF:JunkEmail', 'PCL'), 'PCL:6', 'Likely phishing');
    explains(above('X-Microsoft-Antispam: PCL:6;RF:JunkEmail', 'RF'), 'RF:JunkEmail', 'junk mail');
    whole('X-Rspamd-Score: -1.25', 'points of all symbols');
    whole('X-Rspamd-Action: add header', 'marked as spam in the header');
    whole('X-Spam-Flag: YES', '**spam**');
    whole('X-Sender-IP: 192.0.2.9', '`192.0.2.9`', 'documentation');
    whole('X-Mailer: PHPMailer 5.2.1', "a web site's script");
    whole('X-Gm-Message-State: AOJu0YxQ', 'encrypted for Google');
  });

  it('explain tests of SpamAssassin, known and unknown', () => {
    const status =
      'X-Spam-Status: Yes, score=7.1 required=5.0 tests=BAYES_99,\n\tRCVD_IN_XBL,T_NEW,MY_OWN autolearn=no version=4.0.1';
    explains(above(status, 'Yes'), 'Yes', '**spam**');
    explains(above(status, 'score'), 'score=7.1', 'points of all tests');
    explains(above(status, 'BAYES'), 'BAYES_99', 'about 99 per cent');
    explains(above(status, 'RCVD'), 'RCVD_IN_XBL', 'hijacked');
    explains(above(status, 'T_NEW'), 'T_NEW', 'on trial');
    explains(above(status, 'MY_OWN'), 'MY_OWN', 'own list of rules');
    explains(above(status, 'autolearn'), 'autolearn=no', 'Not learned');
  });

  it('explain symbols of Rspamd and scores of Proofpoint', () => {
    const result =
      'X-Spamd-Result: default: False [8.61 / 25.00];\n\tR_SPF_ALLOW(-0.20)[+ip4:192.0.2.0/24];\n\tZERO_FONT(1.00)[16]';
    explains(above(result, '8.61'), '8.61', '`score` = `8.61`', 'points of all tests');
    explains(above(result, '25.00'), '25.00', 'turns the message away');
    explains(above(result, 'False'), 'False', 'does not take it for spam');
    explains(
      above(result, 'R_SPF'),
      'R_SPF_ALLOW(-0.20)[+ip4:192.0.2.0/24]',
      '`-0.20` points',
      'SPF passed',
    );
    explains(above(result, 'ZERO'), 'ZERO_FONT(1.00)[16]', 'size zero');
    const scores =
      'X-Proofpoint-Spam-Details: rule=inbound_notspam score=0 phishscore=12 newscore=3 zz=1';
    explains(above(scores, 'phish'), 'phishscore=12', 'phishing, from 0 to 100');
    explains(above(scores, 'newscore'), 'newscore=3', 'partial score');
    explains(above(scores, 'zz'), 'zz=1', 'for its operator');
  });
});
