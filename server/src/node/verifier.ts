/** Has messages verified in a thread of its own, which is loaded when somebody asks for it. Knows no mail. */
import { Worker } from 'node:worker_threads';
import type { Verification, Verifier, VerifyAnswer } from '../core/verification/verification.ts';

/** Milliseconds: beyond what the name servers are given and what hashing takes. */
const longestRun = 60_000;

/** @param script what the thread runs: the bundle of server/src/verify/main.ts */
export function workerVerifier(script: URL): Verifier {
  return (request, signal) =>
    new Promise<Verification>((resolve, reject) => {
      signal.throwIfAborted();
      // The library prints to the console, where the language server and the command line speak.
      const worker = new Worker(script, { workerData: request, stdout: true, stderr: true });
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
      }, longestRun);
      signal.addEventListener('abort', cancel, { once: true });
      worker.once('message', (answer: VerifyAnswer) => {
        if (answer.kind === 'verified') resolve(answer.verification);
        else reject(new Error(answer.message));
      });
      worker.once('error', reject);
      worker.once('exit', () => {
        clearTimeout(limit);
        signal.removeEventListener('abort', cancel);
        reject(new Error('it ended without a result'));
      });
    });
}
