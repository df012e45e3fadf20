/** Complaints, read back: the evidence is what was in the file, and nothing in it writes our header. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeWords } from '../../../server/src/core/message/encoded-words.ts';
import { decodeLatin1 } from '../../../server/src/core/text/latin1.ts';
import { compose } from './compose.ts';
import type { ParsedDraft } from './parse-back.ts';

/** The seeds' own example. */
const raa01500 = [
  'Received: from fmp.com (lindsay@xx.fmp.com [204.244.177.031])',
  '\tby mail.foobar.com (8.8.3/8.6.12) with SMTP id RAA01500',
  '\tfor bigboy@foobar.com; Mon, 21 Apr 1997 17:53:13 -0500',
  'Date: Mon, 21 Apr 1997 17:53:13 -0500',
  'From: mr_spammer@dont.write.me.ill.write.you.com',
  'Message-Id: <199704212253.RAA01500@xx.fmp.com>',
  'To: joe_user@ten.thousand.addresses.org',
  'Subject: Useless mail to your account',
  'Reply-to: useless@nowhere.in.the.world.com',
  '',
  'Fax me your money! etc...',
  '',
].join('\r\n');

/** The seeds' "insecure" mail server. */
const smi86 = [
  'Received: from fake.domain.com by firewall1.cslab.blso.com',
  '\t(SMI-8.6/SMI-SVR4) id VAA02491; Mon, 21 Apr 1997 21:11:44 -0500',
  'Subject: hi',
  '',
  'Get rich quick',
  '',
].join('\n');

/** The letter without its line breaks. */
const said = ({ letter }: ParsedDraft) => letter.replace(/\s+/g, ' ');

/** One message whose border field is `received`. */
const receivedAs = (received: string) => `Received: ${received}\r\nSubject: hi\r\n\r\nbody\r\n`;

/** How Sendmail writes: HELO, reverse name, address. */
const fromClient = (helo: string, client: string) =>
  receivedAs(
    `from ${helo} (${client}) by mx.example.org (8.8.3/8.6.12) with SMTP id AA1; Mon, 1 Jan 2024 10:00:00 +0100`,
  );

