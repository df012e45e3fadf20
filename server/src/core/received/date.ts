/** Date and time of mail (RFC 5322 §3.3 and §4.3), with everything that servers really write. */
import type { Span } from '../text/span.ts';

export type DateDefect =
  /** The weekday is not that of the date. */
  | 'wrong-weekday'
  /** A day, month, hour, minute or second that no calendar or clock has. */
  | 'impossible'
  /** A year before 1970, or one that mail cannot have. */
  | 'impossible-year'
  /** A zone outside -1200 … +1400. */
  | 'impossible-zone'
  /** No zone: read as UTC. */
  | 'no-zone'
  /** A two-digit year. */
  | 'two-digit-year'
  /** Not the order of RFC 5322 (asctime and the like), but understood. */
  | 'unusual-form'
  /** Could not be understood at all. */
  | 'unreadable';

/** A date as written. `time` is null exactly when no instant can be given. */
export interface MailDate extends Span {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly time: number | null;
  /** Minutes east of UTC as written; null when there is no zone or an unreadable one. */
  readonly zoneMinutes: number | null;
  readonly defects: readonly DateDefect[];
}
