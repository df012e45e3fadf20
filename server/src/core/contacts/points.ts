/**
 * The contact points of a message: mailboxes that answers go to, sites, telephones, postal
 * addresses, from its header and from the parts of its body that are text. Looks nothing up, and
 * says of nobody that they are guilty: names of others are borrowed in bodies as they are in headers.
 *
 * It brings the tables of all the world's numbering plans along: import it when somebody asks for
 * contact points (`await import('…/points.ts')`), never on the way to an open message.
 */
import type { Analysis } from '../analysis.ts';
import { type AddressUse, type Html, readHtml } from '../body/html.ts';
import { readPart } from '../body/part-text.ts';
import { fieldsNamed } from '../message/fields.ts';
import type { Header } from '../message/header.ts';
import { readMailboxes } from '../message/mailboxes.ts';
import { type MimePart, partsOf } from '../message/mime.ts';
import { registrableDomain } from '../net/hosts.ts';
import { type Disguise, readWebAddress, type WebAddress } from '../net/web-address.ts';
import { plain } from '../text/plain.ts';
import type { Span } from '../text/span.ts';
import { throughBoth, type Traced } from '../text/traced.ts';
import { mailboxesIn, readMailAddress, webAddressesIn } from './addresses.ts';
import { CountryEvidence } from './countries.ts';
import {
  countriesDialled,
  type FoundPhone,
  isSpent,
  phonesIn,
  type PhoneSearch,
} from './phones.ts';
import type { ContactPoint, PointPlace } from './point.ts';
import { postalAddressesIn } from './postal.ts';

export interface ContactPointOptions {
  /** How much of the text of all parts is looked at, in UTF-16 units as they stand in the message. */
  readonly limit?: number;
}

export interface ContactPoints {
  /** In the order of the text, each once. */
  readonly points: readonly ContactPoint[];
  /** Only a part of the body was looked at, or there were more points than are kept. */
  readonly cut: boolean;
}

/** No letter is so long. */
const defaultLimit = 1024 * 1024;
/** Where parts are looked for: behind attachments, too. */
const longestBody = 32 * 1024 * 1024;
/** Of one kind: more than anybody follows. */
const mostPoints = 300;
/** Questions to libphonenumber, some 25 microseconds each; a page of numbers takes a hundred. */
const mostQuestions = 4000;
/** Places in the text where a number may begin, some 20 microseconds each. */
const mostLooks = 30_000;
/** Telephone numbers in the text, the same ones again and again, too. */
const mostNumbers = 1000;
/** Addresses in the text of one part; the same ones may stand there again and again. */
const mostAddresses = 5000;
/** Addresses that carry addresses that carry addresses. */
const deepestRedirect = 3;
const longestShown = 120;
/** Of one contact point, beside its first. */
const mostPlaces = 20;

/** The contact points of one message; those of messages forwarded inside are theirs. */
export function contactPoints(
  analysis: Analysis,
  options: ContactPointOptions = {},
): readonly ContactPoint[] {
  return findContactPoints(analysis, options).points;
}

/** The same, and whether there may be more. */
export function findContactPoints(
  { text, header, route }: Analysis,
  { limit = defaultLimit }: ContactPointOptions = {},
): ContactPoints {
  const collector = new Collector(
    recipientsOf(
      text,
      header,
      route.hops.flatMap(({ received }) => received.for),
    ),
  );
  const evidence = new CountryEvidence();
  addHeaderPoints(text, header, collector);
  const searched: Searched[] = [];
  let left = limit;
  let cut = header.end - header.bodyStart > longestBody;
  for (const part of partsOf(text, header, longestBody)) {
    if (!textTypes.has(part.type)) continue;
    if (left <= 0) {
      cut = true;
      break;
    }
    const length = part.header.end - part.header.bodyStart;
    cut ||= length > left;
    searched.push(searchedPart(text, part, left));
    left -= Math.min(left, length);
    evidence.addCharset(part.charset);
  }
  for (const one of searched) addAddresses(one, collector);
  for (const one of searched) addPostal(one, collector, evidence);
  // Numbers come last: where they are dialled shows in everything else.
  let countries: readonly string[] | null = null;
  const search: Omit<PhoneSearch, 'taken'> = {
    effort: { questions: mostQuestions, looks: mostLooks, numbers: mostNumbers },
    countries: () =>
      (countries ??= guessCountries(evidence, collector, searched, route.source?.rdns)),
  };
  for (const one of searched) {
    for (const phone of phonesIn(one.searchable, { ...search, taken: one.taken })) {
      addPhone(phone, 'text', one, one.traced.place(phone.start, phone.end), collector);
    }
    for (const { value, place } of one.dialled) {
      const [phone] = phonesIn(value, { ...search, taken: [] });
      if (phone !== undefined) addPhone(phone, 'link', one, place, collector);
    }
  }
  cut ||= collector.overflowed || searched.some(({ cut: one }) => one) || isSpent(search.effort);
  return { points: collector.points(), cut };
}

