/**
 * Verifies one message with mailauth (RFC 6376, RFC 7208, RFC 7489, RFC 8617), and makes of its
 * results what they really say: where mailauth 4.13 takes a missing answer for a failed check, or
 * lets pass what the RFCs do not, is noted at each place.
 */
import { createHash, verify as verifyBytes } from 'node:crypto';
import { arc as verifyArc } from 'mailauth/lib/arc/index.js';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { dmarc as verifyDmarc } from 'mailauth/lib/dmarc/index.js';
import { spf as verifySpf } from 'mailauth/lib/spf/index.js';
import { getPublicKey } from 'mailauth/lib/tools.js';
import { arcChain } from '../core/auth/arc.ts';
import { readTags, tagOf, unfolded } from '../core/auth/tags.ts';
import { fieldsNamed, scanHeader } from '../core/message/fields.ts';
import type { Header, HeaderField } from '../core/message/header.ts';
import { decodeLatin1 } from '../core/text/latin1.ts';
import type {
  ArcResult,
  DmarcResult,
  Obstacle,
  SignatureResult,
  SpfOutcome,
  SpfResult,
  Verification,
  VerifyRequest,
} from '../core/verification/verification.ts';
import { Questions, type Resolve } from './resolver.ts';

/** More than any honest message has; each may have the body hashed once more. */
const mostSignatures = 20;

/**
 * @param resolve null: nothing leaves the machine, whatever the request says
 * @param deadline from its abort on the name servers count as silent
 */
export async function verifyMessage(
  request: VerifyRequest,
  resolve: Resolve | null,
  deadline: AbortSignal,
): Promise<Verification> {
  const text = decodeLatin1(request.bytes);
  const header = scanHeader(text);
  const fields = fieldsNamed(header, 'dkim-signature');
  if (fields.length > mostSignatures) {
    throw new Error(
      `it carries ${fields.length} DKIM signatures; no honest message has more than ${mostSignatures}`,
    );
  }
  const offline = resolve === null;
  const questions = new Questions(resolve, deadline);
  const dkim = await readDkim(request, questions);
  const message: Message = {
    text,
    header,
    offline,
    questions,
    hasBody: header.bodyStart < header.end,
    oddBytes: holdsOddBytes(text, header),
    // A second From above the signed one is what readers see (RFC 6376 §8.15).
    author:
      fieldsNamed(header, 'from').length === 1 && dkim.authors.length === 1
        ? dkim.authors[0]
        : undefined,
  };
  const signatures: SignatureResult[] = [];
  for (const field of fields)
    signatures.push(await judgeSignature(message, field, take(dkim.results, text, field)));
  const arc = await judgeArc(message, dkim);
  const spf = offline ? null : await judgeSpf(request, questions);
  const dmarc =
    offline || message.author === undefined
      ? null
      : await judgeDmarc(message.author, signatures, spf, questions);
  return { offline, signatures, arc, spf, dmarc };
}

interface Message {
  readonly text: string;
  readonly header: Header;
  readonly offline: boolean;
  readonly questions: Questions;
  readonly hasBody: boolean;
  readonly oddBytes: boolean;
  /** The only From address. */
  readonly author: string | undefined;
}

/** What mailauth says of a signature; its own types are not up to date. */
interface Raw {
  readonly signingDomain?: string;
  readonly selector?: string;
  readonly signature?: string;
  readonly algo?: string;
  readonly bodyHash?: string;
  readonly bodyHashExpecting?: string;
  readonly signingHeaders?: { readonly canonicalizedHeader: string };
  readonly status: {
    readonly result: string;
    readonly comment?: string;
    readonly aligned?: string | false;
  };
  readonly rr?: string;
}

interface Dkim {
  readonly results: Raw[];
  readonly authors: readonly string[];
  readonly arc: Parameters<typeof verifyArc>[0] | undefined;
  readonly arcSignature: Raw | undefined;
}

async function readDkim({ bytes, time }: VerifyRequest, questions: Questions): Promise<Dkim> {
  const result = await dkimVerify(withCrLf(bytes), {
    resolver: questions.forOneCheck().resolver,
    ...(time !== null && { curTime: new Date(time) }),
  });
  const arc = result.arc as
    (Dkim['arc'] & { lastEntry?: { messageSignature?: unknown } }) | undefined;
  return {
    results: result.results as unknown as Raw[],
    authors: result.headerFrom.filter((address) => address.includes('@')),
    arc,
    arcSignature: arc?.lastEntry?.messageSignature as Raw | undefined,
  };
}

/** Line ends as on the wire. mailauth does the same a line at a time, which takes long on ten megabytes. */
function withCrLf(bytes: Uint8Array): Buffer {
  let bare = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) {
    if (bytes[at - 1] !== 13) bare++;
  }
  if (bare === 0) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const out = Buffer.allocUnsafe(bytes.length + bare);
  let to = 0;
  let from = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) {
    if (bytes[at - 1] === 13) continue;
    out.set(bytes.subarray(from, at), to);
    to += at - from;
    out[to++] = 13;
    from = at;
  }
  out.set(bytes.subarray(from), to);
  return out;
}