describe('a complaint', () => {
  it('is the draft that a mail program expects', () => {
    const { bytes, recipients, notices } = compose(raa01500);
    assert.deepEqual(recipients, ['abuse@fmp.com']);
    assert.deepEqual(notices, [
      'To is a guess: abuse@fmp.com, made from the reverse name xx.fmp.com. Check it with a whois lookup before you send.',
    ]);
    const [head, rest] = decodeLatin1(bytes).split('\r\n\r\nReceived: from fmp.com');
    assert.ok(rest);
    assert.equal(
      head,
      `X-Unsent: 1
From: "Joe User"
 <joe@example.org>
To: abuse@fmp.com
Subject: Spam from your system ("Useless mail to your account")
Date: Tue, 22 Apr 1997 09:00:00 +0000
X-Spam-Patrol-Letter: network
X-Spam-Patrol-Language: en
X-Spam-Patrol-Guessed: abuse@fmp.com
MIME-Version: 1.0
Content-Type: multipart/mixed;
 boundary="=_spam-patrol_00000000"
Content-Transfer-Encoding: 7bit

--=_spam-patrol_00000000
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 7bit

Ladies and gentlemen,

I received a spam message from an address in your network:

  Address:         204.244.177.31 (xx.fmp.com)
  Time (UTC):      1997-04-21 22:53:13
  Recorded by:     mail.foobar.com
  Id there:        RAA01500
  Greeting (HELO): fmp.com
  User (ident):    lindsay

What happened: at that time a machine with this address connected to
mail.foobar.com and handed over the message, which nobody here had asked
for.

Why I believe this: the Received field that says so was written by
mail.foobar.com, the server that accepted the message on the receiving
side and reads the address from the connection itself; the sender cannot
choose it.

Would you please look into it, and take whatever steps are necessary so
that no more of this is sent from your system? The name of the greeting
and the addresses in From and Reply-To are easily made up, so I do not
hold them against anybody. If the address is no longer yours, I would be
grateful for a word about whom to ask instead.

The message is attached as it was received, with complete and unmodified
headers.

Thank you for your time and your help.

Joe User
joe@example.org

--=_spam-patrol_00000000
Content-Type: message/rfc822
Content-Transfer-Encoding: 7bit
Content-Disposition: attachment;
 filename="spam.eml"`.replaceAll('\n', '\r\n'),
    );
  });

  it('tells an anonymous relay what to record, and why', () => {
    const { draft, recipients, notices } = compose(smi86);
    assert.deepEqual(recipients, ['postmaster@blso.com', 'abuse@blso.com']);
    assert.match(
      notices[0] ?? '',
      /the server that recorded no address, firewall1\.cslab\.blso\.com/,
    );
    assert.match(said(draft), /wrote no client address into its Received field/);
    assert.match(draft.letter, /^ {2}Server: {10}firewall1\.cslab\.blso\.com$/m);
    assert.match(draft.letter, /^ {2}Time \(UTC\): {6}1997-04-22 02:11:44$/m);
    assert.match(draft.letter, /^ {2}Id there: {8}VAA02491$/m);
    assert.match(said(draft), /RFC 5321/);
    assert.doesNotMatch(said(draft), /from an address in your network/);
    assert.match(said(draft), /under the name fake\.domain\.com .* so the name accuses nobody/);
    const nameless = compose(smi86.replace('fake.domain.com', 'unknown'));
    assert.match(said(nameless.draft), /wrote no client address into its Received field/);
    assert.doesNotMatch(said(nameless.draft), /accuses nobody/);
  });

  it('does not complain to the reader when the anonymous relay is known to be theirs', () => {
    const { recipients, notices, draft } = compose(smi86, { ownHosts: ['blso.com'] });
    assert.deepEqual(recipients, []);
    assert.deepEqual(draft.values('to'), []);
    assert.deepEqual(notices, [
      'To is empty: the server at the border recorded no client address. Look for the right address with whois and fill it in.',
    ]);
  });

  for (const [name, message] of [
    ['an empty file', ''],
    ['no Received field', 'Subject: hi\r\n\r\nbody'],
    ['no header at all', '\xff\xfe\0\x01\r\r\n\n'],
  ] as const) {
    it(`has no recipient for ${name}`, () => {
      const { recipients, notices, draft } = compose(message);
      assert.deepEqual(recipients, []);
      assert.deepEqual(draft.values('to'), []);
      assert.match(notices[0] ?? '', /^To is empty: the header names no address/);
      assert.match(said(draft), /names no address that can be believed/);
      assert.equal(draft.evidence, message);
    });
  }

  it('says how the fields beneath the border were taken', () => {
    const beneath = 'Received: from a.example by b.example; Mon, 1 Jan 2024 00:00:00 +0000\r\n';
    const border = fromClient('x.example', 'mail.spam.example.net [203.0.113.9]');
    const one = compose(border.replace('Subject', `${beneath}Subject`));
    assert.match(
      said(one.draft),
      /The Received field beneath came with the message: the sender can/,
    );
    const two = compose(border.replace('Subject', `${beneath}${beneath}Subject`));
    assert.match(said(two.draft), /The 2 Received fields beneath came with the message: /);
    const forged = beneath.replace('a.example', 'a.example (a.example [500.202.999.352])');
    const three = compose(border.replace('Subject', `${forged}Subject`));
    assert.match(said(three.draft), /beneath came with the message: no honest server can have/);
    assert.doesNotMatch(said(compose(border).draft), /beneath/);
  });

  it("says that an account was used when the source is a mailbox provider's server", () => {
    const google = fromClient('mail-lf1-f41.google.com', 'mail-lf1-f41.google.com [192.0.2.41]');
    assert.match(said(compose(google).draft), /servers by which Google sends the mail of its cust/);
    for (const client of ['mail.spam.example.net [203.0.113.9]', '[203.0.113.9]']) {
      const other = fromClient('mail-lf1-f41.google.com', client);
      assert.doesNotMatch(said(compose(other).draft), /Google sends/);
    }
  });

  it('leaves From out when nobody signs, and says so when the address is none', () => {
    const unsigned = compose(raa01500, { reporter: null });
    assert.deepEqual(unsigned.draft.values('from'), []);
    assert.ok(unsigned.draft.letter.trimEnd().endsWith('your help.'));
    for (const address of [
      '',
      'joe',
      '@x',
      'joe@',
      'a b@example.org',
      'joe@example.org\r\nBcc: x@y.example',
      'jöe@example.org',
      'a..b@example.org',
      'joe@[192.0.2.1]',
      '<joe@example.org>',
    ]) {
      const { draft, notices } = compose(raa01500, { reporter: { name: 'Joe', address } });
      assert.deepEqual(draft.values('from'), [], address);
      assert.match(notices.at(-1) ?? '', /^From is missing/, address);
    }
  });

  it('writes names so that they stay names', () => {
    for (const name of ['Joe "the <spam>" \\ User', 'Jürgen Müller', '=?utf-8?Q?x?=', 'A, B', '']) {
      const { draft } = compose(raa01500, { reporter: { name, address: 'joe@example.org' } });
      const [from = ''] = draft.values('from');
      assert.ok(from.endsWith('<joe@example.org>'), from);
      const phrase = from.slice(0, from.lastIndexOf('<')).trim();
      const read = phrase.startsWith('"')
        ? phrase.slice(1, -1).replace(/\\(.)/g, '$1')
        : decodeWords(phrase);
      assert.equal(read, name);
    }
  });

  it('decodes the original subject and encodes its own', () => {
    const subjects: [string, string][] = [
      ['=?utf-8?Q?caf=C3=A9?=', '("café")'],
      ['=?utf-8?B?WW91?=\r\n =?utf-8?B?IHdvbg==?=', '("You won")'],
      ['folded\r\n\tand folded', '("folded and folded")'],
      ['=?utf-8?Q?a=0D=0ABcc:_x@y.example?=', '("a Bcc: x@y.example")'],
      ['=?utf-8?Q?a=E2=80=AEb=00c?=', '("abc")'],
      ['=?utf-8?Q?=3D=3Futf-8=3FQ=3Fx=3F=3D?=', '("=?utf-8?Q?x?=")'],
      ['raw \xe9', '("raw é")'],
    ];
    for (const [raw, quoted] of subjects) {
      const { draft } = compose(`Subject: ${raw}\r\n\r\n`);
      assert.equal(decodeWords(draft.values('subject')[0] ?? ''), `Spam ${quoted}`);
    }
    for (const raw of ['', ' ', '=?utf-8?Q??=']) {
      const { draft } = compose(`Subject: ${raw}\r\n\r\n`);
      assert.deepEqual(draft.values('subject'), ['Spam'], raw);
    }
    const { draft } = compose(`Subject: ${'long '.repeat(10_000)}\r\n\r\n`);
    assert.ok((draft.values('subject')[0] ?? '').length < 400);
  });

  it('names the attachment after the file', () => {
    for (const [fileName, parameter] of [
      ['spam.eml', 'filename="spam.eml"'],
      ['/some/where/spam.eml', 'filename="spam.eml"'],
      ['C:\\mail\\spam.eml', 'filename="spam.eml"'],
      ['', 'filename="message.eml"'],
      ['a"b.eml', "filename*=UTF-8''a%22b.eml"],
      ['ü b.eml', "filename*=UTF-8''%C3%BC%20b.eml"],
      ['a\r\nBcc: x.eml', 'filename="a Bcc: x.eml"'],
    ] as const) {
      const { draft } = compose(raa01500, { fileName });
      assert.equal(draft.evidenceFields.get('content-disposition'), `attachment; ${parameter}`);
    }
  });
});