const textTypes: ReadonlySet<string> = new Set(['text/plain', 'text/html', 'text/enriched', '']);

/** A part of the body, made readable, and what other searches found in it. */
interface Searched {
  readonly part: string;
  readonly traced: Traced;
  readonly html: Html | null;
  /** From places in the HTML text to places in the message. */
  readonly source: Traced;
  /** The readable text, up to where its addresses are known: digits behind may be a part of one. */
  searchable: string;
  cut: boolean;
  /** Ranges of the readable text that are addresses of the web or mailboxes, in its order. */
  taken: readonly Span[];
  /** Numbers that a link dials. */
  readonly dialled: { readonly value: string; readonly place: ReturnType<Traced['place']> }[];
}

function searchedPart(text: string, part: MimePart, limit: number): Searched {
  const source = readPart(text, part, limit);
  // Spam that calls its HTML plain text has its links all the same.
  const isHtml =
    part.type === 'text/html' || /^\s{0,200}<(?:!doctype html|html)\b/i.test(source.text);
  const html = isHtml ? readHtml(source.text) : null;
  const traced = html === null ? source : throughBoth(html.shown, source);
  return {
    part: part.part,
    traced,
    html,
    source,
    searchable: traced.text,
    cut: false,
    taken: [],
    dialled: [],
  };
}

/** Fields whose addresses want an answer, and the place that they stand for. */
const headerFields: readonly (readonly [key: string, place: PointPlace])[] = [
  ['reply-to', 'reply-to'],
  ['disposition-notification-to', 'receipt'],
  ['return-receipt-to', 'receipt'],
  ['x-confirm-reading-to', 'receipt'],
];

function addHeaderPoints(text: string, header: Header, collector: Collector): void {
  for (const [key, place] of headerFields) addMailboxes(text, header, key, place, collector);
  if (fieldsNamed(header, 'reply-to').length === 0) {
    addMailboxes(text, header, 'from', 'from', collector);
  }
  for (const { valueStart, end } of fieldsNamed(header, 'list-unsubscribe')) {
    // RFC 2369 §2: addresses in angle brackets, separated by commas.
    for (
      let at = text.indexOf('<', valueStart);
      at >= 0 && at < end;
      at = text.indexOf('<', at + 1)
    ) {
      const close = text.indexOf('>', at);
      if (close < 0 || close > end) break;
      const span = { start: at + 1, end: close, exact: true };
      const value = text.slice(at + 1, close).replace(/\s+/g, '');
      addTarget(value, 'unsubscribe', value, null, span, collector);
    }
  }
}

function addMailboxes(
  text: string,
  header: Header,
  key: string,
  place: PointPlace,
  collector: Collector,
): void {
  for (const field of fieldsNamed(header, key)) {
    for (const { address } of readMailboxes(text, field.valueStart, field.end)) {
      if (address === null) continue;
      const { value, start, end } = address;
      addMail(value, place, value, null, { start, end, exact: true }, collector);
    }
  }
}

/** The reader's own addresses: a body names them to look personal, and nobody else is reached there. */
function recipientsOf(
  text: string,
  header: Header,
  envelope: readonly { readonly value: string }[],
): Set<string> {
  const found = new Set(envelope.map(({ value }) => value.toLowerCase()));
  for (const key of [
    'to',
    'cc',
    'bcc',
    'delivered-to',
    'x-original-to',
    'envelope-to',
    'apparently-to',
  ]) {
    for (const field of fieldsNamed(header, key)) {
      for (const { address } of readMailboxes(text, field.valueStart, field.end)) {
        if (address !== null) found.add(address.value.toLowerCase());
      }
    }
  }
  return found;
}

const places: Readonly<Record<AddressUse, PointPlace>> = {
  link: 'link',
  form: 'form',
  image: 'image',
  resource: 'resource',
};

