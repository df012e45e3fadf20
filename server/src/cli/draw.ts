/** `spam-patrol draw`: the route of one message as an SVG on standard output. */
import {
  analyze,
  analyzeForwarded,
  type Analysis,
  type AnalysisOptions,
} from '../core/analysis.ts';
import { drawRoute } from '../core/picture/draw.ts';
import { estimate } from '../core/picture/measure.ts';
import { pictureOf } from '../core/picture/of-analysis.ts';
import type { Colours } from '../core/picture/symbols.ts';
import { english } from '../core/picture/words.ts';
import { english as speakEnglish } from '../core/text/said.ts';
import { decodeText } from '../core/text/latin1.ts';
import { readMessage } from './message-file.ts';
import { print, reasonOf, warn } from './output.ts';

export interface DrawOptions {
  readonly ownHosts: readonly string[];
  readonly organisations: readonly (readonly string[])[];
  /** The forwarded message inside; null: the file's own. */
  readonly part: string | null;
  readonly theme: Theme;
  /** Pixels. */
  readonly width: number;
}

export type Theme = 'light' | 'dark';

/** Of VS Code's own themes; each stands out from its ground by 4.5 to 1 where it is text, by 3 to 1 elsewhere (WCAG 2.1). */
export const themes: Readonly<Record<Theme, Colours>> = {
  light: {
    background: '#ffffff',
    text: '#3b3b3b',
    muted: '#6a6a6a',
    faint: '#d0d0d0',
    believed: '#388a34',
    bar: '#1a85ff',
    error: '#e51400',
    warning: '#bf8803',
    information: '#1a85ff',
  },
  dark: {
    background: '#1f1f1f',
    text: '#cccccc',
    muted: '#a3a3a3',
    faint: '#4b4b4b',
    believed: '#89d185',
    bar: '#3794ff',
    error: '#f14c4c',
    warning: '#cca700',
    information: '#3794ff',
  },
};

const fonts = {
  text: "system-ui, 'Segoe UI', Helvetica, Arial, 'DejaVu Sans', sans-serif",
  mono: "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace",
};

/** 0 drawn, 2 not: the message could not be read, or has no such part. */
export async function draw(file: string, options: DrawOptions): Promise<0 | 2> {
  const { ownHosts, organisations, part, theme, width } = options;
  try {
    const text = decodeText(await readMessage(file));
    const analysis = messageIn(text, part, { ownHosts, organisations });
    if (analysis === undefined)
      throw new Error(`no message is forwarded in its part ${part ?? ''}`);
    const { svg } = drawRoute(pictureOf(analysis, speakEnglish), {
      ...{ width, words: english, colours: themes[theme], fonts, measure: estimate },
    });
    await print(`${svg}\n`);
    return 0;
  } catch (error) {
    warn(`The route of ${file} could not be drawn: ${reasonOf(error)}.`);
    return 2;
  }
}

function messageIn(
  text: string,
  part: string | null,
  options: AnalysisOptions,
): Analysis | undefined {
  const own = analyze(text, options);
  if (part === null) return own;
  return analyzeForwarded(own, options).find((inner) => inner.part === part);
}
