/** Name servers over UDP and TCP on the loopback interface. The clock is the test's. */
import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { decode, encode, type Answer } from 'dns-packet';
import fc from 'fast-check';
import type { DnsAnswer } from '../../server/src/lookup/transport.ts';
import { nameServers } from '../../server/src/node/dns.ts';
import { Clock } from '../servers/clock.ts';
import { NameServer, type NameServerOptions } from '../servers/name-server.ts';
import { zone, type Zone } from '../servers/zone.ts';

const known = zone({
  'A example.com': ['192.0.2.1', '192.0.2.2'],
  'AAAA example.com': '2001:DB8:0::1',
  'MX example.com': ['20 MX2.example.com', '10 mx1.example.com'],
  'MX null.example.com': '0 .',
  'PTR 7.2.0.192.in-addr.arpa': 'Mail.Example.COM',
  'TXT example.com': `v=spf1 ${'ip4:192.0.2.1 '.repeat(30)}-all`,
  'TXT long.example.com': new Array<string>(20).fill('x'.repeat(100)),
  'TXT cut.example.com': 'CUT',
  'TXT broken.example.com': 'SERVFAIL',
  'TXT closed.example.com': 'REFUSED',
  'TXT silent.example.com': 'SILENT',
  'CNAME www.example.com': 'example.com',
});

