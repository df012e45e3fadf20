/** The language of our letters, the letters in five languages, and how they are set. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { formats } from '../../../server/src/core/complaint/formats/formats.ts';
import { layOut, widthOf } from '../../../server/src/core/complaint/layout.ts';
import { legalParagraphs } from '../../../server/src/core/complaint/letter.ts';
import { contactRoles } from '../../../server/src/core/complaint/roles.ts';
import { fillTemplate, parseTemplate } from '../../../server/src/core/complaint/template.ts';
import { en, type TextId } from '../../../server/src/core/complaint/texts/en.ts';
import {
  languages,
  letterIds,
  Phrasebook,
  textIds,
  variables,
} from '../../../server/src/core/complaint/texts/languages.ts';

const names = new Set(['a', 'b', 'long-name']);

function fill(text: string, values: Readonly<Record<string, string>> = {}): string {
  const template = parseTemplate(text, names);
  assert.deepEqual(template.faults, [], text);
  return fillTemplate(template, new Map(Object.entries(values)));
}

/** Where the faults are, and what they are. */
const faults = (text: string): string[] =>
  parseTemplate(text, names).faults.map(
    ({ start, end, message }) => `${text.slice(start, end)}: ${message}`,
  );

describe('a template', () => {
  it('puts values in their places', () => {
    assert.equal(fill('x {a} y', { a: '1' }), 'x 1 y');
    assert.equal(fill('{long-name}{a}', { 'long-name': '1' }), '1');
    assert.equal(fill('a {{ b', {}), 'a { b');
    assert.equal(fill('} {{a}', { a: '1' }), '} {a}');
  });

  it('has sections for what is there, and for what is missing', () => {
    const text = '{#a}has {a}{#b} and {b}{/b}{/a}{^a}has none{/a}';
    assert.equal(fill(text), 'has none');
    assert.equal(fill(text, { a: '1' }), 'has 1');
    assert.equal(fill(text, { a: '1', b: '2' }), 'has 1 and 2');
  });

  it('never reads a value as a template', () => {
    assert.equal(fill('{a}', { a: '{b}{#b}{/a}{{', b: 'no' }), '{b}{#b}{/a}{{');
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        assert.equal(fill('[{a}|{#b}{b}{/b}]', { a, b }), `[${a}|${b}]`);
      }),
    );
  });

  it('says where its faults are', () => {
    assert.deepEqual(faults('x {sorce} y'), ['{sorce}: There is no variable sorce.']);
    assert.deepEqual(faults('x {#a} y'), ['{#a}: {#a} is never closed.']);
    assert.deepEqual(faults('x {/a} y'), ['{/a}: {/a} closes what is not open here.']);
    assert.equal(faults('{#a}{#b}{/a}{/b}').length, 2);
    assert.deepEqual(faults('x {a'), [
      '{: This brace opens a variable that never ends; two braces, {{, mean one.',
    ]);
    assert.deepEqual(faults('{}'), ['{}: There is no variable .']);
    assert.match(faults('x'.repeat(20_001))[0] ?? '', /longer than 20,000/);
  });

  it('never throws', () => {
    const piece = fc.constantFrom('{', '}', '{{', '{a}', '{#a}', '{/a}', '{^b}', '{/b}', 'x', '\n');
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const template = parseTemplate(pieces.join(''), names);
        fillTemplate(template, new Map([['a', '1']]));
      }),
    );
  });
});

