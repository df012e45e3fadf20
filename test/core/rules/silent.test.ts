/**
 * Honest mail of today accuses nobody: messages written by hand in the forms that providers, gateways,
 * lists and scripts really give them. None may show a warning or an error, whatever else is said of it.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import {
  analyze,
  analyzeBody,
  analyzeFile,
  analyzeForwarded,
} from '../../../server/src/core/analysis.ts';

const folder = new URL('../../fixtures/legitimate/', import.meta.url);

/** `level rule` of whatever is said of a file, in the order in which an editor says it. */
function found(bytes: Buffer): string[] {
  const own = analyze(bytes.toString('utf8'));
  const messages = [own, ...analyzeForwarded(own)];
  return [
    ...messages.flatMap((message) => [...message.findings, ...analyzeBody(message)]),
    ...analyzeFile(bytes.toString('latin1')),
  ].map(({ level, rule }) => `${level} ${rule}`);
}

/** What is worth knowing of them all the same. */
const informed: ReadonlyMap<string, readonly string[]> = new Map([
  ['archive-without-parts', ['information mime-impossible']],
  ['digest-of-a-list', ['information no-received']],
  ['duplicates-by-a-gateway', ['information duplicate-header', 'information mime-impossible']],
  ['help-desk', ['information display-name-address']],
  ['many-recipients-on-one-line', ['information long-line']],
  ['newsletter-amazon-ses', ['information reply-to-differs']],
  ['payment-service-with-a-sending-contractor', ['information open-relay']],
  ['php-script-on-shared-hosting', ['information reply-to-differs']],
  ['redacted-addresses', ['information anonymous-relay']],
  ['sendgrid-smtp-relay-customer', ['information anonymous-relay']],
  ['tenant-shows-its-own-address', ['information display-name-address']],
  ['transactional-without-date', ['information no-date']],
  ['web-form-names-the-customer', ['information reply-to-differs']],
  ['windows-line-ends-doubled', ['information bare-cr']],
  ['zone-of-india-as-utc', ['information time-backwards']],
]);

describe('honest mail', () => {
  for (const file of readdirSync(folder).sort()) {
    const name = file.replace(/\.eml$/, '');
    it(name.replaceAll('-', ' '), () => {
      const said = found(readFileSync(new URL(file, folder))).filter(
        (one) => !one.startsWith('hint'),
      );
      assert.deepEqual([...new Set(said)].sort(), informed.get(name) ?? []);
    });
  }
});
