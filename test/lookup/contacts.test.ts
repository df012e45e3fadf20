/** Whom to tell about a message, from nobody asked to everybody asked. */
import assert from 'node:assert/strict';
import { analyze } from '../../server/src/core/analysis.ts';
import type { Contact } from '../../server/src/core/contacts/contact.ts';
import {
  contactsFor,
  nextQuestions,
  type AdministeredPoint,
  type MessageToTell,
} from '../../server/src/lookup/contacts.ts';
import { readMailAddress, mailAddressesIn } from '../../server/src/lookup/mail-address.ts';
import { lookUpMessage } from '../../server/src/lookup/message.ts';
import { mergeContacts } from '../../server/src/lookup/rank.ts';
import type { Fact, FactName, Report } from '../../server/src/lookup/report.ts';
import { noTransports } from '../../server/src/lookup/transport.ts';
import { rdap } from '../servers/web.ts';
import { zone } from '../servers/zone.ts';
import { rdapAnswer } from './registries.ts';
import { knownNames, World } from './world.ts';

const received =
  'Received: from mail.smallhost.example (mail.smallhost.example [192.0.2.7])\r\n' +
  '\tby mx.reader.example.org (Postfix) with ESMTP id 4B1;\r\n' +
  '\tThu, 21 Nov 2024 10:15:03 +0000\r\n';

function message(
  fields: Readonly<Record<string, string>> = {},
  points: readonly AdministeredPoint[] = [],
): MessageToTell {
  const header = Object.entries({ From: 'x@innocent.example.net', ...fields })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  return { analysis: analyze(`${received}${header}\r\nBuy!\r\n`), ownHosts: [], points };
}

const shown = (contacts: readonly Contact[]): string[] =>
  contacts.map(({ role, source, address }) => `${role} ${source} ${address}`);

function report(
  subject: string,
  contacts: readonly Partial<Contact>[],
  facts: Partial<Record<FactName, string>> = {},
): Report {
  return {
    subject,
    kind: subject.startsWith('AS') ? 'asn' : /^[\d.]+$/.test(subject) ? 'ip' : 'domain',
    summary: [],
    facts: Object.entries(facts).map(([name, value]) => ({ name, value }) as Fact),
    contacts: contacts.map((one) => ({
      address: 'abuse@host.example',
      channel: 'mail',
      role: 'network',
      scope: subject,
      source: 'rdap',
      basis: 'a test',
      confidence: 'published',
      ...one,
    })),
    raw: [],
    problems: [],
    learnedAt: '2024-11-21T10:15:00.000Z',
    steps: [],
  };
}

const site = (host: string): AdministeredPoint => ({ kind: 'url', place: 'link', host });
const mailbox = (host: string): AdministeredPoint => ({ kind: 'mail', place: 'reply-to', host });

