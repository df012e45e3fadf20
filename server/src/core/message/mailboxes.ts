/** The mailboxes of an address field (RFC 5322 §3.4), as people and programs really write them. Judges nothing. */
import { decodeWordsIn } from './encoded-words.ts';
import { commentEnd, isBlank, skipBlanks, trimBlanks } from '../text/chars.ts';
import type { Span, Spanned } from '../text/span.ts';

export interface Mailbox extends Span {
  /** What a mail program shows in place of the address; the value is unquoted and decoded (RFC 2047). */
  readonly name: Spanned | null;
  /** `local@domain` as written. */
  readonly address: Spanned | null;
  /** What follows the last `@`, in lower case; empty when there is none. */
  readonly domain: string;
}

/** A field of ten thousand recipients is not looked at to its end. */
const mostMailboxes = 100;
/** Longer names are cut before they are decoded. UTF-16 units. */
const longestName = 1000;

/**
 * Reads the list of mailboxes in `text[start, end)`; groups give their members. A comma in a name
 * that nobody quoted (`Doe, Jane <jane@example.org>`) stays part of the name.
 */
export function readMailboxes(text: string, start: number, end: number): Mailbox[] {
  const mailboxes: Mailbox[] = [];
  let at = skipBlanks(text, start, end);
  while (at < end && mailboxes.length < mostMailboxes) {
    const { mailbox, next } = readMailbox(text, at, end);
    if (mailbox !== null) mailboxes.push(mailbox);
    at = skipBlanks(text, next, end);
  }
  return mailboxes;
}

function readMailbox(
  text: string,
  start: number,
  end: number,
): { readonly mailbox: Mailbox | null; readonly next: number } {
  let at = start;
  let nameStart = start;
  let angle: Span | null = null;
  let comment: Span | null = null;
  let hasAt = false;
  let nameEnd = start;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isBlank(code)) continue;
    if (code === 34 /* " */) {
      at = quotedEnd(text, at, end) - 1;
    } else if (code === 40 /* ( */) {
      const close = commentEnd(text, at, end);
      comment = { start: at, end: close };
      at = close - 1;
      continue;
    } else if (code === 60 /* < */) {
      const close = text.indexOf('>', at);
      const stop = close < 0 || close > end ? end : close;
      angle = { start: at + 1, end: stop };
      at = stop;
      continue;
    } else if (code === 44 /* , */) {
      if (angle !== null || hasAt || at === nameStart) break;
    } else if (code === 59 /* ; */) {
      break;
    } else if (code === 58 /* : */ && angle === null && !hasAt) {
      // A group's name (RFC 5322 §3.4) names no mailbox.
      nameStart = skipBlanks(text, at + 1, end);
      nameEnd = nameStart;
      continue;
    } else if (code === 64 /* @ */) {
      hasAt = true;
    }
    if (angle === null) nameEnd = at + 1;
  }
  const next = at + 1;
  if (angle !== null) {
    const name = nameEnd > nameStart ? nameOf(text, nameStart, nameEnd) : null;
    return { mailbox: mailboxOf(text, nameStart, name, angle), next };
  }
  if (!hasAt) return { mailbox: null, next };
  // The form of the first mail programs: `jane@example.org (Jane Doe)`.
  const name =
    comment === null
      ? null
      : nameOf(text, comment.start + 1, Math.max(comment.start + 1, comment.end - 1));
  return { mailbox: mailboxOf(text, nameStart, name, { start: nameStart, end: nameEnd }), next };
}

function mailboxOf(text: string, start: number, name: Spanned | null, place: Span): Mailbox {
  const from = skipBlanks(text, place.start, place.end);
  const to = trimBlanks(text, from, place.end);
  const value = text.slice(from, to);
  const sign = value.lastIndexOf('@');
  return {
    start,
    end: place.end,
    name,
    address: sign < 0 ? null : { value, start: from, end: to },
    domain: sign < 0 ? '' : value.slice(sign + 1).toLowerCase(),
  };
}

function nameOf(text: string, start: number, end: number): Spanned | null {
  end = trimBlanks(text, start, end);
  if (start === end) return null;
  const value = decodeUnquoted(text.slice(start, Math.min(end, start + longestName)));
  return value === '' ? null : { value, start, end };
}

/** A name in words: without its quotation marks and folds, encoded words decoded. */
function decodeUnquoted(raw: string): string {
  let plain = '';
  let from = 0;
  for (let at = 0; at < raw.length; at++) {
    const code = raw.charCodeAt(at);
    if (code !== 34 && code !== 92 && code !== 13 && code !== 10) continue;
    plain += raw.slice(from, at);
    // What a backslash quotes stands for itself.
    from = at + 1;
    if (code === 92) at++;
  }
  plain = (plain + raw.slice(from)).trim();
  return decodeWordsIn(plain).trim();
}

function quotedEnd(text: string, at: number, end: number): number {
  for (at++; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 92 /* \ */) at++;
    else if (code === 34) return at + 1;
  }
  return end;
}
