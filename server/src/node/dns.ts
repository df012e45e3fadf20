/**
 * Name servers by UDP, and by TCP where an answer is longer than a packet (RFC 1035 §4.2, RFC 7766).
 * Our own packets rather than Node's resolver: that one does not tell how long an answer holds.
 * Knows no question.
 */
import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { getServers } from 'node:dns';
import { decode, encode, RECURSION_DESIRED, type Answer, type DecodedPacket } from 'dns-packet';
import { readIp } from '../core/net/ip.ts';
import type {
  DnsAnswer,
  DnsRecord,
  DnsResolve,
  DnsType,
  Later,
  TcpConnect,
} from '../lookup/transport.ts';
import { later as timer } from '../lsp/timer.ts';
import { nodeConnect } from './tcp.ts';

export interface NameServers {
  /** IP addresses, each with a port or without; null: those of the system. */
  readonly servers: readonly string[] | null;
  readonly later?: Later;
  readonly connect?: TcpConnect;
}

interface Server {
  readonly address: string;
  readonly port: number;
}

/** Milliseconds for one packet to come back. With two servers or more each is asked twice. */
const patience = 2000;
const rounds = 2;
const mostServers = 3;
/** What fits everywhere without being cut on the way (DNS flag day 2020). Bytes. */
const udpSize = 1232;
const longestChain = 10;
const mostRecords = 100;

/** @throws Error with a sentence when a server is no IP address */
export function nameServers({
  servers,
  later = timer,
  connect = nodeConnect,
}: NameServers): DnsResolve {
  const chosen = servers?.map(readNameServer) ?? null;
  return async (name, type, signal) => {
    if (signal.aborted) return failed('CANCELLED', 'the lookup was cancelled');
    if (!/^[\x21-\x7e]{1,253}$/.test(name)) return failed('MALFORMED', 'it is no name');
    const all = (chosen ?? getServers().map(readNameServer)).slice(0, mostServers);
    if (all.length === 0) return failed('UNREACHABLE', 'this machine knows no name server');
    let last: DnsAnswer | null = null;
    for (let round = 0; round < rounds; round++) {
      for (const server of all) {
        const answer = await askServer(server, name, type, { later, connect, signal });
        if (answer.kind !== 'failed' || answer.code === 'CANCELLED') return answer;
        // A server that says why goes before one that says nothing.
        if (last === null || answer.code === 'SERVFAIL' || answer.code === 'REFUSED') last = answer;
      }
      // What a server has said it will say again.
      if (last?.kind === 'failed' && last.code !== 'TIMEOUT') break;
    }
    return last ?? failed('UNREACHABLE', 'this machine knows no name server');
  };
}

function readNameServer(text: string): Server {
  const [, bracketed, port] = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(text.trim()) ?? [];
  const written = bracketed ?? text.trim();
  const ip = readIp(written, 0, written.length);
  if (ip?.valid !== true) {
    throw new Error(
      'the name server must be an IP address, with or without a port, such as 192.0.2.53:53',
    );
  }
  const zone = ip.zone === null ? '' : `%${ip.zone}`;
  return { address: ip.value + zone, port: port === undefined ? (ip.port ?? 53) : Number(port) };
}

interface Means {
  readonly later: Later;
  readonly connect: TcpConnect;
  readonly signal: AbortSignal;
}

async function askServer(
  server: Server,
  name: string,
  type: DnsType,
  means: Means,
): Promise<DnsAnswer> {
  for (const withOptions of [true, false]) {
    const id = randomInt(0x10000);
    const query = Buffer.from(
      encode({
        type: 'query',
        id,
        flags: RECURSION_DESIRED,
        questions: [{ type, name }],
        ...(withOptions && {
          additionals: [
            {
              type: 'OPT',
              name: '.',
              udpPayloadSize: udpSize,
              flags: 0,
              options: [],
              extendedRcode: 0,
              ednsVersion: 0,
              flag_do: false,
            },
          ],
        }),
      }),
    );
    const isAnswer = (bytes: Buffer): DecodedPacket | null => readPacket(bytes, id, name, type);
    let packet: DecodedPacket | DnsAnswer = await overUdp(server, query, isAnswer, means);
    if (isTruncated(packet)) packet = await overTcp(server, query, isAnswer, means);
    if ('kind' in packet) return packet;
    // A server from before RFC 6891.
    if (rcodeOf(packet) === 'FORMERR' && withOptions) continue;
    try {
      return readAnswer(packet, name, type);
    } catch {
      return failed('MALFORMED', 'their answer cannot be understood');
    }
  }
  return failed('MALFORMED', 'the name server does not understand the question');
}

