/** Bodies that are made to be expensive, and the tables that an open message must not pay for. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { analyze } from '../../../server/src/core/analysis.ts';
import { lineCarriesContact } from '../../../server/src/core/contacts/line.ts';
import { findContactPoints } from '../../../server/src/core/contacts/points.ts';
import { hostileBodies, hostileHtml } from './hostile-bodies.ts';

/** Milliseconds; each takes some hundred, and what is quadratic takes minutes. */
const patience = 10_000;

describe('hostile bodies', () => {
  for (const [type, bodies] of [
    ['text/plain', hostileBodies],
    ['text/html', hostileHtml],
  ] as const) {
    for (const [name, body] of bodies) {
      it(`of ${name} as ${type} cost little more than their length`, () => {
        const text = `Content-Type: ${type}\n\n${body(100_000)}`;
        const before = performance.now();
        const { points } = findContactPoints(analyze(text));
        assert.ok(performance.now() - before < patience);
        assert.ok(points.length <= 4 * 300);
      });
    }
  }

  it('are cut at the limit, however long they are', () => {
    const analysis = analyze(`Subject: x\n\n${'212-555-0123 '.repeat(200_000)}`);
    const before = performance.now();
    assert.equal(findContactPoints(analysis).cut, true);
    assert.ok(performance.now() - before < patience);
  });

  it('of one line are kept without being read', () => {
    const before = performance.now();
    for (const body of hostileBodies.values()) assert.ok(lineCarriesContact(body(1_000_000)));
    assert.ok(performance.now() - before < patience);
  });
});

describe('the tables of all numbering plans, and the writer of archives', () => {
  const root = fileURLToPath(new URL('../../..', import.meta.url));

  for (const entry of [
    'server/src/node/main.ts',
    'server/src/browser/main.ts',
    'server/src/cli/main.ts',
  ]) {
    it(`are not loaded with ${entry}, but by whoever asks for them`, async () => {
      const { metafile } = await build({
        entryPoints: [entry],
        absWorkingDir: root,
        bundle: true,
        write: false,
        metafile: true,
        outdir: 'unused',
        platform: entry.includes('browser') ? 'browser' : 'node',
        format: 'esm',
        logLevel: 'silent',
      });
      const files = new Map(Object.entries(metafile.inputs));
      const loaded = new Set([entry]);
      for (const file of loaded) {
        for (const { path, kind, external } of files.get(file)?.imports ?? []) {
          if (kind !== 'dynamic-import' && external !== true) loaded.add(path);
        }
      }
      assert.ok(loaded.size > 20, 'the entry was followed');
      const heavy = [...loaded].filter((file) =>
        /node_modules\/(?:libphonenumber-js|@zip\.js)/.test(file),
      );
      assert.deepEqual(heavy, []);
    });
  }
});
