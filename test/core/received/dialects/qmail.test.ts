/** The trace fields of qmail and of what grew on it. */
import assert from 'node:assert/strict';
import { check, parse } from '../facts.ts';

const DATE = 'Thu, 21 Nov 2024 10:15:03 +0000';
const date = '2024-11-21T10:15:03.000Z';

// received.c (safeput) of 1.03 as known from memory; all but the note of an alias seen in list mail, 2002 to 2023.
describe('qmail', () => {
  it('HELO and ident; no reverse name', () => {
    const field = `from unknown (HELO laptop) (joe@192.0.2.143)\n\tby mx.example.com with SMTP; 21 Nov 2024 10:15:03 -0000`;
    check(field, {
      kind: 'relay',
      family: 'qmail',
      helo: 'laptop',
      ip: '192.0.2.143',
      ident: 'joe',
      by: 'mx.example.com',
      with: 'SMTP',
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'none');
  });
  it('one name for both', () => {
    const field = `from relay.example.org (192.0.2.143)\n\tby mx.example.com with SMTP; 21 Nov 2024 10:15:03 -0000`;
    check(field, {
      kind: 'relay',
      family: 'qmail',
      helo: 'relay.example.org',
      rdns: 'relay.example.org',
      ip: '192.0.2.143',
      by: 'mx.example.com',
      with: 'SMTP',
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'recorded');
  });
  it('safeput writes a question mark for each bracket of a HELO literal', () => {
    check(
      `from dial.example.net (HELO ?192.168.1.2?) (203.0.113.5)\n\tby mx.example.com with SMTP; 21 Nov 2024 10:15:03 -0000`,
      {
        kind: 'relay',
        family: 'qmail',
        helo: '?192.168.1.2?',
        rdns: 'dial.example.net',
        ip: '203.0.113.5',
        by: 'mx.example.com',
        with: 'SMTP',
        date,
      },
    );
  });
  it('and the literal is read all the same', () => {
    const { from } = parse(
      'from dial.example.net (HELO ?192.168.1.2?) (203.0.113.5) by mx.example.com with SMTP; 21 Nov 2024 10:15:03 -0000',
    );
    assert.equal(from?.heloIp?.value, '192.168.1.2');
  });
  it('notes to itself: from the network, from a user, from an alias, for a bounce', () => {
    check(`(qmail 32349 invoked from network); 21 Nov 2024 10:15:03 -0000`, {
      kind: 'local',
      family: 'qmail',
      date,
    });
    check(`(qmail 32349 invoked by uid 508); 21 Nov 2024 10:15:03 -0000`, {
      kind: 'local',
      family: 'qmail',
      date,
    });
    check(`(qmail 32349 invoked by alias); 21 Nov 2024 10:15:03 -0000`, {
      kind: 'local',
      family: 'qmail',
      date,
    });
    check(`(qmail 32349 invoked for bounce); 21 Nov 2024 10:15:03 -0000`, {
      kind: 'local',
      family: 'qmail',
      date,
    });
  });
  it("mess822's ofmipd", () => {
    check(`(ofmipd 203.0.113.5); 21 Nov 2024 10:15:03 -0000`, {
      kind: 'local',
      family: 'qmail',
      date,
    });
  });
  it('the TLS patch for netqmail writes the cipher before the protocol', () => {
    check(
      `from relay.example.org (HELO mail.example.org) (192.0.2.143)\n\tby mx.example.com with (DHE-RSA-AES256-SHA encrypted) SMTP; 21 Nov 2024 10:15:03 -0000`,
      {
        kind: 'relay',
        family: 'qmail',
        helo: 'mail.example.org',
        rdns: 'relay.example.org',
        ip: '192.0.2.143',
        by: 'mx.example.com',
        with: 'SMTP',
        tls: [null, 'DHE-RSA-AES256-SHA'],
        date,
      },
    );
  });
  it('a literal, TLS and the user in the place of ident, with nothing that tells a login: it stays ident (seen 2019)', () => {
    check(
      `from unknown (HELO ?192.168.1.2?) (joe@example.com@203.0.113.5)\n\tby mx.example.com with (ECDHE-RSA-AES128-GCM-SHA256 encrypted) SMTP; 21 Nov 2024 10:15:03 -0000`,
      {
        kind: 'relay',
        family: 'qmail',
        helo: '?192.168.1.2?',
        ip: '203.0.113.5',
        ident: 'joe@example.com',
        by: 'mx.example.com',
        with: 'SMTP',
        tls: [null, 'ECDHE-RSA-AES128-GCM-SHA256'],
        date,
      },
    );
  });
  it('the patch for authentication puts the user in the place of ident', () => {
    check(
      `from dial.example.net (HELO laptop) (joe@example.com@203.0.113.5)\n\tby mx.example.com with ESMTPA; 21 Nov 2024 10:15:03 -0000`,
      {
        kind: 'relay',
        family: 'qmail',
        helo: 'laptop',
        rdns: 'dial.example.net',
        ip: '203.0.113.5',
        auth: 'joe@example.com',
        by: 'mx.example.com',
        with: 'ESMTPA',
        date,
      },
    );
  });
  it('a client that named itself with nothing: the name in front is no HELO', () => {
    check(
      'from dial.example.net (HELO ) (203.0.113.5)\n\tby mx.example.com with SMTP; 21 Nov 2024 10:15:03 -0000',
      {
        kind: 'relay',
        family: 'qmail',
        rdns: 'dial.example.net',
        ip: '203.0.113.5',
        by: 'mx.example.com',
        with: 'SMTP',
        date,
      },
    );
  });
  it('qmail-scanner with SpamAssassin among its checkers', () => {
    check(
      `from joe@example.org by mx1 by uid 7791 with qmail-scanner-1.14\n (spamassassin: 2.41. Clear:SA:0(-4.1/5.0):. Processed in 0.209512 secs); ${DATE}`,
      {
        kind: 'local',
        family: 'qmail-scanner',
        helo: 'joe@example.org',
        by: 'mx1',
        software: 'spamassassin: 2.41. Clear:SA:0(-4.1/5.0):. Processed in 0.209512 secs',
        with: 'qmail-scanner-1.14',
        date,
      },
    );
  });
});

// From memory of such mail, not checked against a source.
describe('s/qmail', () => {
  it('TLS in a line of its own, over IPv6', () => {
    check(
      `from relay.example.org (HELO mail.example.org) (2001:db8::25)\n\tde/crypted with TLSv1.2: ECDHE-RSA-AES256-GCM-SHA384 [256/256] DN=unknown\n\tby mx.example.com with ESMTPS; 21 Nov 2024 10:15:03 -0000`,
      {
        kind: 'relay',
        family: 'qmail',
        helo: 'mail.example.org',
        rdns: 'relay.example.org',
        ip: '2001:db8::25',
        by: 'mx.example.com',
        with: 'ESMTPS',
        tls: ['TLSv1.2', 'ECDHE-RSA-AES256-GCM-SHA384'],
        date,
      },
    );
  });
  it('authenticated', () => {
    check(
      `from dial.example.net (HELO laptop) (joe@example.com@203.0.113.5)\n\tde/crypted with TLSv1.3: TLS_AES_256_GCM_SHA384 [256/256] DN=none\n\tby mx.example.com with ESMTPSA; 21 Nov 2024 10:15:03 -0000`,
      {
        kind: 'relay',
        family: 'qmail',
        helo: 'laptop',
        rdns: 'dial.example.net',
        ip: '203.0.113.5',
        auth: 'joe@example.com',
        by: 'mx.example.com',
        with: 'ESMTPSA',
        tls: ['TLSv1.3', 'TLS_AES_256_GCM_SHA384'],
        date,
      },
    );
  });
});

// Without TLS and compression seen in list mail, 2002; the two from memory, not checked against a source.
describe('qmail-ldap', () => {
  it('the address in brackets, sender and recipient', () => {
    check(
      `from relay.example.org (HELO mail.example.org) ([192.0.2.143]) (envelope-sender <joe@example.org>)\n\tby mx.example.com (qmail-ldap-1.03) with SMTP\n\tfor <bob@example.com>; 21 Nov 2004 10:15:03 -0000`,
      {
        kind: 'relay',
        family: 'qmail',
        helo: 'mail.example.org',
        rdns: 'relay.example.org',
        ip: '192.0.2.143',
        by: 'mx.example.com',
        software: 'qmail-ldap-1.03',
        with: 'SMTP',
        for: ['bob@example.com'],
        envelopeFrom: 'joe@example.org',
        date: '2004-11-21T10:15:03.000Z',
      },
    );
  });
  it('compressed between two of its own', () => {
    check(
      `from relay.example.org ([192.0.2.143]) (envelope-sender <joe@example.org>)\n\tby mx.example.com (qmail-ldap-1.03) with compressed QMQP\n\tfor <bob@example.com>; 21 Nov 2004 10:15:03 -0000`,
      {
        kind: 'relay',
        family: 'qmail',
        helo: 'relay.example.org',
        rdns: 'relay.example.org',
        ip: '192.0.2.143',
        by: 'mx.example.com',
        software: 'qmail-ldap-1.03',
        with: 'compressed QMQP',
        for: ['bob@example.com'],
        envelopeFrom: 'joe@example.org',
        date: '2004-11-21T10:15:03.000Z',
      },
    );
  });
  it('encrypted, with ident', () => {
    check(
      `from unknown (HELO laptop) (joe@[203.0.113.5]) (envelope-sender <joe@example.org>)\n\tby mx.example.com (qmail-ldap-1.03) with DHE-RSA-AES256-SHA encrypted SMTP\n\tfor <bob@example.com>; 21 Nov 2004 10:15:03 -0000`,
      {
        kind: 'relay',
        family: 'qmail',
        helo: 'laptop',
        ip: '203.0.113.5',
        ident: 'joe',
        by: 'mx.example.com',
        software: 'qmail-ldap-1.03',
        with: 'DHE-RSA-AES256-SHA encrypted SMTP',
        for: ['bob@example.com'],
        envelopeFrom: 'joe@example.org',
        tls: [null, 'DHE-RSA-AES256-SHA'],
        date: '2004-11-21T10:15:03.000Z',
      },
    );
  });
});

// lib/Qpsmtpd/SMTP.pm (received_line) and TcpServer.pm (remote_info) of 0.94; 0.07b seen in list mail, 2002.
// From memory, not checked: EHLO and the login of 0.32.
describe('qpsmtpd', () => {
  it("an early version, its date asctime's", () => {
    check(
      `from relay.example.org (HELO mail.example.org) (192.0.2.143)\n\tby mx.example.com (qpsmtpd/0.07b) with SMTP; Fri Sep  6 18:13:52 2002 -0000`,
      {
        kind: 'relay',
        family: 'qpsmtpd',
        helo: 'mail.example.org',
        rdns: 'relay.example.org',
        ip: '192.0.2.143',
        by: 'mx.example.com',
        software: 'qpsmtpd/0.07b',
        with: 'SMTP',
        date: '2002-09-06T18:13:52.000Z',
      },
    );
  });
  it('user and mechanism in a comment of their own', () => {
    check(
      `from dial.example.net (EHLO laptop) (203.0.113.5) (smtp-auth username joe, mechanism cram-md5)\n\tby mx.example.com (qpsmtpd/0.32) with ESMTP; ${DATE}`,
      {
        kind: 'relay',
        family: 'qpsmtpd',
        helo: 'laptop',
        rdns: 'dial.example.net',
        ip: '203.0.113.5',
        auth: 'joe',
        by: 'mx.example.com',
        software: 'qpsmtpd/0.32',
        with: 'ESMTP',
        date,
      },
    );
  });
  it('encrypted, `Unknown` for no reverse name', () => {
    const field = `from Unknown (EHLO mail.example.org) (192.0.2.143)\n\tby mx.example.com (qpsmtpd/0.84) with (AES256-SHA encrypted) ESMTPS; ${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'qpsmtpd',
      helo: 'mail.example.org',
      ip: '192.0.2.143',
      by: 'mx.example.com',
      software: 'qpsmtpd/0.84',
      with: 'ESMTPS',
      tls: [null, 'AES256-SHA'],
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'none');
  });
  it('0.94: encrypted and authenticated, ident before the reverse name', () => {
    const field = `from joe@dial.example.net (HELO laptop) (203.0.113.5)\n\tby mx.example.com (qpsmtpd/0.94) with (AES256-SHA encrypted) ESMTPSA; ${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'qpsmtpd',
      helo: 'laptop',
      rdns: 'dial.example.net',
      ip: '203.0.113.5',
      ident: 'joe',
      auth: 'esmtpsa',
      by: 'mx.example.com',
      software: 'qpsmtpd/0.94',
      with: 'ESMTPSA',
      tls: [null, 'AES256-SHA'],
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'recorded');
  });
});

// It writes no trace field of its own.
describe('vpopmail', () => {
  it("what shows is qmail's, under the user of vpopmail", () => {
    check(`(qmail 83371 invoked by uid 89); 21 Nov 2003 10:15:03 -0000`, {
      kind: 'local',
      family: 'qmail',
      date: '2003-11-21T10:15:03.000Z',
    });
  });
});

// 0.90 and 1.13 seen in list mail, 2002; 1.25 and 2.01 from memory, not checked against a source.
describe('qmail-scanner', () => {
  it('1.13: the sender, and `by` for the user, too', () => {
    check(
      `from joe@example.org by mx.example.com by uid 502 with qmail-scanner-1.13 \n\t(uvscan: v4.1.40/v4220. \n\tClear:. \n\tProcessed in 10.002408 secs); 21 Nov 2003 10:15:03 -0000`,
      {
        kind: 'local',
        family: 'qmail-scanner',
        helo: 'joe@example.org',
        by: 'mx.example.com',
        software: 'uvscan: v4.1.40/v4220. Clear:. Processed in 10.002408 secs',
        with: 'qmail-scanner-1.13',
        date: '2003-11-21T10:15:03.000Z',
      },
    );
  });
  it('and nothing is injected there', () => {
    assert.deepEqual(
      parse(
        'from joe@example.org by mx.example.com by uid 502 with qmail-scanner-1.13 (x); 21 Nov 2003 10:15:03 -0000',
      ).oddities,
      [],
    );
  });
  it('1.25: the address of the client', () => {
    const field = `from 192.0.2.143 by mx.example.com (envelope-from <joe@example.org>, uid 502) with qmail-scanner-1.25 \n\t(clamdscan: 0.74. spamassassin: 2.63. \n\tClear:RC:0(192.0.2.143):. \n\tProcessed in 0.13 secs); 21 Nov 2004 10:15:03 -0000`;
    check(field, {
      kind: 'relay',
      family: 'qmail-scanner',
      ip: '192.0.2.143',
      by: 'mx.example.com',
      software:
        'clamdscan: 0.74. spamassassin: 2.63. Clear:RC:0(192.0.2.143):. Processed in 0.13 secs',
      with: 'qmail-scanner-1.25',
      envelopeFrom: 'joe@example.org',
      date: '2004-11-21T10:15:03.000Z',
    });
    assert.equal(parse(field).from?.reverseLookup, 'not-recorded');
  });
  it('2.01: no client', () => {
    check(
      `by mx.example.com (envelope-from <joe@example.org>, uid 89) with qmail-scanner-2.01st \n\t(clamdscan: 0.88.4/1720. perlscan: 2.01st. \n\tClear:RC:1(127.0.0.1):. \n\tProcessed in 0.03 secs); 21 Nov 2006 10:15:03 -0000`,
      {
        kind: 'local',
        family: 'qmail-scanner',
        by: 'mx.example.com',
        software:
          'clamdscan: 0.88.4/1720. perlscan: 2.01st. Clear:RC:1(127.0.0.1):. Processed in 0.03 secs',
        with: 'qmail-scanner-2.01st',
        envelopeFrom: 'joe@example.org',
        date: '2006-11-21T10:15:03.000Z',
      },
    );
  });
  it('0.90: a date of its own', () => {
    check(
      `from joe@example.org by mx.example.com with qmail-scanner-0.90 (uvscan: v4.1.60/v4218. . Clean. Processed in 0.45655 secs); 22/08/2002 16:54:15`,
      {
        kind: 'local',
        family: 'qmail-scanner',
        helo: 'joe@example.org',
        by: 'mx.example.com',
        software: 'uvscan: v4.1.60/v4218. . Clean. Processed in 0.45655 secs',
        with: 'qmail-scanner-0.90',
        date: '2002-08-22T16:54:15.000Z',
      },
    );
  });
});

// From memory of such mail, not checked against a source: neither address nor date.
describe('simscan', () => {
  it('with ClamAV and SpamAssassin', () => {
    check(
      `by simscan 1.4.0 ppid: 26393, pid: 26396, t: 0.1153s\n\tscanners: clamav: 0.94.2/m:50/d:8935 spam: 3.2.5`,
      { kind: 'local', family: 'simscan', by: 'simscan' },
    );
  });
  it('with the filter for attachments', () => {
    check(
      `by simscan 1.1.0 ppid: 26393, pid: 26396, t: 2.1153s\n\tscanners: attach: 1.1.0 clamav: 0.85/m:31/d:820`,
      { kind: 'local', family: 'simscan', by: 'simscan' },
    );
  });
});

// It writes no trace field of its own: qmail-queue's notes are all that shows.
describe('ezmlm', () => {
  it("a list's message", () => {
    check(`(qmail 32349 invoked by uid 1010); 21 Nov 2024 10:15:03 -0000`, {
      kind: 'local',
      family: 'qmail',
      date,
    });
    check(`(qmail 32349 invoked by alias); 21 Nov 2024 10:15:03 -0000`, {
      kind: 'local',
      family: 'qmail',
      date,
    });
  });
});
