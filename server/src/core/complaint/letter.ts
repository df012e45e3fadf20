/** What a complaint says: polite, one incident, the facts first. Plain text; every value from the message is made safe here. */
import { isHostName } from '../net/hosts.ts';
import type { Hop, Route } from '../route/route.ts';
import { plain } from '../text/plain.ts';
import { stripHidden } from '../text/strip.ts';
import { reportedHop } from './recipients.ts';

export interface Reporter {
  readonly name: string;
  readonly address: string;
}

/** Columns of a paragraph: quoted once or twice in an answer it still fits 80. */
const columns = 72;

/** The longest value of the message that a complaint quotes, in UTF-16 units. */
const longestValue = 150;

/** A value from the message, or from the settings, on one line and without anything hidden. */
export function plainValue(value: string): string {
  return plain(stripHidden(value), longestValue);
}

/** The letter, lines separated by LF. */
export function writeLetter(route: Route, reporter: Reporter | null): string {
  const hop = reportedHop(route);
  const paragraphs =
    hop !== null && route.source !== null
      ? aboutSource(route, hop)
      : hop?.received.kind === 'anonymous'
        ? aboutAnonymousRelay(route, hop)
        : aboutNobody();
  return (
    [
      'Ladies and gentlemen,',
      ...paragraphs,
      wrap('The message is attached as it was received, with complete and unmodified headers.'),
      'Thank you for your time and your help.',
      ...signature(reporter),
    ].join('\n\n') + '\n'
  );
}

function aboutSource(route: Route, hop: Hop): string[] {
  const recorder = recorderName(hop);
  return [
    wrap('I received the attached message, which is spam, from an address in your network:'),
    facts([
      ['Address', sourceAddress(hop)],
      ['Time (UTC)', utcTime(hop)],
      ['Recorded by', recorder],
      ['Id there', valueOrNull(hop.received.id?.value)],
      ['Greeting (HELO)', hostOrNull(hop.received.from?.helo?.value)],
      ['User (ident)', valueOrNull(hop.received.from?.ident?.value)],
    ]),
    wrap(
      `What happened: at that time a machine with this address connected to ${recorder} and handed over the message, which nobody here had asked for.`,
    ),
    wrap(
      `Why I believe this: the Received field that says so was written by ${recorder}, the last server on the receiving side, which takes the address from the connection itself; the sender cannot choose it.${beneath(route, hop)}`,
    ),
    wrap(
      'Would you please look into it, and take whatever steps are necessary so that no more of this is sent from your system? The name of the greeting and the addresses in From and Reply-To are easily made up, so I do not hold them against anybody. If the address is no longer yours, I would be grateful for a word about whom to ask instead.',
    ),
  ];
}

/** Why the fields beneath are left out; empty when there are none. */
function beneath(route: Route, hop: Hop): string {
  const count = route.hops.length - hop.index - 1;
  if (count <= 0) return '';
  const subject = count === 1 ? 'The Received field' : `The ${count} Received fields`;
  const them = count === 1 ? 'it' : 'them';
  const forged = route.hops
    .slice(hop.index + 1)
    .some(({ trust }) => trust === 'contradicted' || trust === 'beneath-forgery');
  const known = forged
    ? `no honest server can have written ${count === 1 ? 'it' : 'all of them'}`
    : `the sender can write ${them} freely`;
  return ` ${subject} beneath came with the message: ${known}, so I conclude nothing from ${them}.`;
}

/** The seeds' "insecure mail server": what it should record, and why (RFC 5321 §4.4). */
function aboutAnonymousRelay(route: Route, hop: Hop): string[] {
  const recorder = recorderName(hop);
  const helo = hostOrNull(hop.received.from?.helo?.value);
  return [
    wrap(
      `The attached message is spam. It was handed to the mail server ${recorder}, which wrote no client address into its Received field, so that its logs alone can tell where the message came from:`,
    ),
    facts([
      ['Server', recorder],
      ['Time (UTC)', utcTime(hop)],
      ['Id there', valueOrNull(hop.received.id?.value)],
      ['Greeting (HELO)', helo],
    ]),
    wrap(
      `What happened: at that time a machine connected to this server${helo === null ? '' : ` under the name ${helo}`} and handed over the message, which nobody here had asked for. A client can greet with any name it likes, so the name accuses nobody.${beneath(route, hop)}`,
    ),
    wrap(
      'Why I write to you: a server that takes mail from others and does not say from which address hides whoever uses it, and people who send spam look for such servers. The address is known for every connection; RFC 5321 (section 4.4) asks for it in the Received field, beside the name that the client gave.',
    ),
    wrap(
      'Would you please look up in your logs who handed over this message, and tell those who are responsible for that address? And would you see to it that the server records the client address from now on, and takes mail for other domains from your own users only?',
    ),
  ];
}

function aboutNobody(): string[] {
  return [
    wrap(
      'The attached message is spam. Its header names no address that can be believed, so I cannot say from which system it was sent.',
    ),
    wrap(
      'If your logs know this message, would you please look into it, and take whatever steps are necessary so that no more of this is sent from your system?',
    ),
  ];
}

function signature(reporter: Reporter | null): string[] {
  if (reporter === null) return [];
  return [[plainValue(reporter.name), reporter.address].filter((line) => line !== '').join('\n')];
}

/** `203.0.113.5 (mail.example.net), port 12345` */
function sourceAddress(hop: Hop): string {
  const { from } = hop.received;
  const rdns = hostOrNull(from?.rdns?.value);
  const name = rdns === null ? '' : ` (${rdns})`;
  // Carriers put many customers behind one address: only the port tells them apart (RFC 6302).
  const port = from?.port ? `, port ${from.port.value}` : '';
  return `${valueOrNull(from?.ip?.value) ?? 'not recorded'}${name}${port}`;
}

function utcTime(hop: Hop): string {
  const time = hop.received.date?.time ?? null;
  if (time === null) return 'not recorded';
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}

function recorderName(hop: Hop): string {
  const { by } = hop.received;
  return hostOrNull(by?.host?.value) ?? valueOrNull(by?.ip?.value) ?? 'the receiving server';
}

function hostOrNull(host: string | undefined): string | null {
  return host !== undefined && isHostName(host) ? host : null;
}

function valueOrNull(value: string | undefined): string | null {
  return plainValue(value ?? '') || null;
}

/** Two columns, indented; rows without a value are left out. */
function facts(rows: readonly (readonly [string, string | null])[]): string {
  const known = rows.filter(([, value]) => value !== null);
  const width = Math.max(...known.map(([label]) => label.length)) + 1;
  return known.map(([label, value]) => `  ${`${label}:`.padEnd(width)} ${value ?? ''}`).join('\n');
}

function wrap(paragraph: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].join('\n');
}
