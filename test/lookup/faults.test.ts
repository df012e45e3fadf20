/**
 * Bad servers, one row each: what the user sees, what is kept all the same, and that a second try
 * succeeds once the server is well again. No row waits: the clock is the test's. With FAULT_TABLE=1
 * the rows are printed as a table.
 */
import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { lookUp } from '../../server/src/lookup/lookup.ts';
import { reportText } from '../../server/src/lookup/report-text.ts';
import type { Report, StepName } from '../../server/src/lookup/report.ts';
import { readSubject } from '../../server/src/lookup/subject.ts';
import type { TcpConnect, Transports } from '../../server/src/lookup/transport.ts';
import { httpGetter } from '../../server/src/node/http.ts';
import { tcpConnector } from '../../server/src/node/tcp.ts';
import type { Clock } from '../servers/clock.ts';
import type { NameServerOptions } from '../servers/name-server.ts';
import { rdap, status, type Page } from '../servers/web.ts';
import { answers, type Behaviour } from '../servers/whois-servers.ts';
import { zone, type Failure } from '../servers/zone.ts';
import { rdapAnswer } from './registries.ts';
import { knownNames, World } from './world.ts';

interface Row {
  readonly server: string;
  /** What makes it bad; the world is well before. */
  readonly harm: (world: World) => void | Promise<void>;
  readonly nameServer?: NameServerOptions;
  readonly names?: Readonly<Record<string, string | readonly string[]>>;
  /** Instead of the world's own. */
  readonly transports?: (world: World) => Partial<Transports>;
  readonly step: StepName;
  /** The sentence; null where there is nothing to complain about. */
  readonly sees: RegExp | null;
  /** Facts of the step that are there all the same. */
  readonly kept?: RegExp;
  /** Makes a second try succeed, beyond the passing of an hour. */
  readonly heal?: (world: World) => void | Promise<void>;
  /** It says so the second time, too: it is the truth. */
  readonly lasting?: boolean;
}

const megabyte = Buffer.alloc(1024 * 1024, 'x');

/** Sends 100 MB as fast as they are taken. */
function pour(
  target: {
    write(chunk: Buffer): boolean;
    end(): void;
    on(event: 'drain', f: () => void): unknown;
  },
  isGone: () => boolean,
): void {
  let left = 100;
  const more = (): void => {
    while (left > 0 && !isGone()) {
      left -= 1;
      if (!target.write(megabyte)) return;
    }
    if (!isGone()) target.end();
  };
  target.on('drain', more);
  more();
}

/** Sends a byte for every second that passes. */
function drip(
  clock: Clock,
  write: (byte: string, done: () => void) => void,
  isGone: () => boolean,
) {
  const next = (): void => {
    if (isGone()) return;
    write(' ', () => {
      setImmediate(() => {
        clock.advance(1000);
        next();
      });
    });
  };
  next();
}

const slowly =
  (world: World): Behaviour =>
  (_, socket: Socket) => {
    drip(
      world.clock,
      (byte, done) => socket.write(byte, done),
      () => socket.destroyed,
    );
  };

const pourPage: Page = (response) => {
  response.setHeader('content-type', 'application/rdap+json');
  pour(response, () => response.destroyed);
};

const dripPage =
  (world: World): Page =>
  (response) => {
    response.setHeader('content-type', 'application/rdap+json');
    drip(
      world.clock,
      (byte, done) => response.write(byte, done),
      () => response.destroyed,
    );
  };

const arin = 'https://rdap.arin.net/registry/ip/192.0.2.7';
const page =
  (answer: Page) =>
  (world: World): void => {
    world.web.page(arin, answer);
  };
const redirect = (location: string) =>
  page((response) => {
    response.writeHead(302, { location }).end();
  });
const whois =
  (behaviour: Behaviour, host = 'whois.arin.net') =>
  async (world: World): Promise<void> => {
    await world.whois.host(host, behaviour);
  };
const refer = (to: string) =>
  whois(answers(`kept: yes\r\nReferralServer: ${to}\r\nOrgName: Kept\r\n`));
const healWhois = async (world: World): Promise<void> => {
  await world.whois.host('whois.arin.net', answers('OrgName: Well\r\n'));
};
const healPage = (world: World): void => {
  world.web.page(arin, rdap(rdapAnswer('arin')));
};
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');

/** A whole network that is not there. */
const unplugged = (): Transports => {
  const gone = () =>
    Promise.reject(Object.assign(new Error('connect ENETUNREACH'), { code: 'ENETUNREACH' }));
  return {
    connect: gone,
    http: gone,
    dns: () =>
      Promise.resolve({
        kind: 'failed',
        code: 'UNREACHABLE',
        message: 'there is no way to them from here; this machine may be offline',
      }),
  };
};

