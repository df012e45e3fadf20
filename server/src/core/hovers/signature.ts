/** Signatures: each tag of a `DKIM-Signature`, its relatives and the ARC fields (RFC 6376 §3.5, RFC 8617 §4.1). Verifies nothing. */
import type { Analysis } from '../analysis.ts';
import { type ArcChain, type ArcDefect, arcChain } from '../auth/arc.ts';
import { believedResults } from '../auth/believed.ts';
import { type AuthResult, property } from '../auth/results.ts';
import { isSignature, readTags, tagOf, unfolded } from '../auth/tags.ts';
import type { HeaderField } from '../message/header.ts';
import { join, type Markdown, md } from '../text/markdown.ts';
import type { TagNode } from './node.ts';
import { utc } from './time.ts';

export function tagHover({ field, tag }: TagNode, analysis: Analysis): Markdown {
  const { name, value } = tag;
  const long =
    name.value === 'b' || name.value === 'bh' || name.value === 'h' || name.value === 'z';
  const shown = long ? md`` : md` = ${value.value}`;
  const meaning =
    (field.key.startsWith('arc-') ? arcTags.get(name.value) : undefined) ??
    (field.key === 'domainkey-signature' ? domainKeyTags.get(name.value) : undefined) ??
    tags.get(name.value);
  return join([
    md`**Tag ${name.value}**${shown}`,
    meaning ?? md`Not a tag that is registered. Whoever verifies passes over it.`,
    valueWords(name.value, unfolded(value.value), analysis.text, field),
    tag.repeated
      ? md`**It stands here twice.** A list with a tag twice is not valid (RFC 6376 §3.2).`
      : null,
    signatureWords(field, analysis),
  ]);
}

/** For the field as a whole: what is known of the signature without verifying it. */
export function signatureWords(field: HeaderField, analysis: Analysis): Markdown | null {
  if (field.key.startsWith('arc-')) return chainWords(arcChain(analysis.text, analysis.header));
  if (!isSignature(field.key)) return null;
  const verdict = field.key === 'dkim-signature' ? verdictOn(field, analysis) : null;
  return verdict === null
    ? md`*A signature is a claim until it has been verified, which needs the DNS.*`
    : md`Your own server tried this signature and wrote down: ${`dkim=${verdict}`}.`;
}

/** What a believed server found of this signature; null when none says so for certain. */
function verdictOn(field: HeaderField, analysis: Analysis): string | null {
  const list = readTags(analysis.text, field);
  const domain = (tagOf(list, 'd')?.value.value ?? '').toLowerCase();
  const signature = unfolded(tagOf(list, 'b')?.value.value ?? '');
  if (domain === '' || signature === '') return null;
  return (
    believedResults(analysis)
      .flatMap(({ results }) => results)
      .find((result) => result.method.value === 'dkim' && isAbout(result, domain, signature))
      ?.result.value ?? null
  );
}

/** RFC 6008: `header.b` has the first letters, eight at least, where several signatures could be meant. */
function isAbout(result: AuthResult, domain: string, signature: string): boolean {
  const start = property(result, 'header.b')?.value.value ?? '';
  if (start.length < 8 || !signature.startsWith(start)) return false;
  const signer = property(result, 'header.d')?.value.value ?? '';
  const identity = property(result, 'header.i')?.value.value ?? '';
  const of = (signer === '' ? identity.slice(identity.lastIndexOf('@') + 1) : signer).toLowerCase();
  return of === domain || (signer === '' && of.endsWith(`.${domain}`));
}

function chainWords(chain: ArcChain | null): Markdown | null {
  if (chain === null) return null;
  const { sets, defect } = chain;
  const sealers = sets.flatMap(({ sealer }) => (sealer === null ? [] : [sealer.value]));
  return join(
    [
      sets.length === 1 ? md`The chain has one set.` : md`The chain has ${sets.length} sets.`,
      sealers.length === 0
        ? null
        : md`Sealed by ${join(
            sealers.slice(0, 5).map((name) => md`${name}`),
            ', ',
          )}.`,
      defect === null
        ? md`Its form is right. Whether its seals are genuine is another question, which needs the DNS.`
        : md`**It vouches for nothing:** ${defects[defect]}`,
    ],
    ' ',
  );
}

const defects = {
  'bad-instance': md`a field has no usable number (${'i='}, from 1 to 50).`,
  duplicate: md`a set has a field twice.`,
  incomplete: md`a set lacks one of its three fields.`,
  gap: md`a set is missing in the row.`,
  'cv-fail': md`a sealer found it broken already (${'cv=fail'}).`,
  'cv-wrong': md`the first set must say ${'cv=none'}, all others ${'cv=pass'}; here it is not so.`,
} satisfies Record<ArcDefect, Markdown>;

function valueWords(tag: string, value: string, text: string, field: HeaderField): Markdown | null {
  switch (tag) {
    case 'a':
      return algorithms.get(value.toLowerCase()) ?? md`Not an algorithm that is registered.`;
    case 'c':
      return field.key === 'domainkey-signature' ? null : canonicalisation(value);
    case 'cv':
      return (
        chainValues.get(value.toLowerCase()) ?? md`Not one of ${'none'}, ${'pass'} and ${'fail'}.`
      );
    case 'h':
      return signedFields(value);
    case 'l':
      return bodyLength(value);
    case 'q':
      return value.toLowerCase() === 'dns/txt' || value.toLowerCase() === 'dns'
        ? md`As a TXT record in the DNS: there is no other way.`
        : md`Not a way that is registered.`;
    case 's':
      return keyPlace(text, field, value);
    case 't':
    case 'x':
      return instant(value);
    case 'v':
      return value === '1' ? null : md`There is no other version than 1.`;
    default:
      return null;
  }
}

