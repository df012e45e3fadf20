/** Headers pasted into an untitled document become mail. */
import * as vscode from 'vscode';
import { equal } from './assert.ts';
import { closeAll, diagnosticsWhen, has, until } from './editor.ts';

const header = [
  'Received: from a.example (a.example [192.0.2.300]) by mx.example.net;',
  '\tTue, 11 Mar 2025 06:42:19 +0000',
  'Subject: pasted',
  '',
].join('\n');

async function untitled(): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content: '' });
  await vscode.window.showTextDocument(document);
  return document;
}

async function paste(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), text);
  await vscode.workspace.applyEdit(edit);
}

function languageIs(document: vscode.TextDocument, language: string): Promise<true> {
  return until(vscode.workspace.onDidOpenTextDocument, () =>
    document.languageId === language ? true : undefined,
  );
}

export function pastedHeaders(): void {
  describe('a header pasted into an untitled document', () => {
    afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));
    after(closeAll);

    it('is recognised and judged', async () => {
      const document = await untitled();
      await paste(document, header);
      await languageIs(document, 'eml');
      await diagnosticsWhen(document, has('impossible-address'));
    });

    it('stays plain text when the user says so', async () => {
      const document = await untitled();
      await paste(document, header);
      await languageIs(document, 'eml');
      await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
      await paste(document, header);
      // Another document is recognised in the meantime: whatever would happen to this one has happened.
      const other = await untitled();
      await paste(other, header);
      await languageIs(other, 'eml');
      equal(document.languageId, 'plaintext');
    });

    it('is told from other text', async () => {
      const document = await untitled();
      await paste(document, 'To: all\nSubject: lunch\n\nAt noon.\n');
      const other = await untitled();
      await paste(other, header);
      await languageIs(other, 'eml');
      equal(document.languageId, 'plaintext');
    });
  });
}
