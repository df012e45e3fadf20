/**
 * Runs every check and every test suite, one after the other, and goes on after a failure, so that
 * one run tells everything. The last line is `N passed, N failed` over all of them.
 *
 * `npm test` runs all steps, `npm test -- unit types` only those. What a step prints is indented:
 * only the last line starts at the margin.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const node = process.execPath;
const npmRun = (script) => ({ command: 'npm', args: ['run', '--silent', script] });
const nodeRun = (...args) => ({ command: node, args });

/** A suite says itself how many of its tests passed, in a line `N passed, N failed`; any other step counts as one. */
const steps = [
  { name: 'types', title: 'Types', ...npmRun('check:types') },
  { name: 'lint', title: 'Lint', ...npmRun('check:lint') },
  { name: 'format', title: 'Format', ...npmRun('check:format') },
  { name: 'unused', title: 'Unused code', ...npmRun('check:unused') },
  { name: 'generated', title: 'Generated files', ...npmRun('check:generated') },
  { name: 'build', title: 'Build', ...nodeRun('esbuild.mjs') },
  {
    name: 'unit',
    title: 'Unit, server and command-line tests',
    suite: true,
    ...nodeRun(
      'node_modules/mocha/bin/mocha.js',
      '--forbid-only',
      '--forbid-pending',
      '--reporter=scripts/counts-reporter.cjs',
      'test/**/*.test.ts',
    ),
  },
  {
    name: 'rates',
    title: 'Rates of the rules',
    ...nodeRun('--import', 'tsx', 'test/bench/eval-rules.mjs', '--check'),
  },
  { name: 'package', title: 'Package', ...npmRun('package') },
  {
    name: 'editor-server',
    title: 'Editor: VS Code server, Node extension host',
    suite: true,
    ...nodeRun('test/editor/run-server.mjs'),
  },
  {
    name: 'editor-web',
    title: 'Editor: VS Code for the web, web-worker extension host',
    suite: true,
    ...nodeRun('test/editor/run-web.mjs'),
  },
  {
    name: 'editor-ui',
    title: 'Editor: as a person clicks',
    suite: true,
    ...nodeRun('test/editor/run-ui.mjs'),
  },
  { name: 'neovim', title: 'Neovim', suite: true, ...nodeRun('test/neovim/run.mjs') },
  { name: 'start', title: 'npm start', ...nodeRun('scripts/start.mjs', '--check') },
];

/** Nothing here takes half an hour, not even the first download of an editor: something hangs. */
const tooLong = 30 * 60_000;

/** Runs one step. Resolves with what it counted: `{ passed, failed }`. */
function runStep({ command, args, suite }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: command === 'npm' && process.platform === 'win32',
      timeout: tooLong,
    });
    let counts;
    const onLine = (line) => {
      process.stdout.write(line === '' ? '\n' : `  ${line}\n`);
      const match = /^(\d+) passed, (\d+) failed$/.exec(line);
      if (match !== null) counts = { passed: Number(match[1]), failed: Number(match[2]) };
    };
    const readers = [child.stdout, child.stderr].map((stream) => byLine(stream, onLine));
    child.once('error', (error) => {
      onLine(error.message);
      resolve({ passed: 0, failed: 1 });
    });
    child.once('close', (code, signal) => {
      for (const flush of readers) flush();
      if (signal !== null) onLine(`ended by ${signal}`);
      if (suite !== true) resolve(code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
      else if (counts === undefined) resolve({ passed: 0, failed: 1 });
      // A suite that ends badly without a failed test has failed all the same.
      else resolve(code === 0 ? counts : { ...counts, failed: Math.max(1, counts.failed) });
    });
  });
}

/** Calls `onLine` for each whole line; the function that it returns gives out the unfinished rest. */
function byLine(stream, onLine) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk) => {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop();
    lines.forEach(onLine);
  });
  return () => {
    if (rest !== '') onLine(rest);
    rest = '';
  };
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  const names = steps.map((step) => step.name).join(', ');
  console.error(`There is no step ${unknown.join(', ')}. The steps are: ${names}.`);
  process.exit(2);
}

const total = { passed: 0, failed: 0 };
const failures = [];
for (const step of steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  console.log(`\n▸ ${step.title}`);
  const started = performance.now();
  const { passed, failed } = await runStep(step);
  const seconds = Math.round((performance.now() - started) / 1000);
  total.passed += passed;
  total.failed += failed;
  if (failed > 0) failures.push(step);
  console.log(`  ${failed === 0 ? '✔' : '✘'} ${passed} passed, ${failed} failed (${seconds} s)`);
}

console.log();
if (failures.length > 0) {
  console.log(`Failed: ${failures.map(({ title }) => title).join(' · ')}`);
  console.log(`Again, alone: npm test -- ${failures.map(({ name }) => name).join(' ')}`);
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
