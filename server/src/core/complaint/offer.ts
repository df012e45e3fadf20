/** What can be chosen for a complaint: formats with the reason when one cannot be had, recipients with what speaks against them. */
import { guessContacts } from '../contacts/guess.ts';
import { attachmentsOf, type Attachment } from './attachments.ts';
import { formats, type FormatId } from './formats/formats.ts';
import { firstValue, type Incident } from './incident.ts';
import type { Addressee } from './index.ts';
import { legalParagraphs, plainValue, type LegalId, type Reporter } from './letter.ts';
import { dayOf, earlierComplaints, type ComplaintRecord } from './log.ts';
import { proposeRecipients, type Proposed } from './propose.ts';
import { readersOf } from './readers.ts';
import { languages, type Language } from './texts/languages.ts';
import { analyze } from '../analysis.ts';
import { decodeLatin1 } from '../text/latin1.ts';

export interface OfferInput {
  readonly incident: Incident;
  readonly ownHosts: readonly string[];
  readonly reporter: Reporter | null;
  /** The addresses that the user says are theirs. */
  readonly declared: readonly string[];
  /** Null: guessed from the route. */
  readonly contacts: readonly Addressee[] | null;
  readonly log: readonly ComplaintRecord[];
}

export interface Offer {
  readonly subject: string;
  readonly source: string | null;
  readonly formats: readonly {
    readonly id: FormatId;
    readonly title: string;
    readonly summary: string;
    readonly output: 'file' | 'text';
    readonly refusal: string | null;
  }[];
  readonly recipients: readonly Proposed[];
  readonly languages: readonly { readonly id: Language; readonly name: string }[];
  readonly legal: readonly {
    readonly id: LegalId;
    readonly region: string;
    readonly title: string;
    readonly source: string;
    readonly historical: boolean;
  }[];
  /** What redaction replaces unless told otherwise. */
  readonly ownAddresses: readonly string[];
  /** Those in To and Cc that may be the reader's. */
  readonly possibleAddresses: readonly string[];
  readonly attachments: readonly Attachment[];
  readonly notices: readonly string[];
}

/** Never throws. */
export function offerComplaint(input: OfferInput): Offer {
  const { incident, ownHosts, reporter, log } = input;
  const { missingPart, route } = incident;
  const contacts = input.contacts ?? guessContacts(route, ownHosts);
  const { text, header } = analyze(decodeLatin1(incident.evidence), { ownHosts });
  const context = { incident, reporter, archived: false };
  const messageId = plainValue(firstValue(incident, 'message-id') ?? '', 250);
  const source = route.source?.ip ?? null;
  const readers = readersOf(incident, ownHosts, input.declared);
  const repeated = earlierComplaints(log, { source: null, messageId, to: [] }).message;
  return {
    subject: plainValue(incident.subject),
    source,
    formats: formats.map((format) => ({
      id: format.id,
      title: format.title,
      summary: format.summary,
      output: format.output,
      refusal: format.refuse(context),
    })),
    recipients: proposeRecipients(incident, contacts, log),
    languages: languages.map(({ id, name }) => ({ id, name })),
    legal: legalParagraphs,
    ownAddresses: readers.own,
    possibleAddresses: readers.possible,
    attachments: attachmentsOf(text, header),
    notices: [
      ...(missingPart === null
        ? []
        : [`The file holds no forwarded message ${plainValue(missingPart)}.`]),
      ...(repeated === null
        ? []
        : [`You complained about this very message on ${dayOf(repeated)}.`]),
    ],
  };
}
