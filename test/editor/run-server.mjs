/**
 * Runs the suite in the Node extension host of VS Code's server, workbench in Chromium: once in
 * Restricted Mode, in which people open mail from strangers, and once trusted.
 */
import { startVscodeServer } from '../../scripts/vscode-server.mjs';
import { buildSuite } from './build.mjs';
import { Counts, runSuite } from './page.mjs';
import { startLookupServers } from './lookup-servers.mjs';
import { addOddMessages, commitAll, makeWorkspace } from './workspace.mjs';

const tests = await buildSuite('node');
const lookups = await startLookupServers();
const counts = new Counts();
for (const mode of ['restricted', 'trusted']) {
  const workspace = await makeWorkspace(mode);
  commitAll(workspace.folder);
  await addOddMessages(workspace.folder);
  const server = await startVscodeServer({
    trusted: mode === 'trusted',
    machineSettings: lookups.settings,
  });
  counts.add(await runSuite(server.page({ workspace: workspace.folder, tests })));
  await server.stop();
  await workspace.remove();
}
await lookups.stop();
// Explicitly: Chromium may be slow to close.
process.exit(counts.print());
