/** The rules for complaint drafts: what one still lacks before it is sent. They look at the draft's own header and letter; the evidence is only compared with them. */
import { indexOf } from '../message/field-index.ts';
import { scanHeader } from '../message/fields.ts';
import type { Header, HeaderField } from '../message/header.ts';
import { findForwarded, isEncoded, partsOf, transferEncoding } from '../message/mime.ts';
import { readMailboxes } from '../message/mailboxes.ts';
import { sameOrganisation } from '../net/hosts.ts';
import { parseReceived } from '../received/parse.ts';
import { buildRoute } from '../route/build.ts';
import { readOwnHosts } from '../route/own-hosts.ts';
import type { RuleSettings } from '../rules/levels.ts';
import { collect, defineRule, type Finding, type Rule } from '../rules/rule.ts';
import { say } from '../text/said.ts';
import type { Span, Spanned } from '../text/span.ts';
import { units } from '../text/units.ts';
import { holdsAddress } from './disguises.ts';
import { noRoute } from './recipients.ts';
import { isRedacted, readerAddresses } from './redact.ts';
import { promotedIn, suspicionOf } from './suspect.ts';
import { variables } from './texts/languages.ts';

/** The field in which the composer keeps the recipients that it guessed, so that a draft knows them after it was edited. */
export const guessedRecipientsField = 'X-Spam-Patrol-Guessed';
/** To whom the letter is written: a role of `Contact`. */
export const letterField = 'X-Spam-Patrol-Letter';
/** The language that it is written in: what is added later is to be in the same. */
export const languageField = 'X-Spam-Patrol-Language';
/** That the reader's addresses were to be replaced in the evidence: `yes`, or `nothing` when none was. */
export const redactedField = 'X-Spam-Patrol-Redacted';
/** Its value when nothing was replaced, since nothing was known to be the reader's. */
export const nothingRedacted = 'nothing';
/** Which of the user's own texts could not be used, and why. */
export const textFaultField = 'X-Spam-Patrol-Text-Fault';

const recipientKeys: readonly string[] = ['to', 'cc', 'bcc'];

/** So much of a draft is looked at. UTF-16 units. */
const limit = 4 * 1024 * 1024;
/** An address is searched in so much of it, at every edit. */
const searched = 1024 * 1024;

const noRecipient = defineRule({
  id: 'complaint-no-recipient',
  level: 'warning',
  effect: 'none',
  summary: 'A complaint draft is addressed to nobody yet.',
  *check({ text, header }) {
    const fields = header.fields.filter(({ key }) => recipientKeys.includes(key));
    if (fields.some((field) => valueOf(text, field).includes('@'))) return;
    const place = fields[0] ?? header.fields[0];
    yield {
      start: place?.start ?? header.start,
      end: place?.nameEnd ?? header.start,
      hop: null,
      message: say`This complaint has no recipient yet: nothing that can be believed named one, or only one who may be the spammer. Look up the source address with whois and write the abuse address that it gives into To.`,
    };
  },
});

const guessedRecipient = defineRule({
  id: 'complaint-guessed-recipient',
  level: 'information',
  effect: 'none',
  summary: 'A recipient of a complaint draft is a guess that nobody has checked.',
  *check({ text, header }) {
    const guessed = fieldsOf(header, guessedRecipientsField).flatMap((field) =>
      addressesOf(valueOf(text, field)),
    );
    for (const field of header.fields) {
      if (!recipientKeys.includes(field.key)) continue;
      if (!addressesOf(valueOf(text, field)).some((one) => guessed.includes(one))) continue;
      yield {
        start: field.valueStart,
        end: field.end,
        hop: null,
        message: say`This recipient is a guess: RFC 2142 asks every domain to have such a mailbox, but not every domain has. A whois lookup of the source address tells the right one.`,
      };
    }
  },
});

const suspectRecipient = defineRule({
  id: 'complaint-suspect-recipient',
  level: 'warning',
  effect: 'none',
  summary: 'A recipient of a complaint draft may be the spammer.',
  *check({ text, header }) {
    // Who is told that his name was borrowed is told so because it stands there.
    const told = fieldsOf(header, letterField).some((field) =>
      valueOf(text, field).includes('forged-domain'),
    );
    const evidence = told ? null : evidenceOf(text, header);
    if (evidence === null) return;
    const promoted = promotedIn(text, scanHeader(text, evidence.start, evidence.end));
    for (const { value, start, end } of recipientsOf(text, header)) {
      const message = suspicionOf(value, promoted);
      if (message !== null) yield { start, end, hop: null, message };
    }
  },
});

const placeholder = defineRule({
  id: 'complaint-placeholder',
  level: 'warning',
  effect: 'none',
  summary: 'A placeholder in a complaint draft was not filled in.',
  *check({ text, header }) {
    const letter = letterOf(text, header);
    if (letter === null) return;
    for (const { start, end } of placeholdersIn(text, letter)) {
      yield {
        start,
        end,
        hop: null,
        message: say`A placeholder was left over: write what belongs here, or take it out.`,
      };
    }
  },
});

