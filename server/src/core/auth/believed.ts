/**
 * Which of the fields that servers write about a message can be believed, by their place and by the
 * server that they name (RFC 8601 §4.1, §5 and §7.1). Knows no method and no result.
 */
import type { Analysis } from '../analysis.ts';
import type { HeaderField } from '../message/header.ts';
import { sameOrganisation } from '../net/hosts.ts';
import { isOwnName } from '../route/own-hosts.ts';
import type { Hop } from '../route/route.ts';
import { type AuthResults, holdsResults, readResults } from './results.ts';
import { readReceivedSpf } from './spf.ts';

/** Servers put their fields on top of what they get: the place tells who can have written one. */
export type BeliefCause =
  /** Above the last trace field that can be believed. */
  | 'above-border'
  /** Right beneath it, in the name of an own server, which takes out what strangers wrote in its name. */
  | 'own-name'
  /** The same for Microsoft's servers, which write no name. */
  | 'own-microsoft'
  /** Of a name that Exchange takes out or renames on everything from outside, wherever it stands. */
  | 'header-firewall'
  /** As if an own server had written it, but that server's stands above: this one came with the message. */
  | 'doubled'
  /** As if an own server had written it, but beneath fields that the sender wrote. */
  | 'too-low'
  | 'stranger-name'
  | 'no-name'
  /** A server set it aside as the sender's. */
  | 'set-aside'
  /** No trace field tells whose servers are whose. */
  | 'no-route';

export interface Belief {
  readonly believed: boolean;
  readonly cause: BeliefCause;
  /** The server in whose name the field is written; null when it names none. */
  readonly author: string | null;
}

/** Whether one can believe that the reader's own servers wrote the field. */
export function beliefOf(field: HeaderField, analysis: Analysis): Belief {
  const author = authorOf(analysis.text, field);
  const cause = causeOf(field, author, analysis);
  return { believed: believedCauses.has(cause), cause, author };
}

const believedCauses: ReadonlySet<BeliefCause> = new Set<BeliefCause>([
  'above-border',
  'own-name',
  'own-microsoft',
  'header-firewall',
]);

/** The results that the reader's own servers wrote, read: `Authentication-Results` fields only. */
export function believedResults(analysis: Analysis): AuthResults[] {
  return analysis.header.fields
    .filter(({ key }) => key === 'authentication-results')
    .slice(0, mostCompared)
    .filter((field) => beliefOf(field, analysis).believed)
    .map((field) => readResults(analysis.text, field));
}

/** Honest mail has a handful; a hostile header of nothing else must not be compared with itself. */
const mostCompared = 64;

/** The names that Exchange and others give to what they find on mail from outside. */
function isSetAside(key: string): boolean {
  return (
    key.endsWith('-untrusted') ||
    key.endsWith('-original') ||
    key === 'original-authentication-results' ||
    key === 'x-original-authentication-results'
  );
}

function causeOf(field: HeaderField, author: string | null, analysis: Analysis): BeliefCause {
  const { text, header, route } = analysis;
  if (isSetAside(field.key)) return 'set-aside';
  const last = lastBelieved(route.hops);
  if (last === null) return 'no-route';
  const { start } = last.received.field;
  if (field.start < start) return 'above-border';
  if (isExchange(last) && behindFirewall(field.key)) return 'header-firewall';
  if (author === null) {
    if (field.key !== 'authentication-results' || !isMicrosoft(last)) return 'no-name';
  } else if (!isOwn(author, analysis)) return 'stranger-name';

  // What the server wrote itself ends where the message as it came begins.
  let compared = 0;
  for (const other of header.fields) {
    if (other.start > field.start) break;
    if (other.start > start && comesWithMessage(other.key)) return 'too-low';
    if (other.start < start && other.key === field.key && compared < mostCompared) {
      compared += 1;
      const above = authorOf(text, other);
      if (above?.toLowerCase() === author?.toLowerCase()) return 'doubled';
    }
  }
  return author === null ? 'own-microsoft' : 'own-name';
}

/** The lowest trace field of the reader's own servers: the border, or the last when no stranger was seen. */
function lastBelieved(hops: readonly Hop[]): Hop | null {
  let last: Hop | null = null;
  for (const hop of hops) {
    if (hop.trust !== 'own' && hop.trust !== 'border') break;
    last = hop;
  }
  return last;
}

function isOwn(author: string, { route, reader }: Analysis): boolean {
  if (isOwnName(reader.own, author)) return true;
  for (const { trust, received } of route.hops) {
    if (trust !== 'own' && trust !== 'border') break;
    const host = received.by?.host?.value ?? null;
    if (host !== null && (host.toLowerCase() === author.toLowerCase() || reader.kin(author, host)))
      return true;
  }
  return false;
}

function isMicrosoft({ received }: Hop): boolean {
  const host = received.by?.host?.value ?? null;
  return host !== null && sameOrganisation(host, 'outlook.com');
}

/** The name stands at the beginning. UTF-16 units. */
const longestHead = 2000;

/** The server that a field names as its writer. */
function authorOf(text: string, whole: HeaderField): string | null {
  const field = { ...whole, end: Math.min(whole.end, whole.valueStart + longestHead) };
  if (holdsResults(field.key)) return readResults(text, field).authservId?.value ?? null;
  if (field.key === 'received-spf') return readReceivedSpf(text, field).receiver?.value ?? null;
  return null;
}

/** Exchange's own servers, at Microsoft or in a company. */
function isExchange(hop: Hop): boolean {
  const family = hop.received.family?.id ?? '';
  return isMicrosoft(hop) || family === 'exchange' || family === 'microsoft365';
}

/** Exchange Online writes these at the foot of the header, so their place tells nothing. */
function behindFirewall(key: string): boolean {
  return (
    key === 'x-forefront-antispam-report' ||
    key.startsWith('x-microsoft-antispam') ||
    key.startsWith('x-ms-exchange-organization-')
  );
}

/** Fields that the sender's program writes, and trace fields: with them begins what the server was given. */
function comesWithMessage(key: string): boolean {
  return key === 'received' || key.startsWith('content-') || senders.has(key);
}

const senders: ReadonlySet<string> = new Set([
  'from',
  'sender',
  'reply-to',
  'to',
  'cc',
  'subject',
  'date',
  'message-id',
  'mime-version',
  'in-reply-to',
  'references',
]);
