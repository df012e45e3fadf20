import assert from 'node:assert/strict';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, it } from 'mocha';
import { run } from './cli.ts';

describe('spam-patrol whois', () => {
  let server: Server | null = null;

  afterEach(() => {
    server?.close();
    server = null;
  });

  /** A whois server on this machine; gives its address. */
  async function serve(answer: string, queries: string[] = []): Promise<string> {
    server = createServer((socket) => {
      socket.once('data', (query) => {
        queries.push(query.toString());
        socket.end(answer);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('prints what the server says', async () => {
    const queries: string[] = [];
    const address = await serve(
      '% terms\r\nnetname: EXAMPLE-NET\r\nabuse-mailbox: abuse@example.net\r\n',
      queries,
    );
    const { code, stdout, stderr } = await run(['whois', '192.0.2.7', '--server', address]);
    assert.equal(stderr, '');
    assert.equal(code, 0);
    assert.match(stdout, /^netname: EXAMPLE-NET$/m);
    assert.match(queries[0] ?? '', /192\.0\.2\.7\r\n$/);
  });

  it('lets no registry command the terminal, and keeps its columns', async () => {
    const address = await serve('a:    \x1b[2Jb\r\n');
    const { stdout } = await run(['whois', 'example.com', '--server', address]);
    assert.ok(!stdout.includes('\x1b'));
    assert.match(stdout, /^a: {4}b$/m);
  });

  it('says in a sentence what is wrong, and ends with 2', async () => {
    const address = await serve('');
    server?.close();
    for (const args of [
      ['whois', 'example.com', '--server', address],
      ['whois', 'not a subject', '--server', address],
      ['whois', '192.0.2.7', '--server', 'http://x/'],
    ]) {
      const { code, stdout, stderr } = await run(args);
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, /^spam-patrol: .*[.]\n$/s);
      assert.doesNotMatch(stderr, /^\s+at /m);
    }
  });
});
