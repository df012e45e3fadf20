/** Reading links out of HTML as senders write it, and out of HTML that nobody should have to read. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { linksOf } from '../../../server/src/core/body/links.ts';

function read(html: string): string[] {
  return linksOf(html).map(({ host, shown }) => (shown === null ? host : `${shown} -> ${host}`));
}

describe('linksOf', () => {
  it('reads where a link leads and what it shows', () => {
    for (const [html, link] of [
      [
        '<a href="http://a.example.net/x">www.b.example.com/login</a>',
        'www.b.example.com -> a.example.net',
      ],
      [
        "<A HREF='HTTPS://A.Example.net'>https://b.example.com</A>",
        'b.example.com -> a.example.net',
      ],
      ['<a class=x href=http://a.example.net:8080>here</a>', 'a.example.net'],
      ['<a href="http://b.example.com@a.example.net/">x</a>', 'a.example.net'],
      [
        '<a href="http&#58;//a.example.net"><b>b</b>.example.com</a>',
        'b.example.com -> a.example.net',
      ],
      ['<a href="http://203.0.113.7/">b.example.com.</a>', 'b.example.com -> 203.0.113.7'],
      ['<a href="http://a.example.net">b.example.com', 'b.example.com -> a.example.net'],
    ] as const)
      assert.deepEqual(read(html), [link], html);
  });

  it('takes a sentence, a mail address or a file name for no address', () => {
    for (const text of ['see b.example.com', 'me@b.example.com', 'letter.docx', 'v1.2', '']) {
      assert.deepEqual(read(`<a href="http://a.example.net">${text}</a>`), ['a.example.net'], text);
    }
  });

  it('takes nothing for a link that leads nowhere on the web, nor what a browser does not show', () => {
    for (const html of [
      '<a href="mailto:a@example.net">b.example.com</a>',
      '<a name="x">b.example.com</a>',
      '<!-- <a href="http://a.example.net">b.example.com</a> -->',
      '<style><a href="http://a.example.net">b.example.com</a></style>',
    ])
      assert.deepEqual(read(html), [], html);
  });

  it('places a link on its tag', () => {
    const html = 'text <a href="http://a.example.net">x</a>';
    const [link] = linksOf(html);
    assert.equal(html.slice(link?.start, link?.end), '<a href="http://a.example.net">');
  });

  it('reads hostile HTML once', () => {
    const many = 100_000;
    for (const html of [
      '<b>'.repeat(many) + '</i>'.repeat(many),
      '<a href=http://a.example>'.repeat(many),
      '<'.repeat(many),
      `<a ${'x=1 '.repeat(many)}>`,
      '<!--'.repeat(many),
    ])
      assert.ok(linksOf(html).length <= 2000);
  });

  it('never throws, whatever stands there', () => {
    const piece = fc.constantFrom(
      '<a href="',
      'http://',
      'a.example',
      '">',
      '</a>',
      '&#x',
      ';',
      '<',
      '=',
      '\0',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const html = pieces.join('');
        for (const { start, end } of linksOf(html)) assert.ok(start <= end && end <= html.length);
      }),
    );
  });
});
