/** The arguments of our commands, as they came over the wire: any editor, any extension, any macro may have written them. */
import type { ImportArguments, VerifyArguments, WhoisArguments } from './protocol.ts';
import { property } from './settings.ts';
import { isComplaintUri, isUri } from './uri.ts';

/** The arguments, or one sentence about what is wrong with them. */
export type Read<T> =
  { readonly kind: 'good'; readonly value: T } | { readonly kind: 'bad'; readonly message: string };

const maxLineLength = 320;

export function bad(message: string): { readonly kind: 'bad'; readonly message: string } {
  return { kind: 'bad', message };
}

/** A MIME part number as `Analysis.part` gives it: `2.1`. */
export function isPart(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 64 && /^\d+(?:\.\d+)*$/.test(value);
}

/** One line without control characters: a line break in a name would write header fields of its own. */
export function isLine(value: unknown): value is string {
  return typeof value === 'string' && value.length <= maxLineLength && !/\p{Cc}/u.test(value);
}

/** Whether the subject is an address or a domain is for the lookup to say: it has the better words. */
export function readWhoisArguments(value: unknown): Read<WhoisArguments> {
  const subject = property(value, 'subject');
  return isLine(subject)
    ? { kind: 'good', value: { subject } }
    : bad('A whois lookup needs an IP address or a domain, such as 192.0.2.1 or example.com.');
}

export function readImportArguments(value: unknown): Read<ImportArguments> {
  const uri = property(value, 'uri');
  return isUri(uri)
    ? { kind: 'good', value: { uri } }
    : bad('No file was named. Choose a message that Outlook saved, a file that ends in .msg.');
}

export function readVerifyArguments(value: unknown): Read<VerifyArguments> {
  const uri = property(value, 'uri');
  if (!isUri(uri)) {
    return bad('No message was named. Open the message and choose Verify Signatures there.');
  }
  if (isComplaintUri(uri)) {
    return bad('This is a complaint of yours. Open the message that it complains about.');
  }
  const part = property(value, 'part') ?? null;
  if (part !== null && !isPart(part)) {
    return bad('The forwarded message was named by something that is no part number, such as 2.1.');
  }
  return { kind: 'good', value: { uri, part, offline: property(value, 'offline') === true } };
}
