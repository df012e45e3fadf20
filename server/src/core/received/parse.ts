/**
 * The trace-field parser (RFC 5321 §4.4): tokens in, clauses and facts out. Never throws; what is
 * wrong with a field is an oddity of the result. Linear in the length of the field.
 */
import type { HeaderField } from '../message/header.ts';
import { type IpLiteral, readIp } from '../net/ip.ts';
import { isDigit, trimBlanks } from '../text/chars.ts';
import type { Spanned } from '../text/span.ts';
import { type MailDate, readDate, readPlainDate } from './date.ts';
import {
  type Family,
  familyByHost,
  familyById,
  familyByOpening,
  familyByVia,
  firstFamily,
} from './dialects.ts';
import type {
  By,
  Clause,
  ClauseKeyword,
  Peer,
  ReceivedField,
  ReceivedOddity,
  Tls,
} from './field.ts';
import { holdsGap } from './gap.ts';
import { kindOf } from './kind.ts';
import {
  addressIn,
  indexWithin,
  inner,
  isGreeting,
  login,
  type Notes,
  readNote,
  phrase,
  spanned,
  startsWithWord,
  unwrapped,
} from './notes.ts';
import { recall, remember, startsWithTwoDigits } from './memo.ts';
import { readPeer } from './peer.ts';
import { noProtocol, type ProtocolTraits, protocolTraits } from './protocol.ts';
import { familyByQueueId } from './queue-id.ts';
import { familyOfSoftware, isKnownSoftware, mayBeKnown, rememberSoftware } from './software.ts';
import { wordIn } from './words.ts';
import { ANGLE, ATOM, COMMA, COMMENT, LITERAL, QUOTED, SEMICOLON, Tokens } from './tokens.ts';

/** Longer fields are read up to here: no server writes a tenth of it. UTF-16 units. */
const MAX_FIELD = 262_144;
/** More clauses than this are a game; they are not listed. */
const MAX_CLAUSES = 64;
const MAX_RECIPIENTS = 256;

const tokens = new Tokens();
/** Tokens of the comment that opens the field. */
const opened = new Tokens();
const noOddities: readonly ReceivedOddity[] = Object.freeze([]);

/** Characters that the tokenizer has looked at so far: for the tests that count steps. */
export function parserSteps(): number {
  return tokens.steps + inner.steps;
}

/** Reads one trace field. All spans are into `text` and lie inside the field. */
export function parseReceived(text: string, field: HeaderField): ReceivedField {
  const end = Math.min(field.end, field.valueStart + MAX_FIELD);
  const date = end < field.end ? null : plainDate(text, field.valueStart, end);
  if (date === null) return new Parser(text, field, end, null).parse();
  const known = recall(text, field, date.start, date.date);
  if (known !== null) {
    tokens.steps += end - field.valueStart;
    return known;
  }
  const received = new Parser(text, field, end, date).parse();
  remember(received);
  return received;
}

/** The clauses of a trace field in their order, for those who point at them. */
export function clausesOf(text: string, field: HeaderField): Clause[] {
  const end = Math.min(field.end, field.valueStart + MAX_FIELD);
  return new Parser(text, field, end, plainDate(text, field.valueStart, end)).clauses();
}

class Parser {
  readonly #text: string;
  readonly #field: HeaderField;
  readonly #end: number;
  readonly #notes: Notes = { auth: null, envelopeFrom: null, tlsVersion: null, tlsCipher: null };
  #oddities: ReceivedOddity[] | null = null;
  #software: Spanned | null = null;
  /** What a comment said of the way the message came. */
  #via: Spanned | null = null;
  /** MailSite's id, which stands behind its name without a keyword, and Debbugs' `id=x`. */
  #byId: Spanned | null = null;

  readonly #plainDate: PlainDate | null;

  constructor(text: string, field: HeaderField, end: number, plainDate: PlainDate | null) {
    this.#text = text;
    this.#field = field;
    this.#end = end;
    this.#plainDate = plainDate;
  }

