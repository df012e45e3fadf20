/** What a complaint is to be like: whom to tell on one list, how on the next, Enter on both takes what is proposed. Asks no server: an offer goes in, choices come out. */
import * as vscode from 'vscode';
import type {
  ComplaintChoices,
  ComplaintFact,
  ComplaintFormat,
  ComplaintOffer,
  ComplaintRecipient,
} from '../../../server/src/lsp/protocol.ts';
import { plainMessage } from '../plain-message.ts';
import { withoutIcons } from '../without-icons.ts';
import { chooseOne, tick, type Answer, type Row } from './pick.ts';

type Recipient = ComplaintOffer['recipients'][number];
/** Somebody whose address only the user can find out. */
type Unaddressed = ComplaintOffer['unaddressed'][number];

/** All that is chosen so far. */
type State = Required<Omit<ComplaintChoices, 'inquiry' | 'redact' | 'recipients'>> & {
  readonly recipients: readonly ComplaintRecipient[];
  readonly redact: boolean;
  /** The addresses to be replaced, when they are; null: those that the server takes for the user's. */
  readonly own: readonly string[] | null;
};

type Option =
  'language' | 'redact' | 'preview' | 'grouping' | 'legal' | 'facts' | 'archive' | 'inquiry';
type How =
  | { readonly kind: 'format'; readonly id: ComplaintFormat }
  | { readonly kind: Option }
  /** Of a format that cannot be had: Enter there tells why. */
  | { readonly kind: 'refused'; readonly reason: string };

/** @param preview shows what redaction would change of these addresses */
export async function chooseComplaint(
  offer: ComplaintOffer,
  preview: (addresses: readonly string[]) => Promise<void>,
): Promise<ComplaintChoices | undefined> {
  let state: State = {
    ...offer.defaults,
    recipients: offer.recipients.filter(({ preselected }) => preselected),
    facts: [],
    archive: false,
    own: null,
  };
  for (;;) {
    const recipients = await chooseRecipients(offer, state.recipients);
    if (recipients === undefined || recipients === 'back') return undefined;
    const known = await withRoles(recipients, offer, state.recipients);
    if (known === undefined) return undefined;
    if (known === 'back') continue;
    const how = await chooseHow(offer, { ...state, recipients: known }, preview);
    if (how === undefined) return undefined;
    if (how.kind === 'chosen') return how.choices;
    state = how.state;
  }
}

async function chooseRecipients(
  offer: ComplaintOffer,
  ticked: readonly ComplaintRecipient[],
): Promise<Answer<readonly ComplaintRecipient[]>> {
  const listed: ComplaintRecipient[] = [...offer.recipients];
  // Typed before, when the user came back to this list.
  const own = ticked.filter((one) => !listed.includes(one));
  // Whoever has got an address stands above already.
  const unaddressed = offer.unaddressed.filter(
    (one) => !own.some(({ role, scope }) => role === one.role && scope === one.scope),
  );
  const rows: Row<ComplaintRecipient | Unaddressed>[] = [
    ...[...own, ...offer.recipients].map(recipientRow),
    ...unaddressed.map(unaddressedRow),
  ];
  const subject = withoutIcons(offer.subject === '' ? vscode.l10n.t('no subject') : offer.subject);
  const chosen = await tick<ComplaintRecipient | Unaddressed>(
    {
      // The title shows as much as there is; the line to type into cuts it off.
      title: [
        offer.source === null
          ? vscode.l10n.t('Complaint about “{0}”: whom to tell', subject)
          : vscode.l10n.t('Complaint about “{0}” from {1}: whom to tell', subject, offer.source),
        ...offer.notices,
      ].join(' · '),
      placeholder: vscode.l10n.t('Tick whom to tell, or type another address'),
      step: { number: 1, of: 2 },
    },
    rows,
    (recipient) => 'address' in recipient && ticked.includes(recipient),
    (text) => typedRecipients(text, offer).map(recipientRow),
  );
  if (chosen === undefined || chosen === 'back') return chosen;
  const recipients: ComplaintRecipient[] = [];
  for (const one of chosen) {
    if ('address' in one) recipients.push(one);
    else recipients.push(...(await askAddress(one)));
  }
  return recipients;
}

