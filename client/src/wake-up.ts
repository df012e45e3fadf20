/**
 * What is awake for any plain text, since that may turn out to be pasted mail: loads the rest of the
 * extension with the first message, command or panel, and hands that over. Small; knows no server.
 */
import * as vscode from 'vscode';
import { recognisePastedMail } from './pasted-mail.ts';
import { routeViewType } from './route-view/messages.ts';

/** The rest, at work. */
export interface Extension {
  /** Brings back what a panel showed before the window was reloaded. */
  restoreRoute(panel: vscode.WebviewPanel, state: unknown): Promise<void>;
  stop(): Promise<void>;
}

/** The rest, loaded. It registers all commands of package.json when it starts. */
export interface Rest {
  start(context: vscode.ExtensionContext): Extension;
}

let awake: Promise<Extension> | undefined;

export function wakeUp(context: vscode.ExtensionContext, load: () => Promise<Rest>): void {
  const sleep: vscode.Disposable[] = [];

  const begin = async (): Promise<Extension> => {
    const rest = await load();
    // In one go: a command that nobody knew for a moment would fail.
    vscode.Disposable.from(...sleep).dispose();
    return rest.start(context);
  };
  const wake = (): Promise<Extension> => {
    awake ??= begin().catch((error: unknown) => {
      awake = undefined;
      throw error;
    });
    return awake;
  };
  const wakeForMail = ({ languageId }: vscode.TextDocument): void => {
    // A command will try again, and tell.
    if (languageId === 'eml') wake().catch(() => undefined);
  };

  sleep.push(
    vscode.workspace.onDidOpenTextDocument(wakeForMail),
    ...commandsOf(context).map((command) =>
      vscode.commands.registerCommand(command, async (...given: unknown[]) => {
        await wake();
        return vscode.commands.executeCommand(command, ...given);
      }),
    ),
  );
  context.subscriptions.push(
    ...sleep,
    recognisePastedMail(),
    vscode.window.registerWebviewPanelSerializer(routeViewType, {
      deserializeWebviewPanel: async (panel, state: unknown) =>
        (await wake()).restoreRoute(panel, state),
    }),
  );
  vscode.workspace.textDocuments.forEach(wakeForMail);
}

/** Ends the server. The entries export it as it is. */
export async function deactivate(): Promise<void> {
  // The editor waits for this, not for subscriptions.
  await (await awake?.catch(() => undefined))?.stop();
}

function commandsOf({ extension }: vscode.ExtensionContext): readonly string[] {
  const { contributes } = extension.packageJSON as {
    contributes: { commands: readonly { command: string }[] };
  };
  return contributes.commands.map(({ command }) => command);
}
