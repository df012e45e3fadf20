/** The draft of a complaint: bytes in, bytes out. The one part of core/ that takes bytes, because evidence is bytes. */
import { analyze, analyzeForwarded, type Analysis } from '../analysis.ts';
import type { Contact } from '../contacts/contact.ts';
import { guessContacts } from '../contacts/guess.ts';
import { isHostName } from '../net/hosts.ts';
import { decodeLatin1, encodeLatin1 } from '../text/latin1.ts';
import { guessedRecipientsField } from './check.ts';
import { decodeWords } from '../message/encoded-words.ts';
import { addressField, dateField, mailboxField, textField } from './fields.ts';
import { plainValue, writeLetter, type Reporter } from './letter.ts';
import { assemble } from './mime.ts';
import { noRoute, reportedHop } from './recipients.ts';

export interface ComplaintInput {
  /** The file as it lies on disk. */
  readonly bytes: Uint8Array;
  readonly ownHosts: readonly string[];
  /** The forwarded message inside (`Analysis.part`); null: the file's own message. */
  readonly part: string | null;
  /** Null: the draft has no From, the mail program fills it in. */
  readonly reporter: Reporter | null;
  readonly now: Date;
  /** What the attachment is called; a path is cut to its last part. */
  readonly fileName: string;
}

export interface Complaint {
  /** A whole message (RFC 5322) that a mail program opens for editing. */
  readonly bytes: Uint8Array;
  /** Empty when nobody can be named. */
  readonly recipients: readonly string[];
  /** What the user should know before sending, one sentence or two each. */
  readonly notices: readonly string[];
}

/** Never throws, whatever the bytes. */
export function composeComplaint(input: ComplaintInput): Complaint {
  const text = decodeLatin1(input.bytes);
  const whole = analyze(text, { ownHosts: input.ownHosts });
  const chosen = choosePart(whole, input);
  const analysis = chosen ?? whole;
  // Without the mbox line (`From `, or `>From ` where a mailbox quoted it), which the mailbox file added; nothing else is left out.
  const evidence = text.slice(analysis.header.start, analysis.header.end);
  // Without the part that was asked for, the route at hand is that of the person who forwarded it.
  const guesses = chosen === null ? [] : guessContacts(analysis.route, input.ownHosts);
  const recipients = guesses.map(({ address }) => address);
  const reporter = input.reporter !== null && isReporter(input.reporter) ? input.reporter : null;

  const fields = [
    // Outlook and Thunderbird open a message with this field as a draft.
    'X-Unsent: 1',
    ...(reporter === null
      ? []
      : [mailboxField('From', plainValue(reporter.name), reporter.address)]),
    ...(recipients.length === 0 ? [] : [addressField('To', recipients)]),
    textField('Subject', complaintSubject(analysis)),
    dateField(input.now),
    ...(recipients.length === 0 ? [] : [addressField(guessedRecipientsField, recipients)]),
  ];
  const bytes = assemble({
    fields,
    letter: writeLetter(chosen === null ? noRoute : analysis.route, reporter),
    evidence,
    fileName: input.fileName,
  });
  const notices = [
    ...(chosen === null ? [missingPart(input.part)] : recipientNotices(analysis, guesses)),
    ...(input.reporter !== null && reporter === null ? [badReporter] : []),
    ...(isFragile(evidence) ? [fragileEvidence] : []),
  ];
  return { bytes, recipients, notices };
}

/** Null when the file has no such part. */
function choosePart(whole: Analysis, { part, ownHosts }: ComplaintInput): Analysis | null {
  if (part === null) return whole;
  const forwarded = analyzeForwarded(whole, { ownHosts, limit: whole.text.length });
  return forwarded.find((analysis) => analysis.part === part) ?? null;
}

/** As the seeds have it: `Spam from your system ("original subject")`. */
function complaintSubject({ text, header }: Analysis): string {
  const field = header.fields.find(({ key }) => key === 'subject');
  // More is never shown; the limit bounds the decoder's work.
  const raw = field === undefined ? '' : text.slice(field.valueStart, field.end).slice(0, 2000);
  const subject = plainValue(decodeWords(raw));
  return subject === '' ? 'Spam from your system' : `Spam from your system ("${subject}")`;
}

/** Whether the address is one that can stand in From as it is (RFC 5322 addr-spec, dot-atom form). */
function isReporter({ address }: Reporter): boolean {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  return (
    address.length <= 254 &&
    at > 0 &&
    /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+$/.test(local) &&
    !local.split('.').includes('') &&
    isHostName(address.slice(at + 1))
  );
}

function recipientNotices({ route }: Analysis, guesses: readonly Contact[]): string[] {
  const [first] = guesses;
  if (first !== undefined) {
    const addresses = guesses.map(({ address }) => address).join(' and ');
    return [
      `To is a guess: ${addresses}, made from ${first.basis}. Check it with a whois lookup before you send.`,
    ];
  }
  const why =
    route.source !== null
      ? `nothing that can be believed names the administrators of ${plainValue(route.source.ip)}`
      : reportedHop(route)?.received.kind === 'anonymous'
        ? 'the server at the border recorded no client address'
        : 'the header names no address that can be believed';
  return [`To is empty: ${why}. Look for the right address with whois and fill it in.`];
}

function missingPart(part: string | null): string {
  return `The file holds no forwarded message ${plainValue(part ?? '')}: the whole file is attached and To is empty. Open the file again and start from the message that you mean.`;
}

const badReporter =
  'From is missing: your address in the settings is none that mail can be sent from. Correct it there, or let your mail program fill it in.';

/** Whether a text editor that saves the draft would change the evidence beyond its kind of line break. */
function isFragile(evidence: string): boolean {
  if (evidence.includes('\0') || /\r(?!\n)/.test(evidence)) return true;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(encodeLatin1(evidence));
    return false;
  } catch {
    return true;
  }
}

const fragileEvidence =
  'The message holds bytes that a text editor would change when it saves: edit and send this draft in your mail program.';
