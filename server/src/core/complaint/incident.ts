/** What a complaint is about: the message in a file, and what its route supports to be said. Knows no language and no recipient. */
import { analyze, analyzeForwarded, type Analysis, type AnalysisOptions } from '../analysis.ts';
import { decodeWords } from '../message/encoded-words.ts';
import { fieldsNamed } from '../message/fields.ts';
import { findForwarded } from '../message/mime.ts';
import { isHostName, sameOrganisation } from '../net/hosts.ts';
import { hidesClient } from '../received/gap.ts';
import type { Hop, Route } from '../route/route.ts';
import { decodeLatin1 } from '../text/latin1.ts';
import { plain } from '../text/plain.ts';
import { stripHidden } from '../text/strip.ts';
import { noRoute, reportedHop } from './recipients.ts';

export interface IncidentInput {
  /** The file as it lies on disk. */
  readonly bytes: Uint8Array;
  readonly ownHosts: readonly string[];
  /** The reader's own organisations, each the domains of one. */
  readonly organisations?: readonly (readonly string[])[];
  /** The forwarded message inside (`Analysis.part`); null: the file's own message. */
  readonly part: string | null;
}

export interface Incident {
  /** Offsets count bytes of the file. Where the body was not needed, the text ends in it. */
  readonly analysis: Analysis;
  /** The message as it stands in the file, without the mbox line (`From `, or `>From ` where a mailbox quoted it), which the mailbox file added; nothing else is left out. */
  readonly evidence: Uint8Array;
  /** The file has no such part: then the route is nobody's, and the evidence the whole file. */
  readonly missingPart: string | null;
  readonly route: Route;
  /** The hop that recorded the source; null when none can be named. */
  readonly source: Hop | null;
  /** Without a source: the hop at the border that recorded no address. */
  readonly anonymous: Hop | null;
  /** Decoded, on one line; empty when there is none. At most 500 units. */
  readonly subject: string;
  /** The numbers of the parts that hold messages forwarded inside, as far as the body was looked at. */
  readonly forwarded: readonly string[];
}

/** Enough for the header of nearly every message; a body behind it need not become text. Bytes. */
const firstLook = 256 * 1024;

/** Never throws, whatever the bytes. */
export function readIncident({ bytes, part, ...options }: IncidentInput): Incident {
  const whole = part === null ? readHeader(bytes, options) : analyze(decodeLatin1(bytes), options);
  const chosen =
    part === null
      ? whole
      : (analyzeForwarded(whole, { ...options, limit: bytes.length }).find(
          (analysis) => analysis.part === part,
        ) ?? null);
  const analysis = chosen ?? whole;
  const { header, text } = analysis;
  // Without the part that was asked for, the route at hand is that of the person who forwarded it.
  const route = chosen === null ? noRoute : analysis.route;
  const hop = reportedHop(route);
  return {
    analysis,
    evidence: bytes.subarray(header.start, part === null ? bytes.length : header.end),
    missingPart: chosen === null ? part : null,
    route,
    source: route.source === null ? null : hop,
    anonymous: route.source === null && hop !== null && hidesClient(hop.received) ? hop : null,
    subject: subjectOf(text, analysis),
    forwarded: findForwarded(text, header, firstLook).map((inside) => inside.part),
  };
}

/** The message of the file, by as much of it as holds the header. */
function readHeader(bytes: Uint8Array, options: AnalysisOptions): Analysis {
  for (let length = firstLook; ; length *= 8) {
    const analysis = analyze(decodeLatin1(bytes.subarray(0, length)), options);
    // A header that ends right at the cut may go on behind it.
    if (length >= bytes.length || analysis.header.bodyStart < length - 4) return analysis;
  }
}

/** More is never shown; the limit bounds the decoder's work. */
const longestRaw = 4000;
const longestSubject = 500;

function subjectOf(text: string, { header }: Analysis): string {
  const field = header.fields.find(({ key }) => key === 'subject');
  if (field === undefined) return '';
  const raw = text.slice(field.valueStart, field.end).slice(0, longestRaw);
  return plain(stripHidden(decodeWords(raw)), longestSubject);
}

/** A relay that a letter is about, and how far its part in it is proven. */
export interface Relay {
  readonly hop: Hop;
  /** The field stands where it can be believed. */
  readonly proven: boolean;
  /** The field stands right beneath the border, whose client was this server. */
  readonly handedOver: boolean;
}

/**
 * The hop of a relay that belongs to `scope` (a domain or host name), or else the first of its kind;
 * null when the route shows none.
 */
export function relayOf(
  { route, source }: Pick<Incident, 'route' | 'source'>,
  kind: 'anonymous' | 'relay',
  scope: string,
): Relay | null {
  const border = route.border ?? 0;
  const hops = route.hops.filter(
    ({ index, trust, received }) =>
      received.kind === kind &&
      !received.wasTakenOut &&
      (kind === 'anonymous' ? index >= border : index > border) &&
      trust !== 'own' &&
      trust !== 'contradicted' &&
      trust !== 'beneath-forgery',
  );
  const hop =
    hops.find(({ received }) => sameOrganisation(received.by?.host?.value ?? '', scope)) ?? hops[0];
  if (hop === undefined) return null;
  const host = hop.received.by?.host?.value ?? '';
  const client = source?.received.from?.rdns?.value ?? '';
  return {
    hop,
    proven: hop.trust === 'border',
    handedOver:
      hop.index === (source?.index ?? hop.index) + 1 &&
      isHostName(client) &&
      source?.received.from?.mayBeForged === null &&
      sameOrganisation(host, client),
  };
}

/** The first field of that name, its value as it stands. */
export function firstValue({ analysis: { text, header } }: Incident, key: string): string | null {
  const field = fieldsNamed(header, key)[0];
  return field === undefined ? null : text.slice(field.valueStart, field.end);
}
