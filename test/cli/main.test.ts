import assert from 'node:assert/strict';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { run, start } from './cli.ts';

describe('spam-patrol', () => {
  it('tells its version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    assert.deepEqual(await run(['--version']), { code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('explains itself and each command', async () => {
    const { code, stdout } = await run(['--help']);
    assert.equal(code, 0);
    for (const command of ['trace', 'complain', 'whois', 'contacts', 'language-server']) {
      assert.match(stdout, new RegExp(`^ {2}${command} `, 'm'));
      const help = await run([command, '--help']);
      assert.equal(help.code, 0);
      assert.match(help.stdout, new RegExp(`^Usage: spam-patrol ${command} `));
    }
  });

  it('ends with 2 when it is called without a command, or with none of its own', async () => {
    assert.equal((await run([])).code, 2);
    const { code, stderr } = await run(['track']);
    assert.equal(code, 2);
    assert.match(stderr, /^error: unknown command 'track'/);
  });

  it('says so when what it prints cannot be kept', async function () {
    if (!existsSync('/dev/full')) this.skip();
    const full = openSync('/dev/full', 'w');
    const child = start(['trace', 'samples/01-spoofed-hop.eml'], { stdout: full });
    closeSync(full);
    let told = '';
    child.stderr?.on('data', (chunk: Buffer) => (told += chunk.toString()));
    assert.deepEqual(await once(child, 'close'), [2, null]);
    assert.equal(
      told,
      'spam-patrol: What was found could not be printed to its end: no space is left. The rest is lost.\n',
    );
  });

  it('speaks the Language Server Protocol with language-server --stdio', async () => {
    const child = start(['language-server', '--stdio']);
    const send = (message: object): void => {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      child.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    send({
      id: 1,
      method: 'initialize',
      params: { processId: null, rootUri: null, capabilities: {} },
    });
    let answer = '';
    await new Promise<void>((resolve) => {
      child.stdout?.on('data', (chunk: Buffer) => {
        answer += chunk.toString();
        if (answer.includes('"capabilities"')) resolve();
      });
      child.once('close', () => {
        resolve();
      });
    });
    assert.match(answer, /"hoverProvider":true/);
    const ended = once(child, 'close');
    send({ id: 2, method: 'shutdown' });
    send({ method: 'exit' });
    assert.deepEqual(await ended, [0, null]);
  });
});
