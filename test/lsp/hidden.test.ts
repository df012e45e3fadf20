/** What hides in a file and not in the text of the editor: found in the bytes, shown on the line. */
import assert from 'node:assert/strict';
import { makeFolder, startHarness, type Folder, type Harness } from './harness.ts';
import { plain } from './messages.ts';

/** As an editor shows the bytes: without a mark at the beginning, every line break like the others. */
const shown = (bytes: string): string =>
  bytes.replace(/^\ufeff/, '').replace(/\r\n|\r|\n/g, '\r\n');

describe('what hides in the file', () => {
  let server: Harness;
  let folder: Folder;
  beforeEach(async () => {
    server = await startHarness();
    folder = await makeFolder();
  });
  afterEach(async () => {
    await server.stop();
    await folder.remove();
  });

  const smuggled = plain.replace('Subject: Hello', 'Subject: Hello\rBcc: b@example.net');

  /** Opens it, and lets the server look into the file. */
  async function open(bytes: string, text = shown(bytes)): Promise<string> {
    const uri = await folder.write('one.eml', bytes);
    await server.open(uri, text);
    assert.deepEqual(await server.diagnostics(uri), []);
    await server.becomeIdle();
    return uri;
  }

  it('a carriage return alone, on the line that it ends', async () => {
    const uri = await open(smuggled);
    const [diagnostic, ...rest] = await server.diagnostics(uri);
    assert.deepEqual(rest, []);
    assert.equal(diagnostic?.code, 'bare-cr');
    assert.equal(server.textAt(uri, diagnostic.range), 'Subject: Hello');
  });

  it('a byte order mark', async () => {
    const uri = await open(`\ufeff${plain}`);
    const [diagnostic] = await server.diagnostics(uri);
    assert.equal(diagnostic?.code, 'byte-order-mark');
    assert.equal(diagnostic.range.start.line, 0);
  });

  it('goes when the text is edited, and is looked for again when it was saved', async () => {
    const uri = await open(smuggled);
    assert.equal((await server.diagnostics(uri)).length, 1);
    await server.replace(uri, 'Good day.', 'Good night.');
    await server.becomeIdle();
    assert.deepEqual(await server.diagnostics(uri), []);
    await folder.write('one.eml', smuggled.replace('Good day.', 'Good night.'));
    await server.client.sendNotification('textDocument/didSave', { textDocument: { uri } });
    await server.becomeIdle();
    assert.equal((await server.diagnostics(uri)).length, 1);
  });

  it('nothing where the editor shows another text, or there is no such file', async () => {
    const uri = await open(smuggled, shown(plain));
    const missing = folder.uri('missing.eml');
    await server.open(missing, plain);
    await server.diagnostics(missing);
    await server.becomeIdle();
    await server.hover(missing, 'Received');
    assert.ok(!server.hasDiagnostics(uri) && !server.hasDiagnostics(missing));
  });

  it('is not told twice where the text shows it, too', async () => {
    const bytes = plain.replace('Hello', 'Hel\0lo');
    const uri = await folder.write('one.eml', bytes);
    await server.open(uri, bytes);
    assert.equal((await server.diagnostics(uri)).length, 1);
    await server.becomeIdle();
    await server.hover(uri, 'Received');
    assert.ok(!server.hasDiagnostics(uri));
  });

  it('is found through the client, where that has the files', async () => {
    const ours = await startHarness({ initializationOptions: { clientFiles: true } });
    ours.client.onRequest('spamPatrol/readFile', ({ length }: { uri: string; length: number }) => ({
      base64: Buffer.from(smuggled).subarray(0, length).toString('base64'),
    }));
    const uri = 'vscode-vfs://github/mail/one.eml';
    await ours.open(uri, shown(smuggled));
    await ours.diagnostics(uri);
    await ours.becomeIdle();
    const [diagnostic] = await ours.diagnostics(uri);
    assert.equal(diagnostic?.code, 'bare-cr');
    await ours.stop();
  });

  it('in a file longer than what is read', async () => {
    const uri = await open(smuggled + 'Good day.\r\n'.repeat(200_000));
    const [diagnostic] = await server.diagnostics(uri);
    assert.equal(diagnostic?.code, 'bare-cr');
  });
});