describe('recipients', () => {
  const table: [string, string, string[]][] = [
    [
      'the reverse name',
      fromClient('x', 'mail.dsl.example.net [203.0.113.9]'),
      ['abuse@example.net'],
    ],
    ['not HELO', fromClient('victim.example.com', '[203.0.113.9]'), ['postmaster@[203.0.113.9]']],
    [
      'IPv6 with its tag',
      fromClient('x.example', '[IPv6:2001:db8::9]'),
      ['postmaster@[IPv6:2001:db8::9]'],
    ],
    [
      'not a name that may be forged',
      fromClient('x', 'bank.example.com [203.0.113.9] (may be forged)'),
      ['postmaster@[203.0.113.9]'],
    ],
    ['not a private address', fromClient('x', 'mail.example.net [10.0.0.1]'), []],
    ['not a reserved address', fromClient('x', 'mail.example.net [240.0.0.1]'), []],
    ['not an impossible address', fromClient('x', 'mail.example.net [500.202.999.352]'), []],
    [
      'not the organisation that received it',
      fromClient('x', 'dialup.example.org [203.0.113.9]'),
      [],
    ],
    ['not a public suffix', fromClient('x', 'com [203.0.113.9]'), ['postmaster@[203.0.113.9]']],
    [
      'not a name of a local network',
      fromClient('x', 'pc.corp.local [203.0.113.9]'),
      ['postmaster@[203.0.113.9]'],
    ],
  ];
  for (const [name, message, expected] of table) {
    it(name, () => {
      const { recipients, draft, notices } = compose(message);
      assert.deepEqual(recipients, expected);
      const to = draft.values('to').map((value) => value.replaceAll(/[<>]/g, ''));
      assert.deepEqual(to, expected.length === 0 ? [] : [expected.join(', ')]);
      assert.equal(
        notices[0]?.startsWith(expected.length === 0 ? 'To is empty' : 'To is a guess'),
        true,
      );
    });
  }

  it('never From, Reply-To, Return-Path or HELO', () => {
    const message = `Return-Path: <r@victim1.example.com>\r\n${fromClient('victim2.example.com', 'mail.example.net [203.0.113.9]').replace('Subject', 'From: a@victim3.example.com\r\nReply-To: b@victim4.example.com\r\nSubject')}`;
    assert.deepEqual(compose(message).recipients, ['abuse@example.net']);
  });

  it('not the reader, by the settings', () => {
    const message = fromClient('x', 'mail.example.net [203.0.113.9]');
    assert.deepEqual(
      compose(message, { ownHosts: ['mx.example.org', 'example.net'] }).recipients,
      [],
    );
  });

  it("a public provider's abuse desk, when a neighbour there sent it", () => {
    const message = receivedAs(
      'from mail-f41.google.com (mail-f41.google.com [203.0.113.9]) by mx.google.com with SMTPS id x1; Mon, 1 Jan 2024 10:00:00 +0100',
    );
    assert.deepEqual(compose(message).recipients, ['abuse@google.com']);
  });
});

