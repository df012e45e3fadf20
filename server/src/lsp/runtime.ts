/** What the server needs from the machine under it. Node and the web worker each hand in their own; nothing here asks which. */
import type { OutlookImporter } from '../core/outlook/message.ts';
import type { Verifier } from '../core/verification/verification.ts';
import type { CacheStore } from '../lookup/cache.ts';
import type { GeoSource } from '../lookup/geo.ts';
import type { RunProgram } from '../lookup/program.ts';
import type { DnsResolve, HttpGet, HttpOptions, TcpConnect } from '../lookup/transport.ts';

export interface Disposable {
  dispose(): void;
}

export interface FileAccess {
  /** @param length the file's first bytes alone, where that saves something */
  readFile(uri: string, length?: number): Promise<Uint8Array>;
  /** Another text each time that the file was changed; null when there is none. Rejects when that cannot be told. */
  stampOf(uri: string): Promise<string | null>;
  /**
   * Creates a file of these pieces, one behind the other. False when the name is taken: nothing is
   * ever overwritten. What could not be written whole is taken away again.
   */
  writeNew(uri: string, pieces: readonly Uint8Array[]): Promise<boolean>;
  /** The URIs of the messages (`*.eml`) in a folder and in those below it, at most `limit`. */
  listMessages(folder: string, limit: number, signal: AbortSignal): Promise<readonly string[]>;
  /** Creates a file of that name in a new folder for temporary files; gives its URI. */
  writeTemporary(name: string, bytes: Uint8Array): Promise<string>;
  /** Adds to the end of a file; makes it and its folder when they are missing. */
  append(uri: string, bytes: Uint8Array): Promise<void>;
}

export interface Secrets {
  /** HMAC-SHA-256. */
  hmac(key: Uint8Array, text: string): Promise<Uint8Array>;
  /** So many random bytes. */
  random(length: number): Uint8Array;
  /** A random UUID (RFC 9562, version 4). */
  uuid(): string;
}

export interface Runtime {
  readonly files: FileAccess;
  /** Null where no TCP connection can be made (a web worker). */
  readonly connect: TcpConnect | null;
  /** Web requests through the proxy and with the certificates of the settings. Opens nothing by itself. */
  readonly http: (options: HttpOptions) => HttpGet;
  /**
   * The name servers at these IP addresses, or those of the system; throws a sentence when an address
   * is none. Null where none can be asked but by https.
   */
  readonly dns: ((servers: readonly string[] | null) => DnsResolve) | null;
  /** A file in the folder of this path, where lookups are kept; null where there is no disk. */
  readonly cacheStore: ((folder: string) => CacheStore) | null;
  /** Starts a program of the system; null where there are none. */
  readonly run: RunProgram | null;
  /** The user's GeoIP file at this path; null where there is no disk. */
  readonly geoFile: ((path: string) => GeoSource) | null;
  /** Null where no signature can be verified (a web worker): that takes Node's cryptography and DNS. */
  readonly verify: Verifier | null;
  /** Null where files of Outlook cannot be read (a web worker): the library is too large for that. */
  readonly outlook: OutlookImporter | null;
  /** Told where the bundle lies that this runtime loads when it is needed; null where nothing is left away. */
  readonly extrasAt: ((uri: string) => void) | null;
  readonly base64: {
    encode(bytes: Uint8Array): string;
    decode(text: string): Uint8Array;
  };
  readonly secrets: Secrets;
  /** Calls back once, not before `milliseconds` have passed and never in the same turn. */
  later(callback: () => void, milliseconds: number): Disposable;
  now(): Date;
}
