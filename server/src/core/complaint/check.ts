/** The rules for complaint drafts: what one still lacks before it is sent. They look at the draft's own header only, never at the evidence in it. */
import { sameOrganisation } from '../net/hosts.ts';
import { scanHeader } from '../message/fields.ts';
import type { HeaderField } from '../message/header.ts';
import type { RuleSettings } from '../rules/levels.ts';
import { collect, defineRule, type Finding, type Rule } from '../rules/rule.ts';
import { noRoute } from './recipients.ts';

/** The field in which the composer keeps the recipients that it guessed, so that a draft knows them after it was edited. */
export const guessedRecipientsField = 'X-Spam-Patrol-Guessed';

const recipientKeys: readonly string[] = ['to', 'cc', 'bcc'];

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
      message:
        'This complaint has no recipient yet: nothing that can be believed named one. Look up the source address with whois and write the abuse address that it gives into To.',
    };
  },
});

const guessedRecipient = defineRule({
  id: 'complaint-guessed-recipient',
  level: 'information',
  effect: 'none',
  summary: 'A recipient of a complaint draft is a guess that nobody has checked.',
  *check({ text, header }) {
    const guessed = header.fields
      .filter(({ key }) => key === guessedRecipientsField.toLowerCase())
      .flatMap((field) => addressesOf(valueOf(text, field)));
    for (const field of header.fields) {
      if (!recipientKeys.includes(field.key)) continue;
      if (!addressesOf(valueOf(text, field)).some((one) => guessed.includes(one))) continue;
      yield {
        start: field.valueStart,
        end: field.end,
        hop: null,
        message:
          'This recipient is a guess: RFC 2142 asks every domain to have such a mailbox, but not every domain has. A whois lookup of the source address tells the right one.',
      };
    }
  },
});

export const draftRules = [noRecipient, guessedRecipient] as const satisfies readonly Rule[];

/** Findings for `*.complaint.eml`. Never throws. */
export function checkComplaint(text: string, settings: RuleSettings = new Map()): Finding[] {
  const context = { text, header: scanHeader(text), route: noRoute, kin: sameOrganisation };
  const findings: Finding[] = [];
  for (const rule of draftRules) collect(rule, context, settings, findings);
  return findings;
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
