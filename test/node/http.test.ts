/** Web requests over a real TLS connection on the loopback interface, with a certificate authority made for the test. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { defaultHttpOptions, type HttpGet, type Reach } from '../../server/src/lookup/transport.ts';
import { httpGetter } from '../../server/src/node/http.ts';
import { tcpConnector } from '../../server/src/node/tcp.ts';
import { status, Web } from '../servers/web.ts';

const signal = new AbortController().signal;

async function text(get: HttpGet, url: string, reach: Reach = 'any'): Promise<string> {
  const response = await get(url, { accept: 'text/plain', reach, signal });
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body) chunks.push(chunk);
  response.close();
  return `${response.status} ${Buffer.concat(chunks).toString()}`;
}

describe('web requests', () => {
  let web: Web;
  before(async () => {
    web = await Web.start(['rdap.registry.example']);
    web.page('https://rdap.registry.example/hello', status(200, {}, 'hello'));
  });
  after(() => web.stop());

  const own = (path: string): string => `https://127.0.0.1:${web.port}${path}`;

  it('trust the authorities that the user adds, and no others', async () => {
    web.page(own('/'), status(200, {}, 'trusted'));
    const options = { ...defaultHttpOptions, noProxy: ['*'] };
    await assert.rejects(text(httpGetter(options), own('/')), {
      code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    });
    const trusting = { ...options, extraCertificates: [web.certificate] };
    assert.equal(await text(httpGetter(trusting), own('/')), '200 trusted');
    assert.equal(await text(httpGetter({ ...options, strictSsl: false }), own('/')), '200 trusted');
  });

  it('go through the proxy of the settings, and past it where the user says so', async () => {
    assert.equal(
      await text(httpGetter(web.options), 'https://rdap.registry.example/hello', 'public'),
      '200 hello',
    );
    assert.deepEqual(web.connections, ['rdap.registry.example:443']);
    web.page(own('/direct'), status(200, {}, 'direct'));
    await text(httpGetter({ ...web.options, noProxy: ['127.0.0.1'] }), own('/direct'));
    assert.equal(web.connections.length, 1);
  });

  it('check the certificate behind the proxy, too', async () => {
    await assert.rejects(text(httpGetter(web.options), 'https://rdap.other.example/'), {
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
    await assert.rejects(
      text(httpGetter({ ...web.options, extraCertificates: [] }), 'https://rdap.registry.example/'),
      { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
    );
  });

  it('say what kind of proxy is not known', async () => {
    const get = httpGetter({ ...web.options, proxy: 'socks5://127.0.0.1:1080' });
    await assert.rejects(text(get, 'https://rdap.registry.example/'), /no http or https address/);
  });

  it('do not follow redirects by themselves', async () => {
    web.page(own('/moved'), status(302, { location: 'https://rdap.registry.example/' }));
    const get = httpGetter({ ...web.options, noProxy: ['127.0.0.1'] });
    const response = await get(own('/moved'), { accept: '*/*', reach: 'any', signal });
    response.close();
    assert.equal(response.status, 302);
    assert.equal(response.header('location'), 'https://rdap.registry.example/');
    assert.equal(response.header('retry-after'), null);
  });

  it('unpack what the server has compressed', async () => {
    web.page(own('/packed'), (response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(gzipSync('x'.repeat(10_000)));
    });
    const get = httpGetter({ ...web.options, noProxy: ['127.0.0.1'] });
    assert.equal(await text(get, own('/packed')), `200 ${'x'.repeat(10_000)}`);
  });

  it('end when they are aborted, before and after the answer began', async () => {
    web.page(own('/hangs'), (response) => {
      response.write('half');
    });
    const get = httpGetter({ ...web.options, noProxy: ['127.0.0.1'] });
    const controller = new AbortController();
    const response = await get(own('/hangs'), {
      accept: '*/*',
      reach: 'any',
      signal: controller.signal,
    });
    const body = response.body[Symbol.asyncIterator]();
    assert.equal(Buffer.from((await body.next()).value as Uint8Array).toString(), 'half');
    controller.abort();
    await assert.rejects(body.next());
    await assert.rejects(
      get(own('/hangs'), { accept: '*/*', reach: 'any', signal: controller.signal }),
    );
  });

  it('speak plain http where the user chose it', async () => {
    const plain = createServer((_, response) => response.end('plain')).listen(0, '127.0.0.1');
    await once(plain, 'listening');
    const { port } = plain.address() as AddressInfo;
    const get = httpGetter({ ...defaultHttpOptions, noProxy: ['*'] });
    assert.equal(await text(get, `http://127.0.0.1:${port}/`), '200 plain');
    plain.close();
    await assert.rejects(text(get, 'file:///etc/passwd'), /neither http nor https/);
  });
});

describe('a host that a stranger named', () => {
  const privately = [
    '127.0.0.1',
    '10.0.0.1',
    '169.254.169.254',
    '::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::1',
  ];

  for (const address of privately) {
    it(`is not connected to when its name leads to ${address}`, async () => {
      const family = address.includes(':') ? 6 : 4;
      const asked: string[] = [];
      const addresses = (name: string) => {
        asked.push(name);
        // A public address first: one that is not is enough.
        return Promise.resolve([
          { address: '8.8.8.8', family: 4 },
          { address, family },
        ]);
      };
      const connect = tcpConnector(addresses);
      await assert.rejects(
        connect('whois.rebound.example', 43, 'public', signal),
        new RegExp(`its name leads to ${address}, which is not a public address`),
      );
      const get = httpGetter({ ...defaultHttpOptions, noProxy: ['*'] }, addresses);
      await assert.rejects(
        text(get, 'https://rdap.rebound.example/', 'public'),
        /its name leads to .*, which is not a public address/,
      );
      assert.deepEqual(asked, ['whois.rebound.example', 'rdap.rebound.example']);
    });

    it(`is not connected to by the address ${address}`, async () => {
      const nobody = () => assert.fail('no name was to be looked up');
      await assert.rejects(
        tcpConnector(nobody)(address, 43, 'public', signal),
        /the address is not a public one/,
      );
      const host = address.includes(':') ? `[${address}]` : address;
      await assert.rejects(
        text(
          httpGetter({ ...defaultHttpOptions, noProxy: ['*'] }, nobody),
          `https://${host}/`,
          'public',
        ),
        /the address is not a public one/,
      );
    });
  }

  it('may be a machine of the local network when the user chose it', async () => {
    const plain = createServer((_, response) => response.end('own')).listen(0, '127.0.0.1');
    await once(plain, 'listening');
    const { port } = plain.address() as AddressInfo;
    const socket = await tcpConnector(() => assert.fail())('localhost', port, 'any', signal);
    socket.close();
    plain.close();
  });
});
