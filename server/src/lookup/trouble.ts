/** Why a server could not be asked, in words. Knows the codes of Node's errors; connects to nothing. */
import { plain } from '../core/text/plain.ts';

const certificateTroubles: ReadonlyMap<string, string> = new Map([
  ['CERT_HAS_EXPIRED', 'its certificate has expired'],
  ['CERT_NOT_YET_VALID', 'its certificate is not valid yet'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'its certificate is for another host'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'its certificate comes from an authority that is not trusted here'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'its certificate comes from nobody but itself'],
  [
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'its certificate comes from an authority that is not trusted here',
  ],
  [
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'its certificate comes from an authority that is not trusted here',
  ],
]);

const troubles: ReadonlyMap<string, string> = new Map([
  ...certificateTroubles,
  ['ECONNREFUSED', 'it refused the connection'],
  ['ECONNRESET', 'the connection broke'],
  ['EPIPE', 'the connection broke'],
  ['ETIMEDOUT', 'it did not answer'],
  ['ENETUNREACH', 'there is no way to it from here; this machine may be offline'],
  ['EHOSTUNREACH', 'there is no way to it from here; this machine may be offline'],
  ['ENETDOWN', 'this machine is offline'],
  ['ENOTFOUND', 'its name leads nowhere; this machine may be offline'],
  ['EAI_AGAIN', 'its name could not be looked up; this machine may be offline'],
  ['EACCES', 'this machine does not allow the connection'],
  ['EPERM', 'this machine does not allow the connection'],
  ['HPE_INVALID_CONSTANT', 'it does not speak HTTP'],
]);

/** A clause about the server: "it refused the connection". */
export function describeTrouble(error: unknown): string {
  if (!(error instanceof Error)) return plain(String(error), 200);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // Node's error for a name with several addresses has a code and no message.
  return (
    troubles.get(code) ??
    plain(stripEnd(error.message.slice(0, 1000)) || code || 'the connection failed', 200)
  );
}

/** What to do about it, as a sentence. */
export function adviseOn(error: unknown): string {
  return error instanceof Error && 'code' in error && certificateTroubles.has(String(error.code))
    ? 'Check the clock of this machine; where a proxy reads along, let this machine trust its certificate, and try again.'
    : 'Check the connection and try again.';
}

/** The sentence that the clause becomes a part of has a full stop of its own. */
function stripEnd(message: string): string {
  return message.replace(/[.\s]+$/, '');
}
