/** Letters that look like others, and words that mix alphabets (Unicode UTS 39, a small part of it). Knows no mail. */

/** What a reader of Latin letters takes these for: Cyrillic, Greek, Armenian, and Latin letters from which Unicode takes no mark off. */
const pairs =
  'аa вb еe кk мm нh оo рp сc тt уy хx ѕs іi јj һh ԁd ԛq ԝw ӏl ьb гr ' +
  'αa βb εe ηn ιi κk νv οo ρp τt υu χx ωw γy ' +
  'օo սu հh ոn ցg ıi łl øo đd ɡg ɑa ƅb';
const lookAlikes: ReadonlyMap<string, string> = new Map(
  pairs.split(' ').map(([from = '', to = '']) => [from, to]),
);

/** The word as it looks at a glance: lower case, no accents, Latin letters for their look-alikes. */
export function skeleton(word: string): string {
  if (ascii.test(word)) return word.toLowerCase();
  let out = '';
  for (const character of word.toLowerCase().normalize('NFKD')) {
    if (!isMark.test(character)) out += lookAlikes.get(character) ?? character;
  }
  return out;
}
const ascii = /^[\x20-\x7e]*$/;
const isMark = /^\p{M}$/u;

/** Alphabets whose letters pass for each other's. Chinese, Japanese and Korean words do hold Latin letters. */
const scripts = [
  ['Latin', /\p{Script=Latin}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Armenian', /\p{Script=Armenian}/u],
  ['Cherokee', /\p{Script=Cherokee}/u],
] as const;

/** The alphabets that a word is written in, of those that are mistaken for each other. */
function scriptsOf(word: string): string[] {
  return scripts.filter(([, letters]) => letters.test(word)).map(([script]) => script);
}

/** Longer texts are looked at up to here. UTF-16 units. */
const longest = 1000;

/**
 * The first word that mixes alphabets to pass for another, with their names; null when none does.
 * Trade names set two words side by side (`СберPay`, `ЮKassa`), and letters stand for sums (`µTorrent`):
 * what is to deceive reads as Latin from end to end, or changes alphabets and back.
 */
export function mixedScriptWord(
  text: string,
): { readonly word: string; readonly scripts: readonly string[] } | null {
  for (const word of text.slice(0, longest).split(notALetter)) {
    const found = scriptsOf(word);
    if (found.length > 1 && (readsAsLatin(word) || changesBack(word)))
      return { word, scripts: found };
  }
  return null;
}
const notALetter = /[^\p{L}\p{M}]/u;

/** Whether every letter is a Latin one, or is taken for one. */
function readsAsLatin(word: string): boolean {
  return /^\p{Script=Latin}+$/u.test(skeleton(word));
}

/** Whether a letter of another alphabet stands between two of one. */
function changesBack(word: string): boolean {
  const seen: string[] = [];
  for (const letter of word) {
    const [script] = scriptsOf(letter);
    if (script !== undefined && seen.at(-1) !== script) seen.push(script);
  }
  return seen.length > 2;
}
