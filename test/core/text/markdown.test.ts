import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { join, list, md, prose } from '../../../server/src/core/text/markdown.ts';
import { plain } from '../../../server/src/core/text/plain.ts';

// As generous as a renderer can be: HTML and bare links are on.
const parser = new MarkdownIt({ html: true, linkify: true });

/** Block and inline tokens in one list, each as `type` or, where it has text, `type content`. */
function tokens(source: string): string[] {
  return parser
    .parse(source, {})
    .flatMap(({ type, children }) =>
      type === 'inline'
        ? (children ?? []).map((child) =>
            child.content === '' ? child.type : `${child.type} ${child.content}`,
          )
        : [type],
    );
}

const awkward = fc.stringMatching(/^[`\\[\]()<>!*_~|&;:/.@#"' \nawhtps1=-]{0,60}$/);
const hostile = fc.oneof(
  awkward,
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.constantFrom(
    '![](https://tracker.example/x.png)',
    '[mail us](command:evil)',
    '<img src=x onerror=y>',
    '<https://evil.example>',
    'www.evil.example',
    '` [a](b) `',
    '``` js',
    '\n\n# head\n- list\n> quote\n---\n| a | b |\n|---|---|',
    '[x]: https://evil.example',
    '&lt;b&gt;',
  ),
);

describe('md', () => {
  it('puts strings in code spans, numbers and Markdown as they are', () => {
    assert.equal(
      md`HELO ${'fmp.com'}, hop ${2}, ${md`**${'x'}**`}`.source,
      'HELO `fmp.com`, hop 2, **`x`**',
    );
  });

  it('makes the fence longer than any run of backticks inside', () => {
    assert.equal(md`${'a`b``c'}`.source, '```a`b``c```');
    assert.equal(md`${'`'}`.source, '`` ` ``');
  });

  it('says of an empty value that it is empty', () => {
    assert.equal(md`${''} and ${' \r\n '}`.source, '*(empty)* and *(empty)*');
  });

  it('cuts long values and keeps them on one line', () => {
    const { source } = md`${'a\r\n b'.repeat(500)}`;
    assert.ok(source.length <= 202);
    assert.doesNotMatch(source, /\n/);
    assert.ok(source.endsWith('…`'));
  });

  it('keeps values apart that touch', () => {
    assert.deepEqual(tokens(md`${'a'}${'b'}${md`${'c'}`}`.source), [
      'paragraph_open',
      'code_inline a',
      'text  ',
      'code_inline b',
      'text  ',
      'code_inline c',
      'paragraph_close',
    ]);
  });

  it('renders whatever value as one code span that holds it, alone in its line or not', () => {
    fc.assert(
      fc.property(hostile, hostile, (one, two) => {
        const [a, b] = [plain(one, 200), plain(two, 200)];
        fc.pre(a !== '' && b !== '');
        assert.deepEqual(tokens(md`${one} and ${two}`.source), [
          'paragraph_open',
          `code_inline ${a}`,
          'text  and ',
          `code_inline ${b}`,
          'paragraph_close',
        ]);
        assert.deepEqual(tokens(list([md`${one}`, md`${two}`]).source), [
          'bullet_list_open',
          'list_item_open',
          'paragraph_open',
          `code_inline ${a}`,
          'paragraph_close',
          'list_item_close',
          'list_item_open',
          'paragraph_open',
          `code_inline ${b}`,
          'paragraph_close',
          'list_item_close',
          'bullet_list_close',
        ]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('join', () => {
  it('leaves out what is not there', () => {
    assert.equal(join([md`a`, null, md``, md`b`], ', ').source, 'a, b');
    assert.equal(join([md`a`, md`b`]).source, 'a\n\nb');
  });
});

describe('prose', () => {
  it('shows foreign words as code and ours as text', () => {
    assert.equal(
      prose("The client's server mx.example.net signed the next field (it says).").source,
      "The client's server `mx.example.net` signed the next field (it says).",
    );
    assert.equal(
      prose('An address (192.0.2.0/24, RFC 5737) of 192.0.2.7 (192.0.2.1:43).').source,
      'An address (`192.0.2.0/24`, RFC `5737`) of `192.0.2.7 (192.0.2.1:43)`.',
    );
    assert.equal(prose('Seen: <b> [x](y) by us.').source, 'Seen: `<b> [x](y)` by us.');
  });

  it('gives text and code alone, whatever it is given', () => {
    fc.assert(
      fc.property(fc.array(hostile), (words) => {
        for (const token of tokens(prose(words.join(' ')).source))
          assert.match(token, /^(paragraph_open|paragraph_close|text [^]*|code_inline [^]*)$/);
      }),
      { numRuns: 500 },
    );
  });
});
