/** A field that repeats an earlier one is told from memory: the same as if it had been read. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { scanHeader } from '../../../server/src/core/message/fields.ts';
import type { ReceivedField } from '../../../server/src/core/received/field.ts';
import { forget } from '../../../server/src/core/received/memo.ts';
import { parseReceived, parserSteps } from '../../../server/src/core/received/parse.ts';

/** `#` is where the id stands. */
const shapes = [
  'from a.example (b.example [192.0.2.1])\r\n by mx.example (Postfix) with ESMTPS id #\r\n for <joe@example.com>; ',
  'from b.example ([192.0.2.1] helo=a.example) by mx.example with esmtp (Exim 4.94) (envelope-from <x@a.example>) id # for joe@example.com; ',
  'from [192.0.2.1] by mx.example with esmtps (TLS1.3:TLS_AES_256_GCM_SHA384:256) id #; ',
  'from a.example (192.0.2.1) by mx.example (8.11.6/8.11.6) id #; ',
  'from unknown (HELO a.example) (joe@192.0.2.1) by mx.example with SMTP; ',
  'by 2002:a05:6a10:c9a8:: with SMTP id #; ',
  'from a.example id # (192.0.2.1:25) by mx.example with SMTP id #; ',
  'from x by y id # (b.example [192.0.2.1]) by mx.example with ESMTP id #; ',
  'from a.example (HELO id # x) ([192.0.2.1]) by mx.example; ',
  'from a.example ([192.0.2.1]) by mx.example with ESMTP; ',
  'from a.example ([192.0.2.1]) by mx.example with SMTP id # (from user@a.example) for <joe+id #@example.com>; ',
];
const dates = [
  'Thu, 4 Jan 2024 12:00:00 +0000',
  '04 Jan 2024 12:00:00 -0500 (EST)',
  '4 Jan 2024 12:00:00 +0000',
  'not a date',
];
const id = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9._-]{1,24}$/),
  fc.constantFrom(
    'for',
    'with',
    'by',
    'smtpdAAAa12345',
    '1l6akN-0000k3-I9',
    'x4CCFD9E028562-x4CCFD9G028562',
    'a b',
    '<id@a.example>',
    '(x)',
    'id',
    '\0\0\0\0\0\0',
  ),
);
const junk = fc.constantFrom('(', ')', '[', ';', '"', '\\', '\0', ' by ', ' id ', '\r\n ', 'é');
const field = fc
  .tuple(
    fc.constantFrom(...shapes),
    id,
    fc.constantFrom(...dates),
    fc.option(fc.tuple(junk, fc.nat(80))),
  )
  .map(([shape, word, date, slip]) => {
    const text = shape.replaceAll('#', word) + date;
    return slip === null ? text : text.slice(0, slip[1]) + slip[0] + text.slice(slip[1]);
  });

/** The field, read behind `before`. */
function read(value: string, before: string): Omit<ReceivedField, 'field'> & { field: null } {
  const text = `${before}Received: ${value}\r\n\r\n`;
  const found = scanHeader(text).fields.findLast(({ key }) => key === 'received');
  assert.ok(found);
  return { ...parseReceived(text, found), field: null };
}

describe('trace fields told from memory', () => {
  it('say the same as when they are read', () => {
    fc.assert(
      fc.property(fc.array(field, { minLength: 2, maxLength: 12 }), (values) => {
        const fresh = values.map((value, at) => {
          forget();
          return read(value, 'X: y\r\n'.repeat(at));
        });
        forget();
        assert.deepEqual(
          values.map((value, at) => read(value, 'X: y\r\n'.repeat(at))),
          fresh,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('are told with their own id and in their own place', () => {
    const [shape = ''] = shapes;
    forget();
    read(shape.replace('#', '4AbCdEfGhI') + (dates[0] ?? ''), '');
    const value = shape.replace('#', '4XyZ-longer.one') + (dates[1] ?? '');
    const { id: own, for: recipients, date } = read(value, 'Subject: x\r\n');
    const at = 'Subject: x\r\nReceived: '.length + value.indexOf('4XyZ');
    assert.deepEqual(own, { value: '4XyZ-longer.one', start: at, end: at + 15 });
    assert.equal(recipients[0]?.start, at + '4XyZ-longer.one\r\n for <'.length);
    assert.equal(date?.zoneMinutes, -300);
  });

  it('count what is looked at, whether they were read or remembered', () => {
    const before = parserSteps();
    const [shape = ''] = shapes;
    for (let i = 0; i < 50; i += 1) read(shape.replace('#', `ABCDEF${i}`) + (dates[0] ?? ''), '');
    assert.ok(parserSteps() - before > 50 * shape.length);
  });
});
