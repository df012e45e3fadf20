/**
 * Makes screenshots small: an indexed PNG of at most 256 colours, well compressed. A screenshot of
 * text has few colours; the rare shades of letter edges take the nearest. Reads only what Chromium
 * writes: 8 bits a channel, RGB or RGBA, not interlaced (PNG specification, §11 and §9).
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signatureLength = 8;

export function smallPng(png) {
  const { width, height, colours } = decode(png);
  const palette = choosePalette(colours, 256);
  const indexes = new Map(palette.map((colour, index) => [colour, index]));
  const lines = Buffer.alloc((width + 1) * height); // each line starts with its filter: 0, none
  colours.forEach((colour, at) => {
    let index = indexes.get(colour);
    if (index === undefined) {
      index = nearest(colour, palette);
      indexes.set(colour, index);
    }
    lines[at + Math.floor(at / width) + 1] = index;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8); // 8 bits, indexed
  return Buffer.concat([
    png.subarray(0, signatureLength),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channels))),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The colours as `0xrrggbb`, line by line. */
function decode(png) {
  const data = [];
  let width = 0;
  let height = 0;
  let size = 0;
  for (let at = signatureLength; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const body = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    const type = png.toString('latin1', at + 4, at + 8);
    if (type === 'IDAT') data.push(body);
    if (type !== 'IHDR') continue;
    width = body.readUInt32BE(0);
    height = body.readUInt32BE(4);
    size = body[9] === 6 ? 4 : 3;
  }
  const filtered = inflateSync(Buffer.concat(data));
  const colours = [];
  let above = Buffer.alloc(width * size);
  for (let y = 0; y < height; y++) {
    const start = y * (width * size + 1);
    const line = unfilter(filtered[start], filtered.subarray(start + 1), above, size);
    for (let at = 0; at < line.length; at += size) colours.push(line.readUIntBE(at, 3));
    above = line;
  }
  return { width, height, colours };
}

function unfilter(filter, filtered, above, size) {
  const line = Buffer.alloc(above.length);
  for (let at = 0; at < line.length; at++) {
    const a = at < size ? 0 : line[at - size];
    const b = above[at];
    const c = at < size ? 0 : above[at - size];
    const predicted = [0, a, b, (a + b) >> 1, paeth(a, b, c)][filter];
    line[at] = filtered[at] + predicted;
  }
  return line;
}

function paeth(a, b, c) {
  const [toA, toB, toC] = [a, b, c].map((value) => Math.abs(a + b - c - value));
  if (toA <= toB && toA <= toC) return a;
  return toB <= toC ? b : c;
}

/**
 * One colour after the other, the one that is missed most: how often it occurs, times how far it is
 * from those that were taken. By frequency alone the thin lines under words would lose their colour.
 */
function choosePalette(colours, size) {
  const missed = new Map();
  for (const colour of colours) {
    const entry = missed.get(colour);
    if (entry === undefined) missed.set(colour, { count: 1, away: Infinity });
    else entry.count++;
  }
  const palette = [];
  while (palette.length < size && missed.size > 0) {
    let worst = -1;
    let next;
    for (const [colour, { count, away }] of missed) {
      if (count * away > worst) [worst, next] = [count * away, colour];
    }
    palette.push(next);
    missed.delete(next);
    for (const [colour, entry] of missed) entry.away = Math.min(entry.away, distance(colour, next));
  }
  return palette;
}

function distance(a, b) {
  const [others, own] = [channels(b), channels(a)];
  return own.reduce((sum, value, at) => sum + (value - others[at]) ** 2, 0);
}

function nearest(colour, palette) {
  const distances = palette.map((other) => distance(colour, other));
  return distances.indexOf(Math.min(...distances));
}

function channels(colour) {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

function chunk(type, body) {
  const name = Buffer.from(type, 'latin1');
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(body.length, 0);
  ends.writeUInt32BE(crc32(Buffer.concat([name, body])), 4);
  return Buffer.concat([ends.subarray(0, 4), name, body, ends.subarray(4)]);
}
