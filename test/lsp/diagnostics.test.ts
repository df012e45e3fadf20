import assert from 'node:assert/strict';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver/node';
import { startHarness, type Harness } from './harness.ts';
import { forged, forwarding, impossible, plain } from './messages.ts';

const uri = 'file:///mail/one.eml';

describe('diagnostics', () => {
  let server: Harness;
  beforeEach(async () => {
    server = await startHarness();
  });
  afterEach(() => server.stop());

  const errors = (diagnostics: readonly Diagnostic[]): string[] =>
    diagnostics
      .filter(({ severity }) => severity === DiagnosticSeverity.Error)
      .map(({ range }) => server.textAt(uri, range));

  it('appear when a message is opened, with a page that explains the rule', async () => {
    await server.open(uri, forged);
    const diagnostics = await server.diagnostics(uri);
    assert.deepEqual(errors(diagnostics), [impossible]);
    const error = diagnostics.find(({ severity }) => severity === DiagnosticSeverity.Error);
    assert.equal(error?.source, 'Spam Patrol');
    assert.match(
      error.codeDescription?.href ?? '',
      new RegExp(`^https://github\\.com/spam-patrol/.*/docs/rules/${String(error.code)}\\.md$`),
    );
  });

  it('are not told again of an earlier version of the message', async () => {
    const before = `git:/mail/one.eml?${encodeURIComponent('{"ref":"HEAD"}')}`;
    await server.open(before, forged);
    assert.ok((await server.hover(before, 'Received')) !== null);
    await server.open(uri, forged);
    await server.diagnostics(uri);
    assert.equal(server.hasDiagnostics(before), false);
  });

  it('accuse nobody without reason', async () => {
    await server.open(uri, plain);
    assert.deepEqual(await server.diagnostics(uri), []);
  });

  it('follow an edit in the header', async () => {
    await server.open(uri, forged);
    await server.diagnostics(uri);
    await server.replace(uri, impossible, '192.0.2.9');
    assert.deepEqual(errors(await server.diagnostics(uri)), []);
    await server.replace(uri, '192.0.2.9', '192.0.2.999');
    assert.deepEqual(errors(await server.diagnostics(uri)), ['192.0.2.999']);
  });

  it('follow an edit that begins in the header and is told with its end first', async () => {
    await server.open(uri, forged);
    await server.diagnostics(uri);
    const { start: end } = server.rangeOf(uri, impossible);
    const start = { line: forged.split('\n').length, character: 0 };
    await server.client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: { start, end }, text: '192.0.2.9]) by mx.example.com\r\n\r\n' }],
    });
    assert.deepEqual(errors(await server.diagnostics(uri)), []);
  });

  it('go when the document is closed, and the analysis with them', async () => {
    await server.open(uri, forged);
    await server.diagnostics(uri);
    await server.close(uri);
    assert.deepEqual(await server.diagnostics(uri), []);
    // The same version of another text: whoever remembers the first one is wrong.
    await server.open(uri, plain);
    assert.deepEqual(await server.diagnostics(uri), []);
    assert.deepEqual(server.analyses, [`message ${uri}`, `message ${uri}`]);
  });

  it('are about the text that is open, when a document takes the name and the version of a closed one', async () => {
    await server.open(uri, 'Content-Type: multipart/mixed; boundary=x\n\n', 2);
    await server.diagnostics(uri);
    // It waits for the second pass, and goes on when the document closes.
    const outline = server.ask('textDocument/documentSymbol', uri);
    await server.hover(uri, 'Content');
    await server.close(uri);
    await outline;
    assert.deepEqual(await server.diagnostics(uri), []);
    await server.open(uri, forged, 2);
    assert.deepEqual(errors(await server.diagnostics(uri)), [impossible]);
  });

  it('cost nothing when the edit is below the header', async () => {
    await server.open(uri, forged);
    await server.diagnostics(uri);
    await server.becomeIdle();
    await server.replace(uri, 'Good day.', 'Good evening,\r\nand good night.');
    await server.becomeIdle();
    await server.replace(uri, 'evening', 'morning');
    await server.becomeIdle();
    assert.equal(server.analyses.filter((what) => what.startsWith('message')).length, 1);
    assert.equal(server.hasDiagnostics(uri), false);
    assert.notEqual(await server.hover(uri, impossible), null);
    assert.equal(server.analyses.filter((what) => what.startsWith('message')).length, 1);
  });

  it('read the header again when a change begins in it, wherever that ends', async () => {
    await server.open(uri, plain);
    await server.diagnostics(uri);
    await server.replace(uri, 'org>\r\n\r\nGood', 'org>\r\nReceived: nonsense\r\n\r\nGood');
    await server.diagnostics(uri);
    assert.equal(server.analyses.filter((what) => what.startsWith('message')).length, 2);
  });

  it('read the header again when text is appended to one that has no end', async () => {
    const open = 'Received: from a.example by b.example; Mon, 1 Jan 2024 10:00:00 +0000\n';
    await server.open(uri, `${open}#`);
    await server.diagnostics(uri);
    await server.replace(uri, '#', `Received: from c.example ([${impossible}]) by a.example\n`);
    assert.deepEqual(errors(await server.diagnostics(uri)), [impossible]);
  });

  it('come for a forwarded message when the editor is idle, not before', async () => {
    await server.open(uri, forwarding);
    assert.deepEqual(await server.diagnostics(uri), []);
    assert.deepEqual(server.analyses, [`message ${uri}`]);
    await server.becomeIdle();
    assert.deepEqual(errors(await server.diagnostics(uri)), [impossible]);
    await server.replace(uri, impossible, '192.0.2.9');
    await server.becomeIdle();
    assert.deepEqual(errors(await server.diagnostics(uri)), []);
    assert.equal(server.analyses.filter((what) => what.startsWith('message')).length, 1);
  });

  it('come for the body when the editor is idle, and go with what they were about', async () => {
    const letter = plain.replace('\r\n\r\n', '\r\nContent-Type: multipart/mixed\r\n\r\n');
    await server.open(uri, letter);
    assert.deepEqual(await server.diagnostics(uri), []);
    await server.becomeIdle();
    const [diagnostic] = await server.diagnostics(uri);
    assert.equal(diagnostic?.code, 'mime-impossible');
    await server.replace(uri, 'Good day.', '');
    await server.becomeIdle();
    assert.deepEqual(await server.diagnostics(uri), []);
  });

  it('are put off again by every edit while the editor is busy', async () => {
    await server.open(uri, forwarding);
    await server.diagnostics(uri);
    for (const [old, text] of [
      ['See below', 'See'],
      ['See', 'Look'],
    ] as const) {
      await server.replace(uri, old, text);
      // The answer comes behind the edit.
      await server.hover(uri, 'Received');
    }
    await server.becomeIdle();
    assert.deepEqual(errors(await server.diagnostics(uri)), [impossible]);
    assert.deepEqual(server.analyses, [`message ${uri}`, `forwarded ${uri}`]);
  });

  it('of a complaint draft say nothing about routes', async () => {
    for (const name of ['one.complaint.eml', 'one-2.complaint.eml']) {
      const draft = `file:///mail/${name}`;
      await server.open(draft, forwarding);
      assert.deepEqual(await server.diagnostics(draft), []);
    }
    assert.deepEqual(server.analyses, []);
  });

  it('of a complaint draft say that it has no recipient', async () => {
    const draft = 'file:///mail/one.complaint.eml';
    await server.open(draft, 'Subject: Spam from your system\r\n\r\nPlease look into it.\r\n');
    const [diagnostic, ...rest] = await server.diagnostics(draft);
    assert.equal(diagnostic?.code, 'complaint-no-recipient');
    assert.deepEqual(rest, []);
  });

  it('are bounded, and the last one counts those left out', async () => {
    const field = `Received: from x (x [${impossible}]) by y; Mon, 32 Jan 2024 10:00:00 +0000\r\n`;
    await server.open(uri, plain.replace('From:', `${field.repeat(1000)}From:`));
    const diagnostics = await server.diagnostics(uri);
    assert.equal(diagnostics.length, 251);
    const last = diagnostics.at(-1)?.message;
    assert.match(typeof last === 'string' ? last : '', /^\d+ more findings are not shown/);
  });

  it('of hostile documents come all the same', async () => {
    const hostile = [
      '',
      '\0\u0001\u0002',
      'x'.repeat(1_000_000),
      '\ud800Received: \udfff',
      '\r\r\r',
    ];
    for (const [index, text] of hostile.entries()) {
      const odd = `file:///mail/odd-${index}.eml`;
      await server.open(odd, text);
      await server.diagnostics(odd);
    }
  });
});
