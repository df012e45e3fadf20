/** What rspamd's tests of its module for relays publish as the first address that is not the reader's own. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { analyze } from '../../../server/src/core/analysis.ts';

interface RelayCase {
  readonly message: string;
  readonly strategy: string;
  /** The strategy's map, as our settings say it. */
  readonly ownHosts: readonly string[];
  readonly fields: readonly string[];
  readonly expect: string;
}

const url = new URL('../../fixtures/published/rspamd-relays.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(url, 'utf8')) as { readonly cases: readonly RelayCase[] };

/** What we say instead, and why. */
const argued: ReadonlyMap<string, string | null> = new Map([
  // It counts fields, whatever they say; two of the four are no trace fields at all.
  ['received4.eml', null],
  // It takes a client that logged in for the reader's own. Passwords are stolen: of a login alone nothing follows.
  ['received5.eml', '4.31.198.44'],
  // The same; and it leaves out a stranger above the field that a server of the map signed.
  ['received6.eml', '4.31.198.44'],
]);

describe('the relays of rspamd', () => {
  for (const { message, strategy, ownHosts, fields, expect } of cases) {
    it(`${message}, ${strategy}`, () => {
      const text = `${fields.map((field) => `Received: ${field}\n`).join('')}Subject: x\n\n`;
      const { route } = analyze(text, { ownHosts });
      const ours = argued.get(message);
      assert.notEqual(ours, expect);
      assert.equal(route.source?.ip ?? null, ours === undefined ? expect : ours);
    });
  }
});
