/** What happens before a message is opened: nothing, unless a command asks for it. Runs first. */
import * as vscode from 'vscode';
import { contains, equal, ok } from './assert.ts';
import { answering, inWebWorker, workspaceUri } from './editor.ts';

/** Of Node's loader, which the suite shares with the extension. */
declare const require: { readonly cache: Readonly<Record<string, unknown>> };

export function activation(): void {
  describe('before any message is open', () => {
    it('is restricted or trusted as this run is meant to be', () => {
      const meant = workspaceUri().path.includes('restricted');
      equal(vscode.workspace.isTrusted, !meant);
    });

    it('loads a small file for plain text, and the rest for the first command', async () => {
      if (inWebWorker) return;
      // Empty: the editor shows one that holds something unsaved.
      await vscode.workspace.openTextDocument({ language: 'plaintext' });
      await vscode.extensions.getExtension('spam-patrol.spam-patrol')?.activate();
      const loaded = (): string[] =>
        Object.keys(require.cache)
          .map((path) => path.replaceAll('\\', '/'))
          .flatMap((path) => /\/dist\/(extension|client)\.cjs$/.exec(path)?.[1] ?? []);
      equal(loaded(), ['extension']);
      await answering({}, () => vscode.commands.executeCommand('spamPatrol.refang'));
      equal(loaded(), ['extension', 'client']);
    });

    it('answers a command that is the first thing the user does', async () => {
      const { showErrorMessage } = await answering({}, () =>
        vscode.commands.executeCommand('spamPatrol.lookUp', {
          subjects: ['no subject at all'],
        }),
      );
      equal(showErrorMessage.length, 1);
      ok(typeof showErrorMessage[0]?.[0] === 'string', 'no message');
    });

    it('says what to open when there is no message to complain about', async () => {
      const { showInformationMessage } = await answering({}, () =>
        vscode.commands.executeCommand('spamPatrol.generateComplaint'),
      );
      contains(String(showInformationMessage[0]?.[0]), 'Open a mail message first');
    });
  });
}
