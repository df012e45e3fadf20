/** The files of mail below a folder, in whatever file system. Not by the editor's search: that needs a program or a service of its own. */
import * as vscode from 'vscode';
import { isComplaintPath } from '../../server/src/core/complaint/name.ts';
import { describe } from './describe.ts';

/** No mail is kept there, but many files are. */
const skipped: ReadonlySet<string> = new Set(['.git', 'node_modules']);

export interface MessageFile {
  readonly uri: vscode.Uri;
  /** The path below the folder. */
  readonly name: string;
}

/** What cannot be read, by its path below the folder, and why. */
export type Unreadable = (name: string, reason: string) => void;

/**
 * The messages and mailboxes below a folder, depth first, in the order of their names. Our own
 * complaints are none: they are no mail that came.
 * @param below what the folder is called in the names; empty for none
 */
export async function* messageFiles(
  folder: vscode.Uri,
  below: string,
  cancellation: vscode.CancellationToken,
  unreadable?: Unreadable,
): AsyncGenerator<MessageFile, undefined> {
  if (cancellation.isCancellationRequested) return;
  let entries: [string, vscode.FileType][];
  try {
    entries = await vscode.workspace.fs.readDirectory(folder);
  } catch (error) {
    unreadable?.(below, describe(error));
    return;
  }
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [entry, type] of entries) {
    const uri = vscode.Uri.joinPath(folder, entry);
    const name = below === '' ? entry : `${below}/${entry}`;
    // A link to a folder is not followed: it may lead back here.
    if (type === vscode.FileType.Directory) {
      if (!skipped.has(entry)) yield* messageFiles(uri, name, cancellation, unreadable);
    } else if ((type & vscode.FileType.File) !== 0 && isMail(entry)) {
      yield { uri, name };
    }
  }
}

function isMail(name: string): boolean {
  const lower = name.toLowerCase();
  return (lower.endsWith('.eml') && !isComplaintPath(name)) || lower.endsWith('.mbox');
}
