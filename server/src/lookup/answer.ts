/** The bytes of an answer: how many of them are taken, and what text they are. Knows no protocol. */
import { decodeText } from '../core/text/latin1.ts';

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
    const utf16 = utf16Of(bytes);
    return utf16 === null ? decodeText(bytes, incomplete) : new TextDecoder(utf16).decode(bytes);
  }
}

/** Some registries of single countries answer in UTF-16, with a byte order mark or without. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const seen = bytes.subarray(0, 256);
  if (seen.length < 8) return null;
  // ASCII as UTF-16 has a NUL in every pair, always on the same side.
  const zeros = [0, 0];
  seen.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const most = seen.length / 2;
  if (odd > most * 0.8 && even < most * 0.1) return 'utf-16le';
  return even > most * 0.8 && odd < most * 0.1 ? 'utf-16be' : null;
}
