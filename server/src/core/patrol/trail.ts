/** What one message adds to a report on many: a small record that outlives the message. Judges nothing. */
import type { Analysis } from '../analysis.ts';
import { markKinds, type MarkKind } from './mark-kinds.ts';
import { contactPoints } from '../contacts/points.ts';
import type { ContactPoint } from '../contacts/point.ts';
import { fieldsNamed } from '../message/fields.ts';
import { readMailboxes } from '../message/mailboxes.ts';
import { isHostName, registrableDomain } from '../net/hosts.ts';
import { hidesClient } from '../received/gap.ts';
import type { Hop } from '../route/route.ts';
import { isGrave } from '../rules/levels.ts';
import type { Finding, Level } from '../rules/rule.ts';
import { copyOf } from '../text/copy.ts';

/** A server that took the message from the network and recorded no client address. */
export interface RelayTrail {
  /** Its name in lower case, or its address, as it stands in `by`. */
  readonly host: string;
  /** As it named itself; null when it did not. */
  readonly software: string | null;
  /** Whether the field that says so can be believed, or is only claimed. */
  readonly believed: boolean;
  /** Where that field starts in the message's text. */
  readonly start: number;
}

/** Plain data; its strings hold nothing of the message in memory but themselves. */
export interface Trail {
  /** When the reader's server took the message: milliseconds since 1970; null when none says so. */
  readonly time: number | null;
  /** `name` is what the server looked up. */
  readonly source: { readonly ip: string; readonly name: string | null } | null;
  /** One a hop, newest first. */
  readonly relays: readonly RelayTrail[];
  /** What other messages may have, too; nothing twice. */
  readonly marks: readonly Mark[];
  /** The rules that found something at `warning` or above, each once at its gravest. */
  readonly grave: readonly { readonly rule: string; readonly level: Level }[];
}

export interface Mark {
  readonly kind: MarkKind;
  readonly value: string;
}

interface Context {
  readonly analysis: Analysis;
  readonly points: readonly ContactPoint[];
}

/** Reply-To and the sender's other fields: what a reader would answer to. */
const senderFields = ['from', 'reply-to', 'sender', 'return-path'] as const;

/** What messages can have in common; a new kind is a row here. */
const markTable = {
  source: ({ analysis: { route } }) => (route.source === null ? [] : [route.source.ip]),
  relay: ({ analysis: { route } }) =>
    route.hops.filter(({ trust }) => trust === 'claimed').map((hop) => serverOf(hop) ?? ''),
  domain: ({ analysis: { text, header } }) =>
    senderFields.flatMap((key) =>
      fieldsNamed(header, key).flatMap(({ valueStart, end }) =>
        readMailboxes(text, valueStart, end).map(({ domain }) => registrableDomain(domain) ?? ''),
      ),
    ),
  site: ({ points }) =>
    points.flatMap((point) => (point.kind === 'url' ? [point.domain ?? point.host] : [])),
  url: ({ points }) => valuesOf('url', points),
  phone: ({ points }) => valuesOf('phone', points),
  mailbox: ({ points }) => valuesOf('mail', points),
} as const satisfies Record<string, (context: Context) => readonly string[]>;

/** A message can name as many of each kind as it likes; so many are enough to find its kin. */
const mostOfAKind = 50;
/** What is longer is no mark: nobody would recognise it. UTF-16 units. */
const longestMark = 300;
/** Of the text of all parts, in UTF-16 units: looking for contact points costs more than all the rest. */
const mostText = 64 * 1024;
const longestSoftware = 80;

/** @param analysis with what the rules about the body say: see `withBody` */
export function trailOf(analysis: Analysis): Trail {
  const { hops, source } = analysis.route;
  const points = contactPoints(analysis, { limit: mostText });
  const taken = hops.find(
    ({ trust, received }) =>
      (trust === 'own' || trust === 'border') && received.date?.time !== null && received.date,
  );
  return {
    time: taken?.received.date?.time ?? null,
    source: source && {
      ip: copyOf(source.ip),
      name: source.rdns === null ? null : copyOf(source.rdns.toLowerCase()),
    },
    relays: hops.flatMap(relayAt),
    marks: markKinds.flatMap((kind) => marksOf(kind, { analysis, points })),
    grave: gravest(analysis.findings),
  };
}

function valuesOf(kind: ContactPoint['kind'], points: readonly ContactPoint[]): string[] {
  return points.flatMap((point) => (point.kind === kind ? [point.value] : []));
}

function marksOf(kind: MarkKind, context: Context): Mark[] {
  const values = new Set<string>();
  for (const value of markTable[kind](context)) {
    if (value !== '' && value.length <= longestMark) values.add(copyOf(value));
    if (values.size === mostOfAKind) break;
  }
  return [...values].map((value) => ({ kind, value }));
}

/** Not the reader's own, and none that a forged field names: that would accuse the forger's victims. */
function relayAt(hop: Hop): RelayTrail[] {
  const { received, trust } = hop;
  if (!hidesClient(received)) return [];
  if (trust !== 'border' && trust !== 'claimed') return [];
  const host = serverOf(hop);
  if (host === null) return [];
  const software = received.by?.software?.value.slice(0, longestSoftware) ?? null;
  return [
    {
      host,
      software: software === null ? null : copyOf(software),
      believed: trust === 'border',
      start: received.field.start,
    },
  ];
}

/** What the server that wrote the field calls itself; null when that is no name and no address. */
function serverOf({ received: { by } }: Hop): string | null {
  const name = by?.host?.value.toLowerCase();
  if (name !== undefined && isHostName(name)) return copyOf(name);
  return by?.ip?.valid === true ? copyOf(by.ip.value) : null;
}

function gravest(findings: readonly Finding[]): Trail['grave'] {
  const levels = new Map<string, Level>();
  for (const { rule, level } of findings) {
    if (isGrave(level) && levels.get(rule) !== 'error') levels.set(rule, level);
  }
  return [...levels].map(([rule, level]) => ({ rule, level }));
}
