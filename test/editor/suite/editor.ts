/** The helpers of the suite: nothing else talks to the editor in more than one line. */
import * as vscode from 'vscode';
import { ok } from './assert.ts';

/** Whether this is the extension host in a web worker: no processes, no sockets, no disk. */
export const inWebWorker = 'importScripts' in globalThis;

export function workspaceUri(name = ''): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  ok(folder !== undefined, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Opens a message of the workspace in the first column. */
export async function open(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(workspaceUri(name));
  await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
  return document;
}

/** Waits for the event until `probe` gives something; mocha's timeout ends what never comes. */
export function until<T>(
  event: (listener: () => void) => vscode.Disposable,
  probe: () => T | undefined,
): Promise<T> {
  return new Promise((resolve) => {
    const look = (): boolean => {
      const found = probe();
      if (found === undefined) return false;
      resolve(found);
      return true;
    };
    if (look()) return;
    const subscription = event(() => {
      if (look()) subscription.dispose();
    });
  });
}

export interface Seen {
  readonly rule: string;
  readonly level: string;
  /** The underlined text. */
  readonly text: string;
  readonly diagnostic: vscode.Diagnostic;
}

function diagnostics(document: vscode.TextDocument): Seen[] {
  return vscode.languages.getDiagnostics(document.uri).map((diagnostic) => ({
    rule: String(typeof diagnostic.code === 'object' ? diagnostic.code.value : diagnostic.code),
    level: vscode.DiagnosticSeverity[diagnostic.severity],
    text: document.getText(diagnostic.range),
    diagnostic,
  }));
}

/** The diagnostics of a document, as soon as they are as `condition` wants them. */
export function diagnosticsWhen(
  document: vscode.TextDocument,
  condition: (seen: readonly Seen[]) => boolean,
): Promise<Seen[]> {
  return until(vscode.languages.onDidChangeDiagnostics, () => {
    const seen = diagnostics(document);
    return condition(seen) ? seen : undefined;
  });
}

export function has(rule: string): (seen: readonly Seen[]) => boolean {
  return (seen) => seen.some((one) => one.rule === rule);
}

/** The place of a text's first occurrence behind the first occurrence of `behind`. */
export function find(document: vscode.TextDocument, text: string, behind = ''): vscode.Range {
  const whole = document.getText();
  const start = whole.indexOf(text, whole.indexOf(behind));
  ok(start !== -1, `no "${text}" in the document`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}

/** The Markdown of our hover at a place. */
export async function hover(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.MarkdownString> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  const ours = hovers
    .flatMap(({ contents }) => contents)
    .find((content) => content instanceof vscode.MarkdownString);
  ok(ours !== undefined, 'no hover');
  return ours;
}

/** The code actions at a place, by title. */
export async function codeActions(
  document: vscode.TextDocument,
  range: vscode.Range,
): Promise<Map<string, vscode.CodeAction>> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
  );
  return new Map(actions.map((action) => [action.title, action]));
}

/** Does what the editor does when the user picks the action. */
export async function apply(action: vscode.CodeAction | undefined): Promise<void> {
  ok(action?.command !== undefined, 'no such code action');
  const { command, arguments: values = [] } = action.command;
  await vscode.commands.executeCommand(command, ...(values as unknown[]));
}

/** The read-only report that is on show. */
export function report(): vscode.TextDocument | undefined {
  return vscode.window.visibleTextEditors
    .map(({ document }) => document)
    .find(({ uri }) => uri.scheme === 'spam-patrol');
}

/** The text of the report, as soon as it is as `condition` wants it: a tab that is there already gets its new text a moment later. */
export function reportWhen(condition: (text: string) => boolean): Promise<string> {
  const either = (listener: () => void): vscode.Disposable =>
    vscode.Disposable.from(
      vscode.window.onDidChangeVisibleTextEditors(listener),
      vscode.workspace.onDidChangeTextDocument(listener),
    );
  return until(either, () => {
    const text = report()?.getText();
    return text !== undefined && condition(text) ? text : undefined;
  });
}

/** The paths of all open tabs. */
export function tabs(): string[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .map(({ input }) => (input instanceof vscode.TabInputText ? input.uri.path : ''));
}

export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

type Dialog =
  | 'showQuickPick'
  | 'showInputBox'
  | 'showSaveDialog'
  | 'showErrorMessage'
  | 'showWarningMessage'
  | 'showInformationMessage';

/**
 * Answers the editor's dialogs while `work` runs: the editor shows none in tests. Gives what they
 * were called with. A dialog that has no answer any more is answered as by Escape.
 */
export async function answering(
  answers: Partial<Record<Dialog, readonly unknown[]>>,
  work: () => PromiseLike<unknown>,
): Promise<Record<Dialog, unknown[][]>> {
  const asked: Record<Dialog, unknown[][]> = {
    showQuickPick: [],
    showInputBox: [],
    showSaveDialog: [],
    showErrorMessage: [],
    showWarningMessage: [],
    showInformationMessage: [],
  };
  const dialogs = Object.keys(asked) as Dialog[];
  const originals = dialogs.map((dialog) => [dialog, vscode.window[dialog]] as const);
  try {
    for (const dialog of dialogs) {
      const left = [...(answers[dialog] ?? [])];
      Reflect.set(vscode.window, dialog, (...given: unknown[]) => {
        asked[dialog].push(given);
        return Promise.resolve(left.shift());
      });
    }
    await work();
  } finally {
    for (const [dialog, original] of originals) Reflect.set(vscode.window, dialog, original);
  }
  return asked;
}

/** Answers the editor's progress while `work` runs, and gives what was reported there. `onReport` may cancel. */
export async function progressing(
  onReport: (message: string, cancel: () => void) => void,
  work: () => PromiseLike<unknown>,
): Promise<string[]> {
  const messages: string[] = [];
  const original = vscode.window.withProgress;
  type Progress = vscode.Progress<{ message?: string }>;
  type Task = (progress: Progress, token: vscode.CancellationToken) => Thenable<unknown>;
  Reflect.set(vscode.window, 'withProgress', (_: vscode.ProgressOptions, task: Task) => {
    const source = new vscode.CancellationTokenSource();
    const report = ({ message = '' }: { message?: string }): void => {
      messages.push(message);
      onReport(message, () => {
        source.cancel();
      });
    };
    return task({ report }, source.token);
  });
  try {
    await work();
  } finally {
    Reflect.set(vscode.window, 'withProgress', original);
  }
  return messages;
}
