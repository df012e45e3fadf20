/** Pictures for the tests of the drawing, and what a test sees in one. */
import { analyze } from '../../../server/src/core/analysis.ts';
import { english as speakEnglish } from '../../../server/src/core/text/said.ts';
import { drawRoute, type Drawing } from '../../../server/src/core/picture/draw.ts';
import { estimate } from '../../../server/src/core/picture/measure.ts';
import { pictureOf } from '../../../server/src/core/picture/of-analysis.ts';
import type { RoutePicture } from '../../../server/src/core/picture/picture.ts';
import { english } from '../../../server/src/core/picture/words.ts';
import type { Span } from '../../../server/src/core/text/span.ts';

/** Names instead of colours: a test can tell who painted what. */
const colours = {
  background: 'background',
  text: 'text',
  muted: 'muted',
  faint: 'faint',
  believed: 'believed',
  bar: 'bar',
  error: 'error',
  warning: 'warning',
  information: 'information',
};

export function pictured(text: string): RoutePicture<Span> {
  return pictureOf(analyze(text), speakEnglish);
}

export function drawn(picture: RoutePicture<unknown>, width = 480): Drawing {
  const fonts = { text: 'sans-serif', mono: 'monospace' };
  return drawRoute(picture, { width, words: english, colours, fonts, measure: estimate });
}

/** The texts of a drawing in their order; a text that is struck out stands between `~`. */
export function textsIn(svg: string): string[] {
  return Array.from(svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g), ([, attributes, text]) =>
    attributes?.includes('line-through') === true ? `~${text}~` : String(text),
  );
}
