/** Messages quoted in letters: what may be left out, and what never. */
import assert from 'node:assert/strict';
import { attachmentsOf } from '../../../server/src/core/complaint/attachments.ts';
import { quoteMessage } from '../../../server/src/core/complaint/quote.ts';
import { Phrasebook } from '../../../server/src/core/complaint/texts/languages.ts';
import { trimLines } from '../../../server/src/core/complaint/trim.ts';
import { scanHeader } from '../../../server/src/core/message/fields.ts';

const phrases = new Phrasebook('en');
const quote = (text: string): { readonly text: string; readonly left: readonly string[] } =>
  quoteMessage(Buffer.from(text, 'latin1'), phrases, false);

const prose = 'We have the finest offers that you have ever seen, and only for you';

describe('trimming', () => {
  const mark = (count: number): string => `[${count}]`;

  it('leaves short texts alone', () => {
    const lines = Array.from({ length: 42 }, () => prose);
    assert.deepEqual(trimLines(lines, mark), lines);
  });

  it('marks every gap, and keeps the lines around one that names somebody', () => {
    const lines = Array.from({ length: 100 }, (_, index) => `${prose} ${'x'.repeat(index % 7)}`);
    lines[70] = 'call 555-0143';
    const trimmed = trimLines(lines, mark);
    assert.deepEqual(trimmed.slice(0, 40), lines.slice(0, 40));
    assert.deepEqual(trimmed.slice(40), ['[28]', ...lines.slice(68, 73), '[27]']);
  });
});

describe('a quoted message', () => {
  const header =
    'Received: from x (y [203.0.113.9]) by z; Mon, 1 Jan 2024 00:00:00 +0000\r\nSubject: hi\r\n';

  it('has its header whole, its body trimmed, and marks where', () => {
    const words = Array.from({ length: 300 }, () => 'X-Thing: words and words and words\r\n').join(
      '',
    );
    const body = `${`${prose}\r\n`.repeat(200)}Order at https://bulk.example/\r\n${`${prose}\r\n`.repeat(50)}`;
    const { text, left } = quote(`${header}${words}\r\n${body}`);
    assert.equal(text.split('X-Thing').length, 301);
    assert.match(text, /\[… \d+ lines without addresses or numbers left out …\]/);
    assert.match(text, /Order at https:\/\/bulk\.example\//);
    assert.ok(text.split(prose).length < 60);
    assert.deepEqual(left, []);
  });

  it('decodes texts, shows what nobody sees, and names big files instead of quoting them', () => {
    const file = `${'A'.repeat(76)}\r\n`.repeat(200);
    const { text, left } = quote(
      `${header}Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; charset=koi8-r\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from('\xf0\xd2\xc9\xd7\xc5\xd4 \x1b[2J', 'latin1').toString('base64')}\r\n--b\r\nContent-Type: application/pdf; name="=?utf-8?Q?Rechnung_=C3=BC.pdf?="\r\nContent-Transfer-Encoding: base64\r\n\r\n${file}--b--\r\n`,
    );
    assert.match(text, /\[… decoded from base64 …\]\nПривет \\u\{1b\}\[2J/);
    assert.match(text, /\[… Rechnung ü\.pdf, 1559\d bytes, left out …\]/);
    assert.ok(!text.includes('AAAA'));
    assert.deepEqual(left, ['Rechnung ü.pdf']);
    assert.match(text, /\n--b--\n/);
  });

  it('holds all of a body that is nothing but short lines with addresses', () => {
    const { text } = quote(`${header}\r\n${'@\n'.repeat(250_000)}`);
    assert.equal(text.split('\n@').length, 250_001);
  });

  it('never trims the header of a message forwarded inside', () => {
    const inner = `${header}${'X-Thing: words and words\r\n'.repeat(100)}\r\nbody\r\n`;
    const { text } = quote(
      `${header}Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--b--\r\n`,
    );
    assert.equal(text.split('X-Thing').length, 101);
  });

  it('stays quick and whole for hostile ones', () => {
    for (const text of [
      '',
      '\0',
      '\r',
      `${header}\r\n${'{'.repeat(10_000)}`,
      'x'.repeat(100_000),
    ]) {
      assert.match(quote(text).text, /^----- the message/);
    }
  });
});

describe('attachments', () => {
  it('are named as they name themselves, and told when they are programs', () => {
    const text = [
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'hi',
      '--b',
      'Content-Type: application/octet-stream',
      "Content-Disposition: attachment; filename*0*=utf-8''Rech%6eung; filename*1=.pdf.exe",
      '',
      'MZ',
      '--b',
      'Content-Type: image/png; name="a;b.png"',
      '',
      'x',
      '--b--',
      '',
    ].join('\r\n');
    const found = attachmentsOf(text, scanHeader(text));
    assert.deepEqual(
      found.map(({ part, name, type, risky }) => [part, name, type, risky]),
      [
        ['2', 'Rechnung.pdf.exe', 'application/octet-stream', true],
        ['3', 'a;b.png', 'image/png', false],
      ],
    );
  });
});
