/** The arguments of our commands, as they came over the wire: any editor, any extension, any macro may have written them. */
import type {
  ComplaintArguments,
  PartArguments,
  Reporter,
  VerifyArguments,
  WhoisArguments,
} from './protocol.ts';
import { property } from './settings.ts';
import { isComplaintUri, isUri } from './uri.ts';

/** The arguments, or one sentence about what is wrong with them. */
export type Read<T> =
  { readonly kind: 'good'; readonly value: T } | { readonly kind: 'bad'; readonly message: string };

const maxLineLength = 320;

function bad(message: string): { readonly kind: 'bad'; readonly message: string } {
  return { kind: 'bad', message };
}

/** A MIME part number as `Analysis.part` gives it: `2.1`. */
function isPart(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 64 && /^\d+(?:\.\d+)*$/.test(value);
}

/** One line without control characters: a line break in a name would write header fields of its own. */
function isLine(value: unknown): value is string {
  return typeof value === 'string' && value.length <= maxLineLength && !/\p{Cc}/u.test(value);
}

function isReporter(value: unknown): value is Reporter {
  return isLine(property(value, 'name')) && isLine(property(value, 'address'));
}

export function readComplaintArguments(value: unknown): Read<ComplaintArguments> {
  const uri = property(value, 'uri');
  if (!isUri(uri)) {
    return bad('No message was named. Open the message and choose Generate Complaint there.');
  }
  if (isComplaintUri(uri)) {
    return bad('This is a complaint already. Open the message that it complains about.');
  }
  const part = property(value, 'part') ?? null;
  if (part !== null && !isPart(part)) {
    return bad('The forwarded message was named by something that is no part number, such as 2.1.');
  }
  const reporter = property(value, 'reporter') ?? null;
  if (reporter === null) return { kind: 'good', value: { uri, part } };
  if (!isReporter(reporter)) {
    return bad('The name and the address of the reporter must be one line each.');
  }
  const { name, address } = reporter;
  return { kind: 'good', value: { uri, part, reporter: { name, address } } };
}

/** Whether the subject is an address or a domain is for the lookup to say: it has the better words. */
export function readWhoisArguments(value: unknown): Read<WhoisArguments> {
  const subject = property(value, 'subject');
  return isLine(subject)
    ? { kind: 'good', value: { subject } }
    : bad('A whois lookup needs an IP address or a domain, such as 192.0.2.1 or example.com.');
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

export function readPartArguments(value: unknown): Read<PartArguments> {
  const uri = property(value, 'uri');
  const part = property(value, 'part');
  if (!isUri(uri)) {
    return bad('No message was named. Open the message and choose Open Part there.');
  }
  if (!isPart(part)) {
    return bad('The part was named by something that is no part number, such as 2.1.');
  }
  return { kind: 'good', value: { uri, part, asFile: property(value, 'asFile') === true } };
}
