import assert from 'node:assert/strict';
import {
  sourceRequest,
  traceFileRequest,
  type SourceResult,
  type TraceFileResult,
} from '../../server/src/lsp/protocol.ts';
import { startHarness, type Harness } from './harness.ts';
import { forged, forwarding, impossible, plain } from './messages.ts';

const uri = 'file:///mail/one.eml';

describe('requests of our client', () => {
  let server: Harness;
  beforeEach(async () => {
    server = await startHarness();
  });
  afterEach(() => server.stop());

  it('source: the last address that can be believed', async () => {
    await server.open(uri, forged);
    const ask = (params: unknown): Promise<SourceResult> =>
      server.client.sendRequest(sourceRequest, params);
    assert.deepEqual(await ask({ uri }), { ip: '192.0.2.7', hops: 2 });
    assert.deepEqual(await ask({ uri: 'file:///mail/closed.eml' }), { ip: null, hops: null });
    assert.deepEqual(await ask({ uri: 7 }), { ip: null, hops: null });
  });

  const trace = async (text: string, more = 0): Promise<string> => {
    const bytes = Buffer.from(text);
    const params = {
      name: 'big.eml',
      base64: bytes.toString('base64'),
      size: bytes.length + more,
    };
    const { report } = await server.client.sendRequest<TraceFileResult>(traceFileRequest, params);
    return report;
  };

  it('traceFile: hops and findings of the message and of those inside', async () => {
    const report = await trace(forwarding);
    assert.match(report, /big\.eml/);
    assert.match(report, /192\.0\.2\.7/);
    assert.match(report, /part 2/);
    assert.ok(report.includes(impossible));
    const line = forwarding.slice(0, forwarding.indexOf(impossible)).split('\n').length;
    assert.match(report, new RegExp(`line ${line}: error`));
  });

  it('traceFile: says when it read a part of the file only', async () => {
    assert.doesNotMatch(await trace(plain), /the first/);
    assert.match(await trace(plain, 1000), /the first \d+ of \d+ bytes/);
  });

  it('traceFile: of anything else is a sentence', async () => {
    for (const params of [{}, { name: 7 }, { name: 'x', base64: {}, size: 1 }]) {
      const result = await server.client.sendRequest<TraceFileResult>(traceFileRequest, params);
      assert.match(result.report, /\.\n?$/);
    }
  });
});