describe('evidence', () => {
  const cases: [string, string, string][] = [
    ['CRLF', raa01500, '7bit'],
    ['LF', raa01500.replaceAll('\r\n', '\n'), 'binary'],
    ['LF and CRLF mixed', raa01500.replace('\r\n', '\n'), 'binary'],
    ['raw 8-bit bytes', raa01500.replace('Fax', '\xff\xc3\x28\x80'), '8bit'],
    ['UTF-8', raa01500.replace('Fax', 'caf\xc3\xa9'), '8bit'],
    ['a bare CR', raa01500.replace('Fax', 'F\rax'), 'binary'],
    ['a bare CR at the end', `${raa01500}\r`, 'binary'],
    ['NUL', raa01500.replace('Fax', 'F\0ax'), 'binary'],
    ['no line break at the end', raa01500.trimEnd(), '7bit'],
    ['blank lines at the end', `${raa01500}\r\n\r\n\r\n`, '7bit'],
    ['a line of 2000', raa01500.replace('Fax', 'x'.repeat(2000)), 'binary'],
    ['a byte order mark', `\xef\xbb\xbf${raa01500}`, '8bit'],
    ['one byte', 'x', '7bit'],
    ['our own boundary', `${raa01500}--=_spam-patrol_00000000--\r\n`, '7bit'],
  ];
  for (const [name, message, encoding] of cases) {
    it(`is byte for byte the file: ${name}`, () => {
      const { draft } = compose(message);
      assert.equal(draft.evidence, message);
      assert.equal(draft.evidenceFields.get('content-type'), 'message/rfc822');
      assert.equal(draft.evidenceFields.get('content-transfer-encoding'), encoding);
      assert.deepEqual(draft.values('content-transfer-encoding'), [encoding]);
    });
  }

  it('can be a complaint itself', () => {
    const { bytes } = compose(raa01500);
    assert.equal(compose(bytes).draft.evidence, decodeLatin1(bytes));
  });

  for (const lineBreak of ['\n', '\r\n']) {
    it(`loses the mbox line and only that (${JSON.stringify(lineBreak)})`, () => {
      const message =
        raa01500.replaceAll('\r\n', lineBreak) + `${lineBreak}>From here on${lineBreak}`;
      const mbox = `From mr_spammer@example.com Mon Apr 21 17:53:13 1997${lineBreak}${message}`;
      assert.equal(compose(mbox).draft.evidence, message);
    });
  }

  it('asks for care with bytes that a text editor would change', () => {
    const fragile = (message: string) =>
      compose(message).notices.some((notice) => notice.includes('text editor'));
    assert.ok(fragile('a: \xff\r\n\r\n'));
    assert.ok(fragile('a: b\rc\r\n\r\n'));
    assert.ok(fragile('a: \0\r\n\r\n'));
    assert.ok(!fragile('a: caf\xc3\xa9\n\n'));
  });

  describe('of a forwarded message', () => {
    const outer = [
      'Received: from mail.reader.example (mail.reader.example [198.51.100.7]) by mx.example.org (8.8.3/8.6.12) with SMTP id B1; Tue, 22 Apr 1997 08:00:00 +0000',
      'Subject: Fwd: look at this',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'see below',
      '--b',
      'Content-Type: message/rfc822',
      '',
      raa01500.trimEnd(),
      '--b--',
      '',
    ].join('\r\n');

    it('is that message and its route', () => {
      const { draft, recipients } = compose(outer, { part: '2' });
      assert.equal(draft.evidence.trimEnd(), raa01500.trimEnd());
      assert.deepEqual(recipients, ['abuse@fmp.com']);
      assert.match(draft.values('subject')[0] ?? '', /Useless mail/);
    });

    it('is the whole file without a recipient when there is no such part', () => {
      const { draft, recipients, notices } = compose(outer, { part: '7.1' });
      assert.equal(draft.evidence, outer);
      assert.deepEqual(recipients, []);
      assert.match(notices[0] ?? '', /^The file holds no forwarded message 7\.1:/);
      assert.doesNotMatch(draft.letter, /198\.51\.100\.7/);
    });
  });
});

