/** Writes messages as Outlook saves them (MS-OXMSG): properties as streams of a compound file. By hand: no real mail. */
import { burn, type Entry } from '@kenjiuno/msgreader/lib/Burner.js';
import { TypeEnum } from '@kenjiuno/msgreader/lib/Reader.js';

/** Property tags (MS-OXPROPS) with their types: 001F text, 0102 bytes, 0003 numbers. */
export const tags = {
  messageClass: '001A001F',
  subject: '0037001F',
  headers: '007D001F',
  senderName: '0C1A001F',
  text: '1000001F',
  html: '10130102',
  rtf: '10090102',
  codepage: '3FDE0003',
  senderAddress: '5D01001F',
  name: '3001001F',
  address: '39FE001F',
  recipientType: '0C150003',
  fileName: '3707001F',
  mediaType: '370E001F',
  data: '37010102',
} as const;

type Properties = Partial<Record<keyof typeof tags, string | Uint8Array | number>>;

export interface Msg {
  readonly properties: Properties;
  readonly recipients?: readonly Properties[];
  readonly attachments?: readonly (
    Properties | { readonly properties: Properties; readonly inner: Msg }
  )[];
}

/** The bytes of the file. */
export function msgFile(msg: Msg): Uint8Array {
  const entries: Entry[] = [];
  const add = (entry: Entry): number => entries.push(entry) - 1;
  const document = (name: string, bytes: Uint8Array): number =>
    add({
      name,
      type: TypeEnum.DOCUMENT,
      length: bytes.length,
      binaryProvider: () => Uint8Array.from(bytes),
    });
  const folder = (name: string, fill: () => number[], type = TypeEnum.DIRECTORY): number => {
    const children: number[] = [];
    const index = add({ name, type, length: 0, children });
    children.push(...fill());
    return index;
  };

  /** @param reserved bytes before the properties: 32 of a message, 24 of one inside, 8 of its recipients and attachments */
  const propertiesOf = (properties: Properties, reserved: number): number[] => {
    const rows: Uint8Array[] = [new Uint8Array(reserved)];
    const streams: number[] = [];
    for (const [key, value] of Object.entries(properties) as [
      keyof typeof tags,
      string | Uint8Array | number,
    ][]) {
      const tag = tags[key];
      const row = new DataView(new ArrayBuffer(16));
      row.setUint32(0, parseInt(tag, 16), true);
      if (typeof value === 'number') {
        row.setUint32(8, value, true);
      } else {
        const bytes = typeof value === 'string' ? utf16(value) : value;
        row.setUint32(8, bytes.length, true);
        streams.push(document(`__substg1.0_${tag}`, bytes));
      }
      rows.push(new Uint8Array(row.buffer));
    }
    return [
      ...streams,
      document('__properties_version1.0', Uint8Array.from(rows.flatMap((row) => [...row]))),
    ];
  };

  const fill = (
    { properties, recipients = [], attachments = [] }: Msg,
    reserved: number,
  ): number[] => [
    ...propertiesOf({ messageClass: 'IPM.Note', ...properties }, reserved),
    ...recipients.map((one, n) =>
      folder(`__recip_version1.0_#${n.toString(16).padStart(8, '0')}`, () => propertiesOf(one, 8)),
    ),
    ...attachments.map((one, n) =>
      folder(`__attach_version1.0_#${n.toString(16).padStart(8, '0')}`, () =>
        'inner' in one
          ? [
              ...propertiesOf(one.properties, 8),
              folder('__substg1.0_3701000D', () => fill(one.inner, 24)),
            ]
          : propertiesOf(one, 8),
      ),
    ),
  ];
  folder('Root Entry', () => fill(msg, 32), TypeEnum.ROOT);
  return burn(entries);
}

export const transportHeaders = [
  'Received: from mail.example.org (mail.example.org [192.0.2.7])',
  '\tby mx.example.com (Postfix) with ESMTP id 4ABC12',
  '\tfor <reader@example.com>; Mon, 1 Jan 2024 10:00:05 +0000 (UTC)',
  'Received: from big.example.net (big.example.net [500.202.999.352])',
  '\tby mail.example.org (Postfix) with ESMTP id 4ABC11; Mon, 1 Jan 2024 09:59:59 +0000',
  'From: Seller <sender@example.org>',
  'To: reader@example.com',
  'Subject: Hello',
  'Date: Mon, 1 Jan 2024 09:59:58 +0000',
  'Message-ID: <1@example.org>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed;',
  '\tboundary="gone"',
  '',
  '',
].join('\r\n');

export const received: Msg = {
  properties: {
    headers: transportHeaders,
    subject: 'Hello',
    senderName: 'Seller',
    senderAddress: 'sender@example.org',
    text: 'Good day.\r\nCafé €\r\n',
    html: latin1('<p>Good day. Caf\xe9</p>'),
    codepage: 1252,
  },
  recipients: [{ name: 'Reader', address: 'reader@example.com', recipientType: 1 }],
  attachments: [
    { fileName: 'offer.pdf', mediaType: 'application/pdf', data: latin1('%PDF-1.4 \0\xff') },
  ],
};

/** Little endian (MS-OXMSG §2.1). */
function utf16(text: string): Uint8Array {
  const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  return Uint8Array.from(units.flatMap((unit) => [unit & 255, unit >> 8]));
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
}
