import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { LSPErrorCodes } from 'vscode-languageserver/node';
import type { Verifier } from '../../server/src/core/verification/verification.ts';
import { commands, type VerifyResult } from '../../server/src/lsp/protocol.ts';
import { nodeFiles } from '../../server/src/node/files.ts';
import { workerVerifier } from '../../server/src/node/verifier.ts';
import { verifyMessage } from '../../server/src/verify/verify.ts';
import { verifyBundle } from '../verify/bundle.ts';
import { keys, plainMessage, received, sign } from '../verify/vectors.ts';
import { NameServer } from '../servers/name-server.ts';
import { fromZone, zone } from '../servers/zone.ts';
import { makeFolder, onceAsked, startHarness, type Folder, type Harness } from './harness.ts';

const published = zone({
  'TXT sel._domainkey.example.org': keys.rsa.record,
  'TXT example.org': 'v=spf1 ip4:192.0.2.0/28 -all',
  'TXT _dmarc.example.org': 'v=DMARC1; p=reject',
});

describe('verify', () => {
  let server: Harness | undefined;
  let folder: Folder;
  let message: string;
  let asked: string[];

  /** The real one, without its thread, asking a zone in memory. */
  const verify: Verifier = (request, signal) =>
    verifyMessage(request, request.dns === null ? null : fromZone(published, asked), signal);

  before(async () => {
    message = received + (await sign(plainMessage));
  });
  beforeEach(async () => {
    asked = [];
    folder = await makeFolder();
  });
  afterEach(async () => {
    await server?.stop();
    server = undefined;
    await folder.remove();
  });

  const start = async (options: Parameters<typeof startHarness>[0] = {}): Promise<Harness> =>
    (server = await startHarness({
      ...options,
      runtime: {
        verify,
        // Reports stay with the message, to be removed together.
        files: { ...nodeFiles, writeTemporary: (name, bytes) => folder.write(name, bytes) },
        ...options.runtime,
      },
    }));
  const run = (running: Harness, argument: unknown): Promise<VerifyResult> =>
    running.execute(commands.verify, argument);
  const rules = (running: Harness, uri: string): Promise<unknown[]> =>
    running
      .diagnostics(uri)
      .then((diagnostics) =>
        diagnostics.map(({ code, range }) => `${code ?? ''}: ${running.textAt(uri, range)}`),
      );
  const confirmed = [
    'verify-spf-pass: 192.0.2.10',
    'verify-dkim-pass: DKIM-Signature',
    'verify-dmarc-pass: From',
  ];

  it('marks what came out on the fields, until the message changes', async () => {
    const running = await start();
    const uri = await folder.write('a.eml', message);
    await running.open(uri, message);
    assert.deepEqual(await rules(running, uri), []);
    const result = await run(running, { uri });
    assert.equal(result.kind, 'verified');
    assert.deepEqual(await rules(running, uri), confirmed);
    await running.replace(uri, 'at ten', 'at six');
    assert.deepEqual(await rules(running, uri), []);
  });

  it('shows the report as a new file where the editor has no client of ours', async () => {
    const running = await start({ capabilities: { window: { showDocument: { support: true } } } });
    const shown = onceAsked<{ uri: string }>(running, 'window/showDocument', { success: true });
    const result = await run(running, { uri: await folder.write('a b.eml', message) });
    const { uri } = await shown;
    assert.match(uri, /\/signatures-a-b\.eml\.txt$/);
    assert.equal(
      await readFile(fileURLToPath(uri), 'utf8'),
      result.kind === 'verified' ? result.report : undefined,
    );
  });

  it('asks nobody for the hashes of the body', async () => {
    const running = await start({ initializationOptions: { clientFiles: true } });
    running.client.onRequest('spamPatrol/readFile', () => ({
      base64: Buffer.from(message.replace('at ten', 'at six')).toString('base64'),
    }));
    const uri = 'vscode-test:/a.eml';
    await running.open(uri, message.replace('at ten', 'at six'));
    await running.diagnostics(uri);
    const result = await run(running, { uri, offline: true });
    assert.match(result.kind === 'verified' ? result.report : '', /Nothing was asked/);
    assert.deepEqual(asked, []);
    assert.deepEqual(await rules(running, uri), ['verify-dkim-fail: DKIM-Signature']);
  });

  it('verifies the file and marks nothing when the editor shows something else', async () => {
    const running = await start({ initializationOptions: { clientFiles: true } });
    running.client.onRequest('spamPatrol/readFile', () => ({
      base64: Buffer.from(message).toString('base64'),
    }));
    const uri = 'vscode-test:/a.eml';
    await running.open(uri, message.replace('at ten', 'at six'));
    assert.deepEqual(await rules(running, uri), []);
    const result = await run(running, { uri });
    assert.match(result.kind === 'verified' ? result.report : '', /differs from the file/);
    assert.ok(!running.hasDiagnostics(uri));
  });

  it('verifies a message that was forwarded inside', async () => {
    const running = await start();
    const outer =
      'From: a@example.com\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n' +
      `--b\r\nContent-Type: text/plain\r\n\r\nsee\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n${message}\r\n--b--\r\n`;
    const uri = await folder.write('outer.eml', outer);
    await running.open(uri, outer);
    await running.diagnostics(uri);
    const titles = (await running.codeActions(uri, 'DKIM-Signature')).map(({ title }) => title);
    assert.deepEqual(titles, ['Verify signatures', 'Check body hashes without the network']);
    const [{ command } = assert.fail()] = await running.codeActions(uri, 'DKIM-Signature');
    const [argument] = (command as { arguments: unknown[] }).arguments;
    const result = await run(running, argument);
    assert.match(result.kind === 'verified' ? result.report : '', /part 2\n/);
    await running.diagnostics(uri);
    await running.becomeIdle();
    const found = await rules(running, uri);
    assert.ok(
      confirmed.every((one) => found.includes(one)),
      found.join(),
    );
    const gone = await run(running, { uri, part: '7' });
    assert.match(gone.kind === 'failed' ? gone.message : '', /no message in part 7/);
  });

  it('offers itself on From and on signatures only, whatever the message', async () => {
    const running = await start();
    const uri = await folder.write('a.eml', message);
    await running.open(uri, message);
    const titles = async (word: string): Promise<string[]> =>
      (await running.codeActions(uri, word)).map(({ title }) => title);
    assert.deepEqual(await titles('jane@'), ['Look up example.org', 'Verify signatures']);
    assert.ok(!(await titles('Subject: hello')).includes('Verify signatures'));
    assert.deepEqual(asked, []);
  });

  it('in a browser says why it cannot', async () => {
    const running = await start({ runtime: { verify: null } });
    const result = await run(running, { uri: await folder.write('a.eml', message) });
    assert.match(result.kind === 'failed' ? result.message : '', /browser.*spam-patrol verify/s);
  });

  it('tells in a sentence what went wrong', async () => {
    const running = await start({
      runtime: { verify: () => Promise.reject(new Error('it took too long')) },
    });
    const uri = await folder.write('a.eml', message);
    assert.deepEqual(await run(running, { uri }), {
      kind: 'failed',
      message: 'The signatures could not be verified: it took too long.',
    });
    for (const argument of [
      undefined,
      {},
      { uri: 7 },
      { uri: folder.uri('none.eml') },
      { uri, part: '../2' },
      { uri: folder.uri('a.complaint.eml') },
    ]) {
      const result = await run(running, argument);
      assert.match(result.kind === 'failed' ? result.message : '', /^\S.*\.$/s);
    }
  });

  it('ends its thread when it is cancelled, and asks the name server of the settings', async () => {
    const network = await NameServer.start(zone({ 'TXT sel._domainkey.example.org': 'SILENT' }));
    try {
      const running = await start({
        runtime: { verify: workerVerifier(verifyBundle()) },
        settings: () => ({ dns: { server: network.address } }),
        capabilities: { window: { workDoneProgress: true } },
      });
      const created = onceAsked<{ token: string }>(running, 'window/workDoneProgress/create', null);
      const result = run(running, { uri: await folder.write('a.eml', message) });
      const { token } = await created;
      await network.nextQuestion(0);
      await running.client.sendNotification('window/workDoneProgress/cancel', { token });
      await assert.rejects(result, { code: LSPErrorCodes.RequestCancelled });
    } finally {
      network.stop();
    }
  });
});
