/** What a lookup needs from the outside world: a TCP connection. Implemented in node/, faked in tests; knows no protocol. */

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
export type TcpConnect = (host: string, port: number, signal: AbortSignal) => Promise<TcpSocket>;