  parse(): ReceivedField {
    const text = this.#text;
    if (this.#end < this.#field.end) this.#odd('cut-short', this.#end, this.#field.end);
    const dateClause = this.#readTokens();
    const body = dateClause === null ? tokens.count : dateClause.firstToken;
    keywords.find(text, body);
    const opening = this.#opening(keywords.token(0, body));
    const { fromAt, byAt } = this.#choose();

    // First by, with and id: they tell the dialect that `from` is read in.
    let by: By | null = null;
    let via: Spanned | null = null;
    let protocol: Spanned | null = null;
    let id: Spanned | null = null;
    let fromFirst = -1;
    let fromLast = -1;
    let byFirst = -1;
    let byLast = -1;
    let early = -1;
    let viaAt = -1;
    const recipients: Spanned[] = [];
    for (let k = 0; k < keywords.count; k += 1) {
      // What stands between `from` and its `by` is the client's text and what the server saw.
      if (k > fromAt && fromAt >= 0 && k < byAt) {
        if (keywords.kind(k) === 'via' || keywords.kind(k) === 'id') early = k;
        continue;
      }
      const first = keywords.token(k, body) + 1;
      const last = keywords.token(k === fromAt && byAt > fromAt ? byAt : k + 1, body);
      switch (keywords.kind(k)) {
        case 'from':
          if (k === fromAt) {
            fromFirst = first;
            fromLast = last;
          } else if (tokens.kind(first) === ANGLE && first < last) {
            // IBM mainframes: `for <a> from <b>`.
            this.#notes.envelopeFrom ??= this.#firstWord(first, last);
          }
          break;
        case 'by':
          if (k !== byAt) break;
          byFirst = first;
          byLast = last;
          break;
        case 'via':
          via ??= this.#words(first, last);
          if (tokens.kind(first + 1) === LITERAL && this.#onlyNotes(first + 2, last)) viaAt = first;
          this.#comments(first, last, false);
          break;
        case 'with':
          if (protocol === null) {
            protocol = this.#words(first, last);
            this.#bareNotes(first, last);
            // XMail's comment is part of its name: `with [XMail 1.22 (Linux/Ix86) ESMTP Server]`.
            if (protocol?.value.startsWith('[') !== true) this.#comments(first, last, true);
          } else {
            this.#comments(first, last, false);
            // Mimecast: `with ESMTP with STARTTLS (version=…)`; others `with ESMTP with TLS`.
            if (tokens.word(first) !== 'starttls' && tokens.word(first) !== 'tls')
              this.#odd('duplicate-clause', tokens.start(first - 1), tokens.end(last - 1));
          }
          break;
        case 'id':
          id ??= this.#firstWord(first, last);
          this.#bareNotes(first, last);
          this.#comments(first, last, true);
          break;
        case 'for':
          this.#recipients(first, last, recipients);
          this.#bareNotes(first, last);
          this.#comments(first, last, false);
          break;
      }
    }
    const hadEnvelope = this.#notes.envelopeFrom !== null;
    const lateId = dateClause === null ? null : this.#behindDate(dateClause, recipients);
    id ??= lateId;
    const envelopeLast = !hadEnvelope && this.#notes.envelopeFrom !== null;
    const traits = protocol === null ? noProtocol : protocolTraits(protocol.value);
    if (byFirst >= 0) by = this.#by(byFirst, byLast, traits.software ? protocol : null);
    else if (opening === null) this.#odd('no-by', this.#field.valueStart, this.#end);
    via ??= this.#via;
    id ??= this.#byId;
    const date = dateClause?.date ?? null;
    const family =
      this.#family(opening, by, via, protocol, traits.family) ??
      // PowerMTA alone closes with the sender: `id h2k3l4m5n6o7 for <x>; … (envelope-from <y>)`.
      (envelopeLast && id !== null && protocol === null ? familyById('powermta') : null) ??
      (fromFirst < 0
        ? familyOfNote(by, protocol, id)
        : this.#familyByShape(fromFirst, fromLast, protocol === null ? null : traits, id, date));
    // One word behind the client's address can be the server's alone, unless its dialect puts HELO there:
    // `from a (b [192.0.2.1]) via SMTP by c`.
    if (
      early >= 0 &&
      (family?.clauseBeforeBy === true ||
        (family?.addressFirst !== true &&
          this.#onlyNotes(keywords.token(early, fromLast) + 2, fromLast) &&
          this.#followsAddress(keywords.token(early, fromLast))))
    ) {
      const token = keywords.token(early, fromLast);
      if (keywords.kind(early) === 'via') via ??= this.#words(token + 1, fromLast);
      else id ??= this.#firstWord(token + 1, fromLast);
      fromLast = token;
    }
    const inComment = fromFirst < 0 && opening === 'from' && by !== null && this.#opensWithClient();
    let from: Peer | null = null;
    if (fromFirst >= 0 || inComment) {
      from = readPeer(
        text,
        inComment ? opened : tokens,
        inComment ? 1 : fromFirst,
        inComment ? opened.count : fromLast,
        {
          family,
          notes: this.#notes,
          overSmtp: traits.overSmtp,
          auth:
            protocol === null || traits.auth === null
              ? null
              : {
                  value: traits.auth,
                  start: protocol.start,
                  end: protocol.end,
                  user: null,
                  mechanism: null,
                },
        },
      );
      if (from.ip === null && viaAt >= 0) {
        const named = this.#clientInVia(from, viaAt);
        if (named !== null) {
          from = named;
          via = null;
        }
      }
      this.#checkHelo(from);
    }
    this.#checkName(from?.rdns);
    this.#checkName(by?.host);
    const kind = kindOf({ from, by, via, with: protocol, id, date, family }, traits, opening);
    return {
      field: this.#field,
      kind,
      family,
      from,
      by,
      via,
      with: protocol,
      id,
      for: recipients,
      envelopeFrom: this.#notes.envelopeFrom,
      tls: this.#tls(protocol, traits.slash),
      date,
      wasTakenOut: kind === 'anonymous' && from !== null && holdsGap(this.#text, from),
      oddities: this.#oddities ?? noOddities,
    };
  }

  clauses(): Clause[] {
    const dateClause = this.#readTokens();
    const body = dateClause === null ? tokens.count : dateClause.firstToken;
    keywords.find(this.#text, body);
    const { fromAt, byAt } = this.#choose();
    const clauses: Clause[] = [];
    for (let k = 0; k < keywords.count; k += 1) {
      if (k > fromAt && fromAt >= 0 && k < byAt) continue;
      const token = keywords.token(k, body);
      const last = keywords.token(k === fromAt && byAt > fromAt ? byAt : k + 1, body) - 1;
      const keywordEnd = tokens.end(token);
      clauses.push({
        keyword: keywords.kind(k),
        start: tokens.start(token),
        end: tokens.end(last),
        keywordEnd,
        valueStart: last > token ? tokens.start(token + 1) : keywordEnd,
      });
    }
    if (dateClause !== null) clauses.push(dateClause.clause);
    return clauses;
  }

  #odd(defect: ReceivedOddity['defect'], start: number, end: number): void {
    (this.#oddities ??= []).push({ defect, start, end: Math.max(start, end) });
  }

  /** Fills the token list and finds the date. */
  #readTokens(): DateClause | null {
    const text = this.#text;
    const start = this.#field.valueStart;
    const plain = this.#plainDate;
    if (plain === null) {
      tokens.read(text, start, this.#end);
      return this.#findDate();
    }
    const semicolon = plain.start;
    tokens.read(text, start, semicolon + 1);
    tokens.steps += this.#end - semicolon;
    return dateClause(tokens.count - 1, semicolon, semicolon + 1, plain.date);
  }

  /** The date stands behind the last semicolon; without one, where a weekday or a year begins it. */
  #findDate(): DateClause | null {
    const text = this.#text;
    let tried = 0;
    let unreadable: DateClause | null = null;
    for (let i = tokens.count - 1; i >= 0 && tried < 2; i -= 1) {
      if (tokens.kind(i) !== SEMICOLON) continue;
      tried += 1;
      const date = readDate(text, tokens.end(i), this.#dateEnd(i));
      if (date === null) continue;
      const clause = dateClause(i, tokens.start(i), tokens.end(i), date);
      if (!date.defects.includes('unreadable')) return clause;
      unreadable ??= clause;
    }
    if (unreadable !== null) return unreadable;
    for (let i = tokens.count - 1; i > 0 && i > tokens.count - 12; i -= 1) {
      if (tokens.kind(i) !== ATOM || !startsDate(text, tokens.start(i), tokens.end(i))) continue;
      const date = readDate(text, tokens.start(i), this.#end);
      // `Thu, 1 Jan` must not be taken at the `1`: one token further left may begin it better.
      if (date === null || date.time === null) continue;
      const start = tokens.start(i);
      this.#odd('no-semicolon', start, date.end);
      return dateClause(i, start, start, date);
    }
    return null;
  }

  /** Courier writes its `id` behind the date, EzMTS its recipient. */
  #dateEnd(semicolon: number): number {
    for (let i = semicolon + 1; i < tokens.count; i += 1) {
      const word = tokens.word(i);
      if (word === 'id' || word === 'for') return tokens.start(i);
    }
    return this.#end;
  }

  /**
   * Which `from` and which `by` are the server's. Two `by` mean that somebody wrote a field into
   * HELO; the server's own follows that, wherever the dialect puts HELO.
   */
  #choose(): { fromAt: number; byAt: number } {
    let fromAt = keywords.indexOf('from', 0);
    const firstBy = keywords.indexOf('by', 0);
    let byAt = firstBy;
    if (firstBy >= 0 && keywords.indexOf('by', firstBy + 1) >= 0) {
      for (let k = keywords.count - 1; k > firstBy; k -= 1) {
        if (keywords.kind(k) !== 'by' || !this.#isServersBy(keywords.token(k, 0))) continue;
        byAt = k;
        break;
      }
      if (byAt !== firstBy)
        this.#odd(
          'injected-by',
          tokens.start(keywords.token(firstBy, 0)),
          tokens.end(keywords.token(byAt, 0) - 1),
        );
    }
    // `by x for <a> from <b>`: not a client.
    if (fromAt > byAt && byAt >= 0 && tokens.kind(keywords.token(fromAt, 0) + 1) === ANGLE)
      fromAt = -1;
    return { fromAt, byAt };
  }

  /**
   * Whether a `by` can be a server's: it follows what a server saw, or names one. Exim's
   * `by authid <a@b> with cram_md5` and EMF's `with emfmta by TLS` tell of the login and the protocol.
   */
  #isServersBy(token: number): boolean {
    const named = token + 1;
    return (
      this.#followsAddress(token) ||
      (named < tokens.count &&
        indexWithin(this.#text, 46, tokens.start(named), tokens.end(named)) >= 0)
    );
  }

  /** Whether comments without an address stand there, or nothing. */
  #onlyNotes(first: number, last: number): boolean {
    for (let i = first; i < last; i += 1)
      if (tokens.kind(i) !== COMMENT || this.#holdsAddress(i)) return false;
    return first <= last;
  }

  /** Whether a comment or literal with an address stands right before the token. */
  #followsAddress(token: number): boolean {
    const before = token - 1;
    const kind = tokens.kind(before);
    return kind === LITERAL || (kind === COMMENT && this.#holdsAddress(before));
  }

  /** The first word of the comment that opens the field: `(qmail 1 invoked by uid 2)`. */
  #opening(firstKeyword: number): string | null {
    if (firstKeyword === 0 || tokens.kind(0) !== COMMENT) return null;
    inner.read(this.#text, tokens.start(0) + 1, tokens.end(0) - 1);
    if (inner.count === 0) return '';
    return this.#text
      .slice(inner.start(0), Math.min(inner.end(0), inner.start(0) + 32))
      .toLowerCase();
  }

  /** Norton's gateway has the client in the comment that opens the field: `(from name [192.0.2.1])`. Fills `opened`. */
  #opensWithClient(): boolean {
    opened.read(this.#text, tokens.start(0) + 1, tokens.end(0) - 1);
    return opened.kind(opened.count - 1) === LITERAL;
  }

  /** Nijmegen's Sendmail tells what it saw of the client behind `via`: `from helo by x via rdns [192.0.2.1] with SMTP`. */
  #clientInVia(from: Peer, first: number): Peer | null {
    const ip = readIp(this.#text, tokens.start(first + 1) + 1, tokens.end(first + 1) - 1, true);
    if (ip === null) return null;
    const rdns = withoutDot(spanned(this.#text, tokens.start(first), tokens.end(first)));
    return tokens.word(first) === 'unknown'
      ? { ...from, ip, reverseLookup: 'none' }
      : { ...from, ip, rdns, reverseLookup: 'recorded' };
  }

  /** The words of a clause up to its first comment: `Microsoft SMTP Server`. */
  #words(first: number, last: number): Spanned | null {
    // `with (AES256-SHA encrypted) SMTP`: a note may stand in front.
    let start = first;
    while (start < last && tokens.kind(start) === COMMENT) start += 1;
    let end = start;
    let bracketed = this.#text.charCodeAt(tokens.start(start)) === 91;
    while (end < last && (bracketed || tokens.kind(end) !== COMMENT)) {
      bracketed &&= this.#text.charCodeAt(tokens.end(end) - 1) !== 93;
      end += 1;
    }
    return end === start ? null : phrase(this.#text, tokens.start(start), tokens.end(end - 1));
  }

  #firstWord(first: number, last: number): Spanned | null {
    for (let i = first; i < last; i += 1) {
      const kind = tokens.kind(i);
      if (kind === COMMENT || kind === COMMA) continue;
      return unwrapped(this.#text, kind, tokens.start(i), tokens.end(i));
    }
    return null;
  }

  /** Notes in the comments of a clause; the first other comment names the software where it may stand. */
  #comments(first: number, last: number, software: boolean): void {
    for (let i = first; i < last; i += 1) {
      if (tokens.kind(i) !== COMMENT) continue;
      const s = tokens.start(i);
      const e = tokens.end(i);
      // `Microsoft SMTPSVC(5.0.2195.6713)`: the comment belongs to the word before it.
      const glued = i > first && tokens.end(i - 1) === s;
      const known = glued ? null : knownSoftware(this.#text, s, e);
      if (known === null && readNote(this.#text, s, e, this.#notes) !== 'other') continue;
      if (!software) continue;
      this.#software = better(
        this.#software,
        glued
          ? phrase(this.#text, tokens.start(first), e)
          : (known ?? commentText(this.#text, s, e)),
      );
    }
  }

  /**
   * Notes without parentheses: `tls TLS_ECDHE…` (Exim, Haraka), `AES256-SHA encrypted SMTP` (qmail's
   * TLS patch), `envelope-from <x>` (Haraka), `sender: <x>` (Smail), `auth=yes user=x` (OpenSMTPD).
   */
  #bareNotes(first: number, last: number): void {
    const text = this.#text;
    for (let i = first + 1; i < last; i += 1) {
      if (tokens.kind(i) !== ATOM) continue;
      const s = tokens.start(i);
      const e = tokens.end(i);
      if (e - s > 5 && startsWithWord(text, s, e, 'user=') && tokens.word(i - 1) === 'auth=yes')
        this.#notes.auth ??= login(spanned(text, s + 5, e), spanned(text, s + 5, e), null);
      if (i + 1 === last) break;
      const word = tokens.word(i);
      if (word === 'tls')
        this.#notes.tlsCipher ??= spanned(text, tokens.start(i + 1), tokens.end(i + 1));
      else if (word === 'encrypted')
        this.#notes.tlsCipher ??= spanned(text, tokens.start(i - 1), tokens.end(i - 1));
      else if (tokens.kind(i + 1) === ANGLE && (word === 'envelope-from' || word === 'sender:'))
        this.#notes.envelopeFrom ??= this.#firstWord(i + 1, last);
    }
  }

  /**
   * What stands behind the date: `(envelope-from x)`, `(version=TLS…)`, the name of the software
   * (Smail), a recipient, and Courier's `id`, which this gives. A zone name is no note.
   */
  #behindDate({ firstToken, date }: DateClause, recipients: Spanned[]): Spanned | null {
    const text = this.#text;
    let id: Spanned | null = null;
    for (let i = firstToken; i < tokens.count; i += 1) {
      const s = tokens.start(i);
      const e = tokens.end(i);
      if (tokens.kind(i) === COMMENT) {
        if (e - s <= 10 || readNote(text, s, e, this.#notes) !== 'other') continue;
        const note = commentText(text, s, e);
        if (note !== null && familyOfSoftware(note.value) !== null)
          this.#software = better(this.#software, note);
      } else if (s >= date.end && i + 1 < tokens.count) {
        if (tokens.word(i) === 'id') id ??= this.#firstWord(i + 1, tokens.count);
        else if (tokens.word(i) === 'for' && tokens.kind(i + 1) === ANGLE)
          this.#recipients(i + 1, i + 2, recipients);
      }
    }
    return id;
  }

  #recipients(first: number, last: number, recipients: Spanned[]): void {
    const text = this.#text;
    for (let i = first; i < last && recipients.length < MAX_RECIPIENTS; i += 1) {
      const kind = tokens.kind(i);
      if (kind === ANGLE) {
        recipients.push(unwrapped(text, kind, tokens.start(i), tokens.end(i)));
      } else if (kind === ATOM || kind === QUOTED) {
        const start = tokens.start(i);
        let end = tokens.end(i);
        // Smail: `for <a> sender: <b>`.
        if (tokens.word(i) === 'sender:') return;
        // `"a b"@example.com` and the like: parts without a blank between belong together.
        while (
          i + 1 < last &&
          tokens.start(i + 1) === end &&
          tokens.kind(i + 1) !== COMMENT &&
          tokens.kind(i + 1) !== COMMA
        ) {
          i += 1;
          end = tokens.end(i);
        }
        const word = spanned(text, start, end);
        if (recipients.length === 0 || word.value.includes('@')) recipients.push(word);
      }
    }
  }

  #by(first: number, last: number, protocolSoftware: Spanned | null): By {
    const text = this.#text;
    let host: Spanned | null = null;
    let ip: IpLiteral | null = null;
    let software: Spanned | null = null;
    for (let i = first; i < last; i += 1) {
      const s = tokens.start(i);
      const e = tokens.end(i);
      const kind = tokens.kind(i);
      if (kind === COMMENT) {
        const known = knownSoftware(text, s, e);
        if (known !== null) {
          software = better(software, known);
          continue;
        }
        if (readNote(text, s, e, this.#notes) !== 'other') continue;
        const address = byAddress(text);
        if (address !== null) ip ??= address;
        // GMX: `(via HTTP)`.
        else if (inner.word(0) === 'via') this.#via = spanned(text, inner.start(1), inner.end(1));
        // Debbugs tells a code behind its id.
        else if (this.#byId === null) {
          const note = commentText(text, s, e);
          software = better(software, note);
          if (note?.value.length === e - s - 2) rememberSoftware(note.value);
        }
      } else if (tokens.word(i) === 'over' && tokens.word(i + 1) === 'tls') {
        // Microsoft SMTPSVC: `over TLS secured channel`.
        this.#notes.tlsVersion ??= spanned(text, tokens.start(i + 1), tokens.end(i + 1));
      } else if (
        host === null &&
        ip === null &&
        (kind === ATOM || kind === QUOTED || kind === ANGLE)
      ) {
        ip = addressIn(text, s, e);
        if (ip === null || !ip.valid) {
          ip = null;
          host = withoutDot(unwrapped(text, kind, s, e));
        }
      } else if (kind === ANGLE) this.#byId ??= unwrapped(text, kind, s, e);
      else if (kind === ATOM && startsWithWord(text, s, e, 'id=') && e > s + 3)
        this.#byId ??= spanned(text, s + 3, e);
      else if (kind === LITERAL) ip ??= readIp(text, s + 1, e - 1, true);
    }
    // Any of the three places may hold a comment of another kind.
    software = better(software, this.#software);
    if (
      protocolSoftware !== null &&
      (software === null || familyOfSoftware(software.value) === null)
    )
      software = protocolSoftware;
    const start = first < last ? tokens.start(first) : tokens.end(first - 1);
    return { start, end: first < last ? tokens.end(last - 1) : start, host, ip, software };
  }

  #family(
    opening: string | null,
    by: By | null,
    via: Spanned | null,
    protocol: Spanned | null,
    byProtocol: Family | null,
  ): Family | null {
    const software = by?.software ?? this.#software;
    const opener = opening === null ? null : familyByOpening(opening);
    // Sendmail is not alone with `(from …)`: software tells more.
    if (opener !== null && (opening !== 'from' || software === null)) return opener;
    const host = by?.host ?? null;
    // Behind the protocol stands what the program named there adds: qmail-scanner tells its checkers.
    const inProtocol = byProtocol !== null && software === this.#software;
    const server = firstFamily(
      byProtocol ?? (via === null ? null : familyByVia(via.value)),
      host === null ? null : familyByHost(host.value),
    );
    if (software !== null && software !== protocol) {
      const family = familyOfSoftware(software.value);
      // A bare version number is Sendmail's way, but not Sendmail's alone.
      if (family !== null && (server === null || !isDigit(software.value.charCodeAt(0))))
        return inProtocol ? firstFamily(byProtocol, family) : family;
    }
    if (server !== null) return server;
    // 6to4 forms of 10.0.0.0/8: nobody else calls a server so.
    if (
      by?.ip?.version === 6 &&
      by.ip.value.startsWith('2002:a') &&
      by.ip.value.charCodeAt(8) === 58
    )
      return familyById('google');
    return opener;
  }

  /** What only the shape gives away: an id, the place of HELO, qmail's bare address. */
  #familyByShape(
    first: number,
    last: number,
    protocol: ProtocolTraits | null,
    id: Spanned | null,
    date: MailDate | null,
  ): Family | null {
    const text = this.#text;
    const byId = id === null ? null : familyByQueueId(id.value);
    if (byId !== null) return byId;
    // Notes may follow the server's comment about the client.
    let end = last;
    while (end > first && tokens.kind(end - 1) === COMMENT && !this.#holdsAddress(end - 1))
      end -= 1;
    if (end === first || tokens.kind(end - 1) !== COMMENT) end = last;
    let helo = false;
    for (let i = first; i < last; i += 1) {
      if (tokens.kind(i) !== COMMENT) {
        if (tokens.word(i) === 'as' && tokens.word(i + 1) === 'user') return familyById('horde');
        continue;
      }
      inner.read(text, tokens.start(i) + 1, tokens.end(i) - 1);
      // qmail writes the address bare behind `(HELO x)`, IronPort in brackets.
      if (helo) return familyById(inner.kind(0) === LITERAL ? 'ironport' : 'qmail');
      const word = inner.word(0);
      helo = word === 'helo';
      if (word === 'lhlo') return familyById('zimbra');
      if (word === 'squirrelmail') return familyById('squirrelmail');
      if (word === 'uid') return familyById('courier');
      // Courier alone writes IPv4 clients in the mapped form.
      for (let k = 0; k < inner.count; k += 1) {
        const at = inner.start(k);
        if (startsWithWord(text, at, inner.end(k), '[::ffff:')) return familyById('courier');
        // What stands in front of it may be HELO of a server that writes HELO first.
        if (i + 1 < end) continue;
        if (inner.kind(k) === QUOTED && isGreeting(wordIn(text, at + 1, at + 5)))
          return familyById('zmailer');
        if (k > 0 && inner.kind(0) === LITERAL && startsWithWord(text, at, inner.end(k), 'helo='))
          return familyById('exim');
      }
    }
    if (helo) return familyById('qmail');
    if (id !== null && protocol?.lmtp === true) return familyById('dovecot');
    // `from name (192.0.2.1) by x with SMTP; … -0000`: nobody else leaves the id out and the address bare.
    const comment = end - 1;
    if (id === null && protocol !== null && comment > first && tokens.kind(comment) === COMMENT) {
      inner.read(text, tokens.start(comment) + 1, tokens.end(comment) - 1);
      if (inner.count === 1 && inner.kind(0) === ATOM) {
        const s = indexWithin(text, 64, inner.start(0), inner.end(0)) + 1;
        if (readIp(text, Math.max(s, inner.start(0)), inner.end(0), false)?.valid === true)
          return familyById('qmail');
      }
      // `from name ([192.0.2.1]) by x with ESMTP; 21 Nov 2024 …`: brackets, no id and no weekday.
      if (
        inner.count === 1 &&
        inner.kind(0) === LITERAL &&
        startsWithTwoDigits(text, date?.start ?? -1)
      )
        return familyById('ironport');
    }
    return null;
  }

  /** Whether the comment at the token names an address. */
  #holdsAddress(token: number): boolean {
    inner.read(this.#text, tokens.start(token) + 1, tokens.end(token) - 1);
    for (let i = 0; i < inner.count; i += 1) {
      const bracketed = inner.kind(i) === LITERAL;
      if (!bracketed && inner.kind(i) !== ATOM) continue;
      const pad = bracketed ? 1 : 0;
      // `joe@192.0.2.1`
      const start = Math.max(
        inner.start(i) + pad,
        indexWithin(this.#text, 64, inner.start(i), inner.end(i)) + 1,
      );
      if (readIp(this.#text, start, inner.end(i) - pad, bracketed) !== null) return true;
    }
    return false;
  }

  #tls(protocol: Spanned | null, slash: number): Tls | null {
    let { tlsVersion: version, tlsCipher: cipher } = this.#notes;
    // `ESMTP/TLS/ECDHE-RSA-AES256-GCM-SHA384`
    if (
      version === null &&
      protocol !== null &&
      slash > 0 &&
      startsWithWord(protocol.value, slash + 1, protocol.value.length, 'tls')
    ) {
      const second = protocol.value.indexOf('/', slash + 1);
      const end = second < 0 ? protocol.value.length : second;
      version = spanned(this.#text, protocol.start + slash + 1, protocol.start + end);
      if (second > 0) cipher ??= spanned(this.#text, protocol.start + second + 1, protocol.end);
    }
    const one = version ?? cipher;
    if (one === null) return null;
    const other = cipher ?? one;
    return {
      version,
      cipher,
      start: Math.min(one.start, other.start),
      end: Math.max(one.end, other.end),
    };
  }

  /** A whole field in the text of HELO. */
  #checkHelo({ helo }: Peer): void {
    if (helo === null || !helo.value.includes(':')) return;
    const at = helo.value.toLowerCase().indexOf('received:');
    if (at >= 0) this.#odd('nested-received', helo.start + at, helo.start + at + 9);
  }

  /** Names that a server is called, or looked up: what stands in HELO is the client's own fault. */
  #checkName(name: Spanned | null | undefined): void {
    if (name == null) return;
    for (let i = name.start; i < name.end; i += 1) {
      const code = this.#text.charCodeAt(i);
      if (code !== 124 && code !== 127 && (code >= 32 || (code >= 9 && code <= 13))) continue;
      this.#odd('bad-host-character', name.start, name.end);
      return;
    }
  }
}

type Keyword = Exclude<ClauseKeyword, 'date'>;

/** The keywords of the field read last; one list for all fields, like the tokens. */
class Keywords {
  count = 0;
  readonly #kinds: Keyword[] = [];
  readonly #tokens: number[] = [];

  kind(k: number): Keyword {
    return this.#kinds[k] ?? 'from';
  }

  /** The token of keyword `k`; `otherwise` behind the last one. */
  token(k: number, otherwise: number): number {
    return k < this.count ? (this.#tokens[k] ?? otherwise) : otherwise;
  }

  indexOf(kind: Keyword, from: number): number {
    for (let k = from; k < this.count; k += 1) if (this.#kinds[k] === kind) return k;
    return -1;
  }

  /** Every keyword among the first `body` tokens that stands where one can: never where the value of the one before must. */
  find(text: string, body: number): void {
    this.count = 0;
    let valueDue = false;
    for (let i = 0; i < body && this.count < MAX_CLAUSES; i += 1) {
      const kind = keywordOf(tokens.word(i));
      // A host called `by`, an id called `for`: the value of the keyword before. qmail-scanner
      // writes `by mx.example.com by uid 502`.
      if (
        kind === null ||
        (valueDue && isValue(i + 1, body)) ||
        (kind === 'by' && isUid(text, i + 1))
      ) {
        valueDue = false;
        continue;
      }
      this.#kinds[this.count] = kind;
      this.#tokens[this.count] = i;
      this.count += 1;
      // No protocol is called like a keyword: Tencent leaves both empty, `with id ;`.
      valueDue = kind !== 'with';
    }
  }
}

/** Whether a keyword is the value of the one before it, judged by the token that follows it. */
function isValue(next: number, body: number): boolean {
  if (next >= body) return true;
  const kind = tokens.kind(next);
  if (kind === COMMENT || kind === LITERAL) return true;
  return keywordOf(tokens.word(next)) !== null;
}

/** Whether `uid 502` stands here. */
function isUid(text: string, token: number): boolean {
  return (
    tokens.word(token) === 'uid' &&
    token + 1 < tokens.count &&
    isDigit(text.charCodeAt(tokens.start(token + 1)))
  );
}

const keywords = new Keywords();

interface DateClause {
  readonly firstToken: number;
  readonly date: MailDate;
  readonly clause: Clause;
}

function dateClause(
  firstToken: number,
  start: number,
  semicolonEnd: number,
  date: MailDate,
): DateClause {
  return {
    firstToken,
    date,
    clause: {
      keyword: 'date',
      start,
      end: date.end,
      keywordEnd: semicolonEnd,
      valueStart: date.start,
    },
  };
}

/** The keyword that a word is; null for other words. */
function keywordOf(word: string): Keyword | null {
  switch (word) {
    case 'by':
    case 'for':
    case 'from':
    case 'id':
    case 'via':
    case 'with':
      return word;
    default:
      return null;
  }
}

/** A date of the common form, and where the semicolon before it stands. */
interface PlainDate {
  readonly start: number;
  readonly date: MailDate;
}

/**
 * Nearly every field ends with a date of the common form, which holds nothing that could belong to
 * what stands before it: that need not be split up. Null for every other.
 */
function plainDate(text: string, start: number, end: number): PlainDate | null {
  const semicolon = semicolonBefore(text, start, end);
  const date = semicolon < 0 ? null : readPlainDate(text, semicolon + 1, end);
  return date === null ? null : { start: semicolon, date };
}

/** A date of the common form is neither shorter nor, folds included, longer. */
const MIN_PLAIN_DATE = 22;
const MAX_PLAIN_DATE = 64;

/** The last semicolon, when a date can stand behind it; -1 where it is part of a quoted pair, or none is near. */
function semicolonBefore(text: string, start: number, end: number): number {
  const first = Math.max(start, end - MAX_PLAIN_DATE);
  for (let i = end - MIN_PLAIN_DATE; i > first; i -= 1) {
    if (text.charCodeAt(i) === 59) return text.charCodeAt(i - 1) === 92 ? -1 : i;
  }
  return -1;
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Whether an atom can begin a date: a weekday, or an ISO date. */
function startsDate(text: string, start: number, end: number): boolean {
  if (end - start >= 10 && text.charCodeAt(start + 4) === 45 && text.charCodeAt(start + 7) === 45)
    return true;
  return (
    end - start >= 3 &&
    end - start <= 9 &&
    weekdays.some((day) => startsWithWord(text, start, end, day))
  );
}

/** The server's own address in the comment read last: `(10.0.0.1)`, `([fe80::1%4])`, `(mx.example [192.0.2.1])`, `([192.0.2.1]:25)`. */
function byAddress(text: string): IpLiteral | null {
  if (inner.count === 0 || inner.count > 2) return null;
  let last = inner.count - 1;
  if (text.charCodeAt(inner.start(last)) === 58 && inner.start(last) === inner.end(0)) last = 0;
  const bracketed = inner.kind(last) === LITERAL;
  if (!bracketed && (inner.kind(last) !== ATOM || last !== 0)) return null;
  const pad = bracketed ? 1 : 0;
  const ip = readIp(text, inner.start(last) + pad, inner.end(last) - pad, bracketed);
  // `(7.0.030.2)` is a version: nobody writes an address of his own with a leading zero.
  return ip?.valid === true && (bracketed || ip.defects.length === 0) ? ip : null;
}

/** The inside of the comment, when it is known to name software. */
function knownSoftware(text: string, start: number, end: number): Spanned | null {
  if (!mayBeKnown(end - start)) return null;
  const note = spanned(text, start + 1, end - 1);
  return isKnownSoftware(note.value) ? note : null;
}

function commentText(text: string, start: number, end: number): Spanned | null {
  return end - start > 2 ? phrase(text, start + 1, trimBlanks(text, start + 1, end - 1)) : null;
}

/** Of two notes the first, unless only the second names software of the table. */
function better(first: Spanned | null, second: Spanned | null): Spanned | null {
  if (first === null || second === null) return first ?? second;
  return familyOfSoftware(first.value) === null && familyOfSoftware(second.value) !== null
    ? second
    : first;
}

function withoutDot(name: Spanned): Spanned {
  const { value, start, end } = name;
  return value.length > 1 && value.charCodeAt(value.length - 1) === 46
    ? { value: value.slice(0, -1), start, end: end - 1 }
    : name;
}

/** Google's machines before they had IPv6: `by 10.114.103.1 with HTTP`, `by vws20 with SMTP id 20so857812vws.24`, and no client. */
function familyOfNote(by: By | null, protocol: Spanned | null, id: Spanned | null): Family | null {
  if (by === null || protocol === null) return null;
  const host = by.host?.value ?? '';
  // The id names the machine, too.
  const named = host.length > 3 && host.length < 7 && id?.value.includes(`${host.slice(0, 3)}.`);
  if (named !== true && by.ip?.value.startsWith('10.') !== true) return null;
  return protocol.value === 'HTTP' || protocol.value === 'SMTP' ? familyById('google') : null;
}
