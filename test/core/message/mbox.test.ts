import assert from 'node:assert/strict';
import fc from 'fast-check';
import { splitMbox } from '../../../server/src/core/message/mbox.ts';

const messages = (text: string) => splitMbox(text).map(({ start, end }) => text.slice(start, end));

describe('splitMbox', () => {
  for (const [name, lineBreak] of [
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ] as const)
    it(`cuts at a From line between a blank line and a header (${name})`, () => {
      const write = (text: string) => text.replaceAll('\n', lineBreak);
      const first = write('From a@example.com Mon\nSubject: one\n\nbody\n');
      const second = write('From b@example.com Tue\nSubject: two\n\nbody\n');
      const third = write('From c@example.com Wed\nSubject: three\n\n');
      assert.deepEqual(messages([first, second, third].join(lineBreak)), [first, second, third]);
    });

  it('takes everything else for one message', () => {
    for (const text of [
      '',
      'Subject: x\n\nbody',
      'From a\nSubject: x\n\nbody\n',
      'From a\nSubject: x\n\nbody\nFrom b\nSubject: no blank line\n',
      'From a\nSubject: x\n\nDear Bob,\n\nFrom here on all is well.\nYours\n',
      'From a\nSubject: x\n\n\nFrom the end',
      'Subject: no first line\n\nbody\n\nFrom b\nSubject: y\n\n',
      'From a\nSubject: x\n\n>From b\nSubject: quoted\n\n',
    ])
      assert.deepEqual(messages(text), [text]);
  });

  it('steps over a byte order mark and blank lines at the top', () => {
    assert.equal(splitMbox('\ufeff\nFrom a\nA: b\n\nFrom b\nA: b\n').length, 2);
  });

  it('loses nothing but the blank lines between', () => {
    const line = fc.constantFrom('From a\n', 'A: b\n', '\n', 'body\n', '\r\n', 'From a\r\n', 'x');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const text = lines.join('');
        let at = 0;
        for (const { start, end } of splitMbox(text)) {
          assert.ok(at <= start && start <= end);
          assert.ok(['', '\n', '\r\n'].includes(text.slice(at, start)));
          at = end;
        }
        assert.equal(at, text.length);
      }),
    );
  });
});
