/** The shapes that the trace-field parser gives (RFC 5321 §4.4). Plain data. */
import type { HeaderField } from '../message/header.ts';
import type { IpLiteral } from '../net/ip.ts';
import type { Span, Spanned } from '../text/span.ts';
import type { MailDate } from './date.ts';
import type { Family } from './dialects.ts';

/** The keyword that opens a clause; `date` is what follows the last semicolon. */
export type ClauseKeyword = 'from' | 'by' | 'via' | 'with' | 'id' | 'for' | 'date';

/**
 * One clause in the order of the field: keyword, value and comments. The keyword stands at `start`
 * (for `date` it is the semicolon, empty when that was omitted), the value, comments included, from
 * `valueStart` to `end`.
 */
export interface Clause extends Span {
  readonly keyword: ClauseKeyword;
  readonly keywordEnd: number;
  readonly valueStart: number;
}

/**
 * What became of the reverse lookup of the client address.
 * `recorded` a name stands there · `none` looked up, no (believable) name · `not-recorded` this
 * server software writes none down, so its absence says nothing · `unknown` the format leaves it open.
 */
export type ReverseLookup = 'recorded' | 'none' | 'not-recorded' | 'unknown';

/** A login as the server noted it: `LOGIN joe`, `joe`, `authenticated`, or the protocol that tells of one. */
export interface Login extends Spanned {
  readonly user: Spanned | null;
  /** The SASL mechanism (RFC 4422): `LOGIN`, `cram-md5`. */
  readonly mechanism: Spanned | null;
}

/** The client of a handover: what it claimed and what the server saw. */
export interface Peer extends Span {
  /** Claim: the name given in HELO or EHLO, without a trailing dot. */
  readonly helo: Spanned | null;
  /** The address inside a HELO that is an address literal (`[192.0.2.1]`) or a bare address. A claim. */
  readonly heloIp: IpLiteral | null;
  /** Observation: the name that the server's reverse lookup gave, without a trailing dot. */
  readonly rdns: Spanned | null;
  readonly reverseLookup: ReverseLookup;
  /** Observation: the address that the server took from the connection; invalid ones are kept, see `valid`. */
  readonly ip: IpLiteral | null;
  readonly port: Spanned<number> | null;
  /** Claim of the client's own machine: the user that its ident service named (RFC 1413). */
  readonly ident: Spanned | null;
  /** How the client authenticated itself at this server; null when it did not or nothing was recorded. */
  readonly auth: Login | null;
  /** Sendmail's note that forward and reverse lookup disagree. */
  readonly mayBeForged: Span | null;
}

/** The server that wrote the field. */
export interface By extends Span {
  readonly host: Spanned | null;
  readonly ip: IpLiteral | null;
  /** The server software, as the server named it: `8.8.3/8.6.12`, `Postfix`, `Exim 4.94.2`. */
  readonly software: Spanned | null;
}

export interface Tls extends Span {
  readonly version: Spanned | null;
  readonly cipher: Spanned | null;
}

/** What is wrong with a trace field, for the rules to judge. */
export type ReceivedDefect =
  /** Two or more `by` clauses: somebody wrote a field into HELO. `span` is the injected text. */
  | 'injected-by'
  /** `Received:` stands inside the field's own value. */
  | 'nested-received'
  /** A `|` or a control character in a host name. */
  | 'bad-host-character'
  /** No `by` clause. */
  | 'no-by'
  /** A comment, quoted string or literal that never ends. */
  | 'unclosed'
  /** A clause that came twice. */
  | 'duplicate-clause'
  /** No semicolon before the date. */
  | 'no-semicolon'
  /** The field is longer than the parser reads. */
  | 'cut-short';

export interface ReceivedOddity extends Span {
  readonly defect: ReceivedDefect;
}

/**
 * `relay` a handover from a network client whose address was recorded · `local` a handover that
 * needs no client address · `anonymous` the server took it from another host and recorded no
 * address · `unparsed` nothing sensible could be read.
 */
export type HopKind = 'relay' | 'local' | 'anonymous' | 'unparsed';

/** One trace field, read. */
export interface ReceivedField {
  readonly field: HeaderField;
  readonly kind: HopKind;
  /** The mail server family whose format this is; null when none was recognised. */
  readonly family: Family | null;
  readonly from: Peer | null;
  readonly by: By | null;
  readonly via: Spanned | null;
  readonly with: Spanned | null;
  readonly id: Spanned | null;
  readonly for: readonly Spanned[];
  readonly envelopeFrom: Spanned | null;
  readonly tls: Tls | null;
  readonly date: MailDate | null;
  /** The server recorded a client address, and somebody took it out of this copy: no fault of the server's. */
  readonly wasTakenOut: boolean;
  readonly oddities: readonly ReceivedOddity[];
}
