/** Import an Outlook Message: the server converts, this writes the mail beside the file and shows it. */
import * as vscode from 'vscode';
import {
  commands,
  type ImportArguments,
  type ImportResult,
} from '../../../server/src/lsp/protocol.ts';
import type { CommandContext } from '../client.ts';
import { describe } from '../describe.ts';
import { firstFree } from '../first-free.ts';

export async function importMsg(context: CommandContext, argument: unknown): Promise<void> {
  const file = argument instanceof vscode.Uri ? argument : await askForFile();
  if (file === undefined) return;
  const given: ImportArguments = { uri: file.toString() };
  const result = await context.execute<ImportResult>(commands.importMsg, given);
  if (result === undefined) return;
  if (result.kind === 'failed') {
    void vscode.window.showErrorMessage(result.message);
    return;
  }
  let target = vscode.Uri.parse(result.uri);
  if (result.kind === 'converted') {
    try {
      target = await firstFree(target, '.eml');
      await vscode.workspace.fs.writeFile(target, context.runtime.base64.decode(result.base64));
    } catch (error) {
      void vscode.window.showErrorMessage(
        vscode.l10n.t(
          'The message was not saved: no file can be made beside the Outlook file ({0}). Copy that into a folder where you may write and import it there.',
          describe(error),
        ),
      );
      return;
    }
  }
  await vscode.commands.executeCommand('vscode.open', target, { preview: false });
  void vscode.window.showInformationMessage(result.notices.join(' '));
}

async function askForFile(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Import which Outlook message?'),
    openLabel: vscode.l10n.t('Import'),
    filters: { [vscode.l10n.t('Outlook message')]: ['msg'] },
  });
  return chosen?.[0];
}
