/** What can be written next in the header of a complaint draft: names of fields, registered values, recipients. Knows no editor. */
import type { AnalysisOptions } from '../analysis.ts';
import type { Contact } from '../contacts/contact.ts';
import { scanHeader } from '../message/fields.ts';
import type { HeaderField } from '../message/header.ts';
import { lineStart } from '../message/lines.ts';
import { numberedParts } from '../message/parts.ts';
import { skipBlanks } from '../text/chars.ts';
import type { Span } from '../text/span.ts';
import { guessContacts } from '../contacts/guess.ts';
import { messageInDraft } from './readdress.ts';
import { noRoute } from './recipients.ts';

export interface Completion {
  readonly label: string;
  /** What replaces the span. */
  readonly text: string;
  /** A few words. Plain text. */
  readonly detail: string;
  readonly kind: 'field' | 'value' | 'recipient';
}

export interface Completions {
  readonly span: Span;
  readonly items: readonly Completion[];
}

type Row = readonly [name: string, detail: string];

/** Of a message that somebody writes (RFC 5322 §3.6, RFC 2045, RFC 3834). */
const messageFields: readonly Row[] = [
  ['From', 'who complains (RFC 5322)'],
  ['To', 'who is told'],
  ['Cc', 'who is told, too'],
  ['Bcc', 'who is told and not shown'],
  ['Reply-To', 'where answers go'],
  ['Sender', 'who sends it for the one in From'],
  ['Subject', 'what it is about'],
  ['Date', 'when it was written'],
  ['Message-ID', 'your mail program writes it'],
  ['In-Reply-To', 'the message that this answers'],
  ['References', 'the messages before it'],
  ['Organization', 'for whom you write (RFC 5536)'],
  ['Auto-Submitted', 'whether a program wrote it (RFC 3834)'],
  ['MIME-Version', 'always 1.0 (RFC 2045)'],
  ['Content-Type', 'what the body is (RFC 2045)'],
  ['Content-Transfer-Encoding', 'how the body travels (RFC 2045)'],
  ['Content-Language', 'the language of the letter (RFC 3282)'],
  ['X-Unsent', '1: mail programs open it as a draft'],
];

const partFields: readonly Row[] = [
  ['Content-Type', 'what the part is (RFC 2045)'],
  ['Content-Transfer-Encoding', 'how it travels (RFC 2045)'],
  ['Content-Disposition', 'shown, or attached (RFC 2183)'],
  ['Content-Description', 'what it is, in words (RFC 2045)'],
  ['Content-Language', 'its language (RFC 3282)'],
];

/** Of `message/feedback-report` (RFC 5965 §3, RFC 6692, RFC 6591). */
const reportFields: readonly Row[] = [
  ['Feedback-Type', 'what kind of report (once)'],
  ['User-Agent', 'what wrote it (once)'],
  ['Version', 'always 1 (once)'],
  ['Original-Envelope-Id', 'at most once'],
  ['Original-Mail-From', 'the envelope sender, at most once'],
  ['Arrival-Date', 'when the message came, at most once'],
  ['Reporting-MTA', 'the server that reports, at most once'],
  ['Source-IP', 'the address that it came from, at most once'],
  ['Source-Port', 'the port of that address (RFC 6692)'],
  ['Incidents', 'how many messages, at most once'],
  ['Authentication-Results', 'what the reporting server found'],
  ['Original-Rcpt-To', 'the recipient of the message'],
  ['Reported-Domain', 'a domain that is to blame'],
  ['Reported-URI', 'an address that is to blame'],
];

/** Registered values: IANA's registries of media types, transfer encodings and feedback types, and the fields' own RFCs. */
const values: ReadonlyMap<string, readonly Row[]> = new Map<string, readonly Row[]>([
  [
    'content-type',
    [
      ['text/plain; charset=utf-8', 'text'],
      ['text/rfc822-headers', 'the header of a message alone (RFC 6522)'],
      ['multipart/mixed', 'parts of any kind; needs a boundary'],
      [
        'multipart/report; report-type=feedback-report',
        'an abuse report (RFC 5965); needs a boundary',
      ],
      ['message/rfc822', 'a whole message'],
      ['message/feedback-report', 'the part of an abuse report that programs read (RFC 5965)'],
      ['application/pdf', 'a PDF file'],
      ['application/octet-stream', 'bytes of any kind'],
      ['image/png', 'a picture'],
      ['image/jpeg', 'a picture'],
    ],
  ],
  [
    'content-transfer-encoding',
    [
      ['7bit', 'ASCII in short lines'],
      ['8bit', 'any bytes in short lines'],
      ['binary', 'any bytes'],
      ['quoted-printable', 'mostly ASCII; not for a message'],
      ['base64', 'any bytes as ASCII; not for a message'],
    ],
  ],
  [
    'content-disposition',
    [
      ['inline', 'shown with the letter'],
      ['attachment', 'beside the letter'],
    ],
  ],
  ['mime-version', [['1.0', 'the only one']]],
  ['x-unsent', [['1', 'a draft']]],
  [
    'auto-submitted',
    [
      ['no', 'a person wrote it'],
      ['auto-generated', 'a program wrote it'],
      ['auto-replied', 'a program answered'],
    ],
  ],
  [
    'feedback-type',
    [
      ['abuse', 'unsolicited mail'],
      ['fraud', 'fraud or phishing'],
      ['virus', 'a virus'],
      ['auth-failure', 'an authentication failure (RFC 6591)'],
      ['not-spam', 'a message that is none'],
      ['other', 'anything else'],
    ],
  ],
  ['version', [['1', 'the only one (RFC 5965)']]],
]);

