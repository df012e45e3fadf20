/** Files that the server keeps in the extension's own folder. Nothing outside of it is written. */
import * as vscode from 'vscode';

/** Adds to the end of a file in the folder; makes both when they are missing. One after the other: two at once would lose one. */
export function appendTo(folder: vscode.Uri, file: vscode.Uri, more: Uint8Array): Promise<void> {
  last = last.catch(() => undefined).then(() => append(folder, file, more));
  return last;
}

let last: Promise<void> = Promise.resolve();

async function append(folder: vscode.Uri, file: vscode.Uri, more: Uint8Array): Promise<void> {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  if (vscode.Uri.joinPath(folder, name).toString() !== file.toString()) {
    throw new Error(vscode.l10n.t('only files in the storage of the extension can be added to'));
  }
  await vscode.workspace.fs.createDirectory(folder);
  const before = (await ifThere(vscode.workspace.fs.readFile(file))) ?? new Uint8Array();
  const bytes = new Uint8Array(before.length + more.length);
  bytes.set(before);
  bytes.set(more, before.length);
  await vscode.workspace.fs.writeFile(file, bytes);
}

/** Another text each time that the file was changed; null when there is none. */
export async function stampOf(file: vscode.Uri): Promise<string | null> {
  const stat = await ifThere(vscode.workspace.fs.stat(file));
  return stat === null ? null : `${stat.mtime} ${stat.size}`;
}

async function ifThere<T>(look: Thenable<T>): Promise<T | null> {
  try {
    return await look;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return null;
    throw error;
  }
}
