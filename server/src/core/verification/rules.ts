/** The rules that speak after somebody had the signatures verified: each result on the field that it is about. */
import { arcChain } from '../auth/arc.ts';
import { fieldsNamed } from '../message/fields.ts';
import type { HeaderField } from '../message/header.ts';
import { isListMail } from '../message/lists.ts';
import { defineRule, type Rule, type RuleContext, type Sighting } from '../rules/rule.ts';
import { arcSentences, dmarcSentences, signatureSentences, spfSentences } from './sentences.ts';
import type { ArcResult, SignatureResult, Verdict } from './verification.ts';

/** A field by its name: the rest of a signature is a page of letters. */
function onName(field: HeaderField, sentences: readonly string[]): Sighting {
  return { start: field.start, end: field.nameEnd, hop: null, message: sentences.join(' ') };
}

function* signaturesThat(
  { header, verification }: RuleContext,
  verdict: Verdict,
): Generator<Sighting & { readonly signature: SignatureResult }> {
  if (verification === undefined) return;
  const isList = isListMail(header);
  for (const [index, field] of fieldsNamed(header, 'dkim-signature').entries()) {
    const signature = verification.signatures[index];
    if (signature?.verdict !== verdict) continue;
    // Without the network an intact body is no finding: it neither accuses nor confirms.
    if (verification.offline && verdict === 'unknown') continue;
    yield { ...onName(field, signatureSentences(signature, isList)), signature };
  }
}

const dkimPass = defineRule({
  id: 'verify-dkim-pass',
  level: 'information',
  effect: 'none',
  summary: 'A DKIM signature is genuine: its domain answers for the message.',
  *check(context) {
    for (const { signature, ...sighting } of signaturesThat(context, 'pass'))
      yield { ...sighting, level: signature.aligned ? 'information' : 'hint' };
  },
});

const dkimFail = defineRule({
  id: 'verify-dkim-fail',
  // Not more: gateways and lists break signatures of honest mail every day (RFC 6376 §6.1).
  level: 'information',
  effect: 'none',
  summary: 'A DKIM signature does not fit: the message was changed, or somebody else made it.',
  check: (context) => signaturesThat(context, 'fail'),
});

const dkimUnknown = defineRule({
  id: 'verify-dkim-unknown',
  level: 'hint',
  effect: 'none',
  summary: 'A DKIM signature could not be checked.',
  check: (context) => signaturesThat(context, 'unknown'),
});

function* chainThat(
  { text, header, verification }: RuleContext,
  verdict: Verdict,
): Generator<Sighting> {
  const arc: ArcResult | null = verification?.arc ?? null;
  if (arc?.verdict !== verdict) return;
  const seal = arcChain(text, header)?.sets.at(-1)?.seal ?? fieldsNamed(header, 'arc-seal')[0];
  if (seal != null) yield onName(seal, arcSentences(arc));
}

const arcPass = defineRule({
  id: 'verify-arc-pass',
  level: 'information',
  effect: 'none',
  summary: 'The ARC chain is whole: what its sealers noted is what they noted.',
  check: (context) => chainThat(context, 'pass'),
});

const arcFail = defineRule({
  id: 'verify-arc-fail',
  level: 'information',
  effect: 'none',
  summary: 'The ARC chain is broken: what its fields say is not to be believed.',
  check: (context) => chainThat(context, 'fail'),
});

function* clientThat(
  { route, verification }: RuleContext,
  outcomes: readonly string[],
): Generator<Sighting> {
  const spf = verification?.spf ?? null;
  const hop = route.border === null ? undefined : route.hops[route.border];
  const ip = hop?.received.from?.ip ?? null;
  if (spf === null || hop === undefined || ip === null || !outcomes.includes(spf.outcome)) return;
  yield { start: ip.start, end: ip.end, hop: hop.index, message: spfSentences(spf).join(' ') };
}

const spfPass = defineRule({
  id: 'verify-spf-pass',
  level: 'information',
  effect: 'none',
  summary: 'The domain of the envelope sender allows the client address to send its mail.',
  check: (context) => clientThat(context, ['pass']),
});

const spfFail = defineRule({
  id: 'verify-spf-fail',
  // Not more: forwarded mail fails, too.
  level: 'information',
  effect: 'none',
  summary: 'The domain of the envelope sender does not allow the client address to send its mail.',
  check: (context) => clientThat(context, ['fail', 'softfail']),
});

const dmarcPass = defineRule({
  id: 'verify-dmarc-pass',
  level: 'information',
  effect: 'none',
  summary: 'The domain in From is confirmed by a signature or by SPF.',
  *check({ header, verification }) {
    const dmarc = verification?.dmarc ?? null;
    const [from] = fieldsNamed(header, 'from');
    if (dmarc?.outcome === 'pass' && from !== undefined) yield onName(from, dmarcSentences(dmarc));
  },
});

const dmarcFail = defineRule({
  id: 'verify-dmarc-fail',
  level: 'warning',
  effect: 'none',
  summary: 'Nothing confirms the domain in From, whose owner says that its mail can be confirmed.',
  *check({ header, verification }) {
    const dmarc = verification?.dmarc ?? null;
    const [from] = fieldsNamed(header, 'from');
    if (dmarc?.outcome !== 'fail' || from === undefined) return;
    // Lists break signatures; an owner who asks for nothing is still looking who sends in its name.
    const excused =
      isListMail(header) ||
      verification?.arc?.verdict === 'pass' ||
      (dmarc.policy !== 'reject' && dmarc.policy !== 'quarantine');
    yield {
      ...onName(from, dmarcSentences(dmarc)),
      level: excused ? 'information' : 'warning',
    };
  },
});

export const verificationRules = [
  dkimPass,
  dkimFail,
  dkimUnknown,
  arcPass,
  arcFail,
  spfPass,
  spfFail,
  dmarcPass,
  dmarcFail,
] as const satisfies readonly Rule[];
