/** What the server keeps of messages that were closed: nothing. Measured in its own process, after a forced collection. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import {
  createProtocolConnection,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
} from 'vscode-languageserver/node';

const entry = fileURLToPath(new URL('../../server/src/node/main.ts', import.meta.url));

/** Runs in the server's process, before it: tells the used heap when it is asked by a signal. */
const teller = `process.on('SIGUSR2', () => {
  gc();
  process.stderr.write('heap ' + process.memoryUsage().heapUsed + '\\n');
});`;

/** Distinct messages of 200 kB: one that is kept is seen, 150 of them are 30 MB. */
function message(number: number): string {
  const body = `${number} `.repeat(200_000 / `${number} `.length);
  return [
    `Received: from a${number}.example (b.example [203.0.113.${number % 250}]) by mx.example.net; Tue, 11 Mar 2025 06:42:19 +0000`,
    'Received: from c.example (c.example [192.0.2.300]) by d.example; Tue, 11 Mar 2025 06:42:10 +0000',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/html',
    '',
    `<a href="http://${number}.example.com">x</a> ${body}`,
    '--b--',
  ].join('\n');
}

function heapOf(child: ChildProcess): Promise<number> {
  assert.ok(child.stderr !== null);
  const lines = createInterface({ input: child.stderr });
  return new Promise((resolve) => {
    lines.on('line', (line) => {
      const heap = /^heap (\d+)$/.exec(line)?.[1];
      if (heap === undefined) return;
      lines.close();
      resolve(Number(heap));
    });
    child.kill('SIGUSR2');
  });
}

describe('the memory of the language server', function () {
  this.timeout(120_000);

  it('returns to where it was after 200 messages were opened and closed', async function () {
    // The signal by which it is asked.
    if (process.platform === 'win32') this.skip();
    const folder = mkdtempSync(join(tmpdir(), 'spam-patrol-test-'));
    const preload = join(folder, 'teller.cjs');
    writeFileSync(preload, teller);
    const child = spawn(
      process.execPath,
      ['--expose-gc', '--require', preload, '--import', 'tsx', entry, '--stdio'],
      { stdio: ['pipe', 'pipe', 'pipe'] },
    );
    try {
      const client = createProtocolConnection(
        new StreamMessageReader(child.stdout),
        new StreamMessageWriter(child.stdin),
      );
      const waiting = new Map<string, (diagnostics: Diagnostic[]) => void>();
      client.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
        waiting.get(uri)?.(diagnostics);
      });
      client.listen();
      await client.sendRequest('initialize', {
        processId: process.pid,
        rootUri: null,
        capabilities: {},
      });
      await client.sendNotification('initialized', {});

      const openAndClose = async (number: number): Promise<void> => {
        const uri = `untitled:/${number}.eml`;
        const textDocument = { uri, languageId: 'eml', version: 1, text: message(number) };
        const until = (condition: (diagnostics: Diagnostic[]) => boolean): Promise<void> =>
          new Promise((resolve) => {
            waiting.set(uri, (diagnostics) => {
              if (condition(diagnostics)) resolve();
            });
          });
        const found = until((diagnostics) => diagnostics.length > 0);
        await client.sendNotification('textDocument/didOpen', { textDocument });
        await found;
        // Looks at the body, too.
        const body = { line: 7, character: 3 };
        await client.sendRequest('textDocument/hover', { textDocument: { uri }, position: body });
        const gone = until((diagnostics) => diagnostics.length === 0);
        await client.sendNotification('textDocument/didClose', { textDocument: { uri } });
        await gone;
        waiting.delete(uri);
      };
      for (let number = 0; number < 50; number++) await openAndClose(number);
      const plateau = await heapOf(child);
      for (let number = 50; number < 200; number++) await openAndClose(number);
      const after = await heapOf(child);
      assert.ok(after <= plateau * 1.2, `${after} bytes after 200 messages, ${plateau} after 50`);
      await client.sendRequest('shutdown');
      client.dispose();
    } finally {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
