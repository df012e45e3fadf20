/** The `with` clause: the protocol of the handover. */
import type { Hop } from '../route/route.ts';
import { join, type Markdown, md } from '../text/markdown.ts';
import { softwareWords } from './software.ts';
import { standing } from './trust.ts';

export function withHover(hop: Hop): Markdown {
  const protocol = hop.received.with?.value ?? null;
  if (protocol === null) return join([md`**With**: no protocol is named.`, standing(hop)]);
  const words = protocolWords(protocol);
  return join([
    md`**With** ${protocol}: the protocol of the handover.`,
    words ?? md`Not a protocol that is registered (IANA's list of mail transmission types).`,
    namesSoftware(protocol) ? softwareWords(hop.received) : null,
    standing(hop),
  ]);
}

/** `Microsoft SMTP Server` stands where a protocol should. */
function namesSoftware(protocol: string): boolean {
  return protocol.toLowerCase().startsWith('microsoft ');
}

/** Whether the handover was, or may have been, an SMTP conversation. */
export function maySpeakSmtp(protocol: string | null): boolean {
  return protocol === null || !others.has(firstWord(protocol));
}

function protocolWords(protocol: string): Markdown | null {
  if (namesSoftware(protocol))
    return md`The name of the program in place of a protocol: Microsoft's servers write it so. The protocol was SMTP.`;
  const word = firstWord(protocol);
  return registered.get(word) ?? customary.get(word) ?? others.get(word) ?? null;
}

/** In lower case; `ESMTP/TLS/…`, `esmtps (TLS1.3)`, `HTTP id …`. */
function firstWord(protocol: string): string {
  const end = protocol.search(/[\s/;(]/);
  return (end < 0 ? protocol : protocol.slice(0, end)).toLowerCase();
}

const esmtp = md`SMTP with extensions: the client greeted with EHLO. What nearly all mail moves with (RFC 5321).`;
const lmtp = md`The local relative of SMTP: from a mail server to the program that files the message in a mailbox (RFC 2033).`;
const smtpUtf8 = md`SMTP with extensions, the one for addresses outside ASCII among them (RFC 6531).`;
const lmtpUtf8 = md`The local relative of SMTP, with addresses outside ASCII (RFC 6531).`;
const secured = md`**S**: encrypted with TLS (RFC 3848).`;
const authenticated = md`**A**: the client authenticated itself, so it is a user of this server (RFC 3848).`;
const neither = md`No **S** and no **A** follow: neither encrypted nor authenticated, unless a comment says otherwise.`;

/** A keyword with its three longer forms. */
function forms(base: string, words: Markdown): [string, Markdown][] {
  return [
    [base, join([words, neither], ' ')],
    [`${base}a`, join([words, authenticated], ' ')],
    [`${base}s`, join([words, secured], ' ')],
    [`${base}sa`, join([words, secured, authenticated], ' ')],
  ];
}

/** IANA's "WITH protocol types" for SMTP and its relatives, in lower case. */
const registered: ReadonlyMap<string, Markdown> = new Map([
  [
    'smtp',
    md`Simple Mail Transfer Protocol in its plain form: the client greeted with HELO and used no extension, so neither encryption nor authentication (RFC 5321). Some servers write it whatever was used.`,
  ],
  ...forms('esmtp', esmtp),
  ...forms('lmtp', lmtp),
  ...forms('utf8smtp', smtpUtf8),
  ...forms('utf8lmtp', lmtpUtf8),
]);

const fetched = md`Fetched from a mailbox by a program: the address is that of the polled server, not of a sender. The chain of handovers starts anew here.`;
const inHouse = md`A handover inside one machine: no network client took part.`;
const batch = md`A file of SMTP commands, not a connection: ${'BSMTP'}, from the days of UUCP or from a content filter.`;

const asked = md`The message was written in a web browser or given to a web service; no mail program took part. The address is that of whoever used the page.`;

/** SMTP by names that nobody registered. In lower case. */
const customary: ReadonlyMap<string, Markdown> = new Map([
  [
    'asmtp',
    md`Exim's word for authenticated SMTP before ${'ESMTPA'} was registered: the client is a user of this server.`,
  ],
  [
    'asmtps',
    md`Exim's word for authenticated and encrypted SMTP before ${'ESMTPSA'} was registered: the client is a user of this server.`,
  ],
  ['smtps', md`SMTP, encrypted with TLS, from a client that greeted with HELO.`],
  ['smtpa', md`SMTP from a client that authenticated itself: a user of this server.`],
  ['etrn', md`SMTP, after the receiver had asked for its waiting mail (RFC 1985).`],
]);

/** What is no SMTP: there was no conversation of HELO, MAIL, RCPT and DATA. In lower case. */
const others: ReadonlyMap<string, Markdown> = new Map([
  ['mms', md`From a mobile phone's Multimedia Messaging Service (RFC 4356).`],
  ['local', inHouse],
  ['local-smtp', inHouse],
  ['local-esmtp', inHouse],
  ['pipe', inHouse],
  ['stdin', inHouse],
  ['spool', inHouse],
  ['bsmtp', batch],
  ['local-bsmtp', batch],
  ['http', asked],
  ['https', asked],
  ['mapi', md`Exchange's inside: the message moved between mailbox and server, not over SMTP.`],
  ['nnfmp', md`Yahoo's own protocol between its machines.`],
  ['qmqp', md`Quick Mail Queueing Protocol: qmail machines of one house to each other.`],
  ['qmtp', md`Quick Mail Transfer Protocol, between qmail machines.`],
  ['uucp', md`Unix to Unix copy: machines that telephoned each other at night (RFC 976).`],
  ['pop3', fetched],
  ['pop3s', fetched],
  ['imap', fetched],
  ['imaps', fetched],
]);
