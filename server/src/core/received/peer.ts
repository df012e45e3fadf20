/**
 * The `from` clause: which words are the client's claim and which the server's observation.
 * Shapes decide first (`helo=`, `(HELO x)`, the address that stands last); the dialect decides what
 * shapes leave open. The rule behind it all: what the client says is written as one piece, and may
 * hold anything. Most servers write it first: there a later address beats an earlier one, and what
 * was noted before it is void. Where the dialect puts the address before HELO, nothing behind both counts.
 */
import { type IpLiteral, readIp } from '../net/ip.ts';
import { isBlank, isDigit, isLetter, skipBlanks, trimBlanks } from '../text/chars.ts';
import type { Spanned } from '../text/span.ts';
import type { Family } from './dialects.ts';
import type { Login, Peer, ReverseLookup } from './field.ts';
import {
  addressIn,
  indexWithin,
  inner,
  isGreeting,
  isWord,
  login,
  type Notes,
  phrase,
  readNote,
  spanned,
  startsWithWord,
  unwrapped,
} from './notes.ts';
import { ANGLE, ATOM, COMMA, COMMENT, LITERAL, QUOTED, SEMICOLON, Tokens } from './tokens.ts';
import { type Word, wordIn } from './words.ts';

/** Facts of the `from` clause while it is read. */
interface Draft {
  /** HELO given by name: `helo=x`, `(HELO x)`, `claiming to be "x"`. */
  claim: Spanned | null;
  /** A name in the server's own comment. */
  name: Spanned | null;
  ip: IpLiteral | null;
  port: Spanned<number> | null;
  ident: Spanned | null;
  mayBeForged: { start: number; end: number } | null;
  /** The server's comment names the mechanism of a login behind the user. */
  login: boolean;
  mechanism: Spanned | null;
  /** The server said that it found no name. */
  nameless: boolean;
  /** Where the comment that holds the address starts. */
  addressComment: number;
}

/** What the rest of the field says about its `from` clause. */
export interface Surroundings {
  /** The dialect, when something beside the clause gave it away. */
  readonly family: Family | null;
  /** Where the notes in the clause's comments go. */
  readonly notes: Notes;
  /** Whether the message came over SMTP, and not from a program of the same machine. */
  readonly overSmtp: boolean;
  /** The protocol, when it is one of authenticated clients. */
  readonly auth: Login | null;
}

const nested = new Tokens();
/** What the rest of the field noted, and what the clause did in front of the comment that is read. */
const known: Notes = { auth: null, envelopeFrom: null, tlsVersion: null, tlsCipher: null };
const earlier: Notes = { auth: null, envelopeFrom: null, tlsVersion: null, tlsCipher: null };

/**
 * Reads the tokens `[first, last)` behind `from`.
 */
