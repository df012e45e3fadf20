/** What a format of `spam-patrol trace` is: text around, between and for each result, printed as it comes. Remembers nothing. */
import type { TraceResult } from '../result.ts';

export interface Format {
  readonly head: string;
  /** Empty when the format has nothing to say of a result. */
  result(result: TraceResult): string;
  /** Stands before the first text that is not empty, `between` before every other. */
  readonly first: string;
  readonly between: string;
  readonly tail: string;
}
