/** Names for files that are to be written beside others, without taking anybody's place. */
import * as vscode from 'vscode';

/** Files made of one message; beyond it something is wrong. */
const mostAttempts = 1000;

/** `uri` itself when nothing is there, else the same with `-2`, `-3` … before `ending`. */
export async function firstFree(uri: vscode.Uri, ending: string): Promise<vscode.Uri> {
  const stem = uri.path.slice(0, -ending.length);
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const target = attempt === 1 ? uri : uri.with({ path: `${stem}-${attempt}${ending}` });
    if (!(await exists(target))) return target;
  }
  throw new Error(vscode.l10n.t('{0} files of that name are there already', mostAttempts));
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}
