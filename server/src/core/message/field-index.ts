/** Where the fields stand that a message may have once (RFC 5322 §3.6), found in one pass; reads their date and mailboxes for those who ask. */
import { type MailDate, readDate } from '../received/date.ts';
import type { Header, HeaderField } from './header.ts';
import { type Mailbox, readMailboxes } from './mailboxes.ts';

const singleKeys = [
  'date',
  'from',
  'sender',
  'reply-to',
  'to',
  'cc',
  'bcc',
  'message-id',
  'in-reply-to',
  'references',
  'subject',
] as const;

type SingleKey = (typeof singleKeys)[number];
type MailboxKey = 'from' | 'reply-to' | 'to';

const slots: ReadonlyMap<string, number> = new Map(singleKeys.map((key, slot) => [key, slot]));

const longestKey = Math.max(...singleKeys.map(({ length }) => length));

const none: readonly never[] = Object.freeze([]);

export interface FieldIndex {
  /** The first field of that name. */
  first(key: SingleKey): HeaderField | undefined;
  /** The mailboxes of that first field. */
  mailboxes(key: MailboxKey): readonly Mailbox[];
  /** What the first Date field says. */
  date(): MailDate | null;
  /** Fields whose name came before, though it may come once only. */
  readonly repeated: readonly HeaderField[];
  /** The length of the longest field of the header, name and folds included. */
  readonly longest: number;
}

class Index implements FieldIndex {
  readonly #text: string;
  readonly #first: (HeaderField | undefined)[];
  #date: MailDate | null | undefined;
  readonly #mailboxes = new Map<MailboxKey, readonly Mailbox[]>();
  readonly repeated: readonly HeaderField[];
  readonly longest: number;

  constructor(text: string, { fields }: Header) {
    this.#text = text;
    const first = new Array<HeaderField | undefined>(singleKeys.length).fill(undefined);
    let repeated: HeaderField[] | null = null;
    let longest = 0;
    for (const field of fields) {
      if (field.end - field.start > longest) longest = field.end - field.start;
      // Nearly all fields there are have longer names, or are trace fields.
      if (field.nameEnd - field.start > longestKey || field.key === 'received') continue;
      const slot = slots.get(field.key);
      if (slot === undefined) continue;
      if (first[slot] === undefined) first[slot] = field;
      else (repeated ??= []).push(field);
    }
    this.#first = first;
    this.repeated = repeated ?? none;
    this.longest = longest;
  }

  first(key: SingleKey): HeaderField | undefined {
    return this.#first[slots.get(key) ?? 0];
  }

  date(): MailDate | null {
    if (this.#date === undefined) {
      const field = this.first('date');
      this.#date = field === undefined ? null : readDate(this.#text, field.valueStart, field.end);
    }
    return this.#date;
  }

  mailboxes(key: MailboxKey): readonly Mailbox[] {
    const field = this.first(key);
    if (field === undefined) return none;
    let mailboxes = this.#mailboxes.get(key);
    if (mailboxes === undefined) {
      mailboxes = readMailboxes(this.#text, field.valueStart, field.end);
      this.#mailboxes.set(key, mailboxes);
    }
    return mailboxes;
  }
}

/** Every rule about the header asks, one after the other, about the same one. */
let lastHeader: Header | null = null;
let lastIndex: FieldIndex | null = null;

export function indexOf({
  text,
  header,
}: {
  readonly text: string;
  readonly header: Header;
}): FieldIndex {
  if (lastIndex === null || lastHeader !== header) {
    lastIndex = new Index(text, header);
    lastHeader = header;
  }
  return lastIndex;
}