export function readPeer(
  text: string,
  tokens: Tokens,
  first: number,
  last: number,
  { family, notes, overSmtp, auth }: Surroundings,
): Peer {
  // Elsewhere HELO is what stands first, `(HELO x)` in it or not.
  const heloLast = family === null || family.first === 'rdns' || family.greets;
  const draft: Draft = {
    claim: null,
    name: null,
    ip: null,
    port: null,
    ident: null,
    mayBeForged: null,
    login: false,
    mechanism: null,
    nameless: false,
    addressComment: -1,
  };
  let words = first;
  while (words < last && isNamePart(tokens.kind(words))) {
    // A parenthesis without a partner: HELO holds another. Behind a reverse name the server wrote it.
    if (heloLast && text.charCodeAt(tokens.start(words)) === 40) break;
    words += 1;
  }
  // `[192.0.2.1]:25` and `host [192.0.2.1]`: an address beside the name, outside any comment.
  let wordsEnd = words;
  let topLevel: IpLiteral | null = null;
  let firstIp: IpLiteral | null = null;
  for (let i = first; i < words; i += 1) {
    if (tokens.kind(i) !== LITERAL) continue;
    const ip = readIp(text, tokens.start(i) + 1, tokens.end(i) - 1, true);
    if (ip === null) continue;
    topLevel = ip;
    // Exim: `[192.0.2.1]:51234 (helo=x)`.
    const behind = tokens.end(i);
    draft.port =
      i + 1 < words && tokens.start(i + 1) === behind && text.charCodeAt(behind) === 58
        ? portOf(text, behind + 1, tokens.end(i + 1))
        : null;
    if (i === first) firstIp = ip;
    // Smail: `from name from [192.0.2.1]`.
    else wordsEnd = Math.min(wordsEnd, i > first + 1 && tokens.word(i - 1) === 'from' ? i - 1 : i);
  }
  // MDaemon 19: `host [(192.0.2.1)]`. A bracket around a comment is not part of the name.
  if (
    wordsEnd > first + 1 &&
    text.charCodeAt(tokens.start(wordsEnd - 1)) === 91 &&
    tokens.end(wordsEnd - 1) === tokens.start(words) &&
    tokens.kind(wordsEnd - 1) === ATOM
  )
    wordsEnd -= 1;
  copyNotes(known, notes);
  let next = words;
  const addressFirst = family?.addressFirst === true;
  if (words < last && (addressFirst || (heloLast && tokens.kind(words) === ATOM))) {
    // A parenthesis in HELO leaves the server's without a partner: then the comment ends with the clause.
    const end = tokens.end(tokens.kind(words) === COMMENT ? words : last - 1);
    const greeting = greetingIn(text, tokens.start(words), end);
    if (greeting >= 0 && addressFirst) {
      // All that follows is the client's text.
      readComment(text, tokens.start(words), greeting + 1, draft, notes);
      readClaim(text, greeting, end, draft);
      next = last;
    } else if (greeting >= 0)
      readClaim(text, greeting, tokens.end(Math.max(words, last - 2)), draft);
  }
  for (let i = next; i < last; i += 1) {
    if (tokens.kind(i) === COMMENT) {
      if (family?.bareComments === true) {
        const note = bareWord(text, tokens.start(i), tokens.end(i));
        if (note !== null) {
          if (tokens.kind(i - 1) === LITERAL) draft.ident = note;
          // Not `(verified)` behind a certificate's name, as Debian's own servers tell it.
          else if (draft.ip === null && topLevel === null) draft.claim = note;
          continue;
        }
      }
      if (i === words && draft.port === null) {
        readComment(text, tokens.start(i), tokens.end(i), draft, notes);
        continue;
      }
      const { claim, ident, port, mayBeForged } = draft;
      draft.claim = null;
      draft.ident = null;
      draft.port = null;
      draft.mayBeForged = null;
      copyNotes(earlier, notes);
      copyNotes(notes, known);
      readComment(text, tokens.start(i), tokens.end(i), draft, notes);
      // What was told in front of the server's own comment is the client's text.
      const isServers = draft.addressComment === tokens.start(i);
      draft.claim ??= claim;
      if (isServers) continue;
      draft.ident ??= ident;
      draft.port ??= port;
      draft.mayBeForged ??= mayBeForged;
      addNotes(notes, earlier);
    } else if (
      tokens.word(i) === 'as' &&
      draft.addressComment >= 0 &&
      i + 2 < last &&
      tokens.word(i + 1) === 'user'
    )
      // Horde: `( [192.0.2.1]) as user joe@imap.example.com`.
      notes.auth ??= loginOf(spanned(text, tokens.start(i + 2), tokens.end(i + 2)));
    else if (tokens.kind(i) === LITERAL) {
      // `rdns (helo) [ip]`
      const ip = readIp(text, tokens.start(i) + 1, tokens.end(i) - 1, true);
      if (ip === null) continue;
      draft.ip = ip;
      draft.name = null;
      draft.port = null;
      draft.ident = null;
      draft.mayBeForged = null;
      draft.addressComment = tokens.start(i);
      copyNotes(notes, known);
    } else if (tokens.word(i) === 'be' && i + 1 < last && endsWithClaim(text, tokens, i)) {
      draft.claim ??= unwrapped(text, tokens.kind(i + 1), tokens.start(i + 1), tokens.end(i + 1));
      if (addressFirst && draft.ip !== null) break;
    } else if (tokens.word(i) === 'de/crypted' && draft.addressComment >= 0 && i + 3 < last) {
      // s/qmail: `de/crypted with TLSv1.3: TLS_AES_256_GCM_SHA384 [256/256] DN=none`.
      notes.tlsVersion ??= spanned(text, tokens.start(i + 2), tokens.end(i + 2) - 1);
      notes.tlsCipher ??= spanned(text, tokens.start(i + 3), tokens.end(i + 3));
    }
  }
  // `laptop - 203.0.113.5`
  if (family?.dash === true && draft.ip === null && words === first + 3) {
    const dash = text.charCodeAt(tokens.start(first + 1)) === 45;
    const ip = readIp(text, tokens.start(first + 2), tokens.end(first + 2), false);
    if (dash && ip?.valid === true) {
      topLevel = ip;
      wordsEnd = first + 1;
    }
  }

  const start = first < last ? tokens.start(first) : tokens.end(first - 1);
  const end = first < last ? tokens.end(last - 1) : start;
  // The client's own text may hold comments: where it stands first, everything before the server's comment is its claim.
  let claimEnd = wordsEnd > first ? tokens.end(wordsEnd - 1) : start;
  const nameEnd = claimEnd;
  if (family?.first !== 'rdns') {
    for (let i = words; i < last && tokens.start(i) < draft.addressComment; i += 1) {
      if (tokens.kind(i) !== COMMENT || isForeign(text, tokens, i)) claimEnd = tokens.end(i);
    }
  }
  if (family?.userBeforeAddress === true && topLevel !== null && wordsEnd === first + 2) {
    notes.auth ??= loginOf(spanned(text, tokens.start(first + 1), tokens.end(first + 1)));
    claimEnd = tokens.end(first);
  }
  let word = claimEnd > start ? phrase(text, start, claimEnd) : null;
  if (word !== null && wordsEnd - first === 1 && tokens.kind(first) === QUOTED)
    word = unwrapped(text, QUOTED, start, claimEnd);
  const oneWord = claimEnd === tokens.end(first);
  const wordIp =
    word === null || (!oneWord && (firstIp === null || draft.port === null))
      ? null
      : tokens.kind(first) === LITERAL
        ? firstIp
        : addressIn(text, word.start, word.end);

  const neverAnAddress = family?.client === 'never';
  let ip = neverAnAddress ? null : (draft.ip ?? topLevel);
  // `from 192.0.2.1 (EHLO x) by`, `from 192.0.2.1 by x with HTTP`: the address alone is what the server saw.
  if (ip === null && wordIp !== null && wordIp.valid && !neverAnAddress) ip = wordIp;
  const wordIsAddress = wordIp !== null && ip === wordIp;

  let helo: Spanned | null = draft.claim;
  let rdns: Spanned | null = draft.name;
  if (draft.claim !== null) {
    // Behind the name, up to the server's own comment, the client has the word.
    const name = nameEnd > start ? phrase(text, start, nameEnd) : null;
    draft.nameless ||= name !== null && isNameless(wordIn(text, name.start, name.end));
    if (rdns === null && wordIp === null && !draft.nameless && heloLast)
      rdns = withoutIdent(name, draft);
  } else if (!wordIsAddress) {
    helo = word;
    // These write the name once when HELO and the reverse lookup agree.
    // Without an address nothing was looked up. Yahoo, since 2010 or so, wrote HELO in front of a login.
    if (
      family?.first === 'rdns' &&
      wordIp === null &&
      !draft.nameless &&
      oneWord &&
      ip !== null &&
      (!draft.login || word?.value.includes('.') === true)
    )
      rdns ??= word;
  }
  if (family?.userFirst === true && ip === null && word !== null && !overSmtp) {
    draft.ident = word;
    helo = draft.claim;
    rdns = null;
  }
  const user = draft.login || (auth !== null && family?.identIsUser === true) ? draft.ident : null;
  rdns = hostName(rdns);
  helo = hostName(helo);
  return {
    start,
    end,
    helo,
    heloIp: helo === null ? null : heloAddress(text, helo),
    rdns,
    reverseLookup: reverseLookup(rdns, draft.nameless, ip, family),
    ip,
    port: draft.port ?? (ip?.port == null ? null : { value: ip.port, start: ip.end, end: ip.end }),
    ident: user === null ? draft.ident : null,
    auth: notes.auth ?? (user === null ? auth : login(user, user, draft.mechanism)),
    mayBeForged: draft.mayBeForged,
  };
}

