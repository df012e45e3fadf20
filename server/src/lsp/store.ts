/** What the server remembers from one day to the next, in the folder that the client gave it: the log of complaints and the key of redaction. */
import { URI } from 'vscode-uri';
import { readLog, recordLine, type ComplaintRecord } from '../core/complaint/log.ts';
import type { Runtime } from './runtime.ts';

const logName = 'complaints.jsonl';
const keyName = 'redaction-key';
const keyLength = 32;

export interface StoreParts {
  readonly runtime: Pick<Runtime, 'base64' | 'secrets'>;
  /** The folder's URI; null: nothing is kept beyond this run. */
  readonly folder: string | null;
  /** Rejects when there is no such file. */
  readonly read: (uri: string) => Promise<Uint8Array>;
  /** Another text each time that the file was changed; null when there is none. Rejects when that cannot be told. */
  readonly stampOf: (uri: string) => Promise<string | null>;
  readonly append: (uri: string, bytes: Uint8Array) => Promise<void>;
}

export class Store {
  readonly #parts: StoreParts;
  /** The one of this run, in the base64 form in which it is kept. */
  #key: Promise<string> | null = null;

  /** The log as it was read last; other windows of the editor add to it, too. */
  #log: { readonly stamp: string; readonly records: readonly ComplaintRecord[] } | null = null;

  constructor(parts: StoreParts) {
    this.#parts = parts;
  }

  /** The complaints made so far; none when nothing is kept or nothing can be read. */
  async log(): Promise<readonly ComplaintRecord[]> {
    const uri = this.#uri(logName);
    if (uri === null) return [];
    // Where nothing tells whether it was changed, it is read.
    const stamp = await this.#parts.stampOf(uri).catch(() => undefined);
    if (stamp === null) return [];
    if (stamp !== undefined && stamp === this.#log?.stamp) return this.#log.records;
    const text = await this.#readText(logName);
    const records = text === null ? [] : readLog(text);
    this.#log = stamp === undefined || text === null ? null : { stamp, records };
    return records;
  }

  async remember(record: ComplaintRecord): Promise<void> {
    await this.#append(logName, recordLine(record));
  }

  /** The key of redaction: the same every time, so that an address turns into the same letters. */
  async key(): Promise<Uint8Array> {
    this.#key ??= this.#readOrMakeKey();
    return this.#parts.runtime.base64.decode(await this.#key);
  }

  async #readOrMakeKey(): Promise<string> {
    const { base64, secrets } = this.#parts.runtime;
    const [kept = ''] = (await this.#readText(keyName))?.split('\n') ?? [];
    if (base64.decode(kept.trim()).length === keyLength) return kept.trim();
    const made = base64.encode(secrets.random(keyLength));
    // Where it cannot be kept, it holds for this run.
    await this.#append(keyName, `${made}\n`).catch(() => undefined);
    return made;
  }

  async #readText(name: string): Promise<string | null> {
    const uri = this.#uri(name);
    if (uri === null) return null;
    try {
      return new TextDecoder().decode(await this.#parts.read(uri));
    } catch {
      // Nothing was kept yet.
      return null;
    }
  }

  async #append(name: string, text: string): Promise<void> {
    const uri = this.#uri(name);
    if (uri !== null) await this.#parts.append(uri, new TextEncoder().encode(text));
  }

  #uri(name: string): string | null {
    const { folder } = this.#parts;
    if (folder === null) return null;
    const uri = URI.parse(folder);
    return uri.with({ path: `${uri.path.replace(/\/$/, '')}/${name}` }).toString();
  }
}
