/** Makes the picture of a judged message: picks what is to be seen, cuts what is too long. Draws nothing. */
import type { Analysis } from '../analysis.ts';
import { decodeWords } from '../message/encoded-words.ts';
import { fieldsNamed } from '../message/fields.ts';
import type { ReceivedField } from '../received/field.ts';
import { isBroken } from '../route/links.ts';
import type { Hop } from '../route/route.ts';
import { allRules } from '../rules/index.ts';
import type { Effect, Finding } from '../rules/rule.ts';
import { plain } from '../text/plain.ts';
import type { Speak } from '../text/said.ts';
import type { Span } from '../text/span.ts';
import type { Encryption, HopPart, Mark, PictureHop, RoutePicture } from './picture.ts';

/** More than the longest honest chain by far; beyond it nobody scrolls. */
const mostHops = 200;
/** Marks at one hop, and beneath the route. */
const mostMarks = 12;

/** UTF-16 units that are shown. */
const longest = { subject: 160, name: 120, address: 60, protocol: 24, brief: 240 } as const;

/** @param speak in the language of whoever looks at it */
export function pictureOf(analysis: Analysis, speak: Speak): RoutePicture<Span> {
  const { text, header, route, findings } = analysis;
  const { hops } = route;
  const byHop = new Map<number | null, Finding[]>();
  for (const finding of findings) {
    const known = byHop.get(finding.hop);
    if (known === undefined) byHop.set(finding.hop, [finding]);
    else known.push(finding);
  }
  const [subject] = fieldsNamed(header, 'subject');
  return {
    subject:
      subject === undefined
        ? ''
        : plain(decodeWords(text.slice(subject.valueStart, subject.end)), longest.subject),
    hops: hops
      .slice(0, mostHops)
      .map((hop) => hopOf(analysis, hop, byHop.get(hop.index) ?? [], speak)),
    leftOut: Math.max(0, hops.length - mostHops),
    border: lastBelieved(hops),
    source: route.source === null ? null : plain(route.source.ip, longest.address),
    totalSeconds: totalOf(hops),
    empty: hops.length > 0 ? null : header.fields.length === 0 ? 'no-header' : 'no-received',
    ...marksOf(
      (byHop.get(null) ?? []).filter(({ rule }) => rule !== 'no-received'),
      speak,
    ),
  };
}

function lastBelieved(hops: readonly Hop[]): number | null {
  const last = hops.findLastIndex(({ trust }) => trust === 'own' || trust === 'border');
  return last === -1 ? null : last;
}

function totalOf(hops: readonly Hop[]): number | null {
  const times = hops.flatMap(({ received }) => received.date?.time ?? []);
  const [newest] = times;
  const oldest = times.at(-1);
  if (times.length < 2 || newest === undefined || oldest === undefined) return null;
  return Math.round((newest - oldest) / 1000);
}

function hopOf(
  analysis: Analysis,
  hop: Hop,
  findings: readonly Finding[],
  speak: Speak,
): PictureHop<Span> {
  const { route, reader } = analysis;
  const { index, received, trust, delaySeconds, trustReason } = hop;
  const { from, by, field } = received;
  const older = route.hops[index + 1]?.received;
  const helo = from?.helo?.value ?? null;
  const rdns = from?.rdns?.value ?? null;
  const name = (value: string | null): string | null =>
    value === null ? null : plain(value, longest.name);
  return {
    place: { start: field.start, end: field.end },
    trust,
    kind: received.kind,
    by: name(by?.host?.value ?? by?.ip?.value ?? null),
    rdns: name(rdns),
    helo: name(helo?.toLowerCase() === rdns?.toLowerCase() ? null : helo),
    address: from?.ip == null ? null : plain(from.ip.value, longest.address),
    struck: struckIn(hop, findings),
    is:
      route.source?.hop === index ? 'source' : route.claimedOrigin?.hop === index ? 'origin' : null,
    protocol: received.with === null ? null : plain(received.with.value, longest.protocol),
    encryption: encryptionOf(received),
    tls: tlsOf(received),
    date: dateOf(received),
    delaySeconds,
    brokenBelow: older !== undefined && isBroken(received, older, reader.kin),
    reason: speak(trustReason),
    // What is dimmed says of a whole field that it is worthless, and so does the drawing.
    ...marksOf(
      findings.filter(({ dim }) => !dim),
      speak,
    ),
  };
}