describe('whom to tell', () => {
  it('is guessed where nobody was asked', () => {
    assert.deepEqual(shown(contactsFor(message(), [])), ['network literal postmaster@[192.0.2.7]']);
  });

  it('is the network first, then where answers go, then the sites, then those above', () => {
    const about = message({ 'Reply-To': 'a@freemail.example.net' }, [
      mailbox('freemail.example.net'),
      site('pills.example.com'),
    ]);
    const reports = [
      report('192.0.2.7', [
        { address: 'abuse@net.example' },
        { address: 'abuse@carrier.example', role: 'upstream', source: 'whois' },
      ]),
      report('freemail.example.net', [
        { address: 'abuse@freemail.example', role: 'drop-box', source: 'abuse.net' },
      ]),
      report('pills.example.com', [{ address: 'abuse@registrar.example', role: 'registrar' }], {
        address: '192.0.2.80',
      }),
      report('192.0.2.80', [{ address: 'abuse@hosting.example' }]),
    ];
    assert.deepEqual(shown(contactsFor(about, reports)), [
      'network rdap abuse@net.example',
      'network literal postmaster@[192.0.2.7]',
      'drop-box abuse.net abuse@freemail.example',
      'web-host rdap abuse@hosting.example',
      'registrar rdap abuse@registrar.example',
      'upstream whois abuse@carrier.example',
    ]);
  });

  it('comes with what of the message is theirs: the mailbox, all the addresses of the site', () => {
    const link = (host: string, path: string): AdministeredPoint => ({
      ...site(host),
      value: `http://${host}/${path}`,
    });
    const told = contactsFor(
      message({}, [
        { ...mailbox('freemail.example.net'), value: 'a@freemail.example.net' },
        { ...mailbox('freemail.example.net'), value: 'b@freemail.example.net' },
        {
          ...mailbox('freemail.example.net'),
          place: 'unsubscribe',
          value: 'c@freemail.example.net',
        },
        link('pills.example.com', 'x'),
        link('watches.example.org.uk', 'y'),
        { ...link('pills.example.com', 'logo.png'), place: 'image' },
      ]),
      [
        report('192.0.2.7', [{ address: 'abuse@net.example' }]),
        report('freemail.example.net', [{ address: 'abuse@freemail.example', role: 'drop-box' }]),
        report('pills.example.com', [], { address: '192.0.2.80' }),
        report('watches.example.org.uk', [], { address: '192.0.2.81' }),
        report('192.0.2.80', [{ address: 'abuse@hosting.example' }]),
        report('192.0.2.81', [{ address: 'abuse@hosting.example' }]),
      ],
    );
    const about = (address: string): readonly string[] | undefined =>
      told.find((one) => one.address === address)?.about;
    assert.equal(about('abuse@net.example'), undefined);
    assert.deepEqual(about('abuse@freemail.example'), [
      'a@freemail.example.net',
      'b@freemail.example.net',
    ]);
    assert.deepEqual(about('abuse@hosting.example'), [
      'http://pills.example.com/x',
      'http://watches.example.org.uk/y',
    ]);
  });

  it('is asked one after the other: what an answer leads to comes next', () => {
    const about = message({}, [mailbox('freemail.example.net'), site('pills.example.com')]);
    const names = (reports: readonly Report[]): string[] =>
      nextQuestions(about, reports).map(({ subject, role }) => `${role} ${subject.name}`);
    assert.deepEqual(names([]), [
      'network 192.0.2.7',
      'drop-box example.net',
      'web-host example.com',
    ]);
    const reports = [
      report('192.0.2.7', [{}]),
      report('freemail.example.net', []),
      report('pills.example.com', [], { address: '192.0.2.80' }),
    ];
    assert.deepEqual(names(reports), ['web-host 192.0.2.80']);
    assert.deepEqual(names([...reports, report('192.0.2.80', [])]), []);
  });

  it('is not the reader, whoever names them', () => {
    const about = message({}, [mailbox('example.org'), site('www.example.org')]);
    assert.deepEqual(
      nextQuestions(about, []).map(({ subject }) => subject.name),
      ['192.0.2.7'],
    );
  });

  it('is whose servers take the mail of a drop box, too', () => {
    const about = message({}, [mailbox('seller.example.com')]);
    const reports = [
      report('seller.example.com', [], { 'mail-server': 'mx.provider.example.net (10)' }),
    ];
    assert.ok(
      shown(contactsFor(about, reports)).includes('drop-box rfc2142 abuse@example.net'),
      shown(contactsFor(about, reports)).join(),
    );
  });

  it('is never the site itself, nor its mailboxes when it sells something', () => {
    const about = message({}, [mailbox('pills.example.com'), site('pills.example.com')]);
    const reports = [
      report('pills.example.com', [
        {
          address: 'abuse@pills.example.com',
          source: 'rfc2142',
          confidence: 'guessed',
          role: 'drop-box',
        },
        { address: 'abuse@registrar.example', role: 'registrar' },
      ]),
    ];
    assert.deepEqual(shown(contactsFor(about, reports)), [
      'network literal postmaster@[192.0.2.7]',
      'registrar rdap abuse@registrar.example',
    ]);
  });

  const traced = (text: string): MessageToTell => ({
    analysis: analyze(text.replaceAll('\n', '\r\n')),
    ownHosts: [],
    points: [],
  });

  it('is who runs a relay: one that passes on anything, one that records no address', () => {
    const open =
      traced(`Received: from out.carrier.example.org (out.carrier.example.org [192.0.2.10])
\tby mx.example.com (Postfix) with ESMTP id 4B1; Thu, 21 Nov 2024 10:15:03 +0000
Received: from dial.example.net (dial.example.net [198.51.100.9])
\tby relay.example.org (Postfix) with ESMTP id 4B2
\tfor <you@example.com>; Thu, 21 Nov 2024 10:14:03 +0000
From: a@example.org

x
`);
    assert.ok(
      open.analysis.findings.some(({ rule }) => rule === 'open-relay'),
      'the message is one that the rule speaks about',
    );
    assert.deepEqual(shown(contactsFor(open, [])), [
      'open-relay rfc2142 abuse@example.org',
      'open-relay rfc2142 postmaster@example.org',
    ]);
    const anonymous = traced(`Received: from fake.example.org by firewall1.example.com
\t(SMI-8.6/SMI-SVR4) id VAA02491; Mon, 21 Apr 1997 21:11:44 -0500
From: a@example.org

x
`);
    assert.deepEqual(shown(contactsFor(anonymous, [])), [
      'anonymous-relay rfc2142 postmaster@example.com',
      'anonymous-relay rfc2142 abuse@example.com',
    ]);
  });

  it('is the provider that let it in, where that is one for everybody', () => {
    const about = traced(`Received: from mail.example.net (mail.example.net. [192.0.2.10])
        by mx.google.com with ESMTPS id x1; Thu, 21 Nov 2024 10:15:03 +0000
From: a@example.net

x
`);
    assert.equal(shown(contactsFor(about, [])).at(-1), 'own-provider rfc2142 abuse@google.com');
  });

  it('is told gently whose name was borrowed, last of all', () => {
    const about = message({ 'Reply-To': 'a@freemail.example.com' }, [
      mailbox('freemail.example.com'),
    ]);
    assert.equal(
      shown(contactsFor(about, [])).at(-1),
      'forged-domain rfc2142 postmaster@example.net',
    );
    assert.doesNotMatch(shown(contactsFor(message(), [])).join(), /forged-domain/);
  });
});

