/** A folder of messages for the editor tests: the samples, and what no repository should hold. */
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/editors.mjs';

/** Above this the editor hands extensions nothing of a file. */
const extensionsSeeNothingAbove = 50 * 1024 * 1024;

/** Makes a folder called `name` with the samples. `remove` takes it away with everything in it. */
export async function makeWorkspace(name) {
  const parent = await mkdtemp(join(tmpdir(), 'spam-patrol-'));
  const folder = join(parent, name);
  await mkdir(folder);
  await cp(join(root, 'samples'), folder, { recursive: true });
  return {
    folder,
    remove: () => rm(parent, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  };
}

/** Puts the folder under version control, where there is a git: VS Code then has earlier versions to show. */
export function commitAll(folder) {
  const git = (...args) => spawnSync('git', args, { cwd: folder }).status === 0;
  const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.net'];
  return git('init', '-q') && git('add', '.') && git(...who, 'commit', '-q', '-m', 'Messages');
}

/** Adds `raw-bytes.eml` and `big.eml`. */
export async function addOddMessages(folder) {
  await writeFile(join(folder, 'raw-bytes.eml'), rawBytes());
  await writeFile(join(folder, 'big.eml'), await bigMessage());
}

/** Bytes that are no UTF-8, CRLF and LF side by side, no line end at the end. */
function rawBytes() {
  const header =
    'Received: from a.example (a.example [203.0.113.5]) by mx.example.net; Tue, 11 Mar 2025 06:42:19 +0000\r\n' +
    'From: caf\xe9 <a@a.example>\nSubject: \xe9\xff\r\n\r\n';
  const body = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte !== 0);
  return Buffer.concat([Buffer.from(header, 'latin1'), Buffer.from(body), Buffer.from('\r\nend')]);
}

async function bigMessage() {
  const message = await readFile(join(root, 'samples/01-spoofed-hop.eml'));
  const line = Buffer.from(`${'x'.repeat(76)}\n`);
  return Buffer.concat([message, Buffer.alloc(extensionsSeeNothingAbove + 1024 * 1024, line)]);
}
