/** What a reader has chosen for single rules: another level, or silence. */
import type { Level } from './rule.ts';

export type RuleSetting = Level | 'off';

/** By the rule's id. */
export type RuleSettings = ReadonlyMap<string, RuleSetting>;

/** The gravest first. */
export const ruleSettings = [
  'error',
  'warning',
  'information',
  'hint',
  'off',
] as const satisfies readonly RuleSetting[];

/** The settings among these pairs that are any; whatever else stands there is left out. */
export function readRuleSettings(pairs: Iterable<readonly [string, unknown]>): RuleSettings {
  const settings = new Map<string, RuleSetting>();
  for (const [rule, value] of pairs) {
    const setting = ruleSettings.find((one) => one === value);
    if (setting !== undefined) settings.set(rule, setting);
  }
  return settings;
}

/** The weaker of two: a case that deserves less than its rule keeps that under any setting. */
export function weaker(a: Level, b: Level): Level {
  return ruleSettings.indexOf(a) > ruleSettings.indexOf(b) ? a : b;
}

/** Whether a finding of the level accuses; the other levels inform. */
export function isGrave(level: Level): boolean {
  return level === 'error' || level === 'warning';
}
