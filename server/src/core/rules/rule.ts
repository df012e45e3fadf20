/** What a rule is: one check over one message, and what its findings look like. */
import type { EncodedMessage } from '../analysis.ts';
import type { AuthResults } from '../auth/results.ts';
import type { Body } from '../body/body.ts';
import type { Header } from '../message/header.ts';
import type { Kinship } from '../net/hosts.ts';
import type { Route } from '../route/route.ts';
import type { Span } from '../text/span.ts';
import type { Said } from '../text/said.ts';
import type { Subject } from './seen.ts';
import { type RuleSettings, weaker } from './levels.ts';
import type { Verification } from '../verification/verification.ts';

/** As the Language Server Protocol orders them; `error` and `warning` accuse, the others inform. */
export type Level = 'error' | 'warning' | 'information' | 'hint';

/**
 * What a rule's finding does to trust: `none` · `client-lied` (the client claimed something untrue,
 * the field itself is an honest record) · `fabricated` (no honest server wrote this field: it and
 * all beneath it fall). Only findings on hops beneath the border can fabricate.
 */
export type Effect = 'none' | 'client-lied' | 'fabricated';

/** A place that contradicts or explains the finding. */
export interface Related extends Span {
  readonly message: Said;
}

/** What a check yields: where, and why in plain text. */
export interface Sighting extends Span {
  readonly message: Said;
  /** Index of the hop it is about; null for findings about the header. */
  readonly hop: number | null;
  readonly related?: readonly Related[];
  /** A level below the rule's own, where this one case deserves less. */
  readonly level?: Level;
  /** The rule's effect does not follow from this one case. */
  readonly effect?: 'none';
  /** The editor dims the text: it is not worth reading. */
  readonly dim?: boolean;
  /** Two hosts of what the rule took for two organisations: when they are one, there is nothing to find. */
  readonly houses?: readonly [string, string] | null;
}

export interface RuleContext {
  readonly text: string;
  readonly header: Header;
  readonly route: Route;
  /** Whether two hosts belong to one organisation, as far as the reader and the table know. */
  readonly kin: Kinship;
  /** For the rules about the body, which have their turn when there is time; the others do not look at it. */
  readonly body?: Body;
  /** What is forwarded inside in an encoding, judged; for the rules about the body. */
  readonly encoded?: readonly EncodedMessage[];
  /** What the reader's own servers noted of their checks; for the rules that have their turn with the body. */
  readonly results?: readonly AuthResults[];
  /** For the rules that draw consequences: the finding that proved the first forgery. */
  readonly cause?: Finding;
  /** For the rules that speak after somebody had the signatures verified. */
  readonly verification?: Verification;
}

export interface Rule<Id extends string = string> {
  readonly id: Id;
  readonly level: Level;
  readonly effect: Effect;
  /** What a message must have for the rule to have anything to say; absent: always looked at. */
  readonly about?: Subject;
  /** One line for the settings and the index of the docs. */
  readonly summary: string;
  /** Yields what it sees. A rule that throws is skipped; the others still run. */
  check(context: RuleContext): Iterable<Sighting>;
}

/** Keeps a rule's id as a literal type: settings, docs and tests are typed by it. */
export function defineRule<const Id extends string>(rule: Rule<Id>): Rule<Id> {
  return rule;
}

/** A sighting with its rule, level and effect, complete. */
export interface Finding extends Required<Omit<Sighting, 'effect'>> {
  readonly rule: string;
  readonly effect: Effect;
}

const none: readonly Related[] = Object.freeze([]);

/** Adds what a rule sees in a message, at the level that the reader wants it. Throws what the rule throws. */
export function collect(
  rule: Rule,
  context: RuleContext,
  settings: RuleSettings,
  findings: Finding[],
): void {
  const chosen = settings.get(rule.id);
  if (chosen === 'off') return;
  let count = 0;
  for (const sighting of rule.check(context)) {
    findings.push(findingOf(rule, sighting, chosen));
    count += 1;
    if (count === mostFindings) break;
  }
}

/** One rule may not flood the list: a hostile message has as many oddities as it likes. */
const mostFindings = 200;

/**
 * What a rule saw, as a finding.
 * @param chosen the reader's level for the rule; a case that deserves less than the rule keeps that
 */
function findingOf(rule: Rule, sighting: Sighting, chosen?: Level): Finding {
  const { start, end, hop, message, related = none, dim = false } = sighting;
  const { effect = rule.effect, houses = null } = sighting;
  const level =
    chosen === undefined
      ? (sighting.level ?? rule.level)
      : weaker(chosen, sighting.level ?? chosen);
  return { rule: rule.id, level, effect, start, end, hop, message, related, dim, houses };
}
