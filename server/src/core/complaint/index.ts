/** The drafts of a complaint: bytes in, bytes out. The one part of core/ that takes bytes, because evidence is bytes. */
import type { Contact, ContactRole } from '../contacts/contact.ts';
import type { ContactPoint } from '../contacts/point.ts';
import { guessContacts } from '../contacts/guess.ts';
import { aboutFor, type About } from './about.ts';
import { isFormAddress, isMailAddress } from './address.ts';
import {
  guessedRecipientsField,
  languageField,
  letterField,
  nothingRedacted,
  redactedField,
  textFaultField,
} from './check.ts';
import { convertedNotice, isConverted } from '../outlook/converted.ts';
import { addressField, dateField, mailboxField, textField } from './fields.ts';
import type { FormatJob, Written } from './formats/format.ts';
import { formatOf, type FormatId } from './formats/formats.ts';
import { firstValue, type Incident } from './incident.ts';
import { plainValue, writeLetter, type Fact, type LegalId, type Reporter } from './letter.ts';
import { dayOf, earlierComplaints, isoDayOf, networkTold, type ComplaintRecord } from './log.ts';
import { assemble } from './mime.ts';
import type { Prepared } from './prepare.ts';
import { promotedBy, proposeRecipients, type Proposed } from './propose.ts';
import { suspicionOf } from './suspect.ts';
import { Phrasebook, type Language, type OwnTexts, type TextFault } from './texts/languages.ts';
import { english, joined, listed, say, sentences, type Said, type Value } from '../text/said.ts';

/** A contact that a complaint goes to; where it was found does not matter any more. */
export type Addressee = Omit<Contact, 'source'>;

/** `together` one letter for each role, its recipients separated by commas · `each` one letter for each recipient. */
export type Grouping = 'together' | 'each';

export interface ComplaintInput {
  readonly prepared: Prepared;
  readonly ownHosts: readonly string[];
  /** Null: the draft has no From, the mail program fills it in. */
  readonly reporter: Reporter | null;
  readonly now: Date;
  /** What the attachment is called; a path is cut to its last part. */
  readonly fileName: string;
  /** Whom the user chose to tell; null: those that are proposed. */
  readonly contacts?: readonly Addressee[] | null;
  /** Everybody who is known, for a proposal; null: guessed from the route. */
  readonly known?: readonly Addressee[] | null;
  /** How the message wants to be answered, after redaction: for letters to those who serve that. */
  readonly points?: readonly ContactPoint[];
  readonly format?: FormatId;
  readonly grouping?: Grouping;
  readonly language?: Language;
  /** Texts of the user in the place of ours. */
  readonly texts?: OwnTexts;
  readonly legal?: readonly LegalId[];
  readonly facts?: readonly Fact[];
  /** A random UUID. */
  readonly reportId?: string;
  /** The complaints that were made before. */
  readonly log?: readonly ComplaintRecord[];
}

/** One letter, to one recipient or to several of one role. */
export interface ComposedLetter {
  readonly role: ContactRole;
  /** `text`: for the clipboard, `pieces` is empty. */
  readonly output: 'file' | 'text';
  readonly format: FormatId;
  /** Empty when nobody can be named. */
  readonly recipients: readonly string[];
  /** It goes by mail, to a guess or to nobody yet. */
  readonly isUnsure: boolean;
  /** The web form that the text is for; null when it goes by mail. */
  readonly form: string | null;
  readonly subject: string;
  /** The letter; of output `text` all that is to be pasted. Lines separated by LF. */
  readonly text: string;
  /** The bytes of a whole message (RFC 5322) that a mail program opens for editing. */
  readonly pieces: readonly Uint8Array[];
}

export interface Complaint {
  /** At least one. */
  readonly letters: readonly ComposedLetter[];
  /** What the user should know before sending, one sentence or two each. */
  readonly notices: readonly Said[];
  /** Texts of the user that could not be used: ours stand in their place. */
  readonly faults: readonly TextFault[];
}

