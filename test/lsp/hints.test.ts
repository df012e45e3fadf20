import assert from 'node:assert/strict';
import type { InlayHint } from 'vscode-languageserver/node';
import { startHarness, type Harness, type Options } from './harness.ts';
import { crlf, forwarding } from './messages.ts';

const uri = 'file:///mail/one.eml';
const everything = { start: { line: 0, character: 0 }, end: { line: 100_000, character: 0 } };

const text = crlf(`Received: from a.example (a.example [192.0.2.7])
\tby mx.example.com; Mon, 1 Jan 2024 10:02:05 +0000
Received: from b.example (b.example [192.0.2.8])
\tby a.example; Mon, 1 Jan 2024 10:00:00 +0000
Received: from c.example (c.example [192.0.2.9])
\tby b.example; Mon, 1 Jan 2024 10:00:03 +0000
From: =?utf-8?Q?J=C3=BCrgen?= <j@xn--bcher-kva.example>
Subject: =?utf-8?Q?one_?=
 =?utf-8?Q?two?= three

Body =?utf-8?Q?four?=
`);

describe('hints', () => {
  let server: Harness;
  const start = async (options: Options = {}): Promise<void> => {
    server = await startHarness(options);
  };
  afterEach(() => server.stop());

  /** The lines that have hints, with their labels in brackets where they stand. */
  const shown = async (of = uri, message = text): Promise<string[]> => {
    await server.open(of, message);
    const hints = await server.ask<InlayHint[]>('textDocument/inlayHint', of, {
      range: everything,
    });
    const lines = message.split(/\r\n|\n/);
    for (const { position, label } of hints.toReversed()) {
      const line = lines[position.line] ?? '';
      const at = position.character;
      lines[position.line] =
        `${line.slice(0, at)}[${typeof label === 'string' ? label : ''}]${line.slice(at)}`;
    }
    return lines.filter(
      (line) => (line.includes('[') && !line.includes('[192')) || line.includes('[hop'),
    );
  };

  it('stand where they explain something', async () => {
    await start();
    assert.deepEqual(await shown(), [
      'Received: [hop 1]from a.example (a.example [192.0.2.7])',
      '\tby mx.example.com; Mon, 1 Jan 2024 10:02:05 +0000[+2 min 5 s]',
      'Received: [hop 2]from b.example (b.example [192.0.2.8])',
      '\tby a.example; Mon, 1 Jan 2024 10:00:00 +0000[\u22123 s]',
      'Received: [hop 3]from c.example (c.example [192.0.2.9])',
      'From: =?utf-8?Q?J=C3=BCrgen?=[Jürgen] <j@xn--bcher-kva.example[bücher.example]>',
      ' =?utf-8?Q?two?=[one two] three',
    ]);
  });

  it('can be turned off one by one', async () => {
    await start({ settings: () => ({ inlayHints: { hopNumber: false, decodedWords: false } }) });
    const lines = await shown();
    assert.ok(lines.every((line) => !line.includes('[hop') && !line.includes('[Jürgen]')));
    assert.ok(lines.some((line) => line.includes('[+2 min 5 s]')));
    assert.ok(lines.some((line) => line.includes('[bücher.example]')));
  });

  it('say nothing of a route in a complaint of ours', async () => {
    await start();
    const lines = await shown('file:///mail/one.complaint.eml');
    assert.ok(lines.some((line) => line.includes('[Jürgen]')));
    assert.ok(lines.every((line) => !/\[hop|\[\+2/.test(line)));
  });

  it('of the lines on the screen never look at the body', async () => {
    await start();
    await server.open(uri, forwarding);
    const range = { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } };
    const hints = await server.ask<InlayHint[]>('textDocument/inlayHint', uri, { range });
    assert.equal(hints.length, 1);
    assert.deepEqual(server.analyses, [`message ${uri}`]);
    const later = server.ask<InlayHint[]>('textDocument/inlayHint', uri, { range: everything });
    await server.becomeIdle();
    assert.deepEqual(
      (await later).map(({ label }) => label),
      ['hop 1', 'hop 1', '+1 s', 'hop 2'],
    );
  });

  it('are plain text without what nobody sees, whatever the sender wrote', async () => {
    await start();
    const hostile =
      crlf(`From: =?utf-8?Q?=E2=80=AE![x](http://evil.example/x.png)=07?= <a@a.example>
Subject: =?utf-8?Q?${'a'.repeat(500)}?=

`);
    await server.open(uri, hostile);
    const hints = await server.ask<InlayHint[]>('textDocument/inlayHint', uri, {
      range: everything,
    });
    assert.equal(hints.length, 2);
    for (const { label, tooltip } of hints) {
      assert.ok(typeof label === 'string' && label.length <= 60);
      assert.ok(typeof tooltip === 'object' && tooltip.kind === 'plaintext');
      assert.doesNotMatch(label + tooltip.value, /[\p{Cc}\u202e]/u);
    }
  });
});
