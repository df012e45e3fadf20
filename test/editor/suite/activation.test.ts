/** What happens before a message is opened: nothing, unless a command asks for it. Runs first. */
import * as vscode from 'vscode';
import { contains, equal, ok } from './assert.ts';
import { answering, workspaceUri } from './editor.ts';

export function activation(): void {
  describe('before any message is open', () => {
    it('is restricted or trusted as this run is meant to be', () => {
      const meant = workspaceUri().path.includes('restricted');
      equal(vscode.workspace.isTrusted, !meant);
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