function isTruncated(packet: DecodedPacket | DnsAnswer): boolean {
  return !('kind' in packet) && packet.flag_tc;
}

/** Null for what does not answer this question: a packet of somebody who guesses, or an old one. */
function readPacket(bytes: Buffer, id: number, name: string, type: DnsType): DecodedPacket | null {
  let packet: DecodedPacket;
  try {
    packet = decode(isCut(bytes) ? questionOf(bytes) : bytes);
  } catch {
    return null;
  }
  const [question] = packet.questions ?? [];
  const matches =
    packet.type === 'response' &&
    packet.id === id &&
    // A server that cannot read a question does not repeat it.
    (question === undefined
      ? rcodeOf(packet) !== 'NOERROR'
      : question.name.toLowerCase() === name.toLowerCase() && question.type === type);
  return matches ? packet : null;
}

/** The flag TC (RFC 1035 §4.1.1). */
function isCut(bytes: Buffer): boolean {
  return bytes.length > 12 && ((bytes[2] ?? 0) & 0x02) !== 0;
}

/** The packet as if it held its question alone: what was cut may end in the middle of a record. */
function questionOf(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  // The counts of answers, authorities and additional records.
  copy.fill(0, 6, 12);
  return copy;
}

function rcodeOf(packet: DecodedPacket): string {
  return 'rcode' in packet && typeof packet.rcode === 'string' ? packet.rcode : 'NOERROR';
}

/** Packets of anybody else are stepped over: the socket takes those of the server alone. */
function overUdp(
  server: Server,
  query: Buffer,
  isAnswer: (bytes: Buffer) => DecodedPacket | null,
  { later, signal }: Means,
): Promise<DecodedPacket | DnsAnswer> {
  return new Promise((resolve) => {
    const socket = createSocket(server.address.includes(':') ? 'udp6' : 'udp4');
    const end = (result: DecodedPacket | DnsAnswer): void => {
      timer.dispose();
      signal.removeEventListener('abort', cancel);
      socket.removeAllListeners('message');
      try {
        socket.close();
      } catch {
        // It was closed before.
      }
      resolve(result);
    };
    const timer = later(() => {
      end(failed('TIMEOUT', 'they did not answer in time'));
    }, patience);
    const cancel = (): void => {
      end(failed('CANCELLED', 'the lookup was cancelled'));
    };
    signal.addEventListener('abort', cancel, { once: true });
    socket.on('error', (error) => {
      end(unreachable(error));
    });
    socket.on('message', (bytes) => {
      const packet = isAnswer(bytes);
      if (packet !== null) end(packet);
    });
    socket.once('connect', () => {
      socket.send(query, (error) => {
        if (error) end(unreachable(error));
      });
    });
    // Without a callback: Node would hand an error to it as if it were connected.
    socket.connect(server.port, server.address);
  });
}

async function overTcp(
  server: Server,
  query: Buffer,
  isAnswer: (bytes: Buffer) => DecodedPacket | null,
  { later, connect, signal }: Means,
): Promise<DecodedPacket | DnsAnswer> {
  const controller = new AbortController();
  const stop = (): void => {
    controller.abort();
  };
  const timer = later(stop, patience);
  signal.addEventListener('abort', stop, { once: true });
  let socket;
  try {
    socket = await connect(server.address, server.port, 'any', controller.signal);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(query.length);
    await socket.send(Buffer.concat([length, query]));
    let received = Buffer.alloc(0);
    for await (const chunk of socket.read()) {
      received = Buffer.concat([received, chunk]);
      const wanted = received.length < 2 ? Infinity : received.readUInt16BE(0) + 2;
      if (received.length < wanted) continue;
      return (
        isAnswer(received.subarray(2, wanted)) ??
        failed('MALFORMED', 'their answer cannot be understood')
      );
    }
    return failed('TRUNCATED', `${tooLong}, and the connection broke`);
  } catch {
    if (signal.aborted) return failed('CANCELLED', 'the lookup was cancelled');
    const why = controller.signal.aborted ? 'did not come in time' : 'they refuse a TCP connection';
    return failed('TRUNCATED', `${tooLong}, and ${why}`);
  } finally {
    timer.dispose();
    signal.removeEventListener('abort', stop);
    socket?.close();
  }
}

