/** What the user reads when the mouse rests on a trace field. */
import { contains, ok } from './assert.ts';
import { closeAll, find, hover, open } from './editor.ts';

/** A place in the third trace field of the sample, and words that its hover holds. */
const expectations: readonly (readonly [string, string, readonly string[]])[] = [
  ['the field name', 'Received', ['220', 'EHLO']],
  ['from', 'from gateway', ['`gateway.tax-office.example`', '`500.202.999.352`']],
  ['by', 'by smtp-out', ['`smtp-out.tax-office.example`']],
  ['with', 'ESMTP', ['ESMTP']],
  ['id', '52B6fKx2031187', ['`52B6fKx2031187`']],
  ['for', '<ada@example.net>', ['`ada@example.net`']],
  ['the date', 'Tue, 11 Mar 2025 06:41:58', ['2025-03-11', '06:41:58']],
];

export function hoversOfTraceFields(): void {
  describe('hovers', () => {
    after(closeAll);

    for (const [place, text, words] of expectations) {
      it(`explain ${place}`, async () => {
        const document = await open('01-spoofed-hop.eml');
        // The third field starts behind the second's identifier.
        const range = find(document, text, '4ZBkhS2wNkz3xqJ');
        const markdown = await hover(document, range.start);
        for (const word of words) contains(markdown.value, word);
        ok(markdown.isTrusted !== true && markdown.supportHtml !== true, 'the hover is trusted');
      });
    }
  });
}
