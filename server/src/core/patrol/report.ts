/** What many messages say together: where they came from, which servers hid that, what they have in common. Adds up trails; reads no message. */
import { registrableDomain } from '../net/hosts.ts';
import { networkOf, readIp } from '../net/ip.ts';
import type { Level } from '../rules/rule.ts';
import { Tally, type Counted } from './tally.ts';
import { markKinds, type MarkKind } from './mark-kinds.ts';
import type { Trail } from './trail.ts';

/** Which message: as it is called by whoever reads the files. */
export interface Place {
  readonly file: string;
  /** 0-based number inside an mbox; null when the file is one message. */
  readonly message: number | null;
  /** The MIME part that held it; null for the file's own message. */
  readonly part: string | null;
}

/** The first entries of a list, and how many there are in truth. */
export interface Listed<T> {
  readonly total: number;
  readonly entries: readonly T[];
}

/** What a value was seen in. Times are ISO 8601, UTC; null when no message says when it came. */
export interface Seen {
  readonly messages: number;
  readonly first: string | null;
  readonly last: string | null;
  /** The first few. */
  readonly examples: readonly Place[];
}

export interface NetworkEntry extends Seen {
  /** `192.0.2.0/24`: how large it really is, only a lookup tells. */
  readonly network: string;
  readonly addresses: number;
  /** The domains of the names that servers looked up for them. */
  readonly names: readonly string[];
}

export interface RelayEntry extends Seen {
  readonly host: string;
  /** As it named itself, the most frequent first. */
  readonly software: readonly string[];
  /** How often it took mail without an address: a message can pass it twice. */
  readonly times: number;
  /** In so many messages a field that can be believed says so; in the others it is claimed. */
  readonly believed: number;
  /** The postmaster that RFC 2142 asks every domain to have, a guess by rule; null when no domain can have one. */
  readonly postmaster: string | null;
}

export interface CommonEntry extends Seen {
  readonly kind: MarkKind;
  readonly value: string;
}

/** A public contract of `spam-patrol trace --report --format json`: adding a key is a minor change. */
export interface PatrolReport {
  readonly files: number;
  readonly messages: number;
  readonly first: string | null;
  readonly last: string | null;
  /** Messages with a finding at `warning` or above. */
  readonly flagged: number;
  /** Messages for which no source can be named. */
  readonly withoutSource: number;
  /** Files of which only the beginning was read. */
  readonly cut: number;
  readonly unreadable: Listed<{ readonly file: string; readonly reason: string }>;
  readonly rules: readonly {
    readonly rule: string;
    readonly level: Level;
    readonly messages: number;
  }[];
  readonly networks: Listed<NetworkEntry>;
  readonly relays: Listed<RelayEntry>;
  /** Values that two messages or more share. */
  readonly common: Readonly<Record<MarkKind, Listed<CommonEntry>>>;
  /** Values that were seen rarely and dropped, so that memory lasts: 0 unless there are tens of thousands. */
  readonly forgotten: number;
}

const mostExamples = 5;
const mostUnreadable = 1000;
const mostNames = 6;
/** A /24 has no more addresses; of a /48 nobody counts them all. */
const mostAddresses = 256;
const mostSoftware = 4;

interface SeenCount extends Counted {
  first: number;
  last: number;
  readonly examples: Place[];
}

interface NetworkCount extends SeenCount {
  readonly addresses: Set<string>;
  readonly names: Set<string>;
}

interface RelayCount extends SeenCount {
  times: number;
  believed: number;
  readonly software: Tally<Counted>;
}

const seen = (): SeenCount => ({ messages: 0, first: Infinity, last: -Infinity, examples: [] });

/** Takes the trails in the order of the messages. Memory is bounded, whatever comes. */
export class Patrol {
  readonly #all = seen();
  readonly #networks = new Tally<NetworkCount>();
  readonly #relays = new Tally<RelayCount>();
  readonly #marks = forEachKind(() => new Tally<SeenCount>());
  readonly #rules = new Tally<Counted & { level: Level }>();
  readonly #unreadable: { readonly file: string; readonly reason: string }[] = [];
  #unreadableTotal = 0;
  #files = 0;
  #lastFile: string | null = null;
  #flagged = 0;
  #withoutSource = 0;
  #cut = 0;

  get messages(): number {
    return this.#all.messages;
  }

