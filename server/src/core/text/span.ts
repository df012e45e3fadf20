/** Places in a text. Knows nothing of lines and columns: those exist at the borders of the house only. */

/** A half-open range of UTF-16 code units in the analysed text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A value read from the text, with the place where it stands. The value may be normalised, the place never is. */
export interface Spanned<T = string> extends Span {
  readonly value: T;
}

/** Whether `offset` lies in the range, its end included (a cursor behind the last letter still means the word). */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** Whether two ranges have a place in common, their ends included: a cursor is a range without length. */
export function overlap(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
