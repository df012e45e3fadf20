/** The part of mailauth that has no types of its own. */
declare module 'mailauth/lib/tools.js' {
  /** Rejects with a `code`: that of the resolver, `EINVALIDVAL`, `EINVALIDVER`, `EINVALIDTYPE` or `ESHORTKEY`. */
  export function getPublicKey(
    type: 'DKIM' | 'ARC',
    name: string,
    minBitLength: number | undefined,
    resolver: (name: string, type: string) => Promise<unknown>,
  ): Promise<{ readonly publicKey: string }>;
}
