/** What the client needs from the extension host under it. Node and the web worker each hand in their own; nothing here asks which. */
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';

export interface ClientRuntime {
  readonly base64: {
    encode(bytes: Uint8Array): string;
    decode(text: string): Uint8Array;
  };
}

/** A client with the server that it talks to. */
export interface ClientAndServer {
  readonly client: BaseLanguageClient;
  /** Ends both. */
  stop(): Promise<void>;
}

/** Loads the client library and makes a client with a server of its own. Nothing runs before `client.start()`. */
export type NewLanguageClient = (
  id: string,
  name: string,
  options: LanguageClientOptions,
) => Promise<ClientAndServer>;
