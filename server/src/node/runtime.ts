/** The machine as Node gives it: files, TCP, timers, clock. Importing it starts nothing. */
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { Runtime, Secrets } from '../lsp/runtime.ts';
import { later } from '../lsp/timer.ts';
import { cacheFile } from './cache-file.ts';
import { nameServers } from './dns.ts';
import { nodeFiles } from './files.ts';
import { nodeGeoFile } from './geo-file.ts';
import { httpGetter } from './http.ts';
import { nodeRunProgram } from './program.ts';
import { outlookImporter } from './outlook.ts';
import { nodeConnect } from './tcp.ts';
import { nodeTranslations } from './translations.ts';
import { workerVerifier } from './verifier.ts';

/** Beside the bundle that this becomes a part of. */
const verifyScript = new URL('./verify.cjs', import.meta.url);
/** Of the package, from the folder of the bundles. */
const translations = new URL('../l10n/', import.meta.url);
const outlookScript = new URL('./outlook.cjs', import.meta.url);

export const nodeSecrets: Secrets = {
  hmac: (key, text) => Promise.resolve(createHmac('sha256', key).update(text).digest()),
  random: (length) => randomBytes(length),
  uuid: () => randomUUID(),
};

export function nodeRuntime(): Runtime {
  return {
    files: nodeFiles,
    connect: nodeConnect,
    http: httpGetter,
    dns: (servers) => nameServers({ servers }),
    cacheStore: cacheFile,
    run: nodeRunProgram,
    geoFile: nodeGeoFile,
    verify: workerVerifier(verifyScript),
    outlook: outlookImporter(outlookScript),
    extrasAt: null,
    translations: (language) => nodeTranslations(translations, language),
    base64: {
      encode: (bytes) =>
        Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
      decode: (text) => Buffer.from(text, 'base64'),
    },
    secrets: nodeSecrets,
    later,
    now: () => new Date(),
  };
}
