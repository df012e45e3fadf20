/** Messages that are no files on a disk: in virtual file systems, in the past of a repository. */
import * as vscode from 'vscode';
import { contains, equal } from './assert.ts';
import {
  answering,
  closeAll,
  diagnosticsWhen,
  find,
  has,
  hover,
  open,
  workspaceUri,
} from './editor.ts';
import { MemoryFiles } from './memory-files.ts';

const sample = '01-spoofed-hop.eml';

function read(name: string): Thenable<Uint8Array> {
  return vscode.workspace.fs.readFile(workspaceUri(name));
}

/** VS Code's own Git reads a repository, where there are both; elsewhere the earlier versions are the present ones. */
async function earlierVersions(): Promise<vscode.Disposable> {
  if (vscode.workspace.fs.isWritableFileSystem('git') !== undefined) {
    return new vscode.Disposable(() => undefined);
  }
  const text = new TextDecoder().decode(await read(sample));
  return vscode.workspace.registerTextDocumentContentProvider('git', {
    provideTextDocumentContent: () => text,
  });
}

export function everywhere(): void {
  describe('a message in a virtual file system', () => {
    after(closeAll);

    it('is judged, explained and complained about, there', async () => {
      const message = await read(sample);
      const files = new MemoryFiles('virtual-mail', { '/mail/spam.eml': message });
      try {
        const document = await vscode.workspace.openTextDocument(files.uri('/mail/spam.eml'));
        await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
        equal(document.languageId, 'eml');
        await diagnosticsWhen(document, has('impossible-address'));
        const { value } = await hover(document, find(document, 'Received').start);
        contains(value, 'Trace field 1');
        const asked = await answering({}, () =>
          vscode.commands.executeCommand('spamPatrol.generateComplaint'),
        );
        equal(asked.showErrorMessage, []);
        equal([...files.files.keys()], ['/mail/spam.eml', '/mail/spam.complaint.eml']);
        await closeAll();
      } finally {
        files.dispose();
      }
    });

    it('shows what hides in its bytes', async () => {
      const text =
        'Received: from a.example (a.example [203.0.113.5]) by mx.example.net;\n Tue, 11 Mar 2025 06:42:19 +0000\nSubject: a\rb\n\nbody\n';
      const files = new MemoryFiles('hidden-mail', { '/x.eml': new TextEncoder().encode(text) });
      try {
        const document = await vscode.workspace.openTextDocument(files.uri('/x.eml'));
        await diagnosticsWhen(document, has('bare-cr'));
        await closeAll();
      } finally {
        files.dispose();
      }
    });
  });

  describe('an earlier version of a message, beside the present one', () => {
    after(closeAll);

    it('is explained, and its findings are not told twice', async () => {
      const provider = await earlierVersions();
      try {
        const now = workspaceUri(sample);
        const before = now.with({
          scheme: 'git',
          query: JSON.stringify({ path: now.fsPath, ref: 'HEAD' }),
        });
        await vscode.commands.executeCommand('vscode.diff', before, now, 'then and now');
        const document = await vscode.workspace.openTextDocument(before);
        equal(document.languageId, 'eml');
        await diagnosticsWhen(await vscode.workspace.openTextDocument(now), has('spoofed-hop'));
        const { value } = await hover(document, find(document, 'Received').start);
        contains(value, 'Trace field 1');
        // The server answers in order: once it has judged the next message, it has judged this one.
        await diagnosticsWhen(await open('05-time-runs-backwards.eml'), has('time-backwards'));
        equal(vscode.languages.getDiagnostics(before), []);
      } finally {
        provider.dispose();
      }
    });
  });
}
