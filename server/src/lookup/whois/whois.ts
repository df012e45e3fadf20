/** Asks who is responsible for an address, a domain or a network (RFC 3912). Has no clock and opens no connection of its own. */
import { isHostName } from '../../core/net/hosts.ts';
import { readIp } from '../../core/net/ip.ts';
import { stripHidden } from '../../core/text/strip.ts';
import { Received } from '../answer.ts';
import { GaveUp, wasCancelled, within, type Patience } from '../patience.ts';
import { refuseHost } from '../reach.ts';
import { quote, type Subject } from '../subject.ts';
import type { Reach, TcpConnect, TcpSocket } from '../transport.ts';
import { describeTrouble } from '../trouble.ts';

export interface WhoisOptions extends Patience {
  readonly connect: TcpConnect;
  /** Where the lookup starts, `host` or `host:port`: the user's choice, so it may be anything. */
  readonly server: string;
}

export type WhoisAnswer =
  | {
      readonly kind: 'answered';
      /** One a server, in the order in which they were asked. The first one has a text. */
      readonly sections: readonly WhoisSection[];
    }
  /** Nothing was learned; `message` says what happened and what to do next. */
  | { readonly kind: 'failed'; readonly message: string; readonly cancelled: boolean };

export interface WhoisSection {
  readonly host: string;
  readonly query: string;
  /** Without what a terminal would obey; empty when the server gave nothing. */
  readonly text: string;
  /** What went wrong, one sentence or two each. */
  readonly notes: readonly string[];
}

export interface WhoisServer {
  readonly host: string;
  readonly port: number;
}

const whoisPort = 43;
const maxReferrals = 3;
const maxBytes = 64 * 1024;
const maxMilliseconds = 10_000;

/** What one server gave: all that arrived, and why there is no more of it. */
export interface WhoisReply {
  /** Whether there was a connection at all. */
  readonly reached: boolean;
  readonly text: string;
  /** How the answer ended early, as a clause: "it stalled for 10 s". Null when the server ended it. */
  readonly trouble: string | null;
  readonly cancelled: boolean;
}

/** How servers want to be asked that want more than the bare name. */
const queryForms: readonly {
  readonly host: string;
  readonly kind: Subject['kind'];
  readonly query: (name: string) => string;
}[] = [
  // "domain" keeps hosts of similar names out of the answer.
  { host: 'whois.verisign-grs.com', kind: 'domain', query: (name) => `domain ${name}` },
  // "n +": networks, in full; "a +": numbers of networks.
  { host: 'whois.arin.net', kind: 'ip', query: (name) => `n + ${name}` },
  { host: 'whois.arin.net', kind: 'asn', query: (name) => `a + ${name}` },
  { host: 'whois.denic.de', kind: 'domain', query: (name) => `-T dn,ace ${name}` },
  // "-B": mail addresses as registered, not masked.
  { host: 'whois.ripe.net', kind: 'ip', query: (name) => `-B ${name}` },
  { host: 'whois.ripe.net', kind: 'asn', query: (name) => `-B ${name}` },
  { host: 'whois.afrinic.net', kind: 'ip', query: (name) => `-B ${name}` },
  { host: 'whois.afrinic.net', kind: 'asn', query: (name) => `-B ${name}` },
  // "/e": in English.
  { host: 'whois.jprs.jp', kind: 'domain', query: (name) => `${name}/e` },
  { host: 'whois.nic.ad.jp', kind: 'ip', query: (name) => `${name}/e` },
  { host: 'whois.nic.ad.jp', kind: 'asn', query: (name) => `${name}/e` },
];

