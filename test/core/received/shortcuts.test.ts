/** The short cuts of the parser change no fact: what it remembers of other fields, and the date read first. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isKnownSoftware, rememberSoftware } from '../../../server/src/core/received/software.ts';
import { check, facts, parse } from './facts.ts';

const date = 'Mon, 21 Apr 1997 17:53:13 -0400';
const told = { kind: 'relay', helo: 'a.example', ip: '192.0.2.1', by: 'mx.example' };
const time = '1997-04-21T21:53:13.000Z';

describe('short cuts of the trace-field parser', () => {
  it('give the same facts to a field that was read before', () => {
    const note = fc.constantFrom(
      'Postfix',
      '8.8.3/8.6.12',
      '10.0.0.1',
      'via HTTP',
      ' Exim 4.94 ',
      'a\tb',
      'b  c',
      'TLSv1.2',
      'Sendmail (x)',
    );
    const protocol = fc.constantFrom(
      'SMTP',
      'ESMTPSA',
      'local',
      'POP3',
      'Microsoft SMTP',
      '[XMail]',
    );
    fc.assert(
      fc.property(note, note, protocol, (one, other, name) => {
        const text = `from a.example ([192.0.2.1]) by mx.example (${one}) with ${name} (${other}) id X; ${date}`;
        assert.deepEqual(parse(text), parse(text));
      }),
    );
  });

  it('keep only so many notes', () => {
    rememberSoftware('First 1.0');
    for (let i = 0; i < 256; i += 1) rememberSoftware(`Other ${i}`);
    assert.equal(isKnownSoftware('First 1.0'), false);
    assert.equal(isKnownSoftware('Other 255'), true);
    rememberSoftware('x'.repeat(41));
    assert.equal(isKnownSoftware('x'.repeat(41)), false);
  });

  it('take no semicolon of a comment, a quoted pair or a string for that of the date', () => {
    const base = 'from a.example ([192.0.2.1]) by mx.example';
    const plain = facts(parse(`${base} id X; ${date} (EDT)`));
    for (const end of ['', ' (EDT)', ' (Eastern Daylight Time)', ' (a;b)', ' ((EDT))'])
      assert.deepEqual(facts(parse(`${base} id X; ${date}${end}`)), plain, end);
    check(`${base} (Postfix; ${date})`, {
      ...told,
      family: 'postfix',
      software: `Postfix; ${date}`,
      date: null,
    });
    check(`${base} id X\\; ${date}`, { ...told, id: 'X\\;', date: time });
    check(`${base} id "X; ${date} (EDT)"`, { ...told, id: `X; ${date} (EDT)` });
  });
});
