/** Makes mail of a message saved by Outlook: the transport headers as they are, the body anew. Bytes out; never throws. */
import { addressField, dateField, mailboxField, textField } from '../complaint/fields.ts';
import { isMailAddress } from '../complaint/address.ts';
import {
  assemble,
  filePart,
  groupPart,
  joinBytes,
  messagePart,
  textPart,
  type Part,
} from '../complaint/mime.ts';
import { scanHeader } from '../message/fields.ts';
import { plain } from '../text/plain.ts';
import { english, say, type Said } from '../text/said.ts';
import { convertedField, convertedNotice, originalPrefix } from './converted.ts';
import type { Converted, OutlookAttachment, OutlookMailbox, OutlookMessage } from './message.ts';

const noHeaders = say`The file holds no transport headers, which Outlook keeps of received mail only: the few fields that it has were made of its own, and there is no route.`;

const longestName = 200;

/** @param fileName what the file was called, for the mark */
export function composeOutlook(message: OutlookMessage, fileName: string): Converted {
  const own = transportFields(message.headers ?? '');
  const fields = [
    ...(own.length === 0 ? fieldsOf(message) : own),
    textField(
      convertedField,
      `from the Outlook file ${plain(fileName, longestName)}; ${own.length === 0 ? 'no transport headers' : 'transport headers as they were'}, body and attachments encoded anew`,
    ),
  ];
  const pieces = assemble({ fields, multipart: 'mixed', parts: partsOf(message, fileName) });
  return {
    bytes: joinBytes(pieces),
    notices: [own.length === 0 ? noHeaders : convertedNotice, ...missingIn(message)],
  };
}

/**
 * The fields as they are, line ends made CRLF (RFC 5322 §2.3). What describes a body that is not there
 * any more keeps its place under another name. Older Outlooks put a line of their own above the
 * fields, and those of the parts behind them: neither belongs to the header.
 */
function transportFields(headers: string): string[] {
  const text = headers.replaceAll('\0', '');
  const { fields } = scanHeader(text);
  return fields.map(({ name, key, nameEnd, end }) => {
    const isBody = key === 'mime-version' || key.startsWith('content-');
    const written = `${isBody ? originalPrefix : ''}${name}${text.slice(nameEnd, end)}`;
    // As bytes it is UTF-8; and a fold stays one.
    return asUnits(written.replaceAll(/\r\n|\r|\n/g, '\r\n'));
  });
}

/** UTF-8 as text, one unit a byte: what `assemble` takes header fields for. */
function asUnits(text: string): string {
  let units = '';
  for (const byte of new TextEncoder().encode(text)) units += String.fromCharCode(byte);
  return units;
}

function fieldsOf({ from, to, cc, subject, sent }: OutlookMessage): string[] {
  const addresses = (all: readonly OutlookMailbox[]): string[] =>
    all.map(({ address }) => address).filter(isMailAddress);
  const [receivers, copies] = [addresses(to), addresses(cc)];
  return [
    ...(from !== null && isMailAddress(from.address)
      ? [mailboxField('From', plain(from.name, longestName), from.address)]
      : []),
    ...(receivers.length === 0 ? [] : [addressField('To', receivers)]),
    ...(copies.length === 0 ? [] : [addressField('Cc', copies)]),
    textField('Subject', plain(subject, 900)),
    ...(sent === null ? [] : [dateField(new Date(sent))]),
  ];
}

function partsOf({ text, html, attachments }: OutlookMessage, fileName: string): Part[] {
  const letters = [
    ...(text === null ? [] : [textPart(text)]),
    ...(html === null ? [] : [textPart(html, 'text/html; charset=utf-8')]),
  ];
  const attached = attachments.map((one) => attachmentPart(one, fileName));
  if (letters.length < 2)
    return letters.length + attached.length > 0 ? [...letters, ...attached] : [textPart('')];
  return [groupPart('alternative', letters), ...attached];
}

function attachmentPart(attachment: OutlookAttachment, fileName: string): Part {
  if (attachment.kind === 'message') {
    const { bytes } = composeOutlook(attachment.message, fileName);
    return messagePart(
      bytes,
      attachment.name.toLowerCase().endsWith('.eml') ? attachment.name : `${attachment.name}.eml`,
    );
  }
  return filePart(attachment.bytes, mediaType(attachment.type), attachment.name);
}

/** Composite types are never base64 (RFC 2046 §5): what claims to be one is bytes. */
function mediaType(type: string): string {
  const lower = type.toLowerCase();
  return /^(?:application|audio|font|image|model|text|video)\/[a-z0-9!#$&^_.+-]{1,100}$/.test(lower)
    ? lower
    : 'application/octet-stream';
}

function missingIn({ missing, attachments }: OutlookMessage): Said[] {
  const inner = attachments.flatMap((one) =>
    one.kind === 'message' ? missingIn(one.message) : [],
  );
  // The same of several attachments is told once.
  const told = new Map([...missing, ...inner].map((one) => [english(one), one]));
  return [...told.values()].slice(0, 10);
}
