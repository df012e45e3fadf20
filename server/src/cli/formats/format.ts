/** What a format of `spam-patrol trace` is: text around and for each result, printed as it comes. */
import type { TraceResult } from '../result.ts';

export interface Format {
  readonly head: string;
  /** Is called once a result, in order. */
  result(result: TraceResult): string;
  readonly tail: string;
}
