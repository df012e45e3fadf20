/** Texts of strangers in the editor's lists. */

/** The list draws pictures for `$(verified)` and its like: a sender does not choose them. */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '\\$(');
}
