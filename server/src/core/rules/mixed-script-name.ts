/** A word in the sender's name that mixes letters of two alphabets, or hides invisible ones: it reads like another word and is none that a filter knows. */
import { indexOf } from '../message/field-index.ts';
import { scriptWords } from '../net/script-words.ts';
import { mixedScriptWord } from '../net/confusables.ts';
import { isPrintable } from '../text/chars.ts';
import { isHidden, plain } from '../text/plain.ts';
import { say } from '../text/said.ts';
import { defineRule } from './rule.ts';

export const mixedScriptName = defineRule({
  id: 'mixed-script-name',
  about: 'foreignName',
  level: 'warning',
  effect: 'none',
  summary:
    "A word in the sender's name mixes alphabets to pass for another, or holds invisible characters.",
  *check(context) {
    for (const { name } of indexOf(context).mailboxes('from')) {
      if (name === null || isPrintable(name.value)) continue;
      const { start, end, value } = name;
      const mixed = mixedScriptWord(value);
      if (mixed === null && !holdsHidden(value)) continue;
      yield {
        start,
        end,
        hop: null,
        message:
          mixed === null
            ? say`The sender's name holds invisible characters: ${plain(value, 80)}. They serve to get past filters that look for a name.`
            : say`${plain(mixed.word, 60)} in the sender's name mixes ${scriptWords(mixed.scripts)} letters. It looks like another word, and it is meant to.`,
      };
    }
  },
});

/** Inside a word: at its ends such characters come along with a copied text. */
function holdsHidden(name: string): boolean {
  let letter = false;
  let hidden = false;
  for (const character of name) {
    if (isHiddenInName(character.codePointAt(0) ?? 0)) {
      hidden = letter;
      continue;
    }
    letter = isLetter.test(character);
    if (letter && hidden) return true;
    hidden = false;
  }
  return false;
}
const isLetter = /^\p{L}$/u;

/** Emoji and some scripts are joined by zero-width joiners, and a name in Hebrew has direction marks. */
function isHiddenInName(code: number): boolean {
  return code > 0x9f && isHidden(code) && ![0x200c, 0x200d, 0x200e, 0x200f].includes(code);
}
