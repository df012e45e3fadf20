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
import { campaignText, type Fact } from '../core/complaint/letter.ts';
import { Phrasebook } from '../core/complaint/texts/languages.ts';
import type { Campaign } from '../core/patrol/campaign.ts';
import type { Hop } from '../core/route/route.ts';
import { readSubject, type Subject } from '../lookup/subject.ts';
import type { Report } from '../lookup/report.ts';
import { lookupSubjects } from './code-actions.ts';

export interface Learned {
  readonly facts: readonly Fact[];
  /** Who may be told, once somebody finds out their address. */
  readonly unaddressed: readonly Unaddressed[];
  /** Whom an inquiry may go to; `own` are the reader's addresses. */
  readonly advertisers: (own: readonly string[]) => readonly string[];
}

/** More were not looked up in earnest. */
const mostSubjects = 40;

/** For lists; the letter says it in its own language. */
const english = new Phrasebook('en');

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
    const report = typeof subject === 'string' ? null : await known(subject);
    if (report === null || report.summary.length === 0) continue;
    facts.push({
      kind: 'lookup',
      text: `${report.learnedAt.slice(0, 10)}, ${name}: ${report.summary.join(' ')}`,
    });
  }
  return {
    facts: [
      ...facts,
      ...campaigns.map((campaign): Fact => ({
        kind: 'campaign',
        text: campaignText(campaign, english),
        campaign,
      })),
      ...factsFrom(points),
      ...domainsFrom(points),
    ],
    unaddressed: carriersFor(points),
    advertisers: (own) => advertisersIn(points, own),
  };
}

function isCredible(trust: Hop['trust']): boolean {
  return trust !== 'contradicted' && trust !== 'beneath-forgery';
}
