/** Complaints composed for tests, and read back. */
import { readIncident } from '../../../server/src/core/complaint/incident.ts';
import {
  composeComplaint,
  type Complaint,
  type ComplaintInput,
  type ComposedLetter,
} from '../../../server/src/core/complaint/index.ts';
import { joinBytes } from '../../../server/src/core/complaint/mime.ts';
import type { Prepared } from '../../../server/src/core/complaint/prepare.ts';
import { parseDraft, type ParsedDraft } from './parse-back.ts';

export const reporter = { name: 'Joe User', address: 'joe@example.org' };

export const now = new Date('1997-04-22T09:00:00Z');

function bytesOf(message: string | Uint8Array): Uint8Array {
  return typeof message === 'string' ? Buffer.from(message, 'latin1') : message;
}

export function prepare(
  message: string | Uint8Array,
  part: string | null = null,
  ownHosts: readonly string[] = [],
): Prepared {
  const incident = readIncident({ bytes: bytesOf(message), ownHosts, part });
  return { incident, redaction: null, readers: null, changes: [], archive: null };
}

export type Options = Partial<Omit<ComplaintInput, 'prepared'>> & { readonly part?: string };

/** All letters about a message. Latin-1, where it is a string. */
export function composeAll(message: string | Uint8Array, options: Options = {}): Complaint {
  const { part = null, ownHosts = [], ...rest } = options;
  return composeComplaint({
    prepared: prepare(message, part, ownHosts),
    ownHosts,
    reporter,
    now,
    fileName: 'spam.eml',
    ...rest,
  });
}

export interface One extends ComposedLetter {
  readonly bytes: Uint8Array;
  readonly notices: readonly string[];
  readonly draft: ParsedDraft;
}

/** The first letter, read back. */
export function compose(message: string | Uint8Array, options: Options = {}): One {
  const { letters, notices } = composeAll(message, options);
  const [letter] = letters;
  if (letter === undefined) throw new Error('no letter');
  const bytes = joinBytes(letter.pieces);
  return { ...letter, notices, bytes, draft: parseDraft(bytes) };
}
