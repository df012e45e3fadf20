/** The words of a picture, each in one place: whoever shows it may bring those of another language. */
import type { HopKind } from '../received/field.ts';
import type { Trust } from '../route/route.ts';
import type { Level } from '../rules/rule.ts';
import type { EmptyReason } from './picture.ts';

/** `{0}` and `{1}` are places for values. */
export interface PictureWords {
  readonly reader: string;
  readonly noSubject: string;
  readonly oneHop: string;
  readonly manyHops: string;
  readonly cameFrom: string;
  readonly noSource: string;
  readonly onTheWay: string;
  readonly utc: string;
  readonly from: string;
  readonly calledItself: string;
  readonly source: string;
  readonly origin: string;
  readonly noName: string;
  readonly noAddress: string;
  readonly encrypted: string;
  readonly notEncrypted: string;
  readonly noDate: string;
  readonly believableAbove: string;
  readonly claimedBelow: string;
  readonly brokenBelow: string;
  readonly elsewhere: string;
  readonly leftOut: string;
  readonly moreMarks: string;
  readonly hopNumber: string;
  readonly delay: string;
  readonly scale: string;
  readonly trust: Readonly<Record<Trust, string>>;
  /** Labels at the hop; empty where the place in the picture says it. */
  readonly trustLabel: Readonly<Record<Trust, string>>;
  readonly kindLabel: Readonly<Record<HopKind, string>>;
  readonly level: Readonly<Record<Level, string>>;
  readonly empty: Readonly<Record<EmptyReason, string>>;
}

export const english: PictureWords = {
  reader: 'Your mailbox',
  noSubject: 'A message without a subject',
  oneHop: '1 hop',
  manyHops: '{0} hops',
  cameFrom: 'came from {0}',
  noSource: 'no source can be named',
  onTheWay: 'on its way for {0}',
  utc: 'times in UTC',
  from: 'from',
  calledItself: 'called itself',
  source: 'source',
  origin: 'claimed origin',
  noName: 'a server without a name',
  noAddress: 'no address recorded',
  encrypted: 'encrypted',
  notEncrypted: 'not encrypted',
  noDate: 'no date',
  believableAbove: 'believable above',
  claimedBelow: 'claimed below',
  brokenBelow: 'The next field is signed by somebody else than this client.',
  elsewhere: 'Elsewhere in the header',
  leftOut: '{0} more hops are not drawn here. The command line lists all: spam-patrol trace.',
  moreMarks: '{0} more findings are not shown here. The Problems view lists all.',
  hopNumber: 'Hop {0} of {1}',
  delay: 'Delay {0}',
  scale: 'Delay',
  trust: {
    own: 'believable, written by your own servers',
    border: 'believable, the border: your own server about a stranger',
    claimed: 'a claim',
    contradicted: 'forged',
    'beneath-forgery': 'worthless, beneath a forgery',
  },
  trustLabel: {
    own: '',
    border: '',
    claimed: '',
    contradicted: 'forged',
    'beneath-forgery': 'beneath a forgery',
  },
  kindLabel: {
    relay: '',
    local: 'local handover',
    anonymous: 'anonymous relay',
    unparsed: 'not understood',
  },
  level: { error: 'error', warning: 'warning', information: 'information', hint: 'hint' },
  empty: {
    'no-header':
      'There is no mail header here. Save the original message (“Show original”, “View source”) and open that.',
    'no-received':
      'There is no Received field, so there is no route. Drafts and sent copies have none; a received message shows them in its original form (“Show original”, “View source”).',
    complaint: 'This is a complaint of yours. It has no route before it is sent.',
  },
};

/** The template with the values in their places. */
export function fill(template: string, ...values: readonly (string | number)[]): string {
  // One pass: a value that holds a placeholder stays as it is.
  return template.replace(/\{(\d)\}/g, (whole, index: string) =>
    String(values[Number(index)] ?? whole),
  );
}
