/** A message with one body, and its contact points on one line each. */
import { analyze } from '../../../server/src/core/analysis.ts';
import type { ContactPoint } from '../../../server/src/core/contacts/point.ts';
import { findContactPoints } from '../../../server/src/core/contacts/points.ts';

export function messageOf(fields: readonly string[], body: string): string {
  return [
    'Received: from mail.example.net (mail.example.net [192.0.2.7]) by mx.example.org with SMTP id 1 for <jane@example.org>; Thu, 21 Nov 2024 10:15:03 +0000',
    'From: <sender@example.net>',
    'To: Jane <Jane@example.org>',
    'Reply-To: <drop@example.com>',
    ...fields,
    '',
    body,
  ].join('\n');
}

/** Without the Reply-To that all of them have. */
export function pointsOf(body: string, fields: readonly string[] = []): ContactPoint[] {
  const { points } = findContactPoints(analyze(messageOf(fields, body)));
  return points.filter(({ place }) => place !== 'reply-to');
}

export const html = ['Content-Type: text/html'];

/** `place value` of the kind. */
export function named(
  kind: ContactPoint['kind'],
  body: string,
  fields: readonly string[] = [],
): string[] {
  return pointsOf(body, fields)
    .filter((point) => point.kind === kind)
    .map(({ place, value }) => `${place} ${value}`);
}
