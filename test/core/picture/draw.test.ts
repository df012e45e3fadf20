import assert from 'node:assert/strict';
import fc from 'fast-check';
import { alongScale } from '../../../server/src/core/picture/draw.ts';
import { estimate, fit, wrap } from '../../../server/src/core/picture/measure.ts';
import type { PictureHop, RoutePicture } from '../../../server/src/core/picture/picture.ts';
import { fill } from '../../../server/src/core/picture/words.ts';
import { drawn, pictured, textsIn } from './pictures.ts';

const hop: PictureHop<null> = {
  place: null,
  trust: 'claimed',
  kind: 'relay',
  by: 'mx.example.net',
  rdns: 'a.example.org',
  helo: null,
  address: '192.0.2.7',
  struck: [],
  is: null,
  protocol: 'ESMTP',
  encryption: 'unknown',
  tls: null,
  date: '2025-03-11 06:42:19',
  delaySeconds: 2,
  brokenBelow: false,
  reason: '',
  marks: [],
  moreMarks: 0,
};

function route(...hops: readonly Partial<PictureHop<null>>[]): RoutePicture<null> {
  return {
    subject: 'Hello',
    hops: hops.map((one) => ({ ...hop, ...one })),
    leftOut: 0,
    border: null,
    source: null,
    totalSeconds: null,
    empty: null,
    marks: [],
    moreMarks: 0,
  };
}

/** The widths of the bars, for whom a ruler is handed in. */
function bars(svg: string): number[] {
  return Array.from(svg.matchAll(/width="([\d.]+)" height="8" rx="1.5" fill="bar"/g), ([, width]) =>
    Number(width),
  );
}

describe('the drawing of a route', () => {
  it('says everything of a hop in its order', () => {
    const { svg } = drawn(
      route({ helo: 'liar.example', is: 'source', encryption: 'encrypted', tls: 'TLS 1.3' }),
    );
    assert.deepEqual(textsIn(svg).slice(2), [
      ...['Your mailbox', 'Delay', '1 s', '1 min', '1 h', '1 d', '1', '2025-03-11 06:42:19'],
      ...[
        'mx.example.net',
        'from',
        'a.example.org',
        '192.0.2.7',
        'source',
        'called itself',
        'liar.example',
      ],
      ...['TLS 1.3 · ESMTP', '2 s'],
    ]);
  });

  it('has columns of their own for protocol and delay where there is room', () => {
    const texts = textsIn(drawn(route({ encryption: 'encrypted' }), 900).svg);
    assert.ok(texts.includes('encrypted') && texts.includes('ESMTP'));
  });

  it('draws the border as a line between what can be believed and what is claimed', () => {
    const both = drawn({ ...route({ trust: 'border' }, {}), border: 0 }).svg;
    assert.match(both, /▲ believable above[^]*▼ claimed below/);
    const last = drawn({ ...route({ trust: 'border' }), border: 0 }).svg;
    assert.match(last, /▲ believable above/);
    assert.doesNotMatch(last, /claimed below/);
    assert.doesNotMatch(drawn(route({})).svg, /believable above/);
  });

  it('strikes out what is forged, and says so', () => {
    const { svg } = drawn(route({ trust: 'contradicted', struck: ['by', 'address'] }));
    const texts = textsIn(svg);
    for (const text of ['~mx.example.net~', '~192.0.2.7~', 'a.example.org', 'forged']) {
      assert.ok(texts.includes(text), text);
    }
  });

  it('shows an anonymous relay as a hole, and says so', () => {
    const { svg } = drawn(route({ kind: 'anonymous', address: null, rdns: null }));
    assert.ok(textsIn(svg).includes('no address recorded'));
    assert.ok(textsIn(svg).includes('anonymous relay'));
    assert.match(svg, /<circle [^>]*stroke-dasharray/);
  });

  it('gives each level of findings a shape of its own', () => {
    const levels = ['error', 'warning', 'information', 'hint'] as const;
    const shapes = levels.map((level) => {
      const marks = [{ place: null, rule: 'r', level, brief: 'Brief.', message: 'Brief. Long.' }];
      const { svg } = drawn(route({ marks }));
      const [, inside = ''] =
        /class="mark"[^>]*><title>[^<]*<\/title><rect[^>]*\/>(.*?)<text/.exec(svg) ?? [];
      return inside.replace(/(fill|stroke)="[a-z]*"/g, '');
    });
    assert.equal(new Set(shapes).size, levels.length);
  });

  it('measures all delays with one ruler, and shows time that runs backwards otherwise', () => {
    const { svg } = drawn(
      route({ delaySeconds: 1 }, { delaySeconds: 60 }, { delaySeconds: 86_400 }),
    );
    const [second = 0, minute = 0, day = 0] = bars(svg);
    assert.ok(second < minute && minute < day);
    assert.equal(
      Math.round((minute / day) * 100),
      Math.round((alongScale(60) / alongScale(86_400)) * 100),
    );
    const backwards = drawn(route({ delaySeconds: -3600 })).svg;
    assert.deepEqual(bars(backwards), []);
    assert.match(backwards, /stroke="warning"[^>]*stroke-dasharray/);
    assert.ok(textsIn(backwards).includes('−1 h'));
  });

  it('gives a row to each hop, to its marks, and to those beneath the route, each where it is drawn', () => {
    const mark = {
      place: null,
      rule: 'r',
      level: 'warning',
      brief: 'Brief.',
      message: 'Brief.',
    } as const;
    const { rows, height } = drawn({ ...route({}, { marks: [mark, mark] }), marks: [mark] });
    assert.deepEqual(
      rows.map((row) => [row.hop, row.mark]),
      [
        [0, null],
        [1, null],
        [1, 0],
        [1, 1],
        [null, 0],
      ],
    );
    for (const row of rows) assert.ok(row.top >= 0 && row.top + row.height <= height);
    const [, second, inside] = rows;
    assert.ok(second !== undefined && inside !== undefined);
    assert.ok(second.top < inside.top && inside.top + inside.height <= second.top + second.height);
  });

  it('says why there is no route', () => {
    const { svg, rows } = drawn({ ...route(), empty: 'no-received' });
    assert.match(textsIn(svg).join(' '), /There is no Received field/);
    assert.deepEqual(rows, []);
  });

  it('says how many hops and findings it leaves out', () => {
    const { svg } = drawn({ ...route({ moreMarks: 3 }), leftOut: 50 });
    assert.match(textsIn(svg).join(' '), /3 more findings .*50 more hops/);
  });

  it('keeps inside the sheet at any width', () => {
    const long = `${'very-long-name.'.repeat(20)}example`;
    const marks = [
      { place: null, rule: 'r', level: 'hint', brief: 'word '.repeat(300), message: '' },
    ] as const;
    const picture = route({ by: long, rdns: long, helo: long, protocol: long, marks });
    for (const width of [0, 260, 340, 400, 699, 700, 1200]) {
      const { svg, width: drawnWidth } = drawn({ ...picture, subject: long }, width);
      for (const [, attributes = '', text = ''] of svg.matchAll(/<text ([^>]*)>([^<]*)</g)) {
        const number = (name: string): number =>
          Number(new RegExp(`${name}="([\\d.]+)"`).exec(attributes)?.[1] ?? 0);
        const type = {
          size: number('font-size'),
          bold: attributes.includes('font-weight'),
          mono: attributes.includes('font-family'),
        };
        const anchored = /text-anchor="(end|middle)"/.exec(attributes)?.[1];
        const share = anchored === 'end' ? 0 : anchored === 'middle' ? 0.5 : 1;
        const right = number('x') + share * estimate(text, type);
        assert.ok(right <= drawnWidth, `${text.slice(0, 40)} ends at ${right} of ${drawnWidth}`);
      }
    }
  });

  it('stays well-formed XML without a script or a link, whatever the message says', () => {
    const nasty = fc.constantFrom(
      ...[
        '<script>alert(1)</script>',
        ']]>',
        '&',
        '"',
        "' onload='x",
        '\u0000',
        '\u001b[31m',
        '\ud800',
      ],
      ...['<image href="http://example.com/"/>', '\ufffe', '</svg>', '{0}', '&#0;'],
    );
    const text = fc.array(fc.oneof(nasty, fc.string())).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (name, subject) => {
        const marks = [
          { place: null, rule: name, level: 'error', brief: name, message: name },
        ] as const;
        const { svg } = drawn({
          ...route({
            by: name,
            rdns: name,
            helo: name,
            address: name,
            protocol: name,
            tls: name,
            date: name,
            marks,
          }),
          subject,
        });
        assertOurs(svg);
      }),
    );
    assertOurs(
      drawn(pictured(`Received: from <b>"&' by <script>; x\nSubject: <svg onload=x>\n\n`)).svg,
    );
  });
});

