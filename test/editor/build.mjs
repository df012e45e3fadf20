/** Bundles the suite for the two extension hosts: dist/test/suite.node.cjs and dist/test/suite.web.js. */
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

const common = {
  absWorkingDir: root,
  bundle: true,
  format: 'cjs',
  target: 'es2022',
  sourcemap: 'linked',
  logLevel: 'warning',
  // The browser build of mocha is a script, but its package says "module": it would take the
  // exports of the whole bundle for its own.
  define: { exports: 'undefined' },
};

/** Where the suite for an extension host lies, after it was built. `entry` may name another one. */
export async function buildSuite(host, entry = 'suite') {
  const outfile = host === 'node' ? `dist/test/${entry}.node.cjs` : `dist/test/${entry}.web.js`;
  await esbuild.build({
    ...common,
    entryPoints: [`test/editor/${entry}/index.ts`],
    outfile,
    platform: host === 'node' ? 'node' : 'browser',
    external: ['vscode'],
  });
  return `${root}${outfile}`;
}