describe('when the sender owns the network', () => {
  const selling = message({}, [site('www.bestpills.example.com')]);
  const small = { range: '192.0.2.0/24', asn: 'AS64496 SELLER-AS, US', neighbour: 'AS64500' };

  it('those who announce it are told, not the owner', () => {
    const own = report('192.0.2.7', [{ address: 'abuse@example.com' }], small);
    assert.deepEqual(
      nextQuestions(selling, [own])
        .filter(({ role }) => role === 'upstream')
        .map(({ subject }) => subject.name),
      ['AS64496'],
    );
    const above = report('AS64496', [{ address: 'abuse@carrier.example', role: 'upstream' }]);
    assert.deepEqual(
      shown(contactsFor(selling, [own, above])).filter((line) => !line.startsWith('web-host')),
      ['upstream rdap abuse@carrier.example'],
    );
  });

  it('and announces it, those who connect it are asked', () => {
    const own = report('192.0.2.7', [{ address: 'abuse@example.com' }], small);
    const announcer = report('AS64496', [{ address: 'noc@example.com', role: 'upstream' }]);
    assert.deepEqual(
      nextQuestions(selling, [own, announcer])
        .filter(({ role }) => role === 'upstream')
        .map(({ subject }) => subject.name),
      ['AS64500'],
    );
    const carrier = report('AS64500', [{ address: 'abuse@carrier.example', role: 'upstream' }]);
    assert.ok(
      shown(contactsFor(selling, [own, announcer, carrier])).every(
        (line) => !line.endsWith('@example.com'),
      ),
    );
  });

  it('by the name of the network', () => {
    const about = message({}, [site('bestpills.co.uk')]);
    const own = report('192.0.2.7', [{ address: 'abuse@carrier.example' }], {
      ...small,
      organisation: 'BEST PILLS Inc.',
    });
    assert.deepEqual(
      shown(contactsFor(about, [own])).filter((line) => line.startsWith('network')),
      ['network rdap abuse@carrier.example'],
    );
    assert.ok(nextQuestions(about, [own]).some(({ role }) => role === 'upstream'));
  });

  it('is not said of a provider, whose customers write from its own mailboxes', () => {
    const about = message({ From: 'customer@example.net' }, [mailbox('example.net')]);
    const provider = report('192.0.2.7', [{ address: 'abuse@example.net' }], {
      ...small,
      range: '192.0.0.0/16',
    });
    assert.equal(shown(contactsFor(about, [provider]))[0], 'network rdap abuse@example.net');
    assert.ok(!nextQuestions(about, [provider]).some(({ role }) => role === 'upstream'));
  });

  it('is not said of the large mailbox providers and brands that everybody links to', () => {
    const about = message({}, [site('docs.google.com'), mailbox('gmail.com')]);
    const google = report('192.0.2.7', [{ address: 'network-abuse@google.com' }], small);
    assert.equal(shown(contactsFor(about, [google]))[0], 'network rdap network-abuse@google.com');
  });
});