const tooLong = 'their answer is too long for one packet';

function readAnswer(packet: DecodedPacket, name: string, type: DnsType): DnsAnswer {
  const rcode = rcodeOf(packet);
  if (rcode === 'NXDOMAIN') return { kind: 'absent', code: 'NXDOMAIN', ttl: negativeTtl(packet) };
  if (rcode !== 'NOERROR') {
    return rcode === 'SERVFAIL' || rcode === 'REFUSED'
      ? failed(rcode, serverSays.get(rcode) ?? rcode)
      : failed('MALFORMED', `they answered with an error (${rcode})`);
  }
  const answers = packet.answers ?? [];
  const owners = aliasesOf(answers, name);
  const records = answers
    .filter((answer) => answer.type === type && owners.has(answer.name.toLowerCase()))
    .slice(0, mostRecords)
    .flatMap((answer) => readRecord(answer, owners.get(answer.name.toLowerCase()) ?? 0));
  return records.length > 0
    ? { kind: 'records', records }
    : { kind: 'absent', code: 'NODATA', ttl: negativeTtl(packet) };
}

const serverSays = new Map([
  ['SERVFAIL', 'they report a failure (SERVFAIL)'],
  ['REFUSED', 'they refuse the question (REFUSED)'],
]);

/** The name and what it is an alias of, each with the shortest life of the aliases that lead there. */
function aliasesOf(answers: readonly Answer[], name: string): Map<string, number> {
  const owners = new Map([[name.toLowerCase().replace(/\.$/, ''), Infinity]]);
  for (let step = 0; step < longestChain; step++) {
    const before = owners.size;
    for (const answer of answers) {
      if (answer.type !== 'CNAME') continue;
      const life = owners.get(answer.name.toLowerCase());
      const target = answer.data.toLowerCase();
      if (life !== undefined && !owners.has(target)) {
        owners.set(target, Math.min(life, answer.ttl ?? 0));
      }
    }
    if (owners.size === before) break;
  }
  return owners;
}

function readRecord(answer: Answer, aliasLife: number): DnsRecord[] {
  const life = 'ttl' in answer && typeof answer.ttl === 'number' ? answer.ttl : 0;
  const ttl = Math.min(life, aliasLife);
  const record = (value: string, preference = 0): DnsRecord[] => [{ value, preference, ttl }];
  if (answer.type === 'A' || answer.type === 'AAAA') {
    const ip = readIp(answer.data, 0, answer.data.length);
    return ip?.valid === true ? record(ip.value) : [];
  }
  if (answer.type === 'MX') {
    return record(hostName(answer.data.exchange), answer.data.preference);
  }
  if (answer.type === 'PTR') return record(hostName(answer.data));
  if (answer.type !== 'TXT') return [];
  const strings = Array.isArray(answer.data) ? answer.data : [answer.data];
  return record(
    strings.map((one) => (typeof one === 'string' ? one : one.toString('latin1'))).join(''),
  );
}

function hostName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

/** RFC 2308 §5: the SOA record that comes along, its own life or the one that it gives, the shorter. */
function negativeTtl(packet: DecodedPacket): number | null {
  for (const record of packet.authorities ?? []) {
    if (record.type !== 'SOA') continue;
    const ttl = Math.min(record.ttl ?? Infinity, record.data.minimum ?? Infinity);
    return Number.isFinite(ttl) ? ttl : null;
  }
  return null;
}

function unreachable(error: unknown): DnsAnswer & { kind: 'failed' } {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return failed(
    'UNREACHABLE',
    code === 'ECONNREFUSED'
      ? 'no name server answers at the address that was chosen'
      : 'there is no way to them from here; this machine may be offline',
  );
}

function failed(
  code: (DnsAnswer & { kind: 'failed' })['code'],
  message: string,
): DnsAnswer & { kind: 'failed' } {
  return { kind: 'failed', code, message };
}