/** Characters that are blanks to JavaScript but not to mail: mailauth folds them away before it compares. */
function holdsOddBytes(text: string, { headerEnd }: Header): boolean {
  for (let at = 0; at < headerEnd; at++) {
    const code = text.charCodeAt(at);
    if (code === 0xa0 || code === 11 || code === 12) return true;
    if (code === 13 && text.charCodeAt(at + 1) !== 10) return true;
  }
  return false;
}

/** The result that belongs to a field: mailauth leaves some out, and puts ARC seals among them. */
function take(results: Raw[], text: string, field: HeaderField): Raw | undefined {
  const tags = readTags(text, field);
  const tag = (name: string): string => unfolded(tagOf(tags, name)?.value.value ?? '');
  const index = results.findIndex(
    (result) =>
      result.signature === tag('b') &&
      result.signingDomain === tag('d') &&
      result.selector === tag('s'),
  );
  return index < 0 ? undefined : results.splice(index, 1)[0];
}

async function judgeSignature(
  message: Message,
  field: HeaderField,
  raw: Raw | undefined,
): Promise<SignatureResult> {
  const tags = readTags(message.text, field);
  const tag = (name: string): string => unfolded(tagOf(tags, name)?.value.value ?? '');
  const base = {
    domain: tag('d'),
    selector: tag('s'),
    aligned: message.author !== undefined && typeof raw?.status.aligned === 'string',
    signedLength: /^\d{1,15}$/.test(tag('l')) ? Number(tag('l')) : null,
  };
  const unknown = (obstacle: Obstacle, body: SignatureResult['body'] = 'unchecked') =>
    ({ ...base, verdict: 'unknown', obstacle, body, header: 'unchecked' }) as const;

  // mailauth takes `l=0` for no limit, and a list that has a tag twice for a good one.
  if (raw === undefined || base.signedLength === 0 || tags.some(({ repeated }) => repeated))
    return unknown('unsupported');
  if (raw.bodyHash !== raw.bodyHashExpecting) {
    if (!message.hasBody) return unknown('no-body');
    const header = await headerOf(message, raw);
    return { ...base, verdict: 'fail', obstacle: null, body: 'changed', header };
  }
  if (message.offline) return unknown('offline', 'intact');
  const obstacle = obstacleOf(raw);
  if (obstacle !== null) return unknown(obstacle, 'intact');
  if (raw.status.result !== 'pass') {
    return message.oddBytes
      ? unknown('odd-bytes', 'intact')
      : { ...base, verdict: 'fail', obstacle: null, body: 'intact', header: 'changed' };
  }
  const signed = tag('h').toLowerCase().split(':');
  // RFC 6376 §5.4: mailauth does not look.
  if (!signed.includes('from')) return unknown('from-unsigned', 'intact');
  return { ...base, verdict: 'pass', obstacle: null, body: 'intact', header: 'intact' };
}

/** What stood between mailauth and a result; null when it has one. */
function obstacleOf({ status, rr }: Raw): Obstacle | null {
  const { result, comment = '' } = status;
  if (result === 'pass' || result === 'fail') return null;
  if (result === 'temperror') return 'dns';
  if (result === 'policy') return 'weak-key';
  switch (comment) {
    case 'no key':
      return 'no-key';
    case 'invalid public key':
      return rr !== undefined && /(?:^|;)p=(?:;|$)/.test(rr) ? 'revoked' : 'bad-key';
    case 'expired':
    case 'invalid expiration':
      return 'expired';
    default:
      return 'bad-key';
  }
}

/** The signed fields alone: mailauth looks no further once the body has changed. */
async function headerOf(message: Message, raw: Raw): Promise<SignatureResult['header']> {
  const { signingHeaders, algo = '', signature = '', selector = '', signingDomain = '' } = raw;
  if (message.offline || message.oddBytes || signingHeaders === undefined) return 'unchecked';
  const { resolver } = message.questions.forOneCheck();
  try {
    const name = `${selector}._domainkey.${signingDomain}`;
    const { publicKey } = await getPublicKey('DKIM', name, undefined, resolver);
    const signed = Buffer.from(signingHeaders.canonicalizedHeader, 'base64');
    // RFC 8463 §3: Ed25519 signs the hash.
    const [algorithm, data] = algo.toLowerCase().startsWith('rsa-')
      ? [algo.toLowerCase(), signed]
      : [null, createHash('sha256').update(signed).digest()];
    const intact = verifyBytes(algorithm, data, publicKey, Buffer.from(signature, 'base64'));
    return intact ? 'intact' : 'changed';
  } catch {
    // No key, or one of another kind.
    return 'unchecked';
  }
}

