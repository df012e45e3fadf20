/** What can be chosen for a complaint: formats with the reason when one cannot be had, recipients with what speaks against them. */
import type { ContactRole } from '../contacts/contact.ts';
import { guessContacts } from '../contacts/guess.ts';
import { attachmentsOf, type Attachment } from './attachments.ts';
import { formats, type FormatId } from './formats/formats.ts';
import { firstValue, type Incident } from './incident.ts';
import { isFormAddress, type Addressee } from './index.ts';
import { legalParagraphs, plainValue, type LegalId, type Reporter } from './letter.ts';
import { isMailAddress } from './address.ts';
import { dayOf, earlierComplaints, type ComplaintRecord } from './log.ts';
import { readerAddresses } from './redact.ts';
import { contactRoles } from './roles.ts';
import { promotedIn, suspicionOf } from './suspect.ts';
import { languages, type Language } from './texts/languages.ts';
import { analyze } from '../analysis.ts';
import { decodeLatin1 } from '../text/latin1.ts';

export interface OfferInput {
  readonly incident: Incident;
  readonly ownHosts: readonly string[];
  readonly reporter: Reporter | null;
  /** Null: guessed from the route. */
  readonly contacts: readonly Addressee[] | null;
  readonly log: readonly ComplaintRecord[];
}

export interface OfferedRecipient extends Addressee {
  /** To be ticked when the list opens. */
  readonly preselected: boolean;
  /** One sentence each. */
  readonly cautions: readonly string[];
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
  readonly recipients: readonly OfferedRecipient[];
  readonly languages: readonly { readonly id: Language; readonly name: string }[];
  readonly legal: readonly {
    readonly id: LegalId;
    readonly region: string;
    readonly title: string;
    readonly source: string;
    readonly historical: boolean;
  }[];
  readonly ownAddresses: readonly string[];
  readonly attachments: readonly Attachment[];
  readonly notices: readonly string[];
}

/** Roles that a complaint goes to at first; the others are told when the user says so. */
const firstRoles: readonly ContactRole[] = ['network', 'anonymous-relay'];

/** Never throws. */
export function offerComplaint(input: OfferInput): Offer {
  const { incident, ownHosts, reporter, log } = input;
  const { missingPart, route } = incident;
  const contacts = input.contacts ?? guessContacts(route, ownHosts);
  // The body as well: what is looked for stands there.
  const { text, header } = analyze(decodeLatin1(incident.evidence), { ownHosts });
  const promoted = promotedIn(text, header);
  const context = { incident, reporter, archived: false };
  const messageId = plainValue(firstValue(incident, 'message-id') ?? '', 250);
  const source = route.source?.ip ?? null;
  const recipients = [...contacts]
    .sort((a, b) => contactRoles.indexOf(a.role) - contactRoles.indexOf(b.role))
    .map(({ address, channel, role, scope, basis, confidence, about }): OfferedRecipient => {
      const cautions = cautionsAbout(address, channel, role);
      const told = earlierComplaints(log, { source, messageId: '', to: [address] }).source;
      if (told !== null) cautions.push(`You told it on ${dayOf(told)} about the same source.`);
      const known = { address, channel, role, scope, basis, confidence };
      return { ...known, ...(about && { about }), preselected: false, cautions };
    });
  function cautionsAbout(
    address: string,
    channel: Addressee['channel'],
    role: ContactRole,
  ): string[] {
    if (channel === 'phone') return ['A telephone gets no letter: call it.'];
    if (channel === 'form') return isFormAddress(address) ? [] : ['It is no https address.'];
    if (!isMailAddress(address)) return ['It is no address that can safely be written into To.'];
    const suspicion = role === 'forged-domain' ? null : suspicionOf(address, promoted);
    return suspicion === null ? [] : [suspicion];
  }
  const first = preselect(recipients);
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
    recipients: recipients.map((recipient) => ({
      ...recipient,
      preselected: first.has(recipient.address),
    })),
    languages: languages.map(({ id, name }) => ({ id, name })),
    legal: legalParagraphs,
    ownAddresses: readerAddresses(incident),
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

/** The best confidence of the first role that is there; a recipient with something against it only when there is no other. */
function preselect(recipients: readonly OfferedRecipient[]): ReadonlySet<string> {
  for (const usable of [
    recipients.filter(({ channel, cautions }) => channel === 'mail' && cautions.length === 0),
    recipients.filter(({ channel, address }) => channel === 'mail' && isMailAddress(address)),
  ]) {
    for (const role of firstRoles) {
      for (const confidence of ['published', 'registered', 'guessed'] as const) {
        const best = usable.filter((one) => one.role === role && one.confidence === confidence);
        if (best.length > 0) return new Set(best.map(({ address }) => address));
      }
    }
  }
  return new Set();
}
