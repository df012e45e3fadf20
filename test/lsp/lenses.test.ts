import assert from 'node:assert/strict';
import type { CodeLens } from 'vscode-languageserver/node';
import { startHarness, type Harness } from './harness.ts';
import { forged, forwarding, plain } from './messages.ts';

const uri = 'file:///mail/one.eml';

describe('lenses', () => {
  let server: Harness;
  afterEach(() => server.stop());

  /** The line beneath each lens, and its title. */
  const titles = async (of: string, text: string, clientFiles: boolean): Promise<string[]> => {
    server = await startHarness({ initializationOptions: { clientFiles } });
    await server.open(of, text);
    const asked = server.ask<CodeLens[]>('textDocument/codeLens', of);
    if (text.includes('multipart')) await server.becomeIdle();
    const lines = text.split(/\r\n|\n/);
    return (await asked).map(
      ({ range, command }) =>
        `${lines[range.start.line]?.slice(0, 22) ?? ''}| ${command?.title ?? ''} | ${JSON.stringify(command?.arguments)}`,
    );
  };

  it('say what the route is and offer to complain, above the first trace field', async () => {
    assert.deepEqual(await titles(uri, forged, true), [
      `Received: from mail.ex| 2 hops · source 192.0.2.7 · 2 findings | [{"uri":"${uri}","part":null}]`,
      `Received: from mail.ex| Generate complaint | [{"uri":"${uri}","part":null}]`,
      `Received: from mail.ex| Who is responsible for 192.0.2.7? | [{"subjects":["192.0.2.7"]}]`,
    ]);
  });

  it('leave out the route where no client of ours can show it', async () => {
    const found = await titles(uri, plain, false);
    assert.equal(found.length, 2);
    assert.match(found[0] ?? '', /Generate complaint/);
    assert.match(found[1] ?? '', /Who is responsible for 192\.0\.2\.7\?/);
  });

  it("do not ask who is responsible for an address that is anybody's", async () => {
    const found = await titles(uri, plain.replace('192.0.2.7', '10.0.0.7'), true);
    assert.ok(found.every((title) => !title.includes('responsible')));
  });

  it('stand above forwarded messages, and above parts that can be opened', async () => {
    assert.deepEqual(await titles(uri, forwarding, true), [
      `Received: from mail.ex| 1 hop · source 192.0.2.7 · no findings | [{"uri":"${uri}","part":null}]`,
      `Received: from mail.ex| Generate complaint | [{"uri":"${uri}","part":null}]`,
      `Received: from mail.ex| Who is responsible for 192.0.2.7? | [{"subjects":["192.0.2.7"]}]`,
      `Received: from mail.ex| 2 hops · source 192.0.2.7 · 2 findings | [{"uri":"${uri}","part":"2"}]`,
      `Received: from mail.ex| Generate complaint | [{"uri":"${uri}","part":"2"}]`,
      `Received: from mail.ex| Who is responsible for 192.0.2.7? | [{"subjects":["192.0.2.7"]}]`,
      `Content-Type: text/pla| Open part 1: text/plain, 10 bytes | [{"uri":"${uri}","part":"1"}]`,
      `Content-Type: message/| Open part 2: message/rfc822, 475 bytes | [{"uri":"${uri}","part":"2"}]`,
    ]);
  });

  it('show no word of the sender that an editor would draw as a picture', async () => {
    const found = await titles(uri, forwarding.replace('text/plain', 'text/$(verified)'), true);
    assert.ok(found.some((title) => title.includes('Open part 1: a type that is none')));
  });

  it('are not for complaints of ours', async () => {
    assert.deepEqual(await titles('file:///mail/one.complaint.eml', plain, true), []);
  });
});
