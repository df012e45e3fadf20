/** A text made out of another, and the way back: what was decoded or drawn together, and where it stands. Knows no mail. */
import type { Span } from './span.ts';

/** Where a range of the made text stands in the other. */
export interface Place extends Span {
  /** False where the way back is coarse: the span holds the whole line, or more, around the range. */
  readonly exact: boolean;
}

/** `text`, and where each range of it comes from. */
export interface Traced {
  readonly text: string;
  /** @param end behind the last unit of the range; a range is not empty */
  place(start: number, end: number): Place;
}

/** Pieces are added in the order of the text; gives the text with its way back. */
export class TracedBuilder {
  readonly #pieces: string[] = [];
  /** Where each piece begins in the made text, and where it stands in the other. */
  readonly #at: number[] = [];
  readonly #start: number[] = [];
  readonly #end: number[] = [];
  readonly #kind: Kind[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The piece stands there as it is, unit for unit. */
  addCopy(piece: string, start: number): void {
    this.#add(piece, start, start + piece.length, 'copy');
  }

  /** The piece was made of `[start, end)` as a whole: an entity, a line break out of a tag. */
  addMade(piece: string, start: number, end: number): void {
    this.#add(piece, start, end, 'made');
  }

  /** The piece was made of something in `[start, end)`; nobody knows where in there each unit comes from. */
  addCoarse(piece: string, start: number, end: number): void {
    this.#add(piece, start, end, 'coarse');
  }

  build(): Traced {
    return {
      text: this.#pieces.join(''),
      place: (start, end) => {
        const first = this.#pieceAt(start);
        const last = this.#pieceAt(end - 1);
        return {
          start: this.#start[first] ?? 0,
          end: this.#end[last] ?? 0,
          exact: this.#kind[first] !== 'coarse' && this.#kind[last] !== 'coarse',
          ...(this.#kind[first] === 'copy' && { start: this.#back(first, start) }),
          ...(this.#kind[last] === 'copy' && { end: this.#back(last, end) }),
        };
      },
    };
  }

  #back(piece: number, at: number): number {
    return (this.#start[piece] ?? 0) + at - (this.#at[piece] ?? 0);
  }

  /** The last piece that begins at `at` or before it. */
  #pieceAt(at: number): number {
    let low = 0;
    let high = this.#at.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#at[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #add(piece: string, start: number, end: number, kind: Kind): void {
    if (piece === '') return;
    this.#pieces.push(piece);
    this.#at.push(this.#length);
    this.#start.push(start);
    this.#end.push(end);
    this.#kind.push(kind);
    this.#length += piece.length;
  }
}

type Kind = 'copy' | 'made' | 'coarse';

/** `outer` was made of `inner`'s text: the way back through both. */
export function throughBoth(outer: Traced, inner: Traced): Traced {
  return {
    text: outer.text,
    place(start, end) {
      const middle = outer.place(start, end);
      const place = inner.place(middle.start, Math.max(middle.end, middle.start + 1));
      return { ...place, exact: place.exact && middle.exact };
    },
  };
}
