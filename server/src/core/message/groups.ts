/** Which question a header field answers: the way, the people, the letter, or who vouches for it. A row is data. */
import { holdsResults } from '../auth/results.ts';
import { isSignature } from '../auth/tags.ts';
import type { Span } from '../text/span.ts';
import type { Header } from './header.ts';

export type FieldGroup = 'route' | 'who' | 'what' | 'authentication' | 'others';

const fields: ReadonlyMap<string, FieldGroup> = new Map(
  (
    [
      ['route', ['received', 'x-received', 'x-originating-ip', 'x-sender-ip', 'x-source-ip']],
      [
        'who',
        [
          'from',
          'sender',
          'reply-to',
          'to',
          'cc',
          'bcc',
          'return-path',
          'delivered-to',
          'x-original-to',
          'x-original-from',
          'x-forwarded-to',
          'x-forwarded-for',
          'envelope-to',
          'errors-to',
          'apparently-to',
          'disposition-notification-to',
          'mail-followup-to',
          'organization',
        ],
      ],
      [
        'what',
        [
          'subject',
          'date',
          'message-id',
          'in-reply-to',
          'references',
          'mime-version',
          'comments',
          'keywords',
          'thread-topic',
          'thread-index',
          'importance',
          'x-priority',
          'priority',
          'precedence',
          'auto-submitted',
          'x-mailer',
          'user-agent',
        ],
      ],
      ['authentication', ['received-spf', 'arc-authentication-results', 'x-sid-result']],
    ] as const
  ).flatMap(([group, keys]) => keys.map((key) => [key, group] as const)),
);

const prefixes: readonly { readonly prefix: string; readonly group: FieldGroup }[] = [
  { prefix: 'content-', group: 'what' },
  { prefix: 'resent-', group: 'who' },
];

/** @param key the field's name in lower case */
export function groupOf(key: string): FieldGroup {
  const group = fields.get(key) ?? prefixes.find(({ prefix }) => key.startsWith(prefix))?.group;
  if (group !== undefined) return group;
  return isSignature(key) || holdsResults(key) ? 'authentication' : 'others';
}

/** Fields about the last handover that receiving servers write among their trace fields. */
const envelope: ReadonlySet<string> = new Set([
  'return-path',
  'delivered-to',
  'x-original-to',
  'envelope-to',
]);

/**
 * From the first trace field to the last in the block that servers wrote on the way, on top of the
 * letter's own header; what they found out and noted of the envelope stands between. Null without one.
 */
export function traceBlock({ fields }: Header): Span | null {
  let first = -1;
  let last = -1;
  for (const { key, start, end } of fields) {
    const group = groupOf(key);
    if (key === 'received') {
      if (first < 0) first = start;
      last = end;
    } else if (first >= 0 && group !== 'route' && group !== 'authentication') {
      if (!envelope.has(key)) break;
    }
  }
  return first < 0 ? null : { start: first, end: last };
}
