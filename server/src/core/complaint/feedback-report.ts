/** The machine-readable part of an abuse report (RFC 5965 §3, RFC 6692): what is known from a hop that can be believed, and nothing else. */
import { believedResults } from '../auth/believed.ts';
import { isHostName } from '../net/hosts.ts';
import { plain } from '../text/plain.ts';
import { stripHidden } from '../text/strip.ts';
import { version } from '../version.ts';
import { handoverOf } from '../verification/request.ts';
import { isMailAddress } from './address.ts';
import type { Incident } from './incident.ts';
import type { Fact } from './letter.ts';

/** What is known of the handover to the reader's side. */
export interface Envelope {
  /** Null when nobody recorded it; empty for the null sender. */
  readonly from: string | null;
  readonly to: readonly string[];
}

/** From fields that the reader's own servers wrote. Addresses that cannot be written safely are left out. */
export function envelopeOf({ analysis, route, source, missingPart }: Incident): Envelope {
  if (missingPart !== null) return { from: null, to: [] };
  const sender = handoverOf(analysis)?.sender ?? null;
  const hop = source ?? route.hops[route.border ?? -1];
  const to = (hop?.received.for ?? []).map(({ value }) => bare(value)).filter(isMailAddress);
  return { from: sender === '' || (sender !== null && isMailAddress(sender)) ? sender : null, to };
}

function bare(address: string): string {
  return address.trim().replace(/^<|>$/g, '');
}

/** The lines of the part, in the order of RFC 5965 §3; separated by LF. */
export function feedbackReport(incident: Incident, facts: readonly Fact[]): string {
  const { source } = incident;
  const ip = source?.received.from?.ip ?? null;
  const time = source?.received.date?.time ?? null;
  const port = source?.received.from?.port?.value ?? null;
  const { from, to } = envelopeOf(incident);
  const lines: string[] = [];
  const add = (name: string, value: string): void => {
    lines.push(`${name}: ${value}`);
  };
  // Required, once each (§3.1).
  add('Feedback-Type', 'abuse');
  add('User-Agent', `SpamPatrol/${version}`);
  add('Version', '1');
  // Optional, at most once (§3.2).
  if (from !== null) add('Original-Mail-From', `<${from}>`);
  if (time !== null) add('Arrival-Date', new Date(time).toUTCString().replace('GMT', '+0000'));
  if (ip?.valid === true) add('Source-IP', ip.version === 6 ? `IPv6:${ip.value}` : ip.value);
  if (ip?.valid === true && port !== null) add('Source-Port', String(port));
  // Optional, any number (§3.2).
  for (const results of authenticationResults(incident)) add('Authentication-Results', results);
  for (const address of to) add('Original-Rcpt-To', `<${address}>`);
  for (const domain of of('domain', facts)) if (isHostName(domain)) add('Reported-Domain', domain);
  for (const uri of of('uri', facts)) if (isUri(uri)) add('Reported-URI', uri);
  return `${lines.join('\n')}\n`;
}

/** No report needs more. */
const mostResults = 10;

function authenticationResults({ analysis, missingPart }: Incident): string[] {
  if (missingPart !== null) return [];
  return believedResults(analysis)
    .filter(({ authservId }) => authservId !== null)
    .slice(0, mostResults)
    .map(({ field }) => plain(stripHidden(analysis.text.slice(field.valueStart, field.end)), 900))
    .filter(isAscii);
}

function of(kind: Fact['kind'], facts: readonly Fact[]): string[] {
  return facts.filter((fact) => fact.kind === kind).map(({ text }) => text.trim());
}

/** RFC 3986 in ASCII, without a blank: as it stands it is one value of a field. */
function isUri(text: string): boolean {
  return text.length <= 800 && /^[a-z][a-z0-9+.-]*:[!-~]+$/i.test(text);
}

function isAscii(text: string): boolean {
  return /^[ -~]+$/.test(text);
}
