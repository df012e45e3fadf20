/**
 * A stretch of text as numbers: a parser that looks at each character more than once does so in half
 * the time. Knows code units, no mail.
 */

/** Longer stretches get memory of their own, which is given back. */
const KEPT = 65_536;

/** What stands for every unit beyond ASCII: the grammar of mail makes no difference between them. */
const FOREIGN = 128;

const encoder = new TextEncoder();

/** One stretch at a time, in memory that is used again. */
export class Units {
  readonly #kept = new Uint8Array(KEPT);
  #text = '';
  /** Units above 127 are 128. `codes[0]` is the unit at `start`; what stands behind the stretch means nothing. */
  codes: Uint8Array = this.#kept;
  start = 0;
  end = 0;

  /** Whether `text[start, end)` can be read. */
  holds(text: string, start: number, end: number): boolean {
    return start >= this.start && end <= this.end && text === this.#text;
  }

  /** Holds `text[start, end)`, unless that is so long that the pieces are better had one by one. */
  prepare(text: string, start: number, end: number): void {
    if (end - start <= KEPT) this.load(text, start, end);
  }

  /** Holds `text[start, end)` from now on, and at no cost when that is part of what it held. */
  load(text: string, start: number, end: number): void {
    if (this.holds(text, start, end)) return;
    const length = end - start;
    const codes = length <= KEPT ? this.#kept : new Uint8Array(length);
    const { read, written } = encoder.encodeInto(text.slice(start, end), codes);
    // UTF-8 has one byte for each unit as long as all of them are ASCII.
    if (read !== length || written !== length) {
      for (let at = 0; at < length; at += 1) {
        const code = text.charCodeAt(start + at);
        codes[at] = code < FOREIGN ? code : FOREIGN;
      }
    }
    this.codes = codes;
    this.#text = text;
    this.start = start;
    this.end = end;
  }
}

/** The one stretch that all parsers share: they read one field after the other. */
export const units = new Units();
