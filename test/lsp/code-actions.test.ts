import assert from 'node:assert/strict';
import type { Diagnostic } from 'vscode-languageserver';
import { commands, setRuleCommand } from '../../server/src/lsp/protocol.ts';
import { startHarness, type Harness } from './harness.ts';
import { forged, forwarding, impossible, plain } from './messages.ts';

const uri = 'file:///mail/one.eml';

describe('code actions', () => {
  let server: Harness;
  beforeEach(async () => {
    server = await startHarness();
  });
  afterEach(() => server.stop());

  const titles = async (word: string): Promise<string[]> =>
    (await server.codeActions(uri, word)).map(({ title }) => title);

  it('on a trace field offer a complaint and lookups of what its server saw', async () => {
    await server.open(uri, plain);
    const actions = await server.codeActions(uri, '192.0.2.7');
    assert.deepEqual(
      actions.map(({ title, command }) => [title, command?.command, command?.arguments]),
      [
        ['Generate complaint', commands.generateComplaint, [{ uri, part: null }]],
        ['Look up whois for 192.0.2.7', commands.whois, [{ subject: '192.0.2.7' }]],
        ['Look up whois for example.org', commands.whois, [{ subject: 'example.org' }]],
      ],
    );
  });

  it('anywhere else offer nothing', async () => {
    await server.open(uri, plain);
    assert.deepEqual(await titles('Subject'), []);
    assert.deepEqual(await titles('Good day'), []);
  });

  it('carry the diagnostics of the field, which makes them quick fixes', async () => {
    await server.open(uri, forged);
    const diagnostics = await server.diagnostics(uri);
    const [action] = await server.codeActions(uri, impossible, diagnostics);
    assert.ok(action?.diagnostics?.length);
    for (const { range } of action.diagnostics) {
      assert.ok(server.textAt(uri, range).length > 0);
      assert.ok(diagnostics.some((diagnostic) => diagnostic.range.start.line === range.start.line));
    }
  });

  it('never offer to look up what no machine can have, what is private, or what the client claimed', async () => {
    await server.open(uri, forged);
    assert.deepEqual(await titles(impossible), [
      'Generate complaint',
      'Look up whois for example.net',
    ]);
    await server.replace(
      uri,
      `big.example.net (big.example.net [${impossible}])`,
      'victim.example (unknown [10.0.0.1])',
    );
    assert.deepEqual(await titles('10.0.0.1'), [
      'Generate complaint',
      'Look up whois for example.org',
    ]);
  });

  it('on a forwarded message name its part', async () => {
    await server.open(uri, forwarding);
    const [action] = await server.codeActions(uri, impossible);
    assert.deepEqual(action?.command?.arguments, [{ uri, part: '2' }]);
  });

  it('are no refactorings, and none of a complaint draft', async () => {
    await server.open(uri, plain);
    assert.deepEqual(await server.codeActions(uri, '192.0.2.7', [], ['refactor']), []);
    assert.equal((await server.codeActions(uri, '192.0.2.7', [], ['quickfix'])).length, 3);
    const draft = 'file:///mail/one.complaint.eml';
    await server.open(draft, plain);
    assert.deepEqual(await server.codeActions(draft, '192.0.2.7'), []);
  });

  it('turn a rule off, in an editor with our client, which writes the setting', async () => {
    const twice = plain.replace('Subject:', 'Subject: one\r\nSubject:');
    const ours = await startHarness({ initializationOptions: { clientFiles: true } });
    for (const [harness, expected] of [
      [server, []],
      [ours, ['Turn this rule off: duplicate-header']],
    ] as const) {
      await harness.open('untitled:one', twice);
      const diagnostics = await harness.diagnostics('untitled:one');
      const foreign = { ...diagnostics[0], source: 'Spelling' } as Diagnostic;
      const actions = await harness.codeActions('untitled:one', 'Subject', [
        ...diagnostics,
        ...diagnostics,
        foreign,
      ]);
      assert.deepEqual(
        actions.map(({ title }) => title),
        expected,
      );
      const [action] = actions;
      if (action === undefined) continue;
      assert.equal(action.command?.command, setRuleCommand);
      assert.deepEqual(action.command.arguments, [{ rule: 'duplicate-header', level: 'off' }]);
    }
    await ours.stop();
  });
});
