/**
 * Is there a machine at an address? Runs the system's traceroute and says what its answer means.
 * Starts no program of its own and has no clock: both are handed in.
 */
import { type IpLiteral, type IpRange, readIp } from '../core/net/ip.ts';
import { decodeText } from '../core/text/latin1.ts';
import { plain } from '../core/text/plain.ts';
import { say, type Said } from '../core/text/said.ts';
import { stripHidden } from '../core/text/strip.ts';
import type { ProgramEnd, RunProgram, TraceProgram } from './program.ts';

export interface AliveOptions {
  readonly run: RunProgram;
  /** The user gave up. */
  readonly signal: AbortSignal;
  /** Calls back once after so many milliseconds, unless disposed of before. */
  readonly later: (callback: () => void, milliseconds: number) => { dispose(): void };
  /** Each line of the program as it comes: plain text, on one line. */
  readonly onLine?: (line: string) => void;
}

/** One router on the way, or the address itself. */
export interface TraceHop {
  readonly number: number;
  /** Who answered, canonical; null when nobody did. */
  readonly address: string | null;
  /** Of the fastest answer; null when nobody answered, or it was not told. */
  readonly milliseconds: number | null;
  /** Why it does not pass on packets, when it says so. */
  readonly refusal: string | null;
}

/**
 * `reached` the address answered · `refused` a router says that it cannot be reached · `silent` the
 * trace ended without an answer of it · `unfinished` it had not ended in time · `cancelled`.
 */
export type AliveVerdict = 'reached' | 'refused' | 'silent' | 'unfinished' | 'cancelled';

export type AliveAnswer =
  | {
      readonly kind: 'answered';
      /** Canonical. */
      readonly address: string;
      readonly program: TraceProgram;
      readonly verdict: AliveVerdict;
      /** Nearest first. */
      readonly hops: readonly TraceHop[];
      /** What the verdict is worth: plain sentences. */
      readonly meaning: string;
      /** What the program wrote, line by line: plain text. */
      readonly output: string;
    }
  /** Nothing was learned; `message` says what happened and what to do next. */
  | { readonly kind: 'failed'; readonly message: Said };

/** The 1997 pages' patience, and the user's. */
const maxMilliseconds = 30_000;
/** No trace is longer than 30 hops of a line each. */
const maxLines = 200;
const maxBytes = 64 * 1024;
const longestLine = 300;

/** Names only as numbers (-n, -d): asking for names would tell more servers; one packet a hop, two seconds each. */
const programs: readonly {
  readonly program: TraceProgram;
  readonly versions: readonly IpLiteral['version'][];
  readonly args: (address: string) => readonly string[];
}[] = [
  { program: 'traceroute', versions: [4], args: traceArguments },
  { program: 'traceroute6', versions: [6], args: traceArguments },
  { program: 'tracepath', versions: [4, 6], args: (address) => ['-n', '-m', '30', address] },
  {
    program: 'tracert',
    versions: [4, 6],
    args: (address) => ['-d', '-h', '30', '-w', '2000', address],
  },
];

function traceArguments(address: string): readonly string[] {
  return ['-n', '-q', '1', '-w', '2', '-m', '30', address];
}

/** Traces the way to an IP address. Never rejects. */
export async function traceTo(text: string, options: AliveOptions): Promise<AliveAnswer> {
  const literal = readIp(text, 0, text.length);
  if (literal === null || !literal.valid || literal.port !== null || literal.zone !== null) {
    return failed(
      say`"${plain(text, 60)}" is no IP address that a machine can have; nothing was sent.`,
    );
  }
  const refusal = refusals[literal.range];
  if (refusal !== undefined) return failed(refusal(literal.value));
  if (options.signal.aborted) return failed(say`The trace was cancelled; nothing was sent.`);
  for (const { program, versions, args } of programs) {
    if (!versions.includes(literal.version)) continue;
    const trace = new Trace(literal.value, program, options);
    const end = await trace.run(args(literal.value));
    if (end.kind === 'missing') continue;
    return trace.answer(end);
  }
  return failed(notInstalled);
}

