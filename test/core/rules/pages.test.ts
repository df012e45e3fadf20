/** Every rule has a page, and the two messages on the page do what the page says. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { analyze } from '../../../server/src/core/analysis.ts';
import { checkComplaint } from '../../../server/src/core/complaint/check.ts';
import { allRules } from '../../../server/src/core/rules/index.ts';

const folder = new URL('../../../docs/rules/', import.meta.url);

function messagesOf(rule: string): string[] {
  const page = readFileSync(new URL(`${rule}.md`, folder), 'utf8');
  // A header of nine megabytes is not printed in a book.
  return [...page.matchAll(/```eml\n([^]*?)```/g)].map(([, message = '']) =>
    message.replace('(a header field of nine megabytes)', 'a'.repeat(9_000_000)),
  );
}

describe('the pages of the rules', () => {
  for (const { id } of allRules) {
    it(`${id}: the first message fires it, the second does not`, () => {
      const [fires, silent] = messagesOf(id);
      assert.ok(fires !== undefined && silent !== undefined, 'the page holds two messages');
      const ids = (text: string): string[] =>
        [...analyze(text).findings, ...checkComplaint(text)].map(({ rule }) => rule);
      assert.ok(ids(fires).includes(id), `fires: ${ids(fires).join(', ')}`);
      assert.ok(!ids(silent).includes(id), 'the second message fires it too');
    });
  }
});
