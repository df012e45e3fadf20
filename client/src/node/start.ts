/** Entry of dist/client.cjs: the extension where there is Node. The server is a process of its own, over IPC. */
import type { ExtensionContext } from 'vscode';
import { startClient } from '../client.ts';
import type { Extension } from '../wake-up.ts';

export function start(context: ExtensionContext): Extension {
  return startClient(
    context,
    async (id, name, options) => {
      const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
      const server = {
        module: context.asAbsolutePath('dist/server.cjs'),
        transport: TransportKind.ipc,
      };
      const debug = { ...server, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
      const client = new LanguageClient(id, name, { run: server, debug }, options);
      return { client, stop: () => client.dispose() };
    },
    {
      base64: {
        encode: (bytes) =>
          Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
        decode: (text) => Buffer.from(text, 'base64'),
      },
    },
  );
}
