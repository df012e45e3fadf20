/** Whether a message came through a mailing list, by the fields that list servers add. */
import type { Header } from './header.ts';

/**
 * RFC 2919 and RFC 2369, and what older list servers wrote in their place. `List-Unsubscribe` is not
 * among them: newsletters carry it, too, and those come from their sender, not through a list.
 */
export const listFields: ReadonlySet<string> = new Set([
  'list-id',
  'list-post',
  'mailing-list',
  'x-mailing-list',
  'x-beenthere',
  'x-mailman-version',
]);

export function isListMail(header: Header): boolean {
  return header.fields.some(({ key }) => {
    // Most fields are ruled out by their first letter: l, m or x.
    const first = key.charCodeAt(0);
    return (first === 120 || first === 108 || first === 109) && listFields.has(key);
  });
}
