import assert from 'node:assert/strict';
import { hopInWords, markInWords, summaryOf } from '../../../server/src/core/picture/describe.ts';
import { english } from '../../../server/src/core/picture/words.ts';
import { pictured } from './pictures.ts';

const picture = pictured(`Received: from liar.example (dsl-77.pool.example.org [203.0.113.77])
\tby mx1.example.net (Postfix) with ESMTPS id 2; Tue, 11 Mar 2025 06:42:17 +0000
Received: from fake.example by liar.example; Tue, 11 Mar 2025 06:41:12 +0000

`);

describe('a route in words', () => {
  it('is summed up in one line', () => {
    assert.equal(
      summaryOf(picture, english),
      '2 hops · came from 203.0.113.77 · on its way for 1 min 5 s · times in UTC',
    );
  });

  it('says of each hop what the drawing shows', () => {
    assert.equal(
      hopInWords(picture, 0, english),
      'Hop 1 of 2, mx1.example.net. believable, the border: your own server about a stranger. ' +
        'from dsl-77.pool.example.org, 203.0.113.77, source, called itself liar.example. ' +
        'ESMTPS, encrypted. 2025-03-11 06:42:17 UTC. Delay 1 min 5 s.',
    );
    assert.match(hopInWords(picture, 1, english), /anonymous relay\. no address recorded/);
    assert.equal(hopInWords(picture, 7, english), '');
  });

  it('says how grave a finding is, and all of it', () => {
    const mark = picture.hops[1]?.marks[0];
    assert.ok(mark !== undefined);
    assert.match(markInWords(mark, english), /^warning: .*only their logs still know\.$/);
  });
});
