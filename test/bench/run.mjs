/**
 * Measures the analysis of mail headers against the mail parsers of the JavaScript world, all in one
 * run on one machine, and prints a table in Markdown. `npm run bench`.
 *
 * The peers are dependencies of this folder only; they are installed on first use.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { corpusMessages } from '../../scripts/corpus.mjs';
import { headerOf } from './header-block.mjs';
import { largeMessage } from './large-message.mjs';
import { peers } from './peers.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = `${root}.cache/bench/`;

function call(command, args, options = {}) {
  const { status, stdout, error } = spawnSync(command, args, {
    cwd: here,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    ...options,
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed`, { cause: error });
  return stdout;
}

function installPeers() {
  if (existsSync(`${here}node_modules/.package-lock.json`)) return;
  console.error('Installing the peers …');
  call('npm', ['ci', '--ignore-scripts'], { shell: process.platform === 'win32' });
}

async function buildCore() {
  await esbuild.build({
    stdin: {
      contents:
        "export * from './server/src/core/analysis.ts'; export { scanHeader } from './server/src/core/message/fields.ts';",
      resolveDir: root,
    },
    outfile: `${cache}core.mjs`,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
}

function measure(id, task, file) {
  return JSON.parse(call(process.execPath, ['--expose-gc', 'peer.mjs', id, task, file]));
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const number = (value) => Math.round(value).toLocaleString('en');

installPeers();
mkdirSync(cache, { recursive: true });
await buildCore();

const blocks = [];
for await (const { bytes } of corpusMessages()) blocks.push(headerOf(bytes).toString('latin1'));
const headersFile = `${cache}headers.json`;
const largeFile = `${cache}large.eml`;
writeFileSync(headersFile, JSON.stringify(blocks));
writeFileSync(largeFile, largeMessage(), 'latin1');

console.log(`Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}\n`);
console.log(`Header blocks of ${number(blocks.length)} messages, and one message of 25 MB:\n`);
console.log('| | messages/s | ours is | 25 MB: ms | 25 MB: MB more | refused |');
console.log('| --- | --: | --: | --: | --: | --: |');
let ours = 0;
for (const { id, name } of peers) {
  const { perSecond, refused } = measure(id, 'headers', headersFile);
  const large = [1, 2, 3].map(() => measure(id, 'large', largeFile));
  if (id === 'trace') ours = perSecond;
  const ratio = id === 'trace' ? '' : `${(ours / perSecond).toFixed(1)} ×`;
  const milliseconds = median(large.map((run) => run.milliseconds));
  const megabytes = median(large.map((run) => run.kilobytes)) / 1024;
  console.log(
    `| ${name} | ${number(perSecond)} | ${ratio} | ${number(milliseconds)} | ${number(megabytes)} | ${refused + large[0].refused} |`,
  );
}
console.log(
  '\nEach in a process of its own, one after the other; messages/s: median of 9 runs over all blocks after three to warm up;' +
    ' 25 MB: median of 3 processes, memory is what the peak grew beyond that of loading the message.',
);
