/**
 * The extension, whatever the extension host: when the server runs, what it is told, which commands
 * there are. Knows nothing of mail: the server judges.
 */
import * as vscode from 'vscode';
import type { LanguageClientOptions, StaticFeature } from 'vscode-languageclient';
import {
  commands,
  copyDefangedCommand,
  listMessagesRequest,
  readFileRequest,
  setRuleCommand,
  type InitializationOptions,
  type ListMessagesParams,
  type ListMessagesResult,
  type ReadFileParams,
  type ReadFileResult,
} from '../../server/src/lsp/protocol.ts';
import { copyDefanged, defangSelection, refangSelection } from './commands/defang.ts';
import { generateComplaint } from './commands/generate-complaint.ts';
import { openPart } from './commands/parts.ts';
import { setRule } from './commands/set-rule.ts';
import { traceFile } from './commands/trace-file.ts';
import { verify } from './commands/verify.ts';
import { whois } from './commands/whois.ts';
import { describe } from './describe.ts';
import { messageFiles } from './message-files.ts';
import { recognisePastedMail } from './pasted-mail.ts';
import type { ClientAndServer, ClientRuntime, NewLanguageClient } from './runtime.ts';
import { defangLinks } from './views/part-links.ts';
import { Reports } from './views/reports.ts';

/** What a command may lean on. */
export interface CommandContext {
  readonly runtime: ClientRuntime;
  readonly reports: Reports;
  /** The parts of messages, decoded. */
  readonly parts: Reports;
  /** Remembered across windows. */
  readonly state: vscode.Memento;
  /** Has the server execute one of its commands. Undefined when the user cancelled or was told why it failed. */
  execute<T>(command: string, argument: object): Promise<T | undefined>;
  /** Asks the server. Undefined when the user was told why it failed. */
  request<T>(method: string, params: object): Promise<T | undefined>;
}

/** Of the documents that show a decoded part. */
const partScheme = 'spam-patrol-part';

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

/**
 * Registers everything. The server starts with the first message that is opened or the first
 * command that is run, not before: the extension is also awake for plain text, to recognise pasted mail.
 */
export function startClient(
  context: vscode.ExtensionContext,
  newLanguageClient: NewLanguageClient,
  runtime: ClientRuntime,
): void {
  const { base64 } = runtime;
  let running: Promise<ClientAndServer> | undefined;

  const options: LanguageClientOptions = {
    documentSelector: [{ language: 'eml' }],
    initializationOptions: { clientFiles: true } satisfies InitializationOptions,
  };

  const launch = async (): Promise<ClientAndServer> => {
    const started = await newLanguageClient('spamPatrol', 'Spam Patrol', options);
    const { client } = started;
    client.registerFeature(withoutServerCommands);
    client.onRequest(
      readFileRequest,
      async ({ uri, length }: ReadFileParams): Promise<ReadFileResult> => {
        const bytes = await vscode.workspace.fs.readFile(vscode.Uri.parse(uri, true));
        return { base64: base64.encode(length === undefined ? bytes : bytes.subarray(0, length)) };
      },
    );
    client.onRequest(
      listMessagesRequest,
      async (
        { limit }: ListMessagesParams,
        cancellation: vscode.CancellationToken,
      ): Promise<ListMessagesResult> => {
        const found = await messageFiles(limit, cancellation);
        return { uris: found.map((uri) => uri.toString()) };
      },
    );
    await client.start();
    return started;
  };

  const start = (): Promise<ClientAndServer> => {
    running ??= launch().catch((error: unknown) => {
      // The next message or command tries again.
      running = undefined;
      throw error;
    });
    return running;
  };

  const stop = async (): Promise<void> => {
    const ending = running;
    running = undefined;
    // A server that hangs or never came up has nothing to say about its end.
    await ending?.then((started) => started.stop()).catch(() => undefined);
  };

  const request = async <T>(method: string, params: object): Promise<T | undefined> => {
    try {
      const { client } = await start();
      return await client.sendRequest<T>(method, params);
    } catch (error) {
      const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : 0;
      if (cancelCodes.includes(code)) return undefined;
      void vscode.window.showErrorMessage(
        `The language server of Spam Patrol did not answer (${describe(error)}). Run "Spam Patrol: Restart Server" and try again.`,
      );
      return undefined;
    }
  };

  const startForMail = ({ languageId }: vscode.TextDocument): void => {
    // What goes wrong is in the log and, when the user runs a command, in a message.
    if (languageId === 'eml') start().catch(() => undefined);
  };

  const reports = new Reports('spam-patrol');
  const parts = new Reports(partScheme);
  const commandContext: CommandContext = {
    runtime,
    reports,
    parts,
    state: context.globalState,
    execute: (command, argument) =>
      request('workspace/executeCommand', { command, arguments: [argument] }),
    request,
  };

  context.subscriptions.push(
    reports,
    parts,
    defangLinks(partScheme),
    recognisePastedMail(),
    vscode.workspace.onDidOpenTextDocument(startForMail),
    vscode.commands.registerCommand(commands.generateComplaint, (argument: unknown) =>
      generateComplaint(commandContext, argument),
    ),
    vscode.commands.registerCommand(commands.whois, (argument: unknown) =>
      whois(commandContext, argument),
    ),
    vscode.commands.registerCommand(commands.verify, (argument: unknown) =>
      verify(commandContext, argument, false),
    ),
    vscode.commands.registerCommand('spamPatrol.checkBodyHashes', (argument: unknown) =>
      verify(commandContext, argument, true),
    ),
    vscode.commands.registerCommand(commands.openPart, (argument: unknown) =>
      openPart(commandContext, argument, false),
    ),
    vscode.commands.registerCommand('spamPatrol.savePart', (argument: unknown) =>
      openPart(commandContext, argument, true),
    ),
    vscode.commands.registerCommand('spamPatrol.defang', defangSelection),
    vscode.commands.registerCommand('spamPatrol.refang', refangSelection),
    vscode.commands.registerCommand(copyDefangedCommand, copyDefanged),
    vscode.commands.registerCommand(setRuleCommand, setRule),
    vscode.commands.registerCommand('spamPatrol.traceFile', (argument: unknown) =>
      traceFile(commandContext, argument),
    ),
    vscode.commands.registerCommand('spamPatrol.restartServer', async () => {
      await stop();
      await start();
    }),
  );
  vscode.workspace.textDocuments.forEach(startForMail);

  // The editor waits for what `deactivate` returns, not for subscriptions.
  stopClient = stop;
}

let stopClient: (() => Promise<void>) | undefined;

/** Ends the server. The entries export it as it is. */
export async function deactivate(): Promise<void> {
  await stopClient?.();
}
