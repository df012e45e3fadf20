/** The bytes of an answer: how many of them are taken, and what text they are. Knows no protocol. */
import { decodeText } from '../core/text/latin1.ts';
import { utf16Of } from '../core/text/utf16.ts';

/** What has arrived. It stays when the connection breaks. */
export class Received {
  readonly #limit: number;
  readonly #chunks: Uint8Array[] = [];
  #length = 0;
  /** More came than is taken. */
  cut = false;

  /** @param limit bytes */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Takes all there is, up to the limit; then it stops reading. */
  async takeFrom(chunks: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void> {
    for await (const chunk of chunks) {
      if (signal.aborted) return;
      const room = this.#limit - this.#length;
      this.#chunks.push(chunk.subarray(0, room));
      this.#length += Math.min(chunk.length, room);
      this.cut = chunk.length > room;
      if (this.cut) return;
    }
  }

  /** @param incomplete the bytes may end in the middle of a character, which is then left out */
  text(incomplete: boolean): string {
    const bytes = new Uint8Array(this.#length);
    let at = 0;
    for (const chunk of this.#chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    // Some registries of single countries answer so.
    const utf16 = utf16Of(bytes);
    return utf16 === null ? decodeText(bytes, incomplete) : new TextDecoder(utf16).decode(bytes);
  }
}