/** Seconds since 1970, in the years of mail. */
function instant(value: string): Markdown | null {
  if (!/^\d{1,10}$/.test(value)) return md`Not a number of seconds since 1970.`;
  return md`In UTC: ${utc(Number(value) * 1000)}.`;
}

function canonicalisation(value: string): Markdown {
  const [header = '', body = 'simple'] = value.toLowerCase().split('/');
  return join(
    [
      header === 'relaxed'
        ? md`The header may be folded otherwise on the way.`
        : md`The header must arrive to the letter, as ${'simple'} wants it.`,
      body === 'relaxed'
        ? md`In the body blanks may change at the ends of lines and in number.`
        : md`The body must arrive to the letter, but for empty lines at its end.`,
    ],
    ' ',
  );
}

/** Fields whose absence from `h=` lets others change what people read. */
const important = ['from', 'subject', 'date', 'to'];

function signedFields(value: string): Markdown {
  const names = value.toLowerCase().split(':');
  const missing = important.filter((name) => !names.includes(name));
  const sealed = new Set(names).size < names.length;
  return join(
    [
      md`${names.length} names.`,
      !names.includes('from')
        ? md`**${'From'} is not among them:** such a signature is not valid (RFC 6376 §5.4).`
        : missing.length > 0
          ? md`Not signed, so free to be changed: ${join(
              missing.map((name) => md`${name}`),
              ', ',
            )}.`
          : null,
      sealed
        ? md`A name that stands here once more than in the header forbids that another such field is added.`
        : null,
    ],
    ' ',
  );
}

function bodyLength(value: string): Markdown {
  return value === '0'
    ? md`**A risk:** nothing of the body is signed. Anybody can put any text under this signature.`
    : md`**A risk:** only so many bytes of the body are signed. Anybody can add text behind them, and the signature still verifies (RFC 6376 §8.2).`;
}

/** Where the key is published, for those who want to look. */
function keyPlace(text: string, field: HeaderField, selector: string): Markdown | null {
  const domain = tagOf(readTags(text, field), 'd')?.value.value ?? '';
  return domain === '' || selector === ''
    ? null
    : md`The key is in the DNS at ${`${selector}._domainkey.${domain}`}.`;
}

const algorithms: ReadonlyMap<string, Markdown> = new Map([
  ['rsa-sha256', md`RSA with SHA-256: what everybody uses.`],
  [
    'rsa-sha1',
    md`**Obsolete:** RSA with SHA-1. Nobody may sign with it any more, and a signature by it counts as none (RFC 8301).`,
  ],
  [
    'ed25519-sha256',
    md`Ed25519 with SHA-256: short keys, modern (RFC 8463). Many servers cannot verify it yet.`,
  ],
]);

const chainValues: ReadonlyMap<string, Markdown> = new Map([
  ['none', md`There was no chain before: this is the first set.`],
  ['pass', md`The chain before it verified, as the sealer says.`],
  ['fail', md`The chain before it did not verify, as the sealer says. It stays broken for ever.`],
]);

const tags: ReadonlyMap<string, Markdown> = new Map([
  ['v', md`The version of the format.`],
  ['a', md`The algorithm of the signature.`],
  [
    'b',
    md`The signature itself, over the fields that ${'h='} names and, by ${'bh='}, over the body.`,
  ],
  [
    'bh',
    md`The hash of the body as it was signed. It can be checked without the network: when it does not fit, the body was changed on the way.`,
  ],
  ['c', md`How blanks and folds are evened out before signing: header, then body (RFC 6376 §3.4).`],
  [
    'd',
    md`The domain that signs, and takes responsibility for letting the message out. Only a verified signature shows that it really did. It need not be the domain of the ${'From'} field; for DMARC it must be.`,
  ],
  ['h', md`The fields that are signed. All others may be changed or added on the way.`],
  ['i', md`For whom the domain signs: a user or a subdomain, by the domain's own word.`],
  ['l', md`How many bytes of the body are signed.`],
  ['q', md`How to get the key.`],
  ['s', md`The selector: which of the domain's keys was used.`],
  ['t', md`When it was signed, by the signer's clock.`],
  ['x', md`When the signature runs out. Later it does not count.`],
  [
    'z',
    md`Copies of fields as they were when it was signed, to find out what was changed. For people; nothing is verified by it.`,
  ],
  [
    'dara',
    md`Google's addition: for whom the message is meant, so that the signature cannot be replayed to others.`,
  ],
  ['fh', md`Google's addition to ARC, for itself.`],
  [
    'darn',
    md`Google's addition: the domain of the recipient, so that the signature cannot be replayed to others.`,
  ],
]);

const arcTags: ReadonlyMap<string, Markdown> = new Map([
  ['i', md`The number of the set: 1 for the first forwarder, one more for each (RFC 8617 §4.2.1).`],
  ['cv', md`Chain validation: what the sealer found when it verified the chain before it.`],
  ['d', md`The domain of the forwarder that seals. The chain is worth as much as this domain.`],
  ['b', md`The signature itself: a seal's covers the ARC fields of all sets up to this one.`],
]);

/** RFC 4870 §3.3. */
const domainKeyTags: ReadonlyMap<string, Markdown> = new Map([
  ['c', md`How blanks and folds are evened out before signing: ${'nofws'} or ${'simple'}.`],
  ['q', md`How to get the key: ${'dns'}.`],
]);