const redactionGap = defineRule({
  id: 'complaint-redaction-gap',
  level: 'warning',
  effect: 'none',
  summary: 'An address of yours still stands in a message whose addresses were to be replaced.',
  *check({ text, header }) {
    const [field] = fieldsOf(header, redactedField);
    if (field === undefined) return;
    if (valueOf(text, field).trim() === nothingRedacted) {
      yield {
        start: field.start,
        end: field.end,
        hop: null,
        message: say`Your addresses were to be replaced, but none that is known to be yours was found in the message: whatever address of yours stands in it can be read. Add it to your own addresses and generate the complaint again, or take it out by hand.`,
      };
      return;
    }
    // The letter is signed with it; all that follows must not hold it.
    const start = letterOf(text, header)?.end ?? header.bodyStart;
    const body = text.slice(start, Math.min(header.end, start + searched));
    const found = new Map<string, Spanned>();
    for (const from of header.fields.filter(({ key }) => key === 'from')) {
      for (const { address } of readMailboxes(text, from.valueStart, from.end)) {
        if (address !== null && holdsAddress(body, address.value)) {
          found.set(address.value.toLowerCase(), address);
        }
      }
    }
    const evidence = evidenceOf(text, header);
    for (const value of evidence === null ? [] : deliveredTo(text, evidence)) {
      if (isRedacted(value) || found.has(value)) continue;
      // In another spelling it stands somewhere in the header.
      const begin = evidence?.start ?? 0;
      const at = Math.max(text.indexOf(value, begin), begin);
      found.set(value, { value, start: at, end: at + value.length });
    }
    for (const { value, start, end } of found.values()) {
      yield {
        start: field.start,
        end: field.end,
        hop: null,
        message: say`The addresses in the message were to be replaced, but ${value} still stands in it. Generate the complaint again with this address among your own, or take it out by hand.`,
        related: [{ start, end, message: say`This address.` }],
      };
    }
  },
});

const textFault = defineRule({
  id: 'complaint-text-fault',
  level: 'warning',
  effect: 'none',
  summary: 'A text of yours for complaints has a fault, and the built-in one stands in its place.',
  *check({ text, header }) {
    for (const { valueStart, end, start } of fieldsOf(header, textFaultField)) {
      const what = text.slice(valueStart, end).replace(/\s+/g, ' ').trim().slice(0, 500);
      yield {
        start,
        end,
        hop: null,
        message: say`A text of yours could not be used, and the built-in one stands in its place: ${what} Mend it in the settings and generate the complaint again.`,
      };
    }
  },
});

export const draftRules = [
  noRecipient,
  guessedRecipient,
  suspectRecipient,
  placeholder,
  redactionGap,
  textFault,
] as const satisfies readonly Rule[];

/** Findings for `*.complaint.eml`. Never throws. */
export function checkComplaint(text: string, settings: RuleSettings = new Map()): Finding[] {
  const context = { text, header: scanHeader(text), route: noRoute, kin: sameOrganisation };
  const findings: Finding[] = [];
  for (const rule of draftRules) collect(rule, context, settings, findings);
  return findings;
}

function fieldsOf(header: Header, name: string): HeaderField[] {
  const key = name.toLowerCase();
  return header.fields.filter((field) => field.key === key);
}

function valueOf(text: string, field: HeaderField): string {
  return text.slice(field.valueStart, field.end);
}

/** Bare addresses in lower case; good for the fields that the composer wrote, and for lists that people type. */
function addressesOf(value: string): string[] {
  return value
    .split(',')
    .map((part) => {
      const open = part.indexOf('<');
      const address = open === -1 ? part : part.slice(open + 1).split('>', 1)[0];
      return (address ?? '').trim().toLowerCase();
    })
    .filter((address) => address !== '');
}

function recipientsOf(text: string, header: Header): Spanned[] {
  return header.fields
    .filter(({ key }) => recipientKeys.includes(key))
    .flatMap((field) => readMailboxes(text, field.valueStart, field.end))
    .flatMap(({ address }) => (address === null ? [] : [address]));
}

/** The message that is enclosed; null when there is none, or none that can be looked into. */
function evidenceOf(text: string, header: Header): Span | null {
  return findForwarded(text, header, limit).find(({ encoding }) => encoding === null) ?? null;
}

/** Whose mailbox the enclosed message came to, as its own servers tell. */
function deliveredTo(text: string, { start, end }: Span): readonly string[] {
  const header = scanHeader(text, start, end);
  const { received, isList } = indexOf({ text, header });
  units.prepare(text, header.start, header.headerEnd);
  const fields = received.map((field) => parseReceived(text, field));
  const route = buildRoute(fields, readOwnHosts([]), sameOrganisation, isList);
  return readerAddresses({ analysis: { text, header }, route, missingPart: null });
}

/** The letter: the first text, up to the message that is quoted in it. */
function letterOf(text: string, header: Header): Span | null {
  const part = partsOf(text, header, limit).find(({ type }) => type === 'text/plain');
  if (part === undefined || isEncoded(transferEncoding(text, part.header))) return null;
  const { bodyStart, end } = part.header;
  const quoted = text.indexOf('\n-----', bodyStart);
  return { start: bodyStart, end: quoted === -1 || quoted > end ? end : quoted };
}

/** `[[what you would like to know]]`, and variables of a template that nobody filled in. */
function* placeholdersIn(text: string, { start, end }: Span): Generator<Span> {
  const letter = text.slice(start, end);
  for (let at = letter.indexOf('[['); at !== -1; at = letter.indexOf('[[', at + 2)) {
    const close = letter.slice(at, at + 500).indexOf(']]');
    if (close !== -1) yield { start: start + at, end: start + at + close + 2 };
  }
  for (let at = letter.indexOf('{'); at !== -1; at = letter.indexOf('{', at + 1)) {
    const close = letter.slice(at, at + 40).indexOf('}');
    const name = letter.slice(at + 1, at + Math.max(close, 1)).replace(/^[#^/]/, '');
    if (close !== -1 && Object.hasOwn(variables, name)) {
      yield { start: start + at, end: start + at + close + 1 };
    }
  }
}
