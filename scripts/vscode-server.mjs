/**
 * Runs the embedded VS Code server (see editors.mjs) and names the pages on which its workbench
 * opens. Knows nothing of who looks at the page.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root, vscodeServer } from './editors.mjs';

/**
 * Starts a server on a free port of the loopback interface.
 * @param trusted whether every folder is trusted; otherwise VS Code asks, and until then is restricted
 * @param machineSettings settings of the machine on which the extensions run
 */
export async function startVscodeServer({ trusted = false, machineSettings = {} } = {}) {
  const { folder, version } = await vscodeServer();
  const data = await mkdtemp(join(tmpdir(), 'spam-patrol-editor-'));
  await mkdir(join(data, 'data/Machine'), { recursive: true });
  await writeFile(join(data, 'data/Machine/settings.json'), JSON.stringify(machineSettings));
  // By its own path this folder holds the editor, too (.cache/), and VS Code chooses the first theme that
  // lies in the folder of an extension under development: that of its own themes which it lists first.
  const own = join(data, 'extension');
  await symlink(root, own, 'junction');
  const port = await freePort();
  const server = spawn(
    process.execPath,
    [
      join(folder, 'out/server-main.js'),
      ...['--host', '127.0.0.1', '--port', String(port)],
      ...['--without-connection-token', '--accept-server-license-terms'],
      ...['--telemetry-level', 'off', '--server-data-dir', data],
      // The environment of this process, not that of a login shell, which has another PATH.
      '--force-disable-user-env',
      ...(trusted ? ['--disable-workspace-trust'] : []),
    ],
    {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      // No gallery of extensions: the editor would ask it questions on its own.
      env: { ...process.env, EXTENSIONS_GALLERY: '{}' },
    },
  );
  // However this process ends, the server ends with it.
  process.once('exit', () => server.kill());
  let output = '';
  const keep = (chunk) => {
    output = (output + String(chunk)).slice(-4000);
  };
  server.stdout.on('data', keep);
  server.stderr.on('data', keep);

  const authority = `127.0.0.1:${port}`;
  try {
    await untilItAnswers(`http://${authority}/version`, () => {
      if (server.exitCode !== null) throw new Error(`The VS Code server ended:\n${output}`);
    });
  } catch (error) {
    server.kill();
    throw error;
  }

  return {
    version,
    /** The page with the workspace `workspace` (a path) and in it the extension of this repository, or another one. */
    page({ workspace, tests, openFile, extension = own }) {
      const remote = (path) => `vscode-remote://${authority}${asUriPath(path)}`;
      const payload = [
        ['extensionDevelopmentPath', remote(extension)],
        ['skipWelcome', 'true'],
        ['skipReleaseNotes', 'true'],
      ];
      if (tests !== undefined) payload.push(['extensionTestsPath', remote(tests)]);
      if (openFile !== undefined) payload.push(['openFile', remote(openFile)]);
      const query = new URLSearchParams({
        folder: asUriPath(workspace),
        payload: JSON.stringify(payload),
      });
      return `http://${authority}/?${query}`;
    },
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      if (server.exitCode === null && server.signalCode === null) {
        server.kill();
        await Promise.race([ended, wait(3000, undefined, { ref: false })]);
        if (server.exitCode === null && server.signalCode === null) server.kill('SIGKILL');
      }
      await rm(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** `C:\x` as `/c:/x`, the form of paths in URIs. */
function asUriPath(path) {
  const slashes = path.replaceAll('\\', '/');
  return slashes.startsWith('/') ? slashes : `/${slashes}`;
}

/** A port that is free now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function untilItAnswers(url, check) {
  for (let attempt = 0; attempt < 600; attempt++) {
    check();
    const answers = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (answers) return;
    await wait(100);
  }
  throw new Error(`Nothing answered at ${url} within a minute.`);
}
