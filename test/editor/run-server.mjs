import { buildSuite } from './build.mjs';
import { startVscodeServer } from '../../scripts/vscode-server.mjs';
import { suitePasses } from './page.mjs';
const tests = await buildSuite('node');
for (const trusted of [false, true]) {
  const server = await startVscodeServer({ trusted });
  const code = await suitePasses(server.page({ workspace: process.cwd() + '/samples', tests }));
  console.log('exit', code);
  await server.stop();
}
process.exit(0);
