/** Signatures: checked without the network in a thread of the server, refused with a reason in a browser. */
import * as vscode from 'vscode';
import { contains, equal, ok } from './assert.ts';
import {
  answering,
  apply,
  closeAll,
  codeActions,
  diagnosticsWhen,
  find,
  has,
  inWebWorker,
  open,
  report,
} from './editor.ts';

export function verify(): void {
  describe('verify', () => {
    afterEach(closeAll);

    it('is refused with a reason in a browser, and not offered there', async () => {
      if (!inWebWorker) return;
      const document = await open('02-legitimate-multi-hop.eml');
      const actions = [
        ...(await codeActions(document, find(document, 'DKIM-Signature'))),
        ...(await codeActions(document, find(document, 'Received'))),
      ].map(([title]) => title);
      ok(
        !actions.some((title) => /Verify|body hashes|Trace the way/.test(title)),
        `offered: ${actions.join(', ')}`,
      );
      for (const command of ['spamPatrol.checkBodyHashes', 'spamPatrol.alive']) {
        const argument =
          command === 'spamPatrol.alive'
            ? { address: '203.0.113.7' }
            : { uri: document.uri.toString(), part: null, offline: true };
        const asked = await answering({}, () => vscode.commands.executeCommand(command, argument));
        contains(String(asked.showErrorMessage[0]?.[0]), 'in the browser');
      }
    });

    it('compares body hashes, reports them and marks the signature', async () => {
      if (inWebWorker) return;
      const document = await open('02-legitimate-multi-hop.eml');
      const actions = await codeActions(document, find(document, 'DKIM-Signature'));
      ok(actions.has('Verify signatures'), 'no action on the signature');
      const asked = await answering({}, () =>
        apply(actions.get('Check body hashes without the network')),
      );
      equal(asked.showErrorMessage, []);
      const shown = report();
      ok(shown !== undefined, 'no report is shown');
      contains(shown.getText(), 'Nothing was asked of the network');
      await diagnosticsWhen(document, has('verify-dkim-fail'));
    });
  });
}
