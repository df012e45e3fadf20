/** What a report says of many messages: added up from hand-written ones. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyze, withBody } from '../../../server/src/core/analysis.ts';
import { Patrol, type PatrolReport } from '../../../server/src/core/patrol/report.ts';
import { reportText } from '../../../server/src/core/patrol/text.ts';
import { trailOf, type Trail } from '../../../server/src/core/patrol/trail.ts';

function trail(text: string): Trail {
  return trailOf(withBody(analyze(text)));
}

function patrol(messages: readonly string[]): Patrol {
  const all = new Patrol();
  messages.forEach((text, index) => {
    all.add({ file: `mail/${index}.eml`, message: null, part: null }, trail(text));
  });
  return all;
}

function report(...messages: string[]): PatrolReport {
  return patrol(messages).report(100);
}

/** A message as a reader's server took it from `ip`, and what stood above the other fields. */
function from(
  ip: string,
  { day = 1, below = '', rdns = 'unknown', more = '', body = '' } = {},
): string {
  return [
    `Received: from x.example (${rdns} [${ip}]) by mx.example.com (Postfix) with ESMTP id 1; Mon, ${day} Jan 2024 10:00:00 +0000`,
    ...(below === '' ? [] : [below]),
    'From: Seller <seller@shop.example.net>',
    `Date: Mon, ${day} Jan 2024 09:59:00 +0000`,
    'Message-ID: <1@shop.example.net>',
    ...(more === '' ? [] : [more]),
    '',
    body,
  ].join('\n');
}

const anonymous =
  'Received: from fake.example.org by firewall.cslab.example.edu (SMI-8.6/SMI-SVR4) id VAA02491; Mon, 1 Jan 2024 09:00:00 +0000';

describe('a patrol report', () => {
  it('counts sources by network, with their addresses, reverse names and days', () => {
    const { networks, messages, files, first, last, withoutSource } = report(
      from('192.0.2.7', { day: 1, rdns: 'a.one.example.com' }),
      from('192.0.2.8', { day: 15, rdns: 'b.one.example.net' }),
      from('192.0.2.8', { day: 8 }),
      from('198.51.100.1'),
      from('2001:db8:1:2::1'),
      from('2001:db8:1:ffff::9'),
      'Subject: never delivered\n\nbody',
    );
    assert.deepEqual([messages, files, withoutSource], [7, 7, 1]);
    assert.deepEqual([first, last], ['2024-01-01T10:00:00Z', '2024-01-15T10:00:00Z']);
    assert.deepEqual(
      networks.entries.map(({ network, messages, addresses }) => [network, messages, addresses]),
      [
        ['192.0.2.0/24', 3, 2],
        ['2001:db8:1::/48', 2, 2],
        ['198.51.100.0/24', 1, 1],
      ],
    );
    const [biggest] = networks.entries;
    assert.deepEqual(biggest?.names, ['example.com', 'example.net']);
    assert.deepEqual(
      [biggest.first, biggest.last],
      ['2024-01-01T10:00:00Z', '2024-01-15T10:00:00Z'],
    );
    assert.deepEqual(
      biggest.examples.map(({ file }) => file),
      ['mail/0.eml', 'mail/1.eml', 'mail/2.eml'],
    );
  });

  it('keeps a registry of anonymous relays: host, software, how often, when, whom to write to', () => {
    const twice = `${anonymous}\n${anonymous.replace('VAA02491', 'VAA02492')}`;
    const { relays } = report(
      from('192.0.2.7', { day: 8, below: anonymous }),
      from('198.51.100.1', { day: 1, below: twice }),
    );
    assert.equal(relays.total, 1);
    const [relay] = relays.entries;
    assert.deepEqual(
      { ...relay, examples: relay?.examples.length },
      {
        host: 'firewall.cslab.example.edu',
        messages: 2,
        first: '2024-01-01T10:00:00Z',
        last: '2024-01-08T10:00:00Z',
        examples: 2,
        software: ['SMI-8.6/SMI-SVR4'],
        times: 3,
        believed: 0,
        postmaster: 'postmaster@example.edu',
      },
    );
  });

  it('names the relay at the border as one that can be believed, and puts it first', () => {
    const border = `${anonymous}\nFrom: a@b.example.net\n\n`;
    const claimed = from('192.0.2.7', {
      below: anonymous.replace('firewall.cslab.example.edu', 'other.example.org'),
    });
    const { relays } = report(claimed, claimed, border);
    assert.deepEqual(
      relays.entries.map(({ host, believed }) => [host, believed]),
      [
        ['firewall.cslab.example.edu', 1],
        ['other.example.org', 0],
      ],
    );
  });

  it('accuses no server that only a forged field names', () => {
    const forged =
      'Received: from a.example.org ([500.202.999.352]) by b.example.org with SMTP; Mon, 1 Jan 2024 09:30:00 +0000';
    const { relays } = report(from('192.0.2.7', { below: `${forged}\n${anonymous}` }));
    assert.equal(relays.total, 0);
  });

  it('finds no postmaster for a relay in a private network or without a domain', () => {
    const at = (name: string): string =>
      from('192.0.2.7', { below: anonymous.replace('firewall.cslab.example.edu', name) });
    const { relays } = report(at('[192.168.1.20]'), at('firewall'), at('[203.0.113.9]'));
    const postmasters = new Map(relays.entries.map(({ host, postmaster }) => [host, postmaster]));
    assert.deepEqual([...postmasters].sort(), [
      ['192.168.1.20', null],
      ['203.0.113.9', 'postmaster@[203.0.113.9]'],
      ['firewall', null],
    ]);
  });

  it('tells what two messages or more share: source, relay, domain, sites, addresses, numbers', () => {
    const html = 'Content-Type: text/html';
    const link = '<a href="http://pills.example.net/buy">here</a>';
    const below =
      'Received: from c.example.org ([203.0.113.9]) by relay.example.org with SMTP; Mon, 1 Jan 2024 09:00:00 +0000';
    const { common } = report(
      from('192.0.2.7', { below, more: html, body: link }),
      from('192.0.2.7', { below, more: html, body: `${link}${link} Call +44 20 7946 0958!` }),
      from('198.51.100.1', {
        more: 'Reply-To: drop@box.example.org',
        body: 'Call 020 7946 0958 in London (UK, +44 20 7946 0958) or see http://www.pills.example.net/buy',
      }),
      from('198.51.100.2', { more: 'Reply-To: drop@box.example.org' }),
    );
    const shared = Object.entries(common).map(([kind, { entries }]) => [
      kind,
      entries.map(({ value, messages }) => `${value} ${messages}`),
    ]);
    assert.deepEqual(Object.fromEntries(shared), {
      source: ['192.0.2.7 2'],
      relay: ['relay.example.org 2'],
      domain: ['example.net 4', 'example.org 2'],
      site: ['example.net 3'],
      url: ['http://pills.example.net/buy 2'],
      phone: ['+442079460958 2'],
      mailbox: ['drop@box.example.org 2', 'seller@shop.example.net 2'],
    });
  });

  it('counts the messages with findings at warning or above, and each rule once a message', () => {
    const impossible =
      'Received: from a.example.org ([500.202.999.352]) by b.example.org with SMTP; Mon, 1 Jan 2024 09:30:00 +0000';
    const { flagged, rules } = report(
      from('192.0.2.7', { below: `${impossible}\n${impossible}` }),
      from('192.0.2.7'),
    );
    assert.equal(flagged, 1);
    assert.deepEqual(
      rules.find(({ rule }) => rule === 'impossible-address'),
      { rule: 'impossible-address', level: 'error', messages: 1 },
    );
    assert.ok(rules.every(({ level }) => level === 'error' || level === 'warning'));
  });

  it('keeps unreadable files and those read in part', () => {
    const all = patrol([from('192.0.2.7')]);
    all.addUnreadable('mail/x.eml', 'permission was denied');
    all.addCut();
    const made = all.report(10);
    assert.deepEqual(made.unreadable, {
      total: 1,
      entries: [{ file: 'mail/x.eml', reason: 'permission was denied' }],
    });
    assert.equal(made.cut, 1);
    const text = reportText(made, { name: 'mail' });
    assert.match(text, /1 file could not be read: see the end\./);
    assert.match(text, /Could not be read: 1\n=+\n {2}x\.eml: permission was denied\n/);
  });

  it('gives the first entries of each list and how many there are', () => {
    const messages = Array.from({ length: 30 }, (_, n) => from(`2001:db8:${n}::1`));
    const { networks } = patrol(messages).report(10);
    assert.deepEqual([networks.total, networks.entries.length], [30, 10]);
    const text = reportText(patrol(messages).report(10), { name: 'mail' });
    assert.match(text, /… and 20 more networks/);
  });

  it('stays within memory, drops what is rare and says so', () => {
    const all = new Patrol();
    const common = { kind: 'domain', value: 'common.example.net' } as const;
    for (let n = 0; n < 45_000; n++) {
      all.add(
        { file: 'a.mbox', message: n, part: null },
        {
          time: null,
          source: null,
          relays: [],
          marks: [common, { kind: 'domain', value: `rare-${n}.example.net` }],
          grave: [],
        },
      );
    }
    const made = all.report(10);
    assert.deepEqual([made.files, made.messages], [1, 45_000]);
    assert.ok(made.forgotten > 20_000, String(made.forgotten));
    assert.deepEqual(
      made.common.domain.entries.map(({ value, messages }) => [value, messages]),
      [['common.example.net', 45_000]],
    );
    assert.match(reportText(made, { name: 'a.mbox' }), /Rare values were dropped/);
  });
});

