/** The arguments of what is asked about complaints, as they came over the wire: any editor, any extension, any macro may have written them. */
import { isFormatId, type FormatId } from '../core/complaint/formats/formats.ts';
import type { Addressee, Grouping } from '../core/complaint/index.ts';
import {
  factKinds,
  isLegalId,
  type Fact,
  type LegalId,
  type Reporter,
} from '../core/complaint/letter.ts';
import { contactRoles } from '../core/complaint/roles.ts';
import type { Campaign } from '../core/patrol/campaign.ts';
import { isLanguage, type Language } from '../core/complaint/texts/languages.ts';
import { say } from '../core/text/said.ts';
import { bad, isLine, isPart, type Read } from './arguments.ts';
import { property } from './settings.ts';
import { isComplaintUri, isUri } from './uri.ts';

/** A message that a complaint is about. */
interface About {
  readonly uri: string;
  readonly part: string | null;
}

/** `ComplaintArguments`, checked. What is null was not chosen. */
export interface ComplaintRequest extends About {
  readonly reporter: Reporter | null;
  readonly choices: {
    readonly format: FormatId | null;
    readonly recipients: readonly Addressee[] | null;
    readonly grouping: Grouping | null;
    readonly language: Language | null;
    readonly legal: readonly LegalId[] | null;
    readonly facts: readonly Fact[];
    readonly redact: boolean | readonly string[] | null;
    readonly archive: boolean;
    readonly inquiry: string | null;
  };
}

export interface OfferRequest extends About {
  readonly recipients: readonly Addressee[] | null;
}

export interface PreviewRequest extends About {
  readonly addresses: readonly string[] | null;
}

/** More is no list that a person ticked. */
const mostRecipients = 100;
const mostFacts = 200;
const longestFact = 2000;
const channels: readonly Addressee['channel'][] = ['mail', 'form', 'phone'];
const confidences: readonly Addressee['confidence'][] = ['published', 'registered', 'guessed'];

function readAbout(value: unknown, mayBeDraft = false): Read<About> {
  const uri = property(value, 'uri');
  if (!isUri(uri)) {
    return bad(say`No message was named. Open the message and choose Generate Complaint there.`);
  }
  if (isComplaintUri(uri) && !mayBeDraft) {
    return bad(say`This is a complaint already. Open the message that it complains about.`);
  }
  const part = property(value, 'part') ?? null;
  if (part !== null && !isPart(part)) {
    return bad(
      say`The forwarded message was named by something that is no part number, such as 2.1.`,
    );
  }
  return { kind: 'good', value: { uri, part } };
}

/** The same for what a draft can be asked, too. */
export function readTextRequest(value: unknown): Read<ComplaintRequest> {
  return readComplaintRequest(value, true);
}

export function readComplaintRequest(value: unknown, mayBeDraft = false): Read<ComplaintRequest> {
  const about = readAbout(value, mayBeDraft);
  if (about.kind === 'bad') return about;
  const reporter = property(value, 'reporter') ?? null;
  if (reporter !== null && !isReporter(reporter)) {
    return bad(say`The name and the address of the reporter must be one line each.`);
  }
  const choices = readChoices(property(value, 'choices') ?? {});
  if (choices.kind === 'bad') return choices;
  return {
    kind: 'good',
    value: {
      ...about.value,
      reporter: reporter === null ? null : { name: reporter.name, address: reporter.address },
      choices: choices.value,
    },
  };
}

export function readOfferRequest(value: unknown): Read<OfferRequest> {
  const about = readAbout(value);
  if (about.kind === 'bad') return about;
  const recipients = readRecipients(property(value, 'recipients'));
  if (recipients === undefined) return bad(badRecipients);
  return { kind: 'good', value: { ...about.value, recipients } };
}

export function readPreviewRequest(value: unknown): Read<PreviewRequest> {
  const about = readAbout(value);
  if (about.kind === 'bad') return about;
  const addresses = readLines(property(value, 'addresses'));
  if (addresses === undefined) return bad(badAddresses);
  return { kind: 'good', value: { ...about.value, addresses } };
}

const badRecipients = say`A recipient has an address, a channel, a role, a scope, a basis and a confidence, one line each.`;
const badAddresses = say`The addresses to be replaced must be one line each, a hundred at most.`;

