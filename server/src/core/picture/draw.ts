/**
 * Draws a route as SVG: the newest hop on top, at the reader; the border as a line; delays as bars
 * on one scale. Knows the shapes of a picture, nothing of editors: colours, words and the width of
 * letters are handed in.
 */
import { shortDuration } from '../text/short-duration.ts';
import { encryptionInWords, summaryOf } from './describe.ts';
import { fit, wrap, type Measure, type Type } from './measure.ts';
import type { HopPart, Mark, PictureHop, RoutePicture } from './picture.ts';
import { element, type Attributes, type Svg } from './svg.ts';
import { breach, envelope, lock, mark, node, rail, type Colours } from './symbols.ts';
import { fill, type PictureWords } from './words.ts';

export interface Look {
  /** Pixels; beneath `narrowest` it is taken for that. */
  readonly width: number;
  readonly words: PictureWords;
  readonly colours: Colours;
  /** `font-family`, as CSS has it. */
  readonly fonts: { readonly text: string; readonly mono: string };
  readonly measure: Measure;
}

export interface Drawing {
  readonly svg: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** What can be pointed at, from top to bottom: each hop before its marks, then the marks beneath the route. */
  readonly rows: readonly Row[];
}

/** A place on the sheet, and whose it is. */
export interface Row {
  /** Pixels from the top of the sheet. */
  readonly top: number;
  readonly height: number;
  /** Index of the hop; null for a mark beneath the route. */
  readonly hop: number | null;
  /** Index of the mark among those of the hop, or beneath the route; null for the hop itself. */
  readonly mark: number | null;
}

export const narrowest = 200;
/** From here on protocol and delay have columns of their own. */
const wide = 700;
/** Beneath it each of them has a line of its own. */
const tight = 400;
/** A line of text is read up to here. */
const longestLine = 620;

const edge = 20;
const railX = 44;
const textX = 68;
const rowPadding = 12;

const types = {
  title: { size: 16, bold: true, mono: false },
  strong: { size: 13.5, bold: true, mono: false },
  text: { size: 12.5, bold: false, mono: false },
  mono: { size: 12, bold: false, mono: true },
  small: { size: 11, bold: false, mono: false },
} as const satisfies Record<string, Type>;

/** Pixels from one line to the next. */
const leading = 19;

const transportWidth = 132;
const barWidth = { wide: 140, narrow: 124 } as const;
const delayTextWidth = 82;

/** Labels on the scale of delays, in seconds. */
const ticks = [1, 60, 3600, 86_400] as const;
const endOfScale = 7 * 86_400;

/** How far along its bar a delay reaches, 0 to 1. Logarithmic: seconds and days both are to be seen. The same for all messages. */
export function alongScale(seconds: number): number {
  return Math.min(1, Math.log1p(Math.abs(seconds)) / Math.log1p(endOfScale));
}

/** One drawing, well-formed XML whatever the picture says. */
export function drawRoute(picture: RoutePicture<unknown>, look: Look): Drawing {
  return new Draughtsman(picture, look).draw();
}

/** A piece of a line that is set as a whole, or behind a blank on the next one. */
interface Piece {
  readonly text: string;
  readonly type: Type;
  readonly colour: keyof Colours;
  readonly struck?: boolean;
  /** Drawn as a label with a frame of this colour. */
  readonly frame?: keyof Colours;
  readonly dashed?: boolean;
}

class Draughtsman {
  readonly #picture: RoutePicture<unknown>;
  readonly #look: Look;
  readonly #width: number;
  readonly #right: number;
  readonly #isWide: boolean;
  readonly #isTight: boolean;
  /** Where the text of a hop ends. */
  readonly #textRight: number;
  /** Where bars begin. */
  readonly #barX: number;
  readonly #barWidth: number;
  readonly #parts: Svg[] = [];
  readonly #rows: Row[] = [];
  #y = 0;

