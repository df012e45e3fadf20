/** Which document a command is about. Knows the ways in which the editor calls a command. */
import * as vscode from 'vscode';

/**
 * The document that a menu handed over, else the one in the active tab. The tab rather than the
 * active editor: a file above 50 MB has a tab, but extensions see no document of it.
 */
export function subjectUri(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputText) return input.uri;
  return vscode.window.activeTextEditor?.document.uri;
}
