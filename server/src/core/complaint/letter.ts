/** What a complaint says: polite, one incident, the facts first. Every value from the message is made safe here. */
import type { ContactRole } from '../contacts/contact.ts';
import { isHostName } from '../net/hosts.ts';
import { mailboxProviderOf } from '../route/mailbox-providers.ts';
import type { Hop } from '../route/route.ts';
import type { Campaign } from '../patrol/campaign.ts';
import { plain } from '../text/plain.ts';
import { stripHidden } from '../text/strip.ts';
import { wrapWords } from '../text/wrap.ts';
import type { About } from './about.ts';
import { relayOf, type Incident, type Relay } from './incident.ts';
import { layOut, widthOf } from './layout.ts';
import type { Values } from './template.ts';
import type { LetterId, Phrasebook, Variable } from './texts/languages.ts';
import type { TextId } from './texts/en.ts';

export interface Reporter {
  readonly name: string;
  readonly address: string;
}

/** What the user found out and ticked to be said. */
export interface Fact {
  readonly kind: FactKind;
  /** One line; cut at `longestFact`. */
  readonly text: string;
  /** What a fact of the kind `campaign` tells, for the letter to say in its language; then `text` is not used. */
  readonly campaign?: Campaign;
}

export const factKinds = [
  'lookup',
  'phone',
  'uri',
  'domain',
  'advertiser',
  'campaign',
  'note',
] as const;
export type FactKind = (typeof factKinds)[number];

/** The longest that a letter says of one kind, in UTF-16 units. What was looked up ends with whom to tell. */
export function longestFact(kind: FactKind): number {
  return kind === 'lookup' ? 1500 : 300;
}

/** How the message comes with the letter. */
export type Enclosure =
  | { readonly kind: 'attached' | 'inline' | 'inside' }
  | { readonly kind: 'archived'; readonly password: string };

/** The legal paragraphs that a user may add. `source` is where the law can be read. */
export const legalParagraphs = [
  {
    id: 'can-spam',
    region: 'United States',
    title: 'CAN-SPAM Act of 2003',
    source: '15 U.S.C. 7701-7713',
    historical: false,
  },
  {
    id: 'eprivacy',
    region: 'European Union',
    title: 'ePrivacy Directive and GDPR',
    source: 'Directive 2002/58/EC, Article 13; Regulation (EU) 2016/679, Article 21',
    historical: false,
  },
  {
    id: 'casl',
    region: 'Canada',
    title: "Canada's Anti-Spam Legislation",
    source: 'S.C. 2010, c. 23, section 6',
    historical: false,
  },
  {
    id: 'spam-act',
    region: 'Australia',
    title: 'Spam Act 2003',
    source: 'Act No. 129 of 2003, sections 16 to 18',
    historical: false,
  },
  {
    id: '47-usc-227',
    region: 'United States',
    title: '47 U.S.C. 227, as letters of 1997 read it',
    source: 'the pages of 1997; never held to apply to electronic mail',
    historical: true,
  },
] as const;
export type LegalId = (typeof legalParagraphs)[number]['id'];

export function isLegalId(value: unknown): value is LegalId {
  return legalParagraphs.some(({ id }) => id === value);
}

export interface LetterOrder {
  readonly incident: Incident;
  readonly role: ContactRole;
  /** What the recipients answer for. */
  readonly scopes: readonly string[];
  /** What of the message they serve; null where the role has nothing to do with that. */
  readonly about: About | null;
  readonly phrases: Phrasebook;
  readonly reporter: Reporter | null;
  readonly facts: readonly Fact[];
  readonly legal: readonly LegalId[];
  readonly enclosure: Enclosure;
  readonly redacted: boolean;
  /** Those who are responsible for the source get a letter of their own. */
  readonly separately: boolean;
  /** The day of an earlier complaint to the network (`12 May 2024`); null when none is known of. */
  readonly earlier: string | null;
}

