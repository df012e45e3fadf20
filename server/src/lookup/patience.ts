/** How long a server is waited for. Counts by the timer that it is handed; knows no protocol. */
import type { Later } from './transport.ts';

/** Why somebody is no longer waited for; its message goes on after "it". */
export class GaveUp extends Error {
  readonly cancelled: boolean;

  constructor(message: string, cancelled: boolean) {
    super(message);
    this.cancelled = cancelled;
  }
}

/** What a report says of a step that the user no longer waited for. */
export const wasCancelled = 'The lookup was cancelled.';

export interface Patience {
  readonly later: Later;
  /** The user gave up. */
  readonly signal: AbortSignal;
}

/** Who waits for the abort of a signal. One listener each: Node warns of a leak at the eleventh. */
const waiting = new WeakMap<AbortSignal, Set<() => void>>();

function callbacksOf(signal: AbortSignal): Set<() => void> {
  let callbacks = waiting.get(signal);
  if (callbacks === undefined) {
    const added = new Set<() => void>();
    signal.addEventListener(
      'abort',
      () => {
        for (const callback of added) callback();
      },
      { once: true },
    );
    waiting.set(signal, (callbacks = added));
  }
  return callbacks;
}

/**
 * Does the work under a limit of time. The signal that the work gets aborts when the time is over,
 * when the user gives up, and when `stop` is called, and the promise is rejected with a `GaveUp` at
 * that moment, whether the work heeds the signal or not.
 */
export async function within<T>(
  milliseconds: number,
  { later, signal }: Patience,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let giveUp: (reason: GaveUp) => void = () => undefined;
  const given = new Promise<never>((_, reject) => {
    giveUp = (reason) => {
      reject(reason);
      controller.abort(reason);
    };
  });
  // Nobody may be racing against it any more when it is rejected.
  given.catch(() => undefined);
  const cancel = (): void => {
    giveUp(new GaveUp('was cancelled', true));
  };
  const timer = later(() => {
    giveUp(new GaveUp(`did not finish within ${milliseconds / 1000} seconds`, false));
  }, milliseconds);
  const cancellations = callbacksOf(signal);
  if (signal.aborted) cancel();
  else cancellations.add(cancel);
  try {
    if (signal.aborted) return await given;
    return await Promise.race([work(controller.signal), given]);
  } finally {
    timer.dispose();
    cancellations.delete(cancel);
    // What is still under way is let go of: nobody waits for it.
    controller.abort();
  }
}
