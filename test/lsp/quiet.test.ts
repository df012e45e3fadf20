/** Opening, hovering, scrolling and asking what can be done let nothing leave the machine. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { Runtime } from '../../server/src/lsp/runtime.ts';
import { startHarness, type Harness } from './harness.ts';

const samples = new URL('../../samples/', import.meta.url);

describe('a message that is only read', () => {
  let server: Harness | undefined;
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });

  /** Everything by which something could leave the machine; `touched` tells what did. */
  function guarded(touched: string[]): Partial<Runtime> {
    const touch = (what: string): never => {
      touched.push(what);
      throw new Error(`${what} was not to be touched`);
    };
    return {
      connect: (host) => touch(`a connection to ${host}`),
      http: () => touch('the web'),
      dns: () => touch('the name servers'),
      verify: () => touch('verification'),
      cacheStore: () => touch('the disk of lookups'),
    };
  }

  for (const name of readdirSync(samples).filter((file) => file.endsWith('.eml'))) {
    it(`asks nobody: ${name}`, async () => {
      const touched: string[] = [];
      server = await startHarness({ runtime: guarded(touched) });
      const uri = new URL(name, samples).href;
      const text = readFileSync(new URL(name, samples), 'utf8');
      await server.open(uri, text);
      await server.becomeIdle();
      await server.diagnostics(uri);
      const textDocument = { uri };
      let hovers = 0;
      for (const [line, content] of text.split('\n').slice(0, 60).entries()) {
        for (let character = 0; character < content.length; character += 3) {
          const position = { line, character };
          const hover = await server.client.sendRequest('textDocument/hover', {
            textDocument,
            position,
          });
          if (hover !== null) hovers += 1;
        }
        const range = { start: { line, character: 0 }, end: { line, character: content.length } };
        await server.client.sendRequest('textDocument/codeAction', {
          textDocument,
          range,
          context: { diagnostics: [] },
        });
      }
      assert.ok(hovers > 0);
      await server.client.sendRequest('textDocument/codeLens', { textDocument });
      assert.deepEqual(touched, []);
    });
  }
});