/** Where HELO begins in the comment that opens at `start`: `helo=x`, `HELO x`, `"EHLO x"`; -1 when it is not told there. */
function greetingIn(text: string, start: number, end: number): number {
  let opens = true;
  for (let i = start; i < end; i += 1) {
    const code = text.charCodeAt(i);
    if (opens) {
      const s = code === 34 ? i + 1 : i;
      const next = s + 5 < end ? text.charCodeAt(s + 4) : 0;
      if ((isBlank(next) || (next === 61 && s === i)) && isGreeting(wordIn(text, s, s + 4)))
        return i;
    }
    if (code === 41) return -1;
    opens = code === 40 || isBlank(code);
  }
  return -1;
}

/** HELO at the end of the clause, which may hold anything; Exim adds what ident said. */
function readClaim(text: string, greeting: number, clauseEnd: number, draft: Draft): void {
  const quoted = text.charCodeAt(greeting) === 34;
  let start = greeting + (quoted ? 6 : 5);
  let end = clauseEnd;
  if (quoted) {
    const quote = indexWithin(text, 34, start, clauseEnd);
    if (quote >= 0) end = quote;
  } else if (text.charCodeAt(end - 1) === 41) end -= 1;
  const named = text.charCodeAt(start - 1) === 61;
  if (named) inner.read(text, start, end);
  for (let i = named ? inner.count - 1 : 0; i > 0; i -= 1) {
    if (!startsWithWord(text, inner.start(i), inner.end(i), 'ident=')) continue;
    end = inner.start(i);
    readKeyValue(text, end, end + 5, i, draft);
    break;
  }
  start = skipBlanks(text, start, end);
  if (start < end) draft.claim = phrase(text, start, trimBlanks(text, start, end));
}

