import assert from 'node:assert/strict';
import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import { changeSettingCommand, commands } from '../../server/src/lsp/protocol.ts';
import { startHarness, type Harness } from './harness.ts';
import { crlf, forged, forwarding, impossible, plain } from './messages.ts';

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
        ['Look up 192.0.2.7', commands.lookUp, [{ subjects: ['192.0.2.7'] }]],
        ['Look up example.org', commands.lookUp, [{ subjects: ['example.org'] }]],
        [
          'Look up everything about this hop',
          commands.lookUp,
          [{ subjects: ['192.0.2.7', 'example.org'] }],
        ],
        ['Trace the way to 192.0.2.7', commands.alive, [{ address: '192.0.2.7' }]],
        ['Find out whom to tell', commands.contacts, [{ uri, part: null }]],
      ],
    );
  });

  it('where no program can be started and no signature be verified offer neither', async () => {
    const browser = await startHarness({ runtime: { run: null, verify: null } });
    await browser.open(uri, plain.replace('From:', 'DKIM-Signature: v=1\r\nFrom:'));
    const found = await Promise.all(
      ['192.0.2.7', 'DKIM-Signature', 'sender@'].map(async (word) =>
        (await browser.codeActions(uri, word)).map(({ title }) => title),
      ),
    );
    assert.ok(found[0]?.includes('Look up 192.0.2.7'));
    assert.ok(!found.flat().some((title) => /Trace the way|Verify|body hashes/.test(title)));
    await browser.stop();
  });

  it('do not offer the way to an address where lookups are off', async () => {
    const careful = await startHarness({ settings: () => ({ lookups: 'off' }) });
    await careful.open(uri, plain);
    const found = (await careful.codeActions(uri, '192.0.2.7')).map(({ title }) => title);
    assert.ok(!found.some((title) => title.startsWith('Trace the way')), String(found));
    await careful.stop();
  });

  it('anywhere else offer nothing', async () => {
    await server.open(uri, plain);
    assert.deepEqual(await titles('Subject'), []);
    assert.deepEqual(await titles('Good day'), []);
  });

  it('on a host, a mailbox or an address anywhere offer to look it up', async () => {
    const text = crlf(`Return-Path: <bounce@lists.example.net>
Reply-To: "drop box" <box@freemail.example>
X-Originating-IP: [203.0.113.9]
DKIM-Signature: v=1; a=rsa-sha256; d=signer.example; s=s1; h=From; bh=x; b=y
`);
    const body = 'See https://login.example.com/a?b=1 or write to jane@mail.example.org.\n';
    await server.open(uri, text + calling(body));
    for (const [word, subject] of [
      ['bounce@', 'example.net'],
      ['freemail', 'freemail.example'],
      ['203.0.113.9', '203.0.113.9'],
      ['signer.example', 'signer.example'],
      ['login', 'example.com'],
      ['jane@', 'example.org'],
    ] as const) {
      const [first] = await server.codeActions(uri, word);
      assert.equal(first?.title, `Look up ${subject}`, word);
      assert.deepEqual(first.command?.arguments, [{ subjects: [subject] }]);
    }
    assert.deepEqual(await titles('drop box'), []);
    assert.deepEqual(await titles('See'), []);
  });

  /** The body in place of plain's own. */
  const calling = (body: string, fields = ''): string =>
    plain.replace('\r\n\r\nGood day.\r\n', `\r\n${fields}\r\n${crlf(body)}`);

  it('on a telephone number in the body offer to look it up, and the list of all', async () => {
    await server.open(uri, calling('Good day.\nCall +44 20 7946 0018 now, not 2024!\n'));
    await server.becomeIdle();
    const actions = await server.codeActions(uri, '7946');
    assert.deepEqual(
      actions.map(({ title, command }) => [title, command?.command, command?.arguments]),
      [
        [
          'Look up the telephone number +44 20 7946 0018',
          commands.lookUpPhone,
          [{ uri, part: null, number: '+442079460018' }],
        ],
        ['List contact points', commands.contactPoints, [{ uri, part: null }]],
      ],
    );
    assert.deepEqual(await titles('Good day'), []);
    assert.deepEqual(await titles('2024!'), []);
  });

  it('know a number that is spelled, and one in a part that is encoded but to be read', async () => {
    await server.open(
      uri,
      calling(
        'Call 1-800-FLOWERS=20or\n(212) 736-5000 =\nnow.\n',
        'Content-Transfer-Encoding: quoted-printable\r\n',
      ),
    );
    await server.becomeIdle();
    assert.ok((await titles('FLOWERS')).includes('Look up the telephone number +1 800 356 9377'));
    assert.ok((await titles('736-5000')).includes('Look up the telephone number +1 212 736 5000'));
    assert.deepEqual(await titles('now.'), []);
  });

  it('offer nothing for digits that nobody sees', async () => {
    const hidden = Buffer.from('Call +44 20 7946 0018 now. 1234567890').toString('base64');
    await server.open(uri, calling(hidden, 'Content-Transfer-Encoding: base64\r\n'));
    await server.becomeIdle();
    assert.deepEqual(await titles(hidden.slice(0, 12)), []);
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
      'Look up example.net',
      'Find out whom to tell',
    ]);
    await server.replace(
      uri,
      `big.example.net (big.example.net [${impossible}])`,
      'victim.example (unknown [10.0.0.1])',
    );
    assert.deepEqual(await titles('10.0.0.1'), [
      'Generate complaint',
      'Look up example.org',
      'Find out whom to tell',
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
    assert.equal((await server.codeActions(uri, '192.0.2.7', [], ['quickfix'])).length, 6);
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
      assert.deepEqual(change(action), {
        setting: 'rules',
        rule: 'duplicate-header',
        level: 'off',
      });
    }
    await ours.stop();
  });
});

