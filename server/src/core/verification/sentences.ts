/** What a result proves and what it does not, in plain sentences. Names from the message are made safe here. */
import { plain } from '../text/plain.ts';
import { say, type Said, type Value } from '../text/said.ts';
import type {
  ArcResult,
  DmarcResult,
  Obstacle,
  SignatureResult,
  SpfResult,
} from './verification.ts';

const name = (value: string): Value => (value === '' ? say`nobody` : plain(value, 100));

const footers = say`Mailing lists and gateways that add a footer or a warning do this to honest mail; so does whoever tampers with it.`;

/** What stood in the way, as a whole sentence. */
function obstacleSentence(obstacle: Obstacle, domain: string, selector: string): Said {
  const key = { words: ['', '._domainkey.', ''], values: [name(selector), name(domain)] };
  switch (obstacle) {
    case 'offline':
      return say`Whether the signature is genuine was not checked: that needs the key, which is published in the DNS.`;
    case 'dns':
      return say`The name servers gave no answer, or none in time. Try again when the network works.`;
    case 'no-key':
      return say`No key is published at ${key}: it was withdrawn, as keys are after some months, or there never was one.`;
    case 'revoked':
      return say`The key at ${key} was withdrawn: signatures made with it cannot be checked any more.`;
    case 'bad-key':
      return say`What is published at ${key} is no key for this signature.`;
    case 'weak-key':
      return say`The key at ${key} is shorter than 1024 bits: anybody can compute such signatures, so they prove nothing.`;
    case 'expired':
      return say`The signature had run out when the message was taken.`;
    case 'unsupported':
      return say`The signature is incomplete, or of a kind that is not known here.`;
    case 'from-unsigned':
      return say`From is not among the signed fields, as it must be: anybody could have changed it.`;
    case 'no-body':
      return say`There is no body here to compare with: perhaps only the header was saved.`;
    case 'odd-bytes':
      return say`The header holds raw bytes that were read in another way when it was signed: a result would mean nothing.`;
  }
}

export function signatureSentences(signature: SignatureResult, isList: boolean): Said[] {
  const { verdict, obstacle, body, header, aligned, signedLength } = signature;
  const domain = name(signature.domain);
  const partly =
    signedLength === null
      ? []
      : [
          say`Only the first ${signedLength} bytes of the body are signed: anybody may have added what follows them.`,
        ];
  if (verdict === 'pass') {
    const confirms = aligned
      ? say`This confirms the domain in From: ${domain} answers for this message. It does not say that the sender is friendly.`
      : say`This confirms that the message passed through the hands of ${domain}. It says nothing about From, which names another domain.`;
    return [
      say`The body and the signed fields are as they were when ${domain} signed them.`,
      confirms,
      ...partly,
    ];
  }
  if (verdict === 'fail') {
    const what =
      body === 'changed'
        ? header === 'intact'
          ? say`The body is not the one that ${domain} signed; the signed header fields still are.`
          : say`The body is not the one that was signed in the name of ${domain}.`
        : say`The signed header fields are not those that ${domain} signed, or somebody else made the signature.`;
    return [
      what,
      isList
        ? say`The message came through a mailing list, and lists change what they pass on.`
        : footers,
      say`A broken signature proves as much as none (RFC 6376 section 6.1).`,
    ];
  }
  const why =
    obstacle === null ? [] : [obstacleSentence(obstacle, signature.domain, signature.selector)];
  return body === 'intact'
    ? [
        say`The body is the one that the signature speaks of. Alone that proves little: anybody can compute the hash of a body.`,
        ...why,
        ...partly,
      ]
    : why;
}

export function arcSentences({ verdict, obstacle, sealer, signature }: ArcResult): Said[] {
  const domain = name(sealer);
  if (verdict === 'pass') {
    return [
      say`All seals are good, and since ${domain} sealed last nothing was changed.`,
      say`What the sealers noted about the message on its way is what they noted; it is worth as much as you trust each of them.`,
    ];
  }
  if (verdict === 'fail') {
    return [
      signature?.body === 'changed'
        ? say`The body is not the one that ${domain} sealed.`
        : say`The chain is broken: a set is incomplete, a seal is not genuine, or the message was changed behind the last one.`,
      say`What the ARC fields say of earlier checks is not to be believed.`,
    ];
  }
  return obstacle === null ? [] : [obstacleSentence(obstacle, sealer, signature?.selector ?? '')];
}

export function spfSentences({ outcome, ip, domain, identity }: SpfResult): Said[] {
  const whose = name(domain);
  const what = identity === 'sender' ? say`the envelope sender` : say`the HELO name`;
  switch (outcome) {
    case 'pass':
      return [
        say`${whose}, the domain of ${what}, allows ${plain(ip, 60)} to send its mail.`,
        say`That is about the envelope, which nobody sees; From may name another domain.`,
      ];
    case 'fail':
    case 'softfail':
      return [
        outcome === 'fail'
          ? say`${whose}, the domain of ${what}, says that ${plain(ip, 60)} may not send its mail.`
          : say`${whose}, the domain of ${what}, says that ${plain(ip, 60)} probably may not send its mail.`,
        say`Honest mail that somebody forwards fails like this, too.`,
      ];
    case 'neutral':
      return [
        say`${whose}, the domain of ${what}, does not say whether ${plain(ip, 60)} may send its mail.`,
      ];
    case 'none':
      return [say`${whose}, the domain of ${what}, publishes no list of its servers.`];
    case 'permerror':
      return [say`The list of servers of ${whose}, the domain of ${what}, is faulty.`];
    case 'temperror':
      return [
        say`The name servers gave no answer, or none in time. Try again when the network works.`,
      ];
  }
}

export function dmarcSentences({ outcome, domain, policy, byDkim, bySpf }: DmarcResult): Said[] {
  const whose = name(domain);
  switch (outcome) {
    case 'pass': {
      const by = byDkim && bySpf ? say`signature and by SPF` : byDkim ? say`signature` : 'SPF';
      return [
        say`The domain in From, ${whose}, is confirmed by ${by}.`,
        say`It does not say that the sender is friendly: anybody can register a domain.`,
      ];
    }
    case 'fail':
      return [
        say`Nothing confirms that the message comes from ${whose}, the domain in From: no good signature and no SPF pass is in its name.`,
        policy === null || policy === 'none'
          ? say`${whose} asks receivers to do nothing about such mail.`
          : policy === 'reject'
            ? say`${whose} asks receivers to reject such mail.`
            : say`${whose} asks receivers to put aside such mail.`,
      ];
    case 'none':
      return [say`${whose}, the domain in From, publishes no DMARC policy.`];
    case 'unknown':
      return [
        say`Whether ${whose}, the domain in From, is confirmed cannot be told: a check that it depends on could not be made.`,
      ];
  }
}
