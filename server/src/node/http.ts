/** Web requests of Node, through the proxy and with the certificates that the user has. Knows no patience: whoever asks sets the limits by the signal. */
import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestSecure, type RequestOptions } from 'node:https';
import * as tls from 'node:tls';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';
import type { HttpGet, HttpOptions } from '../lookup/transport.ts';
import { type AddressLookup, checkedLookup, checkHost, systemAddresses } from './addresses.ts';

/**
 * @param addresses where names lead, for hosts that strangers name. Through a proxy it is the proxy
 * that looks names up and decides where one may go; then the name alone is checked.
 */
export function httpGetter(
  options: HttpOptions,
  addresses: AddressLookup = systemAddresses,
): HttpGet {
  const ca = authorities(options.extraCertificates);
  return async (text, { accept, reach, signal }) => {
    signal.throwIfAborted();
    const url = new URL(text);
    checkHost(url.hostname.replace(/^\[|\]$/g, ''), reach);
    const secure = url.protocol === 'https:';
    if (!secure && url.protocol !== 'http:') throw new Error('it is neither http nor https');
    const trust = { ca, rejectUnauthorized: options.strictSsl };
    const proxy = proxyFor(url, options);
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const parts: RequestOptions = {
        signal,
        headers: { accept, 'accept-encoding': 'gzip, deflate, br', 'user-agent': 'spam-patrol' },
        ...trust,
        ...(proxy === null
          ? { agent: false, ...(reach === 'public' && { lookup: checkedLookup(addresses) }) }
          : { agent: new HttpsProxyAgent(proxy, trust) }),
      };
      const sent = secure ? requestSecure(url, parts) : requestPlain(url, parts);
      sent.once('response', resolve);
      // Stays for the time after the response: an abort then is an error that nobody else hears.
      sent.on('error', reject);
      sent.end();
    });
    return {
      status: response.statusCode ?? 0,
      header(name) {
        const value = response.headers[name];
        return Array.isArray(value) ? value.join(', ') : (value ?? null);
      },
      body: decoded(response),
      close: () => {
        response.destroy();
      },
    };
  };
}

/** What Node and the system trust, where Node can tell the latter, and what the user adds. */
function authorities(extra: readonly string[]): string[] | undefined {
  // Node 22.15 and later.
  const system = 'getCACertificates' in tls ? certificatesOf(tls.getCACertificates) : null;
  if (system === null && extra.length === 0) return undefined;
  return [...(system ?? tls.rootCertificates), ...extra];
}

function certificatesOf(get: unknown): string[] | null {
  if (typeof get !== 'function') return null;
  try {
    const read = get as (type: 'default' | 'system') => string[];
    return [...new Set([...read('default'), ...read('system')])];
  } catch {
    return null;
  }
}

function proxyFor(url: URL, { proxy, noProxy }: HttpOptions): string | null {
  const host = url.hostname.toLowerCase();
  const spared = noProxy.some((entry) => {
    const domain = entry
      .trim()
      .toLowerCase()
      .replace(/^\*?\.?/, '');
    return entry.trim() === '*' || host === domain || host.endsWith(`.${domain}`);
  });
  const chosen = spared ? '' : (proxy ?? getProxyForUrl(url.href));
  if (chosen === '') return null;
  if (!/^https?:\/\//i.test(chosen)) {
    throw new Error(
      'the proxy of the settings is no http or https address, which is all that is known here',
    );
  }
  return chosen;
}

async function* decoded(response: IncomingMessage): AsyncGenerator<Uint8Array> {
  const encoding = response.headers['content-encoding']?.trim().toLowerCase() ?? '';
  const decoder = decoders.get(encoding)?.() ?? null;
  if (decoder === null && encoding !== '' && encoding !== 'identity') {
    throw new Error('it compressed its answer in a way that is not known here');
  }
  const stream = decoder === null ? response : response.pipe(decoder);
  if (decoder !== null) response.once('error', (error) => decoder.destroy(error));
  for await (const chunk of stream) yield chunk as Uint8Array;
}

const decoders = new Map([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);
