/** The shapes of a route as a picture: what is to be seen of each hop, as plain text. Knows no colours and no places on a page. */
import type { HopKind } from '../received/field.ts';
import type { Trust } from '../route/route.ts';
import type { Level } from '../rules/rule.ts';

/**
 * One message's route. `Place` is where something stands in the message: a span in core/, a range in
 * an editor. All texts are safe for plain sentences; a drawing still has to escape them.
 */
export interface RoutePicture<Place> {
  /** The decoded subject; empty when there is none. */
  readonly subject: string;
  /** Newest first. */
  readonly hops: readonly PictureHop<Place>[];
  /** Hops that are not among them: a hostile message has as many as it likes. */
  readonly leftOut: number;
  /** Index of the last hop that can be believed; null when there is none. */
  readonly border: number | null;
  /** The last client address that can be believed; null when none can be named. */
  readonly source: string | null;
  /** From the oldest dated hop to the newest; null when fewer than two are dated. */
  readonly totalSeconds: number | null;
  /** Why there is nothing to see; null when there are hops. */
  readonly empty: EmptyReason | null;
  /** Findings about the header that belong to no hop. */
  readonly marks: readonly Mark<Place>[];
  /** Findings of that kind that are not among them. */
  readonly moreMarks: number;
}

/** `no-header` nothing here is mail · `no-received` nobody wrote a trace field · `complaint` a draft of ours, not yet sent. */
export type EmptyReason = 'no-header' | 'no-received' | 'complaint';

/** The parts of a hop that a forger can have made up. */
export type HopPart = 'by' | 'rdns' | 'helo' | 'address';

export interface PictureHop<Place> {
  readonly place: Place;
  readonly trust: Trust;
  readonly kind: HopKind;
  /** The server that wrote the field: its name, else its address; null when it signed with neither. */
  readonly by: string | null;
  /** What the server saw: the client's name by reverse lookup. */
  readonly rdns: string | null;
  /** What the client called itself, where that is another name. */
  readonly helo: string | null;
  /** The client's address, as the server saw it. */
  readonly address: string | null;
  /** Parts that are proven to be made up. */
  readonly struck: readonly HopPart[];
  /** What the client's address is: the last that can be believed, or where the fields beneath the border say that it began. */
  readonly is: 'source' | 'origin' | null;
  /** The protocol as the server named it. */
  readonly protocol: string | null;
  readonly encryption: Encryption;
  /** `TLS 1.3`, where the server wrote it down. */
  readonly tls: string | null;
  /** `2025-03-11 06:42:19`, UTC; null when absent or impossible. */
  readonly date: string | null;
  /** Against the next older dated hop, in seconds; negative when time runs backwards. */
  readonly delaySeconds: number | null;
  /** Whether the next older field is signed by somebody else than this hop's client. */
  readonly brokenBelow: boolean;
  /** Why it is believed or not: one sentence. */
  readonly reason: string;
  readonly marks: readonly Mark<Place>[];
  /** Findings that are not among them. */
  readonly moreMarks: number;
}

/** `unknown`: a handover that crosses no network, or one of which nothing was written down. */
export type Encryption = 'encrypted' | 'plain' | 'unknown';

/** A finding. */
export interface Mark<Place> {
  readonly place: Place;
  readonly rule: string;
  readonly level: Level;
  /** The first sentence of the finding, for the eye. */
  readonly brief: string;
  /** All of it. */
  readonly message: string;
}

/** The same picture for whoever counts places in another way. */
export function mapPlaces<A, B>(picture: RoutePicture<A>, map: (place: A) => B): RoutePicture<B> {
  const mark = (one: Mark<A>): Mark<B> => ({ ...one, place: map(one.place) });
  return {
    ...picture,
    hops: picture.hops.map((hop) => ({
      ...hop,
      place: map(hop.place),
      marks: hop.marks.map(mark),
    })),
    marks: picture.marks.map(mark),
  };
}
