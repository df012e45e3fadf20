/** Puts a draft beside its message, or where else the user can keep it. Overwrites nothing, loses nothing. */
import * as vscode from 'vscode';
import { describe } from './describe.ts';
import { firstFree } from './first-free.ts';
import { plainMessage } from './plain-message.ts';

const ending = '.complaint.eml';
/** Bytes. The editor makes heavy weather of larger texts; they go into a file. */
const longestUntitled = 16 * 1024 * 1024;
/** Untitled complaints of one name that are open; beyond it something is wrong. */
const mostUntitled = 100;

/**
 * Writes under the first free name. Where that cannot be done the draft becomes an untitled document,
 * and the user is told. Resolves with where it is to be seen; undefined: nowhere, and the user knows.
 * @param first beside the message
 */
export async function writeComplaint(
  first: vscode.Uri,
  bytes: Uint8Array,
): Promise<vscode.Uri | undefined> {
  let reason = vscode.l10n.t('the message was never saved');
  if (first.scheme !== 'untitled') {
    try {
      const target = await firstFree(first, ending);
      await vscode.workspace.fs.writeFile(target, bytes);
      return target;
    } catch (error) {
      reason = describe(error);
      if (bytes.length <= longestUntitled) return await untitled(first, bytes, reason);
    }
  }
  const target = await saveAs(
    first,
    bytes,
    vscode.l10n.t(
      'No file can be made beside the message ({0}). Where shall the complaint go?',
      reason,
    ),
  );
  if (target !== undefined) return target;
  if (bytes.length <= longestUntitled) return untitled(first, bytes, reason);
  void vscode.window.showWarningMessage(
    vscode.l10n.t(
      'The complaint was not saved: no file can be made beside the message ({0}), and no other place was chosen.',
      reason,
    ),
  );
  return undefined;
}

async function untitled(first: vscode.Uri, bytes: Uint8Array, reason: string): Promise<vscode.Uri> {
  const document = await newDocument(first);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), new TextDecoder().decode(bytes));
  await vscode.workspace.applyEdit(edit);
  // Not awaited: the complaint is there, whenever the user closes the message.
  void offerToSave(first, bytes, reason);
  return document.uri;
}

/** An empty one that is called as the file would be. */
async function newDocument(first: vscode.Uri): Promise<vscode.TextDocument> {
  const stem = first.path.slice(0, -ending.length);
  for (let attempt = 1; attempt <= mostUntitled; attempt++) {
    const path = attempt === 1 ? first.path : `${stem}-${attempt}${ending}`;
    const uri = vscode.Uri.from({ scheme: 'untitled', path });
    const isOpen = vscode.workspace.textDocuments.some(
      (one) => one.uri.toString() === uri.toString() && !one.isClosed,
    );
    if (isOpen) continue;
    try {
      return await vscode.workspace.openTextDocument(uri);
    } catch {
      // A file of that name is there.
    }
  }
  return vscode.workspace.openTextDocument({ language: 'eml' });
}

async function offerToSave(first: vscode.Uri, bytes: Uint8Array, reason: string): Promise<void> {
  const save = vscode.l10n.t('Save As File…');
  const answer = await vscode.window.showWarningMessage(
    plainMessage(
      vscode.l10n.t(
        'No file can be made beside the message ({0}): the complaint is an untitled document. “Save As File…” keeps the enclosed message byte for byte.',
        reason,
      ),
    ),
    save,
  );
  if (answer !== save) return;
  const target = await saveAs(first, bytes, vscode.l10n.t('Where shall the complaint go?'));
  if (target !== undefined) await showComplaint(target);
}

async function saveAs(
  first: vscode.Uri,
  bytes: Uint8Array,
  title: string,
): Promise<vscode.Uri | undefined> {
  const name = first.path.slice(first.path.lastIndexOf('/') + 1);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title,
    filters: { [vscode.l10n.t('E-mail message')]: ['eml'] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (target === undefined) return undefined;
  try {
    await vscode.workspace.fs.writeFile(target, bytes);
    return target;
  } catch (error) {
    void vscode.window.showErrorMessage(
      plainMessage(
        vscode.l10n.t(
          'The complaint was not saved ({0}). Choose another place and try again.',
          describe(error),
        ),
      ),
    );
    return undefined;
  }
}

/** Beside the message. Opened by command: a complaint above 50 MB has a tab, but no document for extensions. */
export async function showComplaint(target: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', target, {
    viewColumn: vscode.ViewColumn.Beside,
    preview: false,
  });
}
