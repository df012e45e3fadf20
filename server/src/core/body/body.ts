/** What the rules about the body look at: its parts, and the links of its HTML. Limited in length; judges nothing. */
import type { Header } from '../message/header.ts';
import { type MimePart, partsOf } from '../message/mime.ts';
import { type Link, linksOf } from './links.ts';
import { readPart } from './part-text.ts';

export interface Body {
  readonly parts: readonly MimePart[];
  /** Their spans stand in the text: the link's tag, or the lines that hold it in a part that is encoded. */
  readonly links: readonly Link[];
  /** Only its beginning was looked at. */
  readonly cut: boolean;
}

/** HTML beyond this is not read: no letter is so long, and reading costs. UTF-16 units, of one message. */
const longestHtml = 1024 * 1024;

export function readBody(text: string, header: Header, limit: number): Body {
  const parts = partsOf(text, header, limit);
  const links: Link[] = [];
  let left = longestHtml;
  for (const part of parts) {
    if (part.type !== 'text/html' || left <= 0) continue;
    const html = readPart(text, part, left);
    left -= Math.min(left, part.header.end - part.header.bodyStart);
    for (const link of linksOf(html.text)) {
      const { start, end } = html.place(link.start, link.end);
      links.push({ ...link, start, end });
    }
  }
  return { parts, links, cut: header.end - header.bodyStart > limit };
}

/** The first line of `text[start, end)`. */
export function lineAt(text: string, start: number, end: number): { start: number; end: number } {
  const line = text.indexOf('\n', start);
  const stop = line < 0 || line > end ? end : line;
  return { start, end: text.charCodeAt(stop - 1) === 13 ? stop - 1 : stop };
}
