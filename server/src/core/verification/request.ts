/** What is asked about a message: its bytes alone, and the handover at the border as far as it can be believed. */
import { type Analysis, type AnalysisOptions, analyze, analyzeForwarded } from '../analysis.ts';
import { beliefOf } from '../auth/believed.ts';
import { readReceivedSpf } from '../auth/spf.ts';
import { fieldsNamed } from '../message/fields.ts';
import { isHostName } from '../net/hosts.ts';
import type { ReceivedField } from '../received/field.ts';
import { decodeLatin1 } from '../text/latin1.ts';
import type { DnsOptions, Handover, VerifyRequest } from './verification.ts';

export interface Asked extends AnalysisOptions {
  /** The file as it lies on disk. */
  readonly bytes: Uint8Array;
  /** The forwarded message inside (`Analysis.part`); null: the file's own message. */
  readonly part: string | null;
  readonly dns: DnsOptions | null;
}

/** What to ask, and the message that it is about, its offsets counting bytes. Null when there is no such part. */
export function verifyRequest({ bytes, part, dns, ...options }: Asked): {
  readonly request: VerifyRequest;
  readonly analysis: Analysis;
} | null {
  const whole = analyze(decodeLatin1(bytes), options);
  const analysis =
    part === null
      ? whole
      : analyzeForwarded(whole, { ...options, limit: bytes.length }).find(
          (one) => one.part === part,
        );
  if (analysis === undefined) return null;
  const { header, route } = analysis;
  const border = route.border === null ? undefined : route.hops[route.border];
  const start = header.fields[0]?.start ?? header.start;
  return {
    request: {
      // A copy: a view would carry the whole file into the other thread.
      bytes: bytes.slice(start, header.end),
      handover: handoverOf(analysis),
      time: border?.received.date?.time ?? null,
      dns,
    },
    analysis,
  };
}

/** The handover at the border. Null when no stranger from the Internet handed the message over, or no address was recorded. */
export function handoverOf(analysis: Analysis): Handover | null {
  const { route } = analysis;
  const hop = route.border === null ? undefined : route.hops[route.border];
  // SPF tells which servers may send for a domain; users who log in are not among them.
  if (hop?.trust !== 'border' || hop.cause === 'authenticated-stranger' || hop.cause === 'oldest')
    return null;
  const { received } = hop;
  const ip = received.from?.ip ?? null;
  if (ip?.valid !== true || (ip.range !== 'public' && ip.range !== 'documentation')) return null;
  const helo = received.from?.helo?.value ?? null;
  return {
    ip: ip.value,
    helo: helo !== null && isHostName(helo) ? helo : null,
    sender: senderOf(analysis, received, ip.value),
    by: received.by?.host?.value ?? null,
  };
}

/** The border server's own note first; then what the reader's servers wrote above it. */
function senderOf(analysis: Analysis, border: ReceivedField, ip: string): string | null {
  if (border.envelopeFrom !== null) return bare(border.envelopeFrom.value);
  const { text, header, route } = analysis;
  for (const field of fieldsNamed(header, 'received-spf')) {
    if (!beliefOf(field, analysis).believed) continue;
    const { pairs } = readReceivedSpf(text, field);
    const value = (name: string): string | undefined =>
      pairs.find((pair) => pair.name.value === name)?.value.value;
    const sender = value('envelope-from');
    if (sender !== undefined && (value('client-ip') ?? ip) === ip) return bare(sender);
  }
  // A forwarder writes an envelope of its own: that on top is no longer that of the border.
  const forwarded = route.hops.some(({ cause }) => cause === 'forwarder');
  const returnPath = fieldsNamed(header, 'return-path').find(
    ({ start }) => start < border.field.start,
  );
  if (forwarded || returnPath === undefined) return null;
  return bare(text.slice(returnPath.valueStart, returnPath.end));
}

function bare(address: string): string {
  const trimmed = address.trim();
  return trimmed.startsWith('<') && trimmed.endsWith('>') ? trimmed.slice(1, -1).trim() : trimmed;
}
