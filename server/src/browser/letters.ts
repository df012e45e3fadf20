/** Stands for the texts of letters in a web worker, all but the English ones: they come when the first letter in their language is written. */
import type { Texts } from '../core/complaint/texts/en.ts';
import { extras } from './extras.ts';

export const de = later(() => extras().de);
export const es = later(() => extras().es);
export const fr = later(() => extras().fr);
export const ja = later(() => extras().ja);

function later(texts: () => Texts): Texts {
  return new Proxy({} as Texts, {
    get: (_, id) => Reflect.get(texts(), id) as unknown,
    has: (_, id) => Reflect.has(texts(), id),
  });
}
