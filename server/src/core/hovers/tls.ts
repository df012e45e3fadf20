/** The TLS note: how the connection was encrypted, and what that is worth today. */
import type { Hop } from '../route/route.ts';
import { join, type Markdown, md } from '../text/markdown.ts';
import { standing } from './trust.ts';

export function tlsHover(hop: Hop): Markdown {
  const { version, cipher } = hop.received.tls ?? { version: null, cipher: null };
  return join([
    md`**TLS**: the handover was encrypted. That keeps listeners out; it says nothing about who the client is or what it wants.`,
    version === null ? null : md`Version ${version.value}. ${versionWords(version.value)}`,
    cipher === null ? null : md`Cipher ${cipher.value}. ${cipherWords(cipher.value)}`,
    standing(hop),
  ]);
}

/** `TLSv1.3`, `TLS1_2`, `TLS1.2`, `TLSv1`, `SSLv3`. */
function versionWords(version: string): Markdown {
  const short = version.toLowerCase().replaceAll('_', '.').replace('v', '');
  return versions.get(short) ?? md``;
}

const versions: ReadonlyMap<string, Markdown> = new Map([
  ['tls1.3', md`The current one (RFC 8446).`],
  ['tls1.2', md`Older than TLS 1.3 and still good (RFC 9325).`],
  ['tls1.1', md`Obsolete (RFC 8996).`],
  ['tls1.0', md`Obsolete (RFC 8996).`],
  ['tls1', md`Obsolete (RFC 8996).`],
  ['ssl3', md`Broken, and forbidden (RFC 7568).`],
  ['ssl2', md`Broken, and forbidden (RFC 6176).`],
]);

function cipherWords(cipher: string): Markdown {
  const name = cipher.toUpperCase();
  const weak = weakCiphers.find((part) => name.includes(part));
  if (weak !== undefined) return md`Obsolete: it uses ${weak}.`;
  const strong = name.includes('GCM') || name.includes('CHACHA20') || name.includes('CCM');
  if (
    strong &&
    (name.startsWith('TLS_AES') || name.startsWith('TLS_CHACHA20') || name.includes('DHE'))
  )
    return md`Strong, and what was sent stays secret even if the server's key is stolen later.`;
  if (strong) return md`Strong.`;
  return md`Older, but not broken.`;
}

const weakCiphers = ['NULL', 'EXPORT', 'EXP-', 'ANON', 'ADH', 'AECDH', 'RC4', 'RC2', 'DES', 'MD5'];
