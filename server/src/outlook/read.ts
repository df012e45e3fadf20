/** Reads a message saved by Outlook (MS-OXMSG in MS-CFB) with the library, as far as mail has a place for it. The file is hostile: everything is counted. */
import library, { type FieldsData } from '@kenjiuno/msgreader';
import { decompressRTF } from '@kenjiuno/decompressrtf';
import type { OutlookAttachment, OutlookMailbox, OutlookMessage } from '../core/outlook/message.ts';
import { say, type Said } from '../core/text/said.ts';

type MsgReader = library;

/** The library is CommonJS with a default export of its own: bundlers and Node disagree on what that is. */
const MsgReader: typeof library =
  typeof library === 'function'
    ? library
    : (library as { readonly default: typeof library }).default;

/** The first bytes of every compound file (MS-CFB §2.2). */
const signature = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] as const;

const deepest = 8;
const mostAttachments = 500;
const mostRecipients = 1000;
/** Of all attachments together: a file can name the same bytes as often as it likes. */
const mostBytes = 256 * 1024 * 1024;

/** Windows code pages that are called otherwise on the web; the others are `windows-N`. */
const charsets: ReadonlyMap<number, string> = new Map([
  [932, 'shift_jis'],
  [936, 'gbk'],
  [949, 'euc-kr'],
  [950, 'big5'],
  [20127, 'windows-1252'],
  [20866, 'koi8-r'],
  [21866, 'koi8-u'],
  [28591, 'windows-1252'],
  [28592, 'iso-8859-2'],
  [28595, 'iso-8859-5'],
  [28597, 'iso-8859-7'],
  [28605, 'iso-8859-15'],
  [50220, 'iso-2022-jp'],
  [51932, 'euc-jp'],
  [54936, 'gb18030'],
  [65001, 'utf-8'],
]);

/** Throws an Error whose message completes "cannot be imported: …". */
export function readOutlook(bytes: Uint8Array): OutlookMessage {
  if (!signature.every((byte, at) => bytes[at] === byte)) {
    throw new Error('it is no Outlook message');
  }
  const reader = new MsgReader(Uint8Array.from(bytes).buffer);
  const fields = reader.getFileData();
  if (fields.error !== undefined || fields.dataType !== 'msg') {
    throw new Error('its structure is broken');
  }
  const messageClass = (fields.messageClass ?? '').toUpperCase();
  if (
    messageClass !== '' &&
    !messageClass.startsWith('IPM.NOTE') &&
    !messageClass.startsWith('REPORT.IPM.NOTE')
  ) {
    throw new Error(
      'it is no mail but another item of Outlook, such as an appointment or a contact',
    );
  }
  return new Reading(reader).message(fields, 0);
}

class Reading {
  readonly #reader: MsgReader;
  #attachments = 0;
  #bytes = 0;

  constructor(reader: MsgReader) {
    this.#reader = reader;
  }

  message(fields: FieldsData, depth: number): OutlookMessage {
    const missing: Said[] = [];
    const recipients = (fields.recipients ?? []).slice(0, mostRecipients);
    const of = (kind: 'to' | 'cc'): OutlookMailbox[] =>
      recipients.flatMap(({ recipType, name, smtpAddress, email }) =>
        recipType === kind ? [{ name: name ?? '', address: smtpAddress ?? email ?? '' }] : [],
      );
    const attachments = (fields.attachments ?? []).flatMap((one) =>
      this.#attachment(one, depth, missing),
    );
    const text = fields.body ?? null;
    const html = htmlOf(fields);
    const rtf = text === null && html === null ? rtfOf(fields, missing) : [];
    const { headers = '', senderName = '', senderSmtpAddress, senderEmail } = fields;
    const address = senderSmtpAddress ?? senderEmail ?? '';
    return {
      headers: headers.trim() === '' ? null : headers,
      subject: fields.subject ?? '',
      from: address === '' && senderName === '' ? null : { name: senderName, address },
      to: of('to'),
      cc: of('cc'),
      sent: timeOf(fields.clientSubmitTime ?? fields.messageDeliveryTime),
      text,
      html,
      attachments: [...attachments, ...rtf],
      missing,
    };
  }

  #attachment(fields: FieldsData, depth: number, missing: Said[]): OutlookAttachment[] {
    this.#attachments++;
    if (this.#attachments > mostAttachments) {
      missing.push(say`Only the first ${mostAttachments} attachments were taken over.`);
      return [];
    }
    const name = fields.fileName ?? fields.fileNameShort ?? fields.name ?? '';
    try {
      if (fields.innerMsgContentFields !== undefined) {
        if (depth >= deepest) throw new Error('it lies too deep');
        const message = this.message(fields.innerMsgContentFields, depth + 1);
        return [{ kind: 'message', name: name || 'message', message }];
      }
      this.#bytes += fields.contentLength ?? 0;
      if (this.#bytes > mostBytes) throw new Error('together they are too large');
      const { content } = this.#reader.getAttachment(fields);
      return [{ kind: 'file', name, type: fields.attachMimeTag ?? '', bytes: content }];
    } catch {
      missing.push(say`An attachment could not be read and is missing.`);
      return [];
    }
  }
}

function htmlOf({ bodyHtml, html, internetCodepage, messageCodepage }: FieldsData): string | null {
  if (bodyHtml !== undefined && bodyHtml !== '') return bodyHtml;
  if (html === undefined || html.length === 0) return null;
  const page = internetCodepage ?? messageCodepage ?? 65001;
  try {
    return new TextDecoder(charsets.get(page) ?? `windows-${page}`).decode(html);
  } catch {
    return new TextDecoder('windows-1252').decode(html);
  }
}

/** Nobody here can show Rich Text: as a file of its own, somebody else can. */
function rtfOf({ compressedRtf }: FieldsData, missing: Said[]): OutlookAttachment[] {
  if (compressedRtf === undefined || compressedRtf.length === 0) return [];
  missing.push(say`The text is there in Rich Text only: it is attached as body.rtf.`);
  try {
    const bytes = Uint8Array.from(decompressRTF([...compressedRtf]));
    return [{ kind: 'file', name: 'body.rtf', type: 'application/rtf', bytes }];
  } catch {
    return [];
  }
}

function timeOf(written: string | undefined): number | null {
  const time = Date.parse(written ?? '');
  return Number.isNaN(time) ? null : time;
}