describe('everybody who has to do with a message', () => {
  it('is looked up over real protocols, and told in order', async () => {
    const world = await World.start({
      names: zone({ ...knownNames, 'A example.com': '192.0.2.7' }),
    });
    try {
      const asked: string[] = [];
      const about = message({ 'Reply-To': 'sales@example.com' }, [mailbox('example.com')]);
      const reports = await lookUpMessage(about, world.context(), ({ subject, role, why }) => {
        asked.push(`${role} ${subject.name}: ${why}`);
      });
      assert.deepEqual(asked, [
        'network 192.0.2.7: the message came from it',
        'drop-box example.com: answers go to a mailbox there',
      ]);
      assert.deepEqual(shown(contactsFor(about, reports)).slice(0, 4), [
        'network rdap abuse@smallhost.example',
        'network whois spam@smallhost.example',
        'network literal postmaster@[192.0.2.7]',
        'drop-box abuse.net abuse@freemail.example',
      ]);
      assert.ok(!world.names.asked.some((question) => question.includes('spamhaus')));
    } finally {
      await world.stop();
    }
  });

  it('is found above the sender who owns the network', async () => {
    const world = await World.start();
    try {
      world.web.page(
        'https://data.iana.org/rdap/asn.json',
        rdap({ services: [[['64496-64511'], ['https://rdap.db.ripe.net/']]] }),
      );
      world.web.page('https://rdap.db.ripe.net/autnum/64496', rdap(rdapAnswer('asn')));
      const about = message({}, [site('smallhost.co.uk')]);
      const reports = await lookUpMessage(about, world.context());
      assert.deepEqual(
        reports.map(({ subject }) => subject),
        ['192.0.2.7', 'smallhost.co.uk', 'AS64496'],
      );
      assert.ok(
        shown(contactsFor(about, reports)).includes('upstream rdap abuse@upstream.example'),
      );
    } finally {
      await world.stop();
    }
  });

  it('is guessed when nothing may be asked, and a lookup that failed is not "nobody"', async () => {
    const world = await World.start();
    try {
      const about = message();
      const reports = await lookUpMessage(
        about,
        world.context({ transports: noTransports, without: 'the test wants it so' }),
      );
      assert.deepEqual(shown(contactsFor(about, reports)), [
        'network literal postmaster@[192.0.2.7]',
      ]);
      assert.match(
        reports[0]?.summary.join(' ') ?? '',
        /Whether anybody is named for reports of abuse is not known yet/,
      );
      assert.deepEqual(world.packets, []);
    } finally {
      await world.stop();
    }
  });

  it('does not grow without end', async () => {
    const world = await World.start();
    try {
      const hosts = Array.from({ length: 100 }, (_, index) => `site${index}.example.com`);
      const reports = await lookUpMessage(
        message({}, [...hosts.map(site), ...hosts.map(mailbox)]),
        world.context({ transports: noTransports, without: 'the test wants it so' }),
      );
      assert.ok(reports.length <= 16);
    } finally {
      await world.stop();
    }
  });
});

describe('contacts', () => {
  it('of several lookups are one by their address: the best knowledge, the weightiest role', () => {
    const [base] = report('x.example', [{}]).contacts;
    assert.ok(base !== undefined);
    const merged = mergeContacts([
      { ...base, address: 'Abuse@host.example', role: 'upstream', scope: 'wide' },
      { ...base, address: 'abuse@host.example', source: 'rfc2142', confidence: 'guessed' },
      { ...base, address: 'b@host.example', role: 'drop-box' },
    ]);
    assert.deepEqual(
      merged.map(({ role, source, scope }) => `${role} ${source} ${scope}`),
      ['network rdap wide', 'drop-box rdap x.example'],
    );
  });

  it('are real addresses, no placeholders and nothing that ends a line', () => {
    for (const text of [
      'REDACTED FOR PRIVACY',
      'Please query the RDDS service',
      'removed@lacnic.net',
      'Removed@LACNIC.net',
      'abuse@example.com',
      'not.disclosed@registrar.example',
      'redacted-for-privacy@registrar.example',
      'no-reply@x.invalid',
      'noreply@registrar.example',
      'a@b',
      'a b@c.example',
      'a@c.example\r\nBcc: x@y.example',
      'a@[192.0.2.1]',
      '@c.example',
      'ü@c.example',
      '"a"@c.example',
      'a..b@c.example',
      `${'x'.repeat(65)}@c.example`,
    ]) {
      assert.equal(readMailAddress(text), null, text);
    }
    assert.equal(readMailAddress(' mailto:Abuse@Host.EXAMPLE '), 'Abuse@host.example');
    assert.deepEqual(mailAddressesIn("Contact 'abuse@a.example', <b@c.example>. Or d@e.example!"), [
      'abuse@a.example',
      'b@c.example',
      'd@e.example',
    ]);
  });
});