describe('the text of a patrol report', () => {
  it('says what it is about, when it was cancelled, and names files from the folder on', () => {
    const text = reportText(report(from('192.0.2.7', { below: anonymous })), {
      name: 'mail/',
      cancelledOf: 9,
    });
    assert.match(text, /^Patrol of mail\/\n\n1 message in 1 file, received on 2024-01-01\.\n/);
    assert.match(text, /Cancelled: 9 files were to be read/);
    assert.match(text, /write to its postmaster: postmaster@example\.edu \(guessed by RFC 2142\)/);
    assert.match(text, /^ {4}0\.eml$/m);
  });

  it('has words for nothing at all', () => {
    const text = reportText(new Patrol().report(10), { name: '' });
    assert.match(text, /0 messages in 0 files\./);
    assert.match(text, /None was seen\./);
    assert.match(text, /Nothing that two of them share\./);
  });

  it('prints nothing that commands a terminal or breaks a line, whatever a message or a file is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, file) => {
        const all = new Patrol();
        const hostile = from('192.0.2.7', { below: anonymous.replace('SMI', name) });
        all.add({ file, message: 0, part: '1' }, trail(hostile));
        all.add({ file, message: 1, part: null }, trail(hostile));
        all.addUnreadable(file, name);
        const text = reportText(all.report(10), { name: file });
        // eslint-disable-next-line no-control-regex -- those are what is looked for
        assert.doesNotMatch(text, /[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/);
      }),
    );
  });

  it('never throws for any text, and is plain data that a thread can hand over', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (noise) => {
        const made = trail(`Received: ${noise}\nFrom: ${noise}\n\n${noise}`);
        assert.deepEqual(structuredClone(made), made);
      }),
    );
  });
});
