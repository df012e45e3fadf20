/** Entry of dist/server.web.js: the language server in a web worker. Files belong to the client; there is no TCP. */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
} from 'vscode-languageserver/browser';
import { decodeLatin1, encodeLatin1 } from '../core/text/latin1.ts';
import type { FileAccess, Runtime, Secrets } from '../lsp/runtime.ts';
import { later } from '../lsp/timer.ts';
import { startServer } from '../lsp/server.ts';
import { extrasAt } from './extras.ts';
import { browserGet } from './http.ts';

/** Of the worker's globals what is used here: the DOM's types would let the whole server lean on a browser. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

function noFiles(): Promise<never> {
  return Promise.reject(new Error('in a web worker only the editor can reach files'));
}

const files: FileAccess = {
  readFile: noFiles,
  stampOf: noFiles,
  listMessages: noFiles,
  writeNew: noFiles,
  writeTemporary: noFiles,
  append: noFiles,
};

const secrets: Secrets = {
  async hmac(key, text) {
    const { subtle } = crypto as { readonly subtle?: typeof crypto.subtle };
    // Browsers have no cryptography for pages that come over plain http.
    if (subtle === undefined) throw new Error('the editor was not opened over https');
    const name = { name: 'HMAC', hash: 'SHA-256' };
    const imported = await subtle.importKey('raw', key.slice(), name, false, ['sign']);
    return new Uint8Array(await subtle.sign('HMAC', imported, new TextEncoder().encode(text)));
  },
  random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  uuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    // RFC 9562 §5.4: version and variant. `randomUUID` is missing over plain http.
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  },
};

const runtime: Runtime = {
  files,
  connect: null,
  http: () => browserGet,
  dns: null,
  cacheStore: null,
  run: null,
  geoFile: null,
  verify: null,
  outlook: null,
  base64: {
    encode: (bytes) => btoa(decodeLatin1(bytes)),
    decode: (text) => encodeLatin1(atob(text)),
  },
  secrets,
  extrasAt,
  later,
  now: () => new Date(),
};

startServer(
  createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)),
  runtime,
);
