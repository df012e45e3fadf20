import assert from 'node:assert/strict';
import { routeRequest, type RouteResult } from '../../server/src/lsp/protocol.ts';
import { startHarness, type Harness } from './harness.ts';
import { crlf, forged, forwarding, impossible, plain } from './messages.ts';

const uri = 'file:///mail/one.eml';

describe('the route of a message', () => {
  let server: Harness;
  const ask = (params: unknown = { uri }): Promise<RouteResult> =>
    server.client.sendRequest(routeRequest, params);

  beforeEach(async () => {
    server = await startHarness();
  });
  afterEach(() => server.stop());

  it('has each hop with the lines that it stands in, and each finding with its place', async () => {
    await server.open(uri, forged);
    const { routes, leftOut } = await ask();
    assert.deepEqual([routes.length, leftOut], [1, 0]);
    const { hops } = routes[0]?.picture ?? { hops: [] };
    assert.deepEqual(
      hops.map(({ by, place }) => [by, place.start.line, place.end.line]),
      [
        ['mx.example.com', 0, 2],
        ['mail.example.org', 3, 5],
      ],
    );
    const places = hops.flatMap(({ marks }) => marks.map(({ place }) => server.textAt(uri, place)));
    assert.ok(places.includes(impossible));
  });

  it('has those of messages forwarded inside, by their parts', async () => {
    await server.open(uri, forwarding);
    const { routes } = await ask();
    assert.deepEqual(
      routes.map(({ part, picture }) => [part, picture.hops.length]),
      [
        [null, 1],
        ['2', 2],
      ],
    );
    const field = routes[1]?.picture.hops[1]?.place;
    assert.ok(field !== undefined && server.textAt(uri, field).includes(impossible));
  });

  it('follows the text', async () => {
    await server.open(uri, plain);
    await server.replace(uri, '192.0.2.7', '192.0.2.8');
    assert.equal((await ask()).routes[0]?.picture.source, '192.0.2.8');
  });

  it('of a complaint is none', async () => {
    const complaint = 'file:///mail/one.complaint.eml';
    await server.open(complaint, forwarding);
    const { routes } = await ask({ uri: complaint });
    assert.deepEqual(
      routes.map(({ picture }) => [picture.empty, picture.hops.length, picture.marks.length]),
      [['complaint', 0, 0]],
    );
  });

  it('stops at fifty messages forwarded inside, and counts the rest', async () => {
    const part = crlf('\n--b1\nContent-Type: message/rfc822\n\n') + plain;
    const digest = forwarding.replace(crlf('\n--b1--\n'), part.repeat(60) + crlf('\n--b1--\n'));
    await server.open(uri, digest);
    const { routes, leftOut } = await ask();
    assert.deepEqual([routes.length, leftOut], [51, 11]);
  });

  it('of what is not open is empty', async () => {
    for (const params of [{ uri: 'file:///mail/closed.eml' }, { uri: 7 }, {}, null]) {
      assert.deepEqual(await ask(params), { routes: [], leftOut: 0 });
    }
  });
});
