import assert from 'node:assert/strict';
import fc from 'fast-check';
import { defang, refang, urlsIn } from '../../../server/src/core/text/defang.ts';

const pairs: readonly (readonly [string, string])[] = [
  ['https://shop.example.com/a.b?c=d', 'hxxps://shop[.]example[.]com/a.b?c=d'],
  ['HTTP://Shop.Example', 'HXXP://Shop[.]Example'],
  ['ftp://files.example/x.exe', 'fxp://files[.]example/x.exe'],
  ['sftp://files.example', 'sfxp://files[.]example'],
  ['http://user@bank.example@203.0.113.7/', 'hxxp://user[@]bank[.]example[@]203[.]0[.]113[.]7/'],
  ['http://[2001:db8::1]/', 'hxxp://[2001:db8::1]/'],
  ['ada+news@mail.example.net', 'ada+news[@]mail[.]example[.]net'],
  ['mailto:ada@example.net', 'mailto:ada[@]example[.]net'],
  ['from 192.0.2.1.', 'from 192[.]0[.]2[.]1.'],
  ['See www.example.org, please.', 'See www[.]example[.]org, please.'],
  ['(https://example.org/)', '(hxxps://example[.]org/)'],
  ['Version 8.8.3 of 3.14, e.g. now. Then', 'Version 8.8.3 of 3.14, e.g. now. Then'],
  ['http://]@', 'hxxp://][@]'],
  ['http://http://a', 'hxxp://hxxp://a'],
  ['bücher.example', 'bücher[.]example'],
  ['', ''],
];

describe('defang', () => {
  for (const [live, broken] of pairs) {
    it(`breaks ${live || 'nothing'}`, () => {
      assert.equal(defang(live), broken);
      assert.equal(refang(broken), live);
      assert.equal(defang(broken), broken);
    });
  }

  /** Texts of what addresses are made of, so that they turn up. */
  const text = fc
    .array(
      fc.oneof(
        fc.constantFrom('http', 'https', 'HTTP', 'ftp', '://', '.', '@', '[', ']', '(', ')', ' '),
        fc.constantFrom('a', 'bc', 'example', '1', '203', '/', '?', '\n', '-', 'é', '=', ':', '"'),
        fc.string({ maxLength: 5 }),
      ),
      { maxLength: 30 },
    )
    .map((pieces) => pieces.join(''));

  it('is undone by refang, whatever was not defanged before', () => {
    fc.assert(
      fc.property(text, (live) => {
        fc.pre(refang(live) === live);
        assert.equal(refang(defang(live)), live);
      }),
      { numRuns: 5000 },
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(text, (live) => {
        const once = defang(live);
        assert.equal(defang(once), once);
      }),
      { numRuns: 5000 },
    );
  });

  it('leaves no address that a program would open', () => {
    fc.assert(
      fc.property(text, (live) => {
        assert.doesNotMatch(defang(live), /(?:https?|ftps?):\/\/[a-z]/i);
      }),
      { numRuns: 5000 },
    );
  });

  it('takes time by the length of the text', () => {
    for (const piece of ['://', 'http://', 'a.', 'a@', '.', '[', 'http://[']) {
      defang(piece.repeat(200_000));
      refang(piece.repeat(200_000));
    }
  }).timeout(10_000);
});

describe('refang', () => {
  it('knows what people write', () => {
    assert.equal(refang('hXXps[:]//evil[dot]example'), 'hTTps://evil.example');
    assert.equal(refang('hxxp[://]evil(.)example'), 'http://evil.example');
    assert.equal(refang('ada[at]evil{.}example'), 'ada@evil.example');
  });
});

describe('urlsIn', () => {
  const urls = (text: string): string[] =>
    urlsIn(text, 0, text.length, 100).map(({ start, end }) => text.slice(start, end));

  it('finds addresses between other text, without the marks of the sentence', () => {
    assert.deepEqual(urls('a <https://a.example/x>, (http://b.example/(c)). xhttp://d.example!'), [
      'https://a.example/x',
      'http://b.example/(c)',
      'http://d.example',
    ]);
  });

  it('finds no more than it is asked for, and none that goes beyond the end', () => {
    const text = 'http://a.example '.repeat(10);
    assert.equal(urlsIn(text, 0, text.length, 3).length, 3);
    assert.equal(urlsIn(text, 0, 5, 3).length, 0);
    assert.ok(urlsIn(text, 0, 10, 3).every(({ end }) => end <= 10));
  });
});
