/**
 * The words that mean something in a trace field, told from all others by a look at three characters.
 * Knows no clauses.
 */
import { units } from '../text/units.ts';

/** In lower case. Keywords of clauses first. */
const vocabulary = [
  'by',
  'for',
  'from',
  'id',
  'via',
  'with',
  // Commands of the dialogue.
  'helo',
  'ehlo',
  'lhlo',
  // How notes begin, or what stands in them.
  'account',
  'as',
  'auth',
  'auth:',
  'auth=yes',
  'authenticated',
  'authenticated:',
  'cipher',
  'client',
  'encrypted',
  'failed',
  'ident:',
  'multi-drop',
  'multiple',
  'no',
  'none',
  'not',
  'orcpt',
  'proxying',
  'sender:',
  'single-drop',
  'smtp-auth',
  'smtpauth',
  'squirrelmail',
  'starttls',
  'tls',
  'tls:',
  'tls_cipher',
  'uid',
  'user',
  'username',
  'using',
  // About the client.
  'actually',
  'be',
  'claiming',
  'de/crypted',
  'envelope-from',
  'may',
  'misconfigured',
  'over',
  'really',
  'to',
  // How servers say that the reverse lookup gave nothing.
  'rdns',
  'softdnserr',
  'unknown',
  'unknown_domain',
  'unknownhost',
  'unverified',
] as const;

export type Word = (typeof vocabulary)[number];

/** By number; 0 is for every other word. */
const words: readonly (Word | '')[] = ['', ...vocabulary];
const longest = Math.max(...vocabulary.map(({ length }) => length));

/** Where a word may stand in the table; whoever finds its place taken goes on to the next. */
function slotOf(length: number, first: number, last: number): number {
  return (length * 61 + (first | 32) * 7 + (last | 32)) & 511;
}

const table = new Uint8Array(512 + vocabulary.length);
const letters = words.map((word) => Uint8Array.from(word, (c) => c.charCodeAt(0)));
for (const [index, word] of vocabulary.entries()) {
  let slot = slotOf(word.length, word.charCodeAt(0), word.charCodeAt(word.length - 1));
  while (table[slot] !== 0) slot += 1;
  table[slot] = index + 1;
}

/** The number of the word in `codes[start, end)`, in any case; 0 when it means nothing. */
export function wordNumber(codes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length > longest || length === 0) return 0;
  let slot = slotOf(length, codes[start] ?? 0, codes[end - 1] ?? 0);
  let number = table[slot] ?? 0;
  while (number !== 0 && !isWordAt(letters[number], codes, start, length)) {
    slot += 1;
    number = table[slot] ?? 0;
  }
  return number;
}

/** The word that `text[start, end)` is; empty when it means nothing. */
export function wordIn(text: string, start: number, end: number): Word | '' {
  units.load(text, start, end);
  return wordOf(wordNumber(units.codes, start - units.start, end - units.start));
}

/** The word of a number; empty for 0. */
export function wordOf(number: number): Word | '' {
  return words[number] ?? '';
}

function isWordAt(
  word: Uint8Array | undefined,
  codes: Uint8Array,
  start: number,
  length: number,
): boolean {
  if (word?.length !== length) return false;
  for (let i = 0; i < length; i += 1) {
    const code = codes[start + i] ?? 0;
    const lower = code >= 65 && code <= 90 ? code + 32 : code;
    if (lower !== word[i]) return false;
  }
  return true;
}