function loginOf(user: Spanned): Login {
  return login(user, user, null);
}

function copyNotes(to: Notes, from: Notes): void {
  to.auth = from.auth;
  to.envelopeFrom = from.envelopeFrom;
  to.tlsVersion = from.tlsVersion;
  to.tlsCipher = from.tlsCipher;
}

/** Puts in front what was noted earlier: the first of each kind counts. */
function addNotes(to: Notes, from: Notes): void {
  to.auth = from.auth ?? to.auth;
  to.envelopeFrom = from.envelopeFrom ?? to.envelopeFrom;
  to.tlsVersion = from.tlsVersion ?? to.tlsVersion;
  to.tlsCipher = from.tlsCipher ?? to.tlsCipher;
}

function isNamePart(kind: number): boolean {
  return (
    kind === ATOM ||
    kind === QUOTED ||
    kind === LITERAL ||
    kind === ANGLE ||
    kind === SEMICOLON ||
    kind === COMMA
  );
}

/** Tokens `claiming to` before `be`: Obtuse smtpd. */
function endsWithClaim(text: string, tokens: Tokens, be: number): boolean {
  return tokens.word(be - 1) === 'to' && tokens.word(be - 2) === 'claiming';
}

/** The reverse name in front of `(HELO x)`; qpsmtpd writes the ident user before it: `joe@rdns`. */
function withoutIdent(word: Spanned | null, draft: Draft): Spanned | null {
  // In brackets stands no name: Jetsend gives the Message-ID there.
  if (word === null || word.value.startsWith('[')) return null;
  const at = word.value.lastIndexOf('@');
  if (at < 1) return word;
  const { value, start, end } = word;
  draft.ident ??= { value: value.slice(0, at), start, end: start + at };
  return { value: value.slice(at + 1), start: start + at + 1, end };
}