/** Ranges that no trace is made to, and what they are. */
const refusals: Partial<Readonly<Record<IpRange, (address: string) => Said>>> = {
  private: (address) =>
    say`${address} is a private address: which machine has it depends on the network, and the message came from another; nothing was sent.`,
  shared: (address) =>
    say`${address} is an address inside a carrier’s network (RFC 6598): from outside nobody reaches it; nothing was sent.`,
  'link-local': (address) =>
    say`${address} is an address that is valid on one cable only; nothing was sent.`,
  reserved: (address) =>
    say`${address} lies in a reserved range: no machine has it; nothing was sent.`,
  invalid: (address) => say`${address} is no address that a machine can have; nothing was sent.`,
};

const notInstalled = say`No program that traces the way to an address is installed: install traceroute (the package "traceroute" of Debian, Ubuntu and Fedora) and try again; nothing was sent.`;

type End = ProgramEnd | { readonly kind: 'broken'; readonly reason: string };

/** One run of one program. */
class Trace {
  readonly #address: string;
  readonly #program: TraceProgram;
  readonly #options: AliveOptions;
  readonly #lines: string[] = [];
  /** Bytes behind the last line break. */
  #rest: Uint8Array = new Uint8Array();
  #length = 0;
  /** Why it was ended from here; null when it was not. */
  #stopped: 'unfinished' | 'cancelled' | 'too-long' | null = null;
  readonly #controller = new AbortController();

  constructor(address: string, program: TraceProgram, options: AliveOptions) {
    this.#address = address;
    this.#program = program;
    this.#options = options;
  }

