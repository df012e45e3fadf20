import assert from 'node:assert/strict';
import type { SelectionRange } from 'vscode-languageserver/node';
import { startHarness, type Harness } from './harness.ts';
import { crlf, forwarding } from './messages.ts';

const uri = 'file:///mail/one.eml';
const text = crlf(`Return-Path: <a@a.example>
Received: from a.example (b.example [192.0.2.7])
\tby mx.example.com; Mon, 1 Jan 2024 10:00:00 +0000
Received: from c.example by a.example;
\tMon, 1 Jan 2024 09:59:59 +0000
From: "Ada" <ada@a.example>, Bob <bob@b.example>
Subject: one

First line,
second word here.

Another.
`);

describe('selection', () => {
  let server: Harness;
  beforeEach(async () => {
    server = await startHarness();
  });
  afterEach(() => server.stop());

  /** What is selected, from the word outwards, cut to its ends. */
  const grown = async (word: string, behind = 0): Promise<string[]> => {
    const { start } = server.rangeOf(uri, word);
    const position = { line: start.line, character: start.character + behind };
    const [first] = await server.ask<SelectionRange[]>('textDocument/selectionRange', uri, {
      positions: [position],
    });
    const all: string[] = [];
    for (let one = first; one !== undefined; one = one.parent) {
      const covered = server.textAt(uri, one.range).replaceAll('\r\n', '\n');
      all.push(covered.length > 60 ? `${covered.slice(0, 20)}…${covered.slice(-20)}` : covered);
    }
    return all;
  };

  it('grows by token, clause, field, block and header', async () => {
    await server.open(uri, text);
    assert.deepEqual(await grown('192.0.2.7', 1), [
      '192',
      '192.0.2.7',
      '[192.0.2.7]',
      'b.example [192.0.2.7]',
      '(b.example [192.0.2.7])',
      'a.example (b.example [192.0.2.7])',
      'from a.example (b.example [192.0.2.7])',
      'from a.example (b.ex… 2024 10:00:00 +0000',
      'Received: from a.exa… 2024 10:00:00 +0000',
      'Return-Path: <a@a.ex… 2024 09:59:59 +0000',
      'Return-Path: <a@a.ex…ample>\nSubject: one\n',
      'Return-Path: <a@a.ex…ord here.\n\nAnother.\n',
    ]);
  });

  it('grows by mailbox in a list of them', async () => {
    await server.open(uri, text);
    const found = await grown('ada@', 1);
    for (const piece of ['ada', 'ada@a.example', '<ada@a.example>', '"Ada" <ada@a.example>'])
      assert.ok(found.includes(piece), found.join('\n'));
  });

  it('grows by line, paragraph and body', async () => {
    await server.open(uri, text);
    assert.deepEqual(await grown('word'), [
      'word',
      'second word here.',
      'First line,\nsecond word here.',
      'First line,\nsecond word here.\n\nAnother.\n',
      'Return-Path: <a@a.ex…ord here.\n\nAnother.\n',
    ]);
  });

  it('grows by part and by forwarded message', async () => {
    await server.open(uri, forwarding);
    const found = await grown('500.202', 1);
    assert.ok(
      found.some((one) => one.startsWith('Content-Type: messag')),
      found.join('\n'),
    );
    assert.ok(found.filter((one) => one.startsWith('Received: from mail')).length >= 3);
    for (let at = 1; at < found.length; at++) {
      assert.notEqual(found[at], found[at - 1]);
    }
  });

  it('looks at the parts of a draft once, however many cursors there are', async () => {
    const draft = 'file:///mail/one.complaint.eml';
    await server.open(draft, forwarding);
    const last = forwarding.split('\n').length - 2;
    const positions = Array.from({ length: 50 }, (_, index) => ({ line: last, character: index }));
    await server.ask('textDocument/selectionRange', draft, { positions });
    const looks = server.analyses.filter((one) => one === `parts ${draft}`);
    assert.ok(looks.length > 0 && looks.length <= 2, String(looks.length));
  });
});