/** The only word of a comment, when it is a plain one: no `helo=x`, no address. */
function bareWord(text: string, start: number, end: number): Spanned | null {
  inner.read(text, start + 1, end - 1);
  const s = inner.start(0);
  const e = inner.end(0);
  if (inner.count !== 1 || inner.kind(0) !== ATOM || indexWithin(text, 61, s, e) >= 0) return null;
  return addressIn(text, s, e) === null ? spanned(text, s, e) : null;
}

const noNotes: Notes = { auth: null, envelopeFrom: null, tlsVersion: null, tlsCipher: null };

/** Whether the comment before the server's own is no note of the server's either: then the client wrote it. */
function isForeign(text: string, tokens: Tokens, index: number): boolean {
  const s = tokens.start(index);
  const e = tokens.end(index);
  if (readNote(text, s, e, { ...noNotes }) !== 'other') return false;
  for (let i = 0; i < inner.count; i += 1) {
    if (isGreeting(inner.word(i))) return false;
  }
  return true;
}

function readComment(text: string, start: number, end: number, draft: Draft, notes: Notes): void {
  const note = readNote(text, start, end, notes);
  if (note === 'tls' || note === 'envelope') return;
  if (note === 'chatter') {
    // MailMarshal: `(Not Verified[192.0.2.1])` is said of the name.
    if (!hasLiteral()) return;
    readPeerComment(text, start, end, draft);
    draft.name = null;
    draft.nameless = true;
    return;
  }
  // qmail's `(HELO )`: the client named itself with nothing.
  if (inner.count === 1 && isGreeting(inner.word(0))) {
    draft.claim = spanned(text, inner.end(0), inner.end(0));
    return;
  }
  // `(HELO x)`, `(account x HELO y)`, `(192.0.2.1, HELO y)`
  for (let i = 0; i + 1 < inner.count; i += 1) {
    if (inner.kind(i) !== ATOM || !isGreeting(inner.word(i))) continue;
    const from = inner.start(i + 1);
    draft.claim = phrase(text, from, trimBlanks(text, from, end - 1));
    if (i === 0) return;
    // What stands in front of HELO may be the address; what follows is the client's text.
    inner.count = i;
  }
  if (note !== 'auth') readPeerComment(text, start, end, draft);
  else if (hasLiteral()) {
    const name = draft.name;
    readPeerComment(text, start, end, draft);
    draft.name = name;
    draft.ident = null;
  }
}

function hasLiteral(): boolean {
  for (let i = 0; i < inner.count; i += 1) if (inner.kind(i) === LITERAL) return true;
  return false;
}