/** Only elements and attributes of ours, nested as they should be, and no character that XML forbids. */
function assertOurs(svg: string): void {
  const elements = new Set(['svg', 'title', 'desc', 'rect', 'text', 'g', 'path', 'circle']);
  const open: string[] = [];
  const rest = svg.replace(
    /<(\/?)([a-z]+)((?: [a-z-A-Z]+="[^"<>]*")*)(\/?)>/g,
    (_, close: string, name: string, attributes: string, empty: string) => {
      assert.ok(elements.has(name), name);
      const names = attributes.replace(/"[^"]*"/g, '');
      assert.doesNotMatch(names, / (on|href|style|xlink)/);
      if (close !== '') assert.equal(open.pop(), name);
      else if (empty === '') open.push(name);
      return '';
    },
  );
  assert.deepEqual(open, []);
  assert.doesNotMatch(rest, /[<>"']/);
  assert.doesNotMatch(svg.replace(/&(amp|lt|gt|quot|#39);/g, ''), /&/);
  for (const character of svg) {
    const code = character.codePointAt(0) ?? 0;
    assert.ok(code >= 32 || code === 9 || code === 10 || code === 13, `U+${code.toString(16)}`);
    assert.ok((code < 0xd800 || code > 0xdfff) && code !== 0xfffe && code !== 0xffff);
  }
}

describe('setting of text', () => {
  const type = { size: 12, bold: false, mono: false };

  it('keeps both ends of a name that is too long', () => {
    const cut = fit('mail-gateway-17.outbound.example.org', 120, type, estimate);
    assert.match(cut, /^mail-.*….*example\.org$|^mail.*….*\.org$/);
    assert.ok(estimate(cut, type) <= 120);
    assert.equal(fit('short', 120, type, estimate), 'short');
  });

  it('fits whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.integer({ min: 30, max: 400 }),
        (text, width) => {
          assert.ok(estimate(fit(text, width, type, estimate), type) <= width);
          for (const line of wrap(text, width, type, estimate, 3).slice(0, 2)) {
            assert.ok(estimate(line, type) <= width);
          }
        },
      ),
    );
  });

  it('fills placeholders once', () => {
    assert.equal(fill('{0} of {1}', '{1}', 2), '{1} of 2');
    assert.equal(fill('{0} {1}', 'one'), 'one {1}');
  });
});
