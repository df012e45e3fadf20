import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mapPlaces } from '../../../server/src/core/picture/picture.ts';
import { pictured } from './pictures.ts';

const chain = `Received: from mx1.example.net (mx1.example.net [192.0.2.25])
\tby imap.example.net (Postfix) with ESMTPS id 1
\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384); Tue, 11 Mar 2025 06:42:19 +0000
Received: from bulk.example.com (dsl-77.pool.example.org [203.0.113.77])
\tby mx1.example.net (Postfix) with ESMTP id 2; Tue, 11 Mar 2025 06:42:17 +0000
Received: from relay.example (relay.example [500.202.999.352])
\tby bulk.example.com (8.17.1/8.17.1) with ESMTP id 3; Tue, 11 Mar 2025 07:41:58 +0000
Received: from a.example ([10.20.4.17]) by relay.example with SMTP; Tue, 11 Mar 2025 06:41:31 +0000
From: a@example.com
Reply-To: b@freemail.example
Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=
Date: Tue, 11 Mar 2025 06:40:58 +0000

`;

describe('the picture of a message', () => {
  const picture = pictured(chain);

  it('has the subject in letters, and how long it took', () => {
    assert.equal(picture.subject, 'Grüße');
    assert.equal(picture.totalSeconds, 48);
    assert.equal(picture.source, '203.0.113.77');
    assert.equal(picture.empty, null);
  });

  it('has each hop newest first, with what it says', () => {
    const [first, second, third, fourth] = picture.hops;
    assert.deepEqual(
      [first?.by, first?.rdns, first?.helo, first?.address, first?.trust],
      ['imap.example.net', 'mx1.example.net', null, '192.0.2.25', 'own'],
    );
    assert.deepEqual(
      [first?.encryption, first?.tls, first?.protocol],
      ['encrypted', 'TLS 1.3', 'ESMTPS'],
    );
    assert.deepEqual([first?.date, first?.delaySeconds], ['2025-03-11 06:42:19', 2]);
    assert.deepEqual(
      [second?.helo, second?.encryption, second?.is],
      ['bulk.example.com', 'plain', 'source'],
    );
    assert.equal(second?.delaySeconds, -3581);
    assert.equal(third?.trust, 'contradicted');
    assert.deepEqual([fourth?.rdns, fourth?.encryption], [null, 'unknown']);
  });

  it('ends what can be believed at the border', () => {
    assert.equal(picture.border, 1);
  });

  it('strikes out the whole of a forged hop and of those beneath it, and nothing above', () => {
    assert.deepEqual(
      picture.hops.map(({ struck }) => struck),
      [[], [], ['by', 'rdns', 'helo', 'address'], ['by', 'helo', 'address']],
    );
  });

  it('strikes out a HELO that is a proven lie, in a field that is honest', () => {
    const { hops } = pictured(`Received: from [198.51.100.7] (host.example.org [203.0.113.9])
\tby mx.example.net (Postfix) with ESMTP id 2; Tue, 11 Mar 2025 06:42:17 +0000

`);
    assert.deepEqual(
      hops.map(({ marks, struck }) => [marks.map(({ rule }) => rule), struck]),
      [[['helo-address-mismatch'], ['helo']]],
    );
  });

  it('puts each finding at its hop, those of the header beneath the route, and leaves out what is dimmed', () => {
    const rules = picture.hops.map(({ marks }) => marks.map(({ rule }) => rule));
    assert.deepEqual(rules[2], ['spoofed-hop', 'impossible-address']);
    assert.deepEqual(rules[3], []);
    assert.deepEqual(
      picture.marks.map(({ rule }) => rule),
      ['reply-to-differs'],
    );
    const mark = picture.hops[2]?.marks[1];
    assert.equal(chain.slice(mark?.place.start, mark?.place.end), '500.202.999.352');
    assert.match(mark?.brief ?? '', /^500\.202\.999\.352 is an impossible address\.$/);
    assert.ok((mark?.message.length ?? 0) > (mark?.brief.length ?? 0));
  });

  it('knows a hole and a broken link', () => {
    const { hops } = pictured(`Received: from a.example.org (a.example.org [203.0.113.9])
\tby mx.example.net; Tue, 11 Mar 2025 06:42:17 +0000
Received: from fake.example by other.example.com; Tue, 11 Mar 2025 06:42:15 +0000

`);
    assert.equal(hops[0]?.brokenBelow, true);
    assert.equal(hops[1]?.kind, 'anonymous');
  });

  it('says why there is nothing to see', () => {
    assert.equal(pictured('Subject: draft\n\n').empty, 'no-received');
    assert.equal(pictured('').empty, 'no-header');
    assert.deepEqual(
      pictured('Subject: draft\n\n').marks.map(({ rule }) => rule),
      [],
    );
  });

  it('stops at two hundred hops, and counts the rest', () => {
    const field = 'Received: from a by b; Tue, 11 Mar 2025 06:42:17 +0000\n';
    const { hops, leftOut } = pictured(`${field.repeat(250)}\n`);
    assert.deepEqual([hops.length, leftOut], [200, 50]);
  });

  it('is made of any text, with places inside it', () => {
    const pieces = [
      'Received: from ',
      ' by ',
      '[500.1.1.1]',
      '\n',
      '(',
      '=?utf-8?Q?=00?=',
      ';',
      '\u202e',
    ];
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string())), (parts) => {
        const text = parts.join('');
        mapPlaces(pictured(text), ({ start, end }) => {
          assert.ok(0 <= start && start <= end && end <= text.length);
        });
      }),
    );
  });
});
