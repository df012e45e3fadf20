/**
 * Entry of dist/verify.cjs: verifies one message in a thread of its own, and ends. A thread, because
 * the message is hostile and the library is large: what it does to the built-in objects stays here,
 * and it can be ended at any time.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { VerifyAnswer, VerifyRequest } from '../core/verification/verification.ts';
import { nodeResolve } from './dns.ts';
import { verifyMessage } from './verify.ts';

/** Milliseconds that the name servers have for all questions together. */
const patience = 10_000;

// mailauth makes object keys of words in ARC-Authentication-Results: through this one a message
// could write into Object.prototype and forge its own result.
Reflect.deleteProperty(Object.prototype, '__proto__');

async function run(request: VerifyRequest): Promise<VerifyAnswer> {
  try {
    const resolve = request.dns === null ? null : nodeResolve(request.dns.server);
    const deadline = AbortSignal.timeout(patience);
    return { kind: 'verified', verification: await verifyMessage(request, resolve, deadline) };
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

void run(workerData as VerifyRequest).then((answer) => {
  parentPort?.postMessage(answer);
});
