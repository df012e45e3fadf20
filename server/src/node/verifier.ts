/** Has messages verified in a thread of its own, which is loaded when somebody asks for it. Knows no mail. */
import type { Verifier, VerifyAnswer } from '../core/verification/verification.ts';
import { askThread } from './thread.ts';

/** Beyond what the name servers are given and what hashing takes. */
const limits = { milliseconds: 60_000 } as const;

/** @param script what the thread runs: the bundle of server/src/verify/main.ts */
export function workerVerifier(script: URL): Verifier {
  return async (request, signal) => {
    const answer = await askThread<VerifyAnswer>(script, request, limits, signal);
    if (answer.kind === 'verified') return answer.verification;
    throw new Error(answer.message);
  };
}
