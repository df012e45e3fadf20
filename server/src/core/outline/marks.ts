/** What each name and address in the trace is worth: seen by a server, said by a client, or forged. For the editor's colours. */
import type { Analysis } from '../analysis.ts';
import { beliefOf } from '../auth/believed.ts';
import { holdsResults, readResults } from '../auth/results.ts';
import { readReceivedSpf } from '../auth/spf.ts';
import type { HeaderField } from '../message/header.ts';
import type { Hop, Trust } from '../route/route.ts';
import type { Span } from '../text/span.ts';

export const markKinds = ['host', 'address', 'mailbox', 'result'] as const;
export type MarkKind = (typeof markKinds)[number];

/**
 * `observed` a server that can be believed saw it · `claimed` somebody says so · `forged` in a field
 * that no honest server wrote · `beneathForgery` beneath such a field.
 */
export const worths = ['observed', 'claimed', 'forged', 'beneathForgery'] as const;
export type Worth = (typeof worths)[number];

export interface Mark extends Span {
  readonly kind: MarkKind;
  readonly worth: Worth;
}

/** A header of nothing but hops must not be coloured to its end. */
const mostMarks = 10_000;
/** Each field of results is compared with those above it. */
const mostResultFields = 64;

/** The marks of one message in the order of the text; none overlaps another. `range`: only fields that touch it. */
export function marksOf(analysis: Analysis, range: Span): Mark[] {
  const marks: Mark[] = [];
  for (const hop of analysis.route.hops) {
    if (touch(hop.received.field, range) && marks.length < mostMarks)
      marks.push(...marksOfHop(hop));
  }
  let results = 0;
  for (const field of analysis.header.fields) {
    if (!holdsResults(field.key) && field.key !== 'received-spf') continue;
    if (++results > mostResultFields) break;
    if (touch(field, range)) marks.push(...marksOfResults(analysis, field));
  }
  return withoutOverlaps(marks);
}

function marksOfHop({ received, trust }: Hop): Mark[] {
  const { from, by, envelopeFrom, for: recipients } = received;
  const seen = observations[trust];
  const said = claims[trust];
  const mark = (kind: MarkKind, worth: Worth, span: Span | null | undefined): Mark[] =>
    span == null || span.end <= span.start
      ? []
      : [{ kind, worth, start: span.start, end: span.end }];
  return [
    // First what was seen: Exim writes one name when the HELO name was the reverse name.
    ...mark('address', seen, from?.ip),
    ...mark('host', seen, from?.rdns),
    ...mark('address', seen, by?.ip),
    ...mark('host', seen, by?.host),
    ...mark(from?.heloIp == null ? 'host' : 'address', said, from?.helo),
    ...mark('mailbox', said, envelopeFrom),
    ...recipients.flatMap((recipient) => mark('mailbox', seen, recipient)),
  ];
}

function marksOfResults(analysis: Analysis, field: HeaderField): Mark[] {
  const worth = beliefOf(field, analysis).believed ? 'observed' : 'claimed';
  const spans =
    field.key === 'received-spf'
      ? [readReceivedSpf(analysis.text, field).result]
      : readResults(analysis.text, field).results.map(({ result }) => result);
  return spans.flatMap((span) =>
    span === null || span.end <= span.start
      ? []
      : [{ kind: 'result', worth, start: span.start, end: span.end }],
  );
}

const observations = {
  own: 'observed',
  border: 'observed',
  claimed: 'claimed',
  contradicted: 'forged',
  'beneath-forgery': 'beneathForgery',
} satisfies Record<Trust, Worth>;

const claims = { ...observations, own: 'claimed', border: 'claimed' } satisfies Record<
  Trust,
  Worth
>;

function touch(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** Of two that overlap the one that was put in first stays. */
function withoutOverlaps(marks: readonly Mark[]): Mark[] {
  const ordered = marks
    .map((mark, index) => ({ mark, index }))
    .sort((a, b) => a.mark.start - b.mark.start || a.index - b.index);
  const kept: { mark: Mark; index: number }[] = [];
  for (const next of ordered) {
    const last = kept.at(-1);
    if (last === undefined || last.mark.end <= next.mark.start) kept.push(next);
    else if (next.index < last.index) kept[kept.length - 1] = next;
  }
  return kept.map(({ mark }) => mark);
}
