/** Fetches JSON from strangers: redirects, limits of time and size, what each kind of refusal means. Knows no registry. */
import { stripHidden } from '../core/text/strip.ts';
import { plain } from '../core/text/plain.ts';
import { Received } from './answer.ts';
import { GaveUp, wasCancelled, within, type Patience } from './patience.ts';
import { refuseUrl } from './reach.ts';
import { quote } from './subject.ts';
import type { HttpGet, HttpResponse, Reach } from './transport.ts';
import { adviseOn, describeTrouble } from './trouble.ts';

export interface FetchContext extends Patience {
  readonly http: HttpGet;
  readonly now: () => Date;
}

export type Fetched =
  | {
      readonly kind: 'json';
      readonly value: unknown;
      /** The answer as it came, without what a terminal would obey. */
      readonly text: string;
      /** Where it came from, after redirects. */
      readonly url: string;
      /** For how long it holds, as its server says. Seconds; null: it says nothing. */
      readonly lifetime: number | null;
    }
  /** The server knows nothing about it (404). */
  | { readonly kind: 'absent'; readonly url: string }
  | {
      readonly kind: 'failed';
      /** One sentence or two: what happened, what to do next. */
      readonly message: string;
      readonly cancelled: boolean;
      /** ISO 8601: until when the server wants no more questions; null when it did not say. */
      readonly notBefore: string | null;
    };

const maxBytes = 1024 * 1024;
const maxRedirects = 5;
const maxMilliseconds = 10_000;
/** A server that wants to be left alone for longer is asked again all the same. Seconds. */
const longestPause = 24 * 3600;

/** Fetches an https address (http where the user chose it). Never rejects. @param reach whose choice the address is */
export async function fetchJson(
  url: string,
  accept: string,
  reach: Reach,
  context: FetchContext,
  milliseconds = maxMilliseconds,
): Promise<Fetched> {
  let at = { url, reach };
  try {
    return await within(milliseconds, context, async (signal) => {
      for (let redirects = 0; ; redirects++) {
        const response = await context.http(at.url, { accept, reach: at.reach, signal });
        try {
          const answer = await readAnswer(response, at, context, signal);
          if (answer.kind !== 'redirect') return answer;
          const refusal = redirects === maxRedirects ? endlessRedirects : answer.refusal;
          if (refusal !== null) {
            return failed(
              `${hostOf(at.url)} sent us on to ${quote(answer.target)}, which was not followed: ${refusal}. Go by the other answers, or try again later.`,
            );
          }
          at = {
            url: answer.target,
            reach: isSameOrigin(answer.target, at.url) ? at.reach : 'public',
          };
        } finally {
          response.close();
        }
      }
    });
  } catch (error) {
    if (error instanceof GaveUp) {
      return failed(
        error.cancelled ? wasCancelled : `${hostOf(at.url)} ${error.message}. Try again later.`,
        error.cancelled,
      );
    }
    return failed(
      `Could not reach ${hostOf(at.url)}: ${describeTrouble(error)}. ${adviseOn(error)}`,
    );
  }
}

type Answer =
  Fetched | { readonly kind: 'redirect'; readonly target: string; readonly refusal: string | null };

const endlessRedirects = `${maxRedirects} of its kind were followed already`;

async function readAnswer(
  response: HttpResponse,
  at: { readonly url: string; readonly reach: Reach },
  { now }: FetchContext,
  signal: AbortSignal,
): Promise<Answer> {
  const host = hostOf(at.url);
  const { status } = response;
  if (status >= 300 && status < 400) {
    const location = response.header('location') ?? '';
    const target = resolveUrl(location, at.url);
    return { kind: 'redirect', target: target ?? location, refusal: refuseRedirect(target, at) };
  }
  if (status === 404) return { kind: 'absent', url: at.url };
  if (status === 429 || status === 503) {
    const notBefore = readRetryAfter(response.header('retry-after'), now());
    const why =
      status === 429 ? 'has been asked too often from here' : 'is out of service for the moment';
    const when = notBefore === null ? 'Try again later' : `Try again after ${utc(notBefore)}`;
    return failed(`${host} ${why} (HTTP ${status}). ${when}.`, false, notBefore);
  }
  if (status !== 200) {
    return failed(`${host} refused to answer (HTTP ${status}). Try again later.`);
  }
  const type = mediaType(response.header('content-type'));
  if (type !== '' && !isJson(type)) {
    return failed(
      `${host} answered with ${type === 'text/html' ? 'a web page' : quote(type)} in place of data; it may be out of order, or a login page stands before the network. Try again later.`,
    );
  }
  const received = new Received(maxBytes);
  await received.takeFrom(response.body, signal);
  if (received.cut) {
    return failed(
      `The answer of ${host} is longer than ${maxBytes / 1024 / 1024} MB and was not read to its end, so it cannot be understood. Go by the other answers, or try again later.`,
    );
  }
  const text = received.text(false);
  try {
    return {
      kind: 'json',
      value: JSON.parse(text) as unknown,
      text: stripHidden(text),
      url: at.url,
      lifetime: lifetimeOf(response, now()),
    };
  } catch {
    return failed(
      `${host} answered with something that is no valid JSON and cannot be understood: ${quote(text)}. Try again later.`,
    );
  }
}

/** An address that the user chose may send on within its own host, whatever that is. */
function refuseRedirect(
  target: string | null,
  at: { readonly url: string; readonly reach: Reach },
): string | null {
  if (target === null) return 'it is no web address';
  return at.reach === 'any' && isSameOrigin(target, at.url) ? null : refuseUrl(target);
}

/** False of what is no web address. */
export function isSameOrigin(a: string, b: string): boolean {
  try {
    return new URL(a).origin === new URL(b).origin;
  } catch {
    return false;
  }
}

function resolveUrl(location: string, base: string): string | null {
  try {
    return location === '' ? null : new URL(location, base).href;
  } catch {
    return null;
  }
}

function mediaType(value: string | null): string {
  return (value ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

function isJson(type: string): boolean {
  return type.endsWith('+json') || type.endsWith('/json') || type.endsWith('/dns-json');
}

/** `Cache-Control`, else `Expires` (RFC 9111 §5); 0 where nothing may be kept. */
function lifetimeOf(response: HttpResponse, now: Date): number | null {
  const control = response.header('cache-control') ?? '';
  if (/\bno-(?:store|cache)\b/i.test(control)) return 0;
  const age = /\bmax-age="?(\d{1,9})\b/i.exec(control)?.[1];
  if (age !== undefined) return Number(age);
  const until = Date.parse(response.header('expires') ?? '');
  return Number.isNaN(until) ? null : Math.max(0, (until - now.getTime()) / 1000);
}

/** Seconds or a date (RFC 9110 §10.2.3). */
function readRetryAfter(value: string | null, now: Date): string | null {
  if (value === null) return null;
  const text = value.trim();
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : (Date.parse(text) - now.getTime()) / 1000;
  if (!(seconds > 0)) return null;
  return new Date(now.getTime() + Math.min(seconds, longestPause) * 1000).toISOString();
}

/** `2024-11-21 10:15 UTC`. */
export function utc(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}

/** For sentences: the name of whom we asked, as short as it can be. */
export function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return plain(url, 80);
  }
}

function failed(message: string, cancelled = false, notBefore: string | null = null): Fetched {
  return { kind: 'failed', message, cancelled, notBefore };
}
