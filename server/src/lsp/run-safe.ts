/** The one wrapper of every request handler: a fault costs one answer, never the server. */
import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import { say, type Said } from '../core/text/said.ts';
import type { Runtime } from './runtime.ts';

export type Log = (message: string) => void;

/** What went wrong, for a sentence. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What a person reads of a fault that is ours. */
export function unexpected(error: unknown): Said {
  return say`Something went wrong in Spam Patrol itself (${reason(error)}). The log of the language server says more.`;
}

/** What went wrong and where, for the log. */
export function describeError(error: unknown): string {
  return error instanceof Error && error.stack !== undefined ? error.stack : reason(error);
}

/** The answer to a request that nobody waits for any more. */
export function cancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'Request cancelled');
}

/**
 * Defers, so that a cancellation that is on its way can arrive; asks the token before and after;
 * logs a fault with `context` and answers with the fallback. A
 * `ResponseError` that the handler throws is its answer.
 */
export function runSafe<T>(
  { runtime, log }: { readonly runtime: Pick<Runtime, 'later'>; readonly log: Log },
  context: string,
  token: CancellationToken,
  handler: () => T | Promise<T>,
  fallback: (error: unknown) => T,
): Promise<T | ResponseError> {
  const isCancelled = (): boolean => token.isCancellationRequested;
  const run = async (): Promise<T | ResponseError> => {
    if (isCancelled()) return cancelled();
    try {
      const result = await handler();
      return isCancelled() ? cancelled() : result;
    } catch (error) {
      if (isCancelled()) return cancelled();
      if (error instanceof ResponseError) return error;
      log(`${context}: ${describeError(error)}`);
      return fallback(error);
    }
  };
  return new Promise((resolve) => {
    runtime.later(() => {
      resolve(run());
    }, 0);
  });
}
