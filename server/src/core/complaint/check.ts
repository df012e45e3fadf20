/** What a complaint draft still lacks before it is sent. Looks at the draft's own header only, never at the evidence in it. */
import { scanHeader } from '../message/fields.ts';
import type { HeaderField } from '../message/header.ts';
import type { Finding } from '../rules/rule.ts';

/** The field in which the composer keeps the recipients that it guessed, so that a draft knows them after it was edited. */
export const guessedRecipientsField = 'X-Spam-Patrol-Guessed';

const recipientKeys: readonly string[] = ['to', 'cc', 'bcc'];

/** Findings for `*.complaint.eml`, in the order of the text. Never throws. */
export function checkComplaint(text: string): Finding[] {
  const { fields, start } = scanHeader(text);
  const recipients = fields.filter(({ key }) => recipientKeys.includes(key));
  const filled = recipients.filter((field) => valueOf(text, field).includes('@'));
  if (filled.length === 0) {
    const place = recipients[0] ?? fields[0];
    const end = place?.nameEnd ?? start;
    return [
      {
        rule: 'complaint-no-recipient',
        level: 'warning',
        start: place?.start ?? start,
        end,
        hop: null,
        message:
          'This complaint has no recipient yet: nothing that can be believed named one. Look up the source address with whois and write the abuse address that it gives into To.',
      },
    ];
  }
  const guessed = fields
    .filter(({ key }) => key === guessedRecipientsField.toLowerCase())
    .flatMap((field) => addressesOf(valueOf(text, field)));
  return filled
    .filter((field) => addressesOf(valueOf(text, field)).some((one) => guessed.includes(one)))
    .map((field) => ({
      rule: 'complaint-guessed-recipient',
      level: 'information',
      start: field.valueStart,
      end: field.end,
      hop: null,
      message:
        'This recipient is a guess: RFC 2142 asks every domain to have such a mailbox, not every domain has. A whois lookup of the source address tells the right one.',
    }));
}

function valueOf(text: string, field: HeaderField): string {
  return text.slice(field.valueStart, field.end);
}

/** Bare addresses in lower case; good for the fields that the composer wrote, and for lists that people type. */
function addressesOf(value: string): string[] {
  return value.split(',').map((part) => {
    const open = part.indexOf('<');
    const address = open === -1 ? part : part.slice(open + 1).split('>', 1)[0];
    return (address ?? '').trim().toLowerCase();
  });
}