export interface Letter {
  /** One line. */
  readonly subject: string;
  /** Lines separated by LF. */
  readonly text: string;
}

/** The longest value of the message that a complaint quotes, in UTF-16 units. */
const longestValue = 150;
const mostFacts = 50;
/** Of what a letter is about; who needs more has the message. */
const mostAbout = 8;
/** A placeholder is still one when it is to be found in the draft. UTF-16 units. */
const longestChoice = 250;

/** A value from the message, or from the settings, on one line and without anything hidden. */
export function plainValue(value: string, longest = longestValue): string {
  return plain(stripHidden(value), longest);
}

/** The letter to recipients of one role. It claims nothing that the route does not support. */
export function writeLetter(order: LetterOrder): Letter {
  const { incident, phrases, role, scopes, reporter } = order;
  const relay =
    role === 'open-relay'
      ? relayOf(incident, 'relay', scopes[0] ?? '')
      : role === 'anonymous-relay'
        ? relayOf(incident, 'anonymous', scopes[0] ?? '')
        : null;
  const id = letterFor(role, incident, relay);
  const about = id === 'anonymous-relay' ? (relay ?? anonymousRelay(incident)) : relay;
  const values = new Map<Variable, string>([
    ['subject', plainValue(incident.subject)],
    ['scope', scopes.map((scope) => plainValue(scope)).join(', ')],
    ['earlier', order.earlier ?? ''],
    ['separately', order.separately ? 'true' : ''],
    ['name', plainValue(reporter?.name ?? '')],
    ['address', reporter?.address ?? ''],
  ]);
  for (const [name, value] of sourceValues(incident.source, phrases)) values.set(name, value);
  if (about !== null)
    for (const [name, value] of relayValues(about, phrases)) values.set(name, value);
  values.set('facts', table(about === null ? sourceFacts(order, id) : relayFacts(about, phrases)));
  values.set('belief', belief(id, order, about, values));
  values.set('learned', learned(order));
  values.set('legal', order.legal.map((one) => phrases.say(`legal-${one}`)).join('\n\n'));
  values.set('evidence', enclosed(order));
  values.set('signature', signature(reporter));
  const { subject, text } = phrases.write(id, values);
  return { subject: plainValue(subject, 300), text: layOut(text) };
}

/** Whom the letter suits: a role whose part in the matter the route does not show gets the letter that claims nothing. */
function letterFor(role: ContactRole, incident: Incident, relay: Relay | null): LetterId {
  switch (role) {
    case 'network':
    case 'upstream':
      if (incident.source !== null) return role;
      return incident.anonymous !== null && role === 'network' ? 'anonymous-relay' : 'nobody';
    case 'anonymous-relay':
    case 'open-relay':
      return relay === null ? 'nobody' : role;
    case 'drop-box':
    case 'web-host':
    case 'registrar':
    case 'phone-carrier':
    case 'own-provider':
    case 'forged-domain':
      return role;
    case 'other':
      return 'nobody';
  }
}

function anonymousRelay({ anonymous }: Incident): Relay | null {
  return anonymous === null ? null : { hop: anonymous, proven: true, handedOver: false };
}

function* sourceValues(hop: Hop | null, phrases: Phrasebook): Generator<[Variable, string]> {
  if (hop === null) return;
  const { from } = hop.received;
  yield ['source', valueOrNull(from?.ip?.value) ?? ''];
  yield ['source-name', hostOrNull(from?.rdns?.value) ?? ''];
  // Carriers put many customers behind one address: only the port tells them apart (RFC 6302).
  yield ['port', from?.port ? String(from.port.value) : ''];
  yield ['time', utcTime(hop) ?? ''];
  yield ['helo', hostOrNull(from?.helo?.value) ?? ''];
  yield ['recorder', recorderName(hop, phrases)];
  yield ['provider', mailboxProviderOf(hop.received) ?? ''];
}

