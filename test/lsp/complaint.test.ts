import assert from 'node:assert/strict';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver/node';
import { commands, readFileRequest, type ComplaintResult } from '../../server/src/lsp/protocol.ts';
import {
  makeFolder,
  onceAsked,
  startHarness,
  takeTemporary,
  type Folder,
  type Harness,
} from './harness.ts';
import { crlf, forwarding, impossible, plain } from './messages.ts';

/** Bytes that no decoding to text and back survives. */
const raw = Buffer.concat([
  Buffer.from(plain.replace('Hello', 'Gr\u00fc\u00dfe'), 'latin1'),
  Buffer.from([0x80, 0xff, 0x0d, 0x0a, 0x0a, 0x0d, 0xc3, 0x28, 0x0d, 0x0a]),
]);

async function complain(server: Harness, argument: unknown): Promise<ComplaintResult> {
  return server.execute(commands.generateComplaint, argument);
}

function written(result: ComplaintResult): Extract<ComplaintResult, { kind: 'written' }> {
  assert.equal(result.kind, 'written', JSON.stringify(result));
  return result;
}

describe('generateComplaint', () => {
  let folder: Folder;
  let server: Harness | undefined;
  const start = async (...args: Parameters<typeof startHarness>): Promise<Harness> =>
    (server = await startHarness(...args));

  beforeEach(async () => {
    folder = await makeFolder();
  });
  afterEach(async () => {
    await server?.stop();
    server = undefined;
    await folder.remove();
  });

  it('writes a complaint beside the message that holds its bytes, every one', async () => {
    const uri = await folder.write('spam.eml', raw);
    const result = written(await complain(await start(), { uri }));
    assert.equal(result.uri, folder.uri('spam.complaint.eml'));
    const complaint = await readFile(folder.path('spam.complaint.eml'));
    assert.ok(complaint.includes(raw));
    assert.deepEqual(await readFile(folder.path('spam.eml')), raw);
  });

  it('never overwrites an earlier one', async () => {
    const uri = await folder.write('Spam.EML', raw);
    await folder.write('Spam.complaint.eml', 'sent last week');
    const running = await start();
    const first = written(await complain(running, { uri }));
    const second = written(await complain(running, { uri }));
    assert.equal(first.uri, folder.uri('Spam-2.complaint.eml'));
    assert.equal(second.uri, folder.uri('Spam-3.complaint.eml'));
    assert.equal(await readFile(folder.path('Spam.complaint.eml'), 'utf8'), 'sent last week');
  });

  it('gives many that come at once a file each', async () => {
    const uri = await folder.write('spam.eml', raw);
    const running = await start();
    const results = await Promise.all([1, 2, 3, 4, 5].map(() => complain(running, { uri })));
    assert.equal(new Set(results.map((result) => written(result).uri)).size, 5);
    assert.equal((await readdir(folder.path('.'))).length, 6);
  });

  it('signs with the reporter of the settings, or of the command', async () => {
    const uri = await folder.write('spam.eml', raw);
    const running = await start({
      settings: () => ({ reporter: { name: 'Jo Reader', address: 'jo@example.com' } }),
    });
    await complain(running, { uri });
    assert.match(
      await readFile(folder.path('spam.complaint.eml'), 'latin1'),
      /^From: .*Jo Reader"?\s*<jo@example\.com>/m,
    );
    await complain(running, { uri, reporter: { name: 'Al', address: 'al@example.com' } });
    assert.match(
      await readFile(folder.path('spam-2.complaint.eml'), 'latin1'),
      /^From: .*Al"?\s*<al@example\.com>/m,
    );
  });

  it('takes the bytes on the disk when the editor holds others, and says so', async () => {
    const uri = await folder.write('spam.eml', raw);
    const running = await start();
    // As an editor shows them: decoded, with uniform line ends.
    const shown = new TextDecoder().decode(raw).replace(/\r\n?/g, '\n');
    await running.open(uri, shown);
    assert.deepEqual(
      written(await complain(running, { uri })).notices.filter((text) =>
        text.includes('editor differs'),
      ),
      [],
    );
    await running.replace(uri, 'Good day', 'Tampered');
    const result = written(await complain(running, { uri }));
    assert.ok(result.notices.some((text) => text.includes('editor differs')));
    const complaint = await readFile(fileURLToPath(result.uri));
    assert.ok(complaint.includes(raw));
  });

  it('takes the text of a message that was never saved, and says that it is not the original', async () => {
    const uri = 'untitled:Untitled-1';
    const running = await start();
    await running.open(uri, plain);
    const result = written(await complain(running, { uri }));
    assert.match(result.uri, /\/Untitled-1\.complaint\.eml$/);
    assert.ok((await takeTemporary(result.uri)).includes(plain));
    assert.ok(result.notices.some((text) => text.includes('never saved')));
  });

  it('reports the forwarded message inside, not the one who forwarded it', async () => {
    const uri = await folder.write('report.eml', forwarding);
    const result = written(await complain(await start(), { uri, part: '2' }));
    const complaint = await readFile(fileURLToPath(result.uri), 'latin1');
    assert.ok(complaint.includes(impossible));
    assert.ok(!complaint.includes('See below.'));
  });

  it('hands the bytes to a client that has files of its own', async () => {
    const uri = 'vscode-vfs://host/mail/spam.eml';
    const running = await start({ initializationOptions: { clientFiles: true } });
    const asked = onceAsked(running, readFileRequest, { base64: raw.toString('base64') });
    const result = await complain(running, { uri });
    assert.deepEqual(await asked, { uri });
    assert.equal(result.kind, 'composed');
    assert.equal(result.uri, 'vscode-vfs://host/mail/spam.complaint.eml');
    assert.ok(Buffer.from(result.base64, 'base64').includes(raw));
  });

  it('opens the complaint in an editor that lets it, and names it in one that does not', async () => {
    const uri = await folder.write('spam.eml', raw);
    const opening = await start({ capabilities: { window: { showDocument: { support: true } } } });
    const shown = onceAsked<{ uri: string }>(opening, 'window/showDocument', { success: true });
    await complain(opening, { uri });
    assert.equal((await shown).uri, folder.uri('spam.complaint.eml'));
    await opening.stop();

    const silent = await start();
    const named = new Promise<string>((resolve) => {
      silent.client.onNotification('window/showMessage', ({ message }: { message: string }) => {
        if (message.includes(folder.uri('spam-2.complaint.eml'))) resolve(message);
      });
    });
    await complain(silent, { uri });
    await named;
  });

  it('tells in a sentence what it could not do', async () => {
    const running = await start();
    const missing = await complain(running, { uri: folder.uri('nowhere.eml') });
    assert.match(missing.kind === 'failed' ? missing.message : '', /could not be read/);
    const foreign = await complain(running, { uri: 'https://example.com/spam.eml' });
    assert.match(foreign.kind === 'failed' ? foreign.message : '', /no file on this machine/);
    await mkdir(folder.path('folder.eml'));
    assert.equal((await complain(running, { uri: folder.uri('folder.eml') })).kind, 'failed');
    const closed = await complain(running, { uri: 'untitled:Untitled-9' });
    assert.equal(closed.kind, 'failed');
  });

  it('answers malformed arguments with a sentence and touches nothing', async () => {
    const uri = await folder.write('spam.eml', raw);
    const running = await start();
    const hostile: unknown[] = [
      undefined,
      null,
      7,
      'file:///etc/hosts',
      [],
      { uri: 7 },
      { uri: '' },
      { uri: 'no scheme' },
      { uri: `file:///${'x'.repeat(10_000)}` },
      { uri: folder.uri('spam.complaint.eml') },
      { uri, part: '2; rm' },
      { uri, part: 2 },
      { uri, part: '1.'.repeat(1000) },
      { uri, reporter: 'Jo' },
      { uri, reporter: { name: 'Jo\r\nBcc: all@example.com', address: 'jo@example.com' } },
      { uri, reporter: { name: 'Jo', address: 'x'.repeat(1000) } },
      { __proto__: { uri } },
    ];
    for (const argument of hostile) {
      const result = await complain(running, argument);
      assert.equal(result.kind, 'failed', JSON.stringify(argument));
      assert.match(result.message, /^[A-Z].*\.$/s);
    }
    assert.deepEqual(await readdir(folder.path('.')), ['spam.eml']);
  });

  it('of an unknown command is null', async () => {
    assert.equal(await (await start()).execute('spamPatrol.unknown'), null);
  });

  it('once cancelled writes nothing', async () => {
    const uri = await folder.write('spam.eml', raw);
    const cancellation = new CancellationTokenSource();
    const running = await start({
      runtime: {
        files: {
          readFile: () => {
            cancellation.cancel();
            // The client's word travels behind: a request that is answered after it shows that it arrived.
            return running.client
              .sendRequest('textDocument/hover', {
                textDocument: { uri },
                position: { line: 0, character: 0 },
              })
              .then(() => raw);
          },
          listMessages: () => Promise.reject(new Error('must not be called')),
          writeNew: () => Promise.reject(new Error('must not be called')),
          writeTemporary: () => Promise.reject(new Error('must not be called')),
        },
      },
    });
    await assert.rejects(running.execute(commands.generateComplaint, { uri }, cancellation.token), {
      code: LSPErrorCodes.RequestCancelled,
    });
    assert.deepEqual(await readdir(folder.path('.')), ['spam.eml']);
  });

  it('keeps the line ends of the evidence', async () => {
    const uri = await folder.write('lf.eml', crlf(plain).replaceAll('\r\n', '\n'));
    const result = written(await complain(await start(), { uri }));
    assert.ok(
      (await readFile(fileURLToPath(result.uri))).includes(await readFile(folder.path('lf.eml'))),
    );
  });
});
