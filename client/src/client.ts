/**
 * The extension, whatever the extension host: when the server runs, what it is told, which commands
 * there are. Knows nothing of mail: the server judges.
 */
import * as vscode from 'vscode';
import type { LanguageClientOptions, StaticFeature } from 'vscode-languageclient';
import {
  appendFileRequest,
  changeSettingCommand,
  commands,
  patrolProgress,
  copyDefangedCommand,
  generateComplaintWithCommand,
  listMessagesRequest,
  readFileRequest,
  reportProgress,
  showRouteCommand,
  stampFileRequest,
  type AppendFileParams,
  type InitializationOptions,
  type PatrolProgress,
  type ListMessagesParams,
  type ListMessagesResult,
  type ReadFileParams,
  type ReadFileResult,
  type ReportProgress,
  type StampFileParams,
  type StampFileResult,
} from '../../server/src/lsp/protocol.ts';
import { changeSetting } from './commands/change-setting.ts';
import { copyComplaint, mailComplaint } from './commands/complaint-text.ts';
import { generateComplaint, generateComplaintWith } from './commands/generate-complaint.ts';
import { importMsg } from './commands/import-msg.ts';
import { clearPatrol, patrolFolder } from './commands/patrol-folder.ts';
import { clearLookups, lookUp, reportOnMessage, traceTheWay } from './commands/look-up.ts';
import { exportRoute, showRoute } from './commands/show-route.ts';
import { copyDefanged, defangSelection, refangSelection } from './commands/defang.ts';
import { openPart } from './commands/parts.ts';
import { previewRedaction } from './commands/preview-redaction.ts';
import { revealComplaint } from './commands/reveal-complaint.ts';
import { traceFile } from './commands/trace-file.ts';
import { verify } from './commands/verify.ts';
import { appendTo, stampOf } from './append.ts';
import { describe } from './describe.ts';
import { messageFiles } from './message-files.ts';
import type { ClientAndServer, ClientRuntime, NewLanguageClient } from './runtime.ts';
import { defangLinks } from './views/part-links.ts';
import { reportLinks } from './views/report-links.ts';
import { Reports } from './views/reports.ts';
import type { RouteView } from './views/route-view.ts';
import { Status, type ServerState } from './views/status.ts';
import { WorkProgress } from './views/work-progress.ts';
import type { Extension } from './wake-up.ts';

/** What a command may lean on. */
export interface CommandContext {
  readonly runtime: ClientRuntime;
  readonly reports: Reports;
  /** The parts of messages, decoded. */
  readonly parts: Reports;
  /** Messages before and after a redaction. */
  readonly redactions: Reports;
  /** Remembered across windows. */
  readonly state: vscode.Memento;
  /** Has the server execute one of its commands. Undefined when the user cancelled or was told why it failed. */
  execute<T>(command: string, argument: object): Promise<T | undefined>;
  /** Asks the server. Undefined when the user was told why it failed. */
  request<T>(
    method: string,
    params: object,
    token?: vscode.CancellationToken,
  ): Promise<T | undefined>;
  /** Tells the server something that it does not answer. */
  notify(method: string, params: object): Promise<void>;
  /** What the server says of a patrol on its way. */
  readonly onPatrolProgress: vscode.Event<PatrolProgress>;
  /** As much of a report as there is. */
  readonly onReportProgress: vscode.Event<ReportProgress>;
}

const reportScheme = 'spam-patrol';
const restartCommand = 'spamPatrol.restartServer';

/** `State.Stopped`, `.Running` and `.Starting`, here because the library is loaded late. */
const serverStates = new Map<number, ServerState>([
  [1, 'failed'],
  [2, 'running'],
  [3, 'starting'],
]);
/** Of the documents that show a decoded part. */
const partScheme = 'spam-patrol-part';
/** Of those that show a message before and after a redaction: the server has no findings there. */
const redactionScheme = 'spam-patrol-redaction';

/** `LSPErrorCodes.RequestCancelled` and `.ServerCancelled`, here because the library is loaded late. */
const cancelCodes: readonly unknown[] = [-32800, -32802];

/**
 * The client library registers the server's commands when the server runs, which is too late for a
 * command that is the first thing the user does. They are registered here instead, from activation
 * on, and the library is not told of them.
 */
const withoutServerCommands: StaticFeature = {
  fillClientCapabilities: () => undefined,
  preInitialize(capabilities) {
    delete capabilities.executeCommandProvider;
  },
  initialize: () => undefined,
  getState: () => ({ kind: 'static' }),
  clear: () => undefined,
};

