/** Counts that stay within memory however much there is to count: rare values go first. Knows no mail. */

/** What is known of one value. */
export interface Counted {
  messages: number;
}

/** More distinct values than a report can use. Each takes some hundred bytes. */
const mostValues = 20_000;

export class Tally<T extends Counted> {
  readonly #entries = new Map<string, T>();
  readonly #most: number;
  #forgot = 0;

  constructor(most = mostValues) {
    this.#most = most;
  }

  /** The entry of a value, counted once more; made when there is none yet. */
  count(value: string, make: () => T): T {
    let entry = this.#entries.get(value);
    if (entry === undefined) {
      if (this.#entries.size >= this.#most) this.#forget();
      entry = make();
      this.#entries.set(value, entry);
    }
    entry.messages++;
    return entry;
  }

  /** Values that were dropped. What came up again afterwards has a count that is too low. */
  get forgot(): number {
    return this.#forgot;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The most frequent first; those of equal count in the order of their names. */
  ranked(atLeast = 1): (readonly [string, T])[] {
    return [...this.#entries]
      .filter(([, { messages }]) => messages >= atLeast)
      .sort(([a, { messages: one }], [b, { messages: other }]) => other - one || (a < b ? -1 : 1));
  }

  /** Drops the older half of what was seen least. */
  #forget(): void {
    const byCount = [...this.#entries]
      .map(([value, { messages }], age) => ({ value, messages, age }))
      .sort((a, b) => a.messages - b.messages || a.age - b.age);
    const dropped = byCount.slice(0, Math.ceil(byCount.length / 2));
    for (const { value } of dropped) this.#entries.delete(value);
    this.#forgot += dropped.length;
  }
}