/** Names of strangers lead to this machine. */
const rebound =
  (world: World): TcpConnect =>
  (host, port, reach, signal) =>
    reach === 'public' && host === 'whois.rebound.example'
      ? tcpConnector(() => Promise.resolve([{ address: '127.0.0.1', family: 4 }]))(
          host,
          port,
          reach,
          signal,
        )
      : world.whois.connect(host, port, reach, signal);

const question = (name: string, failure: Failure) => ({ [name]: failure });

const rows: readonly Row[] = [
  // whois
  {
    server: 'whois: an answer of 100 MB',
    step: 'whois',
    harm: whois((_, socket) => {
      socket.write('OrgName: Kept\r\n');
      pour(socket, () => socket.destroyed);
    }),
    sees: /^The answer of whois\.arin\.net is incomplete: it is longer than 64 kB and was cut\./,
    kept: /Kept/,
    heal: healWhois,
  },
  {
    server: 'whois: one byte a second',
    step: 'whois',
    harm: (world) => whois(slowly(world))(world),
    sees: /^whois\.arin\.net gave no answer: it did not finish within 10 seconds\./,
    heal: healWhois,
  },
  {
    server: 'whois: says nothing and hangs',
    step: 'whois',
    harm: (world) =>
      whois(() => {
        world.clock.advance(10_000);
      })(world),
    sees: /^whois\.arin\.net gave no answer: it did not finish within 10 seconds\./,
    heal: healWhois,
  },
  {
    server: 'whois: closes without an answer',
    step: 'whois',
    harm: whois(answers('')),
    sees: /^whois\.arin\.net gave no answer: it closed the connection without one\./,
    heal: healWhois,
  },
  {
    server: 'whois: nobody listens',
    step: 'whois',
    harm: (world) => world.whois.deadHost('whois.arin.net'),
    sees: /^Could not reach whois\.arin\.net: it refused the connection\./,
    heal: healWhois,
  },
  {
    server: 'whois: refers in a circle',
    step: 'whois',
    harm: refer('whois://whois.iana.org'),
    sees: /^The referral to "whois\.iana\.org" was not followed: that server was asked already\. What was said up to it is kept\.$/,
    kept: /Kept/,
    heal: healWhois,
  },
  {
    server: 'whois: refers on without end',
    step: 'whois',
    harm: async (world) => {
      await refer('whois://whois1.referral.example')(world);
      for (let i = 1; i < 9; i++) {
        await whois(
          answers(`OrgName: Kept\r\nrefer: whois${i + 1}.referral.example\r\n`),
          `whois${i}.referral.example`,
        )(world);
      }
    },
    sees: /was not followed: 3 referrals were followed already\. What was said up to it is kept\.$/,
    kept: /Kept/,
    heal: healWhois,
  },
  {
    server: 'whois: refers to a private address',
    step: 'whois',
    harm: refer('whois://10.0.0.1'),
    sees: /^The referral to "10\.0\.0\.1" was not followed: the address is not a public one\. What was said up to it is kept\.$/,
    kept: /Kept/,
    heal: healWhois,
  },
  {
    server: 'whois: refers to a name that leads to this machine',
    step: 'whois',
    harm: refer('whois://whois.rebound.example'),
    transports: (world) => ({ connect: rebound(world) }),
    sees: /^Could not reach whois\.rebound\.example: its name leads to 127\.0\.0\.1, which is not a public address\./,
    kept: /Kept/,
    heal: healWhois,
  },
  {
    server: 'whois: refers to an odd port',
    step: 'whois',
    harm: refer('rwhois.example.net:4321'),
    sees: /^The referral to "rwhois\.example\.net:4321" was not followed: whois servers are asked at port 43 only\. What was said up to it is kept\.$/,
    kept: /Kept/,
    heal: healWhois,
  },
  {
    server: 'whois: ANSI escapes and Markdown',
    step: 'whois',
    harm: whois(
      answers(
        'OrgName: \x1b[2J\x1b]0;owned\x07Kept [click](https://evil.example) ![x](https://evil.example/p.png)\r\nOrgAbuseEmail: \x1b[31mabuse@kept.example\r\n',
      ),
    ),
    sees: null,
    kept: /Kept \[click\]/,
  },
  {
    server: 'whois: an answer in UTF-16',
    step: 'whois',
    harm: whois(answers(utf16('OrgName: Kept Größe\r\n'))),
    sees: null,
    kept: /Kept Größe/,
  },
  {
    server: 'whois: an answer in Latin-1',
    step: 'whois',
    harm: whois(answers(Buffer.from('OrgName: Kept Größe\r\n', 'latin1'))),
    sees: null,
    kept: /Kept Größe/,
  },
  // RDAP
  {
    server: 'RDAP: an answer of 100 MB',
    step: 'rdap',
    harm: page(pourPage),
    sees: /^The answer of rdap\.arin\.net is longer than 1 MB and was not read to its end, so it cannot be understood\. Go by the other answers, or try again later\.$/,
    heal: healPage,
  },
  {
    server: 'RDAP: one byte a second',
    step: 'rdap',
    harm: (world) => {
      page(dripPage(world))(world);
    },
    sees: /^rdap\.arin\.net did not finish within 10 seconds\. Try again later\.$/,
    heal: healPage,
  },
  {
    server: 'RDAP: redirects in a circle',
    step: 'rdap',
    harm: redirect(arin),
    sees: /^rdap\.arin\.net sent us on to .*, which was not followed: 5 of its kind were followed already\. Go by the other answers, or try again later\.$/,
    heal: healPage,
  },
  {
    server: 'RDAP: redirects to http',
    step: 'rdap',
    harm: redirect('http://rdap.db.ripe.net/ip/192.0.2.7'),
    sees: /^rdap\.arin\.net sent us on to "http:\/\/rdap\.db\.ripe\.net\/ip\/192\.0\.2\.7", which was not followed: it is not encrypted \(https\)\. Go by the other answers, or try again later\.$/,
    heal: healPage,
  },
  {
    server: 'RDAP: redirects to a private address',
    step: 'rdap',
    harm: redirect('https://[::ffff:10.0.0.1]/ip/192.0.2.7'),
    sees: /which was not followed: the address is not a public one\. Go by the other answers, or try again later\.$/,
    heal: healPage,
  },
  {
    server: 'RDAP: redirects to an odd port',
    step: 'rdap',
    harm: redirect('https://rdap.db.ripe.net:8443/ip/192.0.2.7'),
    sees: /which was not followed: registries are asked at port 443 only\. Go by the other answers, or try again later\.$/,
    heal: healPage,
  },
  {
    server: 'RDAP: redirects to a name that leads to this machine',
    step: 'rdap',
    harm: () => undefined,
    transports: () => ({
      http: httpGetter(
        { proxy: null, noProxy: ['*'], strictSsl: true, extraCertificates: [] },
        () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
      ),
    }),
    sees: /^Could not reach rdap\.arin\.net: its name leads to 127\.0\.0\.1, which is not a public address\./,
  },
  {
    server: 'RDAP: invalid JSON',
    step: 'rdap',
    harm: page(status(200, { 'content-type': 'application/rdap+json' }, '{"handle": \x1b[31m')),
    sees: /^rdap\.arin\.net answered with something that is no valid JSON and cannot be understood: "\{"handle": \\u\{1b\}\[31m"\. Try again later\.$/,
    heal: healPage,
  },
  {
    server: 'RDAP: JSON that is no RDAP',
    step: 'rdap',
    harm: page(rdap({ errorCode: 400, title: 'Bad \u001b[31mrequest' })),
    sees: /^rdap\.arin\.net answered with something that is no RDAP answer: "Bad \\u\{1b\}\[31mrequest"\. Try again later\.$/,
    heal: healPage,
  },
  {
    server: 'RDAP: an error page in HTML',
    step: 'rdap',
    harm: page(status(200, { 'content-type': 'text/html; charset=utf-8' }, '<h1>Sorry</h1>')),
    sees: /^rdap\.arin\.net answered with a web page in place of data; it may be out of order, or a login page stands before the network\. Try again later\.$/,
    heal: healPage,
  },
  {
    server: 'RDAP: 429 with Retry-After',
    step: 'rdap',
    harm: page(status(429, { 'retry-after': '120' })),
    sees: /^rdap\.arin\.net has been asked too often from here \(HTTP 429\)\. Try again after 2024-11-21 10:17 UTC\.$/,
    heal: healPage,
  },
  {
    server: 'RDAP: 503 with Retry-After as a date',
    step: 'rdap',
    harm: page(status(503, { 'retry-after': 'Thu, 21 Nov 2024 10:45:00 GMT' })),
    sees: /^rdap\.arin\.net is out of service for the moment \(HTTP 503\)\. Try again after 2024-11-21 10:45 UTC\.$/,
    heal: healPage,
  },
  {
    server: 'RDAP: 503 and no more',
    step: 'rdap',
    harm: page(status(503)),
    sees: /^rdap\.arin\.net is out of service for the moment \(HTTP 503\)\. Try again later\.$/,
    heal: healPage,
  },
  {
    server: 'RDAP: 500',
    step: 'rdap',
    harm: page(status(500)),
    sees: /^rdap\.arin\.net refused to answer \(HTTP 500\)\. Try again later\.$/,
    heal: healPage,
  },
  {
    server: 'RDAP: knows nothing (404)',
    step: 'rdap',
    harm: page(status(404)),
    sees: /^rdap\.arin\.net knows nothing about it\.$/,
    heal: healPage,
  },
  {
    server: 'RDAP: a certificate of nobody',
    step: 'rdap',
    harm: () => undefined,
    transports: (world) => ({
      http: httpGetter({ ...world.web.options, extraCertificates: [] }),
    }),
    sees: /^Could not reach rdap\.arin\.net: its certificate comes from an authority that is not trusted here\. Check the clock of this machine; where a proxy reads along, let this machine trust its certificate, and try again\.$/,
  },
  {
    server: 'RDAP: a certificate for another host',
    step: 'rdap',
    harm: redirect('https://rdap.other.example/'),
    sees: /^Could not reach rdap\.other\.example: its certificate is for another host\./,
    heal: healPage,
  },
  {
    server: 'RDAP: breaks the connection',
    step: 'rdap',
    harm: page((response) => {
      response.writeHead(200, { 'content-type': 'application/rdap+json' });
      response.write('{"handle":');
      setImmediate(() => response.destroy());
    }),
    sees: /^Could not reach rdap\.arin\.net: .+\. Check the connection and try again\.$/,
    heal: healPage,
  },
  // Name servers
  {
    server: 'DNS: no such name (NXDOMAIN)',
    step: 'reverse-name',
    harm: () => undefined,
    names: { 'A x.example': '192.0.2.1' },
    sees: null,
    lasting: true,
  },
  {
    server: 'DNS: SERVFAIL',
    step: 'reverse-name',
    harm: () => undefined,
    names: question('PTR 7.2.0.192.in-addr.arpa', 'SERVFAIL'),
    sees: /^The name servers gave no answer about 7\.2\.0\.192\.in-addr\.arpa \(PTR\): they report a failure \(SERVFAIL\)\. Try again later\.$/,
    lasting: true,
  },
  {
    server: 'DNS: REFUSED',
    step: 'reverse-name',
    harm: () => undefined,
    names: question('PTR 7.2.0.192.in-addr.arpa', 'REFUSED'),
    sees: /they refuse the question \(REFUSED\)\. Try again later\.$/,
    lasting: true,
  },
  {
    server: 'DNS: a cut answer, whole over TCP',
    step: 'abusix',
    harm: () => undefined,
    names: {
      'TXT 7.2.0.192.abuse-contacts.abusix.zone': new Array<string>(40).fill(
        'abuse@kept.example, x',
      ),
    },
    sees: null,
    lasting: true,
  },
  {
    server: 'DNS: a cut answer, and no TCP',
    step: 'abusix',
    harm: () => undefined,
    names: question('TXT 7.2.0.192.abuse-contacts.abusix.zone', 'CUT'),
    nameServer: { udpOnly: true },
    sees: /\(TXT\): their answer is too long for one packet, and they refuse a TCP connection\. Try again later\.$/,
    lasting: true,
  },
  {
    server: 'DNS: says nothing',
    step: 'abusix',
    harm: (world) => {
      const wait = async (): Promise<void> => {
        for (const count of [0, 1]) {
          await world.names.nextQuestion(count);
          world.clock.advance(2000);
        }
      };
      void wait();
    },
    names: question('TXT 7.2.0.192.abuse-contacts.abusix.zone', 'SILENT'),
    sees: /\(TXT\): they did not answer in time\. Try again later\.$/,
    lasting: true,
  },
  {
    server: 'block list: refuses to answer (127.255.255.254)',
    step: 'blocklists',
    harm: () => undefined,
    names: { ...knownNames },
    sees: /^psbl\.surriel\.com refused to answer \(127\.255\.255\.254\)/,
    lasting: true,
  },
  {
    server: 'block list: its domain is for sale',
    step: 'blocklists',
    harm: () => undefined,
    names: { ...knownNames, 'A 7.2.0.192.psbl.surriel.com': '198.51.100.99' },
    sees: /^psbl\.surriel\.com answered with 198\.51\.100\.99, which is no answer of a block list/,
    lasting: true,
  },
  {
    server: 'block list: does not list its own test entry',
    step: 'blocklists',
    harm: () => undefined,
    names: {
      'A 2.0.0.127.zen.spamhaus.org': '127.0.0.2',
      'A 2.0.0.127.psbl.surriel.com': '127.0.0.2',
    },
    sees: /^bl\.spamcop\.net does not answer here: it does not even list its own test entry\./,
    lasting: true,
  },
  // The network
  {
    server: 'no network: RDAP',
    step: 'rdap',
    harm: () => undefined,
    transports: unplugged,
    sees: /^Could not reach rdap\.arin\.net: there is no way to it from here; this machine may be offline\./,
  },
  {
    server: 'no network: whois',
    step: 'whois',
    harm: () => undefined,
    transports: unplugged,
    sees: /^Could not reach whois\.iana\.org: there is no way to it from here; this machine may be offline\./,
  },
  {
    server: 'no network: name servers',
    step: 'asn',
    harm: () => undefined,
    transports: unplugged,
    sees: /^The name servers could not be asked: there is no way to them from here; this machine may be offline\. Check the connection and try again\.$/,
  },
];

