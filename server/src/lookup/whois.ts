/** Asks who is responsible for an address or a domain (RFC 3912). Has no clock and opens no connection of its own. */
import { isHostName, registrableDomain } from '../core/net/hosts.ts';
import { readIp } from '../core/net/ip.ts';
import { decodeText } from '../core/text/latin1.ts';
import { plain } from '../core/text/plain.ts';
import { stripHidden } from '../core/text/strip.ts';
import type { TcpConnect, TcpSocket } from './transport.ts';

export interface WhoisOptions {
  readonly connect: TcpConnect;
  /** Where the lookup starts, `host` or `host:port`: the user's choice, so it may be anything. */
  readonly server: string;
  /** The user gave up. */
  readonly signal: AbortSignal;
  /** Calls back once after so many milliseconds, unless disposed of before. */
  readonly later: (callback: () => void, milliseconds: number) => { dispose(): void };
}

export type WhoisAnswer =
  | {
      readonly kind: 'answered';
      /** Plain text, one section a server. */
      readonly report: string;
      /** Those that were asked, in this order. */
      readonly servers: readonly string[];
    }
  /** Nothing was learned; `message` says what happened and what to do next. */
  | { readonly kind: 'failed'; readonly message: string };

export interface WhoisServer {
  readonly host: string;
  readonly port: number;
}

const whoisPort = 43;
const maxReferrals = 3;
const maxBytes = 64 * 1024;
const maxMilliseconds = 10_000;

interface Subject {
  readonly kind: 'ip' | 'domain';
  /** What is sent: letters, digits, dots, hyphens and colons only. */
  readonly name: string;
}

/** What one server gave: all that arrived, and why there is no more of it. */
interface Reply {
  /** Whether there was a connection at all. */
  readonly reached: boolean;
  readonly text: string;
  /** How the answer ended early, as a clause: "it stalled for 10 s". Null when the server ended it. */
  readonly trouble: string | null;
}

/** How servers want to be asked that want more than the bare name. */
const queryForms: readonly {
  readonly host: string;
  readonly kind: Subject['kind'];
  readonly query: (name: string) => string;
}[] = [
  // "domain" keeps hosts of similar names out of the answer.
  { host: 'whois.verisign-grs.com', kind: 'domain', query: (name) => `domain ${name}` },
  // "n +": networks, in full.
  { host: 'whois.arin.net', kind: 'ip', query: (name) => `n + ${name}` },
  { host: 'whois.denic.de', kind: 'domain', query: (name) => `-T dn,ace ${name}` },
  // "-B": mail addresses as registered, not masked.
  { host: 'whois.ripe.net', kind: 'ip', query: (name) => `-B ${name}` },
];

/** Looks up an IP address or a host name; of a host name its registrable domain. Never rejects. */
export async function whois(subject: string, options: WhoisOptions): Promise<WhoisAnswer> {
  const asked = readSubject(subject);
  if (typeof asked === 'string') return failed(asked);
  let server = readServer(options.server);
  if (server === null) {
    return failed(
      `The whois server in the settings, ${quote(options.server)}, is neither "host" nor "host:port". Correct it and try again; nothing was sent.`,
    );
  }
  const sections: string[] = [];
  const servers: string[] = [];
  for (;;) {
    const query = queryFor(server.host, asked);
    const reply = await ask(server, query, options);
    if (options.signal.aborted) return failed(cancelled);
    servers.push(server.host);
    if (reply.text === '' && servers.length === 1) return failed(nothingLearned(server, reply));
    const notes: string[] = [];
    if (reply.text === '') {
      notes.push(
        `${describeSilence(server, reply)}. What the servers before it said is kept above; try again later for the rest.`,
      );
    } else if (reply.trouble !== null) {
      notes.push(
        `The answer of ${server.host} is incomplete: ${reply.trouble}. What had arrived is kept above.`,
      );
    }
    const referral = findReferral(reply.text, server);
    const refusal =
      referral === null
        ? null
        : servers.length > maxReferrals
          ? `${maxReferrals} referrals were followed already`
          : refuseReferral(referral, servers);
    if (referral !== null && refusal !== null) {
      notes.push(`The referral to ${quote(referral)} was not followed: ${refusal}.`);
    }
    sections.push(writeSection(server.host, query, reply.text, notes));
    if (referral === null || refusal !== null) break;
    const next = readServer(referral);
    if (next === null) break;
    server = next;
  }
  return { kind: 'answered', report: sections.join('\n'), servers };
}