function addAddresses(searched: Searched, collector: Collector): void {
  const { traced, html, source, part } = searched;
  const web = webAddressesIn(traced.text, mostAddresses);
  const mail = mailboxesIn(traced.text, web, mostAddresses);
  for (const last of [web[mostAddresses - 1], mail[mostAddresses - 1]]) {
    if (last === undefined) continue;
    searched.cut = true;
    searched.searchable = searched.searchable.slice(0, last.end);
  }
  searched.taken = [...web, ...mail].sort((a, b) => a.start - b.start);
  let link = 0;
  for (const { start, end, address } of web) {
    // The text of a link shows whatever it likes; where it leads counts.
    if (collector.isFull('url')) break;
    while ((html?.linkTexts[link]?.end ?? Infinity) <= start) link++;
    if ((html?.linkTexts[link]?.start ?? Infinity) <= start) continue;
    addWeb(
      address,
      'text',
      traced.text.slice(start, end),
      part,
      traced.place(start, end),
      collector,
    );
  }
  for (const { start, end, mailbox } of mail) {
    const shown = traced.text.slice(start, end);
    addMail(mailbox.value, 'text', shown, part, traced.place(start, end), collector);
  }
  for (const { use, value, shown, start, end } of html?.addresses ?? []) {
    const place = source.place(start, end);
    if (/^\s{0,20}(?:tel|sms|callto):/i.test(value)) {
      searched.dialled.push({
        value: `tel ${unescaped(value.slice(value.indexOf(':') + 1, 100))}`,
        place,
      });
    } else {
      addTarget(
        value,
        places[use],
        shown ?? value,
        part,
        place,
        collector,
        html?.base ?? undefined,
      );
    }
  }
}

type Where = Span & { readonly exact: boolean };

/** An address as a tag or a field names it: of the web, or of a mailbox (RFC 6068). */
function addTarget(
  value: string,
  place: PointPlace,
  shown: string,
  part: string | null,
  where: Where,
  collector: Collector,
  base?: string,
): void {
  const scheme = /^\s{0,20}mailto:/i.exec(value);
  if (scheme === null) {
    const address = readWebAddress(value, base);
    if (address !== null) addWeb(address, place, shown, part, where, collector);
    return;
  }
  const [to = '', query = ''] = value.slice(scheme[0].length, longestMailto).split('?', 2);
  const also = new URLSearchParams(query);
  const lists = [unescaped(to), ...['to', 'cc', 'bcc'].flatMap((key) => also.getAll(key))];
  for (const address of lists.join(',').split(',')) {
    addMail(
      address.trim(),
      place,
      shown === value ? address.trim() : shown,
      part,
      where,
      collector,
    );
  }
}

/** UTF-16 units; a letter that a link brings along may be long, its recipients stand in front. */
const longestMailto = 2048;

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function addMail(
  written: string,
  place: PointPlace,
  shown: string,
  part: string | null,
  where: Where,
  collector: Collector,
): void {
  const mailbox = readMailAddress(written);
  if (mailbox === null || collector.isReader(mailbox.value)) return;
  collector.add(mailbox.value.toLowerCase(), {
    ...common(place, shown, part, where),
    kind: 'mail',
    value: mailbox.value,
    host: mailbox.host,
    domain: registrableDomain(mailbox.host),
    why: reasons.mail[place] ?? reasons.mail.text,
  });
}

function addWeb(
  address: WebAddress,
  place: PointPlace,
  shown: string,
  part: string | null,
  where: Where,
  collector: Collector,
  depth = 0,
): void {
  const { href, host, ip, port, domain, scheme, disguises } = address;
  const why = [
    place === 'redirect'
      ? `${plain(shown, 80)} leads on to this site.`
      : (reasons.url[place] ?? reasons.url.text),
    ...disguises.map((disguise) => disguiseReasons[disguise]),
  ].join(' ');
  collector.add(href, {
    ...common(place, shown, part, where),
    kind: 'url',
    value: href,
    host,
    ip,
    port,
    domain,
    scheme,
    disguises,
    why,
  });
  const target = address.target === null ? null : readWebAddress(address.target);
  if (target === null || target.host === host || depth === deepestRedirect) return;
  addWeb(target, 'redirect', host, part, where, collector, depth + 1);
}

function addPostal(
  { traced, part }: Searched,
  collector: Collector,
  evidence: CountryEvidence,
): void {
  for (const { start, end, value, country, postalCode } of postalAddressesIn(traced.text)) {
    if (country !== null) evidence.addCountry(country);
    collector.add(value.toLowerCase(), {
      ...common('text', traced.text.slice(start, end), part, traced.place(start, end)),
      kind: 'postal',
      value: plain(value, 300),
      country,
      postalCode,
      why: 'The text gives this postal address.',
    });
  }
}

