/** What the rules about the body look at: its parts, and the links of its HTML. Limited in length; judges nothing. */
import type { Header } from '../message/header.ts';
import { isEncoded, type MimePart, partsOf, transferEncoding } from '../message/mime.ts';
import { type Link, linksOf } from './links.ts';
import { decodeBody } from './decode.ts';

export interface Body {
  readonly parts: readonly MimePart[];
  /** Their spans stand in the text: the link's tag, or the first line of a part that is encoded. */
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
  for (const { header: own, type } of parts) {
    if (type !== 'text/html' || left <= 0) continue;
    const encoding = transferEncoding(text, own);
    const html = decodeBody(text, own.bodyStart, own.end, encoding, left);
    left -= Math.min(left, own.end - own.bodyStart);
    const firstLine = isEncoded(encoding) ? lineAt(text, own.bodyStart, own.end) : null;
    for (const link of linksOf(html)) {
      links.push(
        firstLine === null
          ? { ...link, start: own.bodyStart + link.start, end: own.bodyStart + link.end }
          : { ...link, ...firstLine },
      );
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
