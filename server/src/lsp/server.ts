/** The language server: which request is answered by whom. Knows the protocol; knows nothing of mail. */
import {
  DidChangeConfigurationNotification,
  MessageType,
  ShowMessageNotification,
  TextDocumentSyncKind,
  TextDocuments,
  WorkDoneProgressReporter,
  type CancellationToken,
  type ClientCapabilities,
  type Connection,
  type InitializeResult,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { toRecord } from '../core/complaint/log.ts';
import { hoverAt } from '../core/hovers/index.ts';
import { Analyses, type OnAnalyze } from './analyses.ts';
import { readVerifyArguments, readWhoisArguments, type Read } from './arguments.ts';
import { codeActionKinds, codeActions, ruleActions } from './code-actions.ts';
import {
  complaintOffer,
  complaintText,
  generateComplaint,
  redactionPreview,
  type ComplaintParts,
} from './complaint.ts';
import {
  readComplaintRequest,
  readOfferRequest,
  readPreviewRequest,
  type ComplaintRequest,
  type OfferRequest,
  type PreviewRequest,
} from './complaint-arguments.ts';
import { toOffset, toRange } from './convert.ts';
import {
  appendFileRequest,
  commands,
  complaintOfferRequest,
  complaintTextRequest,
  complaintWrittenNotification,
  readFileRequest,
  redactionPreviewRequest,
  sourceRequest,
  traceFileRequest,
  type AppendFileParams,
  type ComplaintOfferResult,
  type ComplaintResult,
  type ComplaintTextResult,
  type ReadFileParams,
  type ReadFileResult,
  type RedactionPreviewResult,
  type SourceResult,
  type TraceFileResult,
  type VerifyArguments,
  type VerifyResult,
  type WhoisArguments,
  type WhoisResult,
} from './protocol.ts';
import { Publisher } from './publisher.ts';
import { cancelled, describeError, reason, runSafe } from './run-safe.ts';
import type { Runtime } from './runtime.ts';
import { property, SettingsCache } from './settings.ts';
import { Store } from './store.ts';
import { readTraceFileParams, traceFile } from './trace-file.ts';
import { isComplaintUri, isUri } from './uri.ts';
import { verifyReportName, verifySignatures } from './verify.ts';
import { lookUpWhois, reportName } from './whois.ts';

const section = 'spamPatrol';

export interface ServerOptions {
  /** Called with every analysis that is made, for tests to count. */
  readonly onAnalyze?: OnAnalyze;
}

function unexpected(error: unknown): string {
  return `Something went wrong in Spam Patrol itself (${reason(error)}). The log of the language server says more.`;
}

/** Answers on the connection until it ends. Starts to listen itself. */
export function startServer(
  connection: Connection,
  runtime: Runtime,
  options: ServerOptions = {},
): void {
  let capabilities: ClientCapabilities = {};
  let clientFiles = false;
  let storage: string | null = null;
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
    if (capabilities.workspace?.configuration !== true) return givenSettings;
    try {
      const answer: unknown = await connection.workspace.getConfiguration(section);
      return answer ?? givenSettings;
    } catch (error) {
      log(`settings: ${describeError(error)}`);
      return givenSettings;
    }
  });

  const publisher = new Publisher({
    runtime,
    analyses,
    settings,
    log,
    readFile: ({ uri }, length) => {
      const { scheme } = URI.parse(uri);
      if (clientFiles && scheme !== 'untitled') return readThroughClient(uri, length);
      return scheme === 'file' ? runtime.files.readFile(uri, length) : Promise.resolve(null);
    },
    send: ({ uri, version }, diagnostics) => {
      connection.sendDiagnostics({ uri, version, diagnostics }).catch((error: unknown) => {
        log(`diagnostics of ${uri}: ${describeError(error)}`);
      });
    },
  });

  connection.onInitialize((params): InitializeResult => {
    capabilities = params.capabilities;
    const initialization: unknown = params.initializationOptions;
    clientFiles = property(initialization, 'clientFiles') === true;
    givenSettings = property(initialization, 'settings');
    const folder = property(initialization, 'storage');
    storage = isUri(folder) ? folder : null;
    return {
      serverInfo: { name: 'Spam Patrol' },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: {
          openClose: true,
          change: TextDocumentSyncKind.Incremental,
          save: true,
        },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds },
        executeCommandProvider: { commands: Object.values(commands), workDoneProgress: true },
      },
    };
  });

  connection.onInitialized(() => {
    if (capabilities.workspace?.didChangeConfiguration?.dynamicRegistration !== true) return;
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

  connection.onHover(({ textDocument: { uri }, position }, token) =>
    runSafe(
      { runtime, log },
      `hover ${uri}`,
      token,
      async () => {
        const options = await settings.get();
        const document = documents.get(uri);
        if (document === undefined) return null;
        const offset = toOffset(document, position);
        const hover = hoverAt(analyses.at(document, offset, options), offset);
        return hover === null
          ? null
          : {
              contents: { kind: 'markdown' as const, value: hover.markdown },
              range: toRange(document, hover.span),
            };
      },
      () => null,
    ),
  );

  connection.onCodeAction((params, token) =>
    runSafe(
      { runtime, log },
      `code actions ${params.textDocument.uri}`,
      token,
      async () => {
        const { uri } = params.textDocument;
        const options = await settings.get();
        const document = documents.get(uri);
        const turnOff = clientFiles ? ruleActions(params) : [];
        if (document === undefined || isComplaintUri(uri)) return turnOff;
        const offset = toOffset(document, params.range.start);
        return [
          ...codeActions(document, analyses.at(document, offset, options), params),
          ...turnOff,
        ];
      },
      () => [],
    ),
  );

  const readThroughClient = async (uri: string, length?: number): Promise<Uint8Array> => {
    const params: ReadFileParams = length === undefined ? { uri } : { uri, length };
    const { base64 } = await connection.sendRequest<ReadFileResult>(readFileRequest, params);
    return runtime.base64.decode(base64);
  };

  let kept: Store | undefined;
  /** Made when somebody first complains: by then it is known what the client offers. */
  const store = (): Store =>
    (kept ??= new Store({
      runtime,
      folder: storage,
      read: (uri) => (clientFiles ? readThroughClient(uri) : runtime.files.readFile(uri)),
      append: async (uri, bytes) => {
        if (!clientFiles) {
          await runtime.files.append(uri, bytes);
          return;
        }
        const params: AppendFileParams = { uri, base64: runtime.base64.encode(bytes) };
        await connection.sendRequest(appendFileRequest, params);
      },
    }));

  const complaintParts = async (uri: string): Promise<ComplaintParts> => ({
    runtime,
    settings: await settings.get(),
    document: documents.get(uri),
    readThroughClient: clientFiles ? readThroughClient : null,
    store: store(),
  });

  /** Tells the user of an editor without our client, which does nothing with the answer of a command. */
  const show = (type: MessageType, message: string): void => {
    if (clientFiles) return;
    connection
      .sendNotification(ShowMessageNotification.type, { type, message })
      .catch((error: unknown) => {
        log(`message: ${describeError(error)}`);
      });
  };

  /** Opens a file that the server wrote; in an editor that opens nothing, says where it is. */
  const open = (uri: string, message: string): void => {
    if (clientFiles) return;
    if (capabilities.window?.showDocument?.support !== true) {
      show(MessageType.Info, `${message} (${uri})`);
      return;
    }
    connection.window.showDocument({ uri, takeFocus: true }).catch((error: unknown) => {
      log(`show ${uri}: ${describeError(error)}`);
    });
  };

  /** Shows a report as a new file in an editor without our client, which shows it itself. */
  const openReport = async (name: string, report: string): Promise<void> => {
    if (clientFiles) return;
    const uri = await runtime.files.writeTemporary(name, new TextEncoder().encode(report));
    const [firstLine = ''] = report.split('\n', 1);
    open(uri, firstLine);
  };

  const complain = async (
    args: ComplaintRequest,
    signal: AbortSignal,
  ): Promise<ComplaintResult> => {
    const result = await generateComplaint(args, await complaintParts(args.uri), signal);
    if (result.kind === 'failed') return result;
    for (const notice of result.notices) show(MessageType.Warning, notice);
    if (result.kind === 'written') {
      for (const uri of [result.uri, ...result.more]) open(uri, 'The complaint was written.');
    }
    for (const { form, text } of result.texts) {
      if (form !== null) show(MessageType.Info, `The complaint is for the form at ${form}`);
      await openReport('complaint.txt', text);
    }
    return result;
  };

  const lookUp = async (args: WhoisArguments, signal: AbortSignal): Promise<WhoisResult> => {
    const result = await lookUpWhois(args, { runtime, settings: await settings.get() }, signal);
    if (result.kind === 'answered') await openReport(reportName(result.subject), result.report);
    return result;
  };

  const verify = async (args: VerifyArguments, signal: AbortSignal): Promise<VerifyResult> => {
    const document = documents.get(args.uri);
    const version = document?.version;
    const result = await verifySignatures(
      args,
      {
        runtime,
        settings: await settings.get(),
        document,
        readThroughClient: clientFiles ? readThroughClient : null,
        publish: (part, verification) => {
          // The user may have gone on writing, or closed the document.
          const now = documents.get(args.uri);
          if (now?.version === version && now !== undefined)
            publisher.showVerified(now, part, verification);
        },
      },
      signal,
    );
    if (result.kind === 'verified') await openReport(verifyReportName(result.name), result.report);
    return result;
  };

  /** Runs the work of a command under a progress that the user can cancel, where the editor has one. */
  const withProgress = async <T>(
    title: string,
    offered: WorkDoneProgressReporter,
    token: CancellationToken,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> => {
    const abort = new AbortController();
    token.onCancellationRequested(() => {
      abort.abort();
    });
    let reporter = offered;
    if (WorkDoneProgressReporter.isNullInstance(offered)) {
      // An editor that wants to show none gets the work done all the same.
      const created = await connection.window.createWorkDoneProgress().catch(() => null);
      created?.token.onCancellationRequested(() => {
        abort.abort();
      });
      reporter = created ?? offered;
    }
    reporter.begin(title, undefined, undefined, true);
    try {
      return await work(abort.signal);
    } finally {
      reporter.done();
      // eslint-disable-next-line no-unsafe-finally -- whatever became of it, the user has turned away
      if (abort.signal.aborted) throw cancelled();
    }
  };

  connection.onExecuteCommand(({ command, arguments: [argument] = [] }, token, progress) => {
    const execute = <A, R extends ComplaintResult | WhoisResult | VerifyResult>(
      title: string,
      read: Read<A>,
      work: (args: A, signal: AbortSignal) => Promise<R>,
      failed: (message: string) => R,
    ): Promise<unknown> =>
      runSafe<R>(
        { runtime, log },
        command,
        token,
        async () => {
          const result =
            read.kind === 'bad'
              ? failed(read.message)
              : await withProgress(title, progress, token, (signal) => work(read.value, signal));
          if (result.kind === 'failed') show(MessageType.Error, result.message);
          return result;
        },
        (error) => failed(unexpected(error)),
      );
    switch (command) {
      case commands.generateComplaint:
        return execute(
          'Composing the complaint',
          readComplaintRequest(argument),
          complain,
          (message) => ({
            kind: 'failed',
            message,
          }),
        );
      case commands.whois: {
        const read = readWhoisArguments(argument);
        const subject = read.kind === 'good' ? read.value.subject : '';
        return execute('Looking up whois', read, lookUp, (message) => ({
          kind: 'failed',
          subject,
          message,
        }));
      }
      case commands.verify:
        return execute(
          'Verifying signatures',
          readVerifyArguments(argument),
          verify,
          (message) => ({
            kind: 'failed',
            message,
          }),
        );
      default:
        return null;
    }
  });

  /** A question about complaints: its arguments are read, its faults become a sentence. */
  const ask = <A extends { readonly uri: string }, R>(
    request: string,
    read: (params: unknown) => Read<A>,
    work: (args: A, parts: ComplaintParts, signal: AbortSignal) => Promise<R>,
  ): void => {
    connection.onRequest(request, (params: unknown, token: CancellationToken) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => {
        abort.abort();
      });
      return runSafe<R | { readonly kind: 'failed'; readonly message: string }>(
        { runtime, log },
        request,
        token,
        async () => {
          const args = read(params);
          if (args.kind === 'bad') return { kind: 'failed', message: args.message };
          return work(args.value, await complaintParts(args.value.uri), abort.signal);
        },
        (error) => ({ kind: 'failed', message: unexpected(error) }),
      );
    });
  };
  ask<ComplaintRequest, ComplaintTextResult>(
    complaintTextRequest,
    readComplaintRequest,
    complaintText,
  );
  ask<OfferRequest, ComplaintOfferResult>(complaintOfferRequest, readOfferRequest, complaintOffer);
  ask<PreviewRequest, RedactionPreviewResult>(
    redactionPreviewRequest,
    readPreviewRequest,
    redactionPreview,
  );

  connection.onNotification(complaintWrittenNotification, (params: unknown) => {
    const record = toRecord(property(params, 'record'));
    const uri = property(params, 'uri');
    if (record === null) return;
    store()
      .remember({ ...record, file: typeof uri === 'string' ? uri : '' })
      .catch((error: unknown) => {
        log(`log of complaints: ${describeError(error)}`);
      });
  });

  connection.onRequest(sourceRequest, (params: unknown, token: CancellationToken) =>
    runSafe<SourceResult>(
      { runtime, log },
      sourceRequest,
      token,
      async () => {
        const options = await settings.get();
        const uri = property(params, 'uri');
        const document = typeof uri === 'string' ? documents.get(uri) : undefined;
        if (document === undefined) return { ip: null };
        return { ip: analyses.message(document, options).route.source?.ip ?? null };
      },
      () => ({ ip: null }),
    ),
  );

  connection.onRequest(traceFileRequest, (params: unknown, token: CancellationToken) =>
    runSafe<TraceFileResult>(
      { runtime, log },
      traceFileRequest,
      token,
      async () => {
        const options = await settings.get();
        const file = readTraceFileParams(params, (text) => runtime.base64.decode(text));
        return { report: file === null ? 'No file was sent.\n' : traceFile(file, options) };
      },
      (error) => ({ report: unexpected(error) }),
    ),
  );

  documents.listen(connection);
  connection.listen();
}
