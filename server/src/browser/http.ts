/** Web requests of a browser. It follows redirects itself, within its own rules, and sees to proxies and certificates. */
import type { HttpGet } from '../lookup/transport.ts';

/** Of the worker's globals what is used here: the DOM's types would let the whole server lean on a browser. */
declare const fetch: (url: string, init: object) => Promise<FetchResponse>;

interface FetchResponse {
  readonly status: number;
  /** Where the answer came from in the end. */
  readonly url: string;
  readonly headers: { get(name: string): string | null };
  readonly body: { getReader(): Reader } | null;
}

interface Reader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>;
  cancel(): Promise<void>;
}

export const browserGet: HttpGet = async (url, { accept, signal }) => {
  const response = await fetch(url, {
    signal,
    headers: { accept },
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
  }).catch((error: unknown) => {
    // "Failed to fetch" is all that a browser tells.
    throw signal.aborted
      ? error
      : new Error(
          'the browser could not fetch it: there is no network, or the server does not allow it',
        );
  });
  if (url.startsWith('https:') && !response.url.startsWith('https:')) {
    throw new Error('it sent us on to an address that is not encrypted');
  }
  const reader = response.body?.getReader() ?? null;
  return {
    status: response.status,
    header: (name) => response.headers.get(name),
    body: chunks(reader),
    close: () => {
      reader?.cancel().catch(() => undefined);
    },
  };
};

async function* chunks(reader: Reader | null): AsyncGenerator<Uint8Array> {
  for (;;) {
    const step = await reader?.read();
    if (step?.value === undefined) return;
    yield step.value;
  }
}
