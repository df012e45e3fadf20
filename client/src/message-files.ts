/** The files of messages in the open folders, in whatever file system. Not by the editor's search: that needs a program or a service of its own. */
import * as vscode from 'vscode';

/** No mail is kept there, but many files are. */
const skipped: ReadonlySet<string> = new Set(['node_modules']);

/** In the order of their names, at most `limit`. A folder that cannot be read has none. */
export async function messageFiles(
  limit: number,
  cancellation: vscode.CancellationToken,
): Promise<vscode.Uri[]> {
  const found: vscode.Uri[] = [];
  const folders = vscode.workspace.workspaceFolders?.map(({ uri }) => uri) ?? [];
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    if (cancellation.isCancellationRequested) break;
    const entries = await entriesOf(folder);
    for (const [name, type] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
      const uri = vscode.Uri.joinPath(folder, name);
      // A link to a folder is not followed: it may lead back here.
      if (type === vscode.FileType.Directory) {
        if (!name.startsWith('.') && !skipped.has(name)) folders.push(uri);
      } else if ((type & vscode.FileType.File) !== 0 && name.toLowerCase().endsWith('.eml')) {
        found.push(uri);
      }
      if (found.length >= limit) return found;
    }
  }
  return found;
}

async function entriesOf(folder: vscode.Uri): Promise<[string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}