describe('a hostile message', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'Received: from a (b.example.net [203.0.113.9]) by mx.example.org id x; Mon, 1 Jan 2024 00:00:00 +0000',
      'Received: from x by y (SMI-8.6/SMI-SVR4) id z; Mon, 1 Jan 2024 00:00:00 +0000',
      'Received: from "\r\n Bcc: x@y.example" ([203.0.113.9]) by "a\0b" id \xff\xfe',
      'From a@b Mon Jan  1 00:00:00 2024',
      'Subject: =?utf-8?Q?=0D=0ATo:_x@y.example?=',
      'Subject: ',
      '=?utf-8?B?',
      '=_spam-patrol_00000000',
      '--=_spam-patrol_00000001',
      '\r\n',
      '\n',
      '\r',
      '\r\n\r\n',
      '\0',
    ),
    fc.uint8Array({ maxLength: 40 }).map(decodeLatin1),
  );
  const message = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
  const allowed = [
    'X-Unsent',
    'From',
    'To',
    'Subject',
    'Date',
    'X-Spam-Patrol-Letter',
    'X-Spam-Patrol-Language',
    'X-Spam-Patrol-Guessed',
    'MIME-Version',
    'Content-Type',
    'Content-Transfer-Encoding',
  ];

  it('comes back byte for byte and writes no field', () => {
    fc.assert(
      fc.property(message, fc.string(), fc.string(), (text, name, address) => {
        const { draft, recipients } = compose(text, { reporter: { name, address } });
        assert.ok(text.endsWith(draft.evidence));
        const cut = text.slice(0, text.length - draft.evidence.length);
        assert.ok(cut === '' || /^[\r\n\xef\xbb\xbf\t ]*>?From /.test(cut), JSON.stringify(cut));
        assert.deepEqual(
          draft.fields.map(([field]) => field),
          allowed.filter((field) => draft.values(field.toLowerCase()).length > 0),
        );
        assert.deepEqual(
          draft.values('to').flatMap((to) => to.split(', ')),
          recipients,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('says the same every time', () => {
    assert.deepEqual(compose(raa01500).bytes, compose(raa01500).bytes);
  });
});
