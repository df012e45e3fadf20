/** What a result proves and what it does not, in plain sentences. Names from the message are made safe here. */
import { plain } from '../text/plain.ts';
import type {
  ArcResult,
  DmarcResult,
  Obstacle,
  SignatureResult,
  SpfResult,
} from './verification.ts';

const name = (value: string): string => (value === '' ? 'nobody' : plain(value, 100));

const footers =
  'Mailing lists and gateways that add a footer or a warning do this to honest mail; so does whoever tampers with it.';

/** What stood in the way, as a whole sentence. */
function obstacleSentence(obstacle: Obstacle, domain: string, selector: string): string {
  const key = `${name(selector)}._domainkey.${name(domain)}`;
  switch (obstacle) {
    case 'offline':
      return 'Whether the signature is genuine was not checked: that needs the key, which is published in the DNS.';
    case 'dns':
      return 'The name servers gave no answer, or none in time. Try again when the network works.';
    case 'no-key':
      return `No key is published at ${key}: it was withdrawn, as keys are after some months, or there never was one.`;
    case 'revoked':
      return `The key at ${key} was withdrawn: signatures made with it cannot be checked any more.`;
    case 'bad-key':
      return `What is published at ${key} is no key for this signature.`;
    case 'weak-key':
      return `The key at ${key} is shorter than 1024 bits: anybody can compute such signatures, so they prove nothing.`;
    case 'expired':
      return 'The signature had run out when the message was taken.';
    case 'unsupported':
      return 'The signature is incomplete, or of a kind that is not known here.';
    case 'from-unsigned':
      return 'From is not among the signed fields, as it must be: anybody could have changed it.';
    case 'no-body':
      return 'There is no body here to compare with: perhaps only the header was saved.';
    case 'odd-bytes':
      return 'The header holds raw bytes that were read in another way when it was signed: a result would mean nothing.';
  }
}

export function signatureSentences(signature: SignatureResult, isList: boolean): string[] {
  const { verdict, obstacle, body, header, aligned, signedLength } = signature;
  const domain = name(signature.domain);
  const partly =
    signedLength === null
      ? []
      : [
          `Only the first ${signedLength} bytes of the body are signed: anybody may have added what follows them.`,
        ];
  if (verdict === 'pass') {
    const confirms = aligned
      ? `This confirms the domain in From: ${domain} answers for this message. It does not say that the sender is friendly.`
      : `This confirms that the message passed through the hands of ${domain}. It says nothing about From, which names another domain.`;
    return [
      `The body and the signed fields are as they were when ${domain} signed them.`,
      confirms,
      ...partly,
    ];
  }
  if (verdict === 'fail') {
    const what =
      body === 'changed'
        ? header === 'intact'
          ? `The body is not the one that ${domain} signed; the signed header fields still are.`
          : `The body is not the one that was signed in the name of ${domain}.`
        : `The signed header fields are not those that ${domain} signed, or somebody else made the signature.`;
    return [
      what,
      isList
        ? 'The message came through a mailing list, and lists change what they pass on.'
        : footers,
      'A broken signature proves as much as none (RFC 6376 section 6.1).',
    ];
  }
  const why =
    obstacle === null ? [] : [obstacleSentence(obstacle, signature.domain, signature.selector)];
  return body === 'intact'
    ? [
        'The body is the one that the signature speaks of. Alone that proves little: anybody can compute the hash of a body.',
        ...why,
        ...partly,
      ]
    : why;
}

export function arcSentences({ verdict, obstacle, sealer, signature }: ArcResult): string[] {
  const domain = name(sealer);
  if (verdict === 'pass') {
    return [
      `All seals are good, and since ${domain} sealed last nothing was changed.`,
      'What the sealers noted about the message on its way is what they noted; it is worth as much as you trust each of them.',
    ];
  }
  if (verdict === 'fail') {
    return [
      signature?.body === 'changed'
        ? `The body is not the one that ${domain} sealed.`
        : 'The chain is broken: a set is incomplete, a seal is not genuine, or the message was changed behind the last one.',
      'What the ARC fields say of earlier checks is not to be believed.',
    ];
  }
  return obstacle === null ? [] : [obstacleSentence(obstacle, sealer, signature?.selector ?? '')];
}

export function spfSentences({ outcome, ip, domain, identity }: SpfResult): string[] {
  const whose = name(domain);
  const what = identity === 'sender' ? 'the envelope sender' : 'the HELO name';
  switch (outcome) {
    case 'pass':
      return [
        `${whose}, the domain of ${what}, allows ${plain(ip, 60)} to send its mail.`,
        'That is about the envelope, which nobody sees; From may name another domain.',
      ];
    case 'fail':
    case 'softfail':
      return [
        outcome === 'fail'
          ? `${whose}, the domain of ${what}, says that ${plain(ip, 60)} may not send its mail.`
          : `${whose}, the domain of ${what}, says that ${plain(ip, 60)} probably may not send its mail.`,
        'Honest mail that somebody forwards fails like this, too.',
      ];
    case 'neutral':
      return [
        `${whose}, the domain of ${what}, does not say whether ${plain(ip, 60)} may send its mail.`,
      ];
    case 'none':
      return [`${whose}, the domain of ${what}, publishes no list of its servers.`];
    case 'permerror':
      return [`The list of servers of ${whose}, the domain of ${what}, is faulty.`];
    case 'temperror':
      return [
        'The name servers gave no answer, or none in time. Try again when the network works.',
      ];
  }
}

export function dmarcSentences({ outcome, domain, policy, byDkim, bySpf }: DmarcResult): string[] {
  const whose = name(domain);
  switch (outcome) {
    case 'pass': {
      const by = byDkim && bySpf ? 'signature and by SPF' : byDkim ? 'signature' : 'SPF';
      return [
        `The domain in From, ${whose}, is confirmed by ${by}.`,
        'It does not say that the sender is friendly: anybody can register a domain.',
      ];
    }
    case 'fail':
      return [
        `Nothing confirms that the message comes from ${whose}, the domain in From: no good signature and no SPF pass is in its name.`,
        policy === null || policy === 'none'
          ? `${whose} asks receivers to do nothing about such mail.`
          : `${whose} asks receivers to ${policy === 'reject' ? 'reject' : 'put aside'} such mail.`,
      ];
    case 'none':
      return [`${whose}, the domain in From, publishes no DMARC policy.`];
    case 'unknown':
      return [
        `Whether ${whose}, the domain in From, is confirmed cannot be told: a check that it depends on could not be made.`,
      ];
  }
}
