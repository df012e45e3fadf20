/** What methods, results and properties of authentication results mean (RFC 8601 §2.7, IANA's registry, providers' own). */
import { type Markdown, md } from '../text/markdown.ts';

/** A method: what it asks, and what its results mean beyond the common ones. */
interface Method {
  readonly what: Markdown;
  readonly results: ReadonlyMap<string, Markdown>;
}

/** Null for methods that nobody registered. */
export function methodWords(method: string): Markdown | null {
  return methods.get(method)?.what ?? null;
}

/** @param result in lower case */
export function resultWords(method: string, result: string): Markdown | null {
  return methods.get(method)?.results.get(result) ?? common.get(result) ?? null;
}

/** Null for properties that nobody registered. */
export function propertyWords(method: string, name: string): Markdown | null {
  return properties.get(`${method} ${name}`) ?? properties.get(name) ?? null;
}

/** The result that any method may have. */
const common: ReadonlyMap<string, Markdown> = new Map([
  ['pass', md`The test was passed.`],
  ['fail', md`The test was failed.`],
  ['hardfail', md`An old word for ${'fail'}: the test was failed.`],
  ['softfail', md`The test was failed, but the domain does not want to insist.`],
  ['neutral', md`Neither passed nor failed: nothing can be said.`],
  ['none', md`There was nothing to test.`],
  [
    'policy',
    md`The test would have been passed, but this server's own rules do not accept it as such.`,
  ],
  [
    'temperror',
    md`The test could not be finished for now: mostly the DNS did not answer. Says nothing about the message.`,
  ],
  [
    'permerror',
    md`The test cannot be made: what the domain published (or the signature) has an error. Says nothing about the message.`,
  ],
  ['skipped', md`The server did not make the test.`],
  ['unknown', md`Nothing is known.`],
  ['error', md`The test could not be made.`],
  ['tempfail', md`The test could not be finished for now. Says nothing about the message.`],
  ['timeout', md`The DNS did not answer in time. Says nothing about the message.`],
]);

const spf = new Map([
  [
    'pass',
    md`The domain lets this client address send for it. That is true of the envelope sender alone; the ${'From'} field may name somebody else.`,
  ],
  [
    'fail',
    md`The domain says that this client address may **not** send for it (${'-all'}). Forwarding without rewriting the envelope fails too.`,
  ],
  [
    'hardfail',
    md`The domain says that this client address may **not** send for it (${'-all'}); an old word for ${'fail'}.`,
  ],
  [
    'softfail',
    md`The domain says that this client address probably may not send for it (${'~all'}), without insisting. Forwarding without rewriting the envelope looks like this too.`,
  ],
  ['neutral', md`The domain says neither yes nor no (${'?all'}). As good as no statement.`],
  ['none', md`The domain publishes no SPF record: anybody may use its name in the envelope.`],
  [
    'permerror',
    md`The domain's SPF record has an error (or needs more than ten look-ups). Says nothing about the message.`,
  ],
  [
    'policy',
    md`SPF itself may have said something else; this server's own rules decided (RFC 8601 §2.7.2).`,
  ],
]);

const dkim = new Map([
  [
    'pass',
    md`A signature was verified: the domain behind ${'header.d'} let this very text out. It proves nothing about other domains, and spammers sign with their own.`,
  ],
  [
    'fail',
    md`A signature did not verify: the text was changed on the way (mailing lists do it), the key has gone, or it was never genuine.`,
  ],
  [
    'neutral',
    md`There was a signature, but it could not be judged: it has an error of form, or the server did not look.`,
  ],
  ['none', md`The message was not signed. Nothing forbids that.`],
  [
    'policy',
    md`A signature verified, but this server does not accept it: a key too short, say, or ${'From'} not signed.`,
  ],
  [
    'permerror',
    md`The signature cannot be verified, ever: mostly its key is not in the DNS, or a tag is missing.`,
  ],
]);

