/** What is done to the evidence before a complaint is composed, because it takes time or the machine: redaction, an archive. */
import type { Change } from './disguises.ts';
import type { Archive } from './formats/format.ts';
import { readIncident, type Incident, type IncidentInput } from './incident.ts';
import type { Readers } from './readers.ts';
import { makeRedaction, type KeyedHash, type Redaction } from './redact.ts';

/** What the machine gives. */
export interface PrepareTools {
  /** HMAC with the reader's key. */
  readonly hash: KeyedHash;
  /** A zip archive with one file, which `password` opens. */
  readonly archive: (name: string, bytes: Uint8Array, password: string) => Promise<Uint8Array>;
}

export interface PrepareInput extends IncidentInput {
  /** Replace the reader's own addresses; null: replace none. */
  readonly redact: Readers | null;
  /** Put the evidence into an archive. */
  readonly archive: boolean;
  readonly fileName: string;
}

export interface Prepared {
  /** Its evidence is redacted when that was asked for, and so is all that is read from it. */
  readonly incident: Incident;
  readonly redaction: Redaction | null;
  /** Whose addresses were to be replaced; null: nobody's. */
  readonly readers: Readers | null;
  /** Every place that redaction changed. */
  readonly changes: readonly Change[];
  readonly archive: Archive | null;
}

/** What those who exchange malicious files have agreed upon: it keeps filters and fingers off, and is no secret. */
const password = 'infected';

/** Rejects with what the tools reject with. */
export async function prepareComplaint(
  input: PrepareInput,
  tools: PrepareTools,
): Promise<Prepared> {
  let incident = readIncident(input);
  let redaction: Redaction | null = null;
  let changes: readonly Change[] = [];
  const { redact: readers } = input;
  if (readers !== null && readers.own.length > 0) {
    redaction = await makeRedaction(readers.own, tools.hash);
    const redacted = redaction.bytes(incident.evidence);
    changes = redacted.changes;
    // Read again: subject, recipients and all else that the letter says come from the redacted message.
    const again = readIncident({ ...input, bytes: redacted.bytes, part: null });
    incident = incident.missingPart === null ? again : { ...incident, evidence: redacted.bytes };
  }
  if (!input.archive) return { incident, redaction, readers, changes, archive: null };
  const bytes = await tools.archive('message.eml', incident.evidence, password);
  return { incident, redaction, readers, changes, archive: { bytes, password } };
}