/** The server's comment about the connection: `rdns [ip]`, `ident@rdns [ip]`, `[ip]:port helo=x ident=y`, `ip`. */
function readPeerComment(text: string, start: number, end: number, draft: Draft): void {
  let ip: IpLiteral | null = null;
  let bracketed = false;
  let name: Spanned | null = null;
  let ident: Spanned | null = null;
  let port: Spanned<number> | null = null;
  let hasLogin = false;
  let mechanism: Spanned | null = null;
  let nameless = false;
  let foreign = false;
  let wordy = false;
  for (let i = 0; i < inner.count; i += 1) {
    const kind = inner.kind(i);
    const s = inner.start(i);
    const e = inner.end(i);
    if (kind === LITERAL) {
      const literal = readIp(text, s + 1, e - 1, true);
      // A false address stands alone or behind a name; behind more words it is a version: `(AVG SMTP 7.0.299 [265.6.8])`.
      if (literal === null || (!literal.valid && i > 1)) foreign = true;
      else {
        ip = literal;
        bracketed = true;
      }
    } else if (kind === COMMENT) {
      nested.read(text, s + 1, e - 1);
      if (
        nested.count > 2 &&
        nested.word(0) === 'may' &&
        isWord(text, nested.start(2), nested.end(2), 'forged')
      )
        draft.mayBeForged = { start: s, end: e };
      else if (ip === null && nested.count === 1) ip = readIp(text, s + 1, e - 1, false) ?? ip;
    } else if (kind === QUOTED) {
      // A long name makes ZMailer fold behind the command.
      if (isBlank(text.charCodeAt(s + 5)) && isGreeting(wordIn(text, s + 1, s + 5))) {
        const from = skipBlanks(text, s + 6, e - 1);
        draft.claim = spanned(text, from, trimBlanks(text, from, e - 1));
      }
    } else if (kind === ATOM) {
      const first = text.charCodeAt(s);
      // `:25` behind `[192.0.2.1]`
      if (first === 58 && ip !== null && inner.end(i - 1) === s) {
        port = portOf(text, s + 1, e) ?? port;
        continue;
      }
      let equals = -1;
      let at = -1;
      // A word that can be a host name holds a letter, and neither `/` nor `:`.
      let letter = false;
      let punctuation = false;
      for (let k = s; k < e; k += 1) {
        const code = text.charCodeAt(k);
        if (code > 96 || (code >= 65 && code <= 90)) letter ||= isLetter(code) || code > 127;
        else if (code === 61 && equals < 0) equals = k;
        else if (code === 64) at = k;
        else if (code === 47 || code === 58) punctuation = true;
      }
      if (equals > s) {
        i = readKeyValue(text, s, equals, i, draft);
        continue;
      }
      if (at >= s) {
        const userStart = startsWithWord(text, s, e, 'ident:') ? s + 6 : s;
        if (at > userStart) ident = spanned(text, userStart, at);
        if (at + 1 === e) continue;
        const literal = addressIn(text, at + 1, e);
        if (literal !== null) ip = literal;
        else name = spanned(text, at + 1, e);
        continue;
      }
      const word = inner.word(i);
      if (word === 'claiming') {
        if (i + 3 < inner.count)
          draft.claim = unwrapped(text, inner.kind(i + 3), inner.start(i + 3), inner.end(i + 3));
        break;
      }
      if (word === 'may' || word === 'misconfigured') {
        draft.mayBeForged = { start: s, end: end - 1 };
        break;
      }
      // Yahoo: `(joe@192.0.2.1 with login)`.
      if (word === 'with') {
        hasLogin = ident !== null;
        if (hasLogin && i + 1 < inner.count)
          mechanism = spanned(text, inner.start(i + 1), inner.end(i + 1));
        break;
      }
      // InterMail and Smail `(really [192.0.2.1])`, PP `(actually rdns)`.
      if (word === 'really' || word === 'actually') continue;
      if (isNameless(word)) {
        nameless = true;
        continue;
      }
      // SLmail: `192.0.2.1::mail daemon; unverified`.
      const colons = punctuation && isDigit(first) ? indexOfColons(text, s, e) : -1;
      const literal = bracketed ? null : addressIn(text, s, colons < 0 ? e : colons);
      if (
        literal !== null &&
        (ip === null || literal.valid) &&
        (literal.valid || inner.count === 1)
      )
        ip = literal;
      else if (ip === null && letter && !punctuation) {
        if (name === null) name = spanned(text, s, e);
        else wordy = true;
      }
    }
  }
  if (ip === null) {
    // `(unknown)`, `(rdns.example)` without an address: still the server's word. Several words are software.
    if (draft.ip === null) {
      // `joe@example.com[W4_0.1.34_…]` (Aliyun's webmail), `[local]`: no connection, so no name of a client.
      if (!foreign) {
        if (!wordy) draft.name ??= name;
        draft.ident ??= ident;
      }
      draft.nameless ||= nameless;
    }
    return;
  }
  draft.ip = ip;
  draft.name = name;
  draft.nameless = nameless;
  draft.ident = ident ?? draft.ident;
  draft.login = hasLogin;
  draft.mechanism = mechanism;
  draft.port = port ?? draft.port;
  draft.addressComment = start;
}

