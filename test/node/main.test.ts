import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type InitializeResult,
} from 'vscode-languageserver/node';

const entry = fileURLToPath(new URL('../../server/src/node/main.ts', import.meta.url));

describe('the language server as a process', () => {
  it('speaks over standard input and output, and ends when told to', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', entry, '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const exit = once(child, 'exit');
    const client = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    client.listen();
    const result: InitializeResult = await client.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
    });
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    assert.deepEqual(result.serverInfo, { name: 'Spam Patrol', version });
    await client.sendRequest('shutdown');
    await client.sendNotification('exit');
    assert.deepEqual(await exit, [0, null]);
  });
});
