/**
 * The trace fields of late, to be told again: in a mailbox seven fields in ten repeat an earlier one
 * in everything but their id and their date, for mail comes in by the same few ways. Knows which
 * fields are read alike; reads none.
 *
 * What a field says depends on its text alone. Here two texts count as the same when they differ in
 * nothing but the word behind `id`, and that word is plain in both: letters, digits and `-._`, too
 * long for a keyword, and of the same family's making. Then they fall into the same tokens, and
 * every fact of one is a fact of the other, some characters further on.
 */
import type { HeaderField } from '../message/header.ts';
import type { IpLiteral } from '../net/ip.ts';
import { isBlank, isDigit, isLetter } from '../text/chars.ts';
import { copyOf } from '../text/copy.ts';
import type { Span, Spanned } from '../text/span.ts';
import { units } from '../text/units.ts';
import type { MailDate } from './date.ts';
import type { Family } from './dialects.ts';
import type { By, Login, Peer, ReceivedField, Tls } from './field.ts';
import { familyByQueueId } from './queue-id.ts';

/** A field takes the place of another with the same number: anybody may send fields that nobody sends again. */
const mostKnown = 1024;
/** UTF-16 units up to the date. Nobody sends a longer one twice. */
const longestKnown = 512;
/** Words of up to four letters may be keywords. */
const longestKeyword = 4;

/** Behind every field: where an id stands that is none. Small enough for a whole number of the engine. */
const NOWHERE = 2 ** 29;

interface Known {
  /** The text before the id and that behind it: all of it, and nothing, where no plain id stands. */
  readonly before: string;
  readonly behind: string;
  /** The family that makes ids like this one; null for ids that many make. */
  readonly maker: Family | null;
  /** Whether the date begins with a day of two digits: without a weekday it tells one family from another. */
  readonly dayFirst: boolean;
  /** As if the field began at 0. Its strings are copies: a piece of a message would keep the whole of it alive. */
  readonly received: ReceivedField;
  /** Where the id stands there; both `NOWHERE` where it is part of the text. */
  readonly idStart: number;
  readonly idEnd: number;
}

/** By number. */
const known = new Array<Known | undefined>(mostKnown).fill(undefined);
/** What was last seen of each number: only what comes a second time is worth the copy. */
const sightings = new Int32Array(mostKnown);

/** The field that was asked for last: `recall` looks it up, `remember` keeps what was read of it. */
class Asked {
  /** The text up to the date. */
  body = '';
  /** Where it starts in the message. */
  base = 0;
  /** Where a plain id stands in the body; both `NOWHERE` when there is none. */
  idStart = NOWHERE;
  idEnd = NOWHERE;
  maker: Family | null = null;
  dayFirst = false;
  slot = 0;
  /** Whether it was seen before, and is worth remembering. */
  again = false;

  read(text: string, base: number, end: number, date: MailDate): void {
    this.base = base;
    this.body = text.slice(base, end);
    this.dayFirst = startsWithTwoDigits(text, date.start);
    this.#findId();
    const plainId = this.idEnd !== NOWHERE;
    this.maker = plainId ? familyByQueueId(this.body.slice(this.idStart, this.idEnd)) : null;
    units.load(text, base, end);
    const sight = plainId
      ? sample(base, base + this.idStart) * 31 + sample(base + this.idEnd, end)
      : sample(base, end);
    this.slot = (sight ^ (sight >>> 10) ^ (sight >>> 20)) & (mostKnown - 1);
    this.again = sightings[this.slot] === (sight | 0);
    sightings[this.slot] = sight;
  }

  /** What is known of it; undefined when it is another field, or none, that has its number. */
  find(): Known | undefined {
    const found = known[this.slot];
    return found !== undefined &&
      found.idStart === this.idStart &&
      found.maker === this.maker &&
      found.dayFirst === this.dayFirst &&
      found.behind === this.behind() &&
      found.before === this.before()
      ? found
      : undefined;
  }

