/** A zip archive that a password opens (APPNOTE 6.1), for files that no filter shall stop. Knows no mail. */

/**
 * One file, not compressed. ZipCrypto is a weak cipher, and the one that the archive programs of
 * every desk can open: the password is told with the file, it only keeps filters and fingers off.
 */
export async function zipWithPassword(
  name: string,
  bytes: Uint8Array,
  password: string,
): Promise<Uint8Array> {
  // Late: hardly anybody asks for an archive, and the library is large.
  const { ZipWriter } = await import('@zip.js/zip.js/lib/zip-core-writer.js');
  const chunks: Uint8Array[] = [];
  const target = new WritableStream<Uint8Array>({
    write(chunk) {
      chunks.push(chunk);
    },
  });
  const source = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
  const writer = new ZipWriter(target, {
    zipCrypto: true,
    password,
    level: 0,
    useWebWorkers: false,
  });
  await writer.add(name, source);
  await writer.close();
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
