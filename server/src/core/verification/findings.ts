/** What a verification says of a message as findings, at the levels that the reader has chosen. */
import type { Analysis } from '../analysis.ts';
import { judgeBy } from '../rules/judge.ts';
import type { Finding } from '../rules/rule.ts';
import { verificationRules } from './rules.ts';
import type { Verification } from './verification.ts';

/** In the order of the text that was analysed. It may differ from the verified bytes in its encoding and its line ends. */
export function verificationFindings(
  { text, header, route, reader }: Analysis,
  verification: Verification,
): readonly Finding[] {
  const context = { text, header, route, kin: reader.kin, verification };
  return judgeBy(verificationRules, context, reader.rules);
}
