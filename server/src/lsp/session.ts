/** What one connection knows, for the features that answer on it. Knows the protocol; knows nothing of mail. */
import {
  CancellationTokenSource,
  MessageType,
  ShowMessageNotification,
  type CancellationToken,
  type ClientCapabilities,
  type Connection,
  type ResponseError,
  type ServerCapabilities,
  type TextDocuments,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { english, say, type Speak, type Value } from '../core/text/said.ts';
import type { Analyses } from './analyses.ts';
import { Campaigns } from './campaigns.ts';
import { Lookups } from './lookups.ts';
import type { Patrolled } from './patrolled.ts';
import {
  appendFileRequest,
  listMessagesRequest,
  readFileRequest,
  stampFileRequest,
  reportProgress,
  type AppendFileParams,
  type ListMessagesParams,
  type ListMessagesResult,
  type ReadFileParams,
  type ReadFileResult,
  type StampFileParams,
  type StampFileResult,
  type ReportProgress,
} from './protocol.ts';
import type { Publisher } from './publisher.ts';
import { describeError, runSafe, type Log } from './run-safe.ts';
import type { Runtime } from './runtime.ts';
import type { Settings, SettingsCache } from './settings.ts';
import { Store } from './store.ts';

/** One thing that the server can do: what it promises to the editor, and who answers. A file each in features/. */
export interface Feature {
  /** Some promises may be made only to an editor that knows them. */
  readonly capabilities: ServerCapabilities | ((client: ClientCapabilities) => ServerCapabilities);
  register(session: Session): void;
  /** Has the editor ask again for what depends on settings; for what it asks only when the text changes. */
  refresh?(session: Session): void;
}

export interface SessionParts {
  readonly connection: Connection;
  readonly runtime: Runtime;
  readonly documents: TextDocuments<TextDocument>;
  readonly analyses: Analyses;
  readonly settings: SettingsCache;
  readonly publisher: Publisher;
  readonly patrolled: Patrolled;
  readonly log: Log;
}

export class Session {
  readonly connection: Connection;
  readonly runtime: Runtime;
  readonly documents: TextDocuments<TextDocument>;
  readonly analyses: Analyses;
  readonly settings: SettingsCache;
  readonly publisher: Publisher;
  readonly patrolled: Patrolled;
  readonly log: Log;
  /** Speaks the language that the editor is read in. */
  speak: Speak = english;
  /** What patrols of this run saw. */
  readonly campaigns = new Campaigns();
  /** What the editor said of itself; nothing before it has. */
  client: ClientCapabilities = {};
  /** Whether our own client is at the other end: it reads and writes files, and shows what commands answer. */
  ownClient = false;
  /** The folder where the client lets us keep what is to last (a URI); null: nowhere. */
  storage: string | null = null;
  #store: Store | null = null;
  #lookups: Lookups | null = null;
  /** The folder that the editor named when it came, for those that cannot be asked for theirs. */
  folders: readonly string[] = [];

  constructor(parts: SessionParts) {
    this.connection = parts.connection;
    this.runtime = parts.runtime;
    this.documents = parts.documents;
    this.analyses = parts.analyses;
    this.settings = parts.settings;
    this.publisher = parts.publisher;
    this.patrolled = parts.patrolled;
    this.log = parts.log;
  }

  /** Answers a request; a fault costs one answer, which is then `fallback`. `context` is for the log. */
  answer<T>(
    context: string,
    token: CancellationToken,
    handler: (settings: Settings) => T | Promise<T>,
    fallback: (error: unknown) => T,
  ): Promise<T | ResponseError> {
    return runSafe(this, context, token, async () => handler(await this.settings.get()), fallback);
  }

  /** Answers a request about an open document; `none` when it is not open or something goes wrong. */
  answerAbout<T>(
    what: string,
    { uri }: { readonly uri: string },
    token: CancellationToken,
    none: T,
    handler: (document: TextDocument, settings: Settings) => T | Promise<T>,
  ): Promise<T | ResponseError> {
    return this.answer<T>(
      `${what} ${uri}`,
      token,
      (settings) => {
        const document = this.documents.get(uri);
        return document === undefined ? none : handler(document, settings);
      },
      () => none,
    );
  }

  /** Reads files through the editor, where that is our own client; null elsewhere. */
  get readThroughClient(): ((uri: string, length?: number) => Promise<Uint8Array>) | null {
    if (!this.ownClient) return null;
    return async (uri, length) => {
      const params: ReadFileParams = length === undefined ? { uri } : { uri, length };
      const { base64 } = await this.connection.sendRequest<ReadFileResult>(readFileRequest, params);
      return this.runtime.base64.decode(base64);
    };
  }

  /** Made when somebody first complains: by then it is known what the client offers. */
  get store(): Store {
    return (this.#store ??= new Store({
      runtime: this.runtime,
      folder: this.storage,
      read: (uri) => this.readThroughClient?.(uri) ?? this.runtime.files.readFile(uri),
      stampOf: async (uri) => {
        if (!this.ownClient) return this.runtime.files.stampOf(uri);
        const params: StampFileParams = { uri };
        const { stamp } = await this.connection.sendRequest<StampFileResult>(
          stampFileRequest,
          params,
        );
        return stamp;
      },
      append: async (uri, bytes) => {
        if (!this.ownClient) {
          await this.runtime.files.append(uri, bytes);
          return;
        }
        const params: AppendFileParams = { uri, base64: this.runtime.base64.encode(bytes) };
        await this.connection.sendRequest(appendFileRequest, params);
      },
    }));
  }

  /** The first `length` bytes of a file, by whoever can reach it; null when there is none. */
  readFile(uri: string, length: number): Promise<Uint8Array | null> {
    const { scheme } = URI.parse(uri);
    const { readThroughClient } = this;
    if (readThroughClient !== null && scheme !== 'untitled') return readThroughClient(uri, length);
    return scheme === 'file' ? this.runtime.files.readFile(uri, length) : Promise.resolve(null);
  }

  /** Made when somebody first looks something up, or rests the mouse on what could be looked up. */
  get lookups(): Lookups {
    return (this.#lookups ??= new Lookups({ runtime: this.runtime, storage: this.storage }));
  }

  /** The files of messages in the folders that are open, at most `limit`. */
  async listMessages(limit: number, signal: AbortSignal): Promise<readonly string[]> {
    if (this.ownClient) {
      const params: ListMessagesParams = { limit };
      const cancellation = new CancellationTokenSource();
      signal.addEventListener('abort', () => {
        cancellation.cancel();
      });
      const { uris } = await this.connection.sendRequest<ListMessagesResult>(
        listMessagesRequest,
        params,
        cancellation.token,
      );
      return uris;
    }
    const asked =
      this.client.workspace?.workspaceFolders === true
        ? await this.connection.workspace.getWorkspaceFolders()
        : null;
    const found: string[] = [];
    for (const folder of asked?.map(({ uri }) => uri) ?? this.folders) {
      const left = limit - found.length;
      if (left > 0) found.push(...(await this.runtime.files.listMessages(folder, left, signal)));
    }
    return found;
  }

  /** Tells the user of an editor without our client, which does nothing with the answer of a command. */
  show(type: MessageType, message: Value): void {
    if (!this.ownClient) this.notify(type, message);
  }

  /** Tells the user of any editor. */
  notify(type: MessageType, message: Value): void {
    this.connection
      .sendNotification(ShowMessageNotification.type, { type, message: this.speak(message) })
      .catch((error: unknown) => {
        this.log(`message: ${describeError(error)}`);
      });
  }

  /** Has the editor ask again for what it shows, where it offers that: `workspace/codeLens/refresh` and its like. */
  refresh(method: string): void {
    this.connection.sendRequest(method).catch((error: unknown) => {
      this.log(`${method}: ${describeError(error)}`);
    });
  }

  /** Opens a file that the server wrote; in an editor that opens nothing, says where it is. */
  open(uri: string, message: Value): void {
    if (this.ownClient) return;
    if (this.client.window?.showDocument?.support !== true) {
      this.show(MessageType.Info, say`${message} (${uri})`);
      return;
    }
    this.connection.window.showDocument({ uri, takeFocus: true }).catch((error: unknown) => {
      this.log(`show ${uri}: ${describeError(error)}`);
    });
  }

  /** Shows as much of a report as there is, where our own client shows it. */
  showReport(progress: ReportProgress): void {
    if (!this.ownClient) return;
    this.connection.sendNotification(reportProgress, progress).catch((error: unknown) => {
      this.log(`report: ${describeError(error)}`);
    });
  }

  /** Shows a report as a new file in an editor without our client, which shows it itself. */
  async openReport(name: string, report: string): Promise<void> {
    if (this.ownClient) return;
    const bytes = new TextEncoder().encode(report);
    const uri = await this.runtime.files.writeTemporary(name, bytes);
    const [firstLine = ''] = report.split('\n', 1);
    this.open(uri, firstLine);
  }
}