const dmarc = new Map([
  [
    'pass',
    md`SPF or DKIM passed for the very domain of the ${'From'} field (or its organisation): the address there was not forged by a stranger. Whether the domain is honest is another question.`,
  ],
  [
    'fail',
    md`Neither SPF nor DKIM passed for the domain of the ${'From'} field: whoever sent this could not show that the domain let it out. Mailing lists and forwarders cause it too.`,
  ],
  ['none', md`The domain of the ${'From'} field publishes no DMARC policy.`],
  [
    'bestguesspass',
    md`The domain publishes no DMARC policy; Microsoft guesses that it would have passed, since SPF or DKIM fits the ${'From'} field.`,
  ],
  [
    'permerror',
    md`The domain's DMARC record has an error, or the ${'From'} field cannot be read as one address.`,
  ],
]);

const arc = new Map([
  [
    'pass',
    md`The chain of forwarders' seals verified: nobody behind the first sealer changed what they saw. It is worth as much as those sealers.`,
  ],
  [
    'fail',
    md`The chain of forwarders' seals is broken. That says nothing against the message, but the chain vouches for nothing.`,
  ],
  ['none', md`No forwarder sealed the message.`],
]);

const compauth = new Map([
  [
    'pass',
    md`Microsoft takes the ${'From'} field for authentic, all methods together. ${'reason'} says why.`,
  ],
  [
    'fail',
    md`Microsoft takes the ${'From'} field for spoofed, all methods together. ${'reason'} says why.`,
  ],
  [
    'softpass',
    md`Microsoft takes the ${'From'} field for authentic with little confidence. ${'reason'} says why.`,
  ],
  ['none', md`Microsoft did not judge the ${'From'} field, or passed the question by.`],
]);

const bimi = new Map([
  ['pass', md`The domain's logo may be shown: DMARC passed, and the logo is as it should be.`],
  ['none', md`The domain publishes no logo.`],
  ['declined', md`The domain says that it wants no logo shown.`],
  ['skipped', md`Nobody looked for a logo, mostly because DMARC did not pass.`],
]);

const noResults: ReadonlyMap<string, Markdown> = new Map();

const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
  [
    'spf',
    {
      what: md`**SPF** (RFC 7208): may this client address send for the domain of the envelope sender?`,
      results: spf,
    },
  ],
  [
    'dkim',
    { what: md`**DKIM** (RFC 6376): does a domain's signature fit the message?`, results: dkim },
  ],
  [
    'dmarc',
    {
      what: md`**DMARC** (RFC 7489): did SPF or DKIM pass for the domain of the ${'From'} field, and what does that domain want done otherwise?`,
      results: dmarc,
    },
  ],
  [
    'arc',
    {
      what: md`**ARC** (RFC 8617): is the chain in which forwarders vouch for what they saw unbroken?`,
      results: arc,
    },
  ],
  [
    'compauth',
    {
      what: md`**Composite authentication**, Microsoft's own: SPF, DKIM, DMARC and what Microsoft knows of the sender, in one word.`,
      results: compauth,
    },
  ],
  [
    'iprev',
    {
      what: md`**Reverse lookup** (RFC 8601 §3): does the client address have a name in the DNS, and does that name lead back to it?`,
      results: new Map([
        ['pass', md`It has a name that leads back to it.`],
        [
          'fail',
          md`It has no name, or one that does not lead back to it. Common, also with honest senders.`,
        ],
      ]),
    },
  ],
  [
    'auth',
    {
      what: md`**SMTP authentication** (RFC 4954): did the client prove who it is?`,
      results: new Map([
        [
          'pass',
          md`The client logged in: it is a user of this server, and the server knows whom to ask.`,
        ],
        ['fail', md`The client tried to log in, and failed.`],
        [
          'none',
          md`The client did not try to log in. Servers that bring mail from elsewhere never do.`,
        ],
      ]),
    },
  ],
  [
    'bimi',
    { what: md`**BIMI**: may the domain's logo be shown beside the message?`, results: bimi },
  ],
  [
    'domainkeys',
    {
      what: md`**DomainKeys** (RFC 4870): the forerunner of DKIM, long out of use.`,
      results: dkim,
    },
  ],
  [
    'dkim-atps',
    {
      what: md`**ATPS** (RFC 6541): did the author's domain allow the signing domain to sign for it? An experiment that hardly anybody uses.`,
      results: noResults,
    },
  ],
  [
    'dkim-adsp',
    {
      what: md`**ADSP** (RFC 5617): does the author's domain sign all its mail? Withdrawn in 2013; DMARC took its place.`,
      results: new Map([
        ['pass', md`A signature of the author's domain verified.`],
        ['unknown', md`No valid signature, and the domain does not say that it signs everything.`],
        ['fail', md`No valid signature, though the domain says that it signs everything.`],
        ['discard', md`No valid signature, and the domain wants such mail thrown away.`],
        ['nxdomain', md`The author's domain does not exist.`],
      ]),
    },
  ],
  [
    'sender-id',
    {
      what: md`**Sender ID** (RFC 4406): SPF's relative of 2006, about an address in the header. Out of use.`,
      results: spf,
    },
  ],
  [
    'smime',
    {
      what: md`**S/MIME** (RFC 7281): does the person's own signature fit the message?`,
      results: noResults,
    },
  ],
  [
    'dnswl',
    {
      what: md`**Allow list in the DNS** (RFC 8904): is the client address on a list of decent senders?`,
      results: new Map([
        ['pass', md`It is on the list.`],
        ['none', md`It is not on the list. Most are not.`],
      ]),
    },
  ],
  [
    'rrvs',
    {
      what: md`**RRVS** (RFC 7293): has the recipient's address had the same owner since a given day?`,
      results: noResults,
    },
  ],
  [
    'vbr',
    {
      what: md`**Vouch by reference** (RFC 5518): does somebody vouch for the domain?`,
      results: noResults,
    },
  ],
  [
    'dara',
    {
      what: md`**DARA**, Google's: does the signature name this recipient, so that it cannot be replayed to others?`,
      results: noResults,
    },
  ],
]);

