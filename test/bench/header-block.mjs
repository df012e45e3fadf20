/** The header of a message as bytes, blank line included: what every peer is given. */
export function headerOf(bytes) {
  const ends = ['\n\n', '\r\n\r\n'].map((blank) => {
    const at = bytes.indexOf(blank);
    return at < 0 ? bytes.length : at + blank.length;
  });
  return bytes.subarray(0, Math.min(...ends));
}
