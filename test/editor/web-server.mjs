/** The thread in which @vscode/test-web serves VS Code. Says when it does. */
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

const { serverModule, port, config } = workerData;
const { runServer } = await import(pathToFileURL(serverModule).href);
const server = await runServer('localhost', port, config);
if (!server.listening) await new Promise((resolve) => server.once('listening', resolve));
parentPort.postMessage('listening');
