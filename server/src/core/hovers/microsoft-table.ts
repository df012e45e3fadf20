/** What the keys of Microsoft's filter mean, and their values (Microsoft's "Anti-spam message headers"). */
import { type Markdown, md } from '../text/markdown.ts';

/** @param key as written */
export function keyWords(key: string): Markdown | null {
  return keys.get(key.toUpperCase()) ?? null;
}

/** Null where the value is no word of a table, or means nothing outside Microsoft. */
export function keyValueWords(key: string, value: string): Markdown | null {
  const name = key.toUpperCase();
  switch (name) {
    case 'SCL':
      return spamConfidence(value);
    case 'BCL':
      return bulkComplaints(value);
    case 'PCL':
      return phishingConfidence(value);
    case 'CTRY':
      return countryName(value);
    case 'LANG':
      return languageName(value);
    case 'CIP':
      return value === '255.255.255.255'
        ? md`No address: the message began inside Microsoft 365, so there was no client.`
        : null;
    default:
      return values.get(name)?.get(value.toUpperCase()) ?? null;
  }
}

const keys: ReadonlyMap<string, Markdown> = new Map([
  ['CIP', md`**Connecting IP**: the client address that Microsoft saw.`],
  ['CTRY', md`**Country** of that address, by Microsoft's map of addresses.`],
  ['LANG', md`**Language** in which the message is written, as a program guessed.`],
  ['SCL', md`**Spam confidence level**, from -1 to 9.`],
  ['SRV', md`**Service**: whether it was taken for bulk mail.`],
  ['IPV', md`**IP verdict**: whether that address is on a list.`],
  ['SFV', md`**Spam filter verdict.**`],
  ['H', md`**HELO**: the name that the client gave for itself, a claim.`],
  ['PTR', md`**Reverse name** of the client address.`],
  ['CAT', md`**Category**: the protection that spoke, the strictest when there were several.`],
  ['SFTY', md`**Safety tip**: the warning that Outlook shows above the message.`],
  [
    'SFS',
    md`**Spam filter rules** that fired, by Microsoft's inner numbers. Nobody published what they mean.`,
  ],
  ['SFP', md`**Spam filter policy**, by Microsoft's inner number.`],
  ['DIR', md`**Direction** of the message, seen from the organisation.`],
  ['ARC', md`**ARC**: which domains sealed the message and what they say.`],
  ['UIP', md`An inner note of Microsoft's on the address of the user.`],
  [
    'BCL',
    md`**Bulk complaint level**, from 0 to 9: how many complain about mail of this bulk sender.`,
  ],
  ['PCL', md`**Phishing confidence level**, from 1 to 8.`],
  [
    'ARA',
    md`**Rules of the antispam agent** that fired, by Microsoft's inner numbers. Nobody published what they mean.`,
  ],
  ['UCF', md`Whether a **rule of the user's own** moved the message: 1 yes, 0 no.`],
  ['JMR', md`Whether the **junk mail rule** of the mailbox decided: 1 yes, 0 no.`],
  ['EX', md`Whether the mailbox takes mail of **known senders only**: 1 yes, 0 no.`],
  ['AUTH', md`Whether the sender was **authenticated**: 1 yes, 0 no.`],
  ['DEST', md`**Destination**: the folder that the message went to.`],
  ['OFR', md`**Rule** that decided about the folder.`],
  ['RF', md`**Folder** that the message went to.`],
  ['ENG', md`**Engine**: rules by Microsoft's inner numbers. Nobody published what they mean.`],
  ['WL', md`Whether the sender is on the user's **safe list**: 1 yes, 0 no.`],
  ['PCWL', md`Whether the sender is safe because the user **chose** it so: 1 yes, 0 no.`],
]);

const categories = new Map([
  ['NONE', md`Nothing was found.`],
  ['AMP', md`Malware, found by the filter against malware.`],
  ['BIMP', md`Somebody imitates a brand.`],
  ['BULK', md`Bulk mail.`],
  ['DIMP', md`Somebody imitates a domain that the organisation protects.`],
  ['FTBP', md`An attachment of a kind that the organisation does not let in.`],
  ['GIMP', md`Somebody imitates a person whom the recipient writes to.`],
  ['HPHSH', md`Phishing, with high confidence.`],
  ['HPHISH', md`Phishing, with high confidence.`],
  ['HSPM', md`Spam, with high confidence.`],
  ['INTOS', md`Phishing from inside the organisation.`],
  ['MALW', md`Malware.`],
  ['OSPM', md`Spam on its way **out**: Microsoft saw that its own customer sends it.`],
  ['PHSH', md`Phishing.`],
  ['SAP', md`An attachment that turned out dangerous when Microsoft tried it.`],
  ['SPM', md`Spam.`],
  ['SPOOF', md`The sender is spoofed.`],
  ['UIMP', md`Somebody imitates a person whom the organisation protects.`],
]);

const verdicts = new Map([
  ['BLK', md`Blocked without a look: the sender is on the recipient's list of blocked senders.`],
  ['NSPM', md`Not spam: delivered.`],
  ['SFE', md`Let through without a look: the sender is on the recipient's list of safe senders.`],
  ['SKA', md`Let through without a look: an administrator allowed the sender or the domain.`],
  ['SKB', md`Marked as spam: an administrator blocked the sender or the domain.`],
  ['SKI', md`Let through without a look: mail inside the organisation.`],
  [
    'SKN',
    md`Marked as not spam before the filter looked, by a rule of the organisation or of the sending one.`,
  ],
  ['SKQ', md`Released from quarantine.`],
  ['SKS', md`Marked as spam before the filter looked, by a rule of the organisation.`],
  ['SPM', md`Spam, says the filter.`],
]);