const effects: ReadonlyMap<string, Effect> = new Map(
  allRules.map(({ id, effect }) => [id, effect]),
);

/** A fabricated field is made up as a whole; elsewhere a lie is where a grave finding of that effect points. */
function struckIn({ trust, received }: Hop, findings: readonly Finding[]): HopPart[] {
  const { from, by } = received;
  const parts = [
    ['by', by?.host ?? by?.ip ?? null],
    ['rdns', from?.rdns ?? null],
    ['helo', from?.helo ?? null],
    ['address', from?.ip ?? null],
  ] as const satisfies readonly (readonly [HopPart, Span | null])[];
  const isForged = trust === 'contradicted' || trust === 'beneath-forgery';
  const lies = findings.filter(
    ({ rule, level }) => (level === 'error' || level === 'warning') && effects.get(rule) !== 'none',
  );
  return parts
    .filter(
      ([, span]) =>
        span !== null &&
        (isForged || lies.some(({ start, end }) => start < span.end && span.start < end)),
    )
    .map(([part]) => part);
}

/** RFC 3848 and RFC 6531: an S says that TLS was used. */
const encryptedProtocols: ReadonlySet<string> = new Set([
  'ESMTPS',
  'ESMTPSA',
  'SMTPS',
  'LMTPS',
  'LMTPSA',
  'UTF8SMTPS',
  'UTF8SMTPSA',
  'UTF8LMTPS',
  'UTF8LMTPSA',
  'HTTPS',
  'POP3S',
  'IMAPS',
]);
const plainProtocols: ReadonlySet<string> = new Set([
  'SMTP',
  'ESMTP',
  'ESMTPA',
  'UTF8SMTP',
  'UTF8SMTPA',
]);

function encryptionOf({ tls, with: protocol, kind, from }: ReceivedField): Encryption {
  const name = protocol?.value.toUpperCase() ?? '';
  if (tls !== null || encryptedProtocols.has(name)) return 'encrypted';
  const range = from?.ip?.range;
  const crossesNetwork = kind === 'relay' && (range === 'public' || range === 'documentation');
  return crossesNetwork && plainProtocols.has(name) ? 'plain' : 'unknown';
}

/** `TLSv1.3` and `TLS1_3` as `TLS 1.3`. */
function tlsOf({ tls }: ReceivedField): string | null {
  if (tls?.version == null) return null;
  const version = plain(tls.version.value, 12).toUpperCase().replaceAll('_', '.');
  const kind = version.slice(0, 3);
  if (kind !== 'TLS' && kind !== 'SSL') return version;
  const number = version.slice(version.startsWith('V', 3) ? 4 : 3);
  return `${kind} ${number === '1' ? '1.0' : number}`;
}

function dateOf({ date }: ReceivedField): string | null {
  if (date?.time == null) return null;
  return new Date(date.time).toISOString().slice(0, 19).replace('T', ' ');
}

function marksOf(
  findings: readonly Finding[],
  speak: Speak,
): Pick<PictureHop<Span>, 'marks' | 'moreMarks'> {
  return {
    marks: findings.slice(0, mostMarks).map((finding) => markOf(finding, speak)),
    moreMarks: Math.max(0, findings.length - mostMarks),
  };
}

function markOf({ rule, level, message: said, start, end }: Finding, speak: Speak): Mark<Span> {
  const message = speak(said);
  return { place: { start, end }, rule, level, brief: firstSentence(message), message };
}

/** Up to the first full stop with a blank behind it, or the ideographic one, which needs none. */
function firstSentence(message: string): string {
  const end = /\. |\u3002/.exec(message)?.index ?? message.length;
  return plain(message.slice(0, end + 1), longest.brief);
}
