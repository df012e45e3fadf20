/** What content filters wrote down: Microsoft's, SpamAssassin's, Rspamd's, Proofpoint's. */
import type { Analysis } from '../analysis.ts';
import { beliefOf } from '../auth/believed.ts';
import { isMicrosoftReport } from '../auth/tags.ts';
import { readIp } from '../net/ip.ts';
import { join, type Markdown, md } from '../text/markdown.ts';
import { addressWords } from './address.ts';
import { beliefLine } from './belief.ts';
import {
  authAsWords,
  directionWords,
  keyValueWords,
  keyWords,
  phishingConfidence,
  spamConfidence,
} from './microsoft-table.ts';
import type { VerdictNode } from './node.ts';
import { testWords } from './spam-test-table.ts';

export function verdictHover(node: VerdictNode, analysis: Analysis): Markdown {
  return join([words(node), beliefLine(beliefOf(node.field, analysis))]);
}

function words({ field, part, name, value }: VerdictNode): Markdown {
  if (part === 'verdict') return md`**${value}**: ${verdictWords(value)}`;
  if (part === 'test') {
    const points = value === '' ? md`` : md`, ${value} points`;
    return join([
      md`**Test ${name}**${points}`,
      testWords(name) ??
        md`A test that fired. Its name is all that is known here; the filter's own list of rules explains it.`,
      md`Points above zero speak for spam, points below for ham; their sum decides.`,
    ]);
  }
  if (isMicrosoftReport(field.key))
    return join([
      md`**${name}: ${value}**`,
      keyWords(name) ?? md`A key that Microsoft has not explained in public.`,
      keyValueWords(name, value) ?? (name.toUpperCase() === 'CIP' ? ipWords(value) : null),
    ]);
  const key = pairs.get(name) ?? (name.endsWith('score') ? scoreWords : null);
  return join([
    md`**${name} = ${value}**`,
    key ?? md`A note of the filter's for its operator.`,
    name === 'autolearn' ? (learned.get(value.toLowerCase()) ?? null) : null,
  ]);
}

/** The value of a field that holds one word; null for others and for values of no table. */
export function valueWords(key: string, value: string): Markdown | null {
  return readers.get(key)?.(value) ?? null;
}

const readers: ReadonlyMap<string, (value: string) => Markdown | null> = new Map([
  ['x-ms-exchange-organization-scl', spamConfidence],
  ['x-ms-exchange-organization-pcl', phishingConfidence],
  ['x-ms-exchange-organization-authas', authAsWords],
  ['x-ms-exchange-crosstenant-authas', authAsWords],
  ['x-ms-exchange-organization-messagedirectionality', directionWords],
  ['x-spam-flag', verdictWords],
  ['x-spam-level', barWords],
  ['x-spam-bar', barWords],
  ['x-spamd-bar', barWords],
  ['x-rspamd-action', actionWords],
  ['x-rspamd-score', pointsWords],
  ['x-sid-result', senderIdWords],
]);

function verdictWords(value: string): Markdown {
  switch (value.toLowerCase()) {
    case 'yes':
    case 'true':
      return md`The filter takes it for **spam**.`;
    case 'no':
    case 'false':
      return md`The filter does not take it for spam.`;
    default:
      return md`Not a verdict that is known here.`;
  }
}

/** One sign a point; Exim's and Rspamd's bars count below zero as well. */
function barWords(value: string): Markdown | null {
  const sign = value.charAt(0);
  if (value.length > 200) return null;
  for (const character of value) if (character !== sign) return null;
  const amount = value.length === 1 ? md`1 point` : md`${value.length} points`;
  switch (sign) {
    case '*':
    case '+':
    case 's':
      return md`${amount} that speak for spam, one sign each.`;
    case '-':
      return md`${amount} that speak for ham, one sign each.`;
    case '/':
      return md`About zero points.`;
    default:
      return null;
  }
}

function pointsWords(value: string): Markdown | null {
  return /^-?\d{1,6}(?:\.\d{1,6})?$/.test(value)
    ? md`The points of all symbols together: above zero they speak for spam, below for ham.`
    : null;
}

function actionWords(value: string): Markdown | null {
  return actions.get(value.toLowerCase()) ?? null;
}

