/** The report of a patrol as plain text: for a terminal, and for a read-only document. Knows neither. */
import { plain } from '../text/plain.ts';
import type { Span } from '../text/span.ts';
import type { CommonEntry, Listed, PatrolReport, Place, RelayEntry, Seen } from './report.ts';
import { markKinds, type MarkKind } from './mark-kinds.ts';

export interface ReportTitle {
  /** What was patrolled: a folder, whose files are then named from there, or some files. */
  readonly name: string;
  /** Messages that were to be traced when it was cancelled; absent when it came to its end. */
  readonly cancelledOf?: number;
  /** What a file is called, when its name in the report is not the one to be shown. */
  readonly nameOf?: (file: string) => string;
}

/** A piece of the report that leads somewhere. */
export interface ReportLink extends Span {
  /** The message that it is about. */
  readonly place: Place;
  /** The relay that the message shows; null when it is about the message alone. */
  readonly relay: RelayEntry | null;
  /** Whether it starts the letter to the relay's postmaster, rather than opens the message. */
  readonly isLetter: boolean;
}

export interface LinkedReport {
  readonly text: string;
  /** In their order. */
  readonly links: readonly ReportLink[];
}

type Linked = Omit<ReportLink, keyof Span> & { readonly text: string };
type Line = string | readonly (string | Linked)[];

/** How many entries of each list `text` shows; the model for it needs no more. */
export const shownEntries = 50;
const shownCommon = 15;

const widest = { file: 80, name: 60, reason: 200 } as const;

const commonTitles = {
  source: 'Source address',
  domain: "Domain of the sender's fields (anybody can write them)",
  site: 'Site',
  url: 'Address on the web',
  phone: 'Telephone number',
  mailbox: 'Mailbox for answers',
  relay: 'Server on the way, as claimed beneath the border',
} as const satisfies Record<MarkKind, string>;

export function reportText(report: PatrolReport, title: ReportTitle): string {
  return linkedReport(report, title).text;
}

/** The same text, with the places of its file names and relays. */
export function linkedReport(report: PatrolReport, title: ReportTitle): LinkedReport {
  const folder = `${title.name.replace(/\/$/, '')}/`;
  const nameOf: NameOf = (file) => {
    const called = title.nameOf?.(file) ?? file;
    return fileName(called.startsWith(folder) ? called.slice(folder.length) : called);
  };
  return laidOut([
    ...head(report, title),
    ...networks(report),
    ...relays(report, nameOf),
    ...common(report, nameOf),
    ...rules(report),
    ...unreadable(report, nameOf),
  ]);
}

function laidOut(lines: readonly Line[]): LinkedReport {
  const links: ReportLink[] = [];
  let start = 0;
  const texts = lines.map((line) => {
    let text = '';
    for (const piece of typeof line === 'string' ? [line] : line) {
      if (typeof piece === 'string') {
        text += piece;
        continue;
      }
      const { text: shown, ...target } = piece;
      const at = start + text.length;
      links.push({ start: at, end: at + shown.length, ...target });
      text += shown;
    }
    const trimmed = text.trimEnd();
    start += trimmed.length + 1;
    return trimmed;
  });
  return { text: texts.join('\n'), links };
}

/** What a file is called in the report. */
type NameOf = (file: string) => string;

function head(report: PatrolReport, { name, cancelledOf }: ReportTitle): string[] {
  const { messages, files, flagged, cut, forgotten } = report;
  const when = report.first === null ? '' : `, received ${span(report)}`;
  return [
    `Patrol of ${plain(name, widest.file)}`,
    '',
    `${count(messages, 'message')} in ${count(files, 'file')}${when}.`,
    `${number(flagged)} of them ${flagged === 1 ? 'has' : 'have'} findings at warning or above.`,
    ...(cancelledOf === undefined
      ? []
      : [
          `Cancelled: ${count(cancelledOf, 'file')} were to be read. The report is about the others.`,
        ]),
    ...(report.unreadable.total === 0
      ? []
      : [`${count(report.unreadable.total, 'file')} could not be read: see the end.`]),
    ...(cut === 0
      ? []
      : [
          `Of ${count(cut, 'long file')} only the beginning was read: links behind it are missing.`,
        ]),
    ...(forgotten === 0
      ? []
      : ['Rare values were dropped to save memory: the counts of rare ones are lower limits.']),
    'Nothing was looked up, and nothing has left this machine.',
    '',
  ];
}