  constructor(picture: RoutePicture<unknown>, look: Look) {
    this.#picture = picture;
    this.#look = look;
    this.#width = Math.max(narrowest, Math.floor(look.width));
    this.#right = this.#width - edge;
    this.#isWide = this.#width >= wide;
    this.#isTight = this.#width < tight;
    this.#barWidth = this.#isWide
      ? barWidth.wide
      : Math.min(barWidth.narrow, this.#right - textX - delayTextWidth);
    this.#barX = this.#isTight ? textX : this.#right - delayTextWidth - this.#barWidth;
    this.#textRight = this.#isWide ? this.#barX - transportWidth - 36 : this.#right;
  }

  draw(): Drawing {
    const { words, colours, fonts } = this.#look;
    const { hops, border, empty, subject } = this.#picture;
    this.#heading();
    if (empty !== null) this.#nothing(words.empty[empty]);
    else {
      this.#reader();
      let day = '';
      hops.forEach((hop, index) => {
        this.#hop(hop, index, day);
        day = hop.date?.slice(0, 10) ?? day;
        if (index === border) this.#borderLine(index + 1 < hops.length);
      });
      this.#note(words.leftOut, this.#picture.leftOut, textX);
    }
    this.#elsewhere();
    const height = Math.ceil(this.#y + edge);
    const label = subject === '' ? words.noSubject : subject;
    const svg = element(
      'svg',
      {
        xmlns: 'http://www.w3.org/2000/svg',
        viewBox: `0 0 ${this.#width} ${height}`,
        width: this.#width,
        height,
        'font-family': fonts.text,
        'aria-label': label,
        role: 'img',
      },
      [
        element('title', {}, [label]),
        element('desc', {}, [
          empty === null ? summaryOf(this.#picture, words) : words.empty[empty],
        ]),
        element('rect', { width: '100%', height: '100%', fill: colours.background, class: 'page' }),
        ...this.#parts,
      ],
    );
    return { svg: svg.source, width: this.#width, height, rows: this.#rows };
  }

  #heading(): void {
    const { words, measure } = this.#look;
    const { subject, empty } = this.#picture;
    const room = Math.min(longestLine, this.#right - edge);
    this.#y = edge;
    const title = subject === '' ? words.noSubject : subject;
    for (const line of wrap(title, room, types.title, measure, 2)) {
      this.#y += 22;
      this.#text(line, edge, this.#y - 5, types.title, 'text');
    }
    if (empty === null) {
      for (const line of wrap(summaryOf(this.#picture, words), room, types.text, measure, 3)) {
        this.#y += leading;
        this.#text(line, edge, this.#y - 4, types.text, 'muted');
      }
    }
    this.#y += 22;
  }

  #nothing(reason: string): void {
    const { measure, colours } = this.#look;
    const room = Math.min(440, this.#right - edge);
    this.#y += 28;
    this.#add(envelope(edge + 19, this.#y, { ...colours, text: colours.muted }, 2));
    this.#y += 36;
    for (const line of wrap(reason, room, types.text, measure, 8)) {
      this.#y += leading + 1;
      this.#text(line, edge, this.#y - 5, types.text, 'text');
    }
    this.#y += 12;
  }

  #reader(): void {
    const { words, colours } = this.#look;
    const middle = this.#y + 12;
    const legend = middle + (this.#isTight ? 22 : 4);
    this.#y = legend + 14;
    this.#add(
      rail(railX, [middle, this.#y], this.#picture.hops[0]?.trust ?? 'own', colours),
      envelope(railX, middle, colours),
    );
    this.#text(words.reader, textX, middle + 4, types.text, 'muted');
    this.#scaleLegend(legend);
  }

  /** The names of the ticks, above the bars. */
  #scaleLegend(baseline: number): void {
    this.#text(this.#look.words.scale, this.#right, baseline, types.small, 'muted', {
      'text-anchor': 'end',
    });
    let free = 0;
    for (const seconds of ticks) {
      const text = shortDuration(seconds);
      const x = this.#barX + this.#barWidth * alongScale(seconds);
      const half = this.#look.measure(text, types.small) / 2;
      if (x - half < free) continue;
      free = x + half + 3;
      this.#text(text, x, baseline, types.small, 'muted', { 'text-anchor': 'middle' });
    }
  }

  /** @param day of the hop above */
  #hop(hop: PictureHop<unknown>, index: number, day: string): void {
    const { words, colours } = this.#look;
    const top = this.#y;
    const started = this.#parts.length;
    const rowsBefore = this.#rows.length;
    this.#y += rowPadding;
    const baseline = this.#y + 14;

    const time = this.#isWide || this.#isTight ? 0 : this.#time(hop, day, this.#right, baseline);
    this.#flow(
      [
        this.#named(hop, 'by', hop.by ?? words.noName, types.strong),
        ...labels([words.kindLabel[hop.kind], words.trustLabel[hop.trust]], hop),
      ],
      time,
    );
    this.#flow(this.#client(hop));
    if (hop.helo !== null) {
      this.#flow([
        { text: words.calledItself, type: types.text, colour: 'muted' },
        this.#named(hop, 'helo', hop.helo, types.text),
      ]);
    }
    if (this.#isWide) {
      this.#transport(hop, this.#barX - transportWidth, baseline);
      this.#delay(hop, baseline);
      this.#text(hop.date ?? words.noDate, this.#barX, baseline + leading, types.small, 'muted');
      this.#y = Math.max(this.#y, top + rowPadding + 2 * leading);
    } else {
      const hasTransport = hop.protocol !== null || hop.encryption !== 'unknown';
      const hasDelay = hop.delaySeconds !== null;
      if (hasTransport || hasDelay) this.#y += leading + 1;
      this.#transport(hop, textX, this.#y - 4);
      if (hasTransport && hasDelay && this.#isTight) this.#y += leading;
      this.#delay(hop, this.#y - 4);
      if (this.#isTight) {
        this.#y += leading;
        this.#time(hop, day, null, this.#y - 4);
      }
    }
    hop.marks.forEach((one, at) => {
      this.#mark(one, textX, { hop: index, mark: at });
    });
    this.#note(words.moreMarks, hop.moreMarks, textX);
    this.#y += rowPadding;

    const drawn = this.#parts.splice(started);
    const marks = this.#rows.splice(rowsBefore);
    const middle = baseline - 4.5;
    const isLast = index + 1 === this.#picture.hops.length;
    this.#row(top, { hop: index, mark: null }, hop.reason, [
      rail(railX, [top, middle], hop.trust, colours),
      ...(isLast
        ? []
        : [
            rail(
              railX,
              [hop.kind === 'anonymous' ? middle + 24 : middle, this.#y],
              hop.trust,
              colours,
            ),
          ]),
      node(railX, middle, hop.trust, hop.kind, colours),
      ...(hop.brokenBelow && !isLast ? [breach(railX, this.#y - 4, colours)] : []),
      this.#textAt(String(index + 1), railX - 18, baseline - 0.5, types.small, 'muted', {
        'text-anchor': 'end',
      }),
      ...drawn,
    ]);
    this.#rows.push(...marks);
  }

  /**
   * When: the day only where it is another one than above.
   * @param right where it ends; null: it begins with the text of the hop
   * @returns the pixels that it takes
   */
  #time(
    { date }: PictureHop<unknown>,
    day: string,
    right: number | null,
    baseline: number,
  ): number {
    const { words, measure } = this.#look;
    const isSameDay = day !== '' && date?.startsWith(day) === true;
    const text = date === null ? words.noDate : isSameDay ? date.slice(11) : date;
    const end = right === null ? {} : { 'text-anchor': 'end' };
    this.#text(text, right ?? textX, baseline, types.small, 'muted', end);
    return measure(text, types.small) + 12;
  }

