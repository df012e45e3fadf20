import assert from 'node:assert/strict';
import fc from 'fast-check';
import { scanHeader } from '../../../server/src/core/message/fields.ts';
import { findForwarded } from '../../../server/src/core/message/mime.ts';

/** Each forwarded message as `part: text`. */
function forwarded(text: string, limit = Infinity): string[] {
  return findForwarded(text, scanHeader(text), limit).map(
    ({ part, start, end, encoding }) =>
      `${part}${encoding === null ? '' : ` in ${encoding}`}: ${text.slice(start, end)}`,
  );
}

const nested = `Content-Type: multipart/mixed;
 (a comment)
 boundary="out er"

preamble
--out er
Content-Type: text/plain

see below
--out er
Content-Type: message/rfc822

Subject: two
Content-Type: multipart/alternative; boundary=in

--in

text
--in
Content-Type: message/rfc822

Subject: two two

deep
--in--
--out er
Content-Type: Message/RFC822; name="x.eml"
Content-Disposition: attachment

Subject: three
Content-Type: message/rfc822

Subject: three one

deeper
--out er--
epilogue
`;

describe('findForwarded', () => {
  for (const [name, lineBreak] of [
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ] as const)
    it(`finds messages inside messages and numbers them as IMAP does (${name})`, () => {
      const found = forwarded(nested.replaceAll('\n', lineBreak));
      assert.deepEqual(
        found.map((line) => line.slice(0, line.indexOf(lineBreak))),
        [
          '2: Subject: two',
          '2.2: Subject: two two',
          '3: Subject: three',
          '3.1: Subject: three one',
        ],
      );
      assert.ok(found[1]?.endsWith(`${lineBreak}${lineBreak}deep`));
      assert.ok(found[0]?.endsWith(`deep${lineBreak}--in--`));
      assert.ok(found[3]?.endsWith('deeper'));
    });

  it('takes the parts of a digest for messages', () => {
    const text = `Content-Type: multipart/digest; boundary=d

--d

Subject: one

1
--d
Content-Type: text/plain

no message
--d

Subject: three

3
--d--
`;
    assert.deepEqual(forwarded(text), ['1: Subject: one\n\n1', '3: Subject: three\n\n3']);
  });

  it('takes a message that is nothing but another one', () => {
    assert.deepEqual(forwarded('Content-Type: message/rfc822\n\nSubject: x\n\ny'), [
      '1: Subject: x\n\ny',
    ]);
  });

  it('finds the returned header of a bounce', () => {
    const text =
      'Content-Type: multipart/report; report-type=delivery-status; boundary=r\n\n' +
      '--r\n\nfailed\n--r\nContent-Type: message/delivery-status\n\nStatus: 5.0.0\n' +
      '--r\nContent-Type: text/rfc822-headers\n\nReceived: x\n\n--r--\n';
    assert.deepEqual(forwarded(text), ['3: Received: x\n']);
  });

  it('names a part in base64 and does not look into it', () => {
    const part = (encoding: string) =>
      'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n' +
      `Content-Transfer-Encoding: ${encoding}\n\nContent-Type: message/rfc822\n\nx\n--b--\n`;
    assert.deepEqual(forwarded(part('(c) BASE64')), [
      '1 in base64: Content-Type: message/rfc822\n\nx',
    ]);
    assert.equal(forwarded(part('7bit')).length, 2);
  });

  it('takes a file that is called a message for one', () => {
    const part = (fields: string) =>
      `Content-Type: multipart/mixed; boundary=b\n\n--b\n${fields}\n\nSubject: x\n\ny\n--b--\n`;
    for (const fields of [
      'Content-Type: application/octet-stream; name="Spam.EML"',
      'Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=a.eml',
    ])
      assert.deepEqual(forwarded(part(fields)), ['1: Subject: x\n\ny'], fields);
    for (const fields of [
      'Content-Type: application/octet-stream; name="a.emlx"',
      'Content-Type: text/plain; name="a.eml"',
    ])
      assert.deepEqual(forwarded(part(fields)), [], fields);
  });

  it('looks at no body without parts', () => {
    assert.deepEqual(
      forwarded('Content-Type: text/plain; boundary=b\n\n--b\nContent-Type: message/rfc822\n\nx'),
      [],
    );
    assert.deepEqual(forwarded('Subject: x\n\n--b\nContent-Type: message/rfc822\n\nx'), []);
    assert.deepEqual(forwarded(''), []);
  });

  describe('reads boundaries', () => {
    const inner = '\nContent-Type: message/rfc822\n\nx\n';
    const finds = (parameters: string, delimiter: string) => {
      const text = `Content-Type: multipart/mixed${parameters}\n\n${delimiter}${inner}${delimiter}--\n`;
      return forwarded(text).length === 1;
    };

    it('quoted or not, in any order, with comments and folds', () => {
      assert.ok(finds('; boundary=abc', '--abc'));
      assert.ok(finds(';boundary="abc"', '--abc'));
      assert.ok(finds(';\r\n\tcharset=x; BOUNDARY = "a\\"b"', '--a"b'));
      assert.ok(finds('; boundary=----=_Part(1)=', '------=_Part(1)='));
      assert.ok(finds('; x="; boundary=no"; boundary=abc (c)', '--abc'));
      assert.ok(finds(' (c; boundary=no) ; boundary=abc; charset=y', '--abc'));
    });

    it('with blanks behind the delimiter', () => {
      assert.ok(finds('; boundary="abc "', '--abc \t'));
    });

    it('and none that are missing, empty or too long', () => {
      assert.ok(!finds('', '--'));
      assert.ok(!finds('; boundary=""', '--'));
      assert.ok(!finds('; boundary', '--boundary'));
      assert.ok(!finds(`; boundary=${'x'.repeat(257)}`, `--${'x'.repeat(257)}`));
      assert.ok(!finds('; boundary="never closed', '--abc'));
    });

    it('only where a whole line is the delimiter', () => {
      assert.ok(!finds('; boundary=abc', '--abcd'));
      assert.ok(!finds('; boundary=abc', 'x--abc'));
      assert.ok(!finds('; boundary=abc', '--ABC'));
    });
  });

  it('ends the last part with the text when the closing delimiter is missing', () => {
    assert.deepEqual(
      forwarded(
        'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\nA: b\n\nx\n',
      ),
      ['1: A: b\n\nx\n'],
    );
  });

  it('ends an inner part at the outer delimiter, whatever it claims to hold', () => {
    const text =
      'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=i\n\n' +
      '--i\nContent-Type: message/rfc822\n\nA: b\n--b\nContent-Type: message/rfc822\n\nC: d\n--i--\n--b--';
    assert.deepEqual(forwarded(text), ['1.1: A: b', '2: C: d\n--i--']);
  });

  it('takes nothing for no message', () => {
    const text =
      'Content-Type: multipart/digest; boundary=b\n\n--b\n--b\n\n--b\n\nA: b\n--b\nContent-Type: message/rfc822\n--b';
    assert.deepEqual(forwarded(text), ['3: A: b']);
  });

  it('looks no further than the limit', () => {
    const text =
      'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\nA: b\n\nlong\n--b--\n';
    const { bodyStart } = scanHeader(text);
    assert.deepEqual(forwarded(text, text.indexOf('ong') - bodyStart), ['1: A: b\n\nl']);
    assert.deepEqual(forwarded(text, 0), []);
  });

  it('follows nesting so deep and no deeper', () => {
    const text = 'Content-Type: message/rfc822\n\n'.repeat(50_000);
    const found = findForwarded(text, scanHeader(text), Infinity);
    assert.equal(found.at(-1)?.part, Array(found.length).fill('1').join('.'));
    assert.ok(found.length < 50);
  });

  it('counts so many parts and no more', () => {
    const text = `Content-Type: multipart/digest; boundary=b\n\n${'--b\n\nx\n'.repeat(50_000)}`;
    assert.equal(findForwarded(text, scanHeader(text), Infinity).length, 10_000);
  });

  it('never throws; each message lies inside the body, in the order of the text', () => {
    const piece = fc.constantFrom(
      ...[
        'Content-Type: ',
        'multipart/mixed; boundary=b',
        'multipart/digest;boundary="c"',
        '--b',
        '--c',
      ],
      ...['message/rfc822', '\n', '\n', '\n\n', '\r\n', '--', 'x', '"', '(', '\\', ' '],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.nat(300), (pieces, limit) => {
        const text = `Content-Type: multipart/mixed; boundary=b\n\n--b\n${pieces.join('')}`;
        const header = scanHeader(text);
        let at = header.bodyStart;
        for (const { start, end } of findForwarded(text, header, limit)) {
          assert.ok(at <= start && start <= end && end <= header.bodyStart + limit);
          at = start;
        }
      }),
      { numRuns: 3000 },
    );
  });
});