  before(): string {
    return this.idEnd === NOWHERE ? this.body : this.body.slice(0, this.idStart);
  }

  behind(): string {
    return this.idEnd === NOWHERE ? '' : this.body.slice(this.idEnd);
  }

  /** Finds a plain word behind the word `id`. */
  #findId(): void {
    const { body } = this;
    this.idStart = NOWHERE;
    this.idEnd = NOWHERE;
    let at = body.indexOf('id ');
    while (at > 0 && !isBlank(body.charCodeAt(at - 1))) at = body.indexOf('id ', at + 3);
    if (at < 0) return;
    const start = at + 3;
    let end = start;
    for (; end < body.length; end += 1) {
      const code = body.charCodeAt(end);
      if (isLetter(code) || isDigit(code) || code === 45 || code === 46 || code === 95) continue;
      if (!isBlank(code)) return;
      break;
    }
    if (end - start <= longestKeyword) return;
    this.idStart = start;
    this.idEnd = end;
  }
}

/** Whether a day of two digits stands here: `07 Nov`. */
export function startsWithTwoDigits(text: string, at: number): boolean {
  return (
    isDigit(text.charCodeAt(at)) &&
    isDigit(text.charCodeAt(at + 1)) &&
    isBlank(text.charCodeAt(at + 2))
  );
}

const asked = new Asked();

/** A number for the text from `start` to `end`, made of some of its characters: equal for equal texts. */
function sample(start: number, end: number): number {
  const { codes, start: base } = units;
  const step = ((end - start) >> 4) + 1;
  let number = end - start;
  for (let at = end - 1 - base; at >= start - base; at -= step)
    number = (Math.imul(number, 31) + (codes[at] ?? 0)) | 0;
  return number;
}

/**
 * What is known of the field whose text up to the date is `text[field.valueStart, end)`, moved to
 * its place, or null. After null, `remember` takes what was read.
 */
export function recall(
  text: string,
  field: HeaderField,
  end: number,
  date: MailDate,
): ReceivedField | null {
  const base = field.valueStart;
  asked.again = false;
  if (end - base > longestKnown) return null;
  asked.read(text, base, end, date);
  const found = asked.find();
  if (found === undefined) return null;
  const { idStart, idEnd } = asked;
  const id = idEnd === NOWHERE ? null : text.slice(base + idStart, base + idEnd);
  return new Move(found.idStart, found.idEnd, base, base + idEnd - found.idEnd, false).received(
    found.received,
    field,
    date,
    id,
  );
}

/** Keeps what was read of the field that `recall` did not know. */
export function remember(received: ReceivedField): void {
  if (!asked.again || received.oddities.length > 0) return;
  const { base, idStart, idEnd, maker, dayFirst, slot } = asked;
  const { id } = received;
  const plainId = idEnd !== NOWHERE;
  // The word behind `id` was no clause of that name: it stands in what the client said.
  if (plainId && (id?.start !== base + idStart || id.end !== base + idEnd)) return;
  const move = new Move(base + idStart, base + idEnd, -base, -base, true);
  const copy = move.received(received, noField, noDate, plainId ? '' : null);
  if (move.touchesId) return;
  known[slot] = {
    before: copyOf(asked.before()),
    behind: copyOf(asked.behind()),
    maker,
    dayFirst,
    received: copy,
    idStart,
    idEnd,
  };
}

/** Forgets every field, for tests that want one read anew. */
export function forget(): void {
  known.fill(undefined);
  sightings.fill(0);
}

const noField: HeaderField = { start: 0, end: 0, name: '', key: '', nameEnd: 0, valueStart: 0 };
const noDate: MailDate = { start: 0, end: 0, time: null, zoneMinutes: null, defects: [] };

/** Moves spans: what ends before the id by one distance, what starts behind it by another. */
class Move {
  /** Whether a fact beside the id itself holds some of it. */
  touchesId = false;
  readonly #idStart: number;
  readonly #idEnd: number;
  readonly #before: number;
  readonly #behind: number;
  /** Whether strings are to be copied. */
  readonly #copying: boolean;

