/** Import an Outlook Message: mail beside the file, and nothing in anybody's place. */
import * as vscode from 'vscode';
import { msgFile, received } from '../../outlook/msg.ts';
import { contains, equal } from './assert.ts';
import { answering, closeAll, diagnosticsWhen, has, inWebWorker } from './editor.ts';
import { MemoryFiles } from './memory-files.ts';

export function imports(): void {
  describe('Import an Outlook Message', () => {
    after(closeAll);

    it('writes mail beside the file and opens it, or says why it cannot', async () => {
      const files = new MemoryFiles('outlook-mails', { '/offer.msg': msgFile(received) });
      const run = (): PromiseLike<unknown> =>
        vscode.commands.executeCommand('spamPatrol.importMsg', files.uri('/offer.msg'));
      try {
        const asked = await answering({}, run);
        if (inWebWorker) {
          contains(String(asked.showErrorMessage[0]?.[0]), 'spam-patrol import');
          equal([...files.files.keys()], ['/offer.msg']);
          return;
        }
        equal(asked.showErrorMessage, []);
        contains(String(asked.showInformationMessage[0]?.[0]), 'signatures do not verify');
        const document = await vscode.workspace.openTextDocument(files.uri('/offer.eml'));
        await diagnosticsWhen(document, has('impossible-address'));
        await answering({}, run);
        equal([...files.files.keys()], ['/offer.msg', '/offer.eml', '/offer-2.eml']);
        await closeAll();
      } finally {
        files.dispose();
      }
    });
  });
}
