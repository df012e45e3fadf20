import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyze, analyzeForwarded } from '../../../server/src/core/analysis.ts';
import { safeFileName } from '../../../server/src/core/body/file-name.ts';
import { decodePart, listParts, messagesIn } from '../../../server/src/core/body/part.ts';
import { completionsAt } from '../../../server/src/core/complaint/completion.ts';
import { holding, numberedParts } from '../../../server/src/core/message/parts.ts';
import { enclosing } from '../../../server/src/core/outline/enclosing.ts';
import { foldsOf } from '../../../server/src/core/outline/folds.ts';
import { hintKinds, hintsOf } from '../../../server/src/core/outline/hints.ts';
import { linksOf } from '../../../server/src/core/outline/links.ts';
import { marksOf } from '../../../server/src/core/outline/marks.ts';
import { outlineOf, type OutlineNode } from '../../../server/src/core/outline/outline.ts';
import { occurrencesOf, subjectAt } from '../../../server/src/core/outline/subject.ts';
import { targetsAt } from '../../../server/src/core/outline/targets.ts';
import type { Span } from '../../../server/src/core/text/span.ts';

/** What a person sees, in one line, moves no other text about and hides nothing. */
function assertPlain(label: string): void {
  assert.doesNotMatch(label, /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2028\u2029]/u);
}

function assertInside({ start, end }: Span, text: string): void {
  assert.ok(0 <= start && start <= end && end <= text.length, `${start} to ${end}`);
}

function checkNode(node: OutlineNode, text: string): void {
  assert.notEqual(node.name, '');
  assertPlain(node.name + node.detail);
  assertInside(node.span, text);
  assert.ok(node.span.start <= node.selection.start && node.selection.end <= node.span.end);
  checkSiblings(node.children, node.span, text);
}

/** An editor's breadcrumbs follow the first range that holds the cursor. */
function checkSiblings(nodes: readonly OutlineNode[], around: Span, text: string): void {
  let behind = around.start;
  for (const node of nodes) {
    assert.ok(
      behind <= node.span.start && node.span.end <= around.end,
      `${node.name} stands apart`,
    );
    behind = node.span.end;
    checkNode(node, text);
  }
}

/** Everything that an editor asks of a message, at several places. */
function checkAll(text: string, offsets: readonly number[]): void {
  const own = analyze(text);
  const analyses = [own, ...analyzeForwarded(own)];
  const whole = { start: 0, end: text.length };
  checkSiblings(outlineOf(analyses, numberedParts), whole, text);
  for (const fold of foldsOf(analyses, numberedParts)) assertInside(fold, text);
  for (const link of linksOf(analyses, numberedParts).links) assertInside(link, text);
  for (const analysis of analyses) {
    let behind = 0;
    for (const mark of marksOf(analysis, whole)) {
      assertInside(mark, text);
      assert.ok(behind <= mark.start, 'two marks overlap');
      behind = mark.end;
    }
    for (const { at, label, tooltip } of hintsOf(analysis, new Set(hintKinds), whole)) {
      assertInside({ start: at, end: at }, text);
      assertPlain(label + tooltip);
    }
  }
  for (const offset of offsets) {
    const subject = subjectAt(text, offset);
    if (subject !== null) {
      assert.ok(subject.start <= offset && offset <= subject.end);
      const places = occurrencesOf(subject, text, whole, 100);
      for (const place of places) assertInside(place, text);
    }
    const around = enclosing(holding(analyses, offset), offset, numberedParts);
    for (const [index, span] of around.entries()) {
      assertInside(span, text);
      assert.ok(span.start <= offset && offset <= span.end);
      const inner = around[index - 1];
      if (inner === undefined) continue;
      assert.ok(span.start <= inner.start && inner.end <= span.end);
      assert.ok(span.end - span.start > inner.end - inner.start);
    }
    const message = holding(analyses, offset).at(-1) ?? own;
    const targets = targetsAt(message, offset, () => numberedParts(message));
    for (const place of targets?.places ?? []) assertInside(place, text);
    const completions = completionsAt(text, offset, {});
    if (completions !== null) {
      assert.ok(completions.span.start <= offset && offset <= completions.span.end);
      for (const { label, detail } of completions.items) assertPlain(label + detail);
    }
  }
  for (const { number, name, type } of listParts(text).slice(0, 20)) {
    assert.ok(decodePart(text, number) !== null);
    checkName(name, type);
  }
  messagesIn(text);
}

