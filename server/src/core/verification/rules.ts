/** The rules that speak after somebody had the signatures verified: each result on the field that it is about. */
import { arcChain } from '../auth/arc.ts';
import { fieldsNamed } from '../message/fields.ts';
import type { HeaderField } from '../message/header.ts';
import { isListMail } from '../message/lists.ts';
import type { Level, Rule, RuleContext, Sighting } from '../rules/rule.ts';
import { say, sentences, type Said } from '../text/said.ts';
import { arcSentences, dmarcSentences, signatureSentences, spfSentences } from './sentences.ts';
import type { Verification } from './verification.ts';

/** A result of the verification and where it stands. */
interface Result {
  /** What came of it: the column of the table. */
  readonly outcome: string;
  readonly sighting: Sighting;
}

/** What a verification found, for the rules of one method. */
type Method = (context: RuleContext, verification: Verification) => Iterable<Result>;

function together([first, ...rest]: readonly Said[]): Said {
  return first === undefined ? say`` : sentences(first, ...rest);
}

/** A field by its name: the rest of a signature is a page of letters. */
function onName(field: HeaderField, said: readonly Said[], more?: Partial<Sighting>): Sighting {
  const { start, nameEnd } = field;
  return { start, end: nameEnd, hop: null, message: together(said), ...more };
}

function* signatures({ header }: RuleContext, verification: Verification): Generator<Result> {
  const isList = isListMail(header);
  for (const [index, field] of fieldsNamed(header, 'dkim-signature').entries()) {
    const signature = verification.signatures[index];
    // Without the network an intact body is no finding: it neither accuses nor confirms.
    if (signature === undefined || (verification.offline && signature.verdict === 'unknown'))
      continue;
    const isForeign = signature.verdict === 'pass' && !signature.aligned;
    yield {
      outcome: signature.verdict,
      sighting: onName(
        field,
        signatureSentences(signature, isList),
        isForeign ? { level: 'hint' } : {},
      ),
    };
  }
}

function* chain({ text, header }: RuleContext, { arc }: Verification): Generator<Result> {
  if (arc === null) return;
  const seal = arcChain(text, header)?.sets.at(-1)?.seal ?? fieldsNamed(header, 'arc-seal')[0];
  if (seal != null) yield { outcome: arc.verdict, sighting: onName(seal, arcSentences(arc)) };
}

function* client({ route }: RuleContext, { spf }: Verification): Generator<Result> {
  const hop = route.border === null ? undefined : route.hops[route.border];
  const ip = hop?.received.from?.ip ?? null;
  if (spf === null || hop === undefined || ip === null) return;
  const { start, end } = ip;
  const message = together(spfSentences(spf));
  yield { outcome: spf.outcome, sighting: { start, end, hop: hop.index, message } };
}

function* policy({ header }: RuleContext, { dmarc, arc }: Verification): Generator<Result> {
  const [from] = fieldsNamed(header, 'from');
  if (dmarc === null || from === undefined) return;
  // Lists break signatures; an owner who asks for nothing is still looking who sends in its name.
  const isExcused =
    isListMail(header) ||
    arc?.verdict === 'pass' ||
    (dmarc.policy !== 'reject' && dmarc.policy !== 'quarantine');
  const more: Partial<Sighting> =
    dmarc.outcome === 'fail' && isExcused ? { level: 'information' } : {};
  yield { outcome: dmarc.outcome, sighting: onName(from, dmarcSentences(dmarc), more) };
}

/**
 * One row a rule. Failures are information: gateways and lists break signatures of honest mail every
 * day (RFC 6376 §6.1), and forwarded mail fails SPF.
 */
const table: readonly (readonly [
  id: string,
  level: Level,
  method: Method,
  outcomes: readonly string[],
  summary: string,
])[] = [
  [
    'verify-dkim-pass',
    'information',
    signatures,
    ['pass'],
    'A DKIM signature is genuine: its domain answers for the message.',
  ],
  [
    'verify-dkim-fail',
    'information',
    signatures,
    ['fail'],
    'A DKIM signature does not fit: the message was changed, or somebody else made it.',
  ],
  [
    'verify-dkim-unknown',
    'hint',
    signatures,
    ['unknown'],
    'A DKIM signature could not be checked.',
  ],
  [
    'verify-arc-pass',
    'information',
    chain,
    ['pass'],
    'The ARC chain is whole: what its sealers noted is what they noted.',
  ],
  [
    'verify-arc-fail',
    'information',
    chain,
    ['fail'],
    'The ARC chain is broken: what its fields say is not to be believed.',
  ],
  [
    'verify-spf-pass',
    'information',
    client,
    ['pass'],
    'The domain of the envelope sender allows the client address to send its mail.',
  ],
  [
    'verify-spf-fail',
    'information',
    client,
    ['fail', 'softfail'],
    'The domain of the envelope sender does not allow the client address to send its mail.',
  ],
  [
    'verify-dmarc-pass',
    'information',
    policy,
    ['pass'],
    'The domain in From is confirmed by a signature or by SPF.',
  ],
  [
    'verify-dmarc-fail',
    'warning',
    policy,
    ['fail'],
    'Nothing confirms the domain in From, whose owner says that its mail can be confirmed.',
  ],
];

export const verificationRules: readonly Rule[] = table.map(
  ([id, level, method, outcomes, summary]) => ({
    id,
    level,
    effect: 'none',
    summary,
    *check(context) {
      const { verification } = context;
      if (verification === undefined) return;
      for (const { outcome, sighting } of method(context, verification))
        if (outcomes.includes(outcome)) yield sighting;
    },
  }),
);
