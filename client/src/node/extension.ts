/** Entry of dist/client.cjs: the extension where there is Node. The server is a process of its own, over IPC. */
import { commands, type ExtensionContext } from 'vscode';
import { startClient } from '../client.ts';

export { deactivate } from '../client.ts';

export function activate(context: ExtensionContext): void {
  // The menus ask: VS Code's own `isWeb` is also true of a browser with a Node server behind it.
  void commands.executeCommand('setContext', 'spamPatrol.canVerify', true);
  startClient(
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
