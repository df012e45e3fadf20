/** A picture in words: for those who hear it, and for the text of a drawing. Draws nothing. */
import { shortDuration } from '../text/short-duration.ts';
import type { Mark, PictureHop, RoutePicture } from './picture.ts';
import { fill, type PictureWords } from './words.ts';

/** `5 hops · came from 203.0.113.77 · on its way for 1 min 17 s` */
export function summaryOf(picture: RoutePicture<unknown>, words: PictureWords): string {
  const { hops, leftOut, source, totalSeconds } = picture;
  const count = hops.length + leftOut;
  return [
    count === 1 ? words.oneHop : fill(words.manyHops, count),
    source === null ? words.noSource : fill(words.cameFrom, source),
    ...(totalSeconds === null || totalSeconds < 0
      ? []
      : [fill(words.onTheWay, shortDuration(totalSeconds))]),
    words.utc,
  ].join(' · ');
}

/** One hop, without its marks: what the drawing shows of it, in its order. */
export function hopInWords(
  picture: RoutePicture<unknown>,
  index: number,
  words: PictureWords,
): string {
  const hop = picture.hops[index];
  if (hop === undefined) return '';
  const count = picture.hops.length + picture.leftOut;
  const { by, protocol, date, delaySeconds, brokenBelow, moreMarks } = hop;
  const encryption = encryptionInWords(hop, words);
  return sentences([
    [fill(words.hopNumber, index + 1, count), by ?? words.noName],
    [words.trust[hop.trust], words.kindLabel[hop.kind]],
    clientInWords(hop, words),
    [protocol ?? '', encryption ?? ''],
    [date === null ? words.noDate : `${date} UTC`],
    [delaySeconds === null ? '' : fill(words.delay, shortDuration(delaySeconds))],
    [brokenBelow ? words.brokenBelow.replace(/[.。]$/, '') : ''],
    [moreMarks === 0 ? '' : fill(words.moreMarks, moreMarks).replace(/[.。]$/, '')],
  ]);
}

export function markInWords({ level, message }: Mark<unknown>, words: PictureWords): string {
  return `${words.level[level]}: ${message}`;
}

/** Null where nothing is to be said of it. */
export function encryptionInWords(
  { encryption, tls }: PictureHop<unknown>,
  words: PictureWords,
): string | null {
  if (encryption === 'unknown') return null;
  if (encryption === 'plain') return words.notEncrypted;
  return tls ?? words.encrypted;
}

function clientInWords(hop: PictureHop<unknown>, words: PictureWords): string[] {
  const { rdns, helo, address, is, kind } = hop;
  return [
    rdns === null ? '' : `${words.from} ${rdns}`,
    address ?? (kind === 'anonymous' ? words.noAddress : ''),
    is === null ? '' : words[is],
    helo === null ? '' : `${words.calledItself} ${helo}`,
  ];
}

function sentences(parts: readonly (readonly string[])[]): string {
  return parts
    .map((part) => part.filter((piece) => piece !== '').join(', '))
    .filter((sentence) => sentence !== '')
    .map((sentence) => `${sentence}.`)
    .join(' ');
}
