/** The shapes of a route: hops newest first, with trust, delays and the source of the message. Plain data. */
import type { ReceivedField } from '../received/field.ts';
import type { Said } from '../text/said.ts';
import type { TrustCause } from './reasons.ts';

/**
 * `own` written by, and about, the reader's own servers · `border` the last field that can be
 * believed: an own server about a stranger · `claimed` beneath the border, nothing speaks against
 * it · `contradicted` no honest server that saw what it says wrote this · `beneath-forgery`.
 */
export type Trust = 'own' | 'border' | 'claimed' | 'contradicted' | 'beneath-forgery';

/** One handover, newest first in the route. */
export interface Hop {
  /** 0 is the topmost field. */
  readonly index: number;
  readonly received: ReceivedField;
  readonly trust: Trust;
  readonly cause: TrustCause;
  /** One sentence, plain text. Values from the message are already made safe for plain text. */
  readonly trustReason: Said;
  /** Against the next older dated hop, in seconds; negative when time runs backwards. */
  readonly delaySeconds: number | null;
}

/** Where a message came from: a hop and its client address. */
export interface Source {
  readonly ip: string;
  /** Index of the hop that recorded it. */
  readonly hop: number;
  readonly helo: string | null;
  readonly rdns: string | null;
  /** One sentence, plain text. */
  readonly reason: Said;
}

export interface Route {
  readonly hops: readonly Hop[];
  /** Index of the border hop; null when no hop qualifies. */
  readonly border: number | null;
  /** The last client address that can be believed; null when none can be named. */
  readonly source: Source | null;
  /** Where the fields beneath the border say that it began, when that is more than the source. */
  readonly claimedOrigin: Source | null;
}
