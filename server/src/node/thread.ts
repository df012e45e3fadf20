/** One answer from a script in a thread of its own, which is loaded when somebody asks. Knows not what is asked. */
import { Worker } from 'node:worker_threads';

export interface ThreadLimits {
  readonly milliseconds: number;
  /** Of the thread's heap. */
  readonly megabytes?: number;
}

/** Rejects when the thread gives none: in time, within its memory, or because of an abort. The reason completes a sentence. */
export function askThread<T>(
  script: URL,
  question: unknown,
  { milliseconds, megabytes }: ThreadLimits,
  signal: AbortSignal,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    signal.throwIfAborted();
    const worker = new Worker(script, {
      workerData: question,
      // Libraries print to the console, where the language server and the command line speak.
      stdout: true,
      stderr: true,
      ...(megabytes === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: megabytes } }),
    });
    worker.stdout.resume();
    worker.stderr.resume();
    const end = (error: Error): void => {
      reject(error);
      void worker.terminate();
    };
    const cancel = (): void => {
      end(new Error('it was cancelled'));
    };
    const limit = setTimeout(() => {
      end(new Error('it took longer than a minute'));
    }, milliseconds);
    signal.addEventListener('abort', cancel, { once: true });
    worker.once('message', resolve);
    worker.once('error', (error: Error & { readonly code?: string }) => {
      reject(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Error('it took too much memory') : error,
      );
    });
    worker.once('exit', () => {
      clearTimeout(limit);
      signal.removeEventListener('abort', cancel);
      reject(new Error('it ended without a result'));
    });
  });
}
