/** Why a server could not be asked, in words. Knows the codes of Node's errors; connects to nothing. */
import { plain } from '../core/text/plain.ts';

const troubles: ReadonlyMap<string, string> = new Map([
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
  ['CERT_HAS_EXPIRED', 'its certificate has expired'],
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
  ['HPE_INVALID_CONSTANT', 'it does not speak HTTP'],
]);

/** A clause about the server: "it refused the connection". */
export function describeTrouble(error: unknown): string {
  if (!(error instanceof Error)) return plain(String(error), 200);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // Node's error for a name with several addresses has a code and no message.
  return (
    troubles.get(code) ?? plain(stripEnd(error.message) || code || 'the connection failed', 200)
  );
}

/** The sentence that the clause becomes a part of has a full stop of its own. */
function stripEnd(message: string): string {
  return message.replace(/[.\s]+$/, '');
}