function unaddressedRow(one: Unaddressed): Row<Unaddressed> {
  return {
    label: `$(question) ${withoutIcons(one.scope)}`,
    description: `${roleWords().get(one.role) ?? ''} · ${withoutIcons(one.basis)}`,
    detail: vscode.l10n.t('Its address is not known: tick this, and you are asked for it'),
    value: one,
  };
}

/** Empty when the user leaves it open: then nobody is told. */
async function askAddress(one: Unaddressed): Promise<ComplaintRecipient[]> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Whom to tell of {0}', one.scope),
    prompt: vscode.l10n.t(
      'The mail address or the web form (https) of the company that runs {0}. Empty: nobody is told of it.',
      one.scope,
    ),
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() === '' || readAddresses(value).length > 0
        ? undefined
        : vscode.l10n.t('An address is written like {0}', 'abuse@example.com'),
  });
  return readAddresses(text ?? '').map((address) => ({
    ...one,
    ...addressed(address),
  }));
}

/** Those that were typed get a role from the user: what the letter claims of them depends on it. */
async function withRoles(
  recipients: readonly ComplaintRecipient[],
  offer: ComplaintOffer,
  before: readonly ComplaintRecipient[],
): Promise<Answer<readonly ComplaintRecipient[]>> {
  const known: ComplaintRecipient[] = [];
  for (const recipient of recipients) {
    const isOffered =
      offer.recipients.some((one) => one === recipient) ||
      offer.unaddressed.some(
        ({ role, scope }) => role === recipient.role && scope === recipient.scope,
      );
    if (isOffered || before.includes(recipient)) {
      known.push(recipient);
      continue;
    }
    const rows = [...roleWords()].map(([role, label]) => ({ label, value: { role } }));
    const chosen = await chooseOne(
      {
        title: vscode.l10n.t(
          'What has {0} to do with the message?',
          withoutIcons(recipient.address),
        ),
        placeholder: vscode.l10n.t('The letter says so: choose what you know, or the last'),
        step: { number: 2, of: 2 },
      },
      rows,
      ({ role }) => role === recipient.role,
    );
    if (chosen === undefined || chosen === 'back') return chosen;
    known.push({ ...recipient, role: chosen.role });
  }
  return known;
}

function recipientRow(recipient: Recipient | ComplaintRecipient): Row<ComplaintRecipient> {
  const { address, role, scope, confidence } = recipient;
  const cautions = 'cautions' in recipient ? recipient.cautions : [];
  const warned = cautions.map((caution) => `$(warning) ${withoutIcons(caution)}`);
  return {
    label: withoutIcons(address),
    description: [
      roleWords().get(role) ?? role,
      withoutIcons(scope),
      confidence === 'guessed' ? vscode.l10n.t('a guess') : '',
    ]
      .filter((text) => text !== '')
      .join(' · '),
    detail: [...warned, sourceWords(recipient)].join(' '),
    value: recipient,
  };
}

/** What each kind of recipient has to do with the message, by its id. */
function roleWords(): ReadonlyMap<string, string> {
  return new Map([
    ['network', vscode.l10n.t('runs the network of the source')],
    ['drop-box', vscode.l10n.t('runs the mailbox for answers')],
    ['web-host', vscode.l10n.t('hosts an advertised site')],
    ['registrar', vscode.l10n.t('registered the name of an advertised site')],
    ['phone-carrier', vscode.l10n.t('runs an advertised telephone number')],
    ['anonymous-relay', vscode.l10n.t('runs the server that recorded no client address')],
    ['open-relay', vscode.l10n.t('runs a relay that takes mail from anybody')],
    ['upstream', vscode.l10n.t('connects the network of the source')],
    ['own-provider', vscode.l10n.t('your own provider')],
    ['forged-domain', vscode.l10n.t('owns a name that was borrowed')],
    ['other', vscode.l10n.t('something else: the letter claims nothing of them')],
  ]);
}

