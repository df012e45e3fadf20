import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import type { DocumentSymbol, SymbolInformation } from 'vscode-languageserver/node';
import { startHarness, type Harness } from './harness.ts';
import { crlf, forwarding, plain } from './messages.ts';

const uri = 'file:///mail/one.eml';
const draft = 'file:///mail/one.complaint.eml';
const samples = new URL('../../samples/', import.meta.url);
const tree = { textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } } };

/** Names with their details, indented. */
function drawn(symbols: readonly DocumentSymbol[], depth = 0): string[] {
  return symbols.flatMap(({ name, detail, children = [] }) => [
    `${'  '.repeat(depth)}${name}${detail === undefined ? '' : ` (${detail})`}`,
    ...drawn(children, depth + 1),
  ]);
}

/** The names on the way to the place, as an editor finds them for its breadcrumbs: the first range that holds it. */
function crumbs(symbols: readonly DocumentSymbol[], line: number): string[] {
  const found = symbols.find(({ range }) => range.start.line <= line && line <= range.end.line);
  return found === undefined ? [] : [found.name, ...crumbs(found.children ?? [], line)];
}

describe('symbols', () => {
  let server: Harness;
  beforeEach(async () => {
    server = await startHarness({ capabilities: tree });
  });
  afterEach(() => server.stop());

  const symbols = (of = uri): Promise<DocumentSymbol[]> =>
    server.ask('textDocument/documentSymbol', of);

  it('group the header, newest hop first, and tell the size of the body', async () => {
    await server.open(uri, plain);
    assert.deepEqual(drawn(await symbols()), [
      'Route (1 hop · source 192.0.2.7)',
      '  Hop 1: mx.example.com (from 192.0.2.7 · border)',
      'Who (From, To)',
      '  From (sender@example.org)',
      '  To (reader@example.com)',
      'What (Subject, Date, Message-ID)',
      '  Subject (Hello)',
      '  Date (Mon, 1 Jan 2024 09:59:58 +0000)',
      '  Message-ID (<1@example.org>)',
      '1 text/plain (11 bytes)',
    ]);
    assert.deepEqual(server.analyses, [`message ${uri}`, `parts ${uri}`]);
  });

  it('nest forwarded messages in their parts, when the editor is idle', async () => {
    await server.open(uri, forwarding);
    const asked = symbols();
    await server.becomeIdle();
    const lines = drawn(await asked);
    const at = lines.indexOf('multipart/mixed (569 bytes)');
    assert.notEqual(at, -1, lines.join('\n'));
    assert.deepEqual(lines.slice(at + 1, at + 5), [
      '  1 text/plain (10 bytes)',
      '  2 message/rfc822 (475 bytes)',
      '    Hello (2 hops · source 192.0.2.7)',
      '      Route (2 hops · source 192.0.2.7)',
    ]);
    assert.ok(lines.some((line) => /^ {8}Hop 2: mail\.example\.org .*contradicted/.test(line)));
  });

  it('lead the breadcrumbs to the field, whatever stands between the hops', async () => {
    const text = crlf(`Delivered-To: reader@example.com
Received: from a.example (a.example [192.0.2.7])
\tby mx.example.com; Mon, 1 Jan 2024 10:00:00 +0000
Authentication-Results: mx.example.com; spf=pass smtp.mailfrom=a.example
Return-Path: <sender@a.example>
Received: from b.example (b.example [192.0.2.8])
\tby a.example; Mon, 1 Jan 2024 09:59:59 +0000
From: sender@a.example
Subject: one
To: reader@example.com

Body.
`);
    await server.open(uri, text);
    const found = await symbols();
    const names = text.split('\r\n').map((_, line) => crumbs(found, line));
    assert.deepEqual(names.slice(0, 10), [
      ['Route', 'Delivered-To'],
      ['Route', 'Hop 1: mx.example.com'],
      ['Route', 'Hop 1: mx.example.com'],
      ['Route', 'Authentication', 'Authentication-Results'],
      ['Route', 'Return-Path'],
      ['Route', 'Hop 2: a.example'],
      ['Route', 'Hop 2: a.example'],
      ['Who', 'From'],
      ['What', 'Subject'],
      ['Who', 'To'],
    ]);
  });

  it('lead the breadcrumbs to every field of every sample', async () => {
    for (const name of await readdir(samples)) {
      if (!name.endsWith('.eml')) continue;
      const text = await readFile(new URL(name, samples), 'utf8');
      const sample = `file:///mail/${name}`;
      await server.open(sample, text);
      const asked = symbols(sample);
      await server.becomeIdle();
      const found = await asked;
      const lines = text.slice(0, text.search(/\r?\n\r?\n/)).split(/\r?\n/);
      for (const [at, line] of lines.entries()) {
        const field = /^([\w-]+):/.exec(line)?.[1];
        if (field === undefined) continue;
        const way = crumbs(found, at);
        assert.ok(way.length >= 2, `${name}: ${line}`);
        assert.match(way.at(-1) ?? '', field === 'Received' ? /^Hop / : new RegExp(`^${field}$`));
      }
    }
  });

  it('show no control characters and end somewhere, whatever the message', async () => {
    const many = `X-A: \u202eabc\u0007\r\n`.repeat(5000);
    const parts = `--b\r\n\r\nx\r\n`.repeat(3000);
    const text = `Content-Type: multipart/mixed; boundary=b\r\n${many}\r\n${parts}`;
    await server.open(uri, text);
    const asked = symbols();
    await server.becomeIdle();
    const lines = drawn(await asked);
    assert.ok(lines.length < 1500, `${lines.length} symbols`);
    assert.ok(lines.some((line) => line.includes('… and 4,800 more fields')));
    assert.ok(lines.some((line) => line.includes('more parts')));
    assert.ok(lines.every((line) => !/[\p{Cc}\u202e]/u.test(line)));
  });

  it('of a complaint tell its parts, and nothing of a route', async () => {
    await server.open(draft, forwarding);
    const lines = drawn(await symbols(draft));
    assert.ok(lines.some((line) => line.startsWith('  2 message/rfc822')));
    assert.ok(lines.every((line) => !line.includes('Hop') && !line.includes('source')));
    assert.ok(!server.analyses.includes(`message ${draft}`));
  });

  it('are flat for an editor that knows no tree', async () => {
    const other = await startHarness();
    await other.open(uri, plain);
    const flat = await other.ask<SymbolInformation[]>('textDocument/documentSymbol', uri);
    const hop = flat.find(({ name }) => name.startsWith('Hop 1'));
    assert.equal(hop?.containerName, 'Route');
    assert.equal(hop.location.uri, uri);
    await other.stop();
  });
});
