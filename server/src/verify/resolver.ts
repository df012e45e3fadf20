/** The one way to the name servers: every question passes here, is checked and counted, and its failure is remembered. */

/** Answers as `node:dns` gives them; rejects with its codes. */
export type Resolve = (name: string, type: string) => Promise<unknown>;

/** An honest message needs a dozen; a hostile one must not have us ask for anything it likes. */
const mostQuestions = 100;

/** What mailauth takes for "there is no such record"; it takes every other code for something else. */
const absent: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME']);

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

/** All questions about one message. */
export class Questions {
  readonly #resolve: Resolve | null;
  readonly #deadline: AbortSignal;
  #asked = 0;

  /**
   * @param resolve null: nobody is asked
   * @param deadline from its abort on every question fails at once
   */
  constructor(resolve: Resolve | null, deadline: AbortSignal) {
    this.#resolve = resolve;
    this.#deadline = deadline;
  }

  /** A resolver for one check, which knows afterwards what failed: mailauth forgets some of it. */
  forOneCheck(): Check {
    const check: { failed: boolean; missing: boolean; resolver: Check['resolver'] } = {
      failed: false,
      missing: false,
      resolver: async (name, type) => {
        try {
          return (await this.#ask(name, type)) as string[][];
        } catch (error) {
          if (absent.has(codeOf(error))) {
            check.missing = true;
            throw failure('ENOTFOUND');
          }
          check.failed = true;
          // Under any other code mailauth goes on as if an included SPF record did not match.
          throw failure('ETIMEOUT');
        }
      },
    };
    return check;
  }

  async #ask(name: string, type: string): Promise<unknown> {
    if (this.#resolve === null) throw failure('EOFFLINE');
    // Names come from the message and from strangers' records.
    if (!/^[\x21-\x7e]{1,253}$/.test(name)) throw failure('EBADNAME');
    if (++this.#asked > mostQuestions || this.#deadline.aborted) throw failure('ETIMEOUT');
    const deadline = this.#deadline;
    return new Promise((resolve, reject) => {
      const late = (): void => {
        reject(failure('ETIMEOUT'));
      };
      deadline.addEventListener('abort', late, { once: true });
      this.#resolve?.(name, type)
        .then(resolve, reject)
        .finally(() => {
          deadline.removeEventListener('abort', late);
        });
    });
  }
}

export interface Check {
  readonly resolver: (name: string, type: string) => Promise<string[][]>;
  /** A question got no answer. */
  readonly failed: boolean;
  /** There was no such record. */
  readonly missing: boolean;
}
