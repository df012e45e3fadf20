/** Telephone numbers in bodies. Numbers are those that the numbering plans keep for fiction and examples. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { phonesIn } from '../../../server/src/core/contacts/phones.ts';
import type { PhonePoint } from '../../../server/src/core/contacts/point.ts';
import { named, pointsOf } from './message.ts';

function found(text: string, countries: readonly string[] = []): string[] {
  return phonesIn(text, {
    taken: [],
    countries: () => countries,
    effort: { questions: 1000, looks: 1000, numbers: 1000 },
  }).map(({ value, extension }) => (extension === null ? value : `${value} x${extension}`));
}

function phone(body: string): PhonePoint {
  const [point] = pointsOf(body);
  assert.ok(point?.kind === 'phone', JSON.stringify(point));
  return point;
}

describe('telephone numbers', () => {
  it('of North America, as people write them', () => {
    for (const text of [
      'Call (212) 555-0123 now',
      '212-555-0123',
      '212.555.0123',
      '1-212-555-0123',
      '1 (212) 555 0123',
      '+1 212 555 0123',
      '***212-555-0123***',
      'Tel:2125550123',
      'ResultsCall 212.555.0123for more',
      'Fax#: 212-555-0123',
      '1 - 2 1 2 - 5 5 5 - 0 1 2 3',
      '212-555-0.1.2.3',
      'Anytown, NY 10018 212-555-0123',
      'call 212-555-0123. 24 hours',
      'call us at 212\u2013555\u20130123',
      'fax it to 212-555\n0123',
    ])
      assert.deepEqual(found(text), ['+12125550123'], text);
  });

  it('with an extension', () => {
    for (const text of [
      '800-555-0199 ext. 150',
      '800-555-0199x150',
      '(800) 555-0199 , Ext 150',
      '800-555-0199 extension: 150',
    ])
      assert.deepEqual(found(text), ['+18005550199 x150'], text);
  });

  it('that are spelled', () => {
    for (const [text, value] of [
      ['1-800-FLOWERS', '+18003569377'],
      ['1 (800) GET RICH', '+18004387424'],
      ['1-866-555-LIFE', '+18665555433'],
      ['1-800-CONTACTS', '+18002668228'],
      ['dial 1-800-call-now', '+18002255669'],
    ] as const)
      assert.deepEqual(found(text), [value], text);
    for (const text of ['our 800 numbers are free', '800 Example Street', '1-800', '900 EUR'])
      assert.deepEqual(found(text), [], text);
    const { vanity } = phone('Call 1-800-FLOWERS today');
    assert.deepEqual(vanity, { spelled: '1-800-FLOWERS', digits: '(800) 356-9377' });
  });

  it('of other countries, by their code', () => {
    for (const [text, value] of [
      ['+44 20 7946 0018', '+442079460018'],
      ['+44 (0)20 7946 0018', '+442079460018'],
      ['Tel: 0044-20-7946-0018', '+442079460018'],
      ['011 44 20 7946 0018', '+442079460018'],
      ['Tel/Fax: 44-20-7946-0018', '+442079460018'],
      ['＋４４ ２０ ７９４６ ００１８', '+442079460018'],
    ] as const)
      assert.deepEqual(found(text), [value], text);
  });

  it('of other countries, as they are dialled there', () => {
    for (const [text, country, value] of [
      ['Tel. 020 7946 0018', 'GB', '+442079460018'],
      ['Tél : 01 99 00 12 34', 'FR', '+33199001234'],
      ['Telefon 030/23125-123', 'DE', '+493023125123'],
      ['电话：010-12345678', 'CN', '+861012345678'],
      ['Phone: 01 99 00 12 34 / 01 99 00 12 35', 'FR', '+33199001234,+33199001235'],
      ['TEL:010-12345678/12345679', 'CN', '+861012345678'],
      ['Tel. 020 7946 0018-19', 'GB', '+442079460018'],
    ] as const)
      assert.deepEqual(found(text, [country]).join(), value, text);
    assert.deepEqual(found('Tel. 020 7946 0018'), [], 'nobody can tell where');
    assert.deepEqual(found('030 23125 123 aus Deutschland', ['GB']), ['+493023125123']);
  });

  it('that are none', () => {
    for (const text of [
      '$5,551,234,567.00',
      '$212 555 0123',
      '212 555 0123 €',
      'on 10-5-2002, 2002-06-28 and 09/11/2002 10:15',
      'Anytown, NY 10018-1234',
      'Purchase Code # 212-555-0123',
      'order number 212-555-0123',
      'account 2125550123',
      'ref: 2125550123',
      '2125550123',
      'id=212-555-0123',
      'ISBN 0-306-40615-2',
      'version 6.00.2600.0000',
      '192.0.2.123',
      '212.55.50.123',
      '100...500...1,000',
      '50+250+1,250+6,250',
      '212-555-01234',
      'AB212-555-0123C',
      '12:30:45 1234567',
      '03 06 26 39 48',
      'Stylus 212/555/0123',
      '1999-2002',
      '8594030',
      '4000027719200016455',
      '+5 +10 +15 +20',
      '999-999-9999',
    ])
      assert.deepEqual(found(text, ['US', 'GB', 'DE']), [], text);
  });

  it('not in addresses of the web, mailboxes and message ids', () => {
    for (const body of [
      'http://www.example.com/212-555-0123/x',
      'http://www.example.com/?tel=212-555-0123',
      'call.212-555-0123@example.com',
      'Message-ID: <212.555.0123@example.com>',
    ])
      assert.deepEqual(named('phone', body), [], body);
  });

  it('say whose they are', () => {
    const { country, type, international, national, value, assigned } = phone(
      'Call toll free 1-800-555-0199!',
    );
    assert.deepEqual(
      { country, type, international, national, value, assigned },
      {
        country: 'US',
        type: 'toll-free',
        international: '+1 800 555 0199',
        national: '(800) 555-0199',
        value: '+18005550199',
        assigned: true,
      },
    );
  });

  it('that the plans no longer know, when a telephone is meant', () => {
    const point = phone('Tel: +873 762 692 484');
    assert.equal(point.value, '+873762692484');
    assert.equal(point.assigned, false);
    assert.equal(point.country, null);
    assert.match(point.why, /numbering plan knows no such number/);
    assert.deepEqual(found('+873762692484'), [], 'a bare number behind a plus');
  });

  it('ask the library so often and no more', () => {
    const effort = { questions: 3, looks: 1000, numbers: 1000 };
    const text = '212-555-0123 '.repeat(50);
    assert.equal(phonesIn(text, { taken: [], countries: () => [], effort }).length, 3);
    assert.equal(effort.questions, 0);
    assert.ok(effort.looks > 990, 'looks no further when nobody can be asked');
  });

  it('are found so often and no more', () => {
    const effort = { questions: 1000, looks: 1000, numbers: 2 };
    const text = '212-555-0123 '.repeat(50);
    assert.equal(phonesIn(text, { taken: [], countries: () => [], effort }).length, 2);
    assert.ok(effort.looks > 990);
  });

  it('that no plan knows are asked about once, where no telephone is meant', () => {
    const asked = (text: string): number => {
      const effort = { questions: 1000, looks: 1000, numbers: 1000 };
      phonesIn(text, { taken: [], countries: () => ['GB', 'DE', 'FR'], effort });
      return 1000 - effort.questions;
    };
    assert.equal(asked('0999 9999 9999'), 6, 'two readings, three countries');
    assert.ok(asked('tel 0999 9999 9999') > 6);
  });

  it('never throw; each stands in the text, none overlaps another', () => {
    const piece = fc.constantFrom(
      '212', '555-0123', '1-800-', 'FLOWERS', '+', '(', ')', ' ', '-', '.', '/', '\n', '0', '44', 'tel ',
      'ext 5', '#', '$', '\u00a0', '\uff11', ',', '٣', 'x', ':', '\ud800',
    ); // prettier-ignore
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        let last = 0;
        for (const { start, end, value } of phonesIn(text, {
          taken: [],
          countries: () => ['GB', 'CN', 'XX'],
          effort: { questions: 200, looks: 200, numbers: 200 },
        })) {
          assert.ok(last <= start && start < end && end <= text.length);
          assert.match(value, /^\+\d{7,15}$/);
          last = end;
        }
      }),
    );
  });
});
