/** Positions and offsets: the same as the document's own, found without reading all of it. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { toOffset, toRange } from '../../server/src/lsp/convert.ts';

const text = fc.string({
  unit: fc.constantFrom('a', '\u20ac', '\n', '\r', '\r\n', '\ud83d\ude00'),
});
const place = fc.integer({ min: -2, max: 40 });

describe('positions', () => {
  it('are those of the document, in whatever order they are asked for, also after changes', () => {
    fc.assert(
      fc.property(
        text,
        fc.array(fc.tuple(place, place)),
        text,
        place,
        (before, asked, inserted, at) => {
          const document = TextDocument.create('a', 'eml', 1, before);
          const check = (): void => {
            const own = TextDocument.create('a', 'eml', 1, document.getText());
            for (const [one, other] of asked) {
              assert.deepEqual(toRange(document, { start: one, end: other }), {
                start: own.positionAt(one),
                end: own.positionAt(other),
              });
              const position = { line: one, character: other };
              assert.equal(toOffset(document, position), own.offsetAt(position));
            }
          };
          check();
          const start = document.positionAt(at);
          // Two changes of one version.
          TextDocument.update(document, [{ range: { start, end: start }, text: inserted }], 2);
          check();
          TextDocument.update(document, [{ range: { start, end: start }, text: inserted }], 2);
          check();
        },
      ),
    );
  });
});
