import assert from 'node:assert/strict';
import { MarkupContent } from 'vscode-languageserver/node';
import { startHarness, type Harness } from './harness.ts';
import { forged, forwarding, impossible, plain } from './messages.ts';

const uri = 'file:///mail/one.eml';

describe('hover', () => {
  let server: Harness;
  beforeEach(async () => {
    server = await startHarness();
  });
  afterEach(() => server.stop());

  const markdown = async (word: string): Promise<string> => {
    const hover = await server.hover(uri, word);
    return MarkupContent.is(hover?.contents) ? hover.contents.value : '';
  };

  it('explains the client address, in Markdown, with its range', async () => {
    await server.open(uri, plain);
    assert.match(await markdown('192.0.2.7'), /`192\.0\.2\.7`/);
    const hover = await server.hover(uri, '192.0.2.7');
    assert.ok(hover?.range);
    assert.match(server.textAt(uri, hover.range), /192\.0\.2\.7/);
  });

  it('says nothing about prose', async () => {
    await server.open(uri, plain);
    assert.equal(await server.hover(uri, 'Good day'), null);
  });

  it('explains a forwarded message by its own route', async () => {
    await server.open(uri, forwarding);
    assert.ok((await markdown(impossible)).includes(impossible));
    assert.deepEqual(server.analyses, [`message ${uri}`, `forwarded ${uri}`]);
  });

  it('above the body never looks at the body', async () => {
    await server.open(uri, forwarding);
    await server.hover(uri, 'Received');
    assert.deepEqual(server.analyses, [`message ${uri}`]);
  });

  it('sees the edit that came just before', async () => {
    await server.open(uri, forged);
    await server.replace(uri, impossible, '198.51.100.4');
    assert.match(await markdown('198.51.100.4'), /`198\.51\.100\.4`/);
  });

  it("tells of a mailbox provider's server that an account there was used", async () => {
    const name = 'mail-lf1-f41.google.com';
    await server.open(uri, plain.replaceAll('mail.example.org', name));
    const told = await markdown('192.0.2.7');
    assert.match(told, /Google sends the mail of its customers: most likely somebody used an acc/);
    assert.match(told, /its abuse desk is the one to tell/);
    await server.replace(uri, `(${name}`, '(dsl-7.example.net');
    assert.doesNotMatch(await markdown('192.0.2.7'), /Google sends/);
  });

  it('about a document that is not open is no fault', async () => {
    const params = { textDocument: { uri }, position: { line: 0, character: 0 } };
    assert.equal(await server.client.sendRequest('textDocument/hover', params), null);
  });
});
