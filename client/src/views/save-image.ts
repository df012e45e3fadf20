/** Puts a picture where the user wants it. The dialog asks before it replaces a file. */
import * as vscode from 'vscode';
import { describe } from '../describe.ts';
import type { ImageFormat } from '../route-view/messages.ts';

/** @param subject the message that the picture is of */
export async function saveImage(
  subject: vscode.Uri,
  { format, data }: { readonly format: ImageFormat; readonly data: string | null },
  base64: { decode(text: string): Uint8Array },
): Promise<void> {
  if (data === null) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        'The picture could not be drawn, and nothing was saved. Show the route of the message, and try the other format.',
      ),
    );
    return;
  }
  const name = `${subject.path.slice(subject.path.lastIndexOf('/') + 1).replace(/\.eml$/i, '')}.route.${format}`;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Where shall the picture of the route go?'),
    filters: { [format.toUpperCase()]: [format] },
    defaultUri: folderOf(subject, name),
  });
  if (target === undefined) return;
  try {
    const bytes = format === 'svg' ? new TextEncoder().encode(data) : base64.decode(data);
    await vscode.workspace.fs.writeFile(target, bytes);
  } catch (error) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        'The picture was not saved ({0}). Export it again and choose another place.',
        describe(error),
      ),
    );
    return;
  }
  // Not awaited: the picture is there, whenever the user closes the message.
  void offerToOpen(target);
}

async function offerToOpen(target: vscode.Uri): Promise<void> {
  const open = vscode.l10n.t('Open');
  const name = target.path.slice(target.path.lastIndexOf('/') + 1);
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t('The route was saved as {0}.', name),
    open,
  );
  if (choice === open) await vscode.commands.executeCommand('vscode.open', target);
}

/** Beside the message; a message that was never saved has no place, then it is the workspace's. */
function folderOf(subject: vscode.Uri, name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (subject.scheme !== 'untitled') return vscode.Uri.joinPath(subject, '..', name);
  return folder === undefined
    ? vscode.Uri.from({ scheme: 'untitled', path: name })
    : vscode.Uri.joinPath(folder, name);
}
