/** The picture as a file: SVG with the colours of the moment in it, or PNG. Knows no route. */
import type { Drawing } from '../../../server/src/core/picture/draw.ts';
import type { Colours } from '../../../server/src/core/picture/symbols.ts';
import type { ImageFormat } from './messages.ts';
import { presentColours } from './theme.ts';

/** The width of a picture in a report, in pixels, whatever the width of the panel. */
const width = 760;
/** Pixels of a PNG for each of the drawing, for print and dense screens. */
const density = 2;
/** Browsers draw nothing on a canvas that is higher. */
const highest = 16_000;

/** The SVG's text, or a PNG as base64; null when it could not be drawn. */
export async function exported(
  format: ImageFormat,
  draw: (colours: Colours, width: number) => Drawing,
): Promise<string | null> {
  const drawing = draw(presentColours(), width);
  if (format === 'svg') return `${drawing.svg}\n`;
  return toPng(drawing).catch(() => null);
}

async function toPng({ svg, width, height }: Drawing): Promise<string | null> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const scale = Math.min(density, highest / height);
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const [, base64] = canvas.toDataURL('image/png').split(',');
    return base64 === undefined || base64 === '' ? null : base64;
  } finally {
    URL.revokeObjectURL(url);
  }
}
