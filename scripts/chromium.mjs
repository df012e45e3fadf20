/**
 * Finds a Chromium to drive, or installs Debian's. Knows nothing of VS Code.
 */
import { installDebian, isExecutable, onPath } from './programs.mjs';

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

  if (installDebian('chromium', 'No Chromium found')) {
    const installed = onPath(names);
    if (installed !== undefined) return installed;
  }
  throw new Error(
    'No Chromium or Chrome was found: install one, or set CHROMIUM to the path of its program.',
  );
}