  #client(hop: PictureHop<unknown>): Piece[] {
    const { words } = this.#look;
    const { rdns, address, kind, is } = hop;
    const hole: Piece[] =
      kind === 'anonymous'
        ? [
            {
              text: words.noAddress,
              type: types.small,
              colour: 'text',
              frame: 'warning',
              dashed: true,
            },
          ]
        : [];
    const pieces: Piece[] = [
      ...(rdns === null ? [] : [this.#named(hop, 'rdns', rdns, types.text)]),
      ...(address === null ? hole : [this.#named(hop, 'address', address, types.mono)]),
      ...(is === null
        ? []
        : [
            {
              text: words[is],
              type: types.small,
              colour: 'text',
              frame: is === 'source' ? 'believed' : 'muted',
            } as const,
          ]),
    ];
    return pieces.length === 0
      ? []
      : [{ text: words.from, type: types.text, colour: 'muted' }, ...pieces];
  }

  #named(hop: PictureHop<unknown>, part: HopPart, text: string, type: Type): Piece {
    const struck = hop.struck.includes(part);
    return { text, type, colour: struck ? 'muted' : 'text', struck };
  }

  /** Lock and protocol. */
  #transport(hop: PictureHop<unknown>, x: number, baseline: number): void {
    const { words, colours } = this.#look;
    const encryption = encryptionInWords(hop, words);
    const room = this.#isWide
      ? transportWidth - 16
      : (this.#isTight ? this.#right : this.#barX - 14) - x;
    let at = x;
    if (encryption !== null) {
      this.#add(lock(x, baseline - 11, hop.encryption, colours));
      at += 17;
    }
    const protocol = hop.protocol ?? '';
    if (this.#isWide) {
      if (encryption !== null) this.#text(encryption, at, baseline, types.text, 'text');
      const second = encryption === null ? baseline : baseline + leading;
      this.#text(this.#fitted(protocol, room - 17, types.small), at, second, types.small, 'muted');
      return;
    }
    const left = room - (at - x);
    const both = [encryption ?? '', protocol].filter((piece) => piece !== '').join(' · ');
    const fits = this.#look.measure(both, types.small) <= left;
    // Half a word about encryption says less than none about the protocol.
    const shown = fits ? both : (encryption ?? protocol);
    this.#text(this.#fitted(shown, left, types.small), at, baseline, types.small, 'muted');
  }

  /** A bar on the common scale, and its length in figures. */
  #delay({ delaySeconds: seconds, struck }: PictureHop<unknown>, baseline: number): void {
    if (seconds === null) return;
    const { colours } = this.#look;
    const x = this.#barX;
    const y = baseline - 8;
    this.#add(
      element('rect', { x, y: y + 3.5, width: this.#barWidth, height: 1, fill: colours.faint }),
      ...ticks.map((tick) =>
        element('rect', {
          ...{ x: x + this.#barWidth * alongScale(tick) - 0.5, y: y + 1, width: 1, height: 6 },
          fill: colours.faint,
        }),
      ),
    );
    const length = Math.max(2, this.#barWidth * alongScale(seconds));
    const isForged = struck.includes('by');
    // A hollow bar is one not to be believed: time runs backwards, or a forger counted it.
    const hollow = seconds < 0 ? 'warning' : isForged ? 'muted' : null;
    this.#add(
      hollow === null
        ? element('rect', { x, y, width: length, height: 8, rx: 1.5, fill: colours.bar })
        : element('rect', {
            ...{ x: x + 0.6, y: y + 0.6, width: Math.max(1, length - 1.2), height: 6.8, rx: 1 },
            ...{ fill: colours.background, stroke: colours[hollow], 'stroke-width': 1.2 },
            ...(seconds < 0 ? { 'stroke-dasharray': '3 2' } : {}),
          }),
    );
    this.#text(shortDuration(seconds), this.#right, baseline, types.text, 'text', {
      'text-anchor': 'end',
    });
  }

  #mark(one: Mark<unknown>, x: number, whose: Pick<Row, 'hop' | 'mark'>): void {
    const { measure, colours } = this.#look;
    const room = Math.min(longestLine, this.#right - x - 22);
    const top = this.#y;
    const started = this.#parts.length;
    this.#y += 4;
    wrap(one.brief, room, types.text, measure, 4).forEach((line, at) => {
      this.#y += leading - 1;
      if (at === 0) this.#add(mark(x, this.#y - 15, one.level, colours));
      this.#text(line, x + 22, this.#y - 4, types.text, 'text');
    });
    this.#y += 2;
    this.#row(top, whose, one.message, this.#parts.splice(started));
  }

  #borderLine(hasClaims: boolean): void {
    const { words, colours } = this.#look;
    const y = this.#y + 17;
    const caption = (text: string, baseline: number): void => {
      this.#text(text, this.#right, baseline, types.small, 'text', { 'text-anchor': 'end' });
    };
    const { hops, border } = this.#picture;
    const older = hops[(border ?? 0) + 1];
    this.#add(
      rail(railX, [this.#y, y], 'border', colours),
      ...(older === undefined ? [] : [rail(railX, [y, y + 20], older.trust, colours)]),
      element('path', {
        d: `M${edge} ${y}H${this.#right}`,
        ...{ stroke: colours.believed, 'stroke-width': 2, fill: 'none' },
      }),
    );
    caption(`▲ ${words.believableAbove}`, y - 6);
    if (hasClaims) caption(`▼ ${words.claimedBelow}`, y + 15);
    this.#y = y + (hasClaims ? 20 : 8);
  }

  /** How many of something are not drawn; nothing when all are. */
  #note(template: string, count: number, x: number): void {
    if (count === 0) return;
    const { measure } = this.#look;
    this.#y += 8;
    const room = Math.min(longestLine, this.#right - x);
    for (const line of wrap(fill(template, count), room, types.text, measure, 4)) {
      this.#y += leading;
      this.#text(line, x, this.#y - 4, types.text, 'muted');
    }
  }

  #elsewhere(): void {
    const { words } = this.#look;
    const { marks } = this.#picture;
    if (marks.length === 0) return;
    this.#y += 26;
    this.#text(words.elsewhere, edge, this.#y, types.strong, 'text');
    this.#y += 6;
    marks.forEach((one, at) => {
      this.#mark(one, edge, { hop: null, mark: at });
    });
    this.#note(words.moreMarks, this.#picture.moreMarks, edge);
  }

