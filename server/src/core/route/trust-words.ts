/** How far a hop is believed, in a word or two for a label. */
import { say, type Said } from '../text/said.ts';
import type { Trust } from './route.ts';

export const trustWords: Readonly<Record<Trust, Said>> = {
  own: say`own`,
  border: say`border`,
  claimed: say`claimed`,
  contradicted: say`contradicted`,
  'beneath-forgery': say`beneath forgery`,
};