function* relayValues(
  { hop, proven, handedOver }: Relay,
  phrases: Phrasebook,
): Generator<[Variable, string]> {
  yield ['server', recorderName(hop, phrases)];
  yield ['helo', hostOrNull(hop.received.from?.helo?.value) ?? ''];
  yield ['time', utcTime(hop) ?? ''];
  yield ['unproven', proven || handedOver ? '' : 'true'];
}

type Row = readonly [label: string, value: string | null];

/** What the letter is about, then how the message came; to others than the source's network the first must not look like the second. */
function sourceFacts(order: LetterOrder, id: LetterId): Row[] {
  const { incident, phrases } = order;
  const { source } = incident;
  const about = aboutFacts(order);
  if (source === null) return about;
  const { received } = source;
  return [
    ...about,
    [phrases.say(isOfNetwork(id) ? 'label-address' : 'label-origin'), clientOf(source, phrases)],
    [phrases.say('label-time'), utcTime(source) ?? phrases.say('not-recorded')],
    [phrases.say('label-recorder'), recorderName(source, phrases)],
    [phrases.say('label-id'), valueOrNull(received.id?.value)],
    [phrases.say('label-helo'), hostOrNull(received.from?.helo?.value)],
    [phrases.say('label-ident'), valueOrNull(received.from?.ident?.value)],
  ];
}

/** Whether the letter goes to those who connect the source. */
function isOfNetwork(id: LetterId): boolean {
  return id === 'network' || id === 'upstream';
}

const aboutLabels: ReadonlyMap<ContactRole, TextId> = new Map([
  ['drop-box', 'label-mailbox'],
  ['web-host', 'fact-uri'],
  ['phone-carrier', 'fact-phone'],
]);

/** A row for each; where only the user can tell, a place for it. */
function aboutFacts({ about, role, phrases }: LetterOrder): Row[] {
  const id = aboutLabels.get(role);
  if (about === null || id === undefined) return [];
  const label = phrases.say(id);
  const { values, certain } = about;
  if (values.length === 0) return [[label, phrases.say('about-unknown')]];
  if (!certain) {
    const choice = plainValue(values.slice(0, mostAbout).join(', '), longestChoice);
    return [[label, phrases.say('about-which', new Map([['about', choice]]))]];
  }
  const more = values.length - mostAbout;
  return [
    ...values
      .slice(0, mostAbout)
      .map((value): Row => [label, plainValue(value, longestFact('uri'))]),
    ...(more > 0
      ? [[label, phrases.say('about-more', new Map([['count', String(more)]]))] as const]
      : []),
  ];
}

function relayFacts({ hop }: Relay, phrases: Phrasebook): Row[] {
  const { received } = hop;
  return [
    [phrases.say('label-server'), recorderName(hop, phrases)],
    [phrases.say('label-time'), utcTime(hop) ?? phrases.say('not-recorded')],
    [phrases.say('label-id'), valueOrNull(received.id?.value)],
    [phrases.say('label-client'), received.from?.ip == null ? null : clientOf(hop, phrases)],
    [phrases.say('label-helo'), hostOrNull(received.from?.helo?.value)],
  ];
}

/** Why the letter believes what it says; empty where it needs no reason. */
function belief(
  id: LetterId,
  { incident, phrases }: LetterOrder,
  relay: Relay | null,
  values: Values,
): string {
  const { source } = incident;
  if (relay !== null) {
    if (source === null || !relay.handedOver) return '';
    const server = new Map([...values, ...sourceValues(source, phrases)]);
    return phrases.say('belief-server', server);
  }
  if (source === null) return '';
  return phrases.say(
    isOfNetwork(id) ? 'belief' : 'belief-elsewhere',
    new Map([...values, ['beneath', beneath(incident, source, phrases)]]),
  );
}

