/** Generate Complaint: the server composes, this writes the bytes beside the message and shows them. */
import * as vscode from 'vscode';
import {
  commands,
  complaintWrittenNotification,
  type ComplaintArguments,
  type ComplaintResult,
} from '../../../server/src/lsp/protocol.ts';
import type { CommandContext } from '../client.ts';
import { askReporterOnce } from '../reporter.ts';
import { subjectUri } from '../subject-uri.ts';
import { describe } from '../describe.ts';
import { firstFree } from '../first-free.ts';

export async function generateComplaint(context: CommandContext, argument: unknown): Promise<void> {
  const given = complaintArguments(argument);
  if (given === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Open a mail message first: the complaint is about the message in the active editor.',
      ),
    );
    return;
  }
  const reporter = await askReporterOnce(context.state);
  const result = await context.execute<ComplaintResult>(
    commands.generateComplaint,
    reporter === undefined ? given : { ...given, reporter },
  );
  if (result === undefined) return;
  if (result.kind === 'failed') {
    void vscode.window.showErrorMessage(result.message);
    return;
  }
  for (const { text, record } of result.kind === 'text' ? result.texts : []) {
    await vscode.env.clipboard.writeText(text);
    await context.notify(complaintWrittenNotification, { record });
    void vscode.window.showInformationMessage(
      vscode.l10n.t('The complaint was copied to the clipboard.'),
    );
  }
  const targets: vscode.Uri[] = [];
  if (result.kind === 'written') {
    targets.push(...[result.uri, ...result.more].map((uri) => vscode.Uri.parse(uri)));
  } else if (result.kind === 'composed') {
    for (const { uri, base64, record } of [result, ...result.more]) {
      const target = await write(vscode.Uri.parse(uri), context.runtime.base64.decode(base64));
      if (target === undefined) return;
      targets.push(target);
      await context.notify(complaintWrittenNotification, { record, uri: target.toString() });
    }
  }
  for (const target of targets) {
    // Opened by command: a complaint above 50 MB has a tab, but no document for extensions.
    await vscode.commands.executeCommand('vscode.open', target, {
      viewColumn: vscode.ViewColumn.Beside,
      preview: false,
    });
  }
  if (result.notices.length > 0) {
    void vscode.window.showInformationMessage(result.notices.join(' '));
  }
}

/** What a code action hands over goes to the server as it is, which checks it; a menu or the palette name a document at most. */
function complaintArguments(argument: unknown): ComplaintArguments | undefined {
  if (typeof argument === 'object' && argument !== null && !(argument instanceof vscode.Uri)) {
    return argument as ComplaintArguments;
  }
  const uri = subjectUri(argument);
  return uri === undefined ? undefined : { uri: uri.toString() };
}

/** Writes under the first free name; where that cannot be done, under the name that the user chooses. */
async function write(first: vscode.Uri, bytes: Uint8Array): Promise<vscode.Uri | undefined> {
  let reason = vscode.l10n.t('the message was never saved');
  if (first.scheme !== 'untitled') {
    try {
      const target = await firstFree(first, '.complaint.eml');
      await vscode.workspace.fs.writeFile(target, bytes);
      return target;
    } catch (error) {
      reason = describe(error);
    }
  }
  const name = first.path.slice(first.path.lastIndexOf('/') + 1);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t(
      'No file can be made beside the message ({0}). Where shall the complaint go?',
      reason,
    ),
    filters: { [vscode.l10n.t('E-mail message')]: ['eml'] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (target === undefined) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'The complaint was not saved: no file can be made beside the message ({0}), and no other place was chosen.',
        reason,
      ),
    );
    return undefined;
  }
  await vscode.workspace.fs.writeFile(target, bytes);
  return target;
}