const address = md`the client address that was tested.`;
const envelopeSender = md`the envelope sender that was tested (${'MAIL FROM'}), or its domain. Bounces go there.`;
const helo = md`the name that the client gave in HELO or EHLO.`;

/** By name, or by method and name where the method matters. In lower case. */
const properties: ReadonlyMap<string, Markdown> = new Map([
  ['smtp.mailfrom', envelopeSender],
  ['smtp.helo', helo],
  ['smtp.rcptto', md`the recipient of the envelope.`],
  ['smtp.rcpttodomain', md`the recipient's domain, as Microsoft writes it.`],
  ['smtp.remote-ip', address],
  ['smtp.client-ip', address],
  ['smtp.auth', md`the user as whom the client logged in.`],
  [
    'header.d',
    md`the domain that signed (${'d='} of the signature). ${'none'}: nothing was signed. Reputation belongs to this domain.`,
  ],
  [
    'header.i',
    md`for whom it signed (${'i='} of the signature): a user or a part of the domain, by the domain's own word.`,
  ],
  ['header.a', md`the algorithm of the signature.`],
  ['header.s', md`the selector: which of the domain's keys was used. It stands in the DNS.`],
  [
    'header.b',
    md`the first letters of the signature: they tell which of several ${'DKIM-Signature'} fields is meant (RFC 6008).`,
  ],
  ['header.from', md`the domain of the ${'From'} field: the one that people see.`],
  ['header.sender', md`the address of the ${'Sender'} field.`],
  ['header.id', md`the address that Microsoft held responsible, or its domain.`],
  ['header.selector', md`the selector of the domain's logo.`],
  ['policy.iprev', address],
  [
    'policy.dmarc',
    md`what the domain of the ${'From'} field wants done with mail that fails DMARC.`,
  ],
  [
    'policy.published-domain-policy',
    md`what the domain of the ${'From'} field wants done with mail that fails DMARC.`,
  ],
  ['policy.applied-disposition', md`what this server really did with the message.`],
  ['policy.evaluated-disposition', md`what the domain's policy would have this server do.`],
  [
    'policy.policy-from',
    md`where the DMARC policy was found: at the domain itself or at its parent.`,
  ],
  ['policy.override-reason', md`why this server did not do what the domain's policy wants.`],
  ['policy.arc-aware-result', md`what DMARC gives when the chain of forwarders is believed.`],
  ['policy.authority', md`whether somebody certified that the logo is the domain's.`],
  ['policy.authority-uri', md`where the certificate of the logo is.`],
  ['policy.indicator-uri', md`where the logo is.`],
  ['policy.ip', md`what the list answered.`],
  ['policy.txt', md`what the list says of the entry.`],
  ['policy.expired', md`that it ran out, and when.`],
  ['dns.zone', md`the list that was asked.`],
  ['dns.sec', md`whether the answer was secured (DNSSEC).`],
  ['body.smime-identifier', md`the person whose certificate signed.`],
  ['action', md`what the server did, or was asked to do, with the message.`],
  ['compauth reason', md`why, in a number: its first figure gives the kind.`],
  // Received-SPF (RFC 7208 §9.1) and the comments of others.
  ['client-ip', address],
  ['envelope-from', envelopeSender],
  ['helo', helo],
  ['receiver', md`the server that made the test.`],
  [
    'identity',
    md`whose domain was tested: ${'mailfrom'} that of the envelope sender, ${'helo'} that of the HELO name.`,
  ],
  ['mechanism', md`the part of the domain's SPF record that decided.`],
  ['problem', md`what went wrong.`],
  ['pr', md`a note of Microsoft's for itself; nobody published what it means.`],
  ['x-software', md`the program that made the test.`],
]);