/** Asks about a subject; of a host name about its registrable domain. Starts at the server of the options and goes where its answers refer to. Never rejects. */
export async function askWhois(subject: Subject, options: WhoisOptions): Promise<WhoisAnswer> {
  let server = readServer(options.server);
  if (server === null) {
    return failed(
      `The whois server in the settings, ${quote(options.server)}, is neither "host" nor "host:port". Correct it and try again; nothing was sent.`,
    );
  }
  const sections: WhoisSection[] = [];
  const servers: string[] = [];
  for (;;) {
    const query = queryFor(server.host, subject);
    const reply = await ask(server, query, servers.length === 0 ? 'any' : 'public', options);
    servers.push(server.host);
    if (reply.text === '' && servers.length === 1) {
      return reply.cancelled ? failed(wasCancelled, true) : failed(nothingLearned(server, reply));
    }
    const notes: string[] = [];
    if (reply.cancelled) {
      notes.push(
        `The lookup was cancelled while ${server.host} answered. What had arrived is kept.`,
      );
    } else if (reply.text === '') {
      notes.push(
        `${describeSilence(server, reply)}. What the servers before it said is kept; try again later for the rest.`,
      );
    } else if (reply.trouble !== null) {
      notes.push(
        `The answer of ${server.host} is incomplete: ${reply.trouble}. What had arrived is kept.`,
      );
    }
    const referral = reply.cancelled ? null : findReferral(reply.text, server);
    const refusal =
      referral === null
        ? null
        : servers.length > maxReferrals
          ? `${maxReferrals} referrals were followed already`
          : refuseReferral(referral, servers);
    if (referral !== null && refusal !== null) {
      notes.push(
        `The referral to ${quote(referral)} was not followed: ${refusal}. What was said up to it is kept.`,
      );
    }
    sections.push({ host: server.host, query, text: reply.text, notes });
    if (referral === null || refusal !== null) break;
    const next = readServer(referral);
    if (next === null) break;
    server = next;
  }
  return { kind: 'answered', sections };
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
 * Why a server that another server named is not asked; null when it may be, as far as its name tells.
 * A whois server is a stranger: its answer must not make this machine talk to the machines around it.
 */
export function refuseReferral(referral: string, asked: readonly string[]): string | null {
  const server = readServer(referral);
  if (server === null) return 'it is no name of a whois server';
  const { host, port } = server;
  if (port !== whoisPort) return `whois servers are asked at port ${whoisPort} only`;
  if (asked.includes(host)) return 'that server was asked already';
  return refuseHost(host);
}

const referralKeys = ['refer', 'whois', 'referralserver', 'registrar whois server'];

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

/**
 * Asks one server; what arrived before any trouble is kept. Never rejects.
 * @param query one line without its end
 */
export async function ask(
  server: WhoisServer,
  query: string,
  reach: Reach,
  options: Pick<WhoisOptions, 'connect' | keyof Patience>,
): Promise<WhoisReply> {
  const received = new Received(maxBytes);
  let reached = false;
  let trouble: string | null = null;
  let cancelled = false;
  let socket: TcpSocket | null = null;
  try {
    await within(maxMilliseconds, options, async (signal) => {
      const opened = await options.connect(server.host, server.port, reach, signal);
      // One that opens too late is closed, not leaked.
      if (signal.aborted) {
        opened.close();
        return;
      }
      socket = opened;
      reached = true;
      await opened.send(new TextEncoder().encode(`${query}\r\n`));
      await received.takeFrom(opened.read(), signal);
    });
    if (received.cut) trouble = `it is longer than ${maxBytes / 1024} kB and was cut`;
  } catch (error) {
    trouble = error instanceof GaveUp ? `it ${error.message}` : describeTrouble(error);
    cancelled = error instanceof GaveUp && error.cancelled;
  } finally {
    closeSocket(socket);
  }
  const text = stripHidden(received.text(trouble !== null)).trim();
  return { reached, text, trouble, cancelled };
}

/** TypeScript does not see that the callback above has assigned it. */
function closeSocket(socket: TcpSocket | null): void {
  socket?.close();
}

function describeSilence({ host }: WhoisServer, { reached, trouble }: WhoisReply): string {
  return reached
    ? `${host} gave no answer: ${trouble ?? 'it closed the connection without one'}`
    : `Could not reach ${host}: ${trouble ?? 'the connection failed'}`;
}

/** A sentence or two about a server that gave nothing. */
export function nothingLearned(server: WhoisServer, reply: WhoisReply): string {
  return reply.reached
    ? `${describeSilence(server, reply)}. Try again later, or choose another whois server in the settings; nothing was changed.`
    : `${describeSilence(server, reply)}. Check the connection and try again; nothing was changed.`;
}

function failed(message: string, cancelled = false): WhoisAnswer {
  return { kind: 'failed', message, cancelled };
}
