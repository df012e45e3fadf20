/** Strings that outlive the message that they were cut from. */

/** The same text in memory of its own: a piece cut from a message keeps the whole message in memory. */
export function copyOf(text: string): string {
  return ` ${text}`.slice(1);
}