function networks({ messages, withoutSource, networks: { total, entries } }: PatrolReport): Line[] {
  const rows = entries.map((entry) => [
    number(entry.messages),
    entry.network,
    number(entry.addresses),
    ...dates(entry),
    plain(entry.names.join(', '), widest.name) || '-',
  ]);
  return [
    ...heading(`Sources by network: ${number(total)}`),
    `The last address that can be believed, of ${count(messages - withoutSource, 'message')}.` +
      (withoutSource === 0 ? '' : ` For ${number(withoutSource)} none can be named.`),
    'Grouped by /24 (IPv4) and /48 (IPv6): a whois lookup tells how large a network really is.',
    '',
    ...table(
      ['messages', 'network', 'addresses', 'first', 'last', 'reverse names'],
      rows,
      new Set([0, 2]),
    ),
    ...rest(total - entries.length, 'network'),
    '',
  ];
}

function relays({ relays: { total, entries } }: PatrolReport, nameOf: NameOf): Line[] {
  const believed = entries.filter((entry) => entry.believed > 0);
  const claimed = entries.filter((entry) => entry.believed === 0);
  return [
    ...heading(`Anonymous relays: ${number(total)}`),
    'Servers that took mail from the network and recorded no client address: whoever uses them',
    'cannot be traced. Their postmasters can stop that, and only their logs still know the client.',
    '',
    ...(total === 0 ? ['None was seen.', ''] : []),
    ...(believed.length === 0 ? [] : ["The reader's own servers say so:", '']),
    ...believed.flatMap((entry) => relay(entry, nameOf)),
    ...(claimed.length === 0
      ? []
      : ['Fields say so that nothing confirms and nothing disproves. Ask, do not accuse:', '']),
    ...claimed.flatMap((entry) => relay(entry, nameOf)),
    ...rest(total - entries.length, 'relay'),
    ...(total > entries.length ? [''] : []),
  ];
}

function relay(entry: RelayEntry, nameOf: NameOf): Line[] {
  const { host, software, times, messages, believed, postmaster } = entry;
  const named = software.length === 0 ? 'software not named' : software.join(', ');
  const when = entry.first === null ? '' : `, ${span(entry)}`;
  const partly =
    believed === 0 || believed === messages ? '' : `; ${number(believed)} can be believed`;
  const [shown] = entry.examples;
  // The command about complaints takes a message of its own, not one of a mailbox.
  const evidence = entry.examples.find(({ message }) => message === null);
  return [
    ['  ', to(plain(host, widest.name), shown, entry), ` (${plain(named, widest.name)})`],
    `    ${times === 1 ? 'once' : `${number(times)} times`} in ${count(messages, 'message')}${when}${partly}`,
    postmaster === null
      ? '    no name and no public address that could have a postmaster'
      : [
          '    write to its postmaster: ',
          to(postmaster, evidence, entry, true),
          ' (guessed by RFC 2142)',
        ],
    ['    ', ...examples(entry, nameOf, entry)],
    '',
  ];
}

/** A piece that leads to a message, when there is one. */
function to(
  text: string,
  place: Place | undefined,
  relay: RelayEntry | null = null,
  isLetter = false,
): string | Linked {
  return place === undefined ? text : { text, place, relay, isLetter };
}

function common({ common: kinds }: PatrolReport, nameOf: NameOf): Line[] {
  const sections = markKinds.flatMap((kind) => shared(commonTitles[kind], kinds[kind], nameOf));
  return [
    ...heading('What messages have in common'),
    ...(sections.length === 0 ? ['Nothing that two of them share.', ''] : sections),
  ];
}

