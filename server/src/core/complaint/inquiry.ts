/**
 * The 1997 pages' "taking the bait": a question to an advertiser, as a customer would ask it. Holds
 * nothing of the message but its subject; whoever sends it shows the address that it comes from.
 */
import { letterField } from './check.ts';
import { dateField, mailboxField, textField } from './fields.ts';
import { holdsAddress } from './disguises.ts';
import { decodeLatin1 } from '../text/latin1.ts';
import { say, type Said } from '../text/said.ts';
import { isMailAddress } from './address.ts';
import type { Incident } from './incident.ts';
import { layOut } from './layout.ts';
import { plainValue, type Reporter } from './letter.ts';
import { assemble, textPart } from './mime.ts';
import { Phrasebook, type Language, type OwnTexts, type TextFault } from './texts/languages.ts';

export interface InquiryInput {
  readonly incident: Incident;
  /** Where the message wants its answers sent. */
  readonly address: string;
  /** Who asks: better a mailbox of its own than the one that was spammed. */
  readonly reporter: Reporter | null;
  readonly now: Date;
  readonly language?: Language;
  readonly texts?: OwnTexts;
}

export type Inquiry =
  | {
      readonly kind: 'composed';
      readonly pieces: readonly Uint8Array[];
      readonly notices: readonly Said[];
      readonly faults: readonly TextFault[];
    }
  | { readonly kind: 'refused'; readonly message: Said };

/** Never throws. Refuses an address that the message does not hold: nobody else is to be drawn into it. */
export function composeInquiry(input: InquiryInput): Inquiry {
  const { incident, address, now, language = 'en' } = input;
  if (!isMailAddress(address)) {
    return refused(say`${plainValue(address)} is no address that can safely be written into To.`);
  }
  if (!holdsAddress(decodeLatin1(incident.evidence), address)) {
    return refused(
      say`${plainValue(address)} does not stand in the message: an inquiry goes to an address of the advertiser.`,
    );
  }
  const reporter =
    input.reporter !== null && isMailAddress(input.reporter.address) ? input.reporter : null;
  const phrases = new Phrasebook(language, input.texts);
  const { subject, text } = phrases.write(
    'inquiry',
    new Map([
      ['subject', plainValue(incident.subject)],
      ['name', plainValue(reporter?.name ?? '')],
      ['address', reporter?.address ?? ''],
    ]),
  );
  const fields = [
    'X-Unsent: 1',
    ...(reporter === null
      ? []
      : [mailboxField('From', plainValue(reporter.name), reporter.address)]),
    `To: ${address}`,
    textField('Subject', plainValue(subject, 300)),
    dateField(now),
    `${letterField}: inquiry`,
  ];
  return {
    kind: 'composed',
    pieces: assemble({ fields, multipart: 'mixed', parts: [textPart(layOut(text))] }),
    notices: [warning],
    faults: phrases.faults,
  };
}

const warning = say`You are about to write to people who may be criminals: they learn that your address is read, and may answer with threats or malware. Use a mailbox that you can give up, give no true name, address or number, order nothing, pay nothing, open nothing that they send.`;

function refused(message: Said): Inquiry {
  return { kind: 'refused', message };
}
