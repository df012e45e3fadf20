/** What a lookup needs from the outside world: connections, web requests, name servers, a timer. Implemented in node/ and browser/, faked in tests; knows no protocol above them. */

/**
 * Who may be reached. `any`: the user chose the host, so it may be any machine, this one too.
 * `public`: a stranger's answer named it, so a connection to a machine of the local network must
 * fail. The transport checks the address that it connects to, not only the name: a name may lead to
 * another address the second time (DNS rebinding).
 */
export type Reach = 'any' | 'public';

/** An open connection. Bytes in, bytes out, in order. */
export interface TcpSocket {
  /** Resolves when the bytes were handed to the network. */
  send(bytes: Uint8Array): Promise<void>;
  /** Ends when the other side closes; throws when the connection breaks. */
  read(): AsyncIterable<Uint8Array>;
  /** Idempotent. Ends a pending `read`. */
  close(): void;
}

/**
 * Opens a connection; rejects with an Error when that fails or `signal` aborts. An abort may also
 * end the open connection, but callers close it themselves.
 */
export type TcpConnect = (
  host: string,
  port: number,
  reach: Reach,
  signal: AbortSignal,
) => Promise<TcpSocket>;

export interface HttpRequest {
  /** The field Accept. */
  readonly accept: string;
  readonly reach: Reach;
  readonly signal: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  /** A header field by its name in lower case; null when it is absent. */
  header(name: string): string | null;
  /** Decoded where the server compressed it. Throws when the connection breaks. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Idempotent. Ends a pending read of the body. */
  close(): void;
}

/**
 * Sends one GET request without cookies or credentials; rejects with an Error when there is no
 * answer or `signal` aborts. Redirects are answers like any other, where the platform lets one see
 * them: a browser follows them itself, within its own rules.
 */
export type HttpGet = (url: string, request: HttpRequest) => Promise<HttpResponse>;

/** How https connections are made; from the editor's own settings. */
export interface HttpOptions {
  /** An http or https URL of a proxy; null: what the environment says (HTTPS_PROXY, NO_PROXY). */
  readonly proxy: string | null;
  /** Hosts and domains that are reached without the proxy, beside those of NO_PROXY. */
  readonly noProxy: readonly string[];
  /** Whether a certificate must be valid. Only false when the user said so. */
  readonly strictSsl: boolean;
  /** Certificates of authorities to trust beyond those of the system; PEM. */
  readonly extraCertificates: readonly string[];
}

export const defaultHttpOptions: HttpOptions = {
  proxy: null,
  noProxy: [],
  strictSsl: true,
  extraCertificates: [],
};

export type DnsType = 'A' | 'AAAA' | 'MX' | 'PTR' | 'TXT';

export interface DnsRecord {
  /**
   * An address (canonical), a host name (lower case, no trailing dot; empty for the root), or the
   * strings of a TXT record as one text, one UTF-16 unit a byte.
   */
  readonly value: string;
  /** Of an MX record; 0 for all others. */
  readonly preference: number;
  /** Seconds. */
  readonly ttl: number;
}

export type DnsAnswer =
  /** One record or more. */
  | { readonly kind: 'records'; readonly records: readonly DnsRecord[] }
  /** The name has no such record: the name itself is absent (`NXDOMAIN`), or only this type of it. */
  | {
      readonly kind: 'absent';
      readonly code: 'NXDOMAIN' | 'NODATA';
      /** Seconds that this holds (RFC 2308 §5); null when the answer does not say. */
      readonly ttl: number | null;
    }
  | {
      readonly kind: 'failed';
      /** `TRUNCATED`: the answer is too long for a packet, and there is no other way to get it. */
      readonly code:
        | 'SERVFAIL'
        | 'REFUSED'
        | 'TIMEOUT'
        | 'TRUNCATED'
        | 'UNREACHABLE'
        | 'MALFORMED'
        | 'CANCELLED';
      /** What happened, as a clause: "the name server did not answer". */
      readonly message: string;
    };

/** Asks the name servers one question. Never rejects. @param name an ASCII host name, underscores allowed */
export type DnsResolve = (name: string, type: DnsType, signal: AbortSignal) => Promise<DnsAnswer>;

/** Calls back once after so many milliseconds, unless disposed of before. */
export type Later = (callback: () => void, milliseconds: number) => { dispose(): void };

/** Null: the platform has none, or nothing is to leave the machine. */
export interface Transports {
  readonly connect: TcpConnect | null;
  readonly http: HttpGet | null;
  readonly dns: DnsResolve | null;
}

/** Of a lookup that must not leave the machine. */
export const noTransports: Transports = { connect: null, http: null, dns: null };
