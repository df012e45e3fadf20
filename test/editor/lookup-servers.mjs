/**
 * A whois server, an RDAP server and a name server on the loopback interface that know one network.
 * They count what they are asked, and leave unanswered what a test wants held: the RDAP server tells
 * and takes that at `/test/`. And a traceroute that sends nothing and never comes to an end. Knows
 * nothing of editors.
 */
import { createSocket } from 'node:dgram';
import { createServer as createWeb } from 'node:http';
import { createServer } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { decode, encode } from 'dns-packet';

const network = {
  objectClassName: 'ip network',
  handle: 'NET-203-0-113-0-1',
  name: 'PROVIDER-EXAMPLE',
  startAddress: '203.0.113.0',
  endAddress: '203.0.113.255',
  ipVersion: 'v4',
  country: 'ZZ',
  entities: [
    {
      objectClassName: 'entity',
      roles: ['abuse'],
      vcardArray: [
        'vcard',
        [
          ['version', {}, 'text', '4.0'],
          ['email', {}, 'text', 'abuse@provider.example'],
        ],
      ],
    },
  ],
};

const records = new Map([
  ['PTR 77.113.0.203.in-addr.arpa', 'dialup-77.provider.example'],
  ['A dialup-77.provider.example', '203.0.113.77'],
  ['TXT 77.113.0.203.origin.asn.cymru.com', '64500 | 203.0.113.0/24 | ZZ | ripencc | 2009-01-01'],
  ['TXT as64500.asn.cymru.com', '64500 | ZZ | ripencc | 2009-01-01 | PROVIDER-EXAMPLE, ZZ'],
  ['A 77.113.0.203.list.example', '127.0.0.2'],
]);

function answer(message) {
  const { id, questions } = decode(message);
  const [{ name, type }] = questions;
  const data = records.get(`${type} ${name.toLowerCase()}`);
  return encode({
    type: 'response',
    id,
    flags: data === undefined ? 3 : 0,
    questions,
    answers: data === undefined ? [] : [{ name, type, ttl: 300, class: 'IN', data }],
  });
}

/** Which step of a lookup asks that. */
function stepOf({ type, name }) {
  if (type === 'PTR') return 'reverse-name';
  if (name.endsWith('.asn.cymru.com')) return 'asn';
  if (name.endsWith('.list.example')) return 'blocklists';
  return name.endsWith('.abuse-contacts.abusix.zone') ? 'abusix' : 'domain';
}

function listening(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    if ('bind' in server) server.bind(port, '127.0.0.1', resolve);
    else server.listen(port, '127.0.0.1', resolve);
  });
}

const traceroute = `#!/bin/sh
echo 'traceroute to 203.0.113.77 (203.0.113.77), 30 hops max, 60 byte packets'
echo ' 1  192.0.2.1  0.512 ms'
echo ' 2  198.51.100.1  8.120 ms'
exec tail -f /dev/null
`;

/** `settings` lead every lookup to these servers; of this process and those that it starts, `PATH` to the traceroute. */
export async function startLookupServers() {
  let asked = 0;
  let held = '';
  /** Notes a question; gives whether it is to be answered. */
  const isAnswered = (step) => {
    asked++;
    return step !== held;
  };
  const whois = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (question) => {
      if (!isAnswered('whois')) return;
      socket.end(`% about ${String(question).trim()}\r\nOrgAbuseEmail: abuse@provider.example\r\n`);
    });
  });
  const rdap = createWeb((request, response) => {
    const test = /^\/test\/(?:hold\/([a-z-]*)|asked)$/.exec(request.url);
    if (test !== null) {
      held = test[1] ?? held;
      response.end(String(asked));
      return;
    }
    if (!isAnswered('rdap')) return;
    if (!request.url.startsWith('/ip/')) response.writeHead(404).end();
    else response.setHeader('content-type', 'application/rdap+json').end(JSON.stringify(network));
  });
  const names = createSocket('udp4');
  names.on('message', (message, { port, address }) => {
    const [question] = decode(message).questions;
    if (isAnswered(stepOf(question))) names.send(answer(message), port, address);
  });
  await Promise.all([whois, rdap, names].map((server) => listening(server, 0)));
  const programs = await mkdtemp(join(tmpdir(), 'spam-patrol-programs-'));
  await writeFile(join(programs, 'traceroute'), traceroute, { mode: 0o755 });
  process.env.PATH = `${programs}${delimiter}${process.env.PATH}`;
  const whoisAddress = `127.0.0.1:${whois.address().port}`;
  return {
    settings: {
      'spamPatrol.whois.server': whoisAddress,
      'spamPatrol.abuseNet.server': whoisAddress,
      'spamPatrol.rdap.server': `http://127.0.0.1:${rdap.address().port}/`,
      'spamPatrol.dns.server': `127.0.0.1:${names.address().port}`,
      'spamPatrol.blocklists': ['list.example'],
    },
    /** How many questions came. */
    asked: () => asked,
    /** The step of a lookup that gets no answer; empty: each gets one. */
    hold(step) {
      held = step;
    },
    async stop() {
      whois.close();
      rdap.close();
      rdap.closeAllConnections();
      names.close();
      await rm(programs, { recursive: true, force: true });
    },
  };
}