function readChoices(value: unknown): Read<ComplaintRequest['choices']> {
  const format = property(value, 'format') ?? null;
  if (format !== null && !isFormatId(format))
    return bad(say`There is no such format of complaints.`);
  const recipients = readRecipients(property(value, 'recipients'));
  if (recipients === undefined) return bad(badRecipients);
  const grouping = property(value, 'grouping') ?? null;
  if (grouping !== null && grouping !== 'together' && grouping !== 'each') {
    return bad(say`Recipients are written to together or each.`);
  }
  const language = property(value, 'language') ?? null;
  if (language !== null && !isLanguage(language))
    return bad(say`There are no letters in that language.`);
  const legal = property(value, 'legal') ?? null;
  if (legal !== null && !(Array.isArray(legal) && legal.every(isLegalId))) {
    return bad(say`There is no such legal paragraph.`);
  }
  const facts = readFacts(property(value, 'facts') ?? []);
  if (facts === undefined) return bad(say`What is to be said besides must have a kind and a text.`);
  const redact = property(value, 'redact') ?? null;
  const addresses = typeof redact === 'boolean' ? redact : readLines(redact);
  if (addresses === undefined) return bad(badAddresses);
  const inquiry = property(value, 'inquiry') ?? null;
  if (inquiry !== null && !isLine(inquiry)) return bad(say`An inquiry goes to one address.`);
  return {
    kind: 'good',
    value: {
      format,
      recipients,
      grouping,
      language,
      legal,
      facts,
      redact: addresses,
      archive: property(value, 'archive') === true,
      inquiry,
    },
  };
}

function isReporter(value: unknown): value is Reporter {
  return isLine(property(value, 'name')) && isLine(property(value, 'address'));
}

/** Null when nothing was given; undefined when something else was. */
function readLines(value: unknown): readonly string[] | null | undefined {
  if (value === undefined || value === null) return null;
  return Array.isArray(value) && value.length <= mostRecipients && value.every(isLine)
    ? value
    : undefined;
}

function readRecipients(value: unknown): readonly Addressee[] | null | undefined {
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value) || value.length > mostRecipients) return undefined;
  const recipients = value.map(readRecipient);
  return recipients.includes(null) ? undefined : recipients.filter((one) => one !== null);
}

function readRecipient(value: unknown): Addressee | null {
  const address = property(value, 'address');
  const channel = channels.find((one) => one === property(value, 'channel'));
  const role = contactRoles.find((one) => one === property(value, 'role'));
  const confidence = confidences.find((one) => one === property(value, 'confidence'));
  const scope = property(value, 'scope');
  const basis = property(value, 'basis');
  // A web form's address may be longer than a line.
  const isAddress = isLine(address) || (channel === 'form' && typeof address === 'string');
  if (!isAddress || !isLine(scope) || !isLine(basis)) return null;
  if (channel === undefined || role === undefined || confidence === undefined) return null;
  const about = readAboutValues(property(value, 'about') ?? []);
  if (about === null) return null;
  const known = { address, channel, role, scope, basis, confidence };
  return about.length === 0 ? known : { ...known, about };
}

/** Addresses of the web may be longer than a line of words. */
function readAboutValues(value: unknown): readonly string[] | null {
  if (!Array.isArray(value) || value.length > mostFacts) return null;
  const values = value as readonly unknown[];
  const isValue = (one: unknown): one is string =>
    typeof one === 'string' && one.length <= longestFact && !/\p{Cc}/u.test(one);
  return values.every(isValue) ? values : null;
}

function readCampaign(value: unknown): Campaign | null {
  const shared = property(value, 'shared');
  const messages = property(value, 'messages');
  const sources = readAboutValues(property(value, 'sources'));
  const [first, last] = [property(value, 'first'), property(value, 'last')].map((day) =>
    typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day) ? day : null,
  );
  if (!isLine(shared) || typeof messages !== 'number' || sources === null) return null;
  if (!Number.isSafeInteger(messages) || messages < 1) return null;
  return { shared, messages, first: first ?? null, last: last ?? null, sources };
}

function readFacts(value: unknown): readonly Fact[] | undefined {
  if (!Array.isArray(value) || value.length > mostFacts) return undefined;
  const facts: Fact[] = [];
  for (const one of value as readonly unknown[]) {
    const kind = factKinds.find((known) => known === property(one, 'kind'));
    const text = property(one, 'text');
    if (kind === undefined || typeof text !== 'string' || text.length > longestFact)
      return undefined;
    const told = property(one, 'campaign');
    const campaign = told === undefined ? undefined : readCampaign(told);
    if (campaign === null) return undefined;
    facts.push({ kind, text, ...(campaign && { campaign }) });
  }
  return facts;
}
