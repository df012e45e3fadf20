/** What the text after `with` says (RFC 5321 §4.4, RFC 3848). Knows names of protocols, nothing of fields. */
import { type Family, familyByProtocol } from './dialects.ts';
import { startsWithWord } from './notes.ts';

export interface ProtocolTraits {
  readonly family: Family | null;
  /** Not Exim's `local-smtp`: a program of the same machine spoke that. */
  readonly overSmtp: boolean;
  /** LMTP with an id and no software: the store signs with its session. */
  readonly lmtp: boolean;
  /** Needs no client address: the message changed hands on one machine, inside one system, or over a mailbox. */
  readonly local: boolean;
  /** Somebody fetched the message from a mailbox. */
  readonly polling: boolean;
  /** `Microsoft SMTPSVC(5.0.2195.6713)`, `[XMail 1.27 ESMTP Server]` name the software in place of a protocol. */
  readonly software: boolean;
  /** The protocol in lower case when it is one of authenticated clients; else null. */
  readonly auth: string | null;
  /** Where a cipher may follow: `ESMTP/TLS/ECDHE-RSA-AES256-GCM-SHA384`; -1 when nothing does. */
  readonly slash: number;
}

const localProtocols = new Set([
  'local',
  'bsmtp',
  'pipe',
  'spool',
  'stdin',
  'lmtp',
  'lmtps',
  'lmtpa',
  'lmtpsa',
  'mapi',
  'http',
  'https',
  'httprest',
  'nnfmp',
  'internal',
  'scan',
  'cron',
  // Neighbours of another kind of network, who have no address of this one.
  'uucp',
  'uucico',
  'x.400',
  'x400',
  'novell_groupwise',
]);

const pollingProtocols = new Set([
  'pop',
  'pop2',
  'pop3',
  'pop3s',
  'pop3-ssl',
  'sdps',
  'domainpop',
  'multipop',
  'imap',
  'imaps',
  'imap4',
  'imap4-ssl',
  'rpop',
  'apop',
  'kpop',
  'etrn',
  'odmr',
]);

/** RFC 3848's `A`, and Exim's older `asmtp`. */
const authenticated = new Set([
  'esmtpa',
  'esmtpsa',
  'asmtp',
  'asmtps',
  'lmtpa',
  'lmtpsa',
  'utf8smtpa',
  'utf8smtpsa',
  'utf8lmtpa',
  'utf8lmtpsa',
]);

/** Where nothing is said of a protocol. */
export const noProtocol: ProtocolTraits = readTraits('');

/**
 * The answers of late: a handful of names stands in nearly all fields. Short names only, for the
 * engine may keep a whole message alive for a longer piece of it.
 */
const known = new Map<string, ProtocolTraits>();
const MAX_KNOWN = 64;
const MAX_KNOWN_LENGTH = 12;

export function protocolTraits(name: string): ProtocolTraits {
  if (name.length > MAX_KNOWN_LENGTH) return readTraits(name);
  let traits = known.get(name);
  if (traits === undefined) {
    traits = readTraits(name);
    if (known.size === MAX_KNOWN) known.clear();
    known.set(name, traits);
  }
  return traits;
}

function readTraits(name: string): ProtocolTraits {
  const lower = name.toLowerCase();
  const blank = lower.indexOf(' ');
  const first = blank < 0 ? lower : lower.slice(0, blank);
  // `MailEnable ESMTPA`
  const last = lower.slice(lower.lastIndexOf(' ') + 1);
  return {
    family: familyByProtocol(name),
    overSmtp: lower.includes('smtp') && !lower.startsWith('local'),
    lmtp: name === 'LMTP' || name === 'LMTPS',
    local: localProtocols.has(first) || first.startsWith('local-'),
    polling: pollingProtocols.has(first),
    software: name.startsWith('[') || startsWithWord(name, 0, name.length, 'microsoft '),
    auth: name.length <= 24 && authenticated.has(last) ? last : null,
    slash: name.indexOf('/'),
  };
}
