/** Runs the suite in the web-worker extension host of VS Code for the web, in Chromium. */
import { Worker } from 'node:worker_threads';
import { root, vscodeWeb } from '../../scripts/editors.mjs';
import { freePort } from '../../scripts/vscode-server.mjs';
import { buildSuite } from './build.mjs';
import { Counts, runSuite } from './page.mjs';
import { addOddMessages, makeWorkspace } from './workspace.mjs';

const extensionTestsPath = await buildSuite('web');
const { build, serverModule } = await vscodeWeb();
const workspace = await makeWorkspace('trusted');
await addOddMessages(workspace.folder);
const port = await freePort();
const config = {
  build,
  extensionDevelopmentPath: root,
  extensionTestsPath,
  folderMountPath: workspace.folder,
  printServerLog: false,
};
// In a thread of its own: it prints every request that it has no file for.
const server = new Worker(new URL('web-server.mjs', import.meta.url), {
  workerData: { serverModule, port, config },
  stdout: true,
});
await new Promise((resolve, reject) => {
  server.once('message', resolve);
  server.once('error', reject);
});

const counts = new Counts();
counts.add(await runSuite(`http://localhost:${port}`));
await server.terminate();
await workspace.remove();
// Explicitly: Chromium may be slow to close.
process.exit(counts.print());