/** What a DMARC policy, or the action that followed, means. In lower case. */
const actions: ReadonlyMap<string, Markdown> = new Map([
  ['none', md`nothing: the message is treated like any other, and only reports are sent.`],
  ['quarantine', md`put it aside: into the junk folder or into quarantine.`],
  ['reject', md`do not take it at all.`],
  [
    'oreject',
    md`the domain wants such mail rejected; Microsoft marked it as spam instead (${'o'} for override).`,
  ],
  [
    'o.reject',
    md`the domain wants such mail rejected; Microsoft marked it as spam instead (${'o'} for override).`,
  ],
  [
    'pct.quarantine',
    md`the policy asks for quarantine in a share of cases only, and this one was let through.`,
  ],
  [
    'pct.reject',
    md`the policy asks for rejection in a share of cases only, and this one was let through.`,
  ],
  ['permerror', md`nothing: the domain's record has an error.`],
  ['temperror', md`nothing: the DNS did not answer.`],
]);

const policies: ReadonlySet<string> = new Set([
  'action',
  'policy.dmarc',
  'policy.published-domain-policy',
  'policy.applied-disposition',
  'policy.evaluated-disposition',
  'p',
  'sp',
  'dis',
]);

/** What a property's value means, for properties whose values are words of a table. */
export function propertyValueWords(method: string, name: string, value: string): Markdown | null {
  if (policies.has(name)) return actions.get(value.toLowerCase()) ?? null;
  if (method === 'compauth' && name === 'reason') return compauthReason(value);
  return null;
}

/** Microsoft's codes: some by themselves, the others by their first figure. */
function compauthReason(code: string): Markdown | null {
  const known = compauthCodes.get(code);
  const kind = /^\d{3}$/.test(code) ? compauthKinds.get(code.charAt(0)) : undefined;
  return known ?? kind ?? null;
}

const compauthCodes: ReadonlyMap<string, Markdown> = new Map([
  ['000', md`DMARC failed, and the domain wants such mail quarantined or rejected.`],
  [
    '001',
    md`The domain publishes nothing to authenticate mail by, or only weak statements, and Microsoft found nothing else that speaks for the sender.`,
  ],
  [
    '002',
    md`Your organisation has forbidden this pair of sender and sending host to use the address: an administrator set it.`,
  ],
  [
    '010',
    md`DMARC failed, the domain wants such mail quarantined or rejected, and it is one of your organisation's own: somebody outside used your own name.`,
  ],
  ['100', md`SPF or DKIM passed for the domain of the ${'From'} field.`],
  ['101', md`DKIM passed for the very domain of the ${'From'} field.`],
  ['102', md`SPF passed, and the envelope sender has the domain of the ${'From'} field.`],
  ['103', md`The domain of the ${'From'} field fits the reverse name of the client address.`],
  ['104', md`The reverse name of the client address fits the domain of the ${'From'} field.`],
  ['108', md`DKIM failed only because a known forwarder or list changed the body.`],
  ['109', md`The domain publishes no DMARC policy, but the message would have passed one.`],
  ['111', md`DMARC could not be tested for an error, but SPF or DKIM fits the ${'From'} field.`],
  ['112', md`The DNS did not answer in time for the DMARC policy.`],
  [
    '115',
    md`It came from a Microsoft 365 organisation that owns the domain of the ${'From'} field.`,
  ],
  [
    '116',
    md`The mail server of the domain of the ${'From'} field has the reverse name of the client address.`,
  ],
  [
    '130',
    md`DMARC failed, but a forwarder that your organisation trusts sealed that it had passed (ARC).`,
  ],
  [
    '201',
    md`The reverse name of the domain of the ${'From'} field fits the network of the client address.`,
  ],
  ['202', md`The domain of the ${'From'} field fits the reverse name of the client address.`],
  ['501', md`DMARC was not enforced: it is a genuine notice of non-delivery.`],
  [
    '502',
    md`DMARC was not enforced: it is a genuine notice of non-delivery for a message from your organisation.`,
  ],
  ['601', md`The domain is one of your organisation's own: somebody outside used your own name.`],
]);

