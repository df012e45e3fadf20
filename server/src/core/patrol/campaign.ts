/** What other messages have in common with one: who they lead to, and where they came from. Adds up trails; claims nothing but what each of them holds. */
import { brandOf } from '../net/brands.ts';
import { isPublicProvider } from '../route/own-hosts.ts';
import type { MarkKind } from './mark-kinds.ts';
import type { Trail } from './trail.ts';

/** Other messages that share one thing with the message at hand. */
export interface Campaign {
  /** A source address, a site's domain, a telephone number (E.164), a mailbox. */
  readonly shared: string;
  readonly messages: number;
  /** Days in UTC (`2024-05-12`); null when no message says when it came. */
  readonly first: string | null;
  readonly last: string | null;
  /** Their source addresses, the first few; each once. */
  readonly sources: readonly string[];
}

/** What tells campaigns apart: names in From are borrowed, relays are claimed. The most telling first. */
const tellingKinds = ['phone', 'mailbox', 'site', 'source'] as const satisfies readonly MarkKind[];

/** A letter names no more of either. */
const mostCampaigns = 10;
const mostSources = 5;

/**
 * @param others without the message itself
 * @param borrowed mailboxes that only stand in From, where anybody's may
 */
export function campaignsOf(
  own: Trail,
  others: readonly Trail[],
  borrowed: readonly string[],
): Campaign[] {
  const strangers = others.filter((other) => !isCopy(own, other));
  return tellingKinds
    .flatMap((kind) => own.marks.filter((mark) => mark.kind === kind && isTelling(mark)))
    .filter(({ kind, value }) => kind !== 'mailbox' || !borrowed.includes(value))
    .flatMap(({ kind, value }) => {
      const kin = strangers.filter(({ marks }) =>
        marks.some((mark) => mark.kind === kind && mark.value === value),
      );
      return kin.length === 0 ? [] : [campaign(value, kin)];
    })
    .slice(0, mostCampaigns);
}

/** The same message in another file. */
function isCopy(own: Trail, other: Trail): boolean {
  return own.time !== null && own.time === other.time && own.source?.ip === other.source?.ip;
}

/** What everybody links to is nobody's campaign. */
function isTelling({ kind, value }: Trail['marks'][number]): boolean {
  return kind !== 'site' || (brandOf(value) === null && !isPublicProvider(value));
}

function campaign(shared: string, kin: readonly Trail[]): Campaign {
  const days = kin
    .flatMap(({ time }) => (time === null ? [] : [new Date(time).toISOString().slice(0, 10)]))
    .toSorted();
  const sources = [...new Set(kin.flatMap(({ source }) => source?.ip ?? []))];
  return {
    shared,
    messages: kin.length,
    first: days[0] ?? null,
    last: days.at(-1) ?? null,
    sources: sources.slice(0, mostSources),
  };
}
