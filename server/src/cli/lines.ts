/** Offsets of core/ as the lines and columns that people and editors count. Knows no message. */

/** 1-based; columns in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where offsets stand. */
export interface Positions {
  position(offset: number): Position;
}

/**
 * The lines of a text, read as far as somebody asked: a header's positions cost the header, however
 * long the body. LF, CRLF and a bare CR end a line, as in editors.
 */
export class Lines implements Positions {
  readonly #text: string;
  /** 1-based number of the text's first line. */
  readonly #first: number;
  readonly #starts: number[] = [0];
  /** Up to here line ends were looked for. */
  #read = 0;

  constructor(text: string, first = 1) {
    this.#text = text;
    this.#first = first;
  }

  position(offset: number): Position {
    this.#readTo(offset);
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: this.#first + low, column: offset - (this.#starts[low] ?? 0) + 1 };
  }

  #readTo(offset: number): void {
    const end = Math.min(offset, this.#text.length);
    for (; this.#read < end; this.#read++) {
      const code = this.#text.charCodeAt(this.#read);
      const ends = code === 10 || (code === 13 && this.#text.charCodeAt(this.#read + 1) !== 10);
      if (ends) this.#starts.push(this.#read + 1);
    }
  }
}