/** Never throws, whatever the bytes. */
export function composeComplaint(input: ComplaintInput): Complaint {
  const { prepared, ownHosts, contacts = null, grouping = 'together', language = 'en' } = input;
  const { incident } = prepared;
  const phrases = new Phrasebook(language, input.texts);
  const reporter = input.reporter !== null && isReporter(input.reporter) ? input.reporter : null;
  const proposed =
    contacts === null
      ? proposeRecipients(
          incident,
          input.known ?? guessContacts(incident.route, ownHosts),
          input.log ?? [],
        )
      : [];
  const chosen: readonly Addressee[] = contacts ?? proposed.filter((one) => one.preselected);
  const good = chosen.filter(canBeWritten);
  const context = { incident, reporter, archived: prepared.archive !== null };
  const wanted = formatOf(input.format ?? 'letter');
  const refusal = wanted.refuse(context);
  const format = refusal === null ? wanted : formatOf('letter');

  const letters: ComposedLetter[] = [];
  const notices: Said[] = [];
  let fragile = false;
  const tell = (notice: Said): void => {
    if (!notices.some((told) => english(told) === english(notice))) notices.push(notice);
  };
  const groups = groupsOf(good, grouping, input.points ?? []);
  // First: whoever reads only one sentence should read this one.
  earlierNotices(input, good).forEach(tell);
  if (incident.missingPart !== null) tell(missingPart(incident.missingPart));
  else recipientNotices(incident, chosen, good, proposed).forEach(tell);
  if (incident.forwarded.length > 0 && incident.missingPart === null) {
    tell(forwardedInside(incident.forwarded));
  }
  if (isConverted(incident.analysis.header)) tell(convertedNotice);
  if (refusal !== null) tell(sentences(refusal, say`The complaint is a plain letter instead.`));
  for (const group of groups) {
    const form = group[0]?.channel === 'form' ? group[0].address : null;
    if (needsUser(aboutOf(input, group))) tell(openPlace(group.map(({ address }) => address)));
    const used = form === null ? format : formatOf('text');
    const others = groups.filter((one) => one !== group);
    const written = used.write(jobOf(input, group, others, phrases, reporter));
    written.notices.forEach(tell);
    fragile ||= used.output === 'file' && written.parts.some((part) => part.survey.fragile);
    const recipients = form === null ? group.map(({ address }) => address) : [];
    const role = group[0]?.role ?? defaultRole(incident);
    letters.push({
      role,
      output: used.output,
      format: used.id as FormatId,
      recipients,
      isUnsure: form === null && group.every(({ confidence }) => confidence === 'guessed'),
      form,
      subject: written.subject,
      text: written.text,
      pieces:
        used.output === 'text'
          ? []
          : assemble({
              ...written,
              fields: headerOf(input, group, role, written, reporter, phrases),
            }),
    });
  }
  redactionNotices(prepared).forEach(tell);
  if (input.reporter !== null && reporter === null) tell(badReporter);
  if (fragile) tell(fragileEvidence);
  return { letters, notices, faults: phrases.faults };
}

/** Mail and forms; a telephone gets no letter. */
function canBeWritten({ channel, address }: Addressee): boolean {
  if (channel === 'mail') return isMailAddress(address);
  return channel === 'form' && isFormAddress(address);
}

