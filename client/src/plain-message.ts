/** Sentences for the editor's notifications, in which texts of strangers stand. */

/** A notification makes links of `[words](address)`, those that run commands, too: no sender writes one. */
export function plainMessage(text: string): string {
  return text.replaceAll('](', '] (');
}
