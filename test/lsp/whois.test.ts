import assert from 'node:assert/strict';
import { once as event } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver/node';
import { commands, type WhoisResult } from '../../server/src/lsp/protocol.ts';
import { once, onceAsked, startHarness, takeTemporary, type Harness } from './harness.ts';

describe('whois', () => {
  let network: Server;
  let server: Harness | undefined;
  let settings: object;
  /** What the whois server does with a connection. */
  let serve: (socket: Socket) => void;

  beforeEach(async () => {
    serve = (socket) => {
      socket.once('data', (query) => {
        socket.end(`query: ${query.toString().trim()}\nabuse-mailbox: abuse@example.net\n`);
      });
    };
    network = createServer((socket) => {
      socket.on('error', () => undefined);
      serve(socket);
    });
    network.listen(0, '127.0.0.1');
    await event(network, 'listening');
    settings = { whois: { server: `127.0.0.1:${(network.address() as AddressInfo).port}` } };
  });
  afterEach(async () => {
    await server?.stop();
    server = undefined;
    network.close();
  });

  const start = async (options: Parameters<typeof startHarness>[0] = {}): Promise<Harness> =>
    (server = await startHarness({ settings: () => settings, ...options }));
  const lookUp = (running: Harness, argument: unknown): Promise<WhoisResult> =>
    running.execute(commands.whois, argument);

  it('asks the server of the settings and gives its answer', async () => {
    const running = await start({ initializationOptions: { clientFiles: true } });
    const result = await lookUp(running, { subject: '192.0.2.7' });
    assert.equal(result.kind, 'answered');
    assert.equal(result.subject, '192.0.2.7');
    assert.match(result.report, /query: 192\.0\.2\.7/);
    assert.match(result.report, /abuse@example\.net/);
  });

  it('shows the report as a new file where the editor has no client of ours', async () => {
    const running = await start({ capabilities: { window: { showDocument: { support: true } } } });
    const shown = onceAsked<{ uri: string }>(running, 'window/showDocument', { success: true });
    const result = await lookUp(running, { subject: '2001:db8::7' });
    const { uri } = await shown;
    assert.match(uri, /\/whois-2001-db8--7\.txt$/);
    assert.equal(
      (await takeTemporary(uri)).toString(),
      result.kind === 'answered' ? result.report : undefined,
    );
  });

  it('says its first line and where the rest is in an editor that opens nothing', async () => {
    const running = await start();
    const said = once<{ message: string }>(running, 'window/showMessage');
    await lookUp(running, { subject: 'example.com' });
    const { message } = await said;
    const [, uri = ''] = /^127\.0\.0\.1 .*(file:\/\/.*whois-example\.com\.txt)/.exec(message) ?? [];
    assert.match((await takeTemporary(uri)).toString(), /abuse@example\.net/);
  });

  it('shows its progress and can be cancelled there', async () => {
    const hangs = new Promise<Socket>((resolve) => {
      serve = resolve;
    });
    const running = await start({ capabilities: { window: { workDoneProgress: true } } });
    const created = onceAsked<{ token: string }>(running, 'window/workDoneProgress/create', null);
    const kinds: string[] = [];
    running.client.onNotification('$/progress', ({ value }: { value: { kind: string } }) => {
      kinds.push(value.kind);
    });
    const result = lookUp(running, { subject: 'example.com' });
    const closed = hangs.then((socket) => {
      socket.resume();
      return event(socket, 'close');
    });
    await hangs;
    const { token } = await created;
    await running.client.sendNotification('window/workDoneProgress/cancel', { token });
    await assert.rejects(result, { code: LSPErrorCodes.RequestCancelled });
    await closed;
    assert.deepEqual(kinds, ['begin', 'end']);
  });

  it('lets go of the connection when the request is cancelled', async () => {
    const cancellation = new CancellationTokenSource();
    const closed = new Promise<void>((resolve) => {
      serve = (socket) => {
        socket.resume();
        socket.once('close', () => {
          resolve();
        });
        cancellation.cancel();
      };
    });
    const running = await start();
    await assert.rejects(
      running.execute(commands.whois, { subject: 'example.com' }, cancellation.token),
      { code: LSPErrorCodes.RequestCancelled },
    );
    await closed;
  });

  it('tells in a sentence what went wrong', async () => {
    serve = (socket) => {
      socket.destroy();
    };
    const running = await start();
    const broken = await lookUp(running, { subject: 'example.com' });
    assert.equal(broken.kind, 'failed');
    assert.match(broken.message, /^127\.0\.0\.1 .*\.$/s);
    const nobody = createServer().listen(0, '127.0.0.1');
    await event(nobody, 'listening');
    const { port } = nobody.address() as AddressInfo;
    nobody.close();
    await event(nobody, 'close');
    settings = { whois: { server: `127.0.0.1:${port}` } };
    await running.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
    const refused = await lookUp(running, { subject: 'example.com' });
    assert.equal(refused.kind, 'failed');
  });

  it('answers malformed arguments with a sentence and connects to nobody', async () => {
    serve = () => assert.fail('nobody was to be asked');
    const running = await start();
    const hostile: unknown[] = [
      undefined,
      'example.com',
      {},
      { subject: 7 },
      { subject: '' },
      { subject: 'a b' },
      { subject: 'example.com\r\nhelp' },
      { subject: '-h evil' },
      { subject: '300.1.2.3' },
      { subject: 'x'.repeat(1000) },
    ];
    for (const argument of hostile) {
      const result = await lookUp(running, argument);
      assert.equal(result.kind, 'failed', JSON.stringify(argument));
      assert.match(result.message, /^\S.*\.$/s);
    }
  });

  it('without TCP says where it works', async () => {
    const running = await start({ runtime: { connect: null } });
    const result = await lookUp(running, { subject: 'example.com' });
    assert.match(result.kind === 'failed' ? result.message : '', /browser.*desktop/s);
  });
});
