/**
 * What holds of every trace field: tokens tile it, and folds and comments change no fact. The fixtures
 * of each dialect are folded and commented, too, by `check` in facts.ts.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Tokens } from '../../../server/src/core/received/tokens.ts';
import { canonical } from './canonical.ts';
import { facts, parse } from './facts.ts';

const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const host = fc
  .tuple(label, label, fc.constantFrom('example', 'com', 'org', 'by', 'id'))
  .map((parts) => parts.join('.'));
const ipv4 = fc.tuple(fc.integer({ min: 1, max: 223 }), fc.nat(255), fc.nat(255), fc.nat(255));
const date = fc.integer({ min: 0, max: 4_000_000_000 });
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function rfc5322(seconds: number): string {
  const at = new Date(seconds * 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${days[at.getUTCDay()] ?? ''}, ${at.getUTCDate()} ${months[at.getUTCMonth()] ?? ''} ${at.getUTCFullYear()} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`;
}

/** The facts of RFC 5321 §4.4, in its order, blanks as places for folds. */
const field = fc
  .record({
    helo: host,
    rdns: host,
    ip: ipv4,
    ident: fc.option(label),
    by: host,
    with: fc.constantFrom('SMTP', 'ESMTP', 'ESMTPS', 'UTF8SMTP'),
    id: fc.stringMatching(/^[A-Z]{3}[0-9]{5}$/),
    for: fc.tuple(label, host).map(([user, domain]) => `${user}@${domain}`),
    date,
  })
  .map((told) => ({
    told,
    text: `from ${told.helo} (${told.ident === null ? '' : `${told.ident}@`}${told.rdns} [${told.ip.join('.')}]) by ${told.by} with ${told.with} id ${told.id} for <${told.for}>; ${rfc5322(told.date)}`,
  }));

describe('trace fields, all of them', () => {
  it('tell what was written, whatever the names', () => {
    fc.assert(
      fc.property(field, ({ told, text }) => {
        const got = facts(parse(text));
        assert.deepEqual(
          [
            got['helo'],
            got['rdns'],
            got['ip'],
            got['ident'],
            got['by'],
            got['with'],
            got['id'],
            got['for'],
            got['date'],
          ],
          [
            told.helo,
            told.rdns,
            told.ip.join('.'),
            told.ident,
            told.by,
            told.with,
            told.id,
            [told.for],
            new Date(told.date * 1000).toISOString(),
          ],
        );
      }),
      { numRuns: 500 },
    );
  });

  it('tell the same folded at any blanks', () => {
    fc.assert(
      fc.property(
        field,
        fc.infiniteStream(fc.constantFrom(' ', '\r\n\t', '\n ', '  ', '\r\n \t ')),
        ({ text }, blanks) => {
          const folded = text.replace(/ /g, () => String(blanks.next().value));
          assert.deepEqual(facts(parse(folded)), facts(parse(text)));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('tell the same written anew from their facts', () => {
    fc.assert(
      fc.property(field, ({ text }) => {
        const written = canonical(parse(text));
        assert.deepEqual(facts(parse(written)), facts(parse(text)), written);
      }),
      { numRuns: 500 },
    );
  });

  it('tell the same with comments where RFC 5322 allows them', () => {
    fc.assert(
      fc.property(field, label, ({ text }, word) => {
        const expected = facts(parse(text));
        // Behind `by` and `with` a comment names the software, before the server's own comment it is looked at.
        for (const place of [' by ', ' for ', '; ']) {
          const at = text.lastIndexOf(place) + (place === '; ' ? 1 : 0);
          const commented = `${text.slice(0, at)} (${word} \\) (nested) ${word})${text.slice(at)}`;
          const got = facts(parse(commented));
          assert.deepEqual(
            { ...got, software: null, family: null },
            { ...expected, software: null, family: null },
            commented,
          );
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('tokens', () => {
  it('tile the text: between two of them stand blanks only', () => {
    const tokens = new Tokens();
    const piece = fc.oneof(
      fc.constantFrom(
        '(',
        ')',
        '[',
        ']',
        '<',
        '>',
        '"',
        '\\',
        ';',
        ',',
        ' ',
        '\r\n ',
        'by',
        '(a (b) c)',
        '"q\\"q"',
        '[::1]',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        tokens.read(text, 0, text.length);
        let at = 0;
        for (let i = 0; i < tokens.count; i += 1) {
          assert.match(text.slice(at, tokens.start(i)), /^[ \t\r\n]*$/);
          assert.ok(tokens.end(i) > tokens.start(i));
          at = tokens.end(i);
        }
        assert.match(text.slice(at), /^[ \t\r\n]*$/);
      }),
      { numRuns: 2000 },
    );
  });
});