async function judgeArc(message: Message, dkim: Dkim): Promise<ArcResult | null> {
  const { text, header, offline, questions } = message;
  const chain = arcChain(text, header);
  if (chain === null) return null;
  const last = chain.sets.at(-1);
  const field = last?.signature ?? null;
  const signature =
    field === null || dkim.arcSignature === undefined
      ? null
      : await judgeSignature(message, field, dkim.arcSignature);
  const base = { sets: chain.sets.length, sealer: last?.sealer?.value ?? '', signature };
  const unknown = (obstacle: Obstacle): ArcResult => ({ ...base, verdict: 'unknown', obstacle });
  const fail: ArcResult = { ...base, verdict: 'fail', obstacle: null };

  if (chain.defect !== null || signature?.verdict === 'fail') return fail;
  // The newest signature of a chain need not cover From: the seals do not ask for it.
  if (signature?.obstacle != null && signature.obstacle !== 'from-unsigned')
    return unknown(signature.obstacle);
  if (offline || dkim.arc === undefined) return unknown('offline');
  // mailauth verifies these against the text instead of its hash.
  const algorithms = chain.sets.map(({ seal }) =>
    seal === null ? '' : (tagOf(readTags(text, seal), 'a')?.value.value ?? ''),
  );
  if (algorithms.some((algorithm) => algorithm.toLowerCase() !== 'rsa-sha256'))
    return unknown('unsupported');

  const check = questions.forOneCheck();
  const { status } = await verifyArc(dkim.arc, { resolver: check.resolver });
  if (status.result === 'pass') return { ...base, verdict: 'pass', obstacle: null };
  // mailauth takes a key that it did not get for a broken seal.
  if (check.failed) return unknown('dns');
  if (check.missing) return unknown('no-key');
  if (message.oddBytes) return unknown('odd-bytes');
  return status.comment === undefined ? unknown('bad-key') : fail;
}

const spfOutcomes: ReadonlySet<string> = new Set<SpfOutcome>([
  'none',
  'neutral',
  'pass',
  'fail',
  'softfail',
  'temperror',
  'permerror',
]);

function isSpfOutcome(word: string): word is SpfOutcome {
  return spfOutcomes.has(word);
}

async function judgeSpf(
  { handover }: VerifyRequest,
  questions: Questions,
): Promise<SpfResult | null> {
  if (handover === null) return null;
  const { ip, helo, sender, by } = handover;
  const hasSender = sender !== null && sender.includes('@');
  if (!hasSender && helo === null) return null;
  const check = questions.forOneCheck();
  const { status, domain, rr } = await verifySpf({
    ip,
    ...(hasSender && { sender }),
    helo: helo ?? `[${ip}]`,
    // Its default is the name of this machine, which a macro of the record may have us ask for.
    mta: by ?? 'unknown',
    resolver: check.resolver,
  });
  // A record that includes another which gave no answer must not count as "not listed".
  const outcome =
    check.failed && status.result !== 'pass'
      ? 'temperror'
      : isSpfOutcome(status.result)
        ? status.result
        : 'neutral';
  return { outcome, ip, domain, identity: hasSender ? 'sender' : 'helo', record: rr ?? null };
}

async function judgeDmarc(
  author: string,
  signatures: readonly SignatureResult[],
  spf: SpfResult | null,
  questions: Questions,
): Promise<DmarcResult | null> {
  const check = questions.forOneCheck();
  const good = signatures.filter(({ verdict }) => verdict === 'pass').map(({ domain }) => domain);
  const sent = spf?.outcome === 'pass' ? [spf.domain] : [];
  const result = await verifyDmarc({
    headerFrom: author,
    dkimDomains: good.map((domain) => ({ domain })),
    spfDomains: sent,
    resolver: check.resolver,
  });
  const domain = author.slice(author.lastIndexOf('@') + 1).toLowerCase();
  if (result === false) return null;
  const { status, alignment, policy } = result as Omit<typeof result, 'alignment' | 'policy'> & {
    readonly alignment?: typeof result.alignment;
    readonly policy?: string;
  };
  if (status.result === 'none')
    return { outcome: 'none', domain, policy: null, byDkim: false, bySpf: false };
  if (alignment === undefined)
    return { outcome: 'unknown', domain, policy: null, byDkim: false, bySpf: false };
  // mailauth reads `adkim=s` and `aspf=s`, and lets subdomains pass all the same (RFC 7489 §3.1).
  const aligned = (
    { result, strict }: typeof alignment.dkim,
    domains: readonly string[],
  ): boolean =>
    typeof result === 'string' && (!strict || domains.some((one) => one.toLowerCase() === domain));
  const byDkim = aligned(alignment.dkim, good);
  const bySpf = aligned(alignment.spf, sent);
  const open =
    signatures.some(({ verdict, aligned: ours }) => verdict === 'unknown' && ours) ||
    spf?.outcome === 'temperror';
  const outcome = byDkim || bySpf ? 'pass' : open ? 'unknown' : 'fail';
  return { outcome, domain, policy: policy?.toLowerCase() ?? null, byDkim, bySpf };
}
