/** whois against servers on the loopback, good and bad. The clock is a list of callbacks. */
import assert from 'node:assert/strict';
import type { TcpConnect } from '../../../server/src/lookup/transport.ts';
import { readSubject } from '../../../server/src/lookup/subject.ts';
import {
  askWhois,
  readServer,
  refuseReferral,
  type WhoisAnswer,
} from '../../../server/src/lookup/whois/whois.ts';
import { Clock } from '../../servers/clock.ts';
import { answers, WhoisServers } from '../../servers/whois-servers.ts';

/** Calls back when the reader has taken `bytes` bytes and waits for more. */
function whenStalled(connect: TcpConnect, bytes: number, callback: () => void): TcpConnect {
  return async (host, port, reach, signal) => {
    const socket = await connect(host, port, reach, signal);
    return {
      ...socket,
      async *read() {
        let length = 0;
        if (bytes === 0) callback();
        for await (const chunk of socket.read()) {
          length += chunk.length;
          yield chunk;
          if (length >= bytes) callback();
        }
      },
    };
  };
}

describe('whois', () => {
  let internet: WhoisServers;
  let clock: Clock;

  beforeEach(() => {
    internet = new WhoisServers();
    clock = new Clock();
  });
  afterEach(() => {
    internet.close();
    assert.equal(clock.pending, 0, 'every timer was disposed of');
  });

  const ask = async (
    text: string,
    options: { connect?: TcpConnect; server?: string; signal?: AbortSignal } = {},
  ): Promise<WhoisAnswer> => {
    const subject = readSubject(text);
    assert.ok(!('words' in subject), text);
    return askWhois(subject, {
      connect: internet.connect,
      server: 'whois.iana.org',
      signal: new AbortController().signal,
      later: clock.later,
      ...options,
    });
  };

  const reportOf = (answer: WhoisAnswer): string => {
    assert.ok(answer.kind === 'answered', JSON.stringify(answer));
    return answer.sections
      .flatMap(({ host, query, text, notes }) => [`${host} was asked: ${query}`, text, ...notes])
      .join('\n');
  };

  const failureOf = (answer: WhoisAnswer): string => {
    assert.ok(answer.kind === 'failed', JSON.stringify(answer));
    return answer.message;
  };

  it('follows referrals and gives each server its form of query', async () => {
    await internet.host('whois.iana.org', answers('% IANA\r\nrefer:  whois.arin.net\r\n'));
    await internet.host('whois.arin.net', answers('ReferralServer: whois://whois.ripe.net:43\n'));
    await internet.host('whois.ripe.net', answers("% Abuse contact is 'abuse@example.net'\n"));
    const answer = await ask('192.0.2.7');
    assert.deepEqual(internet.queries, [
      'whois.iana.org: 192.0.2.7',
      'whois.arin.net: n + 192.0.2.7',
      'whois.ripe.net: -B 192.0.2.7',
    ]);
    assert.deepEqual(internet.attempts, [
      'whois.iana.org:43',
      'whois.arin.net:43',
      'whois.ripe.net:43',
    ]);
    assert.deepEqual(clock.waits, [10_000, 10_000, 10_000]);
    assert.equal(
      reportOf(answer),
      [
        'whois.iana.org was asked: 192.0.2.7',
        '% IANA',
        'refer:  whois.arin.net',
        'whois.arin.net was asked: n + 192.0.2.7',
        'ReferralServer: whois://whois.ripe.net:43',
        'whois.ripe.net was asked: -B 192.0.2.7',
        "% Abuse contact is 'abuse@example.net'",
      ].join('\n'),
    );
  });

  for (const [server, query] of [
    ['whois.verisign-grs.com', 'domain example.com'],
    ['whois.denic.de', '-T dn,ace example.com'],
    ['whois.ripe.net', 'example.com'],
  ] as const) {
    it(`asks ${server} about the registrable domain of a host`, async () => {
      await internet.host('whois.iana.org', answers(`whois: ${server}\n`));
      await internet.host(server, answers('ok'));
      reportOf(await ask('Mail.Example.COM.'));
      assert.deepEqual(internet.queries, [`whois.iana.org: example.com`, `${server}: ${query}`]);
    });
  }

  it('asks about an address in its canonical form', async () => {
    await internet.host('whois.iana.org', answers('ok'));
    await ask('2001:DB8:0:0::1');
    await ask('204.244.177.031');
    assert.deepEqual(internet.queries, [
      'whois.iana.org: 2001:db8::1',
      'whois.iana.org: 204.244.177.31',
    ]);
  });

  it('stops after three referrals', async () => {
    for (let i = 0; i < 6; i++) {
      const name = i === 0 ? 'whois.iana.org' : `whois${i}.example.net`;
      await internet.host(name, answers(`refer: whois${i + 1}.example.net\n`));
    }
    const report = reportOf(await ask('example.com'));
    assert.equal(internet.queries.length, 4);
    assert.match(
      report,
      /The referral to "whois4\.example\.net" was not followed: 3 referrals were followed already\./,
    );
  });

  it('does not go in circles', async () => {
    await internet.host('whois.iana.org', answers('refer: whois.example.net\n'));
    await internet.host('whois.example.net', answers('whois: WHOIS.iana.org\n'));
    const report = reportOf(await ask('example.com'));
    assert.equal(internet.queries.length, 2);
    assert.match(report, /"WHOIS\.iana\.org" was not followed: that server was asked already\./);
  });

  it('is silent about a server that refers to itself', async () => {
    await internet.host('whois.iana.org', answers('whois: whois.iana.org\nok\n'));
    assert.doesNotMatch(reportOf(await ask('example.com')), /not followed/);
  });

  for (const [referral, why] of [
    ['whois://10.0.0.1', 'the address is not a public one'],
    ['whois://[::1]:43', 'the address is not a public one'],
    ['[::ffff:127.0.0.1]', 'the address is not a public one'],
    ['169.254.169.254', 'the address is not a public one'],
    ['127.1', 'it is no name of a whois server'],
    ['0x7f.0x1', 'the name is not a public one'],
    ['localhost', 'the name is not a public one'],
    ['intranet', 'the name is not a public one'],
    ['whois.corp.internal', 'the name is not a public one'],
    ['whois.example.net:25', 'whois servers are asked at port 43 only'],
    ['rwhois://whois.example.net:4321', 'it is no name of a whois server'],
    ['whois.example.net/../x', 'it is no name of a whois server'],
    ['a b.example.net', 'it is no name of a whois server'],
    ['whois.example.net:99999', 'it is no name of a whois server'],
  ] as const) {
    it(`does not follow a referral to ${referral}`, async () => {
      await internet.host('whois.iana.org', answers(`refer: ${referral}\nkept\n`));
      const report = reportOf(await ask('example.com'));
      assert.deepEqual(internet.attempts, ['whois.iana.org:43']);
      assert.match(report, /^kept$/m);
      assert.ok(report.includes(`was not followed: ${why}.`), report);
    });
  }

  it('may refer to public names and addresses at port 43', () => {
    for (const referral of [
      'whois.arin.net',
      'whois.nic.example:43',
      '[2606:4700::1]',
      '8.8.8.8',
    ]) {
      assert.equal(refuseReferral(referral, ['whois.iana.org']), null, referral);
    }
  });

  it('reads a server setting in all its forms', () => {
    assert.deepEqual(readServer(' Whois.Example.NET '), { host: 'whois.example.net', port: 43 });
    assert.deepEqual(readServer('127.0.0.1:4343'), { host: '127.0.0.1', port: 4343 });
    assert.deepEqual(readServer('localhost:4343'), { host: 'localhost', port: 4343 });
    assert.deepEqual(readServer('[::1]:4343'), { host: '::1', port: 4343 });
    assert.deepEqual(readServer('2001:db8::1'), { host: '2001:db8::1', port: 43 });
    for (const bad of ['', ':43', 'host:0', 'host:x', 'host:65536', 'a b', '[::1', '[x]:43']) {
      assert.equal(readServer(bad), null, bad);
    }
  });

  it('starts at whatever server the user set', async () => {
    await internet.host('localhost', answers('ok'));
    reportOf(await ask('example.com', { server: 'localhost:4343' }));
    assert.deepEqual(internet.attempts, ['localhost:4343']);
    assert.match(failureOf(await ask('example.com', { server: 'no such' })), /nothing was sent\.$/);
  });

  it('says that a connection was refused', async () => {
    await internet.deadHost('whois.iana.org');
    assert.match(
      failureOf(await ask('example.com')),
      /^Could not reach whois\.iana\.org: it refused the connection\. Check the connection and try again; nothing was changed\.$/,
    );
  });

  it('says what an error without a message means', async () => {
    const connect = () =>
      Promise.reject(Object.assign(new AggregateError([], ''), { code: 'ENETUNREACH' }));
    assert.match(
      failureOf(await ask('example.com', { connect })),
      /^Could not reach whois\.iana\.org: there is no way to it from here; this machine may be offline\. /,
    );
  });

  it('keeps what the first server said when the second cannot be reached', async () => {
    await internet.host('whois.iana.org', answers('refer: whois.example.net\n'));
    const answer = await ask('example.com');
    assert.match(reportOf(answer), /^refer: whois\.example\.net$/m);
    assert.match(
      reportOf(answer),
      /Could not reach whois\.example\.net: its name leads nowhere; this machine may be offline\. What the servers before it said is kept/,
    );
  });

  it('says that an answer was empty', async () => {
    await internet.host('whois.iana.org', answers(' \r\n'));
    assert.equal(
      failureOf(await ask('example.com')),
      'whois.iana.org gave no answer: it closed the connection without one. Try again later, or choose another whois server in the settings; nothing was changed.',
    );
  });

  it('cuts an endless answer', async () => {
    await internet.host('whois.iana.org', (_, socket) => {
      const line = Buffer.alloc(8191, 'x');
      const pour = () => {
        while (!socket.destroyed && socket.write(line));
      };
      socket.on('drain', pour);
      pour();
    });
    const report = reportOf(await ask('example.com'));
    assert.match(
      report,
      /incomplete: it is longer than 64 kB and was cut\. What had arrived is kept\./,
    );
    assert.equal(report.split('x').length - 1, 64 * 1024 + 1, 'the x of example.com and 64 kB');
  });

  it('takes an answer of exactly 64 kB as it is', async () => {
    await internet.host('whois.iana.org', answers('y'.repeat(64 * 1024)));
    assert.doesNotMatch(reportOf(await ask('example.com')), /incomplete/);
  });

  it('gives up a stalled server after its time and keeps what had arrived', async () => {
    await internet.host('whois.iana.org', (_, socket) => socket.write('half an ü'.slice(0, -1)));
    const connect = whenStalled(internet.connect, 8, () => {
      clock.strike();
    });
    const report = reportOf(await ask('example.com', { connect }));
    assert.match(report, /^half an$/m);
    assert.match(report, /incomplete: it did not finish within 10 seconds\./);
  });

  it('gives up a server that says nothing', async () => {
    await internet.host('whois.iana.org', () => undefined);
    const connect = whenStalled(internet.connect, 0, () => {
      clock.strike();
    });
    assert.match(
      failureOf(await ask('example.com', { connect })),
      /^whois\.iana\.org gave no answer: it did not finish within 10 seconds\. /,
    );
  });

  it('gives up a connection that never opens, and closes it if it opens later', async () => {
    let closed = false;
    let open: (socket: Awaited<ReturnType<TcpConnect>>) => void = () => undefined;
    const connect: TcpConnect = () => {
      queueMicrotask(() => {
        clock.strike();
      });
      return new Promise((resolve) => {
        open = resolve;
      });
    };
    assert.match(
      failureOf(await ask('example.com', { connect })),
      /^Could not reach .* 10 seconds/,
    );
    open({
      send: () => Promise.resolve(),
      read: () => internet.connect as never,
      close: () => {
        closed = true;
      },
    });
    await Promise.resolve();
    assert.ok(closed);
  });

  it('can be cancelled at any time', async () => {
    await internet.host('whois.iana.org', (_, socket) => socket.write('half'));
    const controller = new AbortController();
    const connect = whenStalled(internet.connect, 4, () => {
      controller.abort();
    });
    assert.match(
      reportOf(await ask('example.com', { connect, signal: controller.signal })),
      /^half\nThe lookup was cancelled while whois\.iana\.org answered\. What had arrived is kept\.$/m,
    );
    const before = internet.attempts.length;
    assert.match(
      failureOf(await ask('example.com', { signal: controller.signal })),
      /^The lookup was cancelled/,
    );
    assert.equal(internet.attempts.length, before, 'a lookup cancelled before it began');
  });

  it('keeps what arrived before the connection broke', async () => {
    // Not with a real reset: on some systems it arrives as an ordinary end.
    const connect: TcpConnect = () =>
      Promise.resolve({
        send: () => Promise.resolve(),
        async *read() {
          yield await Promise.resolve(Buffer.from('half'));
          throw new Error('read ECONNRESET');
        },
        close: () => undefined,
      });
    const report = reportOf(await ask('example.com', { connect }));
    assert.match(report, /^half$/m);
    assert.match(report, /incomplete: read ECONNRESET\. What had arrived is kept\./);
  });

  it('reads UTF-8, else Latin-1', async () => {
    await internet.host('whois.iana.org', answers('person: Müller'));
    assert.match(reportOf(await ask('example.com')), /person: Müller/);
    internet.close();
    internet = new WhoisServers();
    await internet.host('whois.iana.org', answers(Buffer.from('person: Müller', 'latin1')));
    assert.match(reportOf(await ask('example.com')), /person: Müller/);
  });

  it('does not take an answer for Latin-1 because the cut hit a character', async () => {
    await internet.host('whois.iana.org', answers(`a${'ü'.repeat(40_000)}`));
    assert.match(reportOf(await ask('example.com')), /^aü+$/m);
  });

  it('takes out what a terminal would obey', async () => {
    await internet.host(
      'whois.iana.org',
      answers('a\x1b[31mb\x1b]0;title\x07c\x00d\u202ee\x9b2Jf\x08\rnext\tcolumn\x1b'),
    );
    assert.match(reportOf(await ask('example.com')), /^abcdef\nnext\tcolumn$/m);
  });
});
