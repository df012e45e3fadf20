import assert from 'node:assert/strict';
import type { FoldingRange } from 'vscode-languageserver/node';
import { startHarness, type Harness } from './harness.ts';
import { crlf, forwarding } from './messages.ts';

const uri = 'file:///mail/one.eml';

describe('folding', () => {
  let server: Harness;
  beforeEach(async () => {
    server = await startHarness();
  });
  afterEach(() => server.stop());

  /** Each fold as its first line with the number of lines beneath it. */
  const folds = async (text: string): Promise<string[]> => {
    await server.open(uri, text);
    const asked = server.ask<FoldingRange[]>('textDocument/foldingRange', uri);
    if (/multipart/.test(text)) await server.becomeIdle();
    const lines = text.split(/\r\n|\n/);
    return (await asked).map(
      ({ startLine, endLine }) => `${lines[startLine] ?? ''} +${endLine - startLine}`,
    );
  };

  it('takes the trace fields as one block, every folded field, and quoted text', async () => {
    const text = crlf(`Return-Path: <a@a.example>
Received: from a.example (a.example [192.0.2.7])
\tby mx.example.com; Mon, 1 Jan 2024 10:00:00 +0000
Received-SPF: pass
Received: from b.example (b.example [192.0.2.8])
\tby a.example;
\tMon, 1 Jan 2024 09:59:59 +0000
From: a@a.example
Subject: one
 and more

> said
>> before
> them
Yes.
> one line
`);
    assert.deepEqual(await folds(text), [
      'Return-Path: <a@a.example> +9',
      'Received: from a.example (a.example [192.0.2.7]) +5',
      'Received: from b.example (b.example [192.0.2.8]) +2',
      'Subject: one +1',
      '> said +2',
    ]);
  });

  it('takes parts, and what is in a forwarded message', async () => {
    const found = await folds(forwarding);
    assert.ok(
      found.some((fold) => fold.startsWith('Content-Type: text/plain')),
      found.join('\n'),
    );
    assert.ok(found.some((fold) => fold.startsWith('Content-Type: message/rfc822')));
    assert.equal(found.filter((fold) => fold.startsWith('Received')).length, 3);
  });

  it('gives no more than the editor can take', async () => {
    const other = await startHarness({
      capabilities: { textDocument: { foldingRange: { rangeLimit: 10 } } },
    });
    await other.open(uri, 'X-A: b\n c\n'.repeat(50_000) + '\nBody');
    assert.equal((await other.ask<FoldingRange[]>('textDocument/foldingRange', uri)).length, 10);
    await other.stop();
  }).timeout(10_000);
});