/** Registers everything. The server starts with the first message that is opened or the first command that is run. */
export function startClient(
  context: vscode.ExtensionContext,
  newLanguageClient: NewLanguageClient,
  runtime: ClientRuntime,
): Extension {
  const { base64 } = runtime;
  let running: Promise<ClientAndServer> | undefined;
  let current: ClientAndServer | undefined;

  let channel: vscode.LogOutputChannel | undefined;
  /** One for all servers of this window: why the last one ended stands above the words of the next. */
  const log = (): vscode.LogOutputChannel => {
    if (channel === undefined) {
      channel = vscode.window.createOutputChannel('Spam Patrol', { log: true });
      context.subscriptions.push(channel);
    }
    return channel;
  };
  const storage = context.globalStorageUri;
  const patrolProgresses = new vscode.EventEmitter<PatrolProgress>();
  const reportProgresses = new vscode.EventEmitter<ReportProgress>();

  const workProgress = new WorkProgress((token) => {
    void commandContext.notify('window/workDoneProgress/cancel', { token });
  });
  const options: LanguageClientOptions = {
    documentSelector: [{ language: 'eml' }],
    initializationOptions: {
      clientFiles: true,
      storage: storage.toString(),
    } satisfies InitializationOptions,
    // The message's own text is never a link; only this command of ours is.
    markdown: { isTrusted: { enabledCommands: [commands.lookUp] } },
    middleware: {
      handleWorkDoneProgress: (token, params, next) => {
        workProgress.heard(token, params);
        // Only the end: with no beginning the library shows nothing of its own.
        if (params.kind === 'end') next(token, params);
      },
    },
  };

  const launch = async (): Promise<ClientAndServer> => {
    const started = await newLanguageClient('spamPatrol', 'Spam Patrol', {
      ...options,
      outputChannel: log(),
    });
    const { client } = started;
    client.registerFeature(withoutServerCommands);
    client.onDidChangeState(({ newState }) => {
      // One that was told to end, or replaced, has nothing to say any more.
      if (current !== started) return;
      status.server = serverStates.get(newState) ?? 'failed';
      workProgress.endAll();
    });
    current = started;
    client.onRequest(
      readFileRequest,
      async ({ uri, length }: ReadFileParams): Promise<ReadFileResult> => {
        const bytes = await vscode.workspace.fs.readFile(vscode.Uri.parse(uri, true));
        return { base64: base64.encode(length === undefined ? bytes : bytes.subarray(0, length)) };
      },
    );
    client.onRequest(
      stampFileRequest,
      async ({ uri }: StampFileParams): Promise<StampFileResult> => ({
        stamp: await stampOf(vscode.Uri.parse(uri, true)),
      }),
    );
    client.onRequest(appendFileRequest, async ({ uri, base64: more }: AppendFileParams) => {
      await appendTo(storage, vscode.Uri.parse(uri, true), base64.decode(more));
    });
    client.onNotification(patrolProgress, (progress: PatrolProgress) => {
      patrolProgresses.fire(progress);
    });
    client.onNotification(reportProgress, (progress: ReportProgress) => {
      reportProgresses.fire(progress);
    });
    client.onRequest(
      listMessagesRequest,
      async (
        { limit }: ListMessagesParams,
        cancellation: vscode.CancellationToken,
      ): Promise<ListMessagesResult> => {
        const uris: string[] = [];
        for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
          for await (const file of messageFiles(uri, '', cancellation)) {
            if (uris.length >= limit) break;
            // Not in mailboxes: the editor shows no message of theirs.
            if (/\.eml$/i.test(file.name)) uris.push(file.uri.toString());
          }
        }
        return { uris };
      },
    );
    await client.start();
    return started;
  };

  const start = (): Promise<ClientAndServer> => {
    if (running !== undefined) return running;
    status.server = 'starting';
    running = launch().catch((error: unknown) => {
      // The next message or command tries again.
      running = undefined;
      status.server = 'failed';
      throw error;
    });
    return running;
  };

  const stop = async (): Promise<void> => {
    const ending = running;
    running = undefined;
    current = undefined;
    // A server that hangs or never came up has nothing to say about its end.
    await ending?.then((started) => started.stop()).catch(() => undefined);
  };

  const ask = async <T>(
    method: string,
    params: object,
    token?: vscode.CancellationToken,
  ): Promise<T> => {
    const { client } = await start();
    return client.sendRequest<T>(method, params, ...(token === undefined ? [] : [token]));
  };

  const request = async <T>(
    method: string,
    params: object,
    token?: vscode.CancellationToken,
  ): Promise<T | undefined> => {
    try {
      return await ask<T>(method, params, token);
    } catch (error) {
      const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : 0;
      if (cancelCodes.includes(code)) return undefined;
      void vscode.window.showErrorMessage(
        vscode.l10n.t(
          'The language server of Spam Patrol did not answer ({0}). Run “Spam Patrol: Restart Server” and try again.',
          describe(error),
        ),
      );
      return undefined;
    }
  };

  const startForMail = ({ languageId }: vscode.TextDocument): void => {
    // What goes wrong is in the log and, when the user runs a command, in a message.
    if (languageId === 'eml') start().catch(() => undefined);
  };

  const status = new Status({ restartCommand, ask });
  let routeView: Promise<RouteView> | undefined;
  /** Made when somebody wants to see a route: most messages are read without. */
  const viewOfRoute = (): Promise<RouteView> => {
    routeView ??= import('./views/route-view.ts').then(({ RouteView }) => {
      const view = new RouteView({ extensionUri: context.extensionUri, base64, ask });
      context.subscriptions.push(view);
      return view;
    });
    return routeView;
  };
  const reports = new Reports(reportScheme);
  const parts = new Reports(partScheme);
  const redactions = new Reports(redactionScheme);
  const commandContext: CommandContext = {
    runtime,
    reports,
    parts,
    redactions,
    state: context.globalState,
    execute: (command, argument) =>
      request('workspace/executeCommand', { command, arguments: [argument] }),
    request,
    notify: async (method, params) => {
      const { client } = await start();
      await client.sendNotification(method, params);
    },
    onPatrolProgress: patrolProgresses.event,
    onReportProgress: reportProgresses.event,
  };

  context.subscriptions.push(
    status,
    reports,
    patrolProgresses,
    reportProgresses,
    parts,
    redactions,
    defangLinks(partScheme),
    defangLinks(reportScheme),
    reportLinks(reportScheme),
    vscode.workspace.onDidOpenTextDocument(startForMail),
    vscode.commands.registerCommand(commands.generateComplaint, (argument: unknown) =>
      generateComplaint(commandContext, argument),
    ),
    vscode.commands.registerCommand(generateComplaintWithCommand, (argument: unknown) =>
      generateComplaintWith(commandContext, argument),
    ),
    vscode.commands.registerCommand('spamPatrol.copyComplaint', (argument: unknown) =>
      copyComplaint(commandContext, argument),
    ),
    vscode.commands.registerCommand('spamPatrol.mailComplaint', (argument: unknown) =>
      mailComplaint(commandContext, argument),
    ),
    vscode.commands.registerCommand('spamPatrol.revealComplaint', revealComplaint),
    vscode.commands.registerCommand('spamPatrol.previewRedaction', (argument: unknown) =>
      previewRedaction(commandContext, argument),
    ),
    vscode.commands.registerCommand(commands.lookUp, (argument: unknown) =>
      lookUp(commandContext, argument),
    ),
    vscode.commands.registerCommand(commands.contacts, (argument: unknown) =>
      reportOnMessage(commandContext, commands.contacts, argument),
    ),
    vscode.commands.registerCommand(commands.contactPoints, (argument: unknown) =>
      reportOnMessage(commandContext, commands.contactPoints, argument),
    ),
    vscode.commands.registerCommand(commands.lookUpPhone, (argument: unknown) =>
      reportOnMessage(commandContext, commands.lookUpPhone, argument),
    ),
    vscode.commands.registerCommand(commands.alive, (argument: unknown) =>
      traceTheWay(commandContext, argument),
    ),
    vscode.commands.registerCommand(commands.clearLookups, () => clearLookups(commandContext)),
    vscode.commands.registerCommand(commands.verify, (argument: unknown) =>
      verify(commandContext, argument, false),
    ),
    vscode.commands.registerCommand('spamPatrol.checkBodyHashes', (argument: unknown) =>
      verify(commandContext, argument, true),
    ),
    vscode.commands.registerCommand(changeSettingCommand, changeSetting),
    vscode.commands.registerCommand(commands.openPart, (argument: unknown) =>
      openPart(commandContext, argument, false),
    ),
    vscode.commands.registerCommand('spamPatrol.savePart', (argument: unknown) =>
      openPart(commandContext, argument, true),
    ),
    vscode.commands.registerCommand('spamPatrol.defang', defangSelection),
    vscode.commands.registerCommand('spamPatrol.refang', refangSelection),
    vscode.commands.registerCommand(copyDefangedCommand, copyDefanged),
    vscode.commands.registerCommand('spamPatrol.traceFile', (argument: unknown) =>
      traceFile(commandContext, argument),
    ),
    vscode.commands.registerCommand(showRouteCommand, (argument: unknown) =>
      showRoute(viewOfRoute, argument),
    ),
    vscode.commands.registerCommand('spamPatrol.exportRoute', () => exportRoute(viewOfRoute)),
    vscode.commands.registerCommand('spamPatrol.openWalkthrough', () =>
      vscode.commands.executeCommand(
        'workbench.action.openWalkthrough',
        `${context.extension.id}#spamPatrol.start`,
        false,
      ),
    ),
    vscode.commands.registerCommand('spamPatrol.showLog', () => {
      log().show();
    }),
    vscode.commands.registerCommand(commands.importMsg, (argument: unknown) =>
      importMsg(commandContext, argument),
    ),
    vscode.commands.registerCommand(
      'spamPatrol.patrolFolder',
      (folder: unknown, folders: unknown) => patrolFolder(commandContext, folder, folders),
    ),
    vscode.commands.registerCommand('spamPatrol.clearPatrol', () => clearPatrol(commandContext)),
    vscode.commands.registerCommand(restartCommand, async () => {
      await stop();
      await start();
    }),
  );
  vscode.workspace.textDocuments.forEach(startForMail);

  return {
    restoreRoute: async (panel, state) => (await viewOfRoute()).restore(panel, state),
    stop,
  };
}