/** The subject, or a sentence that says why it is none. Nothing that passes can end the line on the wire. */
function readSubject(text: string): Subject | string {
  const trimmed = text.trim();
  const ip = readIp(trimmed, 0, trimmed.length);
  if (ip !== null) {
    return ip.valid
      ? { kind: 'ip', name: ip.value }
      : `${quote(trimmed)} is an address that no machine can have, so nobody is responsible for it; nothing was looked up.`;
  }
  const name = (trimmed.endsWith('.') ? trimmed.slice(0, -1) : trimmed).toLowerCase();
  if (isHostName(name)) return { kind: 'domain', name: registrableDomain(name) ?? name };
  return /[^\0-\x7f]/.test(name)
    ? `whois takes names in ASCII only: write ${quote(trimmed)} in its "xn--" form (punycode) and try again; nothing was looked up.`
    : `${quote(trimmed)} is neither an IP address nor a host name; nothing was looked up.`;
}

/** `host`, `host:port`, `[IPv6]`, `[IPv6]:port` or a bare IPv6 address; null when it is none of them. */
export function readServer(text: string): WhoisServer | null {
  const match = /^\[([0-9A-Fa-f:.]{2,45})\](?::(\d{1,5}))?$/.exec(text.trim());
  if (match !== null) return serverOf(match[1] ?? '', match[2]);
  const [host = '', port, ...rest] = text.trim().split(':');
  return rest.length > 0 ? serverOf(text.trim(), undefined) : serverOf(host, port);
}

function serverOf(host: string, portText: string | undefined): WhoisServer | null {
  const port = portText === undefined ? whoisPort : /^\d{1,5}$/.test(portText) ? +portText : 0;
  const ip = readIp(host, 0, host.length);
  const valid = ip === null ? isHostName(host) : ip.valid && ip.port === null && ip.zone === null;
  return valid && port > 0 && port < 65536 ? { host: host.toLowerCase(), port } : null;
}

/**
 * Why a server that another server named is not asked; null when it may be. A whois server is a
 * stranger: its answer must not make this machine talk to the machines around it.
 */
export function refuseReferral(referral: string, asked: readonly string[]): string | null {
  const server = readServer(referral);
  if (server === null) return 'it is no name of a whois server';
  const { host, port } = server;
  if (port !== whoisPort) return `whois servers are asked at port ${whoisPort} only`;
  if (asked.includes(host)) return 'that server was asked already';
  const ip = readIp(host, 0, host.length);
  if (ip !== null) return ip.range === 'public' ? null : 'the address is not a public one';
  const lastLabel = host.slice(host.lastIndexOf('.') + 1);
  // `127.1` and `0x7f.1` are loopback addresses to a resolver; a single label is a name of the local network.
  const isPublicName =
    host.includes('.') && /^[a-z]/.test(lastLabel) && !localDomains.includes(lastLabel);
  return isPublicName ? null : 'the name is not a public one';
}

/** Top-level domains of local networks (RFC 6761, RFC 6762, RFC 8375, and ICANN's `internal`). */
const localDomains = ['localhost', 'local', 'internal', 'arpa', 'lan', 'home', 'corp', 'onion'];

const referralKeys = ['refer', 'whois', 'referralserver'];

