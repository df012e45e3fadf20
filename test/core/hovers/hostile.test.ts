import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { type Analysis, analyze } from '../../../server/src/core/analysis.ts';
import { hoverAt } from '../../../server/src/core/hovers/index.ts';

// As generous as a renderer can be: HTML and bare links are on.
const parser = new MarkdownIt({ html: true, linkify: true });

/** All that our own words are made of. Links, images and HTML would be the message's. */
const harmless = new Set(
  'paragraph strong em bullet_list list_item'
    .split(' ')
    .flatMap((name) => [`${name}_open`, `${name}_close`])
    .concat('inline', 'text', 'code_inline'),
);

function checkAt(analysis: Analysis, offset: number): void {
  const hover = hoverAt(analysis, offset);
  if (hover === null) return;
  const { start, end } = hover.span;
  assert.ok(0 <= start && start < end && end <= analysis.text.length);
  assert.ok(start <= offset && offset <= end, 'the marked words lie under the cursor');
  if (checked.has(hover.markdown)) return;
  checked.add(hover.markdown);
  for (const token of parser.parse(hover.markdown, {})) {
    for (const { type } of [token, ...(token.children ?? [])])
      assert.ok(harmless.has(type), `${type} in:\n\n${hover.markdown}`);
  }
}

/** Hovers seen: neighbouring offsets give the same ones. */
const checked = new Set<string>();

function checkAll(text: string): void {
  const analysis = analyze(text);
  for (let offset = 0; offset <= text.length; offset += 1) checkAt(analysis, offset);
}

const evil = fc.constantFrom(
  '![](https://tracker.example/x.png)',
  '[a](command:evil)',
  '<img src=x onerror=y>',
  'https://evil.example',
  'www.evil.example',
  '``` js',
  '` [a](b) `',
  '\\`',
  '| a |',
  '\u202e',
  '\ud800',
  '\u0000',
  '__proto__',
  '=?utf-8?Q?=60=5Ba=5D=28b=29?=',
);

const word = fc.oneof(
  evil,
  fc.constantFrom('from', 'by', 'via', 'with', 'id', 'for', ';', 'SMTP', 'Microsoft SMTPSVC'),
  fc.constantFrom(
    '(',
    ')',
    '[',
    ']',
    '<',
    '>',
    '"',
    ',',
    '(qmail 1 invoked by uid 2)',
    '(Exim 4.96)',
  ),
  fc.constantFrom(
    'a.example',
    '[192.0.2.300]',
    '([192.0.2.1])',
    '(helo=x ident=y)',
    '(x@y [10.0.0.1])',
  ),
  fc.constantFrom('(using TLSv1.3 with cipher X)', '(envelope-from <a@b>)', '(may be forged)'),
  fc.constantFrom(
    'Mon, 21 Apr 1997 17:53:13 -0500',
    '1uBbTz-0004kQ-2S',
    '15.20.1.1',
    '\r\n\t',
    '\n ',
  ),
  fc.constantFrom(
    'spf=pass',
    '; dkim=fail (x) header.b=',
    'i=1; cv=none;',
    'b=a;t=1;h=a:b;',
    'CIP:192.0.2.1;SFV:SPM;',
    'tests=A_B,',
    'A_B(1.00)[x];',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);

const field = fc
  .tuple(
    fc.oneof(
      { weight: 6, arbitrary: fc.constant('Received') },
      {
        weight: 3,
        arbitrary: fc.constantFrom('Subject', 'Date', 'X-Originating-IP', 'Return-Path'),
      },
      {
        weight: 4,
        arbitrary: fc.constantFrom(
          'Authentication-Results',
          'ARC-Authentication-Results',
          'ARC-Seal',
          'Received-SPF',
          'DKIM-Signature',
          'X-Forefront-Antispam-Report',
          'X-Spam-Status',
          'X-Spamd-Result',
        ),
      },
      { weight: 1, arbitrary: evil },
    ),
    fc.array(word, { maxLength: 14 }),
  )
  .map(([name, words]) => `${name}: ${words.join(' ')}`);

const message = fc
  .tuple(fc.array(field, { maxLength: 5 }), fc.constantFrom('\n', '\r\n', '\r'))
  .map(([fields, end]) => fields.join(end) + end);

describe('hoverAt, whatever the message', () => {
  it('never throws, marks what is under the cursor, and renders text and code alone', function () {
    this.timeout(60_000);
    fc.assert(fc.property(message, checkAll), { numRuns: 300 });
  });

  const samples = new URL('../../../samples/', import.meta.url);
  for (const name of readdirSync(samples).filter((file) => file.endsWith('.eml'))) {
    it(`does so at every offset of ${name}`, () => {
      checkAll(readFileSync(new URL(name, samples), 'utf8'));
    });
  }
});
