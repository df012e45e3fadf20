/** Recognises headers that were pasted into an untitled document. Sets the language; reads no file. */
import * as vscode from 'vscode';
import { linesThatDecide, looksLikeMail } from './looks-like-mail.ts';

/** Watches untitled plain-text documents and makes those that turn out to be mail `eml`, each at most once. */
export function recognisePastedMail(): vscode.Disposable {
  // Once: whoever sets the language back to plain text means it.
  const recognised = new WeakSet<vscode.TextDocument>();

  const look = (document: vscode.TextDocument): void => {
    if (!document.isUntitled || document.languageId !== 'plaintext' || recognised.has(document)) {
      return;
    }
    if (!looksLikeMail(document.getText(new vscode.Range(0, 0, linesThatDecide, 0)))) return;
    recognised.add(document);
    void vscode.languages.setTextDocumentLanguage(document, 'eml');
  };

  vscode.workspace.textDocuments.forEach(look);
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      look(document);
    }),
  );
}
