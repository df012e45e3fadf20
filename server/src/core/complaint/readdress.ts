/** A draft that is still addressed to a guess: the message that it is about, and what To becomes once somebody better is known. Asks nobody. Never throws. */
import { analyze, analyzeForwarded, type Analysis, type AnalysisOptions } from '../analysis.ts';
import type { Contact } from '../contacts/contact.ts';
import { fieldsNamed, scanHeader } from '../message/fields.ts';
import type { Header } from '../message/header.ts';
import { readMailboxes } from '../message/mailboxes.ts';
import type { Span } from '../text/span.ts';
import { isMailAddress } from './address.ts';
import { guessedRecipientsField, letterField } from './check.ts';
import { readDraft } from './draft.ts';
import { addressField } from './fields.ts';
import { promotedIn, suspicionOf } from './suspect.ts';

/** The message that the draft encloses or quotes; null when it lies in an archive or in a report for machines. */
export function messageInDraft(text: string, options: AnalysisOptions): Analysis | null {
  const [enclosed] = analyzeForwarded(analyze(text, options), options);
  if (enclosed !== undefined) return enclosed;
  const { letter } = readDraft(new TextEncoder().encode(text));
  // A line of dashes opens the quoted message, as it does for the rules about drafts.
  const mark = letter.indexOf('\n-----');
  const start = mark < 0 ? -1 : letter.indexOf('\n', mark + 1);
  if (start < 0) return null;
  const quoted = analyze(letter.slice(start).trimStart(), options);
  return quoted.route.hops.length === 0 ? null : quoted;
}

/** What To of a draft can become. */
export interface Readdressing extends Span {
  /** Replaces the span; ends in no line break, unless the span is empty. */
  readonly text: string;
  /** Those who come in; at least one. */
  readonly added: readonly Contact[];
  /** The guesses that go. */
  readonly removed: readonly string[];
}

/** To whom the letter of a draft is written, as a role of `Contact`; empty when nobody noted it. */
export function letterRoleOf(text: string): string {
  const header = scanHeader(text);
  return valuesOf(text, header, letterField)[0] ?? '';
}

/**
 * The guesses in To give way to those who are known to answer for the same; what the user wrote stays.
 * Null when nobody better is known. The letter is not changed: only contacts of its own role count,
 * and none that may be the spammer.
 */
export function readdress(
  text: string,
  message: Analysis,
  contacts: readonly Contact[],
): Readdressing | null {
  const header = scanHeader(text);
  const role = letterRoleOf(text);
  const promoted = promotedIn(message.text, message.header);
  const usable = contacts.filter(
    (one) =>
      one.role === role &&
      one.channel === 'mail' &&
      isMailAddress(one.address) &&
      (role === 'forged-domain' || suspicionOf(one.address, promoted) === null),
  );
  const published = usable.filter(({ confidence }) => confidence === 'published');
  const better =
    published.length > 0 ? published : usable.filter(({ confidence }) => confidence !== 'guessed');
  const guessed = new Set(
    valuesOf(text, header, guessedRecipientsField)
      .flatMap((value) => value.split(','))
      .map((one) => one.replace(/[<>]/g, '').trim().toLowerCase()),
  );
  const [field] = fieldsNamed(header, 'to');
  const written =
    field === undefined
      ? []
      : readMailboxes(text, field.valueStart, field.end).flatMap(({ address }) =>
          address === null ? [] : [address.value],
        );
  const removed = written.filter((one) => guessed.has(one.toLowerCase()));
  const kept = written.filter((one) => !removed.includes(one));
  const known = new Set(written.map((one) => one.toLowerCase()));
  const added = better.filter(({ address }) => !known.has(address.toLowerCase()));
  // Who wrote somebody else there knows better than we do.
  if (added.length === 0 || (kept.length > 0 && removed.length === 0)) return null;
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const value = addressField('To', [...kept, ...added.map(({ address }) => address)]);
  const line = value.replaceAll('\r\n', lineBreak);
  const span =
    field === undefined
      ? { start: header.start, end: header.start, text: `${line}${lineBreak}` }
      : { start: field.start, end: field.end, text: line };
  return { ...span, added, removed };
}

function valuesOf(text: string, header: Header, name: string): string[] {
  return fieldsNamed(header, name.toLowerCase()).map(({ valueStart, end }) =>
    text.slice(valueStart, end).trim(),
  );
}
