/** How a message wants to be answered: the shapes of its contact points. Knows nothing of how they were found. */
import type { Disguise, WebAddress } from '../net/web-address.ts';
import type { Span } from '../text/span.ts';

/**
 * Where a contact point stands. In the header: `reply-to`, `from` (where there is no Reply-To),
 * `receipt` (Disposition-Notification-To and its kin) and `unsubscribe` (List-Unsubscribe). In the
 * body: `text` for all to read, `link` a tag leads there, `form` what the reader enters is sent
 * there, `image` and `resource` the mail program may load them by itself, `redirect` the target that
 * another address carries along.
 */
export type PointPlace =
  | 'reply-to'
  | 'from'
  | 'receipt'
  | 'unsubscribe'
  | 'text'
  | 'link'
  | 'form'
  | 'image'
  | 'resource'
  | 'redirect';

interface PointBase extends Span {
  /** Canonical: the same contact is the same string. Checked: nothing in it ends a line. */
  readonly value: string;
  /** As it stands in the message, or in the link's text, on one line. Hostile text, cut when it is long. */
  readonly shown: string;
  readonly place: PointPlace;
  /** Number of the MIME part that it stands in, empty for the only one; null for the header. */
  readonly part: string | null;
  /** False where the part is encoded: the span holds the lines around it. */
  readonly exact: boolean;
  /** How often the message names it; the span is that of the first time, the place the weightiest. */
  readonly times: number;
  /** Where else it stands, as often as anybody looks there. */
  readonly also: readonly Span[];
  /** Why it counts: a plain sentence, in which values of the message are made safe. */
  readonly why: string;
}

/** A mailbox where answers are collected: a drop box. `value` is `local@domain`, the domain in lower case. */
export interface MailPoint extends PointBase {
  readonly kind: 'mail';
  /** The host part, in lower case. */
  readonly host: string;
  /** The domain that somebody registered; null where nobody can register. */
  readonly domain: string | null;
}

/** A site. `value` is the address as a browser goes there. */
export interface UrlPoint extends PointBase {
  readonly kind: 'url';
  readonly host: string;
  /** The host when it is an IP address, canonical. */
  readonly ip: string | null;
  readonly port: number | null;
  readonly domain: string | null;
  readonly scheme: WebAddress['scheme'];
  readonly disguises: readonly Disguise[];
}

/** A telephone. `value` is in E.164: `+12015550123`. */
export interface PhonePoint extends PointBase {
  readonly kind: 'phone';
  /** ISO 3166 code; null for numbers that belong to no country (`+882`), and where nobody can tell. */
  readonly country: string | null;
  readonly type: PhoneType | null;
  /** `+1 201 555 0123`. */
  readonly international: string;
  /** As people dial it inside the country; null where that has no meaning. */
  readonly national: string | null;
  readonly extension: string | null;
  /** Letters as the message spells them, and the digits that they stand for. */
  readonly vanity: { readonly spelled: string; readonly digits: string } | null;
  /** False: it has the length of a number there, but today's plan knows no such. It may have in the message's day. */
  readonly assigned: boolean;
}

export type PhoneType =
  | 'fixed'
  | 'mobile'
  | 'fixed-or-mobile'
  | 'toll-free'
  | 'premium-rate'
  | 'shared-cost'
  | 'personal'
  | 'pager'
  | 'voip'
  | 'company'
  | 'voicemail';

/** A postal address. `value` is on one line, its lines separated by commas. */
export interface PostalPoint extends PointBase {
  readonly kind: 'postal';
  /** ISO 3166 code; null when the form leaves several. */
  readonly country: string | null;
  readonly postalCode: string;
}

export type ContactPoint = MailPoint | UrlPoint | PhonePoint | PostalPoint;
