/** The language server: documents come and go, settings change, features answer. Knows the protocol; knows nothing of mail. */
import {
  DidChangeConfigurationNotification,
  MessageType,
  TextDocumentSyncKind,
  TextDocuments,
  type ClientCapabilities,
  type Connection,
  type InitializeResult,
  type PublishDiagnosticsParams,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { version } from '../core/version.ts';
import { Analyses, type OnAnalyze } from './analyses.ts';
import { features } from './features/index.ts';
import { Patrolled } from './patrolled.ts';
import { Publisher } from './publisher.ts';
import { describeError } from './run-safe.ts';
import type { Runtime } from './runtime.ts';
import { Session } from './session.ts';
import { property, SettingsCache, type Sections } from './settings.ts';
import { isUri } from './uri.ts';

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
  const send = (params: PublishDiagnosticsParams): void => {
    connection.sendDiagnostics(params).catch((error: unknown) => {
      log(`diagnostics of ${params.uri}: ${describeError(error)}`);
    });
  };
  const patrolled = new Patrolled({
    isOpen: (uri) => documents.get(uri) !== undefined,
    send: (uri, diagnostics) => {
      send({ uri, diagnostics });
    },
  });
  const analyses = new Analyses(options.onAnalyze ?? (() => undefined));
  const documents = new TextDocuments<TextDocument>({
    create: (uri, languageId, version, text) => TextDocument.create(uri, languageId, version, text),
    update: (document, changes, version) => {
      // The patrol saw another text.
      patrolled.drop(document.uri);
      return analyses.update(document, changes, version);
    },
  });

  const fetchSettings = async (): Promise<Sections> => {
    const given = { own: givenSettings, http: undefined };
    if (session.client.workspace?.configuration !== true) return given;
    try {
      const [own, http] = (await connection.workspace.getConfiguration([
        { section },
        { section: 'http' },
      ])) as unknown[];
      return { own: own ?? givenSettings, http };
    } catch (error) {
      log(`settings: ${describeError(error)}`);
      return given;
    }
  };
  const settings = new SettingsCache(fetchSettings, (fault) => {
    log(fault);
    session.notify(MessageType.Warning, fault);
  });

  const publisher: Publisher = new Publisher({
    runtime,
    analyses,
    settings,
    log,
    readFile: ({ uri }, length) => session.readFile(uri, length),
    send: ({ uri, version }, diagnostics) => {
      send({ uri, version, diagnostics });
    },
  });

  const session: Session = new Session({
    connection,
    runtime,
    documents,
    analyses,
    settings,
    publisher,
    patrolled,
    log,
  });

  connection.onInitialize((params): InitializeResult => {
    session.client = params.capabilities;
    const initialization: unknown = params.initializationOptions;
    session.ownClient = property(initialization, 'clientFiles') === true;
    givenSettings = property(initialization, 'settings');
    const extras = property(initialization, 'extras');
    if (isUri(extras)) runtime.extrasAt?.(extras);
    const folder = property(initialization, 'storage');
    session.storage = isUri(folder) ? folder : null;
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- older editors send nothing else
    const { workspaceFolders, rootUri } = params;
    session.folders =
      workspaceFolders?.map(({ uri }) => uri) ?? (rootUri === null ? [] : [rootUri]);
    return {
      serverInfo: { name: 'Spam Patrol', version },
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
    settings
      .get()
      .then(({ rules }) => {
        patrolled.keepOnly(rules);
      })
      .catch((error: unknown) => {
        log(`settings: ${describeError(error)}`);
      });
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
    patrolled.show(document.uri);
  });
  connection.onShutdown(() => {
    publisher.dispose();
  });

  for (const feature of features) feature.register(session);
  documents.listen(connection);
  connection.listen();
}
