/** What the words around a number make of it. Tables only: knows words of several languages, no numbers. */

/** A telephone is meant, in the languages that mail mostly comes in. In lower case. */
const phoneWords = new Set(
  (
    'tel tél telephone telephones téléphone teléfono telefono telefon telefoon telefonu tlf tlfn tfno fono fon phone phones ph fax ' +
    'telefax telefaks facsimile faks call calling calls dial dialing mobile mob mobil móvil movil cell celular cellular cellulare ' +
    'gsm handy hotline tollfree toll voice voicemail pager beeper sms whatsapp rufen anrufen ruf appeler appelez llame llamar ' +
    'тел телефон факс 电话 電話 传真 傳真 手机 手機 热线 熱線 专线 專線 咨询电话'
  ).split(' '),
);

/** Something else is numbered, when the word stands right before the number, or `no.` between. In lower case. */
const idWords = new Set(
  (
    'id ids account acct acc serial invoice ref reference isbn issn pin zip plz pobox box card visa mastercard license licence patent vat ' +
    'ein ssn tracking winning draw reg registration version build konto kontonummer blz iban swift 帐号 賬號 账号 帳號 卡号'
  ).split(' '),
);
/** The same only before a word for number: `call to order: …` gives a telephone. */
const maybeIdWords = new Set(
  'code codes order orders item offer ticket case claim batch lot model part tax file purchase customer member confirmation policy'.split(
    ' ',
  ),
);
const numberWords = new Set(['#', 'no', 'nr', 'num', 'number', 'numbers', 'is', 'code']);

export type Meaning = 'phone' | 'id' | null;

/** Words further away belong to something else. */
const mostWords = 5;
const furthest = 48;

/** What the nearest telling word before `at` says: on its line, or on the line before when the number begins its own. */
export function meaningBefore(text: string, at: number): Meaning {
  const window = text.slice(Math.max(0, at - furthest), at).toLowerCase();
  const line = window.slice(window.trimEnd().lastIndexOf('\n') + 1);
  const words = line.match(/[\p{L}]{1,24}|#/gu) ?? [];
  let numbered = false;
  let between = false;
  for (const word of words.slice(-mostWords).reverse()) {
    if (phoneWords.has(word) || endsWithPhoneWord(word)) return 'phone';
    if (!between && (idWords.has(word) || (numbered && maybeIdWords.has(word)))) return 'id';
    if (numberWords.has(word)) numbered = true;
    else between = true;
  }
  // `#123` is the number of anything.
  return words.at(-1) === '#' ? 'id' : null;
}

/** `ResultsCall` and `服务电话` are written without a blank; short words end many others. */
function endsWithPhoneWord(word: string): boolean {
  for (const length of [2, 4, 5, 6]) {
    if (word.length <= length) return false;
    const tail = word.slice(-length);
    if (phoneWords.has(tail) && (length > 3 || tail.charCodeAt(0) > 0x2e80)) return true;
  }
  return false;
}

/** Whether what follows says that it was a telephone: an extension, `Fax`, `(24 hours)`. */
export function phoneAfter(text: string, at: number): boolean {
  const after = text.slice(at, at + 16).toLowerCase();
  return /^[\s(,:-]{0,4}(?:ext|fax|tel|phone|toll|voice|cell|mobile|24 h)/.test(after);
}
