/** What tracing needs from the machine under it: a program of the system, run without a shell. Implemented in node/, faked in tests. */

/** Programs that trace the way to an address, under the names that the systems give them. */
export type TraceProgram = 'traceroute' | 'traceroute6' | 'tracepath' | 'tracert';

export interface RunOptions {
  /** An abort ends the program at once. */
  readonly signal: AbortSignal;
  /** What the program writes, to its standard output and its error output, as it comes. */
  readonly onOutput: (bytes: Uint8Array) => void;
}

export type ProgramEnd =
  /** There is no such program on this machine. */
  | { readonly kind: 'missing' }
  /** `code` is its exit code; null when it was ended from outside. */
  | { readonly kind: 'ended'; readonly code: number | null };

/**
 * Starts the program with exactly these arguments; no shell reads them. Resolves when it has ended
 * and all that it wrote was given; rejects with an Error when it could not be started.
 */
export type RunProgram = (
  program: TraceProgram,
  args: readonly string[],
  options: RunOptions,
) => Promise<ProgramEnd>;