  async run(args: readonly string[]): Promise<End> {
    const { signal, later, run } = this.#options;
    const cancel = (): void => {
      this.#stop('cancelled');
    };
    const timer = later(() => {
      this.#stop('unfinished');
    }, maxMilliseconds);
    signal.addEventListener('abort', cancel);
    // The program may not end when it is told to; the race does.
    const stopped = new Promise<End>((resolve) => {
      this.#controller.signal.addEventListener('abort', () => {
        resolve({ kind: 'ended', code: null });
      });
    });
    try {
      const running = run(this.#program, args, {
        signal: this.#controller.signal,
        onOutput: (bytes) => {
          this.#take(bytes);
        },
      });
      return await Promise.race([running, stopped]);
    } catch (error) {
      return { kind: 'broken', reason: error instanceof Error ? error.message : String(error) };
    } finally {
      timer.dispose();
      signal.removeEventListener('abort', cancel);
    }
  }

  answer(end: End): AliveAnswer {
    if (this.#stopped === null) this.#addLine(this.#rest);
    const output = this.#lines.join('\n');
    const hops = hopsIn(this.#lines);
    if (hops.length === 0 && this.#stopped !== 'cancelled' && this.#stopped !== 'unfinished') {
      const last = end.kind === 'broken' ? end.reason : (this.#lines.at(-1) ?? '');
      return failed(
        last === ''
          ? say`${this.#program} ended without a trace. Check the network and try again; nothing was learned about ${this.#address}.`
          : say`${this.#program} ended without a trace: "${plain(last, 150)}". Check the network and try again; nothing was learned about ${this.#address}.`,
      );
    }
    const verdict = this.#verdict(hops);
    return {
      kind: 'answered',
      address: this.#address,
      program: this.#program,
      verdict,
      hops,
      meaning: meaningOf(verdict, this.#address, hops),
      output,
    };
  }

  #verdict(hops: readonly TraceHop[]): AliveVerdict {
    if (hops.some(({ address, refusal }) => address === this.#address && refusal === null)) {
      return 'reached';
    }
    if (this.#stopped === 'cancelled') return 'cancelled';
    if (hops.some(({ refusal }) => refusal !== null)) return 'refused';
    return this.#stopped === 'unfinished' ? 'unfinished' : 'silent';
  }

  #stop(why: 'unfinished' | 'cancelled' | 'too-long'): void {
    this.#stopped ??= why;
    this.#controller.abort();
  }

  #take(bytes: Uint8Array): void {
    if (this.#stopped !== null) return;
    this.#length += bytes.length;
    const all = new Uint8Array(this.#rest.length + bytes.length);
    all.set(this.#rest);
    all.set(bytes, this.#rest.length);
    let from = 0;
    for (let at = all.indexOf(10); at >= 0; at = all.indexOf(10, from)) {
      this.#addLine(all.subarray(from, at));
      from = at + 1;
    }
    this.#rest = all.subarray(from);
    if (this.#length > maxBytes || this.#lines.length >= maxLines) this.#stop('too-long');
  }

  #addLine(bytes: Uint8Array): void {
    const text = stripHidden(decodeText(bytes.subarray(0, longestLine * 4))).trimEnd();
    // Of a line that is written over itself the last state counts.
    const line = (text.split('\n').at(-1) ?? '').slice(0, longestLine);
    if (line.trim() === '' || this.#lines.length >= maxLines) return;
    this.#lines.push(line);
    this.#options.onLine?.(line);
  }
}

/** What traceroute writes behind the time of a hop that passes nothing on. */
const refusalMarks: ReadonlyMap<string, string> = new Map([
  ['!H', 'host unreachable'],
  ['!N', 'network unreachable'],
  ['!P', 'protocol unreachable'],
  ['!X', 'forbidden by a firewall'],
  ['!A', 'forbidden by a firewall'],
  ['!C', 'forbidden by a firewall'],
  ['!Z', 'forbidden by a firewall'],
]);

/** The lines of traceroute, tracepath and tracert that begin with the number of a hop; of several about one the one that knows most. */
export function hopsIn(lines: readonly string[]): TraceHop[] {
  const hops = new Map<number, TraceHop>();
  for (const line of lines) {
    const number = /^ {0,4}(\d{1,3})(?:[:?]{1,2})?\s/.exec(line)?.[1];
    if (number === undefined) continue;
    const hop = hopOf(Number(number), line.trim().slice(number.length));
    const known = hops.get(hop.number);
    if (known === undefined || known.address === null) hops.set(hop.number, hop);
  }
  return [...hops.values()].sort((a, b) => a.number - b.number);
}

function hopOf(number: number, rest: string): TraceHop {
  const words = rest.split(/\s+/).map((word) => word.replace(/^[([]|[)\].,]$/g, ''));
  let address: string | null = null;
  let milliseconds: number | null = null;
  let refusal: string | null = null;
  for (const [index, word] of words.entries()) {
    const literal = /^[\d.]+$|:.*:/.test(word) ? readIp(word, 0, word.length) : null;
    if (literal?.valid === true && address === null) address = literal.value;
    const time = /^<?(\d{1,6}(?:\.\d{1,3})?)(ms)?$/.exec(word);
    if (time !== null && (time[2] === 'ms' || words[index + 1] === 'ms')) {
      const took = Number(time[1]);
      milliseconds = milliseconds === null ? took : Math.min(milliseconds, took);
    }
    refusal ??= refusalMarks.get(word) ?? null;
  }
  // tracert, in English; elsewhere the trace ends without the address, which says the same.
  if (/reports: Destination/.test(rest)) refusal ??= 'host unreachable';
  return { number, address, milliseconds, refusal };
}

function meaningOf(verdict: AliveVerdict, address: string, hops: readonly TraceHop[]): string {
  const answered = hops.filter((hop) => hop.address !== null);
  const last = answered.at(-1);
  const farthest =
    last === undefined
      ? 'No router on the way answered either, not even the nearest: this network may let no trace through, and then the silence says nothing about the address.'
      : `The last to answer was ${last.address ?? ''}, ${hopCount(last.number)} away.`;
  const notProof =
    'That is a sign, not a proof: many machines and firewalls drop such packets, and a line that sent mail yesterday may be hung up today.';
  switch (verdict) {
    case 'reached': {
      const at = hops.find((hop) => hop.address === address)?.number ?? 0;
      return readIp(address, 0, address.length)?.range === 'loopback'
        ? `${address} is this machine itself.`
        : `${address} answers, ${hopCount(at)} away: a machine is there now. Whether it is the one that sent the message is not said: addresses change hands.`;
    }
    case 'refused': {
      const by = hops.find((hop) => hop.refusal !== null);
      return `${by?.address ?? 'A router'} says that ${address} cannot be reached (${by?.refusal ?? ''}): nobody uses the address now, or a firewall answers for it. That is a strong sign that the address is not in use today; it says nothing of the day when the message was sent.`;
    }
    case 'silent':
      return `${address} does not answer. ${farthest} ${notProof}`;
    case 'unfinished':
      return `After ${maxMilliseconds / 1000} seconds ${address} had not answered, and the trace was ended. ${farthest} ${notProof}`;
    case 'cancelled':
      return `The trace was cancelled before ${address} answered; what had arrived is kept. Start it again when you like.`;
  }
}

function hopCount(count: number): string {
  return count === 1 ? 'one hop' : `${count} hops`;
}

function failed(message: Said): AliveAnswer {
  return { kind: 'failed', message };
}
