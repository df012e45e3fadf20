/** Entry of dist/server.web.js: the language server in a web worker. Files belong to the client; there is no TCP. */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
} from 'vscode-languageserver/browser';
import { decodeLatin1, encodeLatin1 } from '../core/text/latin1.ts';
import type { FileAccess, Runtime } from '../lsp/runtime.ts';
import { later } from '../lsp/timer.ts';
import { startServer } from '../lsp/server.ts';

/** Of the worker's globals what is used here: the DOM's types would let the whole server lean on a browser. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

function noFiles(): Promise<never> {
  return Promise.reject(new Error('in a web worker only the editor can reach files'));
}

const files: FileAccess = {
  readFile: noFiles,
  listMessages: noFiles,
  writeNew: noFiles,
  writeTemporary: noFiles,
};

const runtime: Runtime = {
  files,
  connect: null,
  verify: null,
  base64: {
    encode: (bytes) => btoa(decodeLatin1(bytes)),
    decode: (text) => encodeLatin1(atob(text)),
  },
  later,
  now: () => new Date(),
};

startServer(
  createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)),
  runtime,
);
