/** A patrol as our client asks for it: files read through the client, findings as diagnostics of files that nobody opened. */
import assert from 'node:assert/strict';
import {
  CancellationTokenSource,
  DiagnosticSeverity,
  FileChangeType,
  ResponseError,
} from 'vscode-languageserver';
import {
  clearPatrolRequest,
  commands,
  complaintOfferRequest,
  patrolProgress,
  patrolRequest,
  readFileRequest,
  type ComplaintFact,
  type ComplaintOffer,
  type ComplaintOfferResult,
  type ComplaintResult,
  type PatrolParams,
  type PatrolProgress,
  type PatrolResult,
  type ReadFileParams,
} from '../../server/src/lsp/protocol.ts';
import { onceAsked, readIn, startHarness, type Harness, type Options } from './harness.ts';

const forged = [
  'Received: from a.example (b.example [203.0.113.5]) by mx.example.net; Tue, 11 Mar 2025 06:42:19 +0000',
  'Received: from c.example (c.example [192.0.2.300]) by d.example; Tue, 11 Mar 2025 06:42:10 +0000',
  'From: a@b.example',
  'Date: Tue, 11 Mar 2025 06:42:00 +0000',
  '',
  'body',
].join('\n');

const clean = forged.replace(/^Received: from c.*\n/m, '');

const wrapper = [
  'From: reader@example.com',
  'Date: Tue, 11 Mar 2025 06:42:00 +0000',
  'Content-Type: message/rfc822',
  '',
  forged,
].join('\n');

const mailbox = `From a@b.example Tue Mar 11 06:42:19 2025\n${clean}\n\nFrom a@b.example Tue Mar 11 06:42:19 2025\n${forged}\n`;

const uri = (name: string): string => `memfs:/mail/${name}`;