/** What our client is to write. */
function change(action: CodeAction | undefined): unknown {
  assert.equal(action?.command?.command, changeSettingCommand);
  return action.command.arguments?.[0];
}

/** The border is mx.example.com, which saw relay.example.net; what stands beneath is only claimed. */
const relayed = crlf(`Received: from mx.example.com (mx.example.com [10.0.0.2])
\tby store.example.com (Postfix) with ESMTP id 4ABC13; Mon, 1 Jan 2024 10:00:01 +0000
Received: from relay.example.net (relay.example.net [192.0.2.7])
\tby mx.example.com (Postfix) with ESMTP id 4ABC12; Mon, 1 Jan 2024 10:00:00 +0000
Received: from out.example.org (unknown [198.51.100.9])
\tby relay.example.net (Postfix) with ESMTP id 4ABC11; Mon, 1 Jan 2024 09:59:59 +0000
From: sender@example.org
Date: Mon, 1 Jan 2024 09:59:58 +0000

Good day.
`);

describe('code actions that write settings', () => {
  let settings: object = {};
  let server: Harness;
  beforeEach(async () => {
    settings = {};
    server = await startHarness({
      initializationOptions: { clientFiles: true },
      settings: () => settings,
    });
  });
  afterEach(() => server.stop());

  /** Titles and arguments of what is offered beyond complaints and lookups. */
  const offered = async (
    word: string,
    diagnostics: Diagnostic[] = [],
  ): Promise<Map<string, unknown>> => {
    const actions = await server.codeActions(uri, word, diagnostics);
    const ours = actions.filter(({ command }) => command?.command === changeSettingCommand);
    return new Map(ours.map((action) => [action.title, change(action)]));
  };

  const changeSettings = async (value: object): Promise<void> => {
    settings = value;
    await server.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
  };

  it('take the server of a field, and whom it saw, for own hosts', async () => {
    await server.open(uri, relayed);
    assert.deepEqual(
      [...(await offered('192.0.2.7'))],
      [
        ['This host is mine: mx.example.com', { setting: 'ownHosts', add: ['mx.example.com'] }],
        [
          'This host is mine: relay.example.net',
          { setting: 'ownHosts', add: ['relay.example.net'] },
        ],
        [
          'These are my servers: store.example.com, mx.example.com',
          { setting: 'ownHosts', add: ['store.example.com', 'mx.example.com'] },
        ],
      ],
    );
    // No name was looked up: the address, never the HELO name.
    assert.deepEqual(
      [...(await offered('198.51.100.9')).keys()],
      [
        'This host is mine: relay.example.net',
        'This host is mine: 198.51.100.9',
        'These are my servers: store.example.com, mx.example.com, relay.example.net',
      ],
    );
  });

  it('judge anew at once, and offer nothing that is known', async () => {
    const source = async (): Promise<unknown> =>
      server.client.sendRequest('spamPatrol/source', { uri });
    await server.open(uri, relayed);
    await server.diagnostics(uri);
    assert.deepEqual(await source(), { ip: '192.0.2.7', hops: 3 });
    await changeSettings({ ownHosts: ['example.com', 'relay.example.net'] });
    await server.diagnostics(uri);
    assert.deepEqual(await source(), { ip: '198.51.100.9', hops: 3 });
    assert.deepEqual([...(await offered('192.0.2.7')).keys()], []);
    assert.deepEqual(
      [...(await offered('198.51.100.9')).keys()],
      ['This host is mine: 198.51.100.9'],
    );
  });

  it('take nothing from a field that is made up, nor a name that cannot be one', async () => {
    await server.open(uri, forged);
    assert.deepEqual([...(await offered(impossible)).keys()], []);
    await server.replace(uri, 'by mx.example.com', 'by mx_|_.example.com');
    assert.deepEqual(
      [...(await offered('192.0.2.7')).keys()],
      ['This host is mine: mail.example.org'],
    );
  });

  it('join two houses that a finding took for two, and the finding goes', async () => {
    const broken = relayed.replace('by relay.example.net', 'by smtp.example.info');
    await server.open(uri, broken);
    const diagnostics = await server.diagnostics(uri);
    assert.deepEqual(
      diagnostics.map(({ code, data }): unknown => [code, data]),
      [['broken-link', { organisations: ['example.net', 'example.info'] }]],
    );
    const actions = await offered('smtp.example.info', diagnostics);
    assert.deepEqual(actions.get('Same organisation: example.net and example.info'), {
      setting: 'organisations',
      add: ['example.net=example.info'],
    });
    await changeSettings({ organisations: ['example.net=example.info'] });
    assert.deepEqual(await server.diagnostics(uri), []);
  });

  it('believe no data that went over the wire', async () => {
    await server.open(uri, relayed);
    const [known] = await server.diagnostics(uri);
    assert.equal(known, undefined);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
    const forge = (organisations: unknown): Diagnostic => ({
      range,
      message: 'x',
      source: 'Spam Patrol',
      code: 'broken-link',
      data: { organisations },
    });
    const bad = [
      7,
      ['a.example'],
      ['a.example', 7],
      ['a.example', 'b'],
      ['a', '](http://b.example)'],
    ];
    const titles = [...(await offered('Received', bad.map(forge))).keys()];
    assert.deepEqual(
      titles.filter((title) => title.startsWith('Same')),
      [],
    );
  });

  it('are none of other editors', async () => {
    const other = await startHarness();
    await other.open(uri, relayed);
    const actions = await other.codeActions(uri, '192.0.2.7');
    assert.ok(!actions.some(({ command }) => command?.command === changeSettingCommand));
    await other.stop();
  });
});