/** Where the answer says to go on: `host`, `host:port`, or what else stands there; null when nowhere or to itself. */
function findReferral(answer: string, server: WhoisServer): string | null {
  for (const line of answer.split('\n')) {
    const colon = line.indexOf(':');
    if (colon === -1 || !referralKeys.includes(line.slice(0, colon).trim().toLowerCase())) continue;
    let target = line.slice(colon + 1).trim();
    if (target.toLowerCase().startsWith('whois://')) target = target.slice('whois://'.length);
    if (target.endsWith('/')) target = target.slice(0, -1);
    if (target !== '' && readServer(target)?.host !== server.host) return target;
  }
  return null;
}

function queryFor(host: string, subject: Subject): string {
  const form = queryForms.find((row) => row.host === host && row.kind === subject.kind);
  return form?.query(subject.name) ?? subject.name;
}

/** Asks one server; what arrived before any trouble is kept. Never rejects. */
async function ask(server: WhoisServer, query: string, options: WhoisOptions): Promise<Reply> {
  if (options.signal.aborted) return { reached: false, text: '', trouble: null };
  const controller = new AbortController();
  let trouble: string | null = null;
  const stop = (why: string) => {
    trouble ??= why;
    controller.abort();
  };
  const cancel = () => {
    stop('the lookup was cancelled');
  };
  const timer = options.later(() => {
    stop(`it did not finish within ${maxMilliseconds / 1000} seconds`);
  }, maxMilliseconds);
  options.signal.addEventListener('abort', cancel);

  const chunks: Uint8Array[] = [];
  let length = 0;
  let socket: TcpSocket | null = null;
  // The transport may not heed the signal in every state; the race does.
  const aborted = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => {
      reject(new Error('aborted'));
    });
  });
  try {
    const connecting = options.connect(server.host, server.port, controller.signal);
    // A connection that opens too late is closed, not leaked.
    connecting.then(
      (late) => {
        if (controller.signal.aborted) late.close();
      },
      () => undefined,
    );
    socket = await Promise.race([connecting, aborted]);
    await Promise.race([socket.send(new TextEncoder().encode(`${query}\r\n`)), aborted]);
    const reading = socket.read()[Symbol.asyncIterator]();
    for (;;) {
      const step = await Promise.race([reading.next(), aborted]);
      if (step.done === true) break;
      chunks.push(step.value.subarray(0, maxBytes - length));
      length += step.value.length;
      if (length > maxBytes) {
        stop(`it is longer than ${maxBytes / 1024} kB and was cut`);
        break;
      }
    }
  } catch (error) {
    trouble ??= describe(error);
  } finally {
    timer.dispose();
    options.signal.removeEventListener('abort', cancel);
    socket?.close();
  }
  const text = stripHidden(decodeChunks(chunks, trouble !== null)).trim();
  return { reached: socket !== null, text, trouble };
}

function decodeChunks(chunks: readonly Uint8Array[], cut: boolean): string {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return decodeText(bytes, cut);
}

function describe(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // Node's error for a name with several addresses has a code and no message.
  return plain(message || code || 'the connection failed', 200);
}

function describeSilence({ host }: WhoisServer, { reached, trouble }: Reply): string {
  return reached
    ? `${host} gave no answer: ${trouble ?? 'it closed the connection without one'}`
    : `Could not reach ${host}: ${trouble ?? 'the connection failed'}`;
}

function nothingLearned(server: WhoisServer, reply: Reply): string {
  return reply.reached
    ? `${describeSilence(server, reply)}. Try again later, or choose another whois server in the settings; nothing was changed.`
    : `${describeSilence(server, reply)}. Check the connection and try again; nothing was changed.`;
}

const cancelled = 'The lookup was cancelled; nothing was kept. Start it again when you like.';

function failed(message: string): WhoisAnswer {
  return { kind: 'failed', message };
}

function quote(text: string): string {
  return `"${plain(text, 80)}"`;
}

function writeSection(
  host: string,
  query: string,
  answer: string,
  notes: readonly string[],
): string {
  const title = `${host} was asked: ${query}`;
  const parts = [`${title}\n${'='.repeat(title.length)}`, answer, notes.join('\n')];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
