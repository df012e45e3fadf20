/** What stands beside the letter: the log, mailto: addresses, inquiries, archives, what is offered. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { zipWithPassword } from '../../../server/src/archive/zip.ts';
import { isMailAddress } from '../../../server/src/core/complaint/address.ts';
import { readIncident } from '../../../server/src/core/complaint/incident.ts';
import { composeInquiry } from '../../../server/src/core/complaint/inquiry.ts';
import {
  dayOf,
  earlierComplaints,
  readLog,
  recordLine,
  type ComplaintRecord,
} from '../../../server/src/core/complaint/log.ts';
import { longestMailto, mailtoUri } from '../../../server/src/core/complaint/mailto.ts';
import { joinBytes } from '../../../server/src/core/complaint/mime.ts';
import { offerComplaint } from '../../../server/src/core/complaint/offer.ts';
import { prepareComplaint } from '../../../server/src/core/complaint/prepare.ts';
import { contactRoles } from '../../../server/src/core/complaint/roles.ts';
import { languages } from '../../../server/src/core/complaint/texts/languages.ts';
import type { Addressee } from '../../../server/src/core/complaint/index.ts';
import { complete } from '../../complaint/messages.ts';
import { composeAll, now, prepare, reporter } from './compose.ts';

const record: ComplaintRecord = {
  time: '2024-05-12T10:00:00.000Z',
  source: '203.0.113.7',
  messageId: '<1@example.org>',
  to: ['abuse@carrier.example'],
  role: 'network',
  format: 'letter',
  file: 'file:///mail/spam.complaint.eml',
};

function contact(address: string, more: Partial<Addressee> = {}): Addressee {
  return {
    address,
    channel: 'mail',
    role: 'network',
    scope: '203.0.113.0/24',
    basis: 'RDAP',
    confidence: 'published',
    ...more,
  };
}

describe('the log of complaints', () => {
  it('is read as it was written, and past what is broken', () => {
    const text = `${recordLine(record)}{"time":\n\nnull\n[]\n{"time":"never"}\n${recordLine({ ...record, source: null })}`;
    assert.deepEqual(readLog(text), [record, { ...record, source: null }]);
    assert.deepEqual(readLog(''), []);
    assert.deepEqual(readLog(recordLine(record).replace('"role":"network",', '')), [
      { ...record, role: null },
    ]);
  });

  it('knows the same message, and the same source told to the same people', () => {
    const about = {
      source: '203.0.113.7',
      messageId: '<2@example.org>',
      to: ['Abuse@Carrier.example'],
    };
    assert.equal(earlierComplaints([record], about).source, record);
    assert.equal(earlierComplaints([record], about).message, null);
    assert.equal(
      earlierComplaints([record], { ...about, messageId: '<1@example.org>' }).message,
      record,
    );
    assert.equal(earlierComplaints([record], { ...about, to: ['x@example.com'] }).source, null);
    assert.equal(earlierComplaints([record], { ...about, source: '203.0.113.8' }).source, null);
    assert.equal(
      earlierComplaints([{ ...record, source: null }], { ...about, source: null }).source,
      null,
    );
    assert.equal(dayOf(record), '12 May 2024');
  });

  it('tells in the notices, and the letter to the upstream when', () => {
    const contacts = [
      contact('abuse@carrier.example'),
      contact('noc@transit.example', { role: 'upstream' }),
    ];
    const { notices, letters } = composeAll(complete, { contacts, log: [record] });
    assert.ok(
      notices.some((notice) =>
        notice.startsWith(
          'You told this network on 12 May 2024 about the same source, 203.0.113.7.',
        ),
      ),
    );
    assert.match(letters[1]?.text ?? '', /I wrote to the network itself on 2024-05-12/);
    const again = composeAll(complete, {
      contacts,
      log: [{ ...record, messageId: '<4711.20250512070546@bulk.example>' }],
    });
    assert.ok(
      again.notices.some((notice) => notice.includes('about this very message on 12 May 2024')),
    );
    const none: Partial<ComplaintRecord>[] = [
      // Another recipient, nobody yet, an inquiry, a complaint after the message had come.
      { role: 'web-host', to: ['abuse@host.example'] },
      { to: [] },
      { role: null, to: ['offers@bulk.example'], format: 'inquiry' },
      { time: '2025-05-12T07:10:00.000Z' },
    ];
    for (const log of [[], ...none.map((change) => [{ ...record, ...change }])]) {
      const text = composeAll(complete, { contacts, log }).letters[1]?.text ?? '';
      assert.doesNotMatch(text, /I wrote to/, JSON.stringify(log));
    }
  });
});

describe('mailto: addresses', () => {
  it('are read back as they were meant', () => {
    const mailto = mailtoUri(
      ['a&b=c@example.net', 'x?y@example.org'],
      'Spam: "50% & more"',
      'one\ntwo',
      'rest',
    );
    const url = new URL(mailto?.uri ?? '');
    assert.deepEqual(url.pathname.split(',').map(decodeURIComponent), [
      'a&b=c@example.net',
      'x?y@example.org',
    ]);
    assert.equal(url.searchParams.get('subject'), 'Spam: "50% & more"');
    assert.equal(url.searchParams.get('body'), 'one\r\ntwo');
    assert.equal(mailto?.cut, false);
  });

  it('end before the limit, at the end of a line, with a word about it', () => {
    const text = Array.from({ length: 200 }, (_, index) => `line ${index} äöü`).join('\n');
    const mailto = mailtoUri(['a@example.net'], 's', text, 'The rest did not fit.');
    assert.ok(mailto?.cut && mailto.uri.length <= longestMailto);
    const body = new URL(mailto.uri).searchParams.get('body') ?? '';
    assert.match(body, /line \d+ äöü\r\n\r\nThe rest did not fit\.\r\n$/);
    assert.equal(mailtoUri(['a@example.net'], 'x'.repeat(3000), 'text', 'rest'), null);
  });

  it('hold no field that was not meant, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (subject, text) => {
        const mailto = mailtoUri(['a@example.net'], subject, text, 'rest');
        if (mailto === null) return;
        assert.match(mailto.uri, /^mailto:a@example\.net\?subject=[^&=?#]*&body=[^&=?#]*$/);
      }),
    );
  });
});

describe('an inquiry', () => {
  const incident = readIncident({ bytes: Buffer.from(complete), ownHosts: [], part: null });
  const ask = (address: string) => composeInquiry({ incident, address, reporter, now });

  it('asks as a customer would, and encloses nothing', () => {
    const inquiry = ask('offers@bulk.example');
    assert.equal(inquiry.kind, 'composed');
    const text = Buffer.from(joinBytes(inquiry.pieces)).toString('utf8');
    assert.match(text, /^To: offers@bulk\.example\r$/m);
    assert.match(text, /Nur heute: Hüte/);
    assert.match(text, /\[\[What you would like to know/);
    assert.doesNotMatch(text, /Received:|multipart|spam\b(?!-)/i);
    assert.match(inquiry.notices.join(' '), /may be criminals/);
  });

  it('goes to nobody whom the message does not name', () => {
    assert.equal(ask('victim@example.com').kind, 'refused');
    assert.equal(ask('offers@bulk.example\r\nBcc: x@example.com').kind, 'refused');
  });
});

describe('an archive', () => {
  it('holds the message, opens with its password, and is the only thing enclosed', async () => {
    const bytes = Buffer.from(complete);
    const prepared = await prepareComplaint(
      { bytes, ownHosts: [], part: null, redact: null, archive: true, fileName: 'spam.eml' },
      { hash: () => Promise.reject(new Error('not asked for')), archive: zipWithPassword },
    );
    assert.equal(prepared.archive?.password, 'infected');
    // A local file header, its name, and the flag of encryption (APPNOTE 4.4.4).
    const zip = Buffer.from(prepared.archive.bytes);
    assert.equal(zip.readUInt32LE(0), 0x04034b50);
    assert.equal(zip.readUInt16LE(6) & 1, 1);
    assert.ok(zip.includes('message.eml') && !zip.includes('Order at'));
    const { letters, notices } = composeAll(complete, { format: 'arf' });
    assert.equal(letters[0]?.format, 'arf');
    assert.ok(!notices.some((notice) => notice.includes('archive')));
  });
});

describe('recipients that were chosen', () => {
  it('get one letter a role, or each their own', () => {
    const contacts = [
      contact('abuse@carrier.example'),
      contact('noc@carrier.example'),
      contact('abuse@host.example', { role: 'web-host', scope: 'bulk.example' }),
      contact('ABUSE@carrier.example'),
    ];
    const together = composeAll(complete, { contacts });
    assert.deepEqual(
      together.letters.map(({ role, recipients }) => [role, recipients]),
      [
        ['network', ['abuse@carrier.example', 'noc@carrier.example']],
        ['web-host', ['abuse@host.example']],
      ],
    );
    assert.match(together.letters[1]?.text ?? '', /\(bulk\.example\)/);
    assert.equal(composeAll(complete, { contacts, grouping: 'each' }).letters.length, 3);
  });

  it('by form get a text, by telephone a word', () => {
    const { letters, notices } = composeAll(complete, {
      contacts: [
        contact('https://abuse.carrier.example/report', { channel: 'form' }),
        contact('+12025550143', { channel: 'phone', role: 'phone-carrier' }),
        contact('http://plain.example/', { channel: 'form' }),
        contact('javascript:alert(1)', { channel: 'form' }),
      ],
    });
    assert.deepEqual(
      letters.map(({ form, output, recipients, pieces }) => [
        form,
        output,
        recipients.length,
        pieces.length,
      ]),
      [['https://abuse.carrier.example/report', 'text', 0, 0]],
    );
    assert.match(letters[0]?.text ?? '', /Order at https:\/\/bulk\.example/);
    assert.ok(notices.some((notice) => notice.startsWith('+12025550143 is a telephone number')));
    assert.equal(notices.filter((notice) => notice.includes('it is no https address')).length, 2);
  });

  it('are left out, with a word, when they are no address', () => {
    for (const address of [
      '"a,b"@example.net',
      'a,b@example.net',
      'jörg@example.net',
      'a%0aBcc:x@example.net',
      'a@example.net\r\nBcc: b@example.net',
      'a@example.net, b@example.net',
      'a b@example.net',
      'a@exämple.net',
      '<a@example.net>',
      '@example.net',
      'a@[300.1.1.1]',
      'a@localhost:25',
      'a'.repeat(65) + '@example.net',
      '',
    ]) {
      assert.ok(!isMailAddress(address), address);
      const { letters, notices } = composeAll(complete, { contacts: [contact(address)] });
      assert.deepEqual(letters[0]?.recipients, [], address);
      assert.ok(
        notices.some((notice) => notice.includes('was left out')),
        address,
      );
    }
    for (const address of [
      'a@example.net',
      "o'brien+x=y@example.net",
      'postmaster@[192.0.2.1]',
      'postmaster@[IPv6:2001:db8::1]',
    ]) {
      assert.ok(isMailAddress(address), address);
    }
  });
});

describe('letters claim no more than the route shows', () => {
  const claimed = [
    'Received: from relay.example.com (relay.example.com [198.51.100.7]) by mx.example.net (Postfix) with ESMTP id A1; Mon, 1 Jan 2024 10:00:05 +0000',
    'Received: from dsl.carrier.example (dsl.carrier.example [203.0.113.9]) by relay.example.com (Postfix) with ESMTP id B2 for <x@elsewhere.example>; Mon, 1 Jan 2024 10:00:00 +0000',
    'Subject: hi',
    '',
    'x',
    '',
  ].join('\r\n');
  const letterTo = (message: string, role: Addressee['role'], scope: string): string =>
    composeAll(message, { contacts: [contact('abuse@example.com', { role, scope })] }).letters[0]
      ?.text ?? '';

  it('an open relay that handed the message over is told why that is believed', () => {
    const text = letterTo(claimed, 'open-relay', 'example.com').replace(/\s+/g, ' ');
    assert.match(text, /went through the mail server relay\.example\.com/);
    assert.match(text, /took the message from your server \(198\.51\.100\.7\)/);
    assert.doesNotMatch(text, /may have been made up/);
    assert.match(text, /RFC 2505, section 2\.1/);
  });

  it('one further down may have been made up', () => {
    const further = claimed.replace(
      /relay\.example\.com \(relay\.example\.com/,
      'out.other.example (out.other.example',
    );
    assert.match(
      letterTo(further, 'open-relay', 'example.com').replace(/\s+/g, ' '),
      /may have been made up/,
    );
  });

  it('without such a hop, or without a source, the letter claims nothing', () => {
    const relay = letterTo(complete, 'open-relay', 'example.com').replace(/\s+/g, ' ');
    assert.doesNotMatch(relay, /your network|mail server|names no address/);
    assert.match(relay, /It came to me from 203\.0\.113\.7/);
    for (const role of ['network', 'upstream', 'anonymous-relay'] as const) {
      const text = letterTo('Subject: x\r\n\r\n', role, 'example.com').replace(/\s+/g, ' ');
      assert.match(text, /names no address that can be believed/, role);
      assert.doesNotMatch(text, /your network/, role);
    }
  });

  it('the owner of a forged domain is told gently', () => {
    const text = letterTo(complete, 'forged-domain', 'bulk.example').replace(/\s+/g, ' ');
    assert.match(text, /You probably had no part in this/);
    assert.match(text, /It came to me from 203\.0\.113\.7/);
    assert.doesNotMatch(text, /your network|take whatever steps/);
  });

  it('an upstream is told that the network is one that it connects, not what it is itself', () => {
    const text = letterTo(complete, 'upstream', 'AS64500').replace(/\s+/g, ' ');
    assert.match(text, /a network that you, as those responsible for AS64500, connect/);
  });

  it('of whom nothing is known nothing is claimed', () => {
    const text = letterTo(complete, 'other', 'mail.example').replace(/\s+/g, ' ');
    assert.doesNotMatch(text, /your network|your service|you connect|names no address/);
    assert.match(text, /It came to me from 203\.0\.113\.7/);
    assert.match(text, /If your logs know this message/);
  });

  it('the own provider hears that others are told only when they are', () => {
    const own = contact('spam@public.example', { role: 'own-provider', scope: 'public.example' });
    const network = contact('abuse@carrier.example');
    const host = contact('abuse@host.example', { role: 'web-host', scope: 'host.example' });
    for (const { id: language } of languages) {
      const texts = [[own, network], [own, host], [own]].map(
        (contacts) =>
          composeAll(complete, { contacts, language }).letters.find(
            ({ role }) => role === 'own-provider',
          )?.text,
      );
      assert.notEqual(texts[0], texts[1], language);
      assert.equal(texts[1], texts[2], language);
    }
    const [alone] = composeAll(complete, { contacts: [own] }).letters;
    assert.doesNotMatch(alone?.text ?? '', /separately/);
  });

  it('Japanese has no blank behind what is closed in full width', () => {
    const named = complete.replace(
      'from pool-7.carrier.example.org ([203.0.113.7]:51234 helo=bulk.example)',
      'from pool-7.carrier.example.org (pool-7.carrier.example.org [203.0.113.7])',
    );
    for (const role of contactRoles) {
      const contacts = [contact('abuse@example.com', { role, scope: 'example.com' })];
      const { letters } = composeAll(named, { contacts, language: 'ja' });
      assert.doesNotMatch(letters[0]?.text ?? '', /[）。、] \S/, role);
    }
  });

  it('what was looked up is said to its end, in lines that nothing breaks', () => {
    const text = `2024-01-01, 203.0.113.7: ${'It is announced by some network or other. '.repeat(15)}Reports of abuse go to abuse@carrier.example, taken from RDAP.`;
    const [letter] = composeAll(complete, { facts: [{ kind: 'lookup', text }] }).letters;
    assert.ok(letter !== undefined);
    assert.ok(letter.text.replace(/\s+/g, ' ').includes(text));
    for (const line of letter.text.split('\n')) assert.ok(line.length <= 76, line);
  });

  it('who profits is not said to have sent it', () => {
    for (const role of ['drop-box', 'web-host', 'registrar'] as const) {
      assert.match(
        letterTo(complete, role, 'bulk.example').replace(/\s+/g, ' '),
        /I do not say that the message was sent from your system[:,]/,
      );
    }
  });
});

describe('what is offered', () => {
  const offer = (
    message: string,
    contacts: readonly Addressee[] | null = null,
    log: readonly ComplaintRecord[] = [],
  ) =>
    offerComplaint({
      incident: prepare(message).incident,
      ownHosts: [],
      reporter,
      declared: [],
      contacts,
      log,
    });

  it('tells which formats can be had, and why the others cannot', () => {
    const { formats } = offer(complete);
    assert.deepEqual(
      formats.map(({ id, refusal }) => [id, refusal]),
      [
        ['letter', null],
        ['inline', null],
        ['arf', null],
        ['xarf', null],
        ['text', null],
      ],
    );
    const without = offer(complete.replace(':51234', '')).formats.find(({ id }) => id === 'xarf');
    assert.match(without?.refusal ?? '', /source_port/);
    const nobody = offer('Subject: x\r\n\r\n').formats.filter(({ refusal }) => refusal !== null);
    assert.deepEqual(
      nobody.map(({ id }) => id),
      ['arf', 'xarf'],
    );
  });

  it('a format that cannot be had becomes a letter, with the reason', () => {
    const { letters, notices } = composeAll(complete.replace(':51234', ''), { format: 'xarf' });
    assert.equal(letters[0]?.format, 'letter');
    assert.ok(notices.some((notice) => /source_port.*plain letter instead/.test(notice)));
  });

  it('puts recipients in the order of a complaint, and ticks the best of the first role', () => {
    const { recipients } = offer(
      complete,
      [
        contact('own@example.net', { role: 'own-provider' }),
        contact('host@host.example', { role: 'web-host' }),
        contact('guess@carrier.example', { confidence: 'guessed' }),
        contact('abuse@carrier.example'),
        contact('abuse@bulk.example'),
      ],
      [{ ...record, to: ['host@host.example'] }],
    );
    assert.deepEqual(
      recipients.map(({ address, preselected, cautions }) => [
        address,
        preselected,
        cautions.length,
      ]),
      [
        ['guess@carrier.example', false, 0],
        ['abuse@carrier.example', true, 0],
        ['abuse@bulk.example', false, 1],
        ['host@host.example', false, 1],
        ['own@example.net', false, 0],
      ],
    );
    assert.match(
      recipients[2]?.cautions[0] ?? '',
      /may be the spammer's own: bulk\.example stands in From/,
    );
    assert.match(recipients[3]?.cautions[0] ?? '', /You told it on 12 May 2024/);
  });

  it('ticks nobody who may be the spammer, and those above the network where no other is left', () => {
    const ticked = (contacts: readonly Addressee[], log: readonly ComplaintRecord[] = []) =>
      offer(complete, contacts, log)
        .recipients.filter(({ preselected }) => preselected)
        .map(({ address }) => address);
    const suspect = contact('abuse@bulk.example');
    const above = contact('noc@transit.example', { role: 'upstream' });
    assert.deepEqual(ticked([suspect]), []);
    assert.deepEqual(ticked([suspect, above]), ['noc@transit.example']);
    assert.deepEqual(ticked([above, contact('abuse@carrier.example')]), ['abuse@carrier.example']);
    // To whom one wrote before, one may write again; a guess is no better.
    const guess = contact('postmaster@[203.0.113.7]', { confidence: 'guessed' });
    assert.deepEqual(ticked([contact('abuse@carrier.example'), guess], [record]), [
      'abuse@carrier.example',
    ]);
    const { letters, notices } = composeAll(complete, { known: [suspect] });
    assert.deepEqual(letters[0]?.recipients, []);
    assert.match(notices[0] ?? '', /^To is empty: all who are known of may be the spammer\./);
    assert.match(notices[1] ?? '', /^abuse@bulk\.example may be the spammer's own: /);
  });

  it('does not take a mailing list for the spammer, unless it writes itself', () => {
    const list = (from: string): string =>
      [
        'Return-Path: <talk-bounces@lists.example.org>',
        'Received: from lists.example.org (lists.example.org [203.0.113.4])',
        '\tby mx1.example.net (Postfix) with ESMTP id 1;',
        '\tMon, 12 May 2025 07:05:47 +0000',
        `From: ${from}`,
        'Sender: talk-bounces@lists.example.org',
        'List-Id: <talk.lists.example.org>',
        '',
        'Hello. https://lists.example.org/options/talk https://shop.example/',
        '',
      ].join('\r\n');
    const cautions = (from: string, to: string): readonly number[] =>
      offer(list(from), [contact(to)]).recipients.map((one) => one.cautions.length);
    assert.deepEqual(cautions('rosa@flowers.example', 'abuse@example.org'), [0]);
    assert.deepEqual(cautions('rosa@flowers.example', 'abuse@shop.example'), [1]);
    assert.deepEqual(cautions('talk@example.org', 'abuse@example.org'), [1]);
  });

  it('names the reader and what is attached', () => {
    const { ownAddresses, subject, source } = offer(complete);
    assert.deepEqual(
      [ownAddresses, subject, source],
      [['ada@example.net'], 'Nur heute: Hüte', '203.0.113.7'],
    );
  });
});
