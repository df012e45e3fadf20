/** What was learned, for as long as it holds. Bounded; has no clock and no disk of its own. Knows no protocol. */

/** Where the cache survives the program. Both may reject: then it lasts as long as the program. */
export interface CacheStore {
  /** Null: nothing was kept yet. */
  read(): Promise<string | null>;
  /** Replaces what was kept. */
  write(text: string): Promise<void>;
}

export interface CacheEntry {
  readonly key: string;
  /** Plain JSON. */
  readonly value: unknown;
  /** Milliseconds since 1970. */
  readonly learnedAt: number;
  readonly expires: number;
}

/** Room for some hundred reports, with the raw answers in them. UTF-16 units of JSON. */
const largest = 4 * 1024 * 1024;
const mostEntries = 1000;
/** Nothing is believed for longer, whatever its server says. Milliseconds. */
const longestLife = 7 * 24 * 3_600_000;
const formatVersion = 1;

export class LookupCache {
  readonly #now: () => Date;
  readonly #store: CacheStore | null;
  /** Oldest first. */
  readonly #entries = new Map<string, CacheEntry & { readonly size: number }>();
  #size = 0;
  #loaded: Promise<void> | null = null;
  /** Since when nothing is taken from the store: `clear` may be called before it was read. */
  #cleared = false;
  #writing: Promise<void> = Promise.resolve();

  /** @param store null: the cache lasts as long as the program */
  constructor(now: () => Date, store: CacheStore | null = null) {
    this.#now = now;
    this.#store = store;
  }

  /** Reads what was kept, once. A file that cannot be read or understood counts as empty. Never rejects. */
  load(): Promise<void> {
    this.#loaded ??= this.#read();
    return this.#loaded;
  }

  /** What still holds; null when nothing does. Looks at what `load` brought and nowhere else. */
  get(key: string): CacheEntry | null {
    const entry = this.#entries.get(key);
    if (entry === undefined) return null;
    if (entry.expires > this.#now().getTime()) return entry;
    this.#remove(key);
    return null;
  }

  /** @param seconds how long it holds; 0 or less: it is not kept */
  put(key: string, value: unknown, seconds: number): void {
    const now = this.#now().getTime();
    const expires = now + Math.min(seconds * 1000, longestLife);
    if (expires > now) this.#insert({ key, value, learnedAt: now, expires });
  }

  /** Writes to the store what there is now. Never rejects: what cannot be kept is asked for again. */
  save(): Promise<void> {
    this.#writing = this.#writing.then(async () => {
      await this.load();
      try {
        // Another window may have learned something meanwhile.
        await this.#read();
        this.#cleared = false;
        const entries = [...this.#entries.values()].map(({ key, value, learnedAt, expires }) => ({
          key,
          value,
          learnedAt,
          expires,
        }));
        await this.#store?.write(JSON.stringify({ version: formatVersion, entries }));
      } catch {
        // A full disk is no reason to withhold an answer.
      }
    });
    return this.#writing;
  }

  /** Forgets everything, on the disk too. */
  async clear(): Promise<void> {
    this.#entries.clear();
    this.#size = 0;
    this.#cleared = true;
    await this.save();
  }

  async #read(): Promise<void> {
    try {
      if (!this.#cleared) await this.#merge();
    } catch {
      // As if nothing had been kept; the next `save` replaces it.
    }
  }

  /** Takes from the store what is newer than what there is. Throws when it cannot be read. */
  async #merge(): Promise<void> {
    const text = (await this.#store?.read()) ?? null;
    if (text === null || text.length > largest * 2) return;
    const now = this.#now().getTime();
    for (const entry of readEntries(JSON.parse(text))) {
      const known = this.#entries.get(entry.key);
      // A clock that was wrong must not keep anything for years.
      if (entry.expires <= now || entry.learnedAt > now || entry.expires > now + longestLife)
        continue;
      if (known === undefined || known.learnedAt < entry.learnedAt) this.#insert(entry);
    }
  }

  #insert(entry: CacheEntry): void {
    const size = JSON.stringify(entry.value).length + entry.key.length;
    this.#remove(entry.key);
    if (size > largest / 4) return;
    this.#entries.set(entry.key, { ...entry, size });
    this.#size += size;
    for (const oldest of this.#entries.keys()) {
      if (this.#size <= largest && this.#entries.size <= mostEntries) break;
      this.#remove(oldest);
    }
  }

  #remove(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    this.#size -= entry.size;
  }
}

/** The entries of a file that anybody may have written; what does not look like one is left out. */
function readEntries(file: unknown): CacheEntry[] {
  if (typeof file !== 'object' || file === null || !('entries' in file)) return [];
  if (!('version' in file) || file.version !== formatVersion || !Array.isArray(file.entries)) {
    return [];
  }
  return file.entries.filter(isEntry).slice(-mostEntries);
}

function isEntry(value: unknown): value is CacheEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { key, learnedAt, expires } = value as Partial<Record<keyof CacheEntry, unknown>>;
  return (
    typeof key === 'string' &&
    typeof learnedAt === 'number' &&
    typeof expires === 'number' &&
    'value' in value &&
    value.value !== undefined
  );
}