  /**
   * What belongs together for a pointer, over a ground that a page can light up.
   * @param more what a pointer at rest is told
   */
  #row(
    top: number,
    whose: Pick<Row, 'hop' | 'mark'>,
    more: string,
    children: readonly Svg[],
  ): void {
    const height = this.#y - top;
    const isMark = whose.mark !== null;
    const ground = isMark
      ? { x: (whose.hop === null ? edge : textX) - 6, width: 0, y: top + 2, height: height - 2 }
      : { x: 6, width: 0, y: top + 2, height: height - 4 };
    ground.width = this.#width - 6 - ground.x;
    this.#add(
      element(
        'g',
        {
          class: isMark ? 'mark' : 'hop',
          ...(whose.hop === null ? {} : { 'data-hop': whose.hop }),
          ...(whose.mark === null ? {} : { 'data-mark': whose.mark }),
        },
        [
          ...(more === '' ? [] : [element('title', {}, [more])]),
          element('rect', { class: 'ground', ...ground, rx: 5, fill: 'transparent' }),
          ...children,
        ],
      ),
    );
    this.#rows.push({ top, height, ...whose });
  }

  /**
   * Sets the pieces on lines, one after the other.
   * @param taken pixels at the right end of the first line
   */
  #flow(pieces: readonly Piece[], taken = 0): void {
    if (pieces.length === 0) return;
    const { measure, colours } = this.#look;
    let right = this.#textRight - taken;
    let x = textX;
    this.#y += leading;
    for (const piece of pieces) {
      const padding = piece.frame === undefined ? 0 : 6;
      const text = fit(piece.text, right - textX - 2 * padding, piece.type, measure);
      const width = measure(text, piece.type) + 2 * padding;
      if (x > textX && x + width > right) {
        right = this.#textRight;
        x = textX;
        this.#y += leading;
      }
      const baseline = this.#y - 5;
      if (piece.frame !== undefined) {
        this.#add(
          element('rect', {
            ...{ x: x + 0.5, y: baseline - 11.5, width, height: 15.5, rx: 7.75 },
            ...{ fill: 'none', stroke: colours[piece.frame], 'stroke-width': 1 },
            ...(piece.dashed === true ? { 'stroke-dasharray': '3 2.5' } : {}),
          }),
        );
      }
      this.#text(text, x + padding, baseline, piece.type, piece.colour, {
        ...(piece.struck === true ? { 'text-decoration': 'line-through' } : {}),
      });
      x += width + (piece.frame === undefined ? 7 : 8);
    }
  }

  #fitted(text: string, room: number, type: Type): string {
    return fit(text, Math.max(0, room), type, this.#look.measure);
  }

  #text(
    text: string,
    x: number,
    y: number,
    type: Type,
    colour: keyof Colours,
    attributes: Attributes = {},
  ): void {
    if (text !== '') this.#add(this.#textAt(text, x, y, type, colour, attributes));
  }

  #textAt(
    text: string,
    x: number,
    y: number,
    type: Type,
    colour: keyof Colours,
    attributes: Attributes = {},
  ): Svg {
    const { colours, fonts } = this.#look;
    return element(
      'text',
      {
        ...{ x, y, 'font-size': type.size, fill: colours[colour] },
        ...(type.bold ? { 'font-weight': 600 } : {}),
        ...(type.mono ? { 'font-family': fonts.mono } : {}),
        ...attributes,
      },
      [text],
    );
  }

  #add(...parts: readonly Svg[]): void {
    this.#parts.push(...parts);
  }
}

/** The labels that are not empty, framed by how grave they are. */
function labels(texts: readonly string[], { trust, kind }: PictureHop<unknown>): Piece[] {
  const frame: keyof Colours =
    trust === 'contradicted' ? 'error' : kind === 'anonymous' ? 'warning' : 'muted';
  return texts
    .filter((text) => text !== '')
    .map((text) => ({ text, type: types.small, colour: 'text', frame }));
}
