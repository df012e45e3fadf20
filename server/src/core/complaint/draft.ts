/** A complaint draft read back: whom it is for, what its letter says by now, and the message that it encloses. Never throws. */
import { decodeBody } from '../body/decode.ts';
import { decodeWords } from '../message/encoded-words.ts';
import { fieldsNamed, scanHeader } from '../message/fields.ts';
import type { Header } from '../message/header.ts';
import { readMailboxes } from '../message/mailboxes.ts';
import { findForwarded, partsOf, transferEncoding } from '../message/mime.ts';
import { decodeCharset } from '../text/charset.ts';
import { decodeLatin1, encodeLatin1 } from '../text/latin1.ts';
import { isMailAddress } from './address.ts';
import { languageField, redactedField } from './check.ts';
import { plainValue } from './letter.ts';
import { isLanguage, type Language } from './texts/languages.ts';

export interface Draft {
  /** Of To, Cc and Bcc; each can safely be written into a header. */
  readonly recipients: readonly string[];
  /** Decoded, on one line. */
  readonly subject: string;
  /** As the composer noted it; null when it did not. */
  readonly language: Language | null;
  /** Lines separated by LF. */
  readonly letter: string;
  /** Addresses of the reader were replaced in the message. */
  readonly redacted: boolean;
  /** The enclosed message; null when it stands in the letter, or in an archive. */
  readonly evidence: Uint8Array | null;
}

/** A letter is shorter. UTF-16 units. */
const longestLetter = 1024 * 1024;

/** @param bytes the draft as it lies on disk, or as UTF-8 */
export function readDraft(bytes: Uint8Array): Draft {
  const text = decodeLatin1(bytes);
  const header = scanHeader(text);
  const [subject] = fieldsNamed(header, 'subject');
  const raw = subject === undefined ? '' : text.slice(subject.valueStart, subject.end);
  const enclosed = findForwarded(text, header, text.length).find(
    ({ encoding }) => encoding === null,
  );
  const [noted] = fieldsNamed(header, languageField.toLowerCase());
  const language = noted === undefined ? '' : text.slice(noted.valueStart, noted.end).trim();
  return {
    recipients: recipientsOf(text, header),
    subject: plainValue(decodeWords(raw.slice(0, 4000)), 300),
    language: isLanguage(language) ? language : null,
    letter: letterOf(text, header),
    redacted: fieldsNamed(header, redactedField.toLowerCase()).some(
      ({ valueStart, end }) => text.slice(valueStart, end).trim() === 'yes',
    ),
    evidence: enclosed === undefined ? null : bytes.subarray(enclosed.start, enclosed.end),
  };
}

function recipientsOf(text: string, header: Header): string[] {
  const found = ['to', 'cc', 'bcc']
    .flatMap((key) => fieldsNamed(header, key))
    .flatMap((field) => readMailboxes(text, field.valueStart, field.end))
    .flatMap(({ address }) => (address === null ? [] : [address.value]));
  return [...new Set(found)].filter(isMailAddress);
}

function letterOf(text: string, header: Header): string {
  const part = partsOf(text, header, text.length).find(({ type }) => type === 'text/plain');
  if (part === undefined) return '';
  const { header: own } = part;
  const encoding = transferEncoding(text, own);
  const body = decodeBody(text, own.bodyStart, own.end, encoding, longestLetter);
  const charset = part.charset === '' ? null : part.charset;
  return decodeCharset(charset, encodeLatin1(body)).replace(/\r\n?/g, '\n');
}
