import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  fieldsNamed,
  longestHeader,
  mostFields,
  scanHeader,
  scanPartHeader,
} from '../../../server/src/core/message/fields.ts';

/** Each field as `Name=value`, as the offsets say. */
function fields(text: string): string[] {
  return scanHeader(text).fields.map((field) => {
    assert.equal(text.slice(field.start, field.nameEnd), field.name);
    assert.equal(field.name.toLowerCase(), field.key);
    return `${field.name}=${text.slice(field.valueStart, field.end)}`;
  });
}

/** Each oddity as `defect: text`. */
function oddities(text: string): string[] {
  return scanHeader(text).oddities.map(
    ({ defect, start, end }) => `${defect}: ${text.slice(start, end)}`,
  );
}

function body(text: string): string {
  return text.slice(scanHeader(text).bodyStart);
}

describe('scanHeader', () => {
  for (const [name, lineBreak] of [
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
    ['CR CR LF', '\r\r\n'],
  ] as const)
    describe(`with ${name}`, () => {
      const write = (text: string) => text.replaceAll('\n', lineBreak);
      const bare = lineBreak === '\r' || lineBreak === '\r\r\n' ? ['bare-cr: \r'] : [];

      it('finds fields, folds and the body', () => {
        const text = write(
          'Subject: one\nX-Odd:two\n\tthree\nTo:\n a@example.com\n\nbody\n\nmore\n',
        );
        const header = scanHeader(text);
        assert.deepEqual(fields(text), [
          'Subject=one',
          write('X-Odd=two\n\tthree'),
          write('To=\n a@example.com'),
        ]);
        assert.equal(text.slice(header.headerEnd), write('\nbody\n\nmore\n'));
        assert.equal(body(text), write('body\n\nmore\n'));
        assert.deepEqual(oddities(text), bare);
      });

      it('takes a line of blanks for a fold', () => {
        const text = write('A: b\n \t\nC: d\n\nbody');
        assert.deepEqual(fields(text), [write('A=b\n \t'), 'C=d']);
      });

      it('steps over lines that are no fields, with their folds', () => {
        const text = write('junk\nA: b\n: c\nno colon here\n  nor here\nRéd: x\nC: d\n\nbody');
        assert.deepEqual(fields(text), ['A=b', 'C=d']);
        const malformed = oddities(text).filter((line) => !line.startsWith('bare-cr'));
        assert.deepEqual(malformed, [
          'malformed-line: junk',
          'malformed-line: : c',
          write('malformed-line: no colon here\n  nor here'),
          'malformed-line: Réd: x',
        ]);
        assert.equal(body(text), 'body');
      });

      it('steps over mbox lines', () => {
        const text = write('From a@example.com Mon Apr 21 17:53:13 1997\n>From b\nA: b\n\nbody');
        const header = scanHeader(text);
        assert.ok(header.mboxLine !== null);
        assert.equal(header.mboxLine.start, 0);
        assert.ok(text.slice(0, header.mboxLine.end).endsWith('>From b'));
        assert.equal(text.slice(header.start, header.start + 4), 'A: b');
        assert.deepEqual(fields(text), ['A=b']);
      });

      it('finds the header beneath blank lines and in an indented quotation', () => {
        const text = write('\n \n  A: b\n     fold\n  C: d\n\nbody');
        assert.deepEqual(fields(text), [write('A=b\n     fold'), 'C=d']);
        assert.equal(scanHeader(text).start, 0);
      });
    });

  it('reads lines that end in different ways, and says where the first bare CR stands', () => {
    const text = 'A: b\nC: d\r\nE: f\rG: h\r\r\n\r\nbody';
    assert.deepEqual(fields(text), ['A=b', 'C=d', 'E=f', 'G=h']);
    assert.deepEqual(scanHeader(text).oddities, [{ defect: 'bare-cr', start: 15, end: 16 }]);
    assert.equal(body(text), 'body');
  });

  it('does not care for a bare CR in the body', () => {
    assert.deepEqual(oddities('A: b\n\nx\ry'), []);
  });

  it('does not take the field From for an mbox line', () => {
    assert.deepEqual(fields('From: a\n\n'), ['From=a']);
    assert.deepEqual(fields('From : a\n\n'), ['From=a']);
    assert.equal(scanHeader('From : a\n\n').mboxLine, null);
  });

  it('notes the obsolete blank before the colon', () => {
    assert.deepEqual(oddities('A \t: b\n\n'), ['space-before-colon:  \t']);
    assert.deepEqual(fields('A \t: b\n\n'), ['A=b']);
  });

  it('steps over a byte order mark, decoded or in bytes', () => {
    assert.deepEqual(fields('\ufeffA: b\n\n'), ['A=b']);
    assert.deepEqual(fields('\u00ef\u00bb\u00bfA: b\n\n'), ['A=b']);
  });

  it('takes a leading blank line for an empty header when no field follows', () => {
    const text = '\nDear Bob,\nNote: x\n';
    assert.deepEqual(scanHeader(text).fields, []);
    assert.equal(body(text), 'Dear Bob,\nNote: x\n');
  });

  it('says when no blank line ends the header', () => {
    for (const text of ['A: b', 'A: b\n', 'A: b\r\n']) {
      assert.deepEqual(oddities(text), ['no-blank-line: ']);
      assert.equal(scanHeader(text).bodyStart, text.length);
    }
    assert.deepEqual(oddities('A: b\n\n'), []);
    assert.deepEqual(oddities(''), []);
  });

  it('takes a long run of odd lines for a body without its blank line', () => {
    const lines = 'no field\n'.repeat(65);
    assert.deepEqual(oddities(`A: b\n${lines}`), ['no-blank-line: ']);
    assert.equal(body(`A: b\n${lines}`), lines);
    const fewer = 'no field\n'.repeat(64);
    assert.deepEqual(fields(`A: b\n${fewer}Received: c\n\n`), ['A=b', 'Received=c']);
    assert.equal(body(lines), lines);
  });

  it('notes a NUL, and reads on', () => {
    assert.deepEqual(oddities('A: b\0c\0\nD: e\n\n\0'), ['nul: \0']);
    assert.deepEqual(fields('A: b\0c\nD: e\n\n'), ['A=b\0c', 'D=e']);
  });

  it('knows names in any spelling, and names that belong to objects', () => {
    assert.deepEqual(
      scanHeader('RECEIVED: a\nreceived: b\nReceived: c\n__proto__: d\nTO: e\n\n').fields.map(
        ({ name, key }) => `${name} ${key}`,
      ),
      [
        'RECEIVED received',
        'received received',
        'Received received',
        '__proto__ __proto__',
        'TO to',
      ],
    );
  });

  it('reads one message inside a text and nothing around it', () => {
    const text = 'X: y\nA: b\r\n c\nD: e\n\nbody';
    const header = scanHeader(text, 5, 18);
    assert.deepEqual(
      header.fields.map(({ start, end }) => text.slice(start, end)),
      ['A: b\r\n c', 'D: e'],
    );
    assert.equal(header.end, 18);
    assert.equal(header.bodyStart, 18);
  });

  describe('bounds', () => {
    it('reads 100,000 fields and says that there were more', () => {
      const most = scanHeader('A: b\n'.repeat(mostFields) + '\n');
      assert.equal(most.fields.length, mostFields);
      assert.deepEqual(most.oddities, []);
      const more = scanHeader('A: b\n'.repeat(mostFields + 1) + '\n');
      assert.equal(more.fields.length, mostFields);
      assert.deepEqual(more.oddities, [
        { defect: 'cut-short', start: 5 * mostFields, end: 5 * mostFields },
      ]);
      assert.equal(more.bodyStart, 5 * mostFields);
    });

    it('cuts a line of 10 MB', () => {
      const header = scanHeader(`A: ${'x'.repeat(1e7)}`);
      assert.equal(header.fields[0]?.end, longestHeader);
      assert.deepEqual(header.oddities, [
        { defect: 'cut-short', start: longestHeader, end: longestHeader },
      ]);
    });

    it('tells no more than a few hundred oddities', () => {
      const header = scanHeader('A: b\nodd\n'.repeat(5000) + '\n');
      assert.equal(header.fields.length, 5000);
      assert.ok(header.oddities.length < 300);
    });

    it('reads every character a bounded number of times', () => {
      const hostile = [
        'A: b\r',
        '\r',
        'A: b\r\r\n',
        ' ',
        ' \n',
        '\n',
        ':',
        'x',
        'From x\n',
        '\0',
        ' A: b\n x\n',
        'A : b\n',
        '\r\n \r\n\t',
      ];
      for (const piece of hostile) {
        for (const head of ['', 'A: b\n', '   A: b\n']) {
          const steps = [1000, 10_000].map((count) => stepsOf(head + piece.repeat(count)));
          const [few = 0, many = 0] = steps;
          assert.ok(
            many <= few * 12 + 1000,
            `${JSON.stringify([head, piece])}: ${steps.join(', ')}`,
          );
        }
      }
    });
  });

  it('never throws, and its offsets are in order and inside the message', () => {
    const piece = fc.constantFrom(
      ...[
        'Received',
        'A',
        ':',
        ' ',
        '\t',
        '\n',
        '\r',
        '\r\n',
        'From ',
        '>',
        '\0',
        '\ufeff',
        'é',
        '\ud800',
      ],
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }),
        fc.nat(3),
        fc.nat(3),
        (pieces, before, after) => {
          const text = pieces.join('');
          const start = Math.min(before, text.length);
          const end = Math.max(start, text.length - after);
          for (const header of [scanHeader(text, start, end), scanPartHeader(text, start, end)]) {
            let at = header.start;
            assert.ok(start <= at);
            for (const field of header.fields) {
              assert.ok(at <= field.start && field.start < field.nameEnd);
              assert.ok(field.nameEnd < field.valueStart && field.valueStart <= field.end);
              at = field.end;
            }
            assert.ok(at <= header.headerEnd && header.headerEnd <= header.bodyStart);
            assert.ok(header.bodyStart <= header.end && header.end === end);
            at = start;
            for (const oddity of header.oddities) {
              assert.ok(at <= oddity.start && oddity.start <= oddity.end && oddity.end <= end);
              at = oddity.start;
            }
          }
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('scanPartHeader', () => {
  it('knows an empty header, and no mbox lines', () => {
    const text = '\nSubject: x\n\nbody';
    assert.equal(scanPartHeader(text, 0, text.length).bodyStart, 1);
    assert.equal(scanPartHeader('From x\nA: b\n\n', 0, 13).mboxLine, null);
  });
});

describe('fieldsNamed', () => {
  it('gives the fields of one name in order', () => {
    const text = 'Received: a\nTo: b\nRECEIVED: c\n\n';
    assert.deepEqual(
      Array.from(fieldsNamed(scanHeader(text), 'received'), ({ start }) => start),
      [0, 18],
    );
  });
});

/** How many characters the scanner looks at, by way of a string that counts. */
function stepsOf(text: string): number {
  let steps = 0;
  const counting = (from: string): string =>
    new Proxy(Object(from) as object, {
      get(_, key) {
        if (key === 'length') return from.length;
        if (key === 'charCodeAt')
          return (at: number) => {
            steps++;
            return from.charCodeAt(at);
          };
        if (key === 'indexOf')
          return (search: string, at = 0) => {
            const found = from.indexOf(search, at);
            steps += (found < 0 ? from.length : found) - at + 1;
            return found;
          };
        if (key === 'startsWith')
          return (search: string, at = 0) => {
            steps += search.length;
            return from.startsWith(search, at);
          };
        if (key === 'slice')
          return (start: number, end = from.length) => counting(from.slice(start, end));
        if (key === 'toLowerCase') return () => from.toLowerCase();
        throw new Error(`The scanner used ${String(key)}, which is not counted`);
      },
    }) as unknown as string;
  scanHeader(counting(text));
  return steps;
}