const compauthKinds: ReadonlyMap<string, Markdown> = new Map([
  ['1', md`**1xx**: passed, explicitly or by what Microsoft knows of the sender.`],
  ['2', md`**2xx**: passed softly, by what Microsoft knows of the sender.`],
  ['3', md`**3xx**: not checked.`],
  ['4', md`**4xx**: passed by; the check did not apply.`],
  ['5', md`**5xx**: DMARC was not enforced.`],
  ['6', md`**6xx**: failed, by what Microsoft knows of the sender.`],
  [
    '7',
    md`**7xx**: passed. DMARC was not enforced, since your organisation gets honest mail from this sender in this way.`,
  ],
  ['9', md`**9xx**: passed by; the check did not apply.`],
]);

/** What comments of the great providers and of OpenDKIM and OpenDMARC say. The first that fits wins; in lower case. */
export const commentNotes: readonly { readonly holds: string; readonly words: Markdown }[] = [
  { holds: 'sender ip is', words: md`Microsoft's note of the client address that was tested.` },
  {
    holds: 'does not designate permitted sender hosts',
    words: md`The domain publishes no SPF record that would say who may send for it.`,
  },
  {
    holds: 'does not designate',
    words: md`The domain's SPF record does not allow the address named.`,
  },
  { holds: 'designates', words: md`The domain's SPF record allows the address named.` },
  {
    holds: 'discourages use',
    words: md`The domain's SPF record says that the address named probably may not send for it.`,
  },
  {
    holds: 'best guess record',
    words: md`The domain publishes no SPF record; Google guessed one.`,
  },
  { holds: 'spf authorized', words: md`The domain's SPF record allows the client address.` },
  { holds: 'no spf record', words: md`The domain publishes no SPF record.` },
  { holds: 'spf fail', words: md`The domain's SPF record does not allow the client address.` },
  { holds: 'message not signed', words: md`There is no DKIM signature.` },
  { holds: 'signature was verified', words: md`The signature fits the message.` },
  { holds: 'syntax error', words: md`The signature is not written as it should be.` },
  {
    holds: 'bit rsa-sha256 signature',
    words: md`The length of the key, and how the signature did.`,
  },
  { holds: 'signature did not verify', words: md`The signature does not fit the message.` },
  { holds: 'no key for signature', words: md`The DNS has no key under the signature's selector.` },
  { holds: 'body hash', words: md`The body is not the one that was signed.` },
  { holds: 'test mode', words: md`The domain says that it is only trying DKIM out.` },
  {
    holds: 'unprotected',
    words: md`The length of the key, and that the DNS answer which gave it was not secured (DNSSEC). Most are not.`,
  },
  {
    holds: 'secure',
    words: md`The length of the key, and that the DNS answer which gave it was secured (DNSSEC).`,
  },
  {
    holds: '-bit key',
    words: md`The length of the key. Below 1024 bits it can be broken; 2048 is the custom today.`,
  },
  { holds: 'spfdomain=', words: md`Google's note of what the first forwarder of the chain found.` },
  { holds: 'i=1', words: md`The number of the last set of seals.` },
  { holds: 'mailfrom', words: md`That the envelope sender was tested, not the HELO name.` },
  { holds: 'oda=', words: md`Microsoft's notes on the chain of seals, for itself.` },
  {
    holds: 'p=',
    words: md`The domain's DMARC policy: ${'p='} what it wants done with mail that fails, ${'sp='} the same for its subdomains, ${'pct='} for which share; ${'dis='} what was really done.`,
  },
];
