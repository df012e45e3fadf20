/** The shapes that the field scanner gives. Plain data. */
import type { Span } from '../text/span.ts';

/** What is wrong with one header field or the header as a whole. */
export type HeaderDefect =
  /** A line in the header that is neither a field nor a fold (RFC 5322 §2.2); stepped over, the header goes on. */
  | 'malformed-line'
  /** A blank before the colon (RFC 5322 §4.5 obsolete form). */
  | 'space-before-colon'
  /** A bare CR ends a line (RFC 5321 §2.3.8 forbids it). Told once a header. */
  | 'bare-cr'
  /** A NUL byte stands in the header. Told once a header. */
  | 'nul'
  /** No blank line ends the header: the message ends with it, or a body follows at once. */
  | 'no-blank-line'
  /** The header went beyond the limit and was read up to it. */
  | 'cut-short';

/**
 * One header field: `Name: value`, folds included.
 * `start` is the first letter of the name, `end` lies behind the last character before the final line break.
 */
export interface HeaderField extends Span {
  /** The name as written. */
  readonly name: string;
  /** The name in lower case: what fields are compared by. */
  readonly key: string;
  /** Behind the last letter of the name. */
  readonly nameEnd: number;
  /** Behind the colon and the blanks that follow it on the same line. */
  readonly valueStart: number;
}

/** Something odd in the header, and where. */
export interface HeaderOddity extends Span {
  readonly defect: HeaderDefect;
}

/** The header of one message. `start` lies behind the mbox line, if there is one; `end` is the end of the message. */
export interface Header extends Span {
  /** The mbox `From ` line above the header (without its line break), not part of the message. */
  readonly mboxLine: Span | null;
  readonly fields: readonly HeaderField[];
  /** Behind the last line of the header and its line break, before the blank line. */
  readonly headerEnd: number;
  /** Where the body starts, behind the blank line; equals `end` when there is no body. */
  readonly bodyStart: number;
  readonly oddities: readonly HeaderOddity[];
}
