/** The mark of a message that was made of one of Outlook's, and what it means for those who read it. */
import { fieldsNamed } from '../message/fields.ts';
import type { Header } from '../message/header.ts';
import { say } from '../text/said.ts';

/** Our own field, behind all that came with the message. */
export const convertedField = 'X-Spam-Patrol-Converted';

/** Stands before the names of fields that described the body as it was. */
export const originalPrefix = 'X-Spam-Patrol-Original-';

/** Anybody can write the field: it makes a message worth less, never more. */
export function isConverted(header: Header): boolean {
  return fieldsNamed(header, convertedField.toLowerCase()).length > 0;
}

export const convertedNotice = say`The message was converted from an Outlook file: its header is as it was received, its body and attachments were put together anew, so that signatures do not verify.`;