  constructor(idStart: number, idEnd: number, before: number, behind: number, copying: boolean) {
    this.#idStart = idStart;
    this.#idEnd = idEnd;
    this.#before = before;
    this.#behind = behind;
    this.#copying = copying;
  }

  /** @param id the text of the id where it is no part of the key; null where it is */
  received(
    from: ReceivedField,
    field: HeaderField,
    date: MailDate,
    id: string | null,
  ): ReceivedField {
    const recipients: Spanned[] = [];
    for (const one of from.for) recipients.push(this.#fact(one));
    return {
      field,
      kind: from.kind,
      family: from.family,
      from: from.from === null ? null : this.#peer(from.from),
      by: from.by === null ? null : this.#by(from.by),
      via: this.#spanned(from.via),
      with: this.#spanned(from.with),
      id:
        from.id === null
          ? null
          : id === null
            ? this.#fact(from.id)
            : { value: id, start: this.#at(from.id.start), end: this.#at(from.id.end) },
      for: recipients,
      envelopeFrom: this.#spanned(from.envelopeFrom),
      tls: from.tls === null ? null : this.#tls(from.tls),
      date,
      wasTakenOut: from.wasTakenOut,
      oddities: from.oddities,
    };
  }

  #peer({
    start,
    end,
    helo,
    heloIp,
    rdns,
    reverseLookup,
    ip,
    port,
    ident,
    auth,
    mayBeForged,
  }: Peer) {
    return {
      start: this.#at(start),
      end: this.#at(end),
      helo: this.#spanned(helo),
      heloIp: this.#ip(heloIp),
      rdns: this.#spanned(rdns),
      reverseLookup,
      ip: this.#ip(ip),
      port:
        port === null
          ? null
          : { value: port.value, start: this.#at(port.start), end: this.#at(port.end) },
      ident: this.#spanned(ident),
      auth: auth === null ? null : this.#login(auth),
      mayBeForged:
        mayBeForged === null
          ? null
          : { start: this.#at(mayBeForged.start), end: this.#at(mayBeForged.end) },
    };
  }

  #login(auth: Login): Login {
    const { value, start, end } = this.#fact(auth);
    const [user, mechanism] = [this.#spanned(auth.user), this.#spanned(auth.mechanism)];
    return { value, start, end, user, mechanism };
  }

  #by({ start, end, host, ip, software }: By): By {
    return {
      start: this.#at(start),
      end: this.#at(end),
      host: this.#spanned(host),
      ip: this.#ip(ip),
      software: this.#spanned(software),
    };
  }

  #tls({ version, cipher, start, end }: Tls): Tls {
    return {
      version: this.#spanned(version),
      cipher: this.#spanned(cipher),
      start: this.#at(start),
      end: this.#at(end),
    };
  }

  #ip(ip: IpLiteral | null): IpLiteral | null {
    if (ip === null) return null;
    this.#watch(ip);
    return {
      start: this.#at(ip.start),
      end: this.#at(ip.end),
      value: this.#string(ip.value),
      valid: ip.valid,
      version: ip.version,
      zone: ip.zone === null ? null : this.#string(ip.zone),
      port: ip.port,
      range: ip.range,
      defects: ip.defects,
    };
  }

  #spanned(fact: Spanned | null): Spanned | null {
    return fact === null ? null : this.#fact(fact);
  }

  #fact(fact: Spanned): Spanned {
    this.#watch(fact);
    return {
      value: this.#string(fact.value),
      start: this.#at(fact.start),
      end: this.#at(fact.end),
    };
  }

  #at(offset: number): number {
    return offset <= this.#idStart ? offset + this.#before : offset + this.#behind;
  }

  #watch({ start, end }: Span): void {
    if (start < this.#idEnd && end > this.#idStart) this.touchesId = true;
  }

  #string(value: string): string {
    return this.#copying ? copyOf(value) : value;
  }
}
