/** Runs the rules over one message and draws the consequence: what is fabricated takes all beneath it along. */
import { contradictRoute } from '../route/build.ts';
import type { Route } from '../route/route.ts';
import { consequences, rules } from './index.ts';
import type { RuleSettings } from './levels.ts';
import { collect, type Finding, type Rule, type RuleContext } from './rule.ts';
import { observe, subjects } from './seen.ts';

export function judge(
  context: RuleContext,
  settings: RuleSettings,
): {
  readonly route: Route;
  readonly findings: readonly Finding[];
} {
  let { route } = context;
  const findings: Finding[] = [];
  const seen = observe(context);
  for (let i = 0; i < rules.length; i += 1) {
    const rule = rules[i];
    if (rule !== undefined && (seen & (abouts[i] ?? 0)) !== 0)
      run(rule, context, settings, findings);
  }

  // The first fabricated field beneath the border; an own or border hop is never accused by what a stranger wrote.
  let first: Finding | undefined;
  for (const finding of findings) {
    if (finding.hop === null || finding.effect !== 'fabricated') continue;
    if (route.hops[finding.hop]?.trust !== 'claimed') continue;
    if (first?.hop == null || finding.hop < first.hop) first = finding;
  }
  if (first?.hop != null) {
    route = contradictRoute(route, first.hop, first.message);
    const forged = { ...context, route };
    // What stands beneath a forgery is not worth a second look, but what is impossible stays visible.
    for (let i = findings.length - 1; i >= 0; i -= 1) {
      const { hop, level } = findings[i] ?? {};
      if (hop != null && hop > first.hop && level !== 'error') findings.splice(i, 1);
    }
    for (const rule of consequences) run(rule, { ...forged, cause: first }, settings, findings);
  }
  return { route, findings: inOrder(findings) };
}

/** What some rules alone see: those about the body, or about the file. */
export function judgeBy(
  some: readonly Rule[],
  context: RuleContext,
  settings: RuleSettings,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const rule of some) run(rule, context, settings, findings);
  return inOrder(findings);
}

export function inOrder(findings: Finding[]): readonly Finding[] {
  return findings.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The bit of the subject of each rule; every bit for a rule that looks at any message. */
const abouts = Int32Array.from(rules, ({ about }: Rule) =>
  about === undefined ? -1 : subjects[about],
);

function run(rule: Rule, context: RuleContext, settings: RuleSettings, findings: Finding[]): void {
  try {
    collect(rule, context, settings, findings);
  } catch {
    // A rule that fails must not take the others, or the editor, with it. The tests run every rule bare.
  }
}