/** Where the address is known from, and how far it can be relied on. */
function sourceWords({ basis, confidence }: ComplaintRecipient): string {
  const from = withoutIcons(basis);
  switch (confidence) {
    case 'published':
      return vscode.l10n.t('Published for complaints: {0}', from);
    case 'registered':
      return vscode.l10n.t('Registered for other purposes: {0}', from);
    case 'guessed':
      return vscode.l10n.t('A guess from {0}: look it up before you send', from);
  }
}

/** Mail addresses and web forms among the words of a text. */
function typedRecipients(text: string, offer: ComplaintOffer): ComplaintRecipient[] {
  return readAddresses(text)
    .filter((word) => !offer.recipients.some(({ address }) => address === word))
    .map((address) => {
      const scope = address.startsWith('https://')
        ? vscode.Uri.parse(address).authority
        : domainOf(address);
      // Another mailbox of somebody whose part is known; of anybody else nothing is.
      const like = offer.recipients.find((one) => domainOf(one.address) === scope);
      return { ...addressed(address), role: like?.role ?? 'other', scope };
    });
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

function readAddresses(text: string): string[] {
  return text
    .split(/[\s,;<>]+/)
    .filter((word) => /^https:\/\/.+\../.test(word) || /^[^@]+@[^@]+\.[^@.]+$/.test(word));
}

/** What is known of an address that the user typed. */
function addressed(
  address: string,
): Pick<ComplaintRecipient, 'address' | 'channel' | 'basis' | 'confidence'> {
  return {
    address,
    channel: address.startsWith('https://') ? 'form' : 'mail',
    basis: vscode.l10n.t('typed by you'),
    confidence: 'published',
  };
}

type Outcome =
  | { readonly kind: 'chosen'; readonly choices: ComplaintChoices }
  | { readonly kind: 'back'; readonly state: State };

async function chooseHow(
  offer: ComplaintOffer,
  before: State,
  preview: (addresses: readonly string[]) => Promise<void>,
): Promise<Outcome | undefined> {
  let state = before;
  // Where Enter goes: of the formats, the first.
  let at: How['kind'] = 'format';
  for (;;) {
    const active: How['kind'] = at;
    const answer: Answer<How> = await chooseOne<How>(
      {
        title: vscode.l10n.t('Complaint to {0}: how', addressesInWords(state.recipients)),
        placeholder: vscode.l10n.t('Choose a format to write the complaint, or change the options'),
        step: { number: 2, of: 2 },
      },
      howRows(offer, state),
      ({ kind }: How) => kind === active,
    );
    if (answer === undefined) return undefined;
    if (answer === 'back') return { kind: 'back', state };
    if (answer.kind === 'refused') {
      // The row has no room for all of it. Not awaited: the list is there meanwhile.
      void vscode.window.showInformationMessage(plainMessage(answer.reason));
      continue;
    }
    if (answer.kind === 'format') {
      const { own, ...choices } = state;
      const redact = state.redact && own !== null ? own : state.redact;
      return { kind: 'chosen', choices: { ...choices, redact, format: answer.id } };
    }
    if (answer.kind === 'inquiry') {
      const address = await chooseAdvertiser(offer);
      if (address === undefined) return undefined;
      if (address !== 'back') {
        return { kind: 'chosen', choices: { language: state.language, inquiry: address } };
      }
    } else if (answer.kind === 'preview') {
      await preview(ownOf(offer, state));
    } else {
      const changed = await change(answer.kind, offer, state);
      if (changed === undefined) return undefined;
      state = changed;
    }
    // After a change Enter writes the complaint.
    at = answer.kind === 'redact' && state.redact ? 'preview' : 'format';
  }
}

/** The format of the settings, or the first that can be had. */
function usable({ formats }: ComplaintOffer, { format }: State): ComplaintFormat {
  const can = formats.filter(({ refusal }) => refusal === null);
  return can.find(({ id }) => id === format)?.id ?? can[0]?.id ?? format;
}

function addressesInWords(recipients: readonly ComplaintRecipient[]): string {
  const [first, ...others] = recipients;
  if (first === undefined) return vscode.l10n.t('nobody yet');
  const address = withoutIcons(first.address);
  return others.length === 0 ? address : vscode.l10n.t('{0} and {1} more', address, others.length);
}

function howRows(offer: ComplaintOffer, state: State): (Row<How> | vscode.QuickPickItem)[] {
  const { recipients, redact, archive } = state;
  const separator = (label: string): vscode.QuickPickItem => ({
    label,
    kind: vscode.QuickPickItemKind.Separator,
  });
  const option = (kind: Option, label: string, description: string, detail?: string): Row<How> => ({
    label,
    description,
    ...(detail === undefined ? {} : { detail }),
    value: { kind },
  });
  const risky = offer.attachments.filter((attachment) => attachment.risky);
  return [
    separator(vscode.l10n.t('write it')),
    ...formatRows(offer, state),
    separator(vscode.l10n.t('options')),
    option(
      'language',
      `$(globe) ${vscode.l10n.t('Language')}`,
      offer.languages.find(({ id }) => id === state.language)?.name ?? state.language,
    ),
    option(
      'redact',
      `$(eye-closed) ${vscode.l10n.t('Your addresses in the message')}`,
      redactWords(offer, state),
    ),
    ...(redact
      ? [
          option(
            'preview',
            `$(diff) ${vscode.l10n.t('Preview Redaction')}`,
            withoutIcons(ownOf(offer, state).join(', ')),
          ),
        ]
      : []),
    ...(recipients.length > 1
      ? [
          option(
            'grouping',
            `$(references) ${vscode.l10n.t('Letters')}`,
            state.grouping === 'each'
              ? vscode.l10n.t('one for each recipient')
              : vscode.l10n.t('one for each kind of recipient'),
          ),
        ]
      : []),
    option(
      'facts',
      `$(list-selection) ${vscode.l10n.t('What you found out')}`,
      state.facts.length === 0
        ? vscode.l10n.t('nothing is added')
        : vscode.l10n.t('{0} added', state.facts.length),
    ),
    option(
      'legal',
      `$(law) ${vscode.l10n.t('Paragraphs about laws')}`,
      offer.legal
        .filter(({ id }) => state.legal.includes(id))
        .map(({ title }) => title)
        .join(', ') || vscode.l10n.t('none'),
    ),
    option(
      'archive',
      `$(lock) ${vscode.l10n.t('Archive with a password')}`,
      archive ? vscode.l10n.t('yes') : vscode.l10n.t('no'),
      risky.length === 0
        ? undefined
        : vscode.l10n.t(
            'The message holds {0}: a filter may stop a complaint that carries it openly.',
            withoutIcons(risky.map(({ name, type }) => (name === '' ? type : name)).join(', ')),
          ),
    ),
    ...(offer.inquiry
      ? [
          option(
            'inquiry',
            `$(comment-discussion) ${vscode.l10n.t('Ask the advertiser instead…')}`,
            vscode.l10n.t('shows criminals that your address is read'),
          ),
        ]
      : []),
  ];
}

/** The one that Enter takes first, those that cannot be had last, with the reason. */
function formatRows(offer: ComplaintOffer, state: State): Row<How>[] {
  const first = usable(offer, state);
  const reason = (format: ComplaintOffer['formats'][number]): string | null =>
    // The server's answer is about a message without an archive.
    state.archive && (format.id === 'inline' || format.id === 'text')
      ? vscode.l10n.t('The message is to go into an archive, and here it stands in the text.')
      : format.refusal;
  const rank = (format: ComplaintOffer['formats'][number]): number =>
    reason(format) !== null ? 2 : format.id === first ? 0 : 1;
  return [...offer.formats]
    .sort((a, b) => rank(a) - rank(b))
    .map((format): Row<How> => {
      const refusal = reason(format);
      const words = formatWords(format.id);
      return refusal === null
        ? {
            label: `$(${format.output === 'text' ? 'clippy' : 'mail'}) ${words?.title ?? format.title}`,
            detail: words?.summary ?? format.summary,
            value: { kind: 'format', id: format.id },
          }
        : {
            label: `$(circle-slash) ${words?.title ?? format.title}`,
            detail: vscode.l10n.t('Cannot be had: {0}', withoutIcons(refusal)),
            value: { kind: 'refused', reason: refusal },
          };
    });
}

/** The server's words for its formats are English. */
function formatWords(id: string): { readonly title: string; readonly summary: string } | undefined {
  return new Map([
    [
      'letter',
      {
        title: vscode.l10n.t('Letter'),
        summary: vscode.l10n.t(
          'The original message attached, byte for byte. Everybody can read it.',
        ),
      },
    ],
    [
      'inline',
      {
        title: vscode.l10n.t('Letter with the message in its text'),
        summary: vscode.l10n.t('For desks that open no attachments. Long bodies are trimmed.'),
      },
    ],
    [
      'arf',
      {
        title: vscode.l10n.t('ARF'),
        summary: vscode.l10n.t(
          'The Abuse Reporting Format (RFC 5965), for the machines of providers.',
        ),
      },
    ],
    [
      'xarf',
      {
        title: vscode.l10n.t('X-ARF 4'),
        summary: vscode.l10n.t('A report in JSON (xarf.org), for the machines of some networks.'),
      },
    ],
    [
      'text',
      {
        title: vscode.l10n.t('Text for a web form'),
        summary: vscode.l10n.t('Copied to the clipboard. No file is written.'),
      },
    ],
  ]).get(id);
}

/** Undefined when the user left it all. */
async function change(
  option: Exclude<Option, 'preview' | 'inquiry'>,
  offer: ComplaintOffer,
  state: State,
): Promise<State | undefined> {
  switch (option) {
    case 'redact':
      return offer.ownAddresses.length > 0 && offer.possibleAddresses.length === 0
        ? { ...state, redact: !state.redact }
        : chooseOwn(offer, state);
    case 'archive':
      return { ...state, archive: !state.archive };
    case 'grouping':
      return { ...state, grouping: state.grouping === 'each' ? 'together' : 'each' };
    case 'language': {
      const rows = offer.languages.map((language) => ({ label: language.name, value: language }));
      const chosen = await chooseOne(
        {
          title: vscode.l10n.t('The language of the complaint'),
          placeholder: vscode.l10n.t('Choose the one that the recipient reads'),
          step: { number: 2, of: 2 },
        },
        rows,
        ({ id }) => id === state.language,
      );
      if (chosen === 'back') return state;
      return chosen === undefined ? undefined : { ...state, language: chosen.id };
    }
    case 'legal': {
      const rows = offer.legal.map((law) => ({
        label: law.title,
        description: law.historical ? vscode.l10n.t('{0}, historical', law.region) : law.region,
        detail: law.source,
        value: law,
      }));
      const chosen = await tick(
        {
          title: vscode.l10n.t('Paragraphs about laws'),
          placeholder: vscode.l10n.t(
            'Tick what applies where the recipient is: none is better than a wrong one',
          ),
          step: { number: 2, of: 2 },
        },
        rows,
        ({ id }) => state.legal.includes(id),
      );
      if (chosen === 'back') return state;
      return chosen === undefined ? undefined : { ...state, legal: chosen.map(({ id }) => id) };
    }
    case 'facts': {
      const own = state.facts.filter((one) => !offer.facts.includes(one));
      const chosen = await tick<ComplaintFact>(
        {
          title: vscode.l10n.t('What you found out, for the letter'),
          placeholder: vscode.l10n.t('Tick what the recipient should know, or type a note'),
          step: { number: 2, of: 2 },
        },
        [...own, ...offer.facts].map(factRow),
        (one) => state.facts.includes(one),
        (text) => (text.trim().length < 4 ? [] : [factRow({ kind: 'note', text: text.trim() })]),
      );
      if (chosen === 'back') return state;
      return chosen === undefined ? undefined : { ...state, facts: chosen };
    }
  }
}

function ownOf({ ownAddresses }: ComplaintOffer, { own }: State): readonly string[] {
  return own ?? ownAddresses;
}

function redactWords(offer: ComplaintOffer, state: State): string {
  if (!state.redact) return vscode.l10n.t('stay as they are');
  return ownOf(offer, state).length === 0
    ? vscode.l10n.t('none is known to be yours: choose them here')
    : vscode.l10n.t('are replaced; signatures break');
}

/** Which addresses are the user's: who is named in To may be somebody else. Without any, none is replaced. */
async function chooseOwn(offer: ComplaintOffer, state: State): Promise<State | undefined> {
  const row = (address: string, description: string): Row<{ readonly address: string }> => ({
    label: withoutIcons(address),
    description,
    value: { address },
  });
  const ticked = state.redact || state.own === null ? ownOf(offer, state) : [];
  const known = [...offer.ownAddresses, ...offer.possibleAddresses];
  const typedBefore = ticked.filter((address) => !known.includes(address));
  const chosen = await tick(
    {
      title: vscode.l10n.t('Which addresses in the message are yours?'),
      placeholder: vscode.l10n.t('Tick those to be replaced, or type another address'),
      step: { number: 2, of: 2 },
    },
    [
      ...typedBefore.map((address) => row(address, vscode.l10n.t('typed by you'))),
      ...offer.ownAddresses.map((address) => row(address, vscode.l10n.t('known to be yours'))),
      ...offer.possibleAddresses.map((address) =>
        row(address, vscode.l10n.t('stands in To or Cc, and may be yours')),
      ),
    ],
    ({ address }) => ticked.includes(address),
    (text) =>
      text
        .toLowerCase()
        .split(/[\s,;<>]+/)
        .filter((word) => /^[^@]+@[^@]+\.[^@.]+$/.test(word) && !known.includes(word))
        .map((address) => row(address, vscode.l10n.t('typed by you'))),
  );
  if (chosen === 'back') return state;
  if (chosen === undefined) return undefined;
  const own = [...new Set(chosen.map(({ address }) => address))];
  return { ...state, redact: own.length > 0, own };
}

function factRow(fact: ComplaintFact): Row<ComplaintFact> {
  return { label: withoutIcons(fact.text), description: factWords(fact.kind), value: fact };
}

function factWords(kind: ComplaintFact['kind']): string {
  switch (kind) {
    case 'lookup':
      return vscode.l10n.t('looked up');
    case 'phone':
      return vscode.l10n.t('telephone in the message');
    case 'domain':
      return vscode.l10n.t('domain in the message');
    case 'uri':
      return vscode.l10n.t('address of the web in the message');
    case 'advertiser':
      return vscode.l10n.t('address of the advertiser in the message');
    case 'campaign':
      return vscode.l10n.t('same campaign');
    case 'note':
      return vscode.l10n.t('your note');
  }
}

/** Warns before anybody is chosen: whoever answers spam shows that he reads it. */
async function chooseAdvertiser({ advertisers }: ComplaintOffer): Promise<Answer<string>> {
  const goOn = vscode.l10n.t('Choose an Address…');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Ask an advertiser as a customer would?'),
    {
      modal: true,
      detail: vscode.l10n.t(
        'You are about to write to people who may be criminals. They learn that your address is read, and may answer with threats or malware. Use a mailbox that you can give up, give no true name, order nothing, pay nothing, open nothing that they send.',
      ),
    },
    goOn,
  );
  if (answer !== goOn) return 'back';
  const row = (address: string): Row<{ readonly address: string }> => ({
    label: withoutIcons(address),
    value: { address },
  });
  const rows = advertisers.map(row);
  if (rows.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'The message names no mailbox that answers could go to: there is nobody to ask.',
      ),
    );
    return 'back';
  }
  const chosen = await chooseOne(
    {
      title: vscode.l10n.t('Ask which advertiser?'),
      placeholder: vscode.l10n.t('The message names these mailboxes'),
      step: { number: 2, of: 2 },
    },
    rows,
  );
  return chosen === undefined || chosen === 'back' ? chosen : chosen.address;
}
