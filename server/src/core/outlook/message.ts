/** What a message saved by Outlook (`.msg`, MS-OXMSG) holds, as far as mail has a place for it. Plain data; knows no file format. */

/** The header as it came over the wire is one property; everything else was taken apart by Outlook. */
import type { Said } from '../text/said.ts';

export interface OutlookMessage {
  /** PidTagTransportMessageHeaders, as it stands there; null for what was never received from outside. */
  readonly headers: string | null;
  readonly subject: string;
  readonly from: OutlookMailbox | null;
  readonly to: readonly OutlookMailbox[];
  readonly cc: readonly OutlookMailbox[];
  /** When it was sent, milliseconds since 1970; null when that is not known. */
  readonly sent: number | null;
  /** Null when there is none. */
  readonly text: string | null;
  readonly html: string | null;
  readonly attachments: readonly OutlookAttachment[];
  /** What could not be read, one sentence each. */
  readonly missing: readonly Said[];
}

export interface OutlookMailbox {
  readonly name: string;
  /** Often no mail address: inside one Exchange they are paths (`/o=…/cn=…`). */
  readonly address: string;
}

export type OutlookAttachment =
  | {
      readonly kind: 'file';
      readonly name: string;
      /** As the sender's program called it; unchecked. */
      readonly type: string;
      readonly bytes: Uint8Array;
    }
  | { readonly kind: 'message'; readonly name: string; readonly message: OutlookMessage };

/** A message of mail made of one of Outlook's. */
export interface Converted {
  readonly bytes: Uint8Array;
  /** What the user should know, one sentence each. */
  readonly notices: readonly Said[];
}

/** Reads and converts a file. Rejects with an Error whose message completes "cannot be imported: …". */
export type OutlookImporter = (
  bytes: Uint8Array,
  fileName: string,
  signal: AbortSignal,
) => Promise<Converted>;

/** What the thread that does it answers. */
export type OutlookAnswer =
  | { readonly kind: 'converted'; readonly converted: Converted }
  | { readonly kind: 'failed'; readonly message: string };
