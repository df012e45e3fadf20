/** The extension in a browser. The server is a web worker. */
import { Uri, type ExtensionContext } from 'vscode';
import type { InitializationOptions } from '../../../server/src/lsp/protocol.ts';
import { startClient } from '../client.ts';
import type { Extension } from '../wake-up.ts';

/** Of the worker's globals what is used here: the DOM's types would let the whole client lean on a browser. */
declare class Worker {
  constructor(url: string);
  terminate(): void;
}

/** Code units that one call of `String.fromCharCode` takes without exhausting the stack. */
const chunkLength = 8192;

function encode(bytes: Uint8Array): string {
  const chunks: string[] = [];
  for (let at = 0; at < bytes.length; at += chunkLength) {
    chunks.push(String.fromCharCode(...bytes.subarray(at, at + chunkLength)));
  }
  return btoa(chunks.join(''));
}

function decode(text: string): Uint8Array {
  const units = atob(text);
  const bytes = new Uint8Array(units.length);
  for (let at = 0; at < units.length; at++) bytes[at] = units.charCodeAt(at);
  return bytes;
}

export function start(context: ExtensionContext): Extension {
  return startClient(
    context,
    async (id, name, options) => {
      const { LanguageClient } = await import('vscode-languageclient/browser');
      const bundle = (file: string): string =>
        Uri.joinPath(context.extensionUri, 'dist', file).toString(true);
      const worker = new Worker(bundle('server.web.js'));
      const client = new LanguageClient(id, name, worker, {
        ...options,
        // Where a worker was loaded from, it is not told.
        initializationOptions: {
          ...(options.initializationOptions as InitializationOptions),
          extras: bundle('extras.web.js'),
        } satisfies InitializationOptions,
      });
      return {
        client,
        // The client library leaves the worker running.
        stop: () =>
          client.dispose().finally(() => {
            worker.terminate();
          }),
      };
    },
    { base64: { encode, decode } },
  );
}
