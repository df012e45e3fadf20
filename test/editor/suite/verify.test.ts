/** Signatures: checked without the network in a thread of the server, refused with a reason in a browser. */
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

    it('compares body hashes, reports them and marks the signature', async () => {
      const document = await open('02-legitimate-multi-hop.eml');
      const actions = await codeActions(document, find(document, 'DKIM-Signature'));
      ok(actions.has('Verify signatures'), 'no action on the signature');
      const asked = await answering({}, () =>
        apply(actions.get('Check body hashes without the network')),
      );
      if (inWebWorker) {
        contains(String(asked.showErrorMessage[0]?.[0]), 'in the browser');
        return;
      }
      equal(asked.showErrorMessage, []);
      const shown = report();
      ok(shown !== undefined, 'no report is shown');
      contains(shown.getText(), 'Nothing was asked of the network');
      await diagnosticsWhen(document, has('verify-dkim-fail'));
    });
  });
}
