/** Short notes between the words of a header: the number of a hop, how long it took, what encoded words and hosts say. Plain text. */
import { decodeWordsIn, encodedRunsIn } from '../message/encoded-words.ts';
import type { HeaderField } from '../message/header.ts';
import type { Message } from '../message/parts.ts';
import { decodeHost } from '../net/idn.ts';
import { trustWords } from '../route/trust-words.ts';
import { plain } from '../text/plain.ts';
import { say, sentences, type Said, type Value } from '../text/said.ts';
import type { Span } from '../text/span.ts';

export const hintKinds = ['hopNumber', 'delay', 'decodedWords', 'decodedHosts'] as const;
export type HintKind = (typeof hintKinds)[number];

export interface Hint {
  readonly kind: HintKind;
  /** Where the note stands: before the character at this offset. */
  readonly at: number;
  readonly label: Value;
  readonly tooltip: Said;
}

/** More than fit on any screen. */
const mostHints = 2000;
/** Longer values are not decoded. UTF-16 units. */
const longestValue = 4000;
const longestLabel = 60;
const longestTooltip = 1000;

/** The hints of those kinds in the header of one message, in the order of the text; of fields that touch `range` only. */
export function hintsOf(message: Message, kinds: ReadonlySet<HintKind>, range: Span): Hint[] {
  const { text, header, route } = message;
  const hints: Hint[] = [];
  if (range.start > header.headerEnd || range.end < header.start) return hints;
  const hops = new Map(route.hops.map((hop) => [hop.received.field.start, hop]));
  for (const field of header.fields) {
    if (field.end < range.start) continue;
    if (field.start > range.end || hints.length >= mostHints) break;
    const hop = hops.get(field.start);
    if (hop !== undefined && kinds.has('hopNumber')) {
      hints.push({
        kind: 'hopNumber',
        at: field.valueStart,
        label: say`hop ${hop.index + 1}`,
        tooltip: sentences(
          say`Hop ${hop.index + 1} of ${hops.size}, newest first: ${trustWords[hop.trust]}.`,
          hop.trustReason,
        ),
      });
    }
    const decoded = [
      ...(kinds.has('decodedHosts') ? hostHints(text, field) : []),
      ...(kinds.has('decodedWords') ? wordHints(text, field) : []),
    ];
    hints.push(...decoded.sort((a, b) => a.at - b.at));
    if (hop !== undefined && hop.delaySeconds !== null && kinds.has('delay')) {
      hints.push(delayHint(field.end, hop.delaySeconds));
    }
  }
  return hints;
}

function delayHint(at: number, seconds: number): Hint {
  const length = shortDuration(Math.abs(seconds));
  const label = { words: [seconds < 0 ? '\u2212' : '+', ''], values: [length] };
  const tooltip =
    seconds < 0
      ? say`${length} before the older trace field beneath: time runs backwards.`
      : say`${length} after the older trace field beneath.`;
  return { kind: 'delay', at, label, tooltip };
}

const units = [
  { size: 86_400, words: (amount: number) => say`${amount} d` },
  { size: 3600, words: (amount: number) => say`${amount} h` },
  { size: 60, words: (amount: number) => say`${amount} min` },
  { size: 1, words: (amount: number) => say`${amount} s` },
];

/** `2 h 5 min`: the two largest units. `seconds` is whole and not negative. */
function shortDuration(seconds: number): Said {
  const first = units.findIndex(({ size }) => seconds >= size);
  if (first < 0) return say`${0} s`;
  let rest = seconds;
  const [largest = say`${0} s`, ...smaller] = units.slice(first, first + 2).flatMap((unit) => {
    const amount = Math.floor(rest / unit.size);
    rest -= amount * unit.size;
    return amount === 0 ? [] : [unit.words(amount)];
  });
  return sentences(largest, ...smaller);
}

function wordHints(text: string, field: HeaderField): Hint[] {
  const value = text.slice(field.valueStart, Math.min(field.end, field.valueStart + longestValue));
  return encodedRunsIn(value).map(({ start, end }) => {
    const decoded = decodeWordsIn(value.slice(start, end));
    return {
      kind: 'decodedWords',
      at: field.valueStart + end,
      label: plain(decoded, longestLabel),
      tooltip: say`Decoded (RFC 2047): ${plain(decoded, longestTooltip)}`,
    };
  });
}

const encodedLabel = 'xn--';

function hostHints(text: string, field: HeaderField): Hint[] {
  const value = text
    .slice(field.valueStart, Math.min(field.end, field.valueStart + longestValue))
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const hints: Hint[] = [];
  let from = 0;
  for (let at = value.indexOf(encodedLabel); at >= 0; at = value.indexOf(encodedLabel, from)) {
    let start = at;
    while (start > from && isHostCharacter(value.charCodeAt(start - 1))) start--;
    let end = at;
    while (end < value.length && isHostCharacter(value.charCodeAt(end))) end++;
    from = end;
    while (value.endsWith('.', end)) end--;
    const host = decodeHost(value.slice(start, end));
    if (host === null) continue;
    hints.push({
      kind: 'decodedHosts',
      at: field.valueStart + end,
      label: plain(host, longestLabel),
      tooltip: say`The letters behind this host name (IDNA): ${plain(host, longestTooltip)}. They may look like those of another alphabet.`,
    });
  }
  return hints;
}

function isHostCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 48 && code <= 57) ||
    code === 45 /* - */ ||
    code === 46 /* . */ ||
    code === 95 /* _ */
  );
}

/** The kinds that speak of a route: not in a draft of ours. */
export function aboutRoute(kind: HintKind): boolean {
  return kind === 'hopNumber' || kind === 'delay';
}
