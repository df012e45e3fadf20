/** What the commands that look something up have in common: their flags, how far they are, when they end. */
import { lookupContext, type LookupWishes } from '../lookup/context.ts';
import type { Contact } from '../core/contacts/contact.ts';
import { english } from '../core/text/said.ts';
import { LookupCache } from '../lookup/cache.ts';
import { defaultEndpoints } from '../lookup/endpoints.ts';
import type { LookupContext } from '../lookup/lookup.ts';
import { stepTitles, type Report, type StepName } from '../lookup/report.ts';
import { defaultHttpOptions } from '../lookup/transport.ts';
import { cacheFile } from '../node/cache-file.ts';
import { nodeRuntime } from '../node/runtime.ts';
import { safe } from './output.ts';

/** As the command line has them. */
export interface LookupFlags {
  readonly json: boolean;
  readonly offline: boolean;
  readonly server: string;
  readonly rdap?: string;
  readonly dns?: string;
  /** Empty: those that are asked unless others are named. */
  readonly blocklist: readonly string[];
  readonly abuseNet: string;
  readonly cache?: string;
}

/** For `JSON.stringify`: what a contact rests on is a text there. */
export function basisInEnglish(key: string, value: unknown): unknown {
  return key === 'basis' ? english(value as Contact['basis']) : value;
}

export interface Lookups {
  readonly context: LookupContext;
  readonly now: Date;
  /** Takes the line about the progress away. */
  readonly end: () => void;
}

/** Throws an Error with a sentence when a flag cannot be read. SIGINT ends the lookups and keeps what was learned. */
export function startLookups(flags: LookupFlags): Lookups {
  const runtime = nodeRuntime();
  const cancel = new AbortController();
  process.once('SIGINT', () => {
    cancel.abort();
  });
  const now = (): Date => runtime.now();
  const cache = new LookupCache(now, flags.cache === undefined ? null : cacheFile(flags.cache));
  const progress = new Progress();
  return {
    context: {
      ...lookupContext(runtime, wishesOf(flags), cache, cancel.signal),
      onStep: (step, state) => {
        progress.show(step, state === 'started');
      },
    },
    now: now(),
    end: () => {
      progress.clear();
    },
  };
}

function wishesOf({ offline, server, rdap, dns, blocklist, abuseNet }: LookupFlags): LookupWishes {
  return {
    endpoints: {
      ...defaultEndpoints,
      whois: server,
      rdap: rdap ?? null,
      abuseNet,
      ...(blocklist.length > 0 && { blocklists: blocklist }),
    },
    http: defaultHttpOptions,
    nameServers: dns === undefined ? null : [dns],
    offline: offline ? '--offline was given' : null,
  };
}

/** One line at a terminal that says who is being asked. */
class Progress {
  readonly #asked = new Set<StepName>();
  readonly #terminal = process.stderr.isTTY;

  show(step: StepName, begins: boolean): void {
    if (begins) this.#asked.add(step);
    else this.#asked.delete(step);
    if (!this.#terminal) return;
    const names = [...this.#asked].map((name) => english(stepTitles[name])).join(', ');
    process.stderr.write(names === '' ? clearLine : `${clearLine}Asking: ${safe(names)} …`);
  }

  clear(): void {
    if (this.#terminal) process.stderr.write(clearLine);
  }
}

const clearLine = '\r\x1b[K';

/** 0: somebody answered, or nobody was to be asked · 1: nobody could be asked. */
export function exitCodeOf(reports: readonly Report[]): 0 | 1 {
  const asked = reports
    .flatMap(({ steps }) => steps)
    .filter(({ status }) => status !== 'not-asked');
  return asked.length > 0 && asked.every(({ status }) => status !== 'done') ? 1 : 0;
}
