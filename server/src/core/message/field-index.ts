/** Where the fields stand that a message may have once (RFC 5322 §3.6), found in one pass; reads their date and mailboxes for those who ask. */
import { type MailDate, readDate } from '../received/date.ts';
import type { Header, HeaderField } from './header.ts';
import { listFields } from './lists.ts';
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

/** Another of which the first one counts (RFC 2045 §3). */
type Key = (typeof singleKeys)[number] | 'content-type';
type MailboxKey = 'from' | 'reply-to' | 'to';

const listSlot = singleKeys.length + 1;

/** Where the first field of a name is kept; `listSlot` for the marks of a list. */
const slots: ReadonlyMap<string, number> = new Map([
  ...singleKeys.map((key, slot) => [key, slot] as const),
  ['content-type', singleKeys.length],
  ...Array.from(listFields, (key) => [key, listSlot] as const),
]);

const longestKey = Math.max(...Array.from(slots.keys(), ({ length }) => length));

const none: readonly never[] = Object.freeze([]);

export interface FieldIndex {
  /** The first field of that name. */
  first(key: Key): HeaderField | undefined;
  /** The mailboxes of that first field. */
  mailboxes(key: MailboxKey): readonly Mailbox[];
  /** What the first Date field says. */
  date(): MailDate | null;
  /** Fields whose name came before, though it may come once only. */
  readonly repeated: readonly HeaderField[];
  /** The trace fields. */
  readonly received: readonly HeaderField[];
  /** Whether the message came through a mailing list. */
  readonly isList: boolean;
  /** The length of the longest field of the header, name and folds included. */
  readonly longest: number;
}

class Index implements FieldIndex {
  readonly #text: string;
  readonly #first: (HeaderField | undefined)[];
  #date: MailDate | null | undefined;
  #mailboxes: Record<MailboxKey, readonly Mailbox[] | undefined> | null = null;
  readonly repeated: readonly HeaderField[];
  readonly received: readonly HeaderField[];
  readonly isList: boolean;
  readonly longest: number;

  constructor(text: string, { fields }: Header) {
    this.#text = text;
    const first = new Array<HeaderField | undefined>(listSlot).fill(undefined);
    let repeated: HeaderField[] | null = null;
    const received: HeaderField[] = [];
    let isList = false;
    let longest = 0;
    for (const field of fields) {
      if (field.end - field.start > longest) longest = field.end - field.start;
      if (field.key === 'received') {
        received.push(field);
        continue;
      }
      // Nearly all other fields have longer names.
      if (field.nameEnd - field.start > longestKey) continue;
      const slot = slots.get(field.key);
      if (slot === undefined) continue;
      if (slot === listSlot) isList = true;
      else if (first[slot] === undefined) first[slot] = field;
      else if (slot < singleKeys.length) (repeated ??= []).push(field);
    }
    this.#first = first;
    this.received = received;
    this.isList = isList;
    this.repeated = repeated ?? none;
    this.longest = longest;
  }

  first(key: Key): HeaderField | undefined {
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
    const read = (this.#mailboxes ??= { from: undefined, 'reply-to': undefined, to: undefined });
    return (read[key] ??= readMailboxes(this.#text, field.valueStart, field.end));
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
