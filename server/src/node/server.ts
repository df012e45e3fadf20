/** Starts the language server in a Node process, for the bundle of the extension and for the command line. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from '../lsp/server.ts';
import { nodeRuntime } from './runtime.ts';

/** Speaks over what the process's arguments name: `--stdio`, `--node-ipc`, `--pipe=…` or `--socket=…`. */
export function startNodeServer(): void {
  startServer(createConnection(ProposedFeatures.all), nodeRuntime());
}
