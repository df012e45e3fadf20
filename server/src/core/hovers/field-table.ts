/** The table of header fields: what each is and who writes it. A row is data; to explain another field, add one. */
import { type Markdown, md } from '../text/markdown.ts';

/**
 * `sender` the sender's program · `server` a server that took the message · `list` a mailing list ·
 * `signer` whoever signed the message.
 */
export type Writer = 'sender' | 'server' | 'list' | 'signer';

export interface FieldEntry {
  readonly writer: Writer;
  /** Reads on from "Name: …". */
  readonly what: Markdown;
  /** The value is an IP address. */
  readonly holdsAddress: boolean;
}

/** @param key the field's name in lower case */
export function describe(key: string): FieldEntry | null {
  const entry = fields.get(key);
  if (entry !== undefined) return entry;
  return families.find(({ prefix }) => key.startsWith(prefix))?.entry ?? null;
}

function row(writer: Writer, what: Markdown, holdsAddress = false): FieldEntry {
  return { writer, what, holdsAddress };
}

const fields: ReadonlyMap<string, FieldEntry> = new Map([
  [
    'from',
    row(
      'sender',
      md`who the message says it is from (RFC 5322 §3.6.2). The easiest thing of all to forge; its owner is often a victim, not the culprit.`,
    ),
  ],
  [
    'sender',
    row('sender', md`who really sent it, when that is not who it is from (RFC 5322 §3.6.2).`),
  ],
  [
    'reply-to',
    row(
      'sender',
      md`where answers shall go. In spam it is often a drop box: the one address that the sender reads.`,
    ),
  ],
  [
    'to',
    row(
      'sender',
      md`whom the message says it is for. The envelope decides where it really goes, so your own address need not be here.`,
    ),
  ],
  ['cc', row('sender', md`who else gets it, as the sender says.`)],
  ['bcc', row('sender', md`who gets it in secret. Programs take it out before they send.`)],
  ['subject', row('sender', md`what the message is about, as the sender says.`)],
  [
    'date',
    row('sender', md`when the message was finished, by the sender's own clock (RFC 5322 §3.6.1).`),
  ],
  [
    'message-id',
    row(
      'sender',
      md`the message's own name, meant to be the only one in the world (RFC 5322 §3.6.4). The part behind the ${'@'} is often, not always, the machine that made it.`,
    ),
  ],
  ['in-reply-to', row('sender', md`the Message-ID of the message that this one answers.`)],
  ['references', row('sender', md`the Message-IDs of the conversation so far.`)],
  ['comments', row('sender', md`remarks of the sender's.`)],
  ['keywords', row('sender', md`catchwords of the sender's.`)],
  ['organization', row('sender', md`whom the sender says to work for.`)],
  ['user-agent', row('sender', md`the program that the message was written with.`)],
  [
    'x-mailer',
    row(
      'sender',
      md`the program that the message was written with. Bulk mailers often name an honest one.`,
    ),
  ],
  [
    'x-mimeole',
    row('sender', md`the version of Outlook or Outlook Express that made the message.`),
  ],
  ['x-priority', row('sender', md`how urgent the sender wants it to look.`)],
  ['importance', row('sender', md`how important the sender wants it to look.`)],
  ['priority', row('sender', md`how urgent the sender wants it to look.`)],
  ['thread-topic', row('sender', md`Outlook's name for the conversation.`)],
  [
    'thread-index',
    row(
      'sender',
      md`Outlook's place of the message in its conversation; it holds the time of its first message.`,
    ),
  ],
  [
    'disposition-notification-to',
    row(
      'sender',
      md`where a receipt shall go once you have read it. Do not send one: it tells a spammer that you exist.`,
    ),
  ],
  [
    'return-receipt-to',
    row(
      'sender',
      md`where a receipt shall go. Do not send one: it tells a spammer that you exist.`,
    ),
  ],
  ['auto-submitted', row('sender', md`whether a person or a program sent it (RFC 3834).`)],
  [
    'feedback-id',
    row(
      'sender',
      md`numbers by which a bulk sender and the mailbox provider tell campaigns apart.`,
    ),
  ],
  [
    'x-originating-ip',
    row(
      'sender',
      md`the address of whoever wrote the message in a web browser, as the web mail service noted it. Worth as much as the service, and forged as easily as any field.`,
      true,
    ),
  ],
  [
    'x-sender-ip',
    row(
      'server',
      md`the address of the client that handed the message over, in one provider's words.`,
      true,
    ),
  ],
  [
    'mime-version',
    row(
      'sender',
      md`that the body follows MIME, the rules for text, pictures and attachments (RFC 2045).`,
    ),
  ],
  ['content-type', row('sender', md`what the body is: text, HTML, several parts (RFC 2045 §5).`)],
  [
    'content-transfer-encoding',
    row('sender', md`how the body was written down so that it survives the way (RFC 2045 §6).`),
  ],
  [
    'content-disposition',
    row('sender', md`whether to show the part or offer it as a file (RFC 2183).`),
  ],
  ['content-language', row('sender', md`the language of the body.`)],
  ['accept-language', row('sender', md`the languages that the sender's program was set to.`)],

  [
    'return-path',
    row(
      'server',
      md`the envelope sender, written down at final delivery (RFC 5321 §4.4): where bounces go. Your server writes down what the client gave: the address itself is a claim unless SPF passes.`,
    ),
  ],
  [
    'delivered-to',
    row('server', md`the mailbox that it was delivered to. Your server wrote it, to break loops.`),
  ],
  [
    'x-original-to',
    row('server', md`the recipient of the envelope before aliases were looked up.`),
  ],
  ['envelope-to', row('server', md`the recipient of the envelope.`)],
  [
    'x-received',
    row('server', md`a trace field of Google's for its own inside. Not part of the route.`),
  ],
  ['errors-to', row('list', md`where bounces should go; no longer in use.`)],
  [
    'precedence',
    row('list', md`that it is bulk or list mail, so that nobody's holiday note answers it.`),
  ],

  [
    'received-spf',
    row(
      'server',
      md`the result of SPF (RFC 7208): may this client send for the domain of the envelope sender? It speaks of the envelope, not of ${'From'}.`,
    ),
  ],
  [
    'authentication-results',
    row('server', md`what SPF, DKIM and DMARC gave at the server named first (RFC 8601).`),
  ],
  [
    'dkim-signature',
    row(
      'signer',
      md`a signature of the domain behind ${'d='} over the body and the fields behind ${'h='} (RFC 6376). Valid, it proves that this domain let the message out, and nothing about who wrote it.`,
    ),
  ],
  [
    'domainkey-signature',
    row('signer', md`a signature of DomainKeys, which DKIM replaced in 2007 (RFC 4870).`),
  ],
  [
    'arc-seal',
    row('signer', md`a link of the chain by which forwarders vouch for what they saw (RFC 8617).`),
  ],
  [
    'arc-message-signature',
    row('signer', md`a forwarder's signature over the message as it left (RFC 8617).`),
  ],
  [
    'arc-authentication-results',
    row(
      'signer',
      md`what SPF, DKIM and DMARC gave at a forwarder (RFC 8617): worth as much as the forwarder, and nothing before the chain is verified.`,
    ),
  ],

  ['list-id', row('list', md`the name of the mailing list (RFC 2919).`)],
  [
    'list-unsubscribe',
    row(
      'list',
      md`how to leave the list (RFC 2369). Use it with senders that you know; to a spammer it proves that you exist.`,
    ),
  ],
  ['list-unsubscribe-post', row('list', md`that one click leaves the list (RFC 8058).`)],

  [
    'authentication-results-original',
    row(
      'server',
      md`what the message brought along as ${'Authentication-Results'}, set aside by Exchange.`,
    ),
  ],
  [
    'x-original-authentication-results',
    row(
      'server',
      md`what the message brought along as ${'Authentication-Results'}, set aside by a server.`,
    ),
  ],
  [
    'x-ms-exchange-authentication-results',
    row(
      'server',
      md`what SPF, DKIM and DMARC gave at an Exchange server further back, kept when the message was passed on.`,
    ),
  ],

  [
    'x-spam-status',
    row(
      'server',
      md`what SpamAssassin, or a program like it, thought of the message, and by which tests.`,
    ),
  ],
  ['x-spam-flag', row('server', md`whether a spam filter took the message for spam.`)],
  [
    'x-spam-level',
    row(
      'server',
      md`a spam filter's points as a row of signs, so that mail programs can sort by it.`,
    ),
  ],
  [
    'x-spam-bar',
    row(
      'server',
      md`a spam filter's points as a row of signs, so that mail programs can sort by it.`,
    ),
  ],
  ['x-spam-score', row('server', md`a spam filter's points: the more, the more likely spam.`)],
  [
    'x-spam-checker-version',
    row('server', md`which version of SpamAssassin looked at the message, and on which machine.`),
  ],
  ['x-spam-report', row('server', md`the tests of a spam filter, in words.`)],
  [
    'x-spamd-result',
    row(
      'server',
      md`what Rspamd thought of the message: points, the limit, and every test (symbol) with its points and what it saw.`,
    ),
  ],
  ['x-spamd-bar', row('server', md`Rspamd's points as a row of signs.`)],
  ['x-rspamd-action', row('server', md`what Rspamd wanted done with the message.`)],
  ['x-rspamd-server', row('server', md`the machine whose Rspamd looked at the message.`)],
  ['x-rspamd-queue-id', row('server', md`the queue id under which Rspamd saw the message.`)],

  [
    'x-forefront-antispam-report',
    row(
      'server',
      md`what Microsoft's filter saw: ${'CIP'} the client's address, ${'CTRY'} its country, ${'SCL'} the spam score from -1 to 9, ${'SFV'} and ${'CAT'} the verdict.`,
    ),
  ],
  [
    'x-forefront-antispam-report-untrusted',
    row('server', md`what another organisation's Microsoft filter wrote when the message left it.`),
  ],
  [
    'x-microsoft-antispam',
    row(
      'server',
      md`Microsoft's filter on bulk mail: ${'BCL'} is the level of complaints from 0 to 9.`,
    ),
  ],
  [
    'x-microsoft-antispam-untrusted',
    row('server', md`what another organisation's Microsoft filter wrote about bulk mail.`),
  ],
  [
    'x-microsoft-antispam-mailbox-delivery',
    row(
      'server',
      md`how Microsoft's mailbox server chose the folder: ${'dest'} is the folder, ${'OFR'} the rule.`,
    ),
  ],
  [
    'x-microsoft-antispam-message-info',
    row('server', md`what Microsoft's filter saw, encrypted for Microsoft alone.`),
  ],
  [
    'x-ms-exchange-organization-authas',
    row(
      'server',
      md`as what Exchange took the client: ${'Anonymous'} a stranger, ${'Internal'} one of the house.`,
    ),
  ],
  [
    'x-ms-exchange-organization-authsource',
    row('server', md`the Exchange server that decided as what the client was taken.`),
  ],
  [
    'x-ms-exchange-organization-authmechanism',
    row('server', md`how the client was authenticated, by Microsoft's inner numbers.`),
  ],
  [
    'x-ms-exchange-organization-messagedirectionality',
    row('server', md`whether the message came into the organisation or was written in it.`),
  ],
  [
    'x-ms-exchange-organization-network-message-id',
    row(
      'server',
      md`the number under which Microsoft's logs know the message. Give it to Microsoft's support.`,
    ),
  ],
  [
    'x-ms-exchange-organization-scl',
    row('server', md`Exchange's spam score, from -1 (never looked at) to 9.`),
  ],
  ['x-ms-exchange-organization-pcl', row('server', md`Exchange's phishing score, from 1 to 8.`)],
  [
    'x-ms-exchange-crosstenant-authas',
    row(
      'server',
      md`as what the organisation that sent or received it within Microsoft 365 took the client.`,
    ),
  ],
  [
    'x-ms-exchange-crosstenant-id',
    row(
      'server',
      md`the organisation within Microsoft 365 that handled the message, by its number.`,
    ),
  ],
  [
    'x-ms-exchange-crosstenant-originalattributedtenantconnectingip',
    row('server', md`the client address, and its HELO name, at Microsoft's first server.`),
  ],
  [
    'x-sid-result',
    row(
      'server',
      md`whether the sender's domain lets this client send for it, as outlook.com tested it (Sender ID, RFC 4406).`,
    ),
  ],
  [
    'x-sid-pra',
    row('server', md`the address that outlook.com held responsible for the message (RFC 4407).`),
  ],

  [
    'x-google-dkim-signature',
    row(
      'signer',
      md`Google's signature for itself (${'1e100.net'} is Google): it lets Google know its own mail again.`,
    ),
  ],
  [
    'x-gm-message-state',
    row(
      'server',
      md`Google's notes on the message, encrypted for Google alone. The server of the sender writes it.`,
    ),
  ],
  ['x-gm-gg', row('server', md`Google's notes on the message, encrypted for Google alone.`)],
  [
    'x-google-smtp-source',
    row(
      'server',
      md`Google's note of where it got the message from, encrypted for Google alone: in a complaint to Google it helps.`,
    ),
  ],
  [
    'x-google-original-from',
    row(
      'server',
      md`the ${'From'} field as the user's program had written it, before Google replaced it.`,
    ),
  ],
  [
    'x-google-group-id',
    row('server', md`the number of the Google group that the message went through.`),
  ],

  [
    'x-proofpoint-spam-details',
    row(
      'server',
      md`what Proofpoint's filter thought of the message: ${'rule'} decided, the scores go from 0 to 100.`,
    ),
  ],
  [
    'x-proofpoint-virus-version',
    row('server', md`which malware scanner Proofpoint ran, and of what day.`),
  ],
  [
    'x-proofpoint-guid',
    row('server', md`the number under which Proofpoint's logs know the message.`),
  ],
  [
    'x-proofpoint-orig-guid',
    row('server', md`the number under which Proofpoint's logs know the message.`),
  ],
]);

/** Fields that come in families. The first prefix that fits wins. */
const families: readonly { readonly prefix: string; readonly entry: FieldEntry }[] = [
  { prefix: 'list-', entry: row('list', md`how to reach or leave the mailing list (RFC 2369).`) },
  {
    prefix: 'resent-',
    entry: row(
      'sender',
      md`written by somebody who passed the message on unchanged (RFC 5322 §3.6.6).`,
    ),
  },
  { prefix: 'x-spam', entry: row('server', md`what a spam filter thought of the message.`) },
  { prefix: 'x-rspamd', entry: row('server', md`a note of Rspamd's.`) },
  { prefix: 'x-proofpoint-', entry: row('server', md`a note of Proofpoint's filter.`) },
  {
    prefix: 'x-microsoft-',
    entry: row('server', md`a note of Microsoft's servers for themselves.`),
  },
  { prefix: 'x-ms-', entry: row('server', md`a note of Microsoft's servers for themselves.`) },
  { prefix: 'x-google-', entry: row('server', md`a note of Google's servers for themselves.`) },
  { prefix: 'x-gm-', entry: row('server', md`a note of Google's servers for themselves.`) },
];