/** Longer than any row may take on a busy machine. Milliseconds. */
const patience = 5000;

describe('bad servers', () => {
  const table: string[] = [];

  for (const row of rows) {
    it(row.server, async () => {
      const world = await World.start({
        names: zone({ ...(row.names ?? knownNames) }),
        ...(row.nameServer && { nameServer: row.nameServer }),
      });
      try {
        await row.harm(world);
        const look = (transports: Transports): Promise<Report> => {
          const subject = readSubject('192.0.2.7');
          assert.ok(!('words' in subject));
          return lookUp(subject, world.context({ transports }), [row.step]);
        };
        const began = performance.now();
        const report = await look({ ...world.transports, ...row.transports?.(world) });
        const milliseconds = performance.now() - began;
        assert.ok(milliseconds < patience, `it took ${milliseconds} ms`);

        const [sentence = ''] = report.problems;
        if (row.sees === null) assert.deepEqual(report.problems, []);
        else {
          assert.equal(report.problems.length, 1, report.problems.join('\n'));
          assert.match(sentence, row.sees);
        }
        const text = reportText(report, world.clock.now());
        if (row.kept !== undefined) assert.match(text, row.kept);
        assert.ok(!text.includes('\x1b'), 'nothing commands a terminal');
        const isOver = row.sees === null || report.steps.every(({ lifetime }) => lifetime > 0);
        assert.equal(/Look it up again/.test(text), !isOver, 'what to do next');
        assert.match(text, /postmaster@\[192\.0\.2\.7\]/, 'what is known without asking stays');

        if (row.sees !== null && row.lasting !== true) {
          // What a server has said about its own trouble is over by then.
          world.clock.advance(3_700_000);
          await row.heal?.(world);
          const again = await look(world.transports);
          assert.deepEqual(again.problems, [], 'a second try succeeds');
        }
        assert.equal(world.clock.pending, 0, 'every timer was disposed of');
        const kept = report.summary.find((line) => row.kept?.test(line)) ?? report.summary.at(-1);
        const said = sentence === '' ? `nothing amiss: ${kept ?? ''}` : sentence;
        table.push(
          `| ${row.server} | ${said.replaceAll('|', '\\|')} | ${milliseconds.toFixed(0)} ms |`,
        );
      } finally {
        await world.stop();
      }
    });
  }

  after(() => {
    if (process.env['FAULT_TABLE'] === undefined) return;
    const head = ['| bad server | what the user sees | time |', '| --- | --- | --: |'];
    process.stdout.write(`\n${[...head, ...table].join('\n')}\n`);
  });
});

describe('a server that wants to be left alone', () => {
  it('is left alone until then', async () => {
    const world = await World.start();
    try {
      world.web.page(arin, status(429, { 'retry-after': '120' }));
      const subject = readSubject('192.0.2.7');
      assert.ok(!('words' in subject));
      const look = (): Promise<Report> => lookUp(subject, world.context(), ['rdap']);
      await look();
      const before = world.web.requests.length;
      assert.match(
        (await look()).problems.join(),
        /^rdap\.arin\.net asked to be left alone until 2024-11-21 10:17 UTC; it was not asked again\. Try again after that\.$/,
      );
      assert.equal(world.web.requests.length, before);
      world.clock.advance(121_000);
      healPage(world);
      assert.deepEqual((await look()).problems, []);
    } finally {
      await world.stop();
    }
  });
});
