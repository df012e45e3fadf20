import assert from 'node:assert/strict';
import type { SemanticTokens, SemanticTokensLegend } from 'vscode-languageserver/node';
import { startHarness, type Harness } from './harness.ts';
import { crlf, forged, forwarding, impossible } from './messages.ts';

const uri = 'file:///mail/one.eml';

describe('colours', () => {
  let server: Harness;
  beforeEach(async () => {
    server = await startHarness();
  });
  afterEach(() => server.stop());

  /** `text kind.worth` of every token. */
  const read = (text: string, { data }: SemanticTokens): string[] => {
    const provider = server.initialized.capabilities.semanticTokensProvider;
    const { tokenTypes, tokenModifiers }: SemanticTokensLegend = provider?.legend ?? {
      tokenTypes: [],
      tokenModifiers: [],
    };
    const lines = text.split(/\r\n|\n/);
    const found: string[] = [];
    let line = 0;
    let character = 0;
    for (let at = 0; at < data.length; at += 5) {
      const [lines_ = 0, characters = 0, length = 0, type = 0, modifiers = 0] = data.slice(
        at,
        at + 5,
      );
      assert.ok(lines_ >= 0 && (lines_ > 0 || characters >= 0), 'the tokens are not in order');
      line += lines_;
      character = lines_ > 0 ? characters : character + characters;
      const worth = tokenModifiers.filter((_, bit) => (modifiers & (1 << bit)) !== 0).join('.');
      const word = lines[line]?.slice(character, character + length) ?? '';
      found.push(`${word} ${tokenTypes[type] ?? '?'}.${worth}`);
    }
    return found;
  };
  const full = (): Promise<SemanticTokens> => server.ask('textDocument/semanticTokens/full', uri);

  it('tell what was seen from what was said, and what is forged', async () => {
    const text = forged.replace(
      'From: ',
      crlf(`Received: from c.example (HELO d.example) ([192.0.2.9])
\tby big.example.net (Postfix); Mon, 1 Jan 2024 09:59:58 +0000
From: `),
    );
    await server.open(uri, text);
    const tokens = read(text, await full());
    for (const token of [
      'mail.example.org mailHost.observed',
      '192.0.2.7 mailAddress.observed',
      'mx.example.com mailHost.observed',
      `${impossible} mailAddress.forged`,
      'mail.example.org mailHost.forged',
      '192.0.2.9 mailAddress.beneathForgery',
      'd.example mailHost.beneathForgery',
    ]) {
      assert.ok(tokens.includes(token), `${token} in\n${tokens.join('\n')}`);
    }
  });

  it('believe results only of servers that can be believed', async () => {
    const text = crlf(`Authentication-Results: mx.example.com; spf=pass smtp.mailfrom=a.example
Received: from a.example (a.example [192.0.2.7])
\tby mx.example.com; Mon, 1 Jan 2024 10:00:00 +0000
From: a@a.example
Authentication-Results: mx.example.com; dkim=pass header.d=a.example

Body.
`);
    await server.open(uri, text);
    const results = read(text, await full()).filter((token) => token.includes('mailResult'));
    assert.deepEqual(results, ['pass mailResult.observed', 'pass mailResult.claimed']);
  });

  it("reach forwarded messages when the editor is idle; on the screen come the header's at once", async () => {
    await server.open(uri, forwarding);
    const range = { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } };
    const screen = await server.ask<SemanticTokens>('textDocument/semanticTokens/range', uri, {
      range,
    });
    assert.ok(read(forwarding, screen).includes('192.0.2.7 mailAddress.observed'));
    assert.deepEqual(server.analyses, [`message ${uri}`]);
    const asked = full();
    await server.becomeIdle();
    assert.ok(read(forwarding, await asked).includes(`${impossible} mailAddress.forged`));
  });

  it('are not for our own complaints', async () => {
    const draft = 'file:///mail/one.complaint.eml';
    await server.open(draft, forged);
    const { data } = await server.ask<SemanticTokens>('textDocument/semanticTokens/full', draft);
    assert.deepEqual(data, []);
  });

  it('are cut into lines and end somewhere', async () => {
    const hop =
      'Received: from "a\r\n b" (c [192.0.2.1]) by d.example; Mon, 1 Jan 2024 10:00:00 +0000\r\n';
    const text = `${hop.repeat(20_000)}\r\nBody`;
    await server.open(uri, text);
    const { data } = await full();
    assert.ok(data.length / 5 < 20_000, `${data.length / 5} tokens`);
    read(text, { data });
  }).timeout(20_000);

  it('are asked for again when the settings change', async () => {
    const other = await startHarness({
      capabilities: {
        workspace: {
          semanticTokens: { refreshSupport: true },
          codeLens: { refreshSupport: true },
          inlayHint: { refreshSupport: true },
        },
      },
    });
    const asked = ['semanticTokens', 'codeLens', 'inlayHint'].map(
      (what) =>
        new Promise<void>((resolve) => {
          other.client.onRequest(`workspace/${what}/refresh`, () => {
            resolve();
            return null;
          });
        }),
    );
    await other.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await Promise.all(asked);
    await other.stop();
  });
});
