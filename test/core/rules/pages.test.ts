/** Every rule has a page, and the two messages on the page do what the page says. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { analyze, analyzeBody } from '../../../server/src/core/analysis.ts';
import { checkComplaint } from '../../../server/src/core/complaint/check.ts';
import { allRules } from '../../../server/src/core/rules/index.ts';
import { verifyRequest } from '../../../server/src/core/verification/request.ts';
import { verificationFindings } from '../../../server/src/core/verification/findings.ts';
import { verifyMessage } from '../../../server/src/verify/verify.ts';
import { fromZone, type Zone } from '../../servers/zone.ts';

const folder = new URL('../../../docs/rules/', import.meta.url);

function messagesOf(rule: string): string[] {
  const page = readFileSync(new URL(`${rule}.md`, folder), 'utf8');
  // A header of nine megabytes is not printed in a book, nor are characters that nobody sees.
  return [...page.matchAll(/```eml\n([^]*?)```/g)].map(([, message = '']) =>
    message
      .replace('(a header field of nine megabytes)', 'a'.repeat(9_000_000))
      .replace('␍', '\r')
      .replace('␀', '\0')
      .replace('␣BOM', '\ufeff'),
  );
}

/** What the name servers say in the world of a page: a line for each record; null when it has none. */
function zoneOf(rule: string): Zone | null {
  const page = readFileSync(new URL(`${rule}.md`, folder), 'utf8');
  const block = /```dns\n([^]*?)```/.exec(page)?.[1];
  if (block === undefined) return null;
  return new Map(
    block
      .split('\n')
      .slice(0, -1)
      .map((line) => {
        const [name = '', type = '', ...data] = line.split(' ');
        return [`${type} ${name}`, [data.join(' ').replaceAll('"', '')]];
      }),
  );
}

/** What is found once somebody had the signatures of the message verified. */
async function verified(message: string, zone: Zone): Promise<string[]> {
  const bytes = new TextEncoder().encode(message);
  const asked = verifyRequest({ bytes, part: null, dns: { server: null } });
  assert.ok(asked);
  const { signal } = new AbortController();
  const verification = await verifyMessage(asked.request, fromZone(zone), signal);
  return verificationFindings(analyze(message), verification).map(({ rule }) => rule);
}

describe('the pages of the rules', () => {
  for (const { id } of allRules) {
    it(`${id}: the first message fires it, the second does not`, async () => {
      const [fires, silent] = messagesOf(id);
      assert.ok(fires !== undefined && silent !== undefined, 'the page holds two messages');
      const zone = zoneOf(id);
      const ids = async (text: string): Promise<string[]> => {
        if (zone !== null) return verified(text, zone);
        const analysis = analyze(text);
        const findings = [...analysis.findings, ...analyzeBody(analysis), ...checkComplaint(text)];
        return findings.map(({ rule }) => rule);
      };
      assert.ok((await ids(fires)).includes(id), `fires: ${(await ids(fires)).join(', ')}`);
      assert.ok(!(await ids(silent)).includes(id), 'the second message fires it too');
    });
  }
});
