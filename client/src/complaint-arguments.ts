/** Which message a command about complaints is called for. */
import * as vscode from 'vscode';
import type { ComplaintArguments } from '../../server/src/lsp/protocol.ts';
import { subjectUri } from './subject-uri.ts';

/** What a code action hands over goes to the server as it is, which checks it; a menu or the palette name a document at most. Undefined after the user was told that none is open. */
export function complaintArguments(argument: unknown): ComplaintArguments | undefined {
  if (typeof argument === 'object' && argument !== null && !(argument instanceof vscode.Uri)) {
    return argument as ComplaintArguments;
  }
  const uri = subjectUri(argument);
  if (uri !== undefined) return { uri: uri.toString() };
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Open a mail message first: the complaint is about the message in the active editor.',
    ),
  );
  return undefined;
}
