/**
 * What the comments of a trace field say beside the client's address: TLS, authentication, envelope
 * sender, software. Reads one comment at a time and puts what it finds into a draft.
 */
import { type IpLiteral, readIp } from '../net/ip.ts';
import { isDigit, trimBlanks } from '../text/chars.ts';
import type { Spanned } from '../text/span.ts';
import type { Login } from './field.ts';
import { ANGLE, ATOM, COMMA, COMMENT, LITERAL, QUOTED, Tokens } from './tokens.ts';
import type { Word } from './words.ts';

/** Facts gathered from the comments of one field; the first of each kind counts. */
export interface Notes {
  auth: Login | null;
  envelopeFrom: Spanned | null;
  tlsVersion: Spanned | null;
  tlsCipher: Spanned | null;
}

/** How notes about authentication begin, and the words in them that name neither user nor mechanism. */
const authFillers: ReadonlySet<Word | ''> = new Set<Word>([
  'auth',
  'auth:',
  'authenticated',
  'authenticated:',
  'sender:',
  'smtp-auth',
  'smtpauth',
  'account',
  'squirrelmail',
  'user',
  'username',
  'as',
]);

/** What one comment turned out to be. `other` is left to the caller: software, an address, chatter. */
export type NoteKind = 'tls' | 'auth' | 'envelope' | 'chatter' | 'other';

/** Tokens of the comment read last. One list for all: the parser never looks at two comments at once. */
export const inner = new Tokens();

export function spanned(text: string, start: number, end: number): Spanned {
  return { value: text.slice(start, end), start, end };
}

/** The same for a text of several words: what folds and blanks stand between them counts as one blank. */
export function phrase(text: string, start: number, end: number): Spanned {
  for (let i = start; i < end; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 32 || (code === 32 && text.charCodeAt(i + 1) <= 32))
      return { value: text.slice(start, end).replace(/[ \t\r\n]+/g, ' '), start, end };
  }
  return spanned(text, start, end);
}

/** The inside of an angle address or a quoted string, or the token itself. */
export function unwrapped(text: string, kind: number, start: number, end: number): Spanned {
  if (kind === QUOTED) return phrase(text, start + 1, end - 1);
  return kind === ANGLE ? spanned(text, start + 1, end - 1) : spanned(text, start, end);
}

/** Where the character stands in `text[start, end)`, or -1: never looks further, however long the text. */
export function indexWithin(text: string, code: number, start: number, end: number): number {
  for (let i = start; i < end; i += 1) if (text.charCodeAt(i) === code) return i;
  return -1;
}

/** Whether `text[start, end)` is `word` (lower case ASCII), whatever the case. */
export function isWord(text: string, start: number, end: number, word: string): boolean {
  return end - start === word.length && startsWithWord(text, start, end, word);
}

/** Whether `text[start, end)` starts with `word` (lower case ASCII), whatever the case. */
export function startsWithWord(text: string, start: number, end: number, word: string): boolean {
  if (end - start < word.length) return false;
  for (let i = 0; i < word.length; i += 1) {
    const code = text.charCodeAt(start + i);
    const lower = code >= 65 && code <= 90 ? code + 32 : code;
    if (lower !== word.charCodeAt(i)) return false;
  }
  return true;
}

/** The address that a bare word is. Most words begin with a letter that no address begins with. */
export function addressIn(text: string, start: number, end: number): IpLiteral | null {
  const first = text.charCodeAt(start) | 32;
  // Not a hexadecimal digit, nor the `i` of `IPv6:`.
  if (first > 102 && first <= 122 && first !== 105) return null;
  return readIp(text, start, end, false);
}

/** The command that opens the dialogue: HELO, EHLO, or LHLO of LMTP (RFC 2033). */
export function isGreeting(word: Word | ''): boolean {
  return word === 'helo' || word === 'ehlo' || word === 'lhlo';
}

/** Reads the comment `text[start, end)` (parentheses included) into `inner` and, when it is a note, into `notes`. */
export function readNote(text: string, start: number, end: number, notes: Notes): NoteKind {
  inner.read(text, start + 1, end - 1);
  if (inner.kind(0) !== ATOM) return 'other';
  const word = inner.word(0);
  // `AES256-SHA encrypted` (qmail, qpsmtpd), `TLSv1.3:TLS_AES_256_GCM_SHA384 encrypted` (T-Online).
  if (inner.count === 2 && inner.word(1) === 'encrypted' && !isGreeting(word)) {
    const s = inner.start(0);
    const e = inner.end(0);
    if (indexWithin(text, 58, s, e) < 0) notes.tlsCipher ??= spanned(text, s, e);
    else tlsWord(text, s, e, notes);
    return 'tls';
  }
  return word === '' ? prefixNote(text, notes) : wordNote(text, word, end - 1, notes);
}

/**
 * A comment that begins with a word.
 * @param end where its inside ends
 */
