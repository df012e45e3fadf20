/** What a format of complaints is: how letter and message become one file, or one text. */
import type { Incident } from '../incident.ts';
import type { Enclosure, Fact, Letter, Reporter } from '../letter.ts';
import type { Part } from '../mime.ts';
import type { Said } from '../../text/said.ts';
import type { Phrasebook } from '../texts/languages.ts';

/** What decides whether a format can be had. */
export interface FormatContext {
  readonly incident: Incident;
  readonly reporter: Reporter | null;
  /** The evidence is to be wrapped in an archive. */
  readonly archived: boolean;
}

/** The message in a password-protected archive. */
export interface Archive {
  readonly bytes: Uint8Array;
  readonly password: string;
}

/** One complaint to be written. */
export interface FormatJob extends FormatContext {
  readonly archive: Archive | null;
  /** Addresses of the reader were replaced in the message. */
  readonly redacted: boolean;
  readonly phrases: Phrasebook;
  readonly facts: readonly Fact[];
  readonly letter: (enclosure: Enclosure) => Letter;
  /** Of the file that the message lies in. */
  readonly fileName: string;
  /** A random UUID (RFC 9562), for formats that number their reports. */
  readonly reportId: string;
}

export interface Written {
  readonly subject: string;
  /** The letter; of a format for the clipboard all that is said. */
  readonly text: string;
  /** `mixed`, or `report; report-type=feedback-report`. */
  readonly multipart: string;
  readonly parts: readonly Part[];
  /** What the user should know, one sentence or two each. */
  readonly notices: readonly Said[];
}

export interface Format<Id extends string = string> {
  readonly id: Id;
  readonly title: string;
  /** One line: for whom it is. */
  readonly summary: string;
  /** `file` a draft for a mail program · `text` for the clipboard and a web form. */
  readonly output: 'file' | 'text';
  /** Null when it can be had; else why not, in one sentence. */
  refuse(context: FormatContext): Said | null;
  write(job: FormatJob): Written;
}

/** Keeps a format's id as a literal type. */
export function defineFormat<const Id extends string>(format: Format<Id>): Format<Id> {
  return format;
}