const addressed: ReadonlySet<string> = new Set(['to', 'cc', 'bcc']);

/**
 * The completions at an offset of a draft; null where there is nothing to offer. Looks at the text
 * before the cursor, and for recipients at the evidence.
 * @param known whom to tell, by what was looked up before; null when nothing was
 */
export function completionsAt(
  text: string,
  offset: number,
  options: AnalysisOptions,
  known: readonly Contact[] | null = null,
): Completions | null {
  const place = headerAt(text, offset);
  if (place === null) return null;
  const start = lineStart(text, offset);
  const line = text.slice(start, offset);
  const field = place.fields.find((one) => one.valueStart <= offset && offset <= one.end);
  if (field === undefined || field.start === start) {
    const colon = line.indexOf(':');
    if (colon < 0) return line === line.trim() ? names(text, place, start, offset) : null;
  }
  return field === undefined ? null : valuesOf(text, field, offset, options, known);
}

/** Whether recipients are written at an offset of a draft. */
export function isInRecipients(text: string, offset: number): boolean {
  const field = headerAt(text, offset)?.fields.find(
    (one) => one.valueStart <= offset && offset <= one.end,
  );
  return field !== undefined && addressed.has(field.key);
}

interface Place {
  /** Of what is written before the cursor and on its line. */
  readonly fields: readonly HeaderField[];
  readonly below: readonly HeaderField[];
  readonly rows: readonly Row[];
}

/** The header that holds the offset, the message's own or a part's; null in the body of either. */
function headerAt(text: string, offset: number): Place | null {
  const lineBreak = text.indexOf('\n', offset);
  // What stands behind is not read: the cursor may stand before the evidence, and that is large.
  const known = text.slice(0, lineBreak < 0 ? text.length : lineBreak);
  const header = scanHeader(known);
  if (offset <= header.headerEnd || header.headerEnd === header.end) {
    // Those that stand beneath are written, too; a name that is not yet whole may hide some of them.
    return { fields: header.fields, below: scanHeader(text).fields, rows: messageFields };
  }
  const parts = numberedParts({ text: known, header, part: null, route: noRoute });
  const part = parts.findLast(({ header: own }) => own.start <= offset);
  if (part === undefined || part.part === '') return null;
  const { header: own, type } = part;
  if (offset <= own.headerEnd || own.headerEnd === own.end) {
    return { fields: own.fields, below: [], rows: partFields };
  }
  if (type !== 'message/feedback-report') return null;
  const { fields } = scanHeader(known, own.bodyStart, own.end);
  return { fields, below: [], rows: reportFields };
}

function names(
  text: string,
  { fields, below, rows }: Place,
  start: number,
  offset: number,
): Completions {
  const lineBreak = text.indexOf('\n', offset);
  const rest = text.slice(offset, lineBreak < 0 ? text.length : lineBreak);
  const colon = rest.indexOf(':');
  const others = [...fields, ...below].filter((field) => field.start !== start);
  const written = new Set(others.map(({ key }) => key));
  return {
    // The rest of a name that is being changed goes with it.
    span: { start, end: colon < 0 ? offset : offset + colon },
    items: rows
      .filter(([name]) => !written.has(name.toLowerCase()) || repeatable.has(name))
      .map(([name, detail]) => ({
        label: name,
        text: colon < 0 ? `${name}: ` : name,
        detail,
        kind: 'field',
      })),
  };
}

const repeatable: ReadonlySet<string> = new Set([
  'Authentication-Results',
  'Original-Rcpt-To',
  'Reported-Domain',
  'Reported-URI',
]);

function valuesOf(
  text: string,
  { key, valueStart, end }: HeaderField,
  offset: number,
  options: AnalysisOptions,
  known: readonly Contact[] | null,
): Completions | null {
  if (addressed.has(key)) {
    const comma = text.lastIndexOf(',', offset - 1);
    const from = skipBlanks(text, comma < valueStart ? valueStart : comma + 1, offset);
    const next = text.indexOf(',', offset);
    const to = next < 0 || next > end ? end : next;
    const items = recipients(text, options, known).filter(
      ({ label }) => !text.slice(valueStart, end).includes(label),
    );
    return items.length === 0 ? null : { span: { start: from, end: Math.max(from, to) }, items };
  }
  const rows = values.get(key);
  if (rows === undefined || text.slice(valueStart, offset).includes('\n')) return null;
  return {
    span: { start: valueStart, end },
    items: rows.map(([value, detail]) => ({ label: value, text: value, detail, kind: 'value' })),
  };
}

/** Who is known to answer for what the evidence shows, best first; where nobody looked, the same guesses as the composer's. */
function recipients(
  text: string,
  options: AnalysisOptions,
  known: readonly Contact[] | null,
): Completion[] {
  const route = known === null ? messageInDraft(text, options)?.route : undefined;
  const guessed = route === undefined ? [] : guessContacts(route, options.ownHosts ?? []);
  return (known ?? guessed)
    .filter(({ channel }) => channel === 'mail')
    .map(({ address, basis, confidence }) => ({
      label: address,
      text: address,
      detail: `${origins[confidence]} ${basis}`,
      kind: 'recipient',
    }));
}

/** Goes on with what a contact rests on. */
const origins = {
  published: 'published for complaints: taken from',
  registered: 'registered for other purposes: taken from',
  guessed: 'guessed from',
} as const satisfies Record<Contact['confidence'], string>;