/** Each group gets a letter. Without anybody there is one for nobody yet. */
function groupsOf(
  contacts: readonly Addressee[],
  grouping: Grouping,
  points: readonly ContactPoint[],
): (readonly Addressee[])[] {
  const subjectOf = (contact: Addressee): string => JSON.stringify(aboutFor(contact, points));
  const groups: Addressee[][] = [];
  const seen = new Set<string>();
  for (const contact of contacts) {
    const key = `${contact.channel} ${contact.address.toLowerCase()}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const group = groups.find(
      ([first]) =>
        grouping === 'together' &&
        contact.channel === 'mail' &&
        first?.channel === 'mail' &&
        first.role === contact.role &&
        // What is at one service is none of the other's business.
        subjectOf(first) === subjectOf(contact),
    );
    if (group === undefined) groups.push([contact]);
    else group.push(contact);
  }
  return groups.length === 0 ? [[]] : groups;
}

function defaultRole({ anonymous }: Incident): ContactRole {
  return anonymous === null ? 'network' : 'anonymous-relay';
}

/** What the letter to the group is about, as the reader's addresses were left in it. */
function aboutOf(
  { points = [], prepared: { redaction } }: ComplaintInput,
  group: readonly Addressee[],
): About | null {
  const about = group[0] === undefined ? null : aboutFor(group[0], points);
  if (about === null || redaction === null) return about;
  return { ...about, values: about.values.map((value) => redaction.text(value)) };
}

function needsUser(about: About | null): boolean {
  return about !== null && (!about.certain || about.values.length === 0);
}

function openPlace(addresses: readonly string[]): Said {
  const whose = joined(addresses.map((one) => plainValue(one)));
  return say`What of the message ${whose} answers for is not known: the letter has a place for it, in double brackets. Write there what you mean before you send.`;
}

function jobOf(
  input: ComplaintInput,
  group: readonly Addressee[],
  others: readonly (readonly Addressee[])[],
  phrases: Phrasebook,
  reporter: Reporter | null,
): FormatJob {
  const { prepared, legal = [], log = [], fileName, reportId = noReportId } = input;
  const { incident, archive, redaction, changes } = prepared;
  const hide = (text: string): string => redaction?.text(text) ?? text;
  const facts = (input.facts ?? []).map(({ kind, text, campaign }) => ({
    kind,
    text: hide(text),
    ...(campaign && { campaign: { ...campaign, shared: hide(campaign.shared) } }),
  }));
  const role = group[0]?.role ?? defaultRole(incident);
  const about = aboutOf(input, group);
  const last = networkTold(log, sourceOf(incident), incident.source?.received.date?.time ?? null);
  return {
    incident,
    reporter,
    archived: archive !== null,
    archive,
    redacted: changes.length > 0,
    phrases,
    // Machines read there what the letter is about.
    facts: [...facts, ...sitesOf(role, about)],
    fileName,
    reportId,
    letter: (enclosure) =>
      writeLetter({
        incident,
        role,
        scopes: [...new Set(group.map(({ scope }) => scope))],
        about,
        phrases,
        reporter,
        facts,
        legal,
        enclosure,
        redacted: changes.length > 0,
        separately: others.some(
          ([first]) => first?.role === 'network' || first?.role === 'upstream',
        ),
        earlier: last === null ? null : isoDayOf(last),
      }),
  };
}

/** Web addresses that a letter is about, as facts. */
function sitesOf(role: ContactRole, about: About | null): Fact[] {
  if (role !== 'web-host' || about?.certain !== true) return [];
  return about.values.map((text) => ({ kind: 'uri', text }));
}

/** RFC 9562 §5.9: the UUID of nothing. */
const noReportId = '00000000-0000-4000-8000-000000000000';

function headerOf(
  { now, prepared, language = 'en' }: ComplaintInput,
  group: readonly Addressee[],
  role: ContactRole,
  { subject }: Written,
  reporter: Reporter | null,
  { faults }: Phrasebook,
): string[] {
  const to = group.map(({ address }) => address);
  const guessed = group
    .filter(({ confidence }) => confidence === 'guessed')
    .map(({ address }) => address);
  const broken = [...new Set(faults.map(({ id, message }) => `${id}: ${english(message)}`))].slice(
    0,
    5,
  );
  return [
    // Outlook and Thunderbird open a message with this field as a draft.
    'X-Unsent: 1',
    ...(reporter === null
      ? []
      : [mailboxField('From', plainValue(reporter.name), reporter.address)]),
    ...(to.length === 0 ? [] : [addressField('To', to)]),
    textField('Subject', subject),
    dateField(now),
    `${letterField}: ${role}`,
    `${languageField}: ${language}`,
    ...(guessed.length === 0 ? [] : [addressField(guessedRecipientsField, guessed)]),
    ...(prepared.readers === null
      ? []
      : [`${redactedField}: ${prepared.changes.length === 0 ? nothingRedacted : 'yes'}`]),
    ...(broken.length === 0 ? [] : [textField(textFaultField, plainValue(broken.join(' '), 800))]),
  ];
}

/** Whether the address is one that can stand in From as it is; nobody sends mail from a literal. */
function isReporter({ address }: Reporter): boolean {
  return isMailAddress(address) && !address.endsWith(']');
}

function recipientNotices(
  incident: Incident,
  chosen: readonly Addressee[],
  good: readonly Addressee[],
  proposed: readonly Proposed[],
): Said[] {
  const { route, anonymous } = incident;
  const notices: Said[] = [];
  for (const { channel, address } of chosen) {
    if (channel === 'phone') {
      notices.push(
        say`${plainValue(address)} is a telephone number: call it, a letter cannot go there.`,
      );
    } else if (!good.some((one) => one.address === address)) {
      notices.push(
        channel === 'form'
          ? say`${plainValue(address)} was left out: it is no https address.`
          : say`${plainValue(address)} was left out: it is no address that can safely be written into To.`,
      );
    }
  }
  const promoted = promotedBy(incident);
  const mail = good.filter(({ channel }) => channel === 'mail');
  const guesses = mail.filter(({ confidence }) => confidence === 'guessed');
  const [first, ...more] = [...new Set(guesses.map(({ basis }) => english(basis)))].map((basis) => {
    const made = guesses.filter((one) => english(one.basis) === basis);
    return say`${joined(made.map(({ address }) => address))}, made from ${made[0]?.basis ?? ''}`;
  });
  if (first !== undefined) {
    const bases = more.reduce((all, one) => say`${all}; ${one}`, first);
    notices.push(say`To is a guess: ${bases}. Check it with a whois lookup before you send.`);
  }
  for (const { address, role } of mail) {
    const suspicion = role === 'forged-domain' ? null : suspicionOf(address, promoted);
    if (suspicion !== null) notices.push(suspicion);
  }
  const suspects = proposed.filter(({ role, channel }) => role === 'network' && channel === 'mail');
  if (good.length === 0 && suspects.length > 0) {
    notices.push(suspectsOnly, ...suspects.flatMap(({ cautions }) => cautions));
  } else if (good.length === 0) {
    const why =
      route.source !== null
        ? say`nothing that can be believed names the administrators of ${plainValue(route.source.ip)}`
        : anonymous !== null
          ? say`the server at the border recorded no client address`
          : say`the header names no address that can be believed`;
    notices.push(say`To is empty: ${why}. Look for the right address with whois and fill it in.`);
  }
  return notices;
}

function earlierNotices(
  { log = [], prepared }: ComplaintInput,
  good: readonly Addressee[],
): Said[] {
  const { incident } = prepared;
  const { message, source } = earlierComplaints(log, {
    source: sourceOf(incident),
    messageId: messageIdOf(incident),
    to: good.map(({ address }) => address),
  });
  if (message !== null) {
    return [
      message.to.length === 0
        ? say`You complained about this very message on ${dayOf(message)}, to nobody yet.`
        : say`You complained about this very message on ${dayOf(message)}, to ${listed(message.to.map((one) => plainValue(one)))}.`,
    ];
  }
  if (source === null) return [];
  const told = good.filter(({ address }) => includesAddress(source.to, address));
  const whom = told.some(({ role }) => role === 'network')
    ? say`this network`
    : listed(told.map(({ address }) => plainValue(address)));
  return [
    say`You told ${whom} on ${dayOf(source)} about the same source, ${plainValue(source.source ?? '')}. When nothing changes, whoever connects the network is next.`,
  ];
}

function includesAddress(list: readonly string[], address: string): boolean {
  return list.some((one) => one.toLowerCase() === address.toLowerCase());
}

function redactionNotices({ readers, changes }: Prepared): Said[] {
  if (readers === null) return [];
  const { own, possible } = readers;
  const whose = fewOf(possible);
  const others =
    possible.length === 0
      ? null
      : possible.length === 1
        ? say`${whose} stands in To or Cc as well: if that is you, add the address to your own (spamPatrol.ownAddresses, or --own-address) and generate the complaint again.`
        : say`${whose} stand in To or Cc as well: if that is you, add the address to your own (spamPatrol.ownAddresses, or --own-address) and generate the complaint again.`;
  if (changes.length > 0) {
    return [
      changes.length === 1
        ? say`Your addresses were replaced in one place: the message is no longer what was received, and DKIM signatures over it break.`
        : say`Your addresses were replaced in ${changes.length} places: the message is no longer what was received, and DKIM signatures over it break.`,
      ...(others === null ? [] : [others]),
    ];
  }
  const why =
    own.length === 0
      ? say`no server that can be believed recorded for whom the message was, so no address is known to be yours`
      : say`the message does not hold ${fewOf(own)}`;
  return [
    sentences(
      say`Nothing was replaced, and the message is enclosed as it was received: ${why}.`,
      others ??
        say`If another address of yours stands in it, add the address to your own (spamPatrol.ownAddresses, or --own-address) and generate the complaint again.`,
    ),
  ];
}

/** A few of many. */
function fewOf(addresses: readonly string[]): Value {
  const shown = addresses.slice(0, 3).map((address) => plainValue(address));
  const more = addresses.length - shown.length;
  return listed(more === 0 ? shown : [...shown, say`${more} more`]);
}

function sourceOf({ route }: Incident): string | null {
  return route.source?.ip ?? null;
}

function messageIdOf(incident: Incident): string {
  return plainValue(firstValue(incident, 'message-id') ?? '', 250);
}

/** What is kept of a letter once it is made. */
export function recordOf(
  { prepared, now }: ComplaintInput,
  { recipients, form, format, role }: ComposedLetter,
  file: string,
): ComplaintRecord {
  const { incident } = prepared;
  return {
    time: now.toISOString(),
    source: sourceOf(incident),
    messageId: messageIdOf(incident),
    to: form === null ? recipients : [form],
    role,
    format,
    file,
  };
}

function forwardedInside(parts: readonly string[]): Said {
  const shown = listed(parts.slice(0, 5).map((part) => plainValue(part)));
  return say`The message holds another one, forwarded in part ${shown}. If that is the spam, complain about it instead: this complaint is about whoever sent the message around it.`;
}

function missingPart(part: string): Said {
  return say`The file holds no forwarded message ${plainValue(part)}: the whole file is enclosed and To is empty. Open the file again and start from the message that you mean.`;
}

const suspectsOnly = say`To is empty: all who are known of may be the spammer. Look up the source address with whois and fill in the desk of its network, or of whoever connects it.`;

const badReporter = say`From is missing: your address in the settings is none that mail can be sent from. Correct it there, or let your mail program fill it in.`;

const fragileEvidence = say`The message holds bytes that a text editor would change when it saves: edit and send this draft in your mail program.`;
