/** Reveal Complaint in File Manager: the draft that is open, or the latest about the message that is open. */
import * as vscode from 'vscode';
import { isComplaintPath } from '../../../server/src/core/complaint/name.ts';
import { complaintArguments } from '../complaint-arguments.ts';
import { describe } from '../describe.ts';
import { plainMessage } from '../plain-message.ts';

/** VS Code's own, there on a desktop only. */
const revealCommand = 'revealFileInOS';

/** Whether there is a file manager that sees the file. The menus ask the same in package.json. */
export function canReveal({ scheme }: vscode.Uri): boolean {
  return (
    scheme === 'file' &&
    vscode.env.uiKind === vscode.UIKind.Desktop &&
    vscode.env.remoteName === undefined
  );
}

export async function reveal(target: vscode.Uri): Promise<void> {
  try {
    await vscode.commands.executeCommand(revealCommand, target);
  } catch (error) {
    void vscode.window.showErrorMessage(
      plainMessage(
        vscode.l10n.t(
          'No file manager could be opened ({0}). The complaint lies at {1}',
          describe(error),
          target.fsPath,
        ),
      ),
    );
  }
}

export async function revealComplaint(argument: unknown): Promise<void> {
  const given = complaintArguments(argument);
  if (given === undefined) return;
  const uri = vscode.Uri.parse(given.uri);
  const target = isComplaintPath(uri.path) ? uri : await latestAbout(uri);
  if (target !== undefined) {
    await reveal(target);
    return;
  }
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'There is no complaint beside this message yet. “Generate Complaint” writes one.',
    ),
  );
}

/** Of the drafts beside a message, the one that was written last. */
async function latestAbout(message: vscode.Uri): Promise<vscode.Uri | undefined> {
  const folder = vscode.Uri.joinPath(message, '..');
  const stem = message.path.slice(message.path.lastIndexOf('/') + 1).replace(/\.eml$/i, '');
  let latest: { readonly uri: vscode.Uri; readonly mtime: number } | undefined;
  try {
    for (const [name] of await vscode.workspace.fs.readDirectory(folder)) {
      // `<message>.complaint.eml`, `<message>-2.complaint.eml`.
      if (!name.startsWith(stem) || !/^(?:-\d+)?\.complaint\.eml$/i.test(name.slice(stem.length))) {
        continue;
      }
      const uri = vscode.Uri.joinPath(folder, name);
      const { mtime } = await vscode.workspace.fs.stat(uri);
      if (latest === undefined || mtime >= latest.mtime) latest = { uri, mtime };
    }
  } catch {
    // What cannot be listed has no complaints.
  }
  return latest?.uri;
}