/** The variables and sections that a text uses. */
const tagsOf = (text: string): string[] => [
  ...new Set([...text.matchAll(/\{([#^]?[a-z-]+)\}/g)].map(([, tag]) => tag ?? '')),
];

describe('the texts', () => {
  for (const { id: language, texts } of languages) {
    describe(language, () => {
      const own = new Map<TextId, string>(textIds.map((id) => [id, texts[id]]));

      it('are templates without a fault', () => {
        assert.deepEqual(new Phrasebook(language, own).faults, []);
      });

      it('tell what the English ones tell', () => {
        for (const id of textIds) {
          const english = tagsOf(en[id]).filter((tag) => !tag.startsWith('^'));
          const tags = tagsOf(texts[id]).filter((tag) => !tag.startsWith('^'));
          assert.deepEqual(tags.sort(), english.sort(), id);
        }
      });

      it('hold no empty text', () => {
        for (const id of textIds) assert.notEqual(texts[id].trim(), '', id);
      });

      it('begin letters with a subject and end them with a signature', () => {
        for (const id of letterIds) {
          assert.match(texts[id], /^Subject: [^\n]+\n\n/, id);
          assert.match(texts[id], /\{(?:signature|name)\}$/, id);
        }
      });
    });
  }

  it('use every variable that there is', () => {
    const used = new Set(
      textIds.flatMap((id) => tagsOf(en[id])).map((tag) => tag.replace(/^[#^]/, '')),
    );
    assert.deepEqual(
      Object.keys(variables).filter((name) => !used.has(name)),
      ['address'],
    );
  });

  it('are replaced by those of the user, and stay when those have a fault', () => {
    const book = new Phrasebook(
      'en',
      new Map<TextId, string>([
        ['belief', 'I saw it.'],
        ['origin', '{orign}'],
        ['nobody', 'no subject'],
      ]),
    );
    assert.equal(book.say('belief'), 'I saw it.');
    assert.match(book.say('origin'), /began at/);
    assert.equal(book.write('nobody', new Map()).subject, 'Spam');
    assert.deepEqual(
      book.faults.map(({ id, message }) => `${id}: ${message}`),
      [
        'origin: There is no variable orign.',
        'nobody: A letter begins with its subject, in a line "Subject: …".',
      ],
    );
  });
});

describe('docs/complaints.md', () => {
  const page = readFileSync(new URL('../../../docs/complaints.md', import.meta.url), 'utf8');

  it('names every text, variable, format, role and law', () => {
    for (const name of [
      ...textIds,
      ...formats.map(({ id }) => id),
      ...contactRoles,
      ...legalParagraphs.map(({ id }) => id),
    ]) {
      assert.ok(page.includes(`\`${name}\``), name);
    }
    for (const [name, meaning] of Object.entries(variables)) {
      assert.match(page, new RegExp(`\\| \`\\{${name}\\}\` +\\| ${escaped(meaning)} +\\|`));
    }
  });

  it('shows a text without a fault', () => {
    const example = /```\n(Subject: [^]*?)\n```/.exec(page)?.[1] ?? '';
    assert.deepEqual(new Phrasebook('en', new Map([['network', example]])).faults, []);
  });
});

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

describe('the setting of a letter', () => {
  it('fills paragraphs, leaves tables, drops empty paragraphs', () => {
    const words = 'word '.repeat(30).trim();
    const set = layOut(`\n\n${words}\n\n\n\n  a:  1\n  bb: 2\n\nx\ny\n`);
    assert.equal(
      set,
      `${'word '.repeat(14).trim()}\n${'word '.repeat(14).trim()}\nword word\n\n  a:  1\n  bb: 2\n\nx y\n`,
    );
  });

  it('ends a line that ends with two blanks', () => {
    assert.equal(layOut('Ann Reader  \nann@example.org'), 'Ann Reader\nann@example.org\n');
  });

  it('breaks Japanese between letters, and not before what closes', () => {
    const set = layOut('迷惑メールを受信しましたので、ご報告いたします。'.repeat(6));
    for (const line of set.trimEnd().split('\n')) {
      assert.ok(widthOf(line) <= 74, line);
      assert.doesNotMatch(line, /^[、。ー]/);
    }
    assert.equal(layOut('一行\n二行'), '一行二行\n');
  });

  it('keeps every word in its order', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 30 })), (parts) => {
        const text = parts.join(' ');
        const letters = (value: string): string => value.replace(/\s+/g, '');
        assert.equal(letters(layOut(text)), letters(text));
      }),
    );
  });
});
