/** Runs the built command line as its users do: a process with arguments, standard streams and an exit code. */
import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess, type SpawnSyncReturns } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TraceHop, TraceResult } from '../../server/src/cli/result.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let build: SpawnSyncReturns<string> | null = null;

/** The command line, built from the sources as they are now; a build that fails is not tried again. */
function cliPath(): string {
  build ??= spawnSync(process.execPath, ['esbuild.mjs', 'cli', 'verify', 'outlook'], {
    cwd: root,
    encoding: 'utf8',
  });
  assert.equal(build.status, 0, build.stderr.slice(0, 1000));
  return join(root, 'dist/cli.js');
}

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string | Buffer;
  readonly env?: NodeJS.ProcessEnv;
  /** Where standard output goes; a pipe when left out. */
  readonly stdout?: number;
}

/** What the machine wants of colours is no test's business; undefined leaves a variable out. */
const colourless = { CI: undefined, NO_COLOR: undefined, FORCE_COLOR: undefined };

export function start(
  args: readonly string[],
  { cwd, env, stdout }: RunOptions = {},
): ChildProcess {
  return spawn(process.execPath, [cliPath(), ...args], {
    cwd,
    env: { ...process.env, ...colourless, ...env },
    stdio: ['pipe', stdout ?? 'pipe', 'pipe'],
  });
}

export function run(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const child = start(args, options);
  const read = (stream: NodeJS.ReadableStream | null): (() => string) => {
    const chunks: Buffer[] = [];
    stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
    return () => Buffer.concat(chunks).toString();
  };
  const stdout = read(child.stdout);
  const stderr = read(child.stderr);
  // A process that does not read its input may end before all of it was written.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(options.input ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, stdout: stdout(), stderr: stderr() });
    });
  });
}

/** `trace --format ndjson`: the results, one a line. */
export async function trace(
  args: readonly string[],
  options: RunOptions = {},
): Promise<Run & { readonly results: readonly TraceResult[] }> {
  const ended = await run(['trace', '--format', 'ndjson', ...args], options);
  const lines = ended.stdout.split('\n').slice(0, -1);
  return { ...ended, results: lines.map((line) => JSON.parse(line) as TraceResult) };
}

/** The only element. */
export function only<T>(values: readonly T[]): T {
  assert.equal(values.length, 1, JSON.stringify(values));
  return values[0] as T;
}

/** The hops of one message on standard input. */
export async function hopsOf(message: string | Buffer): Promise<readonly TraceHop[]> {
  return only((await trace(['-'], { input: message })).results).hops;
}

/** A folder for one test, with these files. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'spam-patrol-test-'));

  constructor(files: Readonly<Record<string, string | Buffer>> = {}) {
    for (const [name, content] of Object.entries(files)) this.write(name, content);
  }

  write(name: string, content: string | Buffer): void {
    mkdirSync(dirname(join(this.path, name)), { recursive: true });
    // Latin-1: a test that needs other bytes gives a Buffer.
    writeFileSync(join(this.path, name), content, 'latin1');
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
