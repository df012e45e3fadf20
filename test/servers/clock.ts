/** A clock that stands still until a test moves it: no test waits for a timeout. */
import type { Later } from '../../server/src/lookup/transport.ts';

interface Alarm {
  readonly at: number;
  readonly callback: () => void;
}

export class Clock {
  readonly #waiting = new Set<Alarm>();
  #now = Date.parse('2024-11-21T10:15:00Z');
  /** The milliseconds of every wait that was begun. */
  readonly waits: number[] = [];

  readonly now = (): Date => new Date(this.#now);

  readonly later: Later = (callback, milliseconds) => {
    this.waits.push(milliseconds);
    const alarm = { at: this.#now + milliseconds, callback };
    this.#waiting.add(alarm);
    return {
      dispose: () => {
        this.#waiting.delete(alarm);
      },
    };
  };

  /** Lets time pass; what is due calls back, the earliest first. */
  advance(milliseconds: number): void {
    this.#now += milliseconds;
    const due = [...this.#waiting].filter(({ at }) => at <= this.#now);
    for (const alarm of due.sort((a, b) => a.at - b.at)) {
      if (this.#waiting.delete(alarm)) alarm.callback();
    }
  }

  /** Everything that is waited for is over. */
  strike(): void {
    const last = Math.max(this.#now, ...[...this.#waiting].map(({ at }) => at));
    this.advance(last - this.#now);
  }

  get pending(): number {
    return this.#waiting.size;
  }
}