function addPhone(
  { start, end, ...phone }: FoundPhone,
  place: PointPlace,
  { part, traced }: Searched,
  where: Where,
  collector: Collector,
): void {
  const shown = place === 'text' ? traced.text.slice(start, end) : phone.value;
  collector.add(phone.extension === null ? phone.value : `${phone.value} x${phone.extension}`, {
    ...common(place, shown, part, where),
    ...phone,
    kind: 'phone',
    vanity:
      phone.vanity === null ? null : { ...phone.vanity, spelled: plain(phone.vanity.spelled, 40) },
    why: [
      place === 'link' ? 'A link dials this number.' : 'The text gives this number.',
      ...(phone.assigned
        ? []
        : ["Today's numbering plan knows no such number; the message's day may have known it."]),
    ].join(' '),
  });
}

function common(
  place: PointPlace,
  shown: string,
  part: string | null,
  { start, end, exact }: Where,
) {
  return { place, shown: plain(shown, longestShown), part, start, end, exact, times: 1, also: [] };
}

function guessCountries(
  evidence: CountryEvidence,
  collector: Collector,
  searched: readonly Searched[],
  reverseName: string | null | undefined,
): string[] {
  for (const point of collector.points()) {
    if (point.kind === 'mail') evidence.addHost(point.host, 3);
    if (point.kind === 'url' && point.ip === null) evidence.addHost(point.host, 2);
  }
  for (const { traced } of searched) {
    evidence.addText(traced.text);
    for (const country of countriesDialled(traced.text)) evidence.addCountry(country);
  }
  if (reverseName != null) evidence.addHost(reverseName, 1);
  return evidence.countries();
}

/** Why a point counts, by its place. */
const reasons: {
  readonly [kind in 'mail' | 'url']: Readonly<Partial<Record<PointPlace, string>>> & {
    readonly text: string;
  };
} = {
  mail: {
    'reply-to': 'Answers to the message go to this mailbox.',
    from: 'Answers to the message go to this mailbox, for there is no Reply-To. Whether it is the sender’s, the message does not prove.',
    receipt: 'The message asks for a receipt to be sent to this mailbox.',
    unsubscribe: 'Who wants to leave the list is to write to this mailbox.',
    link: 'A link opens a letter to this mailbox.',
    form: 'What the reader enters in a form is mailed to this mailbox.',
    text: 'The text names this mailbox.',
  },
  url: {
    unsubscribe: 'Who wants to leave the list is to go to this site.',
    link: 'A link leads to this site.',
    form: 'What the reader enters in a form is sent to this site.',
    image:
      'A picture is loaded from this site; loading it tells the site that the message was opened.',
    resource: 'The message loads something from this site when it is shown.',
    text: 'The text names this site.',
  },
};

const disguiseReasons: Readonly<Record<Disguise, string>> = {
  'user-name':
    'What stands before the @ in the address is no host: it is there to be taken for one.',
  number: 'The host is an IP address in a notation that people do not recognise.',
  'encoded-host': 'The host is written in escapes, which a browser reads and people do not.',
};

/** Which place says most of what a site is for. */
const weights: readonly PointPlace[] = [
  'reply-to',
  'form',
  'link',
  'redirect',
  'text',
  'unsubscribe',
  'receipt',
  'from',
  'resource',
  'image',
];

class Collector {
  readonly #points = new Map<string, ContactPoint>();
  readonly #readers: ReadonlySet<string>;
  readonly #counts = new Map<ContactPoint['kind'], number>();
  /** There were more points than are kept. */
  overflowed = false;

  constructor(readers: ReadonlySet<string>) {
    this.#readers = readers;
  }

  isReader(address: string): boolean {
    return this.#readers.has(address.toLowerCase());
  }

  isFull(kind: ContactPoint['kind']): boolean {
    const full = (this.#counts.get(kind) ?? 0) >= mostPoints;
    this.overflowed ||= full;
    return full;
  }

  /** @param key the same for all that are one contact */
  add(key: string, point: ContactPoint): void {
    const name = `${point.kind} ${key}`;
    const known = this.#points.get(name);
    if (known === undefined) {
      if (this.isFull(point.kind)) return;
      this.#counts.set(point.kind, (this.#counts.get(point.kind) ?? 0) + 1);
      this.#points.set(name, point);
      return;
    }
    const weightier = weights.indexOf(point.place) < weights.indexOf(known.place);
    const { start, end, exact, shown, part } = known;
    const also =
      known.also.length < mostPlaces
        ? [...known.also, { start: point.start, end: point.end }]
        : known.also;
    this.#points.set(name, {
      ...(weightier ? { ...point, start, end, exact, shown, part } : known),
      times: known.times + 1,
      also,
    });
  }

  points(): ContactPoint[] {
    return [...this.#points.values()].sort((a, b) => a.start - b.start);
  }
}
