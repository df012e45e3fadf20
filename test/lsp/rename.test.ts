import assert from 'node:assert/strict';
import { startHarness } from './harness.ts';
import { plain } from './messages.ts';

const uri = 'file:///mail/one.eml';

describe('rename', () => {
  it('is refused, with the reason', async () => {
    const server = await startHarness({
      capabilities: { textDocument: { rename: { prepareSupport: true } } },
    });
    await server.open(uri, plain);
    assert.deepEqual(server.initialized.capabilities.renameProvider, { prepareProvider: true });
    const refused = /evidence, which is never altered/;
    await assert.rejects(
      server.askAt('textDocument/prepareRename', uri, 'mail.example.org'),
      refused,
    );
    await assert.rejects(
      server.askAt('textDocument/rename', uri, 'mail.example.org', { newName: 'x' }),
      refused,
    );
    await server.stop();
  });

  it('promises no preparation to an editor that knows none', async () => {
    const server = await startHarness();
    assert.equal(server.initialized.capabilities.renameProvider, true);
    await server.stop();
  });
});
