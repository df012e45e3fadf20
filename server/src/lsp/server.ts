/** The language server: documents come and go, settings change, features answer. Knows the protocol; knows nothing of mail. */
import {
  DidChangeConfigurationNotification,
  TextDocumentSyncKind,
  TextDocuments,
  type ClientCapabilities,
  type Connection,
  type InitializeResult,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { Analyses, type OnAnalyze } from './analyses.ts';
import { features } from './features/index.ts';
import { Publisher } from './publisher.ts';
import { describeError } from './run-safe.ts';
import type { Runtime } from './runtime.ts';
import { Session } from './session.ts';
import { property, SettingsCache } from './settings.ts';

const section = 'spamPatrol';

function promisedTo(client: ClientCapabilities): ServerCapabilities {
  return features.reduce<ServerCapabilities>(
    (all, { capabilities }) => ({
      ...all,
      ...(typeof capabilities === 'function' ? capabilities(client) : capabilities),
    }),
    {},
  );
}

export interface ServerOptions {
  /** Called with every analysis that is made, for tests to count. */
  readonly onAnalyze?: OnAnalyze;
}

/** Answers on the connection until it ends. Starts to listen itself. */
export function startServer(
  connection: Connection,
  runtime: Runtime,
  options: ServerOptions = {},
): void {
  /** The settings of an editor that cannot be asked for them. */
  let givenSettings: unknown;

  const log = (message: string): void => {
    connection.console.error(message);
  };
  const analyses = new Analyses(options.onAnalyze ?? (() => undefined));
  const documents = new TextDocuments<TextDocument>({
    create: (uri, languageId, version, text) => TextDocument.create(uri, languageId, version, text),
    update: (document, changes, version) => analyses.update(document, changes, version),
  });

  const settings = new SettingsCache(async () => {
    if (session.client.workspace?.configuration !== true) return givenSettings;
    try {
      const answer: unknown = await connection.workspace.getConfiguration(section);
      return answer ?? givenSettings;
    } catch (error) {
      log(`settings: ${describeError(error)}`);
      return givenSettings;
    }
  });

  const publisher: Publisher = new Publisher({
    runtime,
    analyses,
    settings,
    log,
    readFile: ({ uri }, length) => {
      const { scheme } = URI.parse(uri);
      const { readThroughClient } = session;
      if (readThroughClient !== null && scheme !== 'untitled')
        return readThroughClient(uri, length);
      return scheme === 'file' ? runtime.files.readFile(uri, length) : Promise.resolve(null);
    },
    send: ({ uri, version }, diagnostics) => {
      connection.sendDiagnostics({ uri, version, diagnostics }).catch((error: unknown) => {
        log(`diagnostics of ${uri}: ${describeError(error)}`);
      });
    },
  });

  const session: Session = new Session({
    connection,
    runtime,
    documents,
    analyses,
    settings,
    publisher,
    log,
  });

  connection.onInitialize((params): InitializeResult => {
    session.client = params.capabilities;
    const initialization: unknown = params.initializationOptions;
    session.ownClient = property(initialization, 'clientFiles') === true;
    givenSettings = property(initialization, 'settings');
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- older editors send nothing else
    const { workspaceFolders, rootUri } = params;
    session.folders =
      workspaceFolders?.map(({ uri }) => uri) ?? (rootUri === null ? [] : [rootUri]);
    return {
      serverInfo: { name: 'Spam Patrol' },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: {
          openClose: true,
          change: TextDocumentSyncKind.Incremental,
          save: true,
        },
        ...promisedTo(params.capabilities),
      },
    };
  });

  connection.onInitialized(() => {
    if (session.client.workspace?.didChangeConfiguration?.dynamicRegistration !== true) return;
    connection.client
      .register(DidChangeConfigurationNotification.type, { section })
      .catch((error: unknown) => {
        log(`register: ${describeError(error)}`);
      });
  });

  connection.onDidChangeConfiguration((params) => {
    const given: unknown = property(params.settings, section);
    if (given !== undefined) givenSettings = given;
    settings.forget();
    analyses.clear();
    for (const document of documents.all()) publisher.schedule(document);
    for (const feature of features) feature.refresh?.(session);
  });

  documents.onDidChangeContent(({ document }) => {
    publisher.schedule(document);
  });
  documents.onDidOpen(({ document }) => {
    publisher.lookIntoFile(document);
  });
  documents.onDidSave(({ document }) => {
    publisher.lookIntoFile(document);
  });
  documents.onDidClose(({ document }) => {
    analyses.drop(document.uri);
    publisher.forget(document);
  });
  connection.onShutdown(() => {
    publisher.dispose();
  });

  for (const feature of features) feature.register(session);
  documents.listen(connection);
  connection.listen();
}
