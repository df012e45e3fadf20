/** The editor's colours and letters as the page sees them. Knows no route. */
import type { Look } from '../../../server/src/core/picture/draw.ts';
import type { Measure } from '../../../server/src/core/picture/measure.ts';
import type { Colours } from '../../../server/src/core/picture/symbols.ts';

/** As variables: the drawing changes with the theme by itself. */
export const editorColours: Colours = {
  background: 'var(--route-background)',
  text: 'var(--route-text)',
  muted: 'var(--route-muted)',
  faint: 'var(--route-faint)',
  believed: 'var(--route-believed)',
  bar: 'var(--route-bar)',
  error: 'var(--route-error)',
  warning: 'var(--route-warning)',
  information: 'var(--route-information)',
};

/** As they are now, `#rrggbb`: for a picture that leaves the editor. */
export function presentColours(): Colours {
  const background = hex(editorColours.background, '#ffffff');
  const over = (colour: string): string => hex(colour, background);
  return {
    background,
    text: over(editorColours.text),
    muted: over(editorColours.muted),
    faint: over(editorColours.faint),
    believed: over(editorColours.believed),
    bar: over(editorColours.bar),
    error: over(editorColours.error),
    warning: over(editorColours.warning),
    information: over(editorColours.information),
  };
}

/** What the eye sees of a colour, which may let the ground shine through. */
function hex(colour: string, ground: string): string {
  const probe = document.createElement('i');
  probe.style.color = colour;
  document.body.append(probe);
  const computed = getComputedStyle(probe).color;
  probe.remove();
  const { width, height } = pen.canvas;
  pen.fillStyle = ground;
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = computed;
  pen.fillRect(0, 0, width, height);
  const [red = 0, green = 0, blue = 0] = pen.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

export function editorFonts(): Look['fonts'] {
  const style = getComputedStyle(document.documentElement);
  const family = (name: string, fallback: string): string => {
    const value = style.getPropertyValue(name).trim();
    return value === '' ? fallback : `${value}, ${fallback}`;
  };
  return {
    text: family('--vscode-font-family', 'sans-serif'),
    mono: family('--vscode-editor-font-family', 'monospace'),
  };
}

export function measureIn(fonts: Look['fonts']): Measure {
  return (text, { size, bold, mono }) => {
    pen.font = `${bold ? '600 ' : ''}${size}px ${mono ? fonts.mono : fonts.text}`;
    return pen.measureText(text).width;
  };
}

const pen = context();

function context(): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const found = canvas.getContext('2d', { willReadFrequently: true });
  if (found === null) throw new Error('the page cannot draw');
  return found;
}
