/** The shape that `spam-patrol trace` prints, key by key. A public contract: adding a key is a minor change, renaming or removing one a major one. */
import type { Analysis } from '../core/analysis.ts';
import type { By, Login, HopKind, Peer, Tls } from '../core/received/field.ts';
import type { MailDate } from '../core/received/date.ts';
import type { Hop, Source, Trust } from '../core/route/route.ts';
import type { Finding, Level } from '../core/rules/rule.ts';
import { english } from '../core/text/said.ts';
import type { Positions } from './lines.ts';

/** One message. Absent values are null; lines and columns are 1-based, columns in UTF-16 code units. */
export interface TraceResult {
  /** As it was named; `-` for standard input. */
  readonly file: string;
  /** 0-based number inside an mbox. */
  readonly message: number | null;
  /** The MIME part that held the message; null for the file's own. */
  readonly part: string | null;
  /** Newest first. */
  readonly hops: readonly TraceHop[];
  readonly source: TraceSource | null;
  readonly claimedOrigin: TraceSource | null;
  readonly findings: readonly TraceFinding[];
}

export interface TraceHop {
  readonly line: number;
  readonly kind: HopKind;
  readonly from: {
    readonly helo: string | null;
    readonly rdns: string | null;
    readonly ip: string | null;
    /** Null when there is no address. */
    readonly ipValid: boolean | null;
    readonly ident: string | null;
    readonly auth: string | null;
  } | null;
  readonly by: {
    readonly host: string | null;
    readonly ip: string | null;
    readonly software: string | null;
  } | null;
  readonly via: string | null;
  readonly with: string | null;
  readonly id: string | null;
  readonly for: readonly string[];
  readonly envelopeFrom: string | null;
  readonly tls: { readonly version: string | null; readonly cipher: string | null } | null;
  /** UTC, `1997-04-21T22:53:13Z`; null when absent or impossible. */
  readonly date: string | null;
  readonly delaySeconds: number | null;
  readonly trust: Trust;
}

export interface TraceSource {
  readonly ip: string;
  readonly hop: number;
  readonly helo: string | null;
  readonly rdns: string | null;
  readonly reason: string;
}

export interface TraceFinding {
  readonly rule: string;
  readonly level: Level;
  readonly hop: number | null;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
}

/** @param lines those of the text that was analysed, or where it stands in the file */
export function toResult(
  file: string,
  message: number | null,
  analysis: Analysis,
  lines: Positions,
): TraceResult {
  const { route, findings, part } = analysis;
  return {
    file,
    message,
    part,
    hops: route.hops.map((hop) => toHop(hop, lines)),
    source: toSource(route.source),
    claimedOrigin: toSource(route.claimedOrigin),
    findings: findings.map((finding) => toFinding(finding, lines)),
  };
}

/** The line for an input that holds no message: it could not be read, or only in part. */
export function resultWithoutMessage(file: string, rule: string, message: string): TraceResult {
  return {
    file,
    message: null,
    part: null,
    hops: [],
    source: null,
    claimedOrigin: null,
    findings: [findingAboutFile(rule, 'error', message)],
  };
}

/** A finding about the file as a whole: it stands at its first character. */
export function findingAboutFile(rule: string, level: Level, message: string): TraceFinding {
  return { rule, level, hop: null, line: 1, column: 1, endLine: 1, endColumn: 1, message };
}

function toHop({ received, trust, delaySeconds }: Hop, lines: Positions): TraceHop {
  return {
    line: lines.position(received.field.start).line,
    kind: received.kind,
    from: received.from && toPeer(received.from),
    by: received.by && toBy(received.by),
    via: received.via?.value ?? null,
    with: received.with?.value ?? null,
    id: received.id?.value ?? null,
    for: received.for.map(({ value }) => value),
    envelopeFrom: received.envelopeFrom?.value ?? null,
    tls: received.tls && toTls(received.tls),
    date: received.date && toDate(received.date),
    delaySeconds,
    trust,
  };
}

function toPeer(peer: Peer): TraceHop['from'] {
  return {
    helo: peer.helo?.value ?? null,
    rdns: peer.rdns?.value ?? null,
    ip: peer.ip?.value ?? null,
    ipValid: peer.ip?.valid ?? null,
    ident: peer.ident?.value ?? null,
    auth: peer.auth === null ? null : toAuth(peer.auth),
  };
}

/** `LOGIN joe`, in whichever order and with whichever words the server wrote it. */
function toAuth({ value, user, mechanism }: Login): string {
  return user === null || mechanism === null ? value : `${mechanism.value} ${user.value}`;
}

function toBy({ host, ip, software }: By): TraceHop['by'] {
  return {
    host: host?.value ?? null,
    ip: ip?.value ?? null,
    software: software?.value ?? null,
  };
}

function toTls({ version, cipher }: Tls): TraceHop['tls'] {
  return { version: version?.value ?? null, cipher: cipher?.value ?? null };
}

/** Without the milliseconds that no mail server writes. */
function toDate({ time }: MailDate): string | null {
  return time === null ? null : new Date(time).toISOString().replace('.000Z', 'Z');
}

function toSource(source: Source | null): TraceSource | null {
  if (source === null) return null;
  const { ip, hop, helo, rdns, reason } = source;
  return { ip, hop, helo, rdns, reason: english(reason) };
}

function toFinding(finding: Finding, lines: Positions): TraceFinding {
  const start = lines.position(finding.start);
  const end = lines.position(finding.end);
  return {
    rule: finding.rule,
    level: finding.level,
    hop: finding.hop,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    message: english(finding.message),
  };
}