function wordNote(text: string, word: string, end: number, notes: Notes): NoteKind {
  switch (word) {
    // Not by prefix: a reverse name may start with `auth`, too.
    case 'auth':
    case 'auth:':
    case 'authenticated':
    case 'authenticated:':
    case 'account':
    case 'smtp-auth':
    case 'smtpauth':
    case 'squirrelmail':
      return authNote(text, inner.start(0), end, notes);
    case 'cipher':
    case 'tls_cipher':
      tlsWord(text, inner.start(1), inner.end(1), notes);
      return 'tls';
    case 'tls':
      tlsWord(text, inner.start(0), inner.end(0), notes);
      return 'tls';
    case 'tls:':
      tlsList(text, 1, notes);
      return 'tls';
    case 'using':
      notes.tlsVersion ??= spanned(text, inner.start(1), inner.end(1));
      if (inner.word(3) === 'cipher' && inner.count > 4)
        notes.tlsCipher ??= spanned(text, inner.start(4), inner.end(4));
      return 'tls';
    // `sender:` is Smail's.
    case 'envelope-from':
    case 'sender:':
      return envelopeNote(text, notes);
    // Courier: `IDENT: x, AUTH: LOGIN y, TLS: …`.
    case 'ident:':
      return listNote(text, end, notes);
    // `proxying` is SquirrelMail's: what the client's proxy says is anybody's word.
    case 'client':
    case 'multiple':
    case 'multi-drop':
    case 'single-drop':
    case 'no':
    case 'not':
    case 'orcpt':
    case 'proxying':
    case 'uid':
      return 'chatter';
    default:
      return 'other';
  }
}

/** A comment that begins with a key or a prefix. Sorted by first letter: most comments are no notes. */
function prefixNote(text: string, notes: Notes): NoteKind {
  const s = inner.start(0);
  const e = inner.end(0);
  switch (text.charCodeAt(s) | 32) {
    case 99: // c
      if (!startsWithWord(text, s, e, 'cipher=')) return 'other';
      keyValues(text, notes);
      return 'tls';
    case 101: // e
      return startsWithWord(text, s, e, 'envelope-') ? envelopeNote(text, notes) : 'other';
    case 109: // m
      // Aliyun: `mailfrom:joe@example.com fp:SMTPD_---…`.
      if (!startsWithWord(text, s, e, 'mailfrom:')) return 'other';
      notes.envelopeFrom ??= spanned(text, s + 9, e);
      return 'envelope';
    case 110: // n
      // United Internet: which machine of the name it was. Google: `num_hops = 1`.
      return startsWithWord(text, s, e, 'node=') || startsWithWord(text, s, e, 'num_hops')
        ? 'chatter'
        : 'other';
    case 114: // r
      return startsWithWord(text, s, e, 'return-path') ? envelopeNote(text, notes) : 'other';
    case 115: // s
    case 116: // t
      if (!isTlsWord(text, s, e, 'ssl') && !isTlsWord(text, s, e, 'tls')) return 'other';
      tlsWord(text, s, e, notes);
      return 'tls';
    case 117: // u
      // Sendmail's fuller form: `user=joe mech=LOGIN bits=0`.
      if (!startsWithWord(text, s, e, 'user=')) return 'other';
      notes.auth ??= login(spanned(text, s + 5, e), spanned(text, s + 5, e), mechanismIn(text, 1));
      return 'auth';
    case 118: // v
      if (!startsWithWord(text, s, e, 'version=')) return 'other';
      keyValues(text, notes);
      return 'tls';
    default:
      return 'other';
  }
}

/** `version=TLS1_2, cipher=…  bits=128`. */
function keyValues(text: string, notes: Notes): void {
  for (let i = 0; i < inner.count; i += 1) {
    const s = inner.start(i);
    const e = inner.end(i);
    if (startsWithWord(text, s, e, 'version=') && e > s + 8)
      notes.tlsVersion ??= spanned(text, s + 8, e);
    else if (startsWithWord(text, s, e, 'cipher=') && e > s + 7)
      notes.tlsCipher ??= spanned(text, s + 7, e);
  }
}

/** `TLS`, `TLSv1.2`, `TLS1.2:…`, `TLS_AES…`, `SSLv3`: not `tls.example.com`, and not `sslwrap@localhost` or `tls0@localhost`. */
function isTlsWord(text: string, s: number, e: number, prefix: string): boolean {
  if (!startsWithWord(text, s, e, prefix) || e - s > 96) return false;
  if (indexWithin(text, 64 /* @ */, s, e) >= 0) return false;
  let at = s + prefix.length;
  if (at < e && (text.charCodeAt(at) | 32) === 118 /* v */) at += 1;
  return at === e || isDigit(text.charCodeAt(at)) || ':_-,'.includes(text.charAt(at));
}

/** `TLSv1.2:ECDHE-RSA-AES256-GCM-SHA384:256`, `TLS1.2`, `TLSv1`. */
function tlsWord(text: string, start: number, end: number, notes: Notes): void {
  if (end <= start) return;
  const colon = indexWithin(text, 58, start, end);
  if (colon < 0) {
    notes.tlsVersion ??= spanned(text, start, end);
    return;
  }
  notes.tlsVersion ??= spanned(text, start, colon);
  const second = indexWithin(text, 58, colon + 1, end);
  const cipherEnd = second < 0 ? end : second;
  if (cipherEnd > colon + 1) notes.tlsCipher ??= spanned(text, colon + 1, cipherEnd);
}

