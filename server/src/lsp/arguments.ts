/** The arguments of our commands, as they came over the wire: any editor, any extension, any macro may have written them. */
import { meansPhone } from '../lookup/phone.ts';
import { readSubject, type Subject } from '../lookup/subject.ts';
import type {
  ImportArguments,
  MessageArguments,
  PartArguments,
  PhoneArguments,
  VerifyArguments,
} from './protocol.ts';
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

/** More than anybody names at once; a hop has three. */
const mostSubjects = 16;

/** Subjects for the registries, or one telephone number as a person typed it. */
export function readLookUpArguments(value: unknown): Read<readonly Subject[] | string> {
  const subjects = property(value, 'subjects');
  if (!Array.isArray(subjects) || subjects.length === 0 || subjects.length > mostSubjects) {
    return bad(
      'A lookup needs an IP address, a domain or a telephone number, such as 192.0.2.1, example.com or +1 201 555 0123.',
    );
  }
  const [only] = subjects as unknown[];
  if (subjects.length === 1 && isLine(only) && meansPhone(only))
    return { kind: 'good', value: only.trim() };
  const read: Subject[] = [];
  for (const text of subjects as unknown[]) {
    const subject = isLine(text)
      ? readSubject(text)
      : 'What was to be looked up is not one line of text; nothing was looked up.';
    if (typeof subject === 'string') return bad(subject);
    read.push(subject);
  }
  return { kind: 'good', value: read };
}

export function readImportArguments(value: unknown): Read<ImportArguments> {
  const uri = property(value, 'uri');
  return isUri(uri)
    ? { kind: 'good', value: { uri } }
    : bad('No file was named. Choose a message that Outlook saved, a file that ends in .msg.');
}

/** The same of what can be asked about a draft, too: of the message that it encloses. */
export function readToldArguments(value: unknown): Read<Required<MessageArguments>> {
  return readMessageArguments(value, true);
}

export function readMessageArguments(
  value: unknown,
  mayBeDraft = false,
): Read<Required<MessageArguments>> {
  const uri = property(value, 'uri');
  if (!isUri(uri)) return bad('No message was named. Open the message and run the command there.');
  if (isComplaintUri(uri) && !mayBeDraft) {
    return bad('This is a complaint of yours. Open the message that it complains about.');
  }
  const part = property(value, 'part') ?? null;
  if (part !== null && !isPart(part)) {
    return bad('The forwarded message was named by something that is no part number, such as 2.1.');
  }
  return { kind: 'good', value: { uri, part } };
}

export function readPhoneArguments(value: unknown): Read<Required<PhoneArguments>> {
  const read = readMessageArguments(value);
  if (read.kind === 'bad') return read;
  const number = property(value, 'number');
  return typeof number === 'string' && /^\+\d{7,15}$/.test(number)
    ? { kind: 'good', value: { ...read.value, number } }
    : bad('A telephone number is written like +12015550123; nothing was looked up.');
}

/** Whether it is an address is for the trace to say: it has the better words. */
export function readAliveArguments(value: unknown): Read<string> {
  const address = property(value, 'address');
  return isLine(address)
    ? { kind: 'good', value: address }
    : bad('The trace needs an IP address, such as 192.0.2.1.');
}

/** Of a command without arguments. */
export function readNothing(): Read<null> {
  return { kind: 'good', value: null };
}

export function readVerifyArguments(value: unknown): Read<VerifyArguments> {
  const read = readMessageArguments(value);
  return read.kind === 'bad'
    ? read
    : { kind: 'good', value: { ...read.value, offline: property(value, 'offline') === true } };
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
