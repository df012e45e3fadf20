/** Contact points of whole messages: what counts, where it stands, what it is for. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyze } from '../../../server/src/core/analysis.ts';
import { contactPoints, findContactPoints } from '../../../server/src/core/contacts/points.ts';
import { html, messageOf, named, pointsOf } from './message.ts';

/** What stands at the point's span. */
function spanned(body: string, fields: readonly string[] = []): string[] {
  const text = messageOf(fields, body);
  return contactPoints(analyze(text))
    .filter(({ part }) => part !== null)
    .map(({ start, end }) => text.slice(start, end));
}

describe('contact points', () => {
  describe('in the header', () => {
    const header = (...fields: string[]): string[] =>
      contactPoints(analyze([...fields, '', 'Hello'].join('\n'))).map(
        ({ place, value }) => `${place} ${value}`,
      );

    it('are where answers go', () => {
      assert.deepEqual(header('From: <a@example.net>', 'Reply-To: X <Drop@Example.COM>'), [
        'reply-to Drop@example.com',
      ]);
      assert.deepEqual(header('From: <a@example.net>'), ['from a@example.net']);
    });

    it('are where receipts and farewells go', () => {
      assert.deepEqual(
        header(
          'Reply-To: <a@example.net>',
          'Disposition-Notification-To: <r@example.com>',
          'List-Unsubscribe: <mailto:leave@example.com?subject=x>,\n <https://www.example.com/u?id=1>',
        ),
        [
          'reply-to a@example.net',
          'receipt r@example.com',
          'unsubscribe leave@example.com',
          'unsubscribe https://www.example.com/u?id=1',
        ],
      );
    });
  });

  it('are never the reader', () => {
    assert.deepEqual(
      named('mail', 'Dear jane@EXAMPLE.org, write to other@example.com or JANE@example.org.'),
      ['text other@example.com'],
    );
  });

  describe('in text', () => {
    it('mailboxes', () => {
      for (const [body, value] of [
        ['Write to joe@example.com.', 'joe@example.com'],
        ['[joe@Example.com]', 'joe@example.com'],
        ['e-mail=joe@example.com;', 'joe@example.com'],
        ['<joe.x+y@mail.example.com>', 'joe.x+y@mail.example.com'],
        ['to joe@[192.0.2.7]!', 'joe@[192.0.2.7]'],
      ] as const)
        assert.deepEqual(named('mail', body), [`text ${value}`], body);
      for (const body of [
        '@example.com',
        'joe@',
        'joe@localhost',
        'a@b.c',
        '12 @ 5.99',
        'Message-ID: <1.2@example.com>',
        'http://joe@www.example.com/',
      ])
        assert.deepEqual(named('mail', body), [], body);
    });

    it('sites', () => {
      for (const [body, value] of [
        ['see http://www.example.com/a(b)c).', 'http://www.example.com/a(b)c'],
        ['www.example.com, now', 'http://www.example.com/'],
        ['example.com/x', 'http://example.com/x'],
        ['<HTTPS://WWW.Example.COM:443/>', 'https://www.example.com/'],
        ['http://192.0.2.7:81/x', 'http://192.0.2.7:81/x'],
        ['http://b\u00fccher.example.com', 'http://xn--bcher-kva.example.com/'],
        ['（http://www.example.com/）。', 'http://www.example.com/'],
      ] as const)
        assert.deepEqual(named('url', body), [`text ${value}`], body);
      for (const body of [
        'purchase.So what',
        'letter.docx',
        'notes.pl',
        'v1.2',
        'http://',
        'http://localhost/',
        'a.b',
        'info.de@example.com',
      ])
        assert.deepEqual(named('url', body), [], body);
    });

    it('postal addresses', () => {
      for (const [body, value, country] of [
        [
          'Example Inc.\n220 Example St.\nAnytown, PA 16366',
          '220 Example St., Anytown, PA 16366',
          'US',
        ],
        [
          'at 220 Example St., Anytown, PA 16366-1234.',
          '220 Example St., Anytown, PA 16366-1234',
          'US',
        ],
        [
          'P.O. Box 12\nNew Anytown, New York 10018',
          'P.O. Box 12, New Anytown, New York 10018',
          'US',
        ],
        [
          '12 Example Road\nAnytown, Ontario K1A 0B1',
          '12 Example Road, Anytown, Ontario K1A 0B1',
          'CA',
        ],
        ['24, Example Road, Anytown, OX1 1AA. Tel', '24, Example Road, Anytown, OX1 1AA', 'GB'],
        [
          'Musterstra\u00dfe 12a\nD-12345 Musterstadt',
          'Musterstra\u00dfe 12a, D-12345 Musterstadt',
          'DE',
        ],
        ['12, rue de l\u2019Exemple\n75001 Paris', '12, rue de l\u2019Exemple, 75001 Paris', null],
        ['Voorbeeldstraat 1\n1234 AB Voorbeeld', 'Voorbeeldstraat 1, 1234 AB Voorbeeld', 'NL'],
      ] as const) {
        const [point] = pointsOf(body, ['Content-Type: text/plain; charset=utf-16']);
        assert.ok(point?.kind === 'postal', body);
        assert.deepEqual([point.value, point.country], [value, country], body);
      }
      for (const body of [
        'Anytown, PA 16366',
        'Copyright 2002 Example Street Inc.',
        'We sold 12345 units in Anytown. 5 Example Street is new.',
        'On the way to 12 streets',
        '10 users, OK 12345',
      ])
        assert.deepEqual(named('postal', body), [], body);
    });
  });

  describe('in HTML', () => {
    it('where links lead, not what they show', () => {
      assert.deepEqual(
        named('url', '<a href="http://www.example.net/x">http://www.bank.example.com/</a>', html),
        ['link http://www.example.net/x'],
      );
    });

    it('forms, pictures, frames, and what the base makes of them', () => {
      assert.deepEqual(
        named(
          'url',
          '<base href="http://www.example.com/a/"><form action="send.cgi"><img src=/b.gif><body background="//c.example.com/d"><iframe src="e"></iframe><meta http-equiv=refresh content="0; url=http://f.example.com/">',
          html,
        ),
        [
          'form http://www.example.com/a/send.cgi',
          'image http://www.example.com/b.gif',
          'image http://c.example.com/d',
          'resource http://www.example.com/a/e',
          'link http://f.example.com/',
        ],
      );
    });

    it('mailboxes and telephones that a link opens', () => {
      assert.deepEqual(
        pointsOf(
          '<a href="mailto:joe%40example.com?cc=ann@example.com&subject=x">Joe</a><a href="tel:+1-212-555-0123">call</a>',
          html,
        ).map(({ place, value }) => `${place} ${value}`),
        ['link joe@example.com', 'link ann@example.com', 'link +12125550123'],
      );
    });

    it('numbers in pieces, in pictures, in entities', () => {
      for (const body of [
        '<b>212</b>-<!-- x -->555-<font size=2>0123</font>',
        '<img alt="212-555-0123">',
        '&#50;12&#45;555-0123',
        '212-555-\n   0123',
        'Call us:<br>212-555-0123',
      ])
        assert.deepEqual(named('phone', body, html), ['text +12125550123'], body);
      for (const body of [
        '<script>x = "212-555-0123"</script>',
        '<td width=212 height="555-0123">',
        '<!-- 212-555-0123 -->',
        '212<br>555<br>0123',
      ])
        assert.deepEqual(named('phone', body, html), [], body);
    });

    it('in a part that calls itself plain text and is none', () => {
      assert.deepEqual(named('url', '<html><a href="http://www.example.net/">x</a>'), [
        'link http://www.example.net/',
      ]);
    });
  });

  it('are not fooled by disguises that no browser is fooled by', () => {
    for (const [address, value, disguise] of [
      ['http://www.bank.example@192.0.2.7/', 'http://192.0.2.7/', 'user-name'],
      ['http://3221225991/x', 'http://192.0.2.7/x', 'number'],
      ['http://0xC0.0.0x2.7/', 'http://192.0.2.7/', 'number'],
      ['http://0300.0.02.07/', 'http://192.0.2.7/', 'number'],
      ['http://%77ww.example.com/', 'http://www.example.com/', 'encoded-host'],
      ['http:\\\\www.example.com\\x', 'http://www.example.com/x', undefined],
    ] as const) {
      for (const [body, fields] of [
        [`see ${address} now`, []],
        [`<a href="${address}">x</a>`, html],
      ] as const) {
        const [point] = pointsOf(body, fields);
        assert.ok(point?.kind === 'url', body);
        assert.deepEqual([point.value, point.disguises[0]], [value, disguise], body);
      }
    }
  });

  it('name the target that a redirector carries', () => {
    for (const address of [
      'http://rd.example.net/*http://www.example.com/x',
      'http://go.example.net/?u=http%3A%2F%2Fwww.example.com%2Fx&b=2',
      'http://go.example.net/?q=aHR0cDovL3d3dy5leGFtcGxlLmNvbS94',
      'https://urldefense.proofpoint.com/v2/url?u=http-3A__www.example.com_x&d=D',
    ]) {
      const [first, second] = pointsOf(address);
      assert.ok(second?.kind === 'url' && first !== undefined, address);
      assert.deepEqual([second.place, second.value], ['redirect', 'http://www.example.com/x']);
      assert.match(second.why, /leads on to this site\.$/);
      assert.deepEqual([second.start, second.end], [first.start, first.end]);
    }
  });

  describe('stand', () => {
    it('exactly where the part is not encoded', () => {
      assert.deepEqual(
        spanned('Mail joe@example.com,\ncall 212-555-0123 x5 or http://www.example.com/.'),
        ['joe@example.com', '212-555-0123 x5', 'http://www.example.com/'],
      );
      assert.deepEqual(
        spanned('<b>212</b>-555-0123 <a\nhref="http://www.example.com/">x</a>', html),
        ['212</b>-555-0123', '<a\nhref="http://www.example.com/">'],
      );
    });

    it('on their lines where it is', () => {
      const quoted = 'Tel=\n: 212-555-=\n0123 and\njoe=40example.com\n';
      assert.deepEqual(spanned(quoted, ['Content-Transfer-Encoding: quoted-printable']), [
        '212-555-=\n0123',
        'joe=40example.com',
      ]);
      const base64 = Buffer.from(`${' '.repeat(57)}call 212-555-0123 now`).toString('base64');
      const lines = base64.match(/.{1,76}/g) ?? [];
      assert.deepEqual(spanned(lines.join('\n'), ['Content-Transfer-Encoding: base64']), [
        lines[1],
      ]);
      const [point] = pointsOf(lines.join('\n'), ['Content-Transfer-Encoding: base64']);
      assert.equal(point?.exact, false);
    });

    it('on their lines where the charset had to be decoded', () => {
      const body = Buffer.from('电话：010-12345678').toString('latin1');
      const fields = ['Content-Type: text/plain; charset=utf-8'];
      const [point] = pointsOf(`x\n${body}`, fields);
      assert.equal(point?.value, '+861012345678');
      assert.deepEqual(spanned(`x\n${body}`, fields), [body]);
    });

    it('once each, with all their places', () => {
      const [point] = pointsOf('joe@example.com\nJoe@example.com', []);
      assert.equal(point?.times, 2);
      assert.equal(point.also.length, 1);
      assert.equal(pointsOf('joe@example.com\nJoe@example.com').length, 1);
    });
  });

  it('are searched in each part that is text, and in those of messages inside by those', () => {
    const body = [
      '--b', '', 'a@example.com', '--b', 'Content-Type: text/html', '', '<p>b@example.com',
      '--b', 'Content-Type: image/gif', '', 'c@example.com',
      '--b', 'Content-Type: message/rfc822', '', 'Subject: x', '', 'd@example.com', '--b--',
    ].join('\n'); // prettier-ignore
    const points = pointsOf(body, ['Content-Type: multipart/mixed; boundary=b']);
    assert.deepEqual(
      points.map(({ value, part }) => `${part} ${value}`),
      ['1 a@example.com', '2 b@example.com'],
    );
  });

  it('are searched so far and no further', () => {
    const analysis = analyze(messageOf([], `${'x '.repeat(100)}joe@example.com`));
    assert.deepEqual(
      findContactPoints(analysis, { limit: 200 }).points.map(({ value }) => value),
      ['drop@example.com'],
    );
    assert.equal(findContactPoints(analysis, { limit: 200 }).cut, true);
    assert.equal(findContactPoints(analysis).cut, false);
  });

  it('are so many of a kind and no more, and no kind crowds out another', () => {
    const sites = Array.from({ length: 400 }, (_, index) => `http://www${index}.example.com/`);
    const analysis = analyze(messageOf([], `${sites.join('\n')}\ncall 212-555-0123`));
    const { points, cut } = findContactPoints(analysis);
    assert.equal(points.filter(({ kind }) => kind === 'url').length, 300);
    assert.equal(points.filter(({ kind }) => kind === 'phone').length, 1);
    assert.equal(cut, true);
  });

  it('are safe to print', () => {
    const [point] = pointsOf(
      '<a href="http://www.example.com/\u202e%0d%0a">a\u202eb\u001b[31m</a>',
      html,
    );
    assert.ok(point !== undefined);
    for (const text of [point.value, point.shown, point.why]) {
      assert.match(text, /^[\x20-\x7e]*$/);
    }
  });

  it('never throw, and stand in the text', () => {
    const piece = fc.constantFrom(
      '<a href="', '">', '</a>', 'http://', 'www.', 'example.com', '@', 'joe', '%', '=\n', '=3D', '\n',
      '212-555-0123', 'mailto:', 'tel:', '&#64;', ' ', '[', '<', '\u00e9', '\ud83d', '1 Example St\nAnytown, PA 12345',
    ); // prettier-ignore
    const type = fc.constantFrom('text/html; charset=gb2312', 'text/plain', 'text/html; charset=x');
    const encoding = fc.constantFrom('7bit', 'quoted-printable', 'base64');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), type, encoding, (pieces, type, encoding) => {
        const fields = [`Content-Type: ${type}`, `Content-Transfer-Encoding: ${encoding}`];
        const text = messageOf(fields, pieces.join(''));
        for (const { start, end, value } of contactPoints(analyze(text))) {
          assert.ok(0 <= start && start <= end && end <= text.length);
          assert.ok(!/[\r\n]/.test(value));
        }
      }),
    );
  });
});
