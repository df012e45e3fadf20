/** The shapes of a verification: what is asked about one message and what came out. Plain data: it crosses into another thread. */

/** The handover at the border, as far as it can be believed: what SPF judges (RFC 7208 §2.4). */
export interface Handover {
  /** The client address that the border server saw. */
  readonly ip: string;
  /** A host name; null when HELO gave none. */
  readonly helo: string | null;
  /** The envelope sender; empty for a bounce, null when nobody who can be believed recorded it. */
  readonly sender: string | null;
  /** The server that took the message. */
  readonly by: string | null;
}

export interface VerifyRequest {
  /** One message, without an mbox line. */
  readonly bytes: Uint8Array;
  /** Null: SPF cannot be checked. */
  readonly handover: Handover | null;
  /**
   * When the border server took the message, in milliseconds since 1970: a signature that ran out
   * since then was good. Null when nothing tells.
   */
  readonly time: number | null;
  /** Null: nothing leaves the machine. */
  readonly dns: DnsOptions | null;
}

export interface DnsOptions {
  /** `host:port` of a name server, as an address; null: those of the system. */
  readonly server: string | null;
}

/** Verifies one message. Rejects with an Error that completes a sentence, and when the signal aborts. */
export type Verifier = (request: VerifyRequest, signal: AbortSignal) => Promise<Verification>;

/** `fail` speaks against the message; `unknown` says nothing about it, for a reason. */
export type Verdict = 'pass' | 'fail' | 'unknown';

/** Why a check could not be made. */
export type Obstacle =
  /** Nobody asked the network. */
  | 'offline'
  /** The name servers did not answer, or not in time. */
  | 'dns'
  /** No key is published. */
  | 'no-key'
  /** The key was withdrawn: published empty (RFC 6376 §3.6.1). */
  | 'revoked'
  /** What is published is no key of this kind. */
  | 'bad-key'
  /** A key that anybody can break: shorter than 1024 bits (RFC 8301 §3.2). */
  | 'weak-key'
  /** The signature had run out when the message was taken. */
  | 'expired'
  /** An algorithm or a form of signature that is not known. */
  | 'unsupported'
  /** From is not among the signed fields, which it must be (RFC 6376 §5.4). */
  | 'from-unsigned'
  /** There is no body to compare with: only a header was saved. */
  | 'no-body'
  /** Raw bytes of another encoding in the header, which the verifier does not read as the signer did. */
  | 'odd-bytes';

/** Whether a part of the message is as it was when it was signed. */
export type Intact = 'intact' | 'changed' | 'unchecked';

/** One DKIM-Signature field, or the newest ARC-Message-Signature, which has the same form. */
export interface SignatureResult {
  /** What the field claims, `d=` and `s=`. */
  readonly domain: string;
  readonly selector: string;
  readonly verdict: Verdict;
  readonly obstacle: Obstacle | null;
  readonly body: Intact;
  /** The signed header fields. */
  readonly header: Intact;
  /** Whether the domain is that of the only From address (RFC 7489 §3.1.1). */
  readonly aligned: boolean;
  /** `l=`: so many bytes of the body are signed, and anybody may add more; null: all of it. */
  readonly signedLength: number | null;
}

export interface ArcResult {
  readonly verdict: Verdict;
  readonly obstacle: Obstacle | null;
  /** How many sets of ARC fields there are. */
  readonly sets: number;
  /** Who sealed last: a claim unless it passed. */
  readonly sealer: string;
  /** The newest ARC-Message-Signature; null when the chain is too broken to find it. */
  readonly signature: SignatureResult | null;
}

/** RFC 7208 §2.6. */
export type SpfOutcome =
  'none' | 'neutral' | 'pass' | 'fail' | 'softfail' | 'temperror' | 'permerror';

export interface SpfResult {
  readonly outcome: SpfOutcome;
  readonly ip: string;
  /** Whose policy was asked. */
  readonly domain: string;
  /** Whether the domain is the one of the envelope sender or that of HELO. */
  readonly identity: 'sender' | 'helo';
  /** The record that decided; null when there is none. */
  readonly record: string | null;
}

export interface DmarcResult {
  /** `unknown`: it could have passed by a signature, or by SPF, that could not be checked. */
  readonly outcome: 'none' | 'pass' | 'fail' | 'unknown';
  readonly domain: string;
  /** What the domain asks receivers to do with mail that fails; null without a record. */
  readonly policy: string | null;
  readonly byDkim: boolean;
  readonly bySpf: boolean;
}

export interface Verification {
  readonly offline: boolean;
  /** One for each DKIM-Signature field, in the order of the header. */
  readonly signatures: readonly SignatureResult[];
  /** Null without ARC fields. */
  readonly arc: ArcResult | null;
  /** Null when there is nothing to judge by, or the network was not to be asked. */
  readonly spf: SpfResult | null;
  /** Null unless there is exactly one From address, or the network was not to be asked. */
  readonly dmarc: DmarcResult | null;
}

/** What the thread that verifies says when it is done. */
export type VerifyAnswer =
  | { readonly kind: 'verified'; readonly verification: Verification }
  | { readonly kind: 'failed'; readonly message: string };
