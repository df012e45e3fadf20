/** Finds programs on this machine, and installs Debian's packages where that may be done. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

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

export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether the package could be installed: as root, or with a sudo that asks for no password. */
export function installDebian(name, reason) {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const mayInstall =
    onPath(['apt-get']) !== undefined && (sudo.length === 0 || ok([...sudo, 'true']));
  if (!mayInstall) return false;
  console.log(`${reason}: installing the package "${name}" with apt-get …`);
  const apt = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq'];
  // A fresh image has no package lists.
  return ok([...apt, 'update']) && ok([...apt, 'install', '-y', '--no-install-recommends', name]);
}

function ok([command, ...args]) {
  return spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}
