/** Bytes that are UTF-16, which some programs save texts in. Knows nothing of what the text is. */

/** By a byte order mark, or by what ASCII looks like in it; null when the bytes are none. */
export function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
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
