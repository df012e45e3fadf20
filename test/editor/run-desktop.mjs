/**
 * Runs the suite in a VS Code on the desktop: the one that the environment's VSCODE names, else the
 * one that `code` on the PATH belongs to. Fails when there is none. Under Linux without a display:
 * `xvfb-run npm run test:desktop`.
 */
import { existsSync, realpathSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { onPath } from '../../scripts/programs.mjs';
import { root } from '../../scripts/editors.mjs';
import { buildSuite } from './build.mjs';
import { startLookupServers } from './lookup-servers.mjs';
import { addOddMessages, makeWorkspace } from './workspace.mjs';

/** The program behind a command line (`bin/code` of an installation); the path itself when it is the program. */
function programOf(path) {
  const installation = dirname(dirname(realpathSync(path)));
  const programs = [
    join(installation, 'code'),
    join(installation, 'Code.exe'),
    // bin/code lies in Visual Studio Code.app/Contents/Resources/app/.
    join(dirname(dirname(installation)), 'MacOS/Electron'),
  ];
  return programs.find(existsSync) ?? path;
}

async function main() {
  const code = process.env.VSCODE ?? onPath(['code']);
  if (code === undefined || code === '') {
    throw new Error(
      'No VS Code was found: put its command code on the PATH, or set VSCODE to its path. Tests in the embedded ones need none: npm test -- editor-server editor-web.',
    );
  }
  const extensionTestsPath = await buildSuite('node');
  const lookups = await startLookupServers();
  const workspace = await makeWorkspace('trusted');
  await addOddMessages(workspace.folder);
  const userData = join(workspace.folder, '../user-data');
  await mkdir(join(userData, 'User'), { recursive: true });
  await writeFile(join(userData, 'User/settings.json'), JSON.stringify(lookups.settings));
  try {
    // The suite prints its own lines; a failure rejects.
    await runTests({
      vscodeExecutablePath: programOf(code),
      extensionDevelopmentPath: root,
      extensionTestsPath,
      launchArgs: [
        workspace.folder,
        '--disable-extensions',
        '--force-disable-user-env',
        `--user-data-dir=${userData}`,
      ],
    });
  } finally {
    await lookups.stop();
    await workspace.remove();
  }
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
