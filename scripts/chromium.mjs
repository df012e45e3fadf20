/**
 * Finds a Chromium to drive, or installs Debian's. Knows nothing of VS Code.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

/** Quiet, offline and without the sandbox, which containers and root do not have. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Grey letters instead of coloured fringes: pictures of them are smaller.
  '--disable-lcd-text',
  // Tests never reach the network.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost',
];

/** The path of an executable; the environment's CHROMIUM comes first. Installs Debian's package when it may. */
export function chromium() {
  const given = process.env.CHROMIUM;
  if (given !== undefined && given !== '') {
    if (isExecutable(given)) return given;
    throw new Error(`CHROMIUM is set to ${given}, but no program can be started there.`);
  }
  const found = onPath(names);
  if (found !== undefined) return found;

  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const mayInstall =
    onPath(['apt-get']) !== undefined && (sudo.length === 0 || ok([...sudo, 'true']));
  if (mayInstall) {
    console.log('No Chromium found: installing the package "chromium" with apt-get …');
    const apt = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq'];
    // A fresh image has no package lists.
    if (
      ok([...apt, 'update']) &&
      ok([...apt, 'install', '-y', '--no-install-recommends', 'chromium'])
    ) {
      const installed = onPath(names);
      if (installed !== undefined) return installed;
    }
  }
  throw new Error(
    'No Chromium or Chrome was found: install one, or set CHROMIUM to the path of its program.',
  );
}

/** The first of these programs on the PATH. */
export function onPath(programs) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  for (const program of programs) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      for (const ending of endings) {
        const path = join(folder, program + ending);
        if (folder !== '' && isExecutable(path)) return path;
      }
    }
  }
  return undefined;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function ok([command, ...args]) {
  return spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}
