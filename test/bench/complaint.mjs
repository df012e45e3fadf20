/**
 * What a complaint about a message of 25 MB costs beside a plain read-and-write of the same file:
 * time and peak memory, each in a process of its own. `npm run bench:complaint`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { largeMessage } from './large-message.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = `${root}.cache/bench/`;
const bundle = `${cache}complaint.mjs`;
const file = `${cache}large.eml`;
const out = `${cache}large.out`;

/** Lines of base64 hold no boundary; a text of `=` keeps the search busy. */
const messages = [
  ['25 MB, an attachment in base64', largeMessage()],
  ['25 MB, nothing but `=_`', largeMessage('=_')],
];

const tasks = [
  ['copy', 'read and write'],
  ['letter', 'read, compose a letter, write'],
  ['arf', 'read, compose ARF, write'],
];

mkdirSync(cache, { recursive: true });
await esbuild.build({
  stdin: {
    contents: `
      export { createFile } from './server/src/node/files.ts';
      export { composeComplaint } from './server/src/core/complaint/index.ts';
      export { readIncident } from './server/src/core/complaint/incident.ts';`,
    resolveDir: root,
  },
  outfile: bundle,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
});

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

function measure(task) {
  const runs = Array.from({ length: 5 }, () => {
    rmSync(out, { force: true });
    const args = ['--expose-gc', `${here}complaint-task.mjs`, task, bundle, file, out];
    const { status, stdout, error } = spawnSync(process.execPath, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (status !== 0) throw new Error(`${task} failed`, { cause: error });
    return JSON.parse(stdout);
  });
  return {
    milliseconds: median(runs.map((run) => run.milliseconds)),
    megabytes: median(runs.map((run) => run.kilobytes)) / 1024,
  };
}

console.log(`Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}\n`);
console.log('| message | task | ms | peak MB more |');
console.log('| --- | --- | --: | --: |');
for (const [name, text] of messages) {
  writeFileSync(file, text, 'latin1');
  for (const [task, title] of tasks) {
    const { milliseconds, megabytes } = measure(task);
    console.log(`| ${name} | ${title} | ${Math.round(milliseconds)} | ${Math.round(megabytes)} |`);
  }
}
rmSync(out, { force: true });
console.log(
  '\nMedian of 5 processes each; memory is what the peak grew beyond that of a process that has loaded the code.',
);
