/** Questions to the name servers of one step: asked, waited for, written down. Makes no connection of its own. */
import { stripHidden } from '../../core/text/strip.ts';
import { plain } from '../../core/text/plain.ts';
import { GaveUp, wasCancelled, within, type Patience } from '../patience.ts';
import { nameServersSay, type RawAnswer } from '../report.ts';
import type { DnsAnswer, DnsRecord, DnsResolve, DnsType } from '../transport.ts';

export interface DnsContext extends Patience {
  readonly dns: DnsResolve;
}

/** Beyond what the name servers of a resolver get for all their tries together. */
const maxMilliseconds = 12_000;
/** Seconds; what name servers say is believed for so long at least and at most. */
const shortestLife = 60;
const longestLife = 24 * 3600;
/** For an absence whose zone does not say how long it holds. Seconds. */
const absenceLife = 900;

export class Questions {
  readonly raw: RawAnswer[] = [];
  readonly problems: string[] = [];
  readonly #context: DnsContext;
  #lifetime = longestLife;

  constructor(context: DnsContext) {
    this.#context = context;
  }

  /** Seconds that everything that was learned holds; 0 when a question failed. */
  get lifetime(): number {
    return this.problems.length === 0 ? Math.max(this.#lifetime, shortestLife) : 0;
  }

  /** The records; empty when there are none, null when nobody knows (`problems` has the sentence). */
  async ask(name: string, type: DnsType): Promise<readonly DnsRecord[] | null> {
    const answer = await this.answer(name, type);
    if (answer.kind === 'failed') return null;
    return answer.kind === 'records' ? answer.records : [];
  }

  async answer(name: string, type: DnsType): Promise<DnsAnswer> {
    const answer = await this.#resolve(name, type);
    if (answer.kind !== 'failed') {
      this.raw.push({ from: nameServersSay, query: `${type} ${name}`, text: textOf(answer, type) });
    }
    switch (answer.kind) {
      case 'records':
        this.#lifetime = Math.min(this.#lifetime, ...answer.records.map(({ ttl }) => ttl));
        break;
      case 'absent':
        this.#lifetime = Math.min(this.#lifetime, answer.ttl ?? absenceLife);
        break;
      case 'failed':
        this.problems.push(sentence(name, type, answer));
    }
    return answer;
  }

  async #resolve(name: string, type: DnsType): Promise<DnsAnswer> {
    const { dns } = this.#context;
    try {
      return await within(maxMilliseconds, this.#context, (signal) => dns(name, type, signal));
    } catch (error) {
      const cancelled = error instanceof GaveUp && error.cancelled;
      return {
        kind: 'failed',
        code: cancelled ? 'CANCELLED' : 'TIMEOUT',
        message: error instanceof GaveUp ? `the question ${error.message}` : String(error),
      };
    }
  }
}

function textOf(answer: DnsAnswer & { kind: 'records' | 'absent' }, type: DnsType): string {
  if (answer.kind === 'absent') {
    return answer.code === 'NXDOMAIN' ? 'no such name (NXDOMAIN)' : 'no such record (NODATA)';
  }
  return answer.records
    .map(({ value, preference, ttl }) => {
      const shown = stripHidden(value).replaceAll('\n', ' ');
      return `${ttl} ${type} ${type === 'MX' ? `${preference} ` : ''}${shown}`;
    })
    .join('\n');
}

function sentence(name: string, type: DnsType, answer: DnsAnswer & { kind: 'failed' }): string {
  if (answer.code === 'CANCELLED') return wasCancelled;
  // One sentence for all questions: it has nothing to do with any of them.
  return answer.code === 'UNREACHABLE'
    ? `The name servers could not be asked: ${answer.message}. Check the connection and try again.`
    : `The name servers gave no answer about ${plain(name, 100)} (${type}): ${answer.message}. Try again later.`;
}
