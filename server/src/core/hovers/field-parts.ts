/** What stands at an offset inside the fields of authentication results, signatures and content filters. Finds places, words nothing. */
import { type AuthResults, holdsResults, readResults } from '../auth/results.ts';
import type { Comment, Pair } from '../auth/pieces.ts';
import { readReceivedSpf } from '../auth/spf.ts';
import { readSpamReport } from '../auth/spam-tests.ts';
import { isMicrosoftReport, isSignature, readTags } from '../auth/tags.ts';
import type { HeaderField } from '../message/header.ts';
import type { Span, Spanned } from '../text/span.ts';
import type { ResultNode, TagNode, VerdictNode } from './node.ts';

type Part = ResultNode | TagNode | VerdictNode;

/** Null for other fields, and between the parts. */
export function partOf(text: string, field: HeaderField, offset: number): Part | null {
  const { key } = field;
  if (holdsResults(key)) return smallest(partsOfResults(text, readResults(text, field)), offset);
  if (key === 'received-spf') return smallest(partsOfSpf(text, field), offset);
  if (isSignature(key)) {
    const tags = readTags(text, field).map((tag): Part => ({ kind: 'tag', span: tag, field, tag }));
    return smallest(tags, offset);
  }
  if (isMicrosoftReport(key)) {
    const keys = readTags(text, field).map((tag) =>
      verdictPart(field, 'key', tag, tag.name.value, tag.value.value),
    );
    return smallest(keys, offset);
  }
  return smallest(partsOfReport(text, field), offset);
}

/** A comment stands inside the result that it belongs to. */
function smallest(parts: readonly Part[], offset: number): Part | null {
  let best: Part | null = null;
  let width = Number.POSITIVE_INFINITY;
  for (const part of parts) {
    const { start, end } = part.span;
    if (start > offset || offset >= end || end - start >= width) continue;
    best = part;
    width = end - start;
  }
  return best;
}

function partsOfResults(text: string, read: AuthResults): Part[] {
  const { field, instance, authservId, version, none, results } = read;
  const parts: Part[] = [];
  if (instance !== null)
    parts.push(resultPart(field, 'instance', '', { ...instance, value: String(instance.value) }));
  if (authservId !== null) parts.push(resultPart(field, 'server', '', authservId));
  if (version !== null) parts.push(resultPart(field, 'version', '', version));
  if (none !== null) parts.push(resultPart(field, 'none', '', whole(text, none)));
  for (const { method, result, reason, properties, comments } of results) {
    const name = method.value;
    const span = { start: method.start, end: Math.max(method.end, result.end) };
    parts.push(resultPart(field, 'result', name, { value: result.value, ...span }));
    if (reason !== null) parts.push(resultPart(field, 'reason', name, reason));
    for (const pair of properties) parts.push(propertyPart(field, name, pair));
    for (const comment of comments) parts.push(commentPart(text, field, name, comment));
  }
  return parts;
}

function partsOfSpf(text: string, field: HeaderField): Part[] {
  const { result, comments, pairs } = readReceivedSpf(text, field);
  return [
    ...(result === null ? [] : [resultPart(field, 'result', 'spf', result)]),
    ...comments.map((comment) => commentPart(text, field, 'spf', comment)),
    ...pairs.map((pair) => propertyPart(field, 'spf', pair)),
  ];
}

function partsOfReport(text: string, field: HeaderField): Part[] {
  const report = readSpamReport(text, field);
  if (report === null) return [];
  const { verdict, pairs, tests } = report;
  return [
    ...(verdict === null ? [] : [verdictPart(field, 'verdict', verdict, '', verdict.value)]),
    ...pairs.map((pair) => verdictPart(field, 'key', pair, pair.name.value, pair.value.value)),
    ...tests.map((test) =>
      verdictPart(field, 'test', test, test.name.value, test.score?.value ?? ''),
    ),
  ];
}

function resultPart(
  field: HeaderField,
  part: ResultNode['part'],
  method: string,
  { value, start, end }: Spanned,
): Part {
  return { kind: 'result', span: { start, end }, field, part, method, name: '', value };
}

function propertyPart(field: HeaderField, method: string, { start, end, name, value }: Pair): Part {
  const span = { start, end };
  return {
    kind: 'result',
    span,
    field,
    part: 'property',
    method,
    name: name.value,
    value: value.value,
  };
}

function commentPart(
  text: string,
  field: HeaderField,
  method: string,
  { start, end }: Comment,
): Part {
  const value = text.slice(start + 1, end - 1);
  return resultPart(field, 'comment', method, { value, start, end });
}

function verdictPart(
  field: HeaderField,
  part: VerdictNode['part'],
  { start, end }: Span,
  name: string,
  value: string,
): Part {
  return { kind: 'verdict', span: { start, end }, field, part, name, value };
}

function whole(text: string, { start, end }: Span): Spanned {
  return { value: text.slice(start, end), start, end };
}