/** What follows the ident in Courier's note. */
function listNote(text: string, end: number, notes: Notes): NoteKind {
  for (let i = 1; i < inner.count; i += 1) {
    const start = inner.start(i);
    const word = inner.word(i);
    if (word === 'auth:') {
      inner.read(text, start, end);
      return authNote(text, start, end, notes);
    }
    if (word === 'tls:') {
      tlsList(text, i + 1, notes);
      return 'tls';
    }
  }
  return 'other';
}

/** Courier's `TLSv1/SSLv3,256bits,AES256-SHA`: version and cipher, behind the token of `TLS:`. */
function tlsList(text: string, first: number, notes: Notes): void {
  if (inner.count <= first) return;
  notes.tlsVersion ??= spanned(text, inner.start(first), inner.end(first));
  if (inner.kind(first + 1) === COMMA && inner.kind(first + 4) === ATOM)
    notes.tlsCipher ??= spanned(text, inner.start(first + 4), inner.end(first + 4));
}

/** `envelope-from <x>`, `envelope-sender "x"`, `return-path <>`. */
function envelopeNote(text: string, notes: Notes): NoteKind {
  if (inner.count > 1)
    notes.envelopeFrom ??= unwrapped(text, inner.kind(1), inner.start(1), inner.end(1));
  return 'envelope';
}

/**
 * `Authenticated sender: x`, `authenticated bits=0`, `AUTH: LOGIN x`, `authenticated`,
 * `SquirrelMail authenticated user x`, `account x`.
 */
function authNote(text: string, start: number, end: number, notes: Notes): NoteKind {
  for (let i = 0; i < inner.count; i += 1) {
    // An authentication that failed, or was not asked for, is none.
    if (inner.word(i) === 'failed' || inner.word(i) === 'none') return 'chatter';
  }
  let from = 0;
  while (from < inner.count && authFillers.has(inner.word(from))) from += 1;
  // Sendmail tells how strong the login was protected, not whose it was: `authenticated bits=0`, `(0 bits)`.
  if (inner.kind(from) === COMMENT || startsWithWord(text, inner.start(from), end, 'bits=')) {
    notes.auth ??= login(spanned(text, start, inner.end(0)), null, mechanismIn(text, from));
    return 'auth';
  }
  const valueStart = from < inner.count ? inner.start(from) : start;
  let valueEnd = end;
  // `account x [192.0.2.1] verified`, `account x HELO y`: what follows the user is about the connection.
  for (let i = from + 1; i < inner.count; i += 1) {
    const kind = inner.kind(i);
    if (kind !== LITERAL && kind !== COMMA && !isGreeting(inner.word(i))) continue;
    valueEnd = inner.start(i);
    // Courier: `AUTH: PLAIN x, TLS: TLSv1.3,128bits,…`.
    if (inner.word(i + 1) === 'tls:') tlsList(text, i + 2, notes);
    break;
  }
  const value = phrase(text, valueStart, trimBlanks(text, valueStart, valueEnd));
  if (notes.auth === null && from < inner.count) {
    const mechanism = mechanisms.has(value.value.slice(0, inner.end(from) - valueStart))
      ? spanned(text, valueStart, inner.end(from))
      : null;
    const user = mechanism === null ? value : userBehind(text, from + 1, value.end);
    notes.auth = login(value, user, mechanism ?? mechanismIn(text, from + 1));
  } else notes.auth ??= login(value, null, null);
  return 'auth';
}

export function login(
  { value, start, end }: Spanned,
  user: Spanned | null,
  mechanism: Spanned | null,
): Login {
  return { value, start, end, user, mechanism };
}

function userBehind(text: string, token: number, end: number): Spanned | null {
  const start = inner.start(token);
  return token < inner.count && start < end ? spanned(text, start, end) : null;
}

/** The mechanism told by name behind token `first`: `mech=LOGIN`, `mechanism cram-md5`. */
function mechanismIn(text: string, first: number): Spanned | null {
  for (let i = first; i < inner.count; i += 1) {
    const s = inner.start(i);
    const e = inner.end(i);
    if (e - s > 5 && startsWithWord(text, s, e, 'mech=')) return spanned(text, s + 5, e);
    if (i + 1 < inner.count && isWord(text, s, e, 'mechanism'))
      return spanned(text, inner.start(i + 1), inner.end(i + 1));
  }
  return null;
}

/** The mechanisms that servers offer or offered, in capitals as registered (RFC 4422 §3.1): a user may be called `login`. */
const mechanisms: ReadonlySet<string> = new Set([
  'PLAIN',
  'LOGIN',
  'CRAM-MD5',
  'DIGEST-MD5',
  'NTLM',
  'GSSAPI',
  'GSS-SPNEGO',
  'KERBEROS_V4',
  'EXTERNAL',
  'ANONYMOUS',
  'OAUTHBEARER',
  'XOAUTH2',
  'SCRAM-SHA-1',
  'SCRAM-SHA-1-PLUS',
  'SCRAM-SHA-256',
  'SCRAM-SHA-256-PLUS',
]);
