/**
 * Sentences of ours that have no language yet: the English words, and what stands between them. Whoever
 * shows one speaks it, in the language of the reader; nothing is translated before. Knows no language
 * but English, and keeps none.
 */

/** Plain data, so that it may cross threads. No string: none is shown by accident, and no text of a message passes for one. */
export interface Said {
  /** The English words: one piece more than there are values. */
  readonly words: readonly string[];
  readonly values: readonly Value[];
}

/** Message text (made safe by `plain`), a number, a day, or another sentence. */
export type Value = string | number | Date | Said;

/** Tag of every sentence that is to be translated; its English words are what the bundles find it by. */
export function say(words: TemplateStringsArray, ...values: readonly Value[]): Said {
  return { words, values };
}

/** Sentences one behind the other, those that there are. */
export function sentences(first: Said, ...more: readonly (Said | null)[]): Said {
  return more.reduce<Said>((all, one) => (one === null ? all : say`${all} ${one}`), first);
}

/** `a, b, c`; empty when there is nothing. */
export function listed(values: readonly Value[]): Value {
  const [first = '', ...more] = values;
  return more.reduce<Value>((all, one) => say`${all}, ${one}`, first);
}

/** `a and b and c`; empty when there is nothing. */
export function joined(values: readonly Value[]): Value {
  const [first = '', ...more] = values;
  return more.reduce<Value>((all, one) => say`${all} and ${one}`, first);
}

/** Labels side by side: `3 hops · 2 findings`. Nothing in it is to be translated but what it holds. */
export function beside(...values: readonly Value[]): Said {
  const words = values.map((_, index) => (index === 0 ? '' : ' · '));
  return { words: [...words, ''], values };
}

/** Makes plain text of a sentence; what has no words of ours stays as it is. */
export type Speak = (value: Value) => string;

/** What a translation is found by: `{0} of {1} messages`. */
function keyOf({ words }: Said): string {
  return words.reduce((key, piece, index) => `${key}{${index - 1}}${piece}`);
}

/**
 * Speaks a language; English where a text has no translation.
 * @param translations English texts with `{0}` for values, to the same in the language
 * @param locale for numbers and days (BCP 47); one that nobody knows is taken for English
 */
export function speaker(translations: ReadonlyMap<string, string>, locale: string): Speak {
  const known = knownLocale(locale);
  const speak: Speak = (value) => {
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return numberIn(known, value);
    if (value instanceof Date) return dayIn(known, value);
    const { words, values } = value;
    const translated = translations.size === 0 ? undefined : translations.get(keyOf(value));
    if (translated === undefined)
      return words.reduce((text, piece, index) => text + speak(values[index - 1] ?? '') + piece);
    // One pass over our own text: what a value holds is never looked at.
    return translated.replace(/\{(\d)\}/g, (place, index: string) => {
      const inserted = values[Number(index)];
      return inserted === undefined ? place : speak(inserted);
    });
  };
  return speak;
}

/** `12 May 2024`. */
const defaultLocale = 'en-GB';

export const english: Speak = speaker(new Map(), defaultLocale);

function knownLocale(locale: string): string {
  try {
    const [known = defaultLocale] = Intl.DateTimeFormat.supportedLocalesOf(locale);
    return known === 'en' ? defaultLocale : known;
  } catch {
    // Not even the form of a language tag.
    return defaultLocale;
  }
}

function numberIn(locale: string, value: number): string {
  const isShort = Number.isInteger(value) && value < 1000 && value > -1000;
  return isShort ? String(value) : value.toLocaleString(locale, { maximumFractionDigits: 1 });
}

function dayIn(locale: string, value: Date): string {
  return value.toLocaleDateString(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}