function shared(title: string, { total, entries }: Listed<CommonEntry>, nameOf: NameOf): Line[] {
  if (entries.length === 0) return [];
  const shown = entries.slice(0, shownCommon);
  const rows = shown.map((entry) => [
    number(entry.messages),
    plain(entry.value, widest.name),
    ...dates(entry),
    examples(entry, nameOf),
  ]);
  return [
    title,
    '',
    ...table(['messages', 'value', 'first', 'last', ''], rows, new Set([0])),
    ...rest(total - shown.length, 'value'),
    '',
  ];
}

function rules({ rules: found }: PatrolReport): Line[] {
  if (found.length === 0) return [];
  const rows = found.map(({ rule, level, messages }) => [number(messages), level, rule]);
  return [
    ...heading('Findings at warning or above'),
    ...table(['messages', 'level', 'rule'], rows, new Set([0])),
    '',
  ];
}

function unreadable({ unreadable: { total, entries } }: PatrolReport, nameOf: NameOf): Line[] {
  if (total === 0) return [];
  return [
    ...heading(`Could not be read: ${number(total)}`),
    ...entries.map(({ file, reason }) => [
      '  ',
      to(nameOf(file), { file, message: null, part: null }),
      `: ${plain(reason, widest.reason)}`,
    ]),
    ...rest(total - entries.length, 'file'),
    '',
  ];
}

function heading(title: string): string[] {
  return [title, '='.repeat(title.length)];
}

/** @param right the columns of numbers */
function table(
  columns: readonly string[],
  rows: readonly (readonly Line[])[],
  right: ReadonlySet<number>,
): Line[] {
  if (rows.length === 0) return ['  none'];
  const all = [columns, ...rows];
  const widths = columns.map((_, column) =>
    Math.max(...all.map((row) => lengthOf(row[column] ?? ''))),
  );
  return all.map((row) =>
    row.flatMap((cell, column) => {
      const space = ' '.repeat((widths[column] ?? 0) - lengthOf(cell));
      const pieces = typeof cell === 'string' ? [cell] : cell;
      return right.has(column) ? ['  ', space, ...pieces] : ['  ', ...pieces, space];
    }),
  );
}

function lengthOf(line: Line): number {
  if (typeof line === 'string') return line.length;
  return line.reduce(
    (sum, piece) => sum + (typeof piece === 'string' ? piece : piece.text).length,
    0,
  );
}

function rest(count: number, what: string): string[] {
  return count <= 0 ? [] : [`  … and ${number(count)} more ${what}${count === 1 ? '' : 's'}`];
}

function examples(
  { examples: places, messages }: Seen,
  nameOf: NameOf,
  relay: RelayEntry | null = null,
): (string | Linked)[] {
  const shown = places.slice(0, 3);
  return [
    ...shown.flatMap((one, index) => [
      ...(index === 0 ? [] : [', ']),
      to(place(one, nameOf), one, relay),
    ]),
    ...(messages > shown.length ? [', …'] : []),
  ];
}

function place({ file, message, part }: Place, nameOf: NameOf): string {
  const inside = [
    ...(message === null ? [] : [`message ${message + 1}`]),
    ...(part === null ? [] : [`part ${part}`]),
  ];
  return inside.length === 0 ? nameOf(file) : `${nameOf(file)} (${inside.join(', ')})`;
}

/** The end of a long path tells more than its beginning. */
function fileName(path: string): string {
  return path.length <= widest.file
    ? plain(path, Infinity)
    : `…${plain(path.slice(1 - widest.file), Infinity)}`;
}

function dates({ first, last }: Seen): [string, string] {
  return [first?.slice(0, 10) ?? '-', last?.slice(0, 10) ?? '-'];
}

function span({ first, last }: Pick<Seen, 'first' | 'last'>): string {
  const [from = '', to = ''] = [first?.slice(0, 10), last?.slice(0, 10)];
  return from === to ? `on ${from}` : `${from} to ${to}`;
}

function count(value: number, what: string): string {
  return `${number(value)} ${what}${value === 1 ? '' : 's'}`;
}

/** `3,000`: told by hand, because the locale of the machine is nobody's business here. */
function number(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
