/** The thread's script, built from the sources as they are now: Node runs no TypeScript in a thread. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = new URL('../..', import.meta.url);

export function verifyBundle(): URL {
  const { status, stderr } = spawnSync(process.execPath, ['esbuild.mjs', 'verify'], {
    cwd: fileURLToPath(root),
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr.slice(0, 1000));
  return new URL('dist/verify.cjs', root);
}
