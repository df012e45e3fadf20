/** What the server needs from the machine under it. Node and the web worker each hand in their own; nothing here asks which. */
import type { Verifier } from '../core/verification/verification.ts';
import type { TcpConnect } from '../lookup/transport.ts';

export interface Disposable {
  dispose(): void;
}

export interface FileAccess {
  /** @param length the file's first bytes alone, where that saves something */
  readFile(uri: string, length?: number): Promise<Uint8Array>;
  /** The URIs of the messages (`*.eml`) in a folder and in those below it, at most `limit`. */
  listMessages(folder: string, limit: number, signal: AbortSignal): Promise<readonly string[]>;
  /** Creates a file. False when the name is taken: nothing is ever overwritten. */
  writeNew(uri: string, bytes: Uint8Array): Promise<boolean>;
  /** Creates a file of that name in a new folder for temporary files; gives its URI. */
  writeTemporary(name: string, bytes: Uint8Array): Promise<string>;
}

export interface Runtime {
  readonly files: FileAccess;
  /** Null where no TCP connection can be made (a web worker). */
  readonly connect: TcpConnect | null;
  /** Null where no signature can be verified (a web worker): that takes Node's cryptography and DNS. */
  readonly verify: Verifier | null;
  readonly base64: {
    encode(bytes: Uint8Array): string;
    decode(text: string): Uint8Array;
  };
  /** Calls back once, not before `milliseconds` have passed and never in the same turn. */
  later(callback: () => void, milliseconds: number): Disposable;
  now(): Date;
}