/** Exim's `helo=x`, `ident=y`, `port=25`, `helo=[192.0.2.1]`; gives the index of the last token used. */
function readKeyValue(
  text: string,
  s: number,
  equals: number,
  index: number,
  draft: Draft,
): number {
  let end = inner.end(index);
  let last = index;
  // `helo=[192.0.2.1]` and `helo="x"` are two tokens without a blank between.
  while (last + 1 < inner.count && inner.start(last + 1) === end) {
    last += 1;
    end = inner.end(last);
  }
  if (end > equals + 1) {
    if (isWord(text, s, equals, 'helo') || isWord(text, s, equals, 'ehlo'))
      draft.claim = spanned(text, equals + 1, end);
    else if (isWord(text, s, equals, 'ident')) draft.ident = spanned(text, equals + 1, end);
    else if (isWord(text, s, equals, 'port'))
      draft.port = portOf(text, equals + 1, end) ?? draft.port;
  }
  return last;
}

/** Where `::` stands behind four numbers, as no IPv6 address has it; -1 when it does not. */
function indexOfColons(text: string, start: number, end: number): number {
  const colon = indexWithin(text, 58, start, end);
  return colon >= 0 && text.charCodeAt(colon + 1) === 58 && indexWithin(text, 46, start, colon) >= 0
    ? colon
    : -1;
}

function portOf(text: string, start: number, end: number): Spanned<number> | null {
  if (end - start > 5 || end === start) return null;
  let value = 0;
  for (let i = start; i < end; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return null;
    value = value * 10 + digit;
  }
  return value <= 65535 ? { value, start, end } : null;
}

/** How servers say that the reverse lookup gave nothing. */
function isNameless(word: Word | ''): boolean {
  return (
    word === 'unknown' ||
    word === 'unknown_domain' ||
    word === 'unknownhost' ||
    word === 'softdnserr' ||
    word === 'unverified' ||
    word === 'rdns' ||
    word === 'failed'
  );
}

/** Without the trailing dot; null for `unknown`, and for csmap's word where it looked nothing up: they are no names. */
function hostName(name: Spanned | null): Spanned | null {
  if (name === null || name.value === '') return null;
  const { value, start, end } = name;
  if (value.length === 7 && value.toLowerCase() === 'unknown') return null;
  if (value === 'nodnsquery') return null;
  if (value.length > 1 && value.charCodeAt(value.length - 1) === 46)
    return { value: value.slice(0, -1), start, end: end - 1 };
  return name;
}

/** The address in a HELO that is an address literal, or a bare address (RFC 5321 §4.1.3). */
function heloAddress(text: string, helo: Spanned): IpLiteral | null {
  const { start, end } = helo;
  const first = text.charCodeAt(start);
  if (first === 91) {
    const close = indexWithin(text, 93, start, end);
    return close < 0 ? null : readIp(text, start + 1, close, true);
  }
  // qmail writes `?` for every character that it holds to be unsafe, brackets among them.
  if (first === 63 && end - start > 2 && text.charCodeAt(end - 1) === 63)
    return readIp(text, start + 1, end - 1, false);
  return (first >= 48 && first <= 57) || helo.value.includes(':')
    ? readIp(text, start, end, false)
    : null;
}

function reverseLookup(
  rdns: Spanned | null,
  nameless: boolean,
  ip: IpLiteral | null,
  family: Family | null,
): ReverseLookup {
  if (rdns !== null) return 'recorded';
  if (family?.reverse === 'never') return 'not-recorded';
  if (nameless) return 'none';
  if (family === null || family.reverse === 'open' || ip === null) return 'unknown';
  return family.reverse === 'yes' ? 'none' : 'not-recorded';
}
