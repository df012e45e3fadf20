/** The parts of a message that are files: named for the person who complains, left out where a letter quotes the message. */
import type { Header } from '../message/header.ts';
import { partsOf, type MimePart } from '../message/mime.ts';
import { plain } from '../text/plain.ts';
import { stripHidden } from '../text/strip.ts';
import { parameterOf } from './parameters.ts';

export interface Attachment {
  /** Its MIME part number. */
  readonly part: string;
  /** One line; empty when it has none. */
  readonly name: string;
  /** `application/zip`, in lower case. */
  readonly type: string;
  /** Bytes as they stand in the message. */
  readonly size: number;
  /** By its name it is a program, or a document that can hold one. */
  readonly risky: boolean;
}

/** A body is looked at no further than this. UTF-16 units. */
const limit = 64 * 1024 * 1024;

/** What Windows, its scripting hosts and Office run, and what is used to carry them past filters. */
const riskyEndings: ReadonlySet<string> = new Set(
  (
    'exe scr com pif bat cmd msi dll cpl jar js jse vbs vbe wsf wsh hta ps1 lnk url iso img vhd chm ' +
    'docm dotm xlsm xltm xlam pptm one apk appx htm html shtml svg'
  ).split(' '),
);

/** The leaves of the message that are no text of their own, in its order. */
export function attachmentsOf(text: string, header: Header): Attachment[] {
  return partsOf(text, header, limit).flatMap((part) => {
    const attachment = attachmentOf(text, part);
    return attachment === null ? [] : [attachment];
  });
}

/** Null for what is read rather than saved: texts without a file name, messages, and frames of other parts. */
export function attachmentOf(
  text: string,
  { header, part, type, delimiters }: MimePart,
): Attachment | null {
  if (delimiters !== null) return null;
  const name = plain(stripHidden(fileName(text, header)), 120);
  if (name === '' && (type.startsWith('text/') || type.startsWith('message/'))) return null;
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return {
    part: part === '' ? '1' : part,
    name,
    type: plain(type, 80),
    size: header.end - header.bodyStart,
    risky: riskyEndings.has(ending),
  };
}

/** RFC 2183, or as it was before. */
function fileName(text: string, header: Header): string {
  return (
    parameterOf(text, header, 'content-disposition', 'filename') ||
    parameterOf(text, header, 'content-type', 'name')
  );
}
