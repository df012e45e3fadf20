/** The web requests of a web worker, by the `fetch` that Node shares with it. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { browserGet } from '../../server/src/browser/http.ts';

describe('the web requests of a browser', () => {
  let server: Server;
  let serve: (response: ServerResponse, request: IncomingMessage) => void;
  let url: string;
  beforeEach(async () => {
    server = createServer((request, response) => {
      serve(response, request);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const request = (signal = new AbortController().signal) =>
    browserGet(url, { accept: 'application/rdap+json', reach: 'public', signal });

  it('give status, fields and body', async () => {
    let accepted: string | undefined;
    serve = (response, { headers }) => {
      accepted = headers.accept;
      response.setHeader('retry-after', '7');
      response.writeHead(429).end('busy');
    };
    const response = await request();
    assert.deepEqual(
      [response.status, response.header('retry-after'), response.header('location')],
      [429, '7', null],
    );
    let body = '';
    for await (const chunk of response.body) body += Buffer.from(chunk).toString();
    assert.equal(body, 'busy');
    assert.equal(accepted, 'application/rdap+json');
    response.close();
  });

  it('say in words that there was no answer', async () => {
    serve = (response) => response.destroy();
    await assert.rejects(request(), /there is no network, or the server does not allow it/);
  });

  it('end when they are aborted or closed', async () => {
    serve = (response) => {
      response.write('half');
    };
    const controller = new AbortController();
    const response = await request(controller.signal);
    const body = response.body[Symbol.asyncIterator]();
    await body.next();
    controller.abort();
    await assert.rejects(body.next());
    const other = await request();
    other.close();
    assert.equal((await other.body[Symbol.asyncIterator]().next()).done, true);
  });
});