const actions: ReadonlyMap<string, Markdown> = new Map([
  ['no action', md`Delivered as it is.`],
  ['greylist', md`Turned away for the first time, to see whether the client comes again.`],
  ['add header', md`Delivered and marked as spam in the header.`],
  ['rewrite subject', md`Delivered and marked as spam in the subject.`],
  ['soft reject', md`Turned away for now.`],
  ['reject', md`Refused.`],
  ['quarantine', md`Put aside.`],
  ['discard', md`Thrown away.`],
]);

function senderIdWords(value: string): Markdown | null {
  return senderId.get(value.toLowerCase()) ?? null;
}

const senderId: ReadonlyMap<string, Markdown> = new Map([
  ['pass', md`The domain of the sender lets this client send for it.`],
  ['fail', md`The domain of the sender does not let this client send for it.`],
  ['softfail', md`The domain of the sender probably does not let this client send for it.`],
  ['neutral', md`The domain of the sender says neither yes nor no.`],
  ['none', md`The domain of the sender publishes nothing about it.`],
  ['temperror', md`The DNS did not answer.`],
  ['permerror', md`What the domain publishes has an error.`],
]);

const scoreWords = md`A partial score: how much speaks for this kind of mail. 0 is nothing, 100 is certain.`;

/** SpamAssassin's and Proofpoint's names, in lower case. */
const pairs: ReadonlyMap<string, Markdown> = new Map([
  ['score', md`The points of all tests together.`],
  ['hits', md`The points of all tests together; the old word for ${'score'}.`],
  ['reject_score', md`From so many points on Rspamd turns the message away.`],
  ['required', md`From so many points on the filter calls it spam.`],
  ['tagged_above', md`From so many points on the filter writes its fields at all (Amavis).`],
  ['tests', md`The tests that fired.`],
  ['autolearn', md`Whether the filter learned from this message by itself.`],
  ['autolearn_force', md`Whether a test made the filter learn from it.`],
  ['version', md`The version of SpamAssassin.`],
  [
    'rule',
    md`The rule of Proofpoint's that decided. ${'notspam'} at its end says what it thought.`,
  ],
  ['policy', md`The set of rules that applied.`],
  ['clxscore', md`An inner score of Proofpoint's classifier; nobody published what it means.`],
  ['mlxscore', md`The score of Proofpoint's learning classifier, from 0 to 100.`],
  ['mlxlogscore', md`The same on a logarithmic scale, up to 999; by itself it means nothing.`],
  ['priorityscore', md`An inner score of Proofpoint's; 1501 is an ordinary value.`],
  ['phishscore', md`How much speaks for phishing, from 0 to 100.`],
  ['malwarescore', md`How much speaks for malware, from 0 to 100.`],
  ['impostorscore', md`How much speaks for somebody who pretends to be another, from 0 to 100.`],
  ['bulkscore', md`How much speaks for bulk mail, from 0 to 100.`],
  ['adultscore', md`How much speaks for pornography, from 0 to 100.`],
  ['suspectscore', md`How much is suspect without being sure, from 0 to 100.`],
  ['spamscore', md`How much speaks for spam, from 0 to 100.`],
  ['lowpriorityscore', md`How much speaks for mail that can wait, from 0 to 100.`],
  ['classifier', md`The part of the program that judged.`],
  ['adjust', md`Points that the operator added or took away.`],
  ['reason', md`What the judgement is based on; ${'mlx'} is the learning classifier.`],
  ['scancount', md`How often it was looked at.`],
  ['engine', md`The version of the program.`],
  ['definitions', md`The version of its data: mostly a date.`],
  ['signatures', md`How many patterns of malware it knows.`],
  ['vendor', md`Whose scanner looked for malware.`],
]);

const learned: ReadonlyMap<string, Markdown> = new Map([
  ['ham', md`Learned as ham.`],
  ['spam', md`Learned as spam.`],
  ['no', md`Not learned: the points were not clear enough.`],
  ['disabled', md`The filter does not learn by itself.`],
  ['failed', md`It could not learn.`],
  ['unavailable', md`It could not learn for now.`],
]);

function ipWords(value: string): Markdown | null {
  const ip = readIp(value, 0, value.length);
  return ip === null ? null : addressWords(value, ip);
}
