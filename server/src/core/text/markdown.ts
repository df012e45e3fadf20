/**
 * The only way for message text into Markdown. A raw string becomes a code span, always: in one there
 * are no links, no HTML and no images (a remote image in a hover would be a tracking pixel).
 */
import { plain } from './plain.ts';

/** Longer values are cut: a hover is read in seconds. UTF-16 units. */
const maxValue = 200;

/** Text that is safe to render. The private field keeps strings and look-alikes out. */
class SafeMarkdown {
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  get source(): string {
    return this.#source;
  }
}

export type Markdown = SafeMarkdown;

/**
 * Strings are shown as code, numbers as they are, Markdown as the Markdown that it is. What stands
 * between them is ours; it holds no backtick, which could pair with one of a value's fence.
 */
export function md(
  ours: TemplateStringsArray,
  ...values: readonly (string | number | Markdown)[]
): Markdown {
  let out = ours[0] ?? '';
  values.forEach((value, index) => {
    out = append(out, rendered(value));
    out = append(out, ours[index + 1] ?? '');
  });
  return new SafeMarkdown(out);
}

/** The parts that there are, one behind the other. */
export function join(
  parts: readonly (Markdown | null)[],
  separator: ' ' | ', ' | '\n\n' = '\n\n',
): Markdown {
  const present = parts.filter((part) => part !== null && part.source !== '');
  return new SafeMarkdown(present.map((part) => part?.source ?? '').join(separator));
}

/** A bulleted list, one line an item. */
export function list(items: readonly Markdown[]): Markdown {
  return new SafeMarkdown(items.map(({ source }) => `- ${source}`).join('\n'));
}

/**
 * A link that runs a command of ours, where the editor lets it.
 * @param title ours, and values in code spans
 * @param argument plain JSON
 */
export function commandLink(title: Markdown, command: string, argument: object): Markdown {
  // What encodeURIComponent leaves as it is could close the link.
  const query = encodeURIComponent(JSON.stringify([argument])).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16)}`,
  );
  return new SafeMarkdown(`[${title.source}](command:${command}?${query})`);
}

/** One of our own sentences that may hold message text: every word that is not plain English becomes code. */
export function prose(sentence: string): Markdown {
  const pieces: string[] = [];
  let foreign: string[] = [];
  const close = (): void => {
    if (foreign.length > 0) pieces.push(foreignWords(foreign.join(' ')));
    foreign = [];
  };
  for (const word of plain(sentence, 1000).split(' ')) {
    if (ordinaryWord.test(word)) {
      close();
      pieces.push(word);
    } else if (word !== '') {
      foreign.push(word);
    }
  }
  close();
  return new SafeMarkdown(pieces.join(' '));
}

/**
 * Letters and digits, with a hyphen or an apostrophe inside, in sentence marks: nothing that Markdown
 * or a link is made of. A number has no full stop behind it: `1.` would begin a list.
 */
const ordinaryWord = /^(?:\(?[A-Za-z][A-Za-z0-9]*(?:['’-][A-Za-z0-9]+)*[).,;:!?]*|\d+,?)$/;

/** The marks around a value are the sentence's: a full stop or comma behind it, and a pair of parentheses. */
function foreignWords(words: string): string {
  const start = words.startsWith('(') ? 1 : 0;
  const marks = words.includes('(', start) ? '.,;:!?' : ').,;:!?';
  let end = words.length;
  while (end > start && marks.includes(words.charAt(end - 1))) end--;
  return end === start
    ? codeSpan(words)
    : words.slice(0, start) + codeSpan(words.slice(start, end)) + words.slice(end);
}

function rendered(value: string | number | Markdown): string {
  if (typeof value === 'string') return codeSpan(value);
  return typeof value === 'number' ? String(value) : value.source;
}

/** Two code spans that touch would read as one with a longer fence (CommonMark §6.1). */
function append(before: string, piece: string): string {
  return before.endsWith('`') && piece.startsWith('`') ? `${before} ${piece}` : before + piece;
}

/** CommonMark §6.1: the fence is longer than every run of backticks inside. */
function codeSpan(value: string): string {
  const shown = plain(value, maxValue);
  if (shown === '') return '*(empty)*';
  let longest = 0;
  let run = 0;
  for (let at = 0; at < shown.length; at += 1) {
    run = shown.charCodeAt(at) === 96 ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  const fence = '`'.repeat(longest + 1);
  // One blank on both sides is taken off again when the value is rendered.
  const pad = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}