function checkName(given: string | null, type: string): void {
  const { name, warnings } = safeFileName(given, 'part-1', type);
  assert.doesNotMatch(name, /[\p{Cc}<>:"/\\|?*\u202a-\u202e\u200b-\u200f]/u);
  assert.doesNotMatch(name, /^[.\s-]|[.\s]$/);
  assert.doesNotMatch(name, /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i);
  assert.ok(name !== '' && new TextEncoder().encode(name).length <= 255);
  warnings.forEach(assertPlain);
}

const piece = fc.oneof(
  fc.constantFrom(
    'Received: from a.example (b.example [192.0.2.1]) by c.example; Mon, 1 Jan 2024 10:00:00 +0000\n',
    'Received: from x (HELO "a\n b") by y\n',
    'Content-Type: multipart/mixed; boundary=b\n',
    'Content-Type: message/rfc822\n',
    'Content-Type: text/html; charset*0*=utf-8\'\'%61; name="a\u202e.exe"\n',
    'Content-Disposition: attachment; filename*0=a%; filename*1*=%C3%BC\n',
    'Content-Transfer-Encoding: base64\n',
    'Content-Transfer-Encoding: quoted-printable\n',
    'Content-ID: <a@b>\n',
    'DKIM-Signature: v=1; h=From:From:X; b=\n',
    'ARC-Seal: i=1; cv=none\n',
    'Authentication-Results: c.example; spf=pass (a) dkim=fail\n',
    'Subject: =?utf-8?Q?=E2=80=AE=00x?= =?utf-8?B?/w==?=\n',
    'From: "a\\" <b@xn--bcher-kva.example> (c), d@e.example\n',
    'To: \u0000 <\ud800@\udfff>\n',
  ),
  fc.constantFrom('\n', '\r\n', '\r', ' ', '\t', '--b\n', '\n--b--\n', '> quoted\n', '=\n', '=3D'),
  fc.constantFrom(
    'https://evil.example/',
    'cid:a@b',
    '[IPv6:2001:db8::1]',
    '192.0.2.1',
    'x@y.example',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);

describe('what an editor asks of a message', () => {
  it('is answered for every text, within the text', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.array(fc.nat(2000), { maxLength: 6 }),
        (pieces, offsets) => {
          const text = pieces.join('');
          checkAll(
            text,
            offsets.map((offset) => Math.min(offset, text.length)),
          );
        },
      ),
      { numRuns: 1500 },
    );
  }).timeout(120_000);

  /** Each is much of one thing; what takes the square of it would take minutes. */
  const floods: readonly (readonly [string, string])[] = [
    ['fields', 'X-A: b\n'.repeat(100_000)],
    [
      'hops',
      'Received: from a ([192.0.2.1]) by b;\n Mon, 1 Jan 2024 10:00:00 +0000\n'.repeat(20_000),
    ],
    ['results', 'Authentication-Results: a; spf=pass\n'.repeat(20_000)],
    ['parts', `Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(20_000)}`],
    ['addresses', `Subject: x\n\n${'http://a.example/ '.repeat(100_000)}`],
    ['colons', `Subject: x\n\n${':'.repeat(500_000)}`],
    ['encoded words', `Subject: ${'=?utf-8?Q?a?= '.repeat(50_000)}\n\n`],
    ['parameters', `Content-Type: text/plain${'; a*0=b'.repeat(50_000)}\n\n`],
    ['covered names', `DKIM-Signature: h=${'From:'.repeat(10_000)}\nFrom: a\n\n`],
    ['one long word', `Subject: x\n\n${'a.'.repeat(500_000)}`],
    ['quotes', `Subject: x\n\n${'> a\n'.repeat(200_000)}`],
    ['short quotes', `Subject: x\n\n${'>\n>\n\n'.repeat(200_000)}`],
    [
      'messages',
      `Content-Type: multipart/digest; boundary=b\n\n${'--b\n\nA: b\n\nx\n'.repeat(6000)}`,
    ],
    ['hosts', `From: ${'xn--a.'.repeat(50_000)}\n\n`],
    ['comments', `Received: ${'('.repeat(200_000)}\n\n`],
  ];
  for (const [what, text] of floods) {
    it(`is answered in time for a flood of ${what}`, () => {
      checkAll(text, [0, 12, Math.floor(text.length / 2), text.length]);
    }).timeout(20_000);
  }
});
