import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyze } from '../../../server/src/core/analysis.ts';
import { arcChain } from '../../../server/src/core/auth/arc.ts';
import { beliefOf } from '../../../server/src/core/auth/believed.ts';
import { readPieces } from '../../../server/src/core/auth/pieces.ts';
import { readResults } from '../../../server/src/core/auth/results.ts';
import { readSpamReport } from '../../../server/src/core/auth/spam-tests.ts';
import { readReceivedSpf } from '../../../server/src/core/auth/spf.ts';
import { readTags } from '../../../server/src/core/auth/tags.ts';
import type { HeaderField } from '../../../server/src/core/message/header.ts';

/** Everything with a start and an end in what was read lies inside the field. */
function checkSpans(value: unknown, field: HeaderField): void {
  if (typeof value !== 'object' || value === null || value === field) return;
  if ('start' in value && 'end' in value) {
    const { start, end } = value;
    assert.ok(typeof start === 'number' && typeof end === 'number');
    assert.ok(field.valueStart <= start && start <= end && end <= field.end, `${start}-${end}`);
  }
  for (const inner of Object.values(value)) checkSpans(inner, field);
}

function readEverything(text: string): void {
  const analysis = analyze(text);
  for (const field of analysis.header.fields) {
    for (const read of [readResults, readReceivedSpf, readTags, readSpamReport])
      checkSpans(read(text, field), field);
    checkSpans(readPieces(text, field.valueStart, field.end), field);
    beliefOf(field, analysis);
  }
  arcChain(text, analysis.header);
}

const word = fc.oneof(
  fc.constantFrom(
    '=',
    ';',
    ',',
    '.',
    '/',
    ':',
    '(',
    ')',
    '"',
    '\\',
    '[',
    ']',
    '<',
    '>',
    '\n ',
    '\r\n\t',
  ),
  fc.constantFrom(
    'spf',
    'dkim',
    'pass',
    'i=1',
    'none',
    'header.d=',
    'reason="',
    '(a(b)',
    'tests=',
    'A_B(1.0)[x;y]',
  ),
  fc.constantFrom(
    '__proto__=',
    'constructor',
    'CIP:192.0.2.1',
    'mx.example.net',
    '\u202e',
    '\ud800',
    '\0',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);

const message = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        'Authentication-Results',
        'ARC-Authentication-Results',
        'ARC-Seal',
        'Received',
        'Received-SPF',
        'DKIM-Signature',
        'X-Forefront-Antispam-Report',
        'X-Spam-Status',
        'X-Spamd-Result',
        'X-Proofpoint-Spam-Details',
      ),
      fc.array(word, { maxLength: 20 }),
      fc.constantFrom('', ' '),
    ),
    { maxLength: 6 },
  )
  .map((fields) => fields.map(([name, words, gap]) => `${name}: ${words.join(gap)}\n`).join(''));

describe('the readers of authentication results, whatever the message', () => {
  it('never throw, and stay inside the field', function () {
    this.timeout(60_000);
    fc.assert(fc.property(message, readEverything), { numRuns: 1000 });
  });

  const length = 1_000_000;
  for (const unit of [
    '(',
    ')',
    '"',
    '=',
    'a=',
    'a/',
    '.',
    ';',
    ',',
    '[',
    '<',
    '\\',
    '(a)',
    'x(',
    'dkim=',
    '"=(',
    ': ',
    'A(1)[x;',
  ]) {
    it(`read at most a bounded part of a long run of ${JSON.stringify(unit)}`, () => {
      for (const name of [
        'Authentication-Results',
        'DKIM-Signature',
        'X-Spam-Status',
        'X-Spamd-Result',
      ]) {
        const text = `${name}: tests=${unit.repeat(length / unit.length)}\n\n`;
        readEverything(text);
      }
    });
  }
});
