/** What may be said in a complaint about a message besides its route: what lookups left behind, and what the message names. Asks nobody. */
import type { Analysis } from '../core/analysis.ts';
import type { ContactPoint } from '../core/contacts/point.ts';
import {
  advertisersIn,
  carriersFor,
  domainsFrom,
  factsFrom,
  type Unaddressed,
} from '../core/complaint/facts.ts';
import type { Fact } from '../core/complaint/letter.ts';
import type { Campaign } from '../core/patrol/campaign.ts';
import type { Hop } from '../core/route/route.ts';
import { plain } from '../core/text/plain.ts';
import { say, type Said, type Value } from '../core/text/said.ts';
import { readSubject, type Subject } from '../lookup/subject.ts';
import type { Report } from '../lookup/report.ts';
import { lookupSubjects } from './code-actions.ts';

export interface Learned {
  /** For a list to be ticked; what a letter says in its own language is a sentence of ours here. */
  readonly facts: readonly (Omit<Fact, 'text'> & { readonly text: Value })[];
  /** Who may be told, once somebody finds out their address. */
  readonly unaddressed: readonly Unaddressed[];
  /** Whom an inquiry may go to; `own` are the reader's addresses. */
  readonly advertisers: (own: readonly string[]) => readonly string[];
}

/** More were not looked up in earnest. */
const mostSubjects = 40;

/**
 * @param campaigns what patrols saw of other messages
 * @param known what is kept of a subject; null when nothing is
 */
export async function learnedAbout(
  { route: { hops, border } }: Analysis,
  points: readonly ContactPoint[],
  campaigns: readonly Campaign[],
  known: (subject: Subject) => Promise<Report | null>,
): Promise<Learned> {
  // Beneath a forgery nothing is anybody's.
  const machines = hops
    .filter(({ index, trust }) => index >= (border ?? 0) && isCredible(trust))
    .flatMap(({ received }) => lookupSubjects({ from: received.from, by: null }));
  const sites = points.flatMap((point) =>
    point.kind === 'url' || point.kind === 'mail' ? [point.domain ?? ''] : [],
  );
  const facts: Fact[] = [];
  for (const name of [...new Set([...machines, ...sites])].slice(0, mostSubjects)) {
    const subject = readSubject(name);
    const report = 'words' in subject ? null : await known(subject);
    if (report === null || report.summary.length === 0) continue;
    facts.push({
      kind: 'lookup',
      text: `${report.learnedAt.slice(0, 10)}, ${name}: ${report.summary.join(' ')}`,
    });
  }
  return {
    facts: [
      ...facts,
      ...campaigns.map((campaign) => ({
        kind: 'campaign' as const,
        text: campaignWords(campaign),
        campaign,
      })),
      ...factsFrom(points),
      ...domainsFrom(points),
    ],
    unaddressed: carriersFor(points),
    advertisers: (own) => advertisersIn(points, own),
  };
}

/** `2 other messages with example.com, received on 2024-05-12, from 192.0.2.1`. */
function campaignWords({ shared, messages, first, last, sources }: Campaign): Said {
  const about = plain(shared);
  const others =
    messages === 1
      ? say`one other message with ${about}`
      : say`${messages} other messages with ${about}`;
  const dated =
    first === null
      ? others
      : last === null || last === first
        ? say`${others}, received on ${first}`
        : say`${others}, received between ${first} and ${last}`;
  return sources.length === 0 ? dated : say`${dated}, from ${plain(sources.join(', '), 300)}`;
}

function isCredible(trust: Hop['trust']): boolean {
  return trust !== 'contradicted' && trust !== 'beneath-forgery';
}
