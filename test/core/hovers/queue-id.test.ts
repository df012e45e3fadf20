import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readQueueId } from '../../../server/src/core/hovers/queue-id.ts';
import { familyById } from '../../../server/src/core/received/dialects.ts';

const exim = familyById('exim');
const postfix = familyById('postfix');
const sendmail = familyById('sendmail');
const noon = Date.UTC(2025, 2, 11, 12, 0, 0);

describe('readQueueId', () => {
  it('reads the seconds of Exim, in both lengths', () => {
    const time = Date.UTC(2025, 2, 11, 6, 42, 13);
    assert.deepEqual(readQueueId('1trtJd-0004kB-1H', exim, noon), { kind: 'exim', time });
    assert.deepEqual(readQueueId('1trtJd-000000004kB-1HxY', exim, noon), { kind: 'exim', time });
  });

  it('tells the two kinds of Postfix apart', () => {
    assert.deepEqual(readQueueId('6C41A8A0F3', postfix, noon), { kind: 'postfix' });
    assert.equal(readQueueId('3Pt2mN2VXxznjll', postfix, noon)?.kind, 'postfix-long');
  });

  it('finds the century of Sendmail by the date of the field', () => {
    const of = (id: string, date: number): unknown => readQueueId(id, sendmail, date);
    assert.deepEqual(of('52B6fKx2031187', noon), {
      kind: 'sendmail',
      time: Date.UTC(2025, 2, 11, 6, 41, 20),
    });
    // Sendmail 8.11: one character that counts.
    assert.deepEqual(of('g7SEMqZ27998', Date.UTC(2002, 7, 28)), {
      kind: 'sendmail',
      time: Date.UTC(2002, 7, 28, 14, 22, 52),
    });
  });

  it('reads the hour of older Sendmails', () => {
    assert.deepEqual(readQueueId('RAA01500', sendmail, null), {
      kind: 'sendmail-8',
      letter: 'R',
      hour: 17,
    });
  });

  it('claims nothing for other shapes, other servers, and times that no mail has', () => {
    for (const family of [exim, postfix, sendmail]) {
      assert.equal(readQueueId('', family, noon), null);
      assert.equal(readQueueId('1trtJd-0004kB', family, noon), null);
    }
    assert.equal(readQueueId('1trtJd-0004kB-1H', null, noon), null);
    assert.equal(readQueueId('zzzzzz-0004kB-1H', exim, noon), null);
    assert.equal(readQueueId('000000-0004kB-1H', exim, noon), null);
  });

  it('gives a time that can be written down, whatever the id', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[0-9A-Za-z-]{0,24}$/),
        fc.constantFrom(exim, postfix, sendmail),
        (id, family) => {
          const read = readQueueId(id, family, noon);
          if (read !== null && 'time' in read) new Date(read.time).toISOString();
        },
      ),
    );
  });
});