/** What is to be thought of the fields beneath; empty when there are none. */
function beneath({ route }: Incident, hop: Hop, phrases: Phrasebook): string {
  const below = route.hops.slice(hop.index + 1);
  if (below.length === 0) return '';
  if (route.claimedOrigin !== null) {
    return phrases.say('origin', new Map([['origin-address', plainValue(route.claimedOrigin.ip)]]));
  }
  const forged = below.some(({ trust }) => trust === 'contradicted' || trust === 'beneath-forgery');
  const kind = forged ? 'forged' : 'beneath';
  return phrases.say(
    below.length === 1 ? `${kind}-one` : `${kind}-many`,
    new Map([['count', String(below.length)]]),
  );
}

function learned({ facts, phrases }: LetterOrder): string {
  const rows = facts
    .slice(0, mostFacts)
    .map(({ kind, text, campaign }): Row => [
      phrases.say(`fact-${kind}`),
      campaign === undefined
        ? plainValue(text, longestFact(kind)) || null
        : campaignText(campaign, phrases),
    ]);
  const written = table(rows);
  return written === '' ? '' : `${phrases.say('learned-heading')}\n\n${written}`;
}

/** Other messages with the same number, mailbox, site or source: how many, when, from where. */
function campaignText(
  { shared, messages, first, last, sources }: Campaign,
  phrases: Phrasebook,
): string {
  return phrases.say(
    messages === 1 ? 'campaign-one' : 'campaign-many',
    new Map([
      ['about', plainValue(shared)],
      ['count', String(messages)],
      ['first', first ?? ''],
      ['last', first === last ? '' : (last ?? '')],
      ['sources', plainValue(sources.join(', '), 300)],
    ]),
  );
}

function enclosed({ phrases, enclosure, redacted }: LetterOrder): string {
  const id: TextId = `evidence-${enclosure.kind}`;
  const password = enclosure.kind === 'archived' ? enclosure.password : '';
  const values = new Map([
    ['password', password],
    ['redacted', redacted ? 'true' : ''],
  ]);
  const sentence = phrases.say(id, values);
  return redacted ? sentence + phrases.say('evidence-redacted') : sentence;
}

function signature(reporter: Reporter | null): string {
  if (reporter === null) return '';
  // Two blanks end a line.
  return [plainValue(reporter.name), reporter.address].filter((line) => line !== '').join('  \n');
}

/** `203.0.113.5 (mail.example.net), port 12345` */
function clientOf(hop: Hop, phrases: Phrasebook): string {
  const values = new Map(sourceValues(hop, phrases));
  if (values.get('source') === '') return phrases.say('not-recorded');
  return phrases.say(values.get('port') === '' ? 'address' : 'address-with-port', values);
}

/** `1997-04-21 22:53:13`; null when the date cannot be read. */
function utcTime(hop: Hop): string | null {
  const time = hop.received.date?.time ?? null;
  return time === null ? null : new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}

function recorderName(hop: Hop, phrases: Phrasebook): string {
  const { by } = hop.received;
  return (
    hostOrNull(by?.host?.value) ?? valueOrNull(by?.ip?.value) ?? phrases.say('receiving-server')
  );
}

function hostOrNull(host: string | undefined): string | null {
  return host !== undefined && isHostName(host) ? host : null;
}

function valueOrNull(value: string | undefined): string | null {
  return plainValue(value ?? '') || null;
}

/** Wider values are broken, so that nothing else does it. Columns. */
const tableWidth = 76;

/** Two columns, indented; rows without a value are left out. */
function table(rows: readonly Row[]): string {
  const known = rows.filter(([, value]) => value !== null);
  const width = Math.max(...known.map(([label]) => widthOf(label)), 0) + 1;
  return known
    .flatMap(([label, value]) => {
      const first = `  ${label}:${' '.repeat(width - widthOf(label))}`;
      return wrapWords(value ?? '', tableWidth, first, ' '.repeat(width + 3));
    })
    .join('\n');
}
