/** The ARC fields of a header as a chain (RFC 8617). Looks at the form alone: no signature is verified. */
import type { Header, HeaderField } from '../message/header.ts';
import { isDigit } from '../text/chars.ts';
import type { Spanned } from '../text/span.ts';
import { readResults } from './results.ts';
import { readTags, tagOf } from './tags.ts';

/** The three fields that one forwarder added. */
export interface ArcSet {
  /** `i=`, from 1 on. */
  readonly instance: number;
  readonly results: HeaderField | null;
  readonly signature: HeaderField | null;
  readonly seal: HeaderField | null;
  /** Who sealed: `d=` of the seal. */
  readonly sealer: Spanned | null;
  /** What the sealer says of the chain before it: `none`, `pass` or `fail`, in lower case. */
  readonly cv: Spanned | null;
}

/** The first that applies is given, in this order. */
export type ArcDefect =
  /** A field without a usable `i=` (RFC 8617 §4.2.1: 1 to 50). */
  | 'bad-instance'
  /** A set has a field twice. */
  | 'duplicate'
  /** A set lacks one of its three fields. */
  | 'incomplete'
  /** An instance is missing in the row. */
  | 'gap'
  /** A sealer found the chain broken; it stays so (RFC 8617 §5.1.2). */
  | 'cv-fail'
  /** `cv=none` in the first set, `pass` in all others (RFC 8617 §5.2): here it is not so. */
  | 'cv-wrong';

export interface ArcChain {
  /** In the order of their instances, oldest first. */
  readonly sets: readonly ArcSet[];
  /** Null for a chain whose form is right. Whether its signatures are is another question. */
  readonly defect: ArcDefect | null;
}

/** RFC 8617 §4.2.1. */
const highestInstance = 50;

type Role = 'results' | 'signature' | 'seal';

const roles: ReadonlyMap<string, Role> = new Map([
  ['arc-authentication-results', 'results'],
  ['arc-message-signature', 'signature'],
  ['arc-seal', 'seal'],
]);

interface Building {
  instance: number;
  results: HeaderField | null;
  signature: HeaderField | null;
  seal: HeaderField | null;
  sealer: Spanned | null;
  cv: Spanned | null;
}

/** The chain of a header; null when it has no ARC field. */
export function arcChain(text: string, header: Header): ArcChain | null {
  const sets = new Map<number, Building>();
  const seen = new Set<ArcDefect>();
  let any = false;
  for (const field of header.fields) {
    const role = roles.get(field.key);
    if (role === undefined) continue;
    any = true;
    const tags = role === 'results' ? [] : readTags(text, field);
    const instance =
      role === 'results'
        ? (readResults(text, field).instance?.value ?? 0)
        : instanceOf(tagOf(tags, 'i')?.value.value ?? '');
    if (instance < 1 || instance > highestInstance) {
      seen.add('bad-instance');
      continue;
    }
    let set = sets.get(instance);
    if (set === undefined) {
      set = { instance, results: null, signature: null, seal: null, sealer: null, cv: null };
      sets.set(instance, set);
    }
    if (set[role] !== null) {
      seen.add('duplicate');
      continue;
    }
    set[role] = field;
    if (role !== 'seal') continue;
    set.sealer = tagOf(tags, 'd')?.value ?? null;
    const cv = tagOf(tags, 'cv')?.value ?? null;
    set.cv = cv === null ? null : { ...cv, value: cv.value.toLowerCase() };
  }
  if (!any) return null;
  const ordered = [...sets.values()].sort((a, b) => a.instance - b.instance);
  for (const [index, { instance, results, signature, seal, cv }] of ordered.entries()) {
    if (instance !== index + 1) seen.add('gap');
    if (results === null || signature === null || seal === null) seen.add('incomplete');
    if (cv?.value === 'fail') seen.add('cv-fail');
    else if (seal !== null && cv?.value !== (instance === 1 ? 'none' : 'pass'))
      seen.add('cv-wrong');
  }
  return { sets: ordered, defect: severity.find((defect) => seen.has(defect)) ?? null };
}

const severity = [
  'bad-instance',
  'duplicate',
  'incomplete',
  'gap',
  'cv-fail',
  'cv-wrong',
] as const satisfies readonly ArcDefect[];

/** 0 for what is no instance. */
function instanceOf(text: string): number {
  if (text.length === 0 || text.length > 2) return 0;
  for (let at = 0; at < text.length; at += 1) if (!isDigit(text.charCodeAt(at))) return 0;
  return Number(text);
}