describe('name servers', () => {
  let server: NameServer | null = null;
  let clock: Clock;
  beforeEach(() => {
    clock = new Clock();
  });
  afterEach(() => {
    server?.stop();
    server = null;
    assert.equal(clock.pending, 0, 'every timer was disposed of');
  });

  const start = async (records: Zone = known, options: NameServerOptions = {}) =>
    (server = await NameServer.start(records, options));
  const never = new AbortController().signal;
  const ask = async (
    name: string,
    type: Parameters<ReturnType<typeof nameServers>>[1],
    signal = never,
  ): Promise<DnsAnswer> => {
    const { address } = server ?? (await start());
    return nameServers({ servers: [address], later: clock.later })(name, type, signal);
  };
  const values = (answer: DnsAnswer): readonly string[] => {
    assert.ok(answer.kind === 'records', JSON.stringify(answer));
    return answer.records.map(({ value }) => value);
  };
  const failure = (answer: DnsAnswer): string => {
    assert.ok(answer.kind === 'failed', JSON.stringify(answer));
    return `${answer.code}: ${answer.message}`;
  };

  it('tell addresses in their canonical form, names in lower case, and how long that holds', async () => {
    assert.deepEqual(await ask('example.com', 'A'), {
      kind: 'records',
      records: [
        { value: '192.0.2.1', preference: 0, ttl: 300 },
        { value: '192.0.2.2', preference: 0, ttl: 300 },
      ],
    });
    assert.deepEqual(values(await ask('example.com', 'AAAA')), ['2001:db8::1']);
    assert.deepEqual(values(await ask('7.2.0.192.in-addr.arpa', 'PTR')), ['mail.example.com']);
    const mail = await ask('example.com', 'MX');
    assert.deepEqual(mail.kind === 'records' && mail.records[0], {
      value: 'mx2.example.com',
      preference: 20,
      ttl: 300,
    });
    assert.deepEqual(values(await ask('null.example.com', 'MX')), ['']);
  });

  it('have the strings of a TXT record put together', async () => {
    assert.match(values(await ask('example.com', 'TXT'))[0] ?? '', /^v=spf1 .{400,} -all$/);
  });

  it('follow an alias, which holds no longer than it says', async () => {
    const answer = await ask('www.example.com', 'A');
    assert.deepEqual(values(answer), ['192.0.2.1', '192.0.2.2']);
    assert.ok(answer.kind === 'records' && answer.records.every(({ ttl }) => ttl === 200));
  });

  it('tell a name that is not there from a record that is not there', async () => {
    assert.deepEqual(await ask('nowhere.example.com', 'A'), {
      kind: 'absent',
      code: 'NXDOMAIN',
      ttl: 60,
    });
    assert.deepEqual(await ask('null.example.com', 'A'), {
      kind: 'absent',
      code: 'NODATA',
      ttl: 60,
    });
  });

  it('are asked over TCP when the answer does not fit, or was cut in the middle', async () => {
    assert.equal(values(await ask('long.example.com', 'TXT')).length, 20);
    assert.deepEqual(values(await ask('cut.example.com', 'TXT')), ['whole over TCP']);
    assert.deepEqual(server?.askedOverTcp, ['TXT long.example.com', 'TXT cut.example.com']);
  });

  it('that cut their answer and take no TCP are told from those that say nothing', async () => {
    await start(known, { udpOnly: true });
    assert.equal(
      failure(await ask('long.example.com', 'TXT')),
      'TRUNCATED: their answer is too long for one packet, and they refuse a TCP connection',
    );
  });

  it('say how they fail', async () => {
    assert.match(
      failure(await ask('broken.example.com', 'TXT')),
      /^SERVFAIL: they report a failure/,
    );
    assert.match(failure(await ask('closed.example.com', 'TXT')), /^REFUSED: they refuse/);
  });

  it('are asked again without the extension that old ones do not understand', async () => {
    await start(known, { old: true });
    assert.deepEqual(values(await ask('example.com', 'A')), ['192.0.2.1', '192.0.2.2']);
  });

  it('are asked twice and then given up', async () => {
    const asked = await start();
    const asking = ask('silent.example.com', 'TXT');
    for (const count of [0, 1]) {
      await asked.nextQuestion(count);
      clock.advance(2000);
    }
    assert.equal(failure(await asking), 'TIMEOUT: they did not answer in time');
    assert.equal(server?.asked.length, 2);
  });

  it('give way to the next one', async () => {
    const { address } = await start();
    const silent = createSocket('udp4').bind(0, '127.0.0.1');
    await once(silent, 'listening');
    silent.once('message', () => {
      clock.advance(2000);
    });
    const servers = [`127.0.0.1:${silent.address().port}`, address];
    const answer = await nameServers({ servers, later: clock.later })('example.com', 'A', never);
    silent.close();
    assert.deepEqual(values(answer), ['192.0.2.1', '192.0.2.2']);
  });

  it('let go when the user gives up', async () => {
    const asked = await start();
    const controller = new AbortController();
    const asking = ask('silent.example.com', 'TXT', controller.signal);
    await asked.nextQuestion(0);
    controller.abort();
    assert.match(failure(await asking), /^CANCELLED/);
    assert.match(failure(await ask('example.com', 'A', controller.signal)), /^CANCELLED/);
    assert.equal(server?.asked.length, 1);
  });

  it('are believed only about the question that they were asked', async () => {
    const lie = { type: 'A', name: 'example.com', ttl: 9, data: '198.51.100.66' } as const;
    await start(known, {
      decoys: ({ id = 0, questions = [] }) => [
        { type: 'response', id: id ^ 1, flags: 0x8180, questions, answers: [lie] },
        {
          type: 'response',
          id,
          flags: 0x8180,
          questions: [{ type: 'A', name: 'example.net' }],
          answers: [lie],
        },
        { type: 'response', id, flags: 0x8180, questions: [], answers: [lie] },
        { type: 'query', id, questions },
      ],
    });
    assert.deepEqual(values(await ask('example.com', 'A')), ['192.0.2.1', '192.0.2.2']);
  });

  it('may answer anything', async () => {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    let damage: readonly (readonly [number, number])[] = [];
    socket.on('message', (query, { port, address }) => {
      const { id = 0, questions = [] } = decode(query);
      const response = { type: 'response', id, questions } as const;
      const answers: Answer[] = [
        { type: 'CNAME', name: 'example.com', ttl: 9, data: 'www.example.com' },
        { type: 'TXT', name: 'www.example.com', ttl: 9, data: ['some', 'text'] },
      ];
      const bytes = encode({ ...response, flags: 0x8180, answers });
      for (const [at, value] of damage) bytes[at % bytes.length] = value;
      socket.send(bytes, port, address);
      // For the case that the first one was no answer at all: SERVFAIL.
      socket.send(encode({ ...response, flags: 0x8182 }), port, address);
    });
    const servers = [`127.0.0.1:${socket.address().port}`];
    const resolve = nameServers({ servers, later: clock.later });
    try {
      assert.deepEqual(values(await resolve('example.com', 'TXT', never)), ['sometext']);
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat(500), fc.nat(255)), { minLength: 1, maxLength: 8 }),
          async (bytes) => {
            damage = bytes;
            const answer = await resolve('example.com', 'TXT', never);
            assert.ok(['records', 'absent', 'failed'].includes(answer.kind));
          },
        ),
        { numRuns: 300 },
      );
    } finally {
      socket.close();
    }
  });

  it('that are not there are told from those that are slow', async () => {
    const gone = await start();
    const { address } = gone;
    gone.stop();
    server = null;
    const answer = await nameServers({ servers: [address], later: clock.later })(
      'example.com',
      'A',
      never,
    );
    assert.match(
      failure(answer),
      /^UNREACHABLE: no name server answers at the address that was chosen$/,
    );
  });

  it('to which there is no way are told so, by one sentence', async () => {
    // The system refuses the broadcast address before anything is sent.
    const answer = await nameServers({ servers: ['255.255.255.255'], later: clock.later })(
      'example.com',
      'A',
      never,
    );
    assert.match(failure(answer), /^UNREACHABLE: there is no way to them from here/);
  });

  it('must be IP addresses', () => {
    for (const server of ['dns.example.com', '', '192.0.2', '[::1', 'https://dns.example/']) {
      assert.throws(() => nameServers({ servers: [server] }), /must be an IP address/, server);
    }
    for (const server of ['192.0.2.53', '192.0.2.53:5353', '2001:db8::53', '[2001:db8::53]:53']) {
      nameServers({ servers: [server] });
    }
  });

  it('are asked for names only', async () => {
    await start();
    for (const name of ['', 'a b.example', 'ü.example', 'x'.repeat(300)]) {
      assert.match(failure(await ask(name, 'A')), /^MALFORMED/);
    }
    assert.deepEqual(server?.asked, []);
  });
});
