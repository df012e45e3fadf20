/** Whole lookups over real protocols on the loopback interface. The clock is the test's. */
import assert from 'node:assert/strict';
import { knownReport, lookUp, type LookupContext } from '../../server/src/lookup/lookup.ts';
import type { CacheStore } from '../../server/src/lookup/cache.ts';
import { defaultEndpoints } from '../../server/src/lookup/endpoints.ts';
import { reportText } from '../../server/src/lookup/report-text.ts';
import { stepNames, valuesOf, type Report, type StepName } from '../../server/src/lookup/report.ts';
import { readSubject, type Subject } from '../../server/src/lookup/subject.ts';
import { noTransports } from '../../server/src/lookup/transport.ts';
import { rdap, status } from '../servers/web.ts';
import { zone } from '../servers/zone.ts';
import { rdapAnswer } from './registries.ts';
import { knownNames, untouched, World, type WorldOptions } from './world.ts';

function subject(text: string): Subject {
  const read = readSubject(text);
  assert.ok(typeof read !== 'string', JSON.stringify(read));
  return read;
}

/** A disk that is a variable. */
function memoryStore(text: string | null = null): CacheStore & { text: string | null } {
  return {
    text,
    read() {
      return Promise.resolve(this.text);
    },
    write(next) {
      this.text = next;
      return Promise.resolve();
    },
  };
}