const values: ReadonlyMap<string, ReadonlyMap<string, Markdown>> = new Map([
  ['CAT', categories],
  ['SFV', verdicts],
  [
    'IPV',
    new Map([
      ['NLI', md`On no list of good or bad addresses.`],
      ['CAL', md`Let through without a look: an administrator allowed the address.`],
    ]),
  ],
  [
    'RF',
    new Map([
      ['INBOX', md`The inbox.`],
      ['JUNKEMAIL', md`The junk mail folder.`],
    ]),
  ],
  ['SRV', new Map([['BULK', md`Bulk mail, by its level of complaints.`]])],
  [
    'DIR',
    new Map([
      ['INB', md`Inbound: from outside.`],
      ['OUT', md`Outbound: to the outside. The organisation is the sender's.`],
      ['INT', md`Internal.`],
      ['ORG', md`Inside the organisation.`],
    ]),
  ],
  [
    'PTR',
    new Map([
      ['INFODOMAINNONEXISTENT', md`The address has no name in the DNS.`],
      ['INFONORECORDS', md`The DNS knows the address, but no name for it.`],
      ['ERRORRETRY', md`The DNS did not answer.`],
    ]),
  ],
  [
    'SFTY',
    new Map([
      ['9.1', md`Phishing.`],
      ['9.11', md`The sender is spoofed, with the organisation's own domain.`],
      ['9.19', md`Somebody imitates a domain.`],
      ['9.20', md`Somebody imitates a user.`],
      ['9.21', md`The sender could not be authenticated.`],
      ['9.25', md`The recipient does not often get mail from this sender.`],
    ]),
  ],
  [
    'DEST',
    new Map([
      ['I', md`The inbox.`],
      ['J', md`The junk folder.`],
      ['C', md`A folder of the user's own choice.`],
      ['D', md`Deleted.`],
    ]),
  ],
  [
    'OFR',
    new Map([
      ['SPAMFILTERAUTHJ', md`The spam filter called it junk.`],
      ['SPAMFILTERPASS', md`The spam filter let it pass.`],
      ['TRUSTEDSENDERLIST', md`The user trusts the sender.`],
      ['CUSTOMRULES', md`A rule of the user's own.`],
      ['EXCLUSIVESETTINGS', md`The user takes mail of known senders only.`],
    ]),
  ],
]);

export function spamConfidence(value: string): Markdown | null {
  return levels.get(value) ?? null;
}

const levels: ReadonlyMap<string, Markdown> = new Map([
  ['-1', md`Not filtered: a safe sender, a rule of the organisation, or an allowed address.`],
  ['0', md`Not spam.`],
  ['1', md`Not spam.`],
  ['2', md`Not used by the filter itself.`],
  ['3', md`Not used by the filter itself.`],
  ['4', md`Not used by the filter itself.`],
  ['5', md`Spam.`],
  ['6', md`Spam.`],
  ['7', md`Spam; consumers' mailboxes at outlook.com have this level.`],
  ['8', md`Spam with high confidence; consumers' mailboxes at outlook.com have this level.`],
  ['9', md`Spam with high confidence.`],
]);

function bulkComplaints(value: string): Markdown | null {
  if (!/^\d$/.test(value)) return null;
  const level = Number(value);
  if (level === 0) return md`Not from a bulk sender.`;
  if (level <= 3) return md`From a bulk sender with few complaints.`;
  if (level <= 7) return md`From a bulk sender with a middling number of complaints.`;
  return md`From a bulk sender with many complaints.`;
}

export function phishingConfidence(value: string): Markdown | null {
  if (!/^[1-8]$/.test(value)) return null;
  return Number(value) <= 3 ? md`Not likely phishing (1 to 3).` : md`Likely phishing (4 to 8).`;
}

/** How Exchange took the client: `X-MS-Exchange-Organization-AuthAs`. */
export function authAsWords(value: string): Markdown | null {
  return clients.get(value.toLowerCase()) ?? null;
}

const clients: ReadonlyMap<string, Markdown> = new Map([
  [
    'anonymous',
    md`A stranger: nobody authenticated the message. That is so with all mail from outside.`,
  ],
  [
    'internal',
    md`One of the house: it was written inside the organisation, or comes from a server that the organisation trusts.`,
  ],
  ['external', md`From outside, over a connection that the organisation trusts.`],
  ['partner', md`From a partner organisation, over a secured connection.`],
]);

export function directionWords(value: string): Markdown | null {
  switch (value.toLowerCase()) {
    case 'incoming':
      return md`It came from outside the organisation.`;
    case 'originating':
      return md`It was written inside the organisation.`;
    default:
      return null;
  }
}

const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

function countryName(value: string): Markdown | null {
  if (value === '') return md`Unknown.`;
  const name = /^[A-Z]{2}$/.test(value) ? regions.of(value) : undefined;
  return name === undefined ? null : md`${name}.`;
}

function languageName(value: string): Markdown | null {
  const name = /^[a-z]{2,3}$/.test(value) ? languages.of(value) : undefined;
  return name === undefined ? null : md`${name}.`;
}
