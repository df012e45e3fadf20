/**
 * Lists of tags: DKIM's and ARC's `tag=value;` (RFC 6376 §3.2), and Microsoft's `KEY:value;`. Knows
 * places, no meaning.
 */
import type { HeaderField } from '../message/header.ts';
import { isBlank, skipBlanks, trimBlanks } from '../text/chars.ts';
import type { Span, Spanned } from '../text/span.ts';
import { longestField } from './pieces.ts';

export interface Tag extends Span {
  /** As written: tags are case-sensitive. */
  readonly name: Spanned;
  /** Folds are left as they are; see `unfolded`. */
  readonly value: Spanned;
  /** It came before: a list that has a tag twice is not valid. */
  readonly repeated: boolean;
}

const signatures: ReadonlySet<string> = new Set([
  'dkim-signature',
  'domainkey-signature',
  'x-google-dkim-signature',
  'arc-seal',
  'arc-message-signature',
]);

/** Fields of Microsoft's filter: `CIP:192.0.2.1;CTRY:US;…`. */
const reports: ReadonlySet<string> = new Set([
  'x-forefront-antispam-report',
  'x-forefront-antispam-report-untrusted',
  'x-microsoft-antispam',
  'x-microsoft-antispam-untrusted',
  'x-microsoft-antispam-mailbox-delivery',
]);

export function isSignature(key: string): boolean {
  return signatures.has(key);
}

export function isMicrosoftReport(key: string): boolean {
  return reports.has(key);
}

const mostTags = 512;

/** The tags of a signature, or the keys of a report of Microsoft's; what has no sign is no tag. */
export function readTags(text: string, { key, valueStart, end }: HeaderField): Tag[] {
  const sign = isMicrosoftReport(key) ? 58 /* : */ : 61; /* = */
  const stop = Math.min(end, valueStart + longestField);
  const tags: Tag[] = [];
  const seen = new Set<string>();
  let start = valueStart;
  while (start < stop && tags.length < mostTags) {
    let signAt = -1;
    let at = start;
    for (; at < stop; at += 1) {
      const code = text.charCodeAt(at);
      if (code === 59 /* ; */) break;
      if (code === sign && signAt < 0) signAt = at;
    }
    const from = skipBlanks(text, start, at);
    if (signAt > from) {
      const name = spanned(text, from, trimBlanks(text, from, signAt));
      const value = spanned(
        text,
        skipBlanks(text, signAt + 1, at),
        trimBlanks(text, signAt + 1, at),
      );
      const tag = { start: from, end: Math.max(value.end, signAt + 1), name, value };
      tags.push({ ...tag, repeated: seen.has(name.value) });
      seen.add(name.value);
    }
    start = at + 1;
  }
  return tags;
}

/** The first tag of that name. */
export function tagOf(tags: readonly Tag[], name: string): Tag | null {
  return tags.find((tag) => tag.name.value === name) ?? null;
}

/** Without blanks and folds, as base64 and lists are read (RFC 6376 §3.2 and §3.5). */
export function unfolded(value: string): string {
  let out = '';
  let from = 0;
  for (let at = 0; at <= value.length; at += 1) {
    if (at < value.length && !isBlank(value.charCodeAt(at))) continue;
    out += value.slice(from, at);
    from = at + 1;
  }
  return out;
}

/** Empty when nothing but blanks stands there. */
function spanned(text: string, start: number, end: number): Spanned {
  const behind = Math.max(start, end);
  return { value: text.slice(start, behind), start, end: behind };
}