describe('a lookup', () => {
  let world: World;
  afterEach(async () => {
    await world.stop();
    assert.equal(world.clock.pending, 0, 'every timer was disposed of');
  });

  const start = async (options: WorldOptions = {}): Promise<World> =>
    (world = await World.start(options));
  const look = (
    text: string,
    changes: Partial<LookupContext> = {},
    only: readonly StepName[] = stepNames,
  ): Promise<Report> => lookUp(subject(text), world.context(changes), only);
  const addresses = ({ contacts }: Report): string[] =>
    contacts.map(({ address, source, role, scope }) => `${role} ${source} ${address} ${scope}`);

  it('of an address: registry, whois, reverse name, announcing network, block lists, contacts', async () => {
    await start();
    const report = await look('192.0.2.7');
    assert.deepEqual(report.summary, [
      '192.0.2.7 is an address for documentation (192.0.2.0/24, RFC 5737).',
      '192.0.2.7 belongs to Small Host LLC, SMALLHOST-NET (US), which has 192.0.2.0/24.',
      'Its reverse name is mail.smallhost.example, which leads back to it.',
      'AS64496 SMALLHOST-AS, US announces 192.0.2.0/24 to the Internet.',
      'It is listed by zen.spamhaus.org (SBL: known for spam; DROP: hijacked or rented by criminals): https://check.spamhaus.org/query/ip/192.0.2.7.',
      "Reports of abuse go to abuse@smallhost.example, taken from the registry's answer (rdap.arin.net): abuse contact Abuse Desk.",
    ]);
    assert.deepEqual(addresses(report), [
      'network rdap abuse@smallhost.example 192.0.2.0/24',
      'network whois spam@smallhost.example 192.0.2.0/24',
      'network literal postmaster@[192.0.2.7] 192.0.2.7',
      'upstream whois abuse@bigcarrier.example 192.0.0.0 - 192.3.255.255',
    ]);
    assert.deepEqual(valuesOf(report, 'neighbour'), ['AS64500', 'AS64501']);
    assert.deepEqual(valuesOf(report, 'not-listed'), ['bl.spamcop.net']);
    assert.deepEqual(report.problems, [
      'psbl.surriel.com refused to answer (127.255.255.254): it does not answer questions through public name servers. That says nothing about the address; ask through a name server of your own, or take the list out.',
    ]);
    assert.deepEqual(
      report.steps.map(({ step, status }) => `${step} ${status}`),
      [
        'rdap done',
        'whois done',
        'reverse-name done',
        'asn done',
        'blocklists done',
        'abusix done',
      ],
    );
    assert.deepEqual(JSON.parse(JSON.stringify(report)), report, 'it is plain JSON');
  });

  it('of a domain: registry and registrar, what it is, whom abuse.net knows', async () => {
    await start();
    const report = await look('www.example.com');
    assert.equal(report.subject, 'www.example.com');
    assert.deepEqual(world.web.requests.slice(1), [
      'https://rdap.verisign.com/com/v1/domain/example.com',
      'https://rdap.registrar.example/domain/EXAMPLE.COM',
    ]);
    assert.deepEqual(addresses(report), [
      'drop-box abuse.net abuse@freemail.example example.com',
      'drop-box whois-technical tech@advertised.example example.com',
      'drop-box rfc2142 abuse@example.com example.com',
      'drop-box rfc2142 postmaster@example.com example.com',
      'registrar rdap abuse@registrar.example example.com',
    ]);
    assert.match(
      report.summary.join(' '),
      /It was registered through Cheap Names Ltd\. on 2024-08-14\./,
    );
  });

  it('of a domain by its own name: what takes its mail, best first', async () => {
    await start();
    const report = await look('example.com');
    assert.deepEqual(valuesOf(report, 'mail-server'), [
      'mx1.freemail.example (10)',
      'mx2.freemail.example (20)',
    ]);
    assert.deepEqual(valuesOf(report, 'address'), ['192.0.2.80']);
    assert.deepEqual(valuesOf(report, 'spf'), ['v=spf1 -all']);
    assert.match(report.summary.join(' '), /It takes mail\./);
  });

  for (const [what, records, sentence] of [
    ['does not exist', {}, 'example.com does not exist, say the name servers.'],
    [
      'takes no mail by its own word',
      { 'MX example.com': '0 .' },
      'It takes no mail: it says so itself (null MX).',
    ],
    ['has neither address nor mail server', { 'TXT example.com': 'x' }, 'It takes no mail.'],
    [
      'has an address alone',
      { 'AAAA example.com': '2001:db8::1' },
      'Perhaps it takes mail: no mail server is named, but the host has an address.',
    ],
  ] as const) {
    it(`of a domain that ${what}`, async () => {
      await start({ names: zone(records) });
      const report = await look('example.com', {}, ['domain']);
      assert.ok(report.summary.includes(sentence), report.summary.join('\n'));
      const takesMail = sentence.startsWith('Perhaps');
      assert.equal(report.contacts.length > 0, takesMail, 'nobody writes to where no mail goes');
    });
  }

  it('of a domain about which a question failed does not say that it takes no mail', async () => {
    await start({ names: zone({ 'A example.com': 'SERVFAIL', 'TXT example.com': 'x' }) });
    const report = await look('example.com', {}, ['domain']);
    assert.deepEqual(valuesOf(report, 'mail'), []);
    assert.equal(report.contacts[0]?.address, 'abuse@example.com');
  });

  it('of a network by its number', async () => {
    await start();
    world.web.page('https://rdap.arin.net/registry/autnum/64500', rdap(rdapAnswer('asn')));
    const report = await look('as64500', {
      endpoints: { ...defaultEndpoints, rdap: `https://rdap.arin.net/registry` },
    });
    assert.deepEqual(
      addresses(report).filter((line) => line.startsWith('upstream rdap')),
      ['upstream rdap abuse@upstream.example AS64500'],
    );
    assert.deepEqual(valuesOf(report, 'asn'), ['AS64500 UPSTREAM-AS, SE']);
  });

  it('of an IPv6 address asks by its digits', async () => {
    await start();
    await look('2001:db8::7', {}, ['reverse-name', 'asn']);
    const digits = '7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2';
    assert.deepEqual(
      new Set(world.names.asked),
      new Set([`PTR ${digits}.ip6.arpa`, `TXT ${digits}.origin6.asn.cymru.com`]),
    );
  });

  it('of an address whose name leads elsewhere says that anybody may have chosen it', async () => {
    await start({ names: zone({ ...knownNames, 'A mail.smallhost.example': '192.0.2.8' }) });
    const report = await look('192.0.2.7', {}, ['reverse-name']);
    assert.match(
      report.summary.join(' '),
      /does not lead back to it: anybody may have chosen that/,
    );
    assert.ok(!report.contacts.some(({ address }) => address.endsWith('smallhost.example')));
  });

  it('follows the registry that another one redirects to, and an abuse contact that is pointed at', async () => {
    await start();
    world.web.page(
      'https://rdap.arin.net/registry/ip/198.51.100.7',
      status(302, { location: 'https://rdap.lacnic.net/rdap/ip/198.51.100.7' }),
    );
    world.web.page('https://rdap.lacnic.net/rdap/ip/198.51.100.7', rdap(rdapAnswer('lacnic')));
    world.web.page('https://rdap.lacnic.net/rdap/entity/PDS3', rdap(rdapAnswer('lacnic-entity')));
    const report = await look('198.51.100.7', {}, ['rdap']);
    assert.deepEqual(addresses(report).slice(0, 1), [
      'network rdap abuse@proveedor.example 198.51.100.0 - 198.51.100.255',
    ]);
  });

  it('of a network that names nobody for abuse has those that it names otherwise', async () => {
    await start();
    world.web.page('https://rdap.arin.net/registry/ip/198.51.100.7', rdap(rdapAnswer('afrinic')));
    const report = await look('198.51.100.7', {}, ['rdap']);
    assert.deepEqual(addresses(report).slice(0, 1), [
      'network rdap engineer@savanna.example 198.51.100.0/22',
    ]);
    assert.match(
      report.summary.join(' '),
      /Nobody is named for reports of abuse; engineer@savanna\.example is registered for other purposes\./,
    );
  });

  it('prefers the lists of IANA to those that it came with, and asks for them once a week', async () => {
    await start();
    world.web.page(
      'https://data.iana.org/rdap/ipv4.json',
      rdap({
        services: [
          [['192.0.2.0/24'], ['https://rdap.apnic.net/']],
          [['192.0.0.0/8'], ['http://x/']],
        ],
      }),
    );
    world.web.page('https://rdap.apnic.net/ip/192.0.2.7', rdap(rdapAnswer('arin')));
    const lists = (): number =>
      world.web.requests.filter((url) => url.startsWith('https://data.iana.org/')).length;
    for (const days of [0, 6, 2]) {
      world.clock.advance(days * 24 * 3_600_000);
      assert.deepEqual((await look('192.0.2.7', {}, ['rdap'])).problems, []);
    }
    assert.equal(lists(), 2);
    assert.ok(world.web.requests.includes('https://rdap.apnic.net/ip/192.0.2.7'));
  });

  it('asks nobody about an address that belongs to nobody on the Internet', async () => {
    await start();
    for (const text of [
      '10.1.2.3',
      '127.0.0.1',
      '169.254.1.1',
      '224.0.0.1',
      'fe80::1',
      '::1',
      '100.64.0.1',
    ]) {
      const report = await look(text, { transports: untouched });
      assert.match(report.summary[0] ?? '', /nobody was asked\.$/, text);
    }
  });

  it('without transports says what can be said, and who was not asked', async () => {
    await start();
    const without = { transports: noTransports, without: 'nothing may leave this machine' };
    const report = await look('8.8.8.8', without);
    assert.match(report.summary[0] ?? '', /the registry of its region is ARIN/);
    assert.deepEqual(report.problems, [
      'Not asked: registry (RDAP), registry (whois), reverse name, announcing network, block lists, Abusix, because nothing may leave this machine.',
    ]);
    assert.deepEqual(
      (await look('mail.google.com', without)).contacts.map(({ address }) => address),
      ['abuse@google.com', 'postmaster@google.com', 'fraud@google.com', 'spam@google.com'],
    );
  });

  it('in a browser has RDAP and name servers, and abuse.net by them', async () => {
    await start();
    const report = await look('example.com', {
      transports: { ...world.transports, connect: null },
    });
    assert.deepEqual(
      report.steps.map(({ step, status }) => `${step} ${status}`),
      ['rdap done', 'whois not-asked', 'domain done', 'abuse-net done'],
    );
    assert.equal(report.contacts[0]?.address, 'abuse@freemail.example');
    assert.match(report.problems.join(), /whois\), because that takes a TCP connection/);
  });

  it('answers a second time from what it learned, without a packet, until that no longer holds', async () => {
    await start();
    const first = await look('192.0.2.7', {}, ['rdap', 'whois', 'reverse-name']);
    const before = world.packets.length;
    world.clock.advance(299_000);
    const second = await look('192.0.2.7', { transports: untouched }, [
      'rdap',
      'whois',
      'reverse-name',
    ]);
    assert.equal(world.packets.length, before);
    assert.deepEqual(second.facts, first.facts);
    assert.ok(second.steps.every(({ cached }) => cached));
    assert.equal(second.learnedAt, first.learnedAt);
    assert.match(
      reportText(second, world.clock.now()),
      /was looked up 5 minutes ago \(2024-11-21 10:15 UTC\)/,
    );
    world.clock.advance(2000);
    await look('192.0.2.7', {}, ['reverse-name']);
    assert.equal(world.packets.length, before + 2, 'the name server said 300 seconds');
  });

  for (const [said, fields, seconds] of [
    ['nothing', {}, 24 * 3600],
    ['an age', { 'cache-control': 'public, max-age=3600' }, 3600],
    ['a date', { expires: 'Thu, 21 Nov 2024 12:15:00 GMT' }, 2 * 3600],
    ['an age before a date', { 'cache-control': 'max-age=600', expires: '0' }, 600],
    ['that it is not to be kept', { 'cache-control': 'no-store' }, 300],
    ['nonsense', { 'cache-control': 'max-age=soon', expires: 'never' }, 24 * 3600],
  ] as const) {
    it(`holds for as long as the registry says, which says ${said}`, async () => {
      await start();
      const answer = JSON.stringify(rdapAnswer('arin'));
      world.web.page(
        'https://rdap.arin.net/registry/ip/192.0.2.7',
        status(200, { 'content-type': 'application/rdap+json', ...fields }, answer),
      );
      const asks = async (): Promise<boolean> => {
        const before = world.packets.length;
        await look('192.0.2.7', {}, ['rdap']);
        return world.packets.length > before;
      };
      assert.ok(await asks());
      world.clock.advance((seconds - 1) * 1000);
      assert.ok(!(await asks()), 'asked too early');
      world.clock.advance(2000);
      assert.ok(await asks(), 'not asked again');
    });
  }

  it('is not asked about what another list or server said', async () => {
    await start();
    await look('192.0.2.7', {}, ['blocklists']);
    await look('192.0.2.7', { endpoints: { ...defaultEndpoints, blocklists: ['bl.example'] } }, [
      'blocklists',
    ]);
    assert.ok(world.names.asked.includes('A 7.2.0.192.bl.example'));
  });

  it('may have many questions at once: nothing is said of leaks', async () => {
    await start();
    const warnings: Error[] = [];
    const note = (warning: Error): void => {
      warnings.push(warning);
    };
    process.on('warning', note);
    const blocklists = Array.from({ length: 30 }, (_, index) => `bl${index}.example`);
    await look('192.0.2.7', { endpoints: { ...defaultEndpoints, blocklists } });
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', note);
    assert.deepEqual(warnings, []);
  });

  it('keeps what it learned over the end of the program, and lets it be forgotten', async () => {
    const store = memoryStore();
    await start({ store });
    await look('192.0.2.7', {}, ['rdap']);
    await world.stop();
    assert.match(store.text ?? '', /SMALLHOST-NET/);
    await start({ store });
    const again = await look('192.0.2.7', { transports: untouched }, ['rdap']);
    assert.equal(valuesOf(again, 'network')[0], 'SMALLHOST-NET');
    const about = subject('192.0.2.7');
    assert.ok(knownReport(about, world.context()) !== null);
    await world.cache.clear();
    assert.equal(knownReport(about, world.context()), null);
    assert.doesNotMatch(store.text ?? '', /SMALLHOST-NET/);
  });

  it('tells what is known without asking anybody, and how old it is', async () => {
    await start();
    const about = subject('192.0.2.7');
    assert.equal(knownReport(about, world.context()), null);
    await look('192.0.2.7', {}, ['rdap']);
    world.clock.advance(3_600_000);
    const before = world.packets.length;
    const known = knownReport(about, world.context({ transports: untouched }));
    assert.match(known?.summary.join(' ') ?? '', /Small Host LLC/);
    assert.equal(known?.learnedAt, '2024-11-21T10:15:00.000Z');
    assert.equal(world.packets.length, before);
  });

  it('tells each step when it begins and ends, with what is known by then', async () => {
    await start();
    const seen: string[] = [];
    await look('192.0.2.7', {
      onStep: (step, state, report) => {
        seen.push(`${step} ${state} ${report.steps.length}`);
      },
    });
    assert.equal(seen.filter((line) => line.includes('started')).length, 6);
    assert.deepEqual(
      seen.filter((line) => !line.includes('started')).map((line) => line.split(' ')[2]),
      ['1', '2', '3', '4', '5', '6'],
    );
  });

  for (const step of ['rdap', 'whois', 'reverse-name', 'asn', 'blocklists', 'abusix'] as const) {
    it(`can be cancelled while it asks for ${step}, and keeps the rest`, async () => {
      await start({
        names: zone({
          ...knownNames,
          ...(step === 'reverse-name' && { 'PTR 7.2.0.192.in-addr.arpa': 'SILENT' }),
          ...(step === 'asn' && { 'TXT as64496.asn.cymru.com': 'SILENT' }),
          ...(step === 'blocklists' && { 'A 7.2.0.192.bl.spamcop.net': 'SILENT' }),
          ...(step === 'abusix' && { 'TXT 7.2.0.192.abuse-contacts.abusix.zone': 'SILENT' }),
        }),
      });
      if (step === 'rdap') {
        world.web.page('https://rdap.arin.net/registry/ip/192.0.2.7', (response) => {
          response.write('{');
        });
      }
      if (step === 'whois') await world.whois.host('whois.arin.net', () => undefined);
      const cancel = new AbortController();
      const others = new Set<StepName>([
        'rdap',
        'whois',
        'reverse-name',
        'asn',
        'blocklists',
        'abusix',
      ]);
      others.delete(step);
      const report = await look('192.0.2.7', {
        signal: cancel.signal,
        onStep: (name, state) => {
          if (state !== 'started') others.delete(name);
          if (others.size === 0) cancel.abort();
        },
      });
      const states = new Map(report.steps.map((one) => [one.step, one.status]));
      assert.equal(states.get(step), 'cancelled');
      states.delete(step);
      assert.deepEqual(new Set(states.values()), new Set(['done']));
      assert.match(report.problems.join(' '), /cancelled/);
    });
  }

  it('that was cancelled before it began asks nobody', async () => {
    await start();
    const cancel = new AbortController();
    cancel.abort();
    const report = await look('192.0.2.7', { signal: cancel.signal, transports: untouched });
    assert.deepEqual(new Set(report.steps.map(({ status }) => status)), new Set(['cancelled']));
  });
});