  /** The messages of a file come one after the other. */
  add(place: Place, trail: Trail): void {
    if (place.file !== this.#lastFile) this.#files++;
    this.#lastFile = place.file;
    const note = (entry: SeenCount): void => {
      if (trail.time !== null) {
        entry.first = Math.min(entry.first, trail.time);
        entry.last = Math.max(entry.last, trail.time);
      }
      if (entry.examples.length < mostExamples) entry.examples.push(place);
    };
    this.#all.messages++;
    note(this.#all);
    if (trail.grave.length > 0) this.#flagged++;
    for (const { rule, level } of trail.grave) {
      const entry = this.#rules.count(rule, () => ({ messages: 0, level }));
      if (level === 'error') entry.level = level;
    }
    this.#addSource(trail, note);
    this.#addRelays(trail, note);
    for (const { kind, value } of trail.marks) note(this.#marks[kind].count(value, seen));
  }

  /** @param reason goes on after "cannot be read:", without a full stop */
  addUnreadable(file: string, reason: string): void {
    this.#unreadableTotal++;
    if (this.#unreadable.length < mostUnreadable) this.#unreadable.push({ file, reason });
  }

  /** Only the beginning of a file was read. */
  addCut(): void {
    this.#cut++;
  }

  /** @param most entries of each list */
  report(most: number): PatrolReport {
    const all = toSeen(this.#all);
    const marks = Object.values(this.#marks);
    return {
      files: this.#files,
      messages: all.messages,
      first: all.first,
      last: all.last,
      flagged: this.#flagged,
      withoutSource: this.#withoutSource,
      cut: this.#cut,
      unreadable: { total: this.#unreadableTotal, entries: this.#unreadable.slice(0, most) },
      rules: this.#rules.ranked().map(([rule, { level, messages }]) => ({ rule, level, messages })),
      networks: listed(this.#networks.ranked(), most, ([network, entry]) => ({
        network,
        ...toSeen(entry),
        addresses: entry.addresses.size,
        names: [...entry.names],
      })),
      relays: listed(this.#rankedRelays(), most, ([host, entry]) => ({
        host,
        ...toSeen(entry),
        software: entry.software.ranked().map(([software]) => software),
        times: entry.times,
        believed: entry.believed,
        postmaster: postmasterOf(host),
      })),
      common: forEachKind((kind) => this.#commonOf(kind, most)),
      forgotten:
        this.#networks.forgot +
        this.#relays.forgot +
        marks.reduce((sum, { forgot }) => sum + forgot, 0),
    };
  }

  #addSource({ source }: Trail, note: (entry: SeenCount) => void): void {
    const network = source === null ? null : networkOf(source.ip);
    if (source === null || network === null) {
      this.#withoutSource++;
      return;
    }
    const entry = this.#networks.count(network, () => ({
      ...seen(),
      addresses: new Set(),
      names: new Set(),
    }));
    note(entry);
    if (entry.addresses.size < mostAddresses) entry.addresses.add(source.ip);
    const domain = source.name === null ? null : registrableDomain(source.name);
    if (domain !== null && entry.names.size < mostNames) entry.names.add(domain);
  }

  #addRelays({ relays }: Trail, note: (entry: SeenCount) => void): void {
    const counted = new Set<RelayCount>();
    const byHost = new Map<string, RelayCount>();
    for (const { host, software, believed } of relays) {
      let entry = byHost.get(host);
      if (entry === undefined) {
        entry = this.#relays.count(host, () => ({
          ...seen(),
          times: 0,
          believed: 0,
          software: new Tally<Counted>(mostSoftware),
        }));
        byHost.set(host, entry);
        note(entry);
      }
      entry.times++;
      if (software !== null) entry.software.count(software, () => ({ messages: 0 }));
      if (believed && !counted.has(entry)) {
        counted.add(entry);
        entry.believed++;
      }
    }
  }

  /** Those that can be believed first: the others may never have done it. */
  #rankedRelays(): (readonly [string, RelayCount])[] {
    return this.#relays.ranked().sort(([, a], [, b]) => b.believed - a.believed);
  }

  #commonOf(kind: MarkKind, most: number): Listed<CommonEntry> {
    return listed(this.#marks[kind].ranked(2), most, ([value, entry]) => ({
      kind,
      value,
      ...toSeen(entry),
    }));
  }
}

function forEachKind<T>(make: (kind: MarkKind) => T): Readonly<Record<MarkKind, T>> {
  return Object.fromEntries(markKinds.map((kind) => [kind, make(kind)])) as Record<MarkKind, T>;
}

function listed<E, T>(all: readonly E[], most: number, toEntry: (one: E) => T): Listed<T> {
  return { total: all.length, entries: all.slice(0, most).map(toEntry) };
}

function toSeen({ messages, first, last, examples }: SeenCount): Seen {
  return { messages, first: toIso(first), last: toIso(last), examples: [...examples] };
}

function toIso(time: number): string | null {
  return Number.isFinite(time) ? new Date(time).toISOString().replace('.000Z', 'Z') : null;
}

/** RFC 2142 §5 asks it of every domain that takes mail; RFC 5321 §4.1.3 has the form for an address. */
function postmasterOf(host: string): string | null {
  const ip = readIp(host, 0, host.length);
  if (ip?.valid === true) {
    if (ip.range !== 'public' && ip.range !== 'documentation') return null;
    return `postmaster@[${ip.version === 6 ? `IPv6:${ip.value}` : ip.value}]`;
  }
  const domain = registrableDomain(host);
  return domain === null ? null : `postmaster@${domain}`;
}
