/** A name server on a free port of the loopback interface, over UDP and TCP, that knows one zone. */
import { createSocket, type RemoteInfo, type Socket as UdpSocket } from 'node:dgram';
import { EventEmitter, once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { decode, encode, type Answer, type Packet, type Question } from 'dns-packet';
import { hasName, isFailure, type Zone } from './zone.ts';

export interface NameServerOptions {
  /** Nobody answers over TCP. */
  readonly udpOnly?: boolean;
  /** From before RFC 6891: a question with an OPT record is an error. */
  readonly old?: boolean;
  /** The seconds that records hold. */
  readonly ttl?: number;
  /** Sent before every answer, for the client to step over. */
  readonly decoys?: (query: Packet) => readonly Packet[];
}

/** Longer UDP answers are cut (RFC 1035 §4.2.1, RFC 6891 §6.2.5). Bytes. */
const plainUdp = 512;
const extendedUdp = 1232;

export class NameServer {
  /** `TXT name`, in the order of arrival. */
  readonly asked: string[] = [];
  /** The same, of those that came over TCP. */
  readonly askedOverTcp: string[] = [];
  readonly #questions = new EventEmitter();
  readonly #udp: UdpSocket = createSocket('udp4');
  readonly #tcp: Server;
  readonly #records: Zone;
  readonly #options: NameServerOptions;
  #port = 0;

  private constructor(records: Zone, options: NameServerOptions) {
    this.#records = records;
    this.#options = options;
    this.#tcp = createServer((socket) => {
      socket.on('error', () => undefined);
      let received = Buffer.alloc(0);
      socket.on('data', (chunk: Buffer) => {
        received = Buffer.concat([received, chunk]);
        if (received.length < 2 || received.length < received.readUInt16BE(0) + 2) return;
        const answer = this.#answer(received.subarray(2), 'tcp');
        if (answer === null) return;
        const length = Buffer.alloc(2);
        length.writeUInt16BE(answer.length);
        // In two pieces: a client must not take the first one for the whole.
        socket.write(Buffer.concat([length, answer.subarray(0, 10)]));
        socket.end(answer.subarray(10));
      });
    });
    this.#udp.on('message', (message, from) => {
      this.#answerUdp(message, from);
    });
  }

  static async start(records: Zone, options: NameServerOptions = {}): Promise<NameServer> {
    for (;;) {
      const server = new NameServer(records, options);
      server.#udp.bind(0, '127.0.0.1');
      await once(server.#udp, 'listening');
      server.#port = server.#udp.address().port;
      if (options.udpOnly === true) return server;
      server.#tcp.listen(server.#port, '127.0.0.1');
      const isFree = await once(server.#tcp, 'listening').then(
        () => true,
        () => false,
      );
      if (isFree) return server;
      // Somebody else has that port for TCP.
      server.#udp.close();
    }
  }

  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  get tcpPort(): number {
    return (this.#tcp.address() as AddressInfo).port;
  }

  /** Resolves when more than `count` questions have come. */
  async nextQuestion(count: number): Promise<void> {
    while (this.asked.length <= count) await once(this.#questions, 'question');
  }

  stop(): void {
    this.#udp.close();
    this.#tcp.close();
  }

  #answerUdp(message: Buffer, { port, address }: RemoteInfo): void {
    for (const decoy of this.#options.decoys?.(decode(message)) ?? []) {
      this.#udp.send(encode(decoy), port, address);
    }
    const answer = this.#answer(message, 'udp');
    if (answer !== null) this.#udp.send(answer, port, address);
  }

  #answer(message: Buffer, way: 'udp' | 'tcp'): Buffer | null {
    const { id = 0, questions = [], additionals = [] } = decode(message);
    const [question] = questions;
    if (question === undefined) return null;
    const { name, type } = question;
    const extended = additionals.some((record) => record.type === 'OPT');
    // 0x8180: an answer, recursion desired and available.
    const packet = (rcode: number, answers: Answer[] = [], authorities: Answer[] = []): Packet => ({
      type: 'response',
      id,
      flags: 0x8180 | rcode,
      questions,
      answers,
      authorities,
    });
    if (extended && this.#options.old === true) return encode(packet(1));
    this.asked.push(`${type} ${name}`);
    if (way === 'tcp') this.askedOverTcp.push(`${type} ${name}`);
    this.#questions.emit('question');
    const data = this.#records.get(`${type} ${name.toLowerCase()}`);
    if (data === 'SILENT') return null;
    if (data === 'SERVFAIL') return encode(packet(2));
    if (data === 'REFUSED') return encode(packet(5));
    const answers = this.#answers(question);
    const full = encode(
      answers.length > 0
        ? packet(0, answers)
        : packet(hasName(this.#records, name) ? 0 : 3, [], [startOfAuthority(name)]),
    );
    const most = extended ? extendedUdp : plainUdp;
    if (way === 'tcp' || (data !== 'CUT' && full.length <= most)) return full;
    // 0x0200: cut. In the middle of a record, as some servers do it.
    const cut = Buffer.from(full.subarray(0, most - 7));
    cut[2] = (cut[2] ?? 0) | 0x02;
    return cut;
  }

  #answers({ name, type }: Question): Answer[] {
    const found = this.#records.get(`${type} ${name.toLowerCase()}`);
    const [alias] = listOf(this.#records.get(`CNAME ${name.toLowerCase()}`));
    const ttl = this.#options.ttl ?? 300;
    if (alias !== undefined) {
      return [
        { type: 'CNAME', name, ttl: 200, data: alias },
        ...this.#answers({ name: alias, type }),
      ];
    }
    if (found === 'CUT') return [{ type: 'TXT', name, ttl, data: ['whole over TCP'] }];
    return listOf(found).map((one): Answer => {
      // A string of a TXT record has at most 255 bytes (RFC 1035 §3.3.14).
      if (type === 'TXT') return { type, name, ttl, data: one.match(/.{1,255}/g) ?? [''] };
      if (type === 'MX') {
        const [preference = '0', exchange = '.'] = one.split(' ');
        return { type, name, ttl, data: { preference: Number(preference), exchange } };
      }
      if (type === 'A' || type === 'AAAA' || type === 'PTR') return { type, name, ttl, data: one };
      throw new Error(`the zone knows no ${type}`);
    });
  }
}

function listOf(data: ReturnType<Zone['get']>): readonly string[] {
  return data === undefined || isFailure(data) ? [] : data;
}

/** An absence holds for 60 seconds (RFC 2308). */
function startOfAuthority(name: string): Answer {
  return {
    type: 'SOA',
    name,
    ttl: 3600,
    data: {
      mname: 'ns.example',
      rname: 'hostmaster.example',
      serial: 1,
      refresh: 1,
      retry: 1,
      expire: 1,
      minimum: 60,
    },
  };
}
