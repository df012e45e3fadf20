import assert from 'node:assert/strict';
import type { FoldingRange, InlayHint, SemanticTokens } from 'vscode-languageserver/node';
import { startHarness, type Harness } from './harness.ts';
import { forwarding } from './messages.ts';

const uri = 'file:///mail/one.eml';
const screen = { start: { line: 0, character: 0 }, end: { line: 4, character: 0 } };

describe('what an editor asks on its own', () => {
  let server: Harness;
  beforeEach(async () => {
    server = await startHarness({ initializationOptions: { clientFiles: true } });
    // Our client would read the file, which is not there.
    server.client.onRequest('spamPatrol/readFile', () => ({ base64: '' }));
    await server.open(uri, forwarding);
    await server.diagnostics(uri);
  });
  afterEach(() => server.stop());

  const onTheScreen = (): Promise<unknown> =>
    Promise.all([
      server.ask<InlayHint[]>('textDocument/inlayHint', uri, { range: screen }),
      server.ask<SemanticTokens>('textDocument/semanticTokens/range', uri, { range: screen }),
      server.askAt('textDocument/documentHighlight', uri, 'mail.example.org'),
      server.askAt('textDocument/definition', uri, 'mail.example.org'),
      server.hover(uri, '192.0.2.7'),
    ]);
  const ofTheWhole = (): Promise<unknown> =>
    Promise.all([
      server.ask('textDocument/documentSymbol', uri),
      server.ask<FoldingRange[]>('textDocument/foldingRange', uri),
      server.ask('textDocument/codeLens', uri),
      server.ask('textDocument/documentLink', uri),
      server.ask('textDocument/semanticTokens/full', uri),
    ]);

  it('about what is on the screen costs the header', async () => {
    await onTheScreen();
    assert.deepEqual(server.analyses, [`message ${uri}`]);
  });

  it('about the whole message waits until the editor is idle, and looks at each body once', async () => {
    const asked = ofTheWhole();
    await onTheScreen();
    assert.deepEqual(server.analyses, [`message ${uri}`]);
    await server.becomeIdle();
    await asked;
    assert.deepEqual(server.analyses, [
      `message ${uri}`,
      `forwarded ${uri}`,
      `parts ${uri}`,
      `parts ${uri}`,
    ]);
  });

  it('after a keystroke in the body analyses nothing, until the editor is idle', async () => {
    await server.becomeIdle();
    await ofTheWhole();
    const before = server.analyses.length;
    await server.replace(uri, 'See below.', 'See below!');
    const asked = ofTheWhole();
    await onTheScreen();
    assert.equal(server.analyses.length, before);
    await server.becomeIdle();
    await asked;
    assert.ok(!server.analyses.slice(before).includes(`message ${uri}`));
  });

  it('about a document that closes meanwhile is answered', async () => {
    const asked = ofTheWhole();
    // Answered in order: all of them wait by now.
    await server.hover(uri, '192.0.2.7');
    await server.close(uri);
    await asked;
  });
});