describe('a patrol', () => {
  let harness: Harness;
  const contents = new Map<string, string | Uint8Array>();
  /** What the client was asked to read. */
  let read: ReadFileParams[] = [];
  let progress: number[] = [];

  async function start(options: Options = {}): Promise<void> {
    harness = await startHarness({
      initializationOptions: { clientFiles: true },
      ...options,
      beforeStart: ({ client }) => {
        client.onRequest(readFileRequest, (params: ReadFileParams) => {
          read.push(params);
          const content = contents.get(params.uri);
          if (content === undefined) return new ResponseError(1, 'there is no such file');
          const bytes = Buffer.from(content);
          return { base64: bytes.subarray(0, params.length).toString('base64') };
        });
        client.onNotification(patrolProgress, ({ token, done }: PatrolProgress) => {
          assert.equal(token, 7);
          progress.push(done);
        });
      },
    });
  }

  beforeEach(() => {
    contents.clear();
    read = [];
    progress = [];
    for (const [name, content] of [
      ['clean.eml', clean],
      ['forged.eml', forged],
      ['wrapper.eml', wrapper],
      ['mailbox', mailbox],
    ] as const)
      contents.set(uri(name), content);
  });
  afterEach(() => harness.stop());

  function patrol(
    names: readonly string[],
    cancel = new CancellationTokenSource(),
  ): Promise<PatrolResult> {
    const params: PatrolParams = {
      token: 7,
      name: 'mail',
      files: names.map((name) => ({ uri: uri(name), name })),
      unreadable: [{ name: 'locked', reason: 'permission was denied' }],
    };
    return harness.client.sendRequest(patrolRequest, params, cancel.token);
  }

  /** The rules found in a file that nobody opened. */
  async function found(name: string): Promise<string[]> {
    const diagnostics = await harness.diagnostics(uri(name));
    return diagnostics.map(({ code, range }) => `${String(code)} ${range.start.line}`).sort();
  }

  it('reports on all files and lists what is grave, where it stands', async () => {
    await start();
    const result = await patrol(['clean.eml', 'forged.eml', 'gone.eml', 'mailbox', 'wrapper.eml']);
    assert.deepEqual(
      { ...result, report: '', links: [] },
      // The wrapper, too: it has a message of its own around the one that is forwarded.
      { report: '', links: [], messages: 6, flagged: 3, unreadable: 2, cancelled: false },
    );
    assert.match(result.report, /^Patrol of mail\n\n6 messages in 4 files/);
    assert.match(
      result.report,
      / {2}locked: permission was denied\n {2}gone\.eml: there is no such file\n/,
    );
    assert.match(result.report, /mailbox \(message 1\)/);
    assert.deepEqual(await found('forged.eml'), ['impossible-address 1', 'spoofed-hop 1']);
    assert.deepEqual(await found('wrapper.eml'), ['impossible-address 5', 'spoofed-hop 5']);
    assert.deepEqual(await found('mailbox'), ['impossible-address 9', 'spoofed-hop 9']);
    assert.equal(harness.hasDiagnostics(uri('clean.eml')), false);
    assert.equal(progress.at(-1), 5);
  });

  it('tells where each file name of the report leads: to the message, wherever it stands in its file', async () => {
    await start();
    const { report, links } = await patrol(['forged.eml', 'gone.eml', 'mailbox', 'wrapper.eml']);
    const led = new Map(
      links.map(({ start, end, uri: to, line }) => [report.slice(start, end), `${to} ${line}`]),
    );
    assert.deepEqual(
      [...led].sort(),
      [
        ['forged.eml', `${uri('forged.eml')} 0`],
        ['gone.eml', `${uri('gone.eml')} 0`],
        ['mailbox (message 1)', `${uri('mailbox')} 1`],
        ['mailbox (message 2)', `${uri('mailbox')} 8`],
        ['wrapper.eml', `${uri('wrapper.eml')} 0`],
        ['wrapper.eml (part 1)', `${uri('wrapper.eml')} 4`],
      ].filter(([name = '']) => report.includes(name)),
    );
    assert.ok(!links.some(({ start, end }) => report.slice(start, end) === 'locked'));
    assert.ok(links.every(({ letter }) => letter === null));
  });

  it('leads from an anonymous relay to its field, and from its postmaster to a letter', async () => {
    await start();
    const relay = 'firewall.example.org';
    contents.set(
      uri('relayed.eml'),
      clean.replace(
        'From:',
        `Received: from x.example by ${relay} (SMI-8.6/SMI-SVR4) id VAA02491; Tue, 11 Mar 2025 06:42:00 +0000\nFrom:`,
      ),
    );
    const { report, links } = await patrol(['mailbox', 'relayed.eml']);
    const texts = links.map(({ start, end }) => report.slice(start, end));
    const [host, postmaster] = [relay, 'postmaster@example.org'].map(
      (text) => links[texts.indexOf(text)],
    );
    assert.deepEqual([host?.uri, host?.line, host?.letter], [uri('relayed.eml'), 1, null]);
    assert.ok(postmaster?.letter);
    const written = await harness.execute<ComplaintResult>(
      commands.generateComplaint,
      postmaster.letter,
    );
    assert.ok(written.kind === 'composed');
    const draft = Buffer.from(written.base64, 'base64').toString('latin1');
    assert.match(draft, /^To: postmaster@example\.org\r$/m);
    assert.match(draft, /firewall\.example\.org/);
  });

  it('lists no finding below warning', async () => {
    await start({ settings: () => ({ rules: { 'impossible-address': 'hint' } }) });
    await patrol(['forged.eml']);
    const diagnostics = await harness.diagnostics(uri('forged.eml'));
    assert.ok(diagnostics.length > 0);
    for (const { severity } of diagnostics) assert.equal(severity, DiagnosticSeverity.Warning);
  });

  it('reads the beginning of a long message, all of a mailbox, and says what was left out', async () => {
    await start();
    const attachment = 'x'.repeat(76).concat('\n').repeat(20_000);
    contents.set(uri('long.eml'), forged + attachment);
    contents.set(uri('long.mbox'), mailbox.replace('body', attachment));
    const result = await patrol(['long.eml', 'long.mbox']);
    assert.deepEqual([result.messages, result.flagged], [3, 2]);
    assert.match(result.report, /Of 1 long file only the beginning was read/);
    assert.deepEqual(
      read.map(({ length }) => length),
      [1024 * 1024, 1024 * 1024, 32 * 1024 * 1024],
    );
  });

  it('stops when it is cancelled, and reports on what it has seen', async () => {
    await start();
    const cancel = new CancellationTokenSource();
    const names = Array.from({ length: 500 }, (_, n) => `${n}.eml`);
    for (const name of names) contents.set(uri(name), forged);
    const base = contents.get.bind(contents);
    contents.get = (name) => {
      if (name === uri('100.eml')) cancel.cancel();
      return base(name);
    };
    const result = await patrol(names, cancel);
    assert.equal(result.cancelled, true);
    assert.ok(result.messages > 0 && result.messages < 200, String(result.messages));
    assert.match(result.report, /Cancelled: 500 files were to be read/);
    assert.ok(read.length < 200, String(read.length));
    assert.deepEqual(await found('0.eml'), ['impossible-address 1', 'spoofed-hop 1']);
  });

  it('lets the editor ask other things meanwhile', async () => {
    // A clock that runs fast: every file takes long.
    let time = 0;
    await start({ runtime: { now: () => new Date((time += 50)) } });
    await harness.open('file:///open.eml', forged);
    const names = Array.from({ length: 300 }, (_, n) => `${n}.eml`);
    for (const name of names) contents.set(uri(name), forged);
    const order: string[] = [];
    await Promise.all([
      patrol(names).then(() => order.push('patrol')),
      harness.hover('file:///open.eml', 'Received').then((hover) => {
        assert.ok(hover !== null);
        order.push('hover');
      }),
    ]);
    assert.deepEqual(order, ['hover', 'patrol']);
    assert.ok(
      progress.length > 10 && progress.every((done, at) => done >= (progress[at - 1] ?? 0)),
    );
  });

  it('steps back behind an open document, and comes back when that is closed', async () => {
    await start();
    await harness.open(uri('forged.eml'), forged);
    const all = await harness.diagnostics(uri('forged.eml'));
    assert.ok(all.some(({ severity }) => severity === DiagnosticSeverity.Hint));
    await patrol(['forged.eml']);
    assert.equal(harness.hasDiagnostics(uri('forged.eml')), false);
    await harness.close(uri('forged.eml'));
    assert.deepEqual(await found('forged.eml'), []);
    assert.deepEqual(await found('forged.eml'), ['impossible-address 1', 'spoofed-hop 1']);
    await harness.open(uri('forged.eml'), forged);
    assert.equal((await harness.diagnostics(uri('forged.eml'))).length, all.length);
  });

  it('is forgotten for a document that was changed', async () => {
    await start();
    await patrol(['forged.eml']);
    await found('forged.eml');
    await harness.open(uri('forged.eml'), forged);
    await harness.diagnostics(uri('forged.eml'));
    await harness.replace(uri('forged.eml'), '192.0.2.300', '192.0.2.30');
    await harness.diagnostics(uri('forged.eml'));
    await harness.close(uri('forged.eml'));
    assert.deepEqual(await found('forged.eml'), []);
    await harness.client.sendRequest(clearPatrolRequest);
    assert.equal(harness.hasDiagnostics(uri('forged.eml')), false);
  });

  it('is cleared when the user wants it', async () => {
    await start();
    await patrol(['forged.eml', 'mailbox']);
    await Promise.all([found('forged.eml'), found('mailbox')]);
    await harness.client.sendRequest(clearPatrolRequest);
    assert.deepEqual(await found('forged.eml'), []);
    assert.deepEqual(await found('mailbox'), []);
  });

  it('is forgotten for files that were changed or deleted since', async () => {
    const watching = new Promise<unknown>((resolve) => {
      void start({
        capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
      }).then(async () => {
        const asked = onceAsked(harness, 'client/registerCapability', null);
        await patrol(['forged.eml']);
        resolve(await asked);
      });
    });
    assert.match(JSON.stringify(await watching), /\*\*\/\*\.\{eml,mbox\}/);
    await found('forged.eml');
    await harness.client.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uri('forged.eml'), type: FileChangeType.Deleted }],
    });
    assert.deepEqual(await found('forged.eml'), []);
  });

  it('drops what a rule that was turned off had found', async () => {
    let rules: Record<string, string> = {};
    await start({ settings: () => ({ rules }) });
    await patrol(['forged.eml']);
    await found('forged.eml');
    rules = { 'impossible-address': 'off' };
    await harness.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.deepEqual(await found('forged.eml'), ['spoofed-hop 1']);
  });

  it('finds the same again, and takes away what is gone', async () => {
    await start();
    await patrol(['forged.eml']);
    await found('forged.eml');
    contents.set(uri('forged.eml'), clean);
    await patrol(['forged.eml']);
    assert.deepEqual(await found('forged.eml'), []);
  });

  it('makes do with nonsense over the wire', async () => {
    await start();
    for (const params of [
      null,
      5,
      {},
      { files: 7 },
      { files: [{ uri: 3 }, null, { uri: 'no uri' }] },
    ]) {
      const result: PatrolResult = await harness.client.sendRequest(patrolRequest, params);
      assert.equal(result.messages, 0);
    }
  });

  describe('of a campaign', () => {
    const message = (hour: number, address: string, text: string): string =>
      [
        `Received: from x.example (y.example [${address}]) by mx.example.net (Postfix) with ESMTP id A${hour}; Tue, 1${hour} Mar 2025 06:42:19 +0000`,
        'From: a@b.example',
        'Subject: hi',
        '',
        text,
      ].join('\n');
    const spam = message(1, '203.0.113.5', 'Call +1 202-555-0143, see http://shop.example.org/a');
    beforeEach(() => {
      for (const [name, content] of [
        ['one.eml', spam],
        ['copy.eml', spam],
        ['secret-name.eml', message(2, '203.0.113.6', 'Only +1 (202) 555-0143 is right')],
        ['three.eml', message(4, '203.0.113.7', 'http://example.org/b')],
        ['four.eml', message(5, '203.0.113.5', 'Nothing in common but where it came from')],
        ['five.eml', message(6, '203.0.113.9', 'Nothing at all: http://other.example/')],
      ] as const)
        contents.set(uri(name), content);
    });
    const offered = async (): Promise<ComplaintOffer> => {
      const result = await harness.client.sendRequest<ComplaintOfferResult>(complaintOfferRequest, {
        uri: uri('one.eml'),
      });
      return result.kind === 'offer' ? result.offer : assert.fail(result.message);
    };
    const told = async (): Promise<readonly ComplaintFact[]> =>
      (await offered()).facts.filter(({ kind }) => kind === 'campaign');

    it('lets a complaint tell of the other messages, without the names of their files', async () => {
      await start();
      assert.deepEqual(await told(), []);
      await patrol(['one.eml', 'copy.eml', 'secret-name.eml', 'three.eml', 'four.eml', 'five.eml']);
      const facts = await told();
      assert.deepEqual(
        facts.map(({ text }) => text),
        [
          'one other message with +12025550143, received on 2025-03-12, from 203.0.113.6',
          'one other message with example.org, received on 2025-03-14, from 203.0.113.7',
          'one other message with 203.0.113.5, received on 2025-03-15, from 203.0.113.5',
        ],
      );
      const domains = (await offered()).facts.filter(({ kind }) => kind === 'domain');
      assert.deepEqual(domains, [{ kind: 'domain', text: 'example.org' }]);
      const result = await harness.execute<ComplaintResult>(commands.generateComplaint, {
        uri: uri('one.eml'),
        choices: { format: 'arf', language: 'de', facts: [...facts.slice(0, 1), ...domains] },
      });
      assert.ok(result.kind === 'composed', JSON.stringify(result));
      const draft = Buffer.from(result.base64, 'base64').toString();
      assert.match(
        draft.replace(/\s+/g, ' '),
        /Gleiche Kampagne: eine weitere Nachricht mit \+12025550143, empfangen am 2025-03-12, von 203\.0\.113\.6/,
      );
      assert.match(draft, /^Reported-Domain: example\.org\r$/m);
      assert.doesNotMatch(draft, /secret-name|203\.0\.113\.7/);
    });

    it('is told in a list in the language of its reader', async () => {
      await start(await readIn('fr'));
      await patrol(['one.eml', 'secret-name.eml', 'four.eml']);
      assert.deepEqual(
        (await told()).map(({ text }) => text),
        [
          'un autre message avec +12025550143, réception le 2025-03-12, de 203.0.113.6',
          'un autre message avec 203.0.113.5, réception le 2025-03-15, de 203.0.113.5',
        ],
      );
      assert.deepEqual(
        (await offered()).unaddressed.map(({ basis }) => basis),
        ['le numéro +1 202 555 0143 (US, fixe ou mobile) dans le message'],
      );
    });

    it('is forgotten with what the patrol found, and of a file that changes', async () => {
      await start();
      await patrol(['one.eml', 'secret-name.eml', 'four.eml']);
      assert.equal((await told()).length, 2);
      await harness.client.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: uri('four.eml'), type: FileChangeType.Changed }],
      });
      assert.equal((await told()).length, 1);
      await harness.client.sendRequest(clearPatrolRequest);
      assert.deepEqual(await told(), []);
    });

    it('is told over the wire as a campaign, or not at all', async () => {
      await start();
      for (const campaign of [
        7,
        {},
        { shared: 'a\nb', messages: 1, first: null, last: null, sources: [] },
        { shared: 'a', messages: -1, first: null, last: null, sources: [] },
        { shared: 'a', messages: 1, first: null, last: null, sources: 'x' },
      ]) {
        const result = await harness.execute<ComplaintResult>(commands.generateComplaint, {
          uri: uri('one.eml'),
          choices: { facts: [{ kind: 'campaign', text: 'x', campaign }] },
        });
        assert.equal(result.kind, 'failed', JSON.stringify(campaign));
      }
    });
  });
});
