/** The trace fields of Sendmail, Postfix, Exim and Smail, as their sources write them. */
import assert from 'node:assert/strict';
import { check, parse } from '../facts.ts';

const DATE = 'Thu, 21 Nov 2024 10:15:03 +0000';
const date = '2024-11-21T10:15:03.000Z';

// confRECEIVED_HEADER and _REC_FULL_AUTH_ in cf/m4/cfhead.m4 of 8.17; 8.9, 8.11 and Solaris seen in list mail, 2002.
// From memory, not checked against a source: 8.6, 8.8, HP-UX, AIX, IRIX, IDA.
describe('Sendmail', () => {
  it('8.6 with a reverse name', () => {
    const field = `from relay.example.org (dial.example.net [192.0.2.25]) by mx.example.com (8.6.12/8.6.12) with ESMTP id RAA01500 for <joe@example.com>; ${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'sendmail',
      helo: 'relay.example.org',
      rdns: 'dial.example.net',
      ip: '192.0.2.25',
      by: 'mx.example.com',
      software: '8.6.12/8.6.12',
      with: 'ESMTP',
      id: 'RAA01500',
      for: ['joe@example.com'],
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'recorded');
  });
  it('8.6 without a macro for the address: all that is known is the name the client gave', () => {
    const field = `from relay.example.org by mx.example.com (8.6.12/8.6.12) id RAA01500; ${DATE}`;
    check(field, {
      kind: 'anonymous',
      family: 'sendmail',
      helo: 'relay.example.org',
      by: 'mx.example.com',
      software: '8.6.12/8.6.12',
      id: 'RAA01500',
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'unknown');
  });
  it('8.9 with ident and no reverse name', () => {
    const field = `from laptop.example.org (IDENT:H7tYQ8xb@[192.0.2.25])\n\tby mx.example.com (8.9.3/8.9.3/Debian 8.9.3-21) with SMTP id RAA01500\n\tfor <joe@example.com>; ${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'sendmail',
      helo: 'laptop.example.org',
      ip: '192.0.2.25',
      ident: 'H7tYQ8xb',
      by: 'mx.example.com',
      software: '8.9.3/8.9.3/Debian 8.9.3-21',
      with: 'SMTP',
      id: 'RAA01500',
      for: ['joe@example.com'],
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'none');
  });
  it('8.11: authentication behind the address, TLS behind the id, as seen in 2001', () => {
    check(
      `from laptop (dial.example.net [192.0.2.25] (may be forged))\n\t(authenticated (0 bits))\n\tby mx.example.com (8.11.6/8.11.6) with ESMTP id g8120LZ25777\n\t(using TLSv1/SSLv3 with cipher RC4-MD5 (128 bits) verified NO)\n\tfor <joe@example.com>; ${DATE}`,
      {
        kind: 'relay',
        family: 'sendmail',
        helo: 'laptop',
        rdns: 'dial.example.net',
        ip: '192.0.2.25',
        auth: 'authenticated',
        by: 'mx.example.com',
        software: '8.11.6/8.11.6',
        with: 'ESMTP',
        id: 'g8120LZ25777',
        for: ['joe@example.com'],
        tls: ['TLSv1/SSLv3', 'RC4-MD5'],
        date,
      },
    );
  });
  it('8.12 and later: authentication tells the strength of its protection only', () => {
    check(
      `from laptop (dial.example.net [192.0.2.25])\n\t(authenticated bits=0)\n\tby mx.example.com (8.14.4/8.14.4) with ESMTP id t3LMrDxx012345\n\t(version=TLSv1/SSLv3 cipher=DHE-RSA-AES256-SHA bits=256 verify=NO)\n\tfor <joe@example.com>; ${DATE}`,
      {
        kind: 'relay',
        family: 'sendmail',
        helo: 'laptop',
        rdns: 'dial.example.net',
        ip: '192.0.2.25',
        auth: 'authenticated',
        by: 'mx.example.com',
        software: '8.14.4/8.14.4',
        with: 'ESMTP',
        id: 't3LMrDxx012345',
        for: ['joe@example.com'],
        tls: ['TLSv1/SSLv3', 'DHE-RSA-AES256-SHA'],
        date,
      },
    );
  });
  it('the fuller form that a site can choose: user and mechanism', () => {
    check(
      `from laptop (dial.example.net [192.0.2.25])\n\t(user=joe mech=LOGIN bits=0)\n\tby mx.example.com (8.17.1/8.17.1) with ESMTPA id t3LMrDxx012345\n\tfor <joe@example.com>; ${DATE}`,
      {
        kind: 'relay',
        family: 'sendmail',
        helo: 'laptop',
        rdns: 'dial.example.net',
        ip: '192.0.2.25',
        auth: 'joe',
        by: 'mx.example.com',
        software: '8.17.1/8.17.1',
        with: 'ESMTPA',
        id: 't3LMrDxx012345',
        for: ['joe@example.com'],
        date,
      },
    );
  });
  it('8.18 over IPv6', () => {
    check(
      `from relay.example.org (relay.example.org [IPv6:2001:db8:0:0:0:0:0:25])\n\tby mx.example.com (8.18.1/8.18.1) with ESMTPS id 4ALAF3xx012345\n\t(version=TLSv1.3 cipher=TLS_AES_256_GCM_SHA384 bits=256 verify=NOT)\n\tfor <joe@example.com>; ${DATE}`,
      {
        kind: 'relay',
        family: 'sendmail',
        helo: 'relay.example.org',
        rdns: 'relay.example.org',
        ip: '2001:db8::25',
        by: 'mx.example.com',
        software: '8.18.1/8.18.1',
        with: 'ESMTPS',
        id: '4ALAF3xx012345',
        for: ['joe@example.com'],
        tls: ['TLSv1.3', 'TLS_AES_256_GCM_SHA384'],
        date,
      },
    );
  });
  it('a user of the machine, 8.8', () => {
    check(
      `(from joe@localhost)\n\tby mx.example.com (8.8.5/8.8.5) id RAA01500\n\tfor bob@example.org; ${DATE}`,
      {
        kind: 'local',
        family: 'sendmail',
        by: 'mx.example.com',
        software: '8.8.5/8.8.5',
        id: 'RAA01500',
        for: ['bob@example.org'],
        date,
      },
    );
  });
  it('the submission program of 8.12 and later (Submit), and its handover to the server beside it', () => {
    check(
      `(from root@localhost)\n\tby mx.example.com (8.18.1/8.18.1/Submit) id 4ALAF3xx012345; ${DATE}`,
      {
        kind: 'local',
        family: 'sendmail',
        by: 'mx.example.com',
        software: '8.18.1/8.18.1/Submit',
        id: '4ALAF3xx012345',
        date,
      },
    );
    check(
      `from mx.example.com (localhost [127.0.0.1])\n\tby mx.example.com (8.18.1/8.18.1) with ESMTP id 4ALAF3xx012346\n\tfor <joe@example.com>; ${DATE}`,
      {
        kind: 'relay',
        family: 'sendmail',
        helo: 'mx.example.com',
        rdns: 'localhost',
        ip: '127.0.0.1',
        by: 'mx.example.com',
        software: '8.18.1/8.18.1',
        with: 'ESMTP',
        id: '4ALAF3xx012346',
        for: ['joe@example.com'],
        date,
      },
    );
  });
  it('HP-UX: a patch number in the version', () => {
    check(
      `from relay.example.org (relay.example.org [192.0.2.25])\n\tby mx.example.com (8.9.3 (PHNE_18979)/8.9.3) with ESMTP id RAA01500; ${DATE}`,
      {
        kind: 'relay',
        family: 'sendmail',
        helo: 'relay.example.org',
        rdns: 'relay.example.org',
        ip: '192.0.2.25',
        by: 'mx.example.com',
        software: '8.9.3 (PHNE_18979)/8.9.3',
        with: 'ESMTP',
        id: 'RAA01500',
        date,
      },
    );
  });
  it('Solaris', () => {
    check(
      `from relay.example.org (relay.example.org [192.0.2.25])\n\tby mx.example.com (8.13.8+Sun/8.13.8) with ESMTP id k3LMrDxx012345; ${DATE}`,
      {
        kind: 'relay',
        family: 'sendmail',
        helo: 'relay.example.org',
        rdns: 'relay.example.org',
        ip: '192.0.2.25',
        by: 'mx.example.com',
        software: '8.13.8+Sun/8.13.8',
        with: 'ESMTP',
        id: 'k3LMrDxx012345',
        date,
      },
    );
  });
  it('AIX and IRIX', () => {
    check(
      `from relay.example.org by mx.example.com (AIX 4.1/UCB 5.64/4.03)\n\tid AA12345; ${DATE}`,
      {
        kind: 'anonymous',
        family: 'sendmail',
        helo: 'relay.example.org',
        by: 'mx.example.com',
        software: 'AIX 4.1/UCB 5.64/4.03',
        id: 'AA12345',
        date,
      },
    );
    check(
      `by mx.example.com (950413.SGI.8.6.12/940406.SGI.AUTO)\n\tfor joe@example.com id RAA01500; ${DATE}`,
      {
        kind: 'local',
        family: 'sendmail',
        by: 'mx.example.com',
        software: '950413.SGI.8.6.12/940406.SGI.AUTO',
        id: 'RAA01500',
        for: ['joe@example.com'],
        date,
      },
    );
  });
  it('5.65 of the universities (IDA), the version behind the protocol', () => {
    check(
      `from relay.example.org by mx.example.com with SMTP\n\t(5.65c/IDA-1.4.4) id AA12345; ${DATE}`,
      {
        kind: 'anonymous',
        family: 'sendmail',
        helo: 'relay.example.org',
        by: 'mx.example.com',
        software: '5.65c/IDA-1.4.4',
        with: 'SMTP',
        id: 'AA12345',
        date,
      },
    );
  });
  it('via between the client and by, as a site chose to write it', () => {
    check(
      `from relay.example.org (mail.example.org [192.0.2.64]) via ESMTP by mx.example.com (8.12.1/) id h06GHYLZ022481; ${DATE}`,
      {
        kind: 'relay',
        family: 'sendmail',
        helo: 'relay.example.org',
        rdns: 'mail.example.org',
        ip: '192.0.2.64',
        by: 'mx.example.com',
        software: '8.12.1/',
        via: 'ESMTP',
        id: 'h06GHYLZ022481',
        date,
      },
    );
  });
  it("a university's own: what it saw of the client stands behind via", () => {
    check(
      `from mail.example.org by mx.example.com\n\tvia dial.example.net [192.0.2.16] with ESMTP\n\tfor <u@example.com> id h7B6KvKc009534 (8.12.9/3.58);\n\t${DATE}`,
      {
        kind: 'relay',
        family: 'sendmail',
        helo: 'mail.example.org',
        rdns: 'dial.example.net',
        ip: '192.0.2.16',
        by: 'mx.example.com',
        software: '8.12.9/3.58',
        with: 'ESMTP',
        id: 'h7B6KvKc009534',
        for: ['u@example.com'],
        date,
      },
    );
  });
});

// SMI-8.6: the collected pages of 1997 on reading headers. The other versions from memory, not checked against a source.
describe('Sendmail of SunOS (SMI)', () => {
  it('SunOS 5', () => {
    check(`from relay.example.org by mx.example.com (SMI-8.6/SMI-SVR4)\n\tid VAA02491; ${DATE}`, {
      kind: 'anonymous',
      family: 'sendmail-smi',
      helo: 'relay.example.org',
      by: 'mx.example.com',
      software: 'SMI-8.6/SMI-SVR4',
      id: 'VAA02491',
      date,
    });
  });
  it('SunOS 4: its version stands before the mark; date with two digits of the year', () => {
    check(
      `from relay.example.org by mx.example.com (4.1/SMI-4.1)\n\tid AA12345; Mon, 21 Apr 97 17:53:13 CDT`,
      {
        kind: 'anonymous',
        family: 'sendmail-smi',
        helo: 'relay.example.org',
        by: 'mx.example.com',
        software: '4.1/SMI-4.1',
        id: 'AA12345',
        date: '1997-04-21T22:53:13.000Z',
      },
    );
  });
  it('SunOS 5.0 to 5.4', () => {
    check(`from relay.example.org by mx.example.com (5.x/SMI-SVR4)\n\tid AA12345; ${DATE}`, {
      kind: 'anonymous',
      family: 'sendmail-smi',
      helo: 'relay.example.org',
      by: 'mx.example.com',
      software: '5.x/SMI-SVR4',
      id: 'AA12345',
      date,
    });
  });
  it("an address is the client's own text", () => {
    check(
      `from relay.example.org ([192.0.2.1]) by mx.example.com (5.0/SMI-SVR4) id AA12345; ${DATE}`,
      {
        kind: 'anonymous',
        family: 'sendmail-smi',
        helo: 'relay.example.org',
        by: 'mx.example.com',
        software: '5.0/SMI-SVR4',
        id: 'AA12345',
        date,
      },
    );
  });
  it('configured anew: it records the client as others do', () => {
    check(
      `from relay.example.org (mail.example.org [192.0.2.15]) by mx.example.com (SMI-8.6/8.6.12-EXAMPLE)\n\twith ESMTP id SAA25847; ${DATE}`,
      {
        kind: 'relay',
        family: 'sendmail-sunos',
        helo: 'relay.example.org',
        rdns: 'mail.example.org',
        ip: '192.0.2.15',
        by: 'mx.example.com',
        software: 'SMI-8.6/8.6.12-EXAMPLE',
        with: 'ESMTP',
        id: 'SAA25847',
        date,
      },
    );
  });
  it("Sun's own relays of 1998: the address alone", () => {
    check(
      `from relay.example.org ([192.0.2.15]) by mx.example.com (SMI-8.6/mail.byaddr)\n\twith SMTP id XAA29734; ${DATE}`,
      {
        kind: 'relay',
        family: 'sendmail-sunos',
        helo: 'relay.example.org',
        ip: '192.0.2.15',
        by: 'mx.example.com',
        software: 'SMI-8.6/mail.byaddr',
        with: 'SMTP',
        id: 'XAA29734',
        date,
      },
    );
  });
});

// The formats in smtpd and pickup of 3.7; reverse names, TLS and logins seen in list mail, 2002 to 2024.
// From memory, not checked against a source: VMailer, QMQP, UTF8SMTP, client-signature.
describe('Postfix', () => {
  it('TLS 1.3, as 3.4 and later tell it, with a client certificate', () => {
    const field = `from out.example.org (out.example.org [192.0.2.25])\n\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)\n\tkey-exchange X25519 server-signature RSA-PSS (2048 bits) server-digest SHA256\n\tclient-signature RSA-PSS (2048 bits) client-digest SHA256)\n\t(Client CN "out.example.org", Issuer "Example CA" (verified OK))\n\tby mx.example.com (Postfix) with ESMTPS id 4X8CQc16m0z2xGX\n\tfor <you@example.com>; ${DATE} (UTC)`;
    check(field, {
      kind: 'relay',
      family: 'postfix',
      helo: 'out.example.org',
      rdns: 'out.example.org',
      ip: '192.0.2.25',
      by: 'mx.example.com',
      software: 'Postfix',
      with: 'ESMTPS',
      id: '4X8CQc16m0z2xGX',
      for: ['you@example.com'],
      tls: ['TLSv1.3', 'TLS_AES_256_GCM_SHA384'],
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'recorded');
  });
  it('a literal for HELO, no reverse name, authenticated', () => {
    const field = `from [192.168.1.23] (unknown [203.0.113.5])\n\t(using TLSv1.2 with cipher ECDHE-RSA-AES256-GCM-SHA384 (256/256 bits))\n\t(Client did not present a certificate)\n\t(Authenticated sender: joe@example.com)\n\tby mx.example.com (Postfix) with ESMTPSA id 4X8CQc16m0z2xGX\n\tfor <you@example.com>; ${DATE} (UTC)`;
    check(field, {
      kind: 'relay',
      family: 'postfix',
      helo: '[192.168.1.23]',
      ip: '203.0.113.5',
      auth: 'joe@example.com',
      by: 'mx.example.com',
      software: 'Postfix',
      with: 'ESMTPSA',
      id: '4X8CQc16m0z2xGX',
      for: ['you@example.com'],
      tls: ['TLSv1.2', 'ECDHE-RSA-AES256-GCM-SHA384'],
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'none');
  });
  it('no HELO and no reverse name', () => {
    const field = `from unknown (unknown [192.0.2.9])\n\tby mx.example.com (Postfix) with SMTP id 3B5F01C0A9; ${DATE} (UTC)`;
    check(field, {
      kind: 'relay',
      family: 'postfix',
      ip: '192.0.2.9',
      by: 'mx.example.com',
      software: 'Postfix',
      with: 'SMTP',
      id: '3B5F01C0A9',
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'none');
  });
  it('from the machine itself over IPv6, with an international address (RFC 6531)', () => {
    check(
      `from localhost (localhost [IPv6:::1])\n\tby mx.example.com (Postfix/Debian) with UTF8SMTP id 3B5F01C0A9; ${DATE} (UTC)`,
      {
        kind: 'relay',
        family: 'postfix',
        helo: 'localhost',
        rdns: 'localhost',
        ip: '::1',
        by: 'mx.example.com',
        software: 'Postfix/Debian',
        with: 'UTF8SMTP',
        id: '3B5F01C0A9',
        date,
      },
    );
  });
  it('a local user, and an internal forwarding', () => {
    check(`by mx.example.com (Postfix, from userid 501)\n\tid 665551C0A9; ${DATE} (UTC)`, {
      kind: 'local',
      family: 'postfix',
      by: 'mx.example.com',
      software: 'Postfix, from userid 501',
      id: '665551C0A9',
      date,
    });
    check(`by mx.example.com (Postfix)\n\tid 665551C0A9; ${DATE} (UTC)`, {
      kind: 'local',
      family: 'postfix',
      by: 'mx.example.com',
      software: 'Postfix',
      id: '665551C0A9',
      date,
    });
  });
  it('its name before 1999', () => {
    check(`by mx.example.com (VMailer, from userid 0)\n\tid 665551C0A9; ${DATE} (EST)`, {
      kind: 'local',
      family: 'postfix',
      by: 'mx.example.com',
      software: 'VMailer, from userid 0',
      id: '665551C0A9',
      date,
    });
  });
  it('QMQP', () => {
    check(
      `from queue.example.org (queue.example.org [192.0.2.9])\n\tby mx.example.com (Postfix) with QMQP id 665551C0A9; ${DATE} (UTC)`,
      {
        kind: 'relay',
        family: 'postfix',
        helo: 'queue.example.org',
        rdns: 'queue.example.org',
        ip: '192.0.2.9',
        by: 'mx.example.com',
        software: 'Postfix',
        with: 'QMQP',
        id: '665551C0A9',
        date,
      },
    );
  });
});

// received_header_text of 4.96; 3.x and 4.x, the ids of 4.97 among them, seen in list mail, 2002 to 2024.
// From memory of the specification, not checked: 1.x ($sender_fullhost), ident, spam-scanned.
describe('Exim', () => {
  it('1.x: HELO in a comment before the address', () => {
    const field = `from dial.example.net (laptop) [192.0.2.25]\n\tby mx.example.com with smtp (Exim 1.62 #1)\n\tid 0zwxSJ-0007yQ-00; ${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'exim',
      helo: 'laptop',
      rdns: 'dial.example.net',
      ip: '192.0.2.25',
      by: 'mx.example.com',
      software: 'Exim 1.62 #1',
      with: 'smtp',
      id: '0zwxSJ-0007yQ-00',
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'recorded');
  });
  it('1.x: ident in a comment behind it', () => {
    check(
      `from relay.example.org [192.0.2.25] (root)\n\tby mx.example.com with esmtp (Exim 1.92 #3)\n\tid 0zwxSJ-0007yQ-00; ${DATE}`,
      {
        kind: 'relay',
        family: 'exim',
        helo: 'relay.example.org',
        rdns: 'relay.example.org',
        ip: '192.0.2.25',
        ident: 'root',
        by: 'mx.example.com',
        software: 'Exim 1.92 #3',
        with: 'esmtp',
        id: '0zwxSJ-0007yQ-00',
        date,
      },
    );
  });
  it('1.x: no reverse name', () => {
    const field = `from (laptop) [192.0.2.25]\n\tby mx.example.com with smtp (Exim 1.62 #1)\n\tid 0zwxSJ-0007yQ-00; ${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'exim',
      helo: 'laptop',
      ip: '192.0.2.25',
      by: 'mx.example.com',
      software: 'Exim 1.62 #1',
      with: 'smtp',
      id: '0zwxSJ-0007yQ-00',
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'none');
  });
  it('3.x: HELO and ident', () => {
    const field = `from dial.example.net ([192.0.2.25] helo=laptop ident=root)\n\tby mx.example.com with smtp (Exim 3.35 #1 (Debian))\n\tid 17wxSJ-0007yQ-00\n\tfor <joe@example.com>; ${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'exim',
      helo: 'laptop',
      rdns: 'dial.example.net',
      ip: '192.0.2.25',
      ident: 'root',
      by: 'mx.example.com',
      software: 'Exim 3.35 #1 (Debian)',
      with: 'smtp',
      id: '17wxSJ-0007yQ-00',
      for: ['joe@example.com'],
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'recorded');
  });
  it('3.x: no HELO is told when it equals the reverse name', () => {
    check(
      `from relay.example.org ([192.0.2.25] ident=root)\n\tby mx.example.com with esmtp (Exim 3.35 #1)\n\tid 17wxSJ-0007yQ-00; ${DATE}`,
      {
        kind: 'relay',
        family: 'exim',
        helo: 'relay.example.org',
        rdns: 'relay.example.org',
        ip: '192.0.2.25',
        ident: 'root',
        by: 'mx.example.com',
        software: 'Exim 3.35 #1',
        with: 'esmtp',
        id: '17wxSJ-0007yQ-00',
        date,
      },
    );
  });
  it('neither a reverse name nor another HELO than the address', () => {
    const field = `from [203.0.113.5]\n\tby mx.example.com with smtp (Exim 4.20)\n\tid 19wxSJ-0007yQ-00; ${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'exim',
      ip: '203.0.113.5',
      by: 'mx.example.com',
      software: 'Exim 4.20',
      with: 'smtp',
      id: '19wxSJ-0007yQ-00',
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'none');
  });
  it('the address first: ident alone', () => {
    check(
      `from [203.0.113.5] (ident=joe)\n\tby mx.example.com with smtp (Exim 4.20)\n\tid 19wxSJ-0007yQ-00; ${DATE}`,
      {
        kind: 'relay',
        family: 'exim',
        ip: '203.0.113.5',
        ident: 'joe',
        by: 'mx.example.com',
        software: 'Exim 4.20',
        with: 'smtp',
        id: '19wxSJ-0007yQ-00',
        date,
      },
    );
  });
  it('4.60: `Cipher` in front of the TLS note', () => {
    check(
      `from relay.example.org ([192.0.2.25])\n\tby mx.example.com with esmtps (Cipher TLSv1:AES256-SHA:256)\n\t(Exim 4.60) id 1FwxSJ-0007yQ-00; ${DATE}`,
      {
        kind: 'relay',
        family: 'exim',
        helo: 'relay.example.org',
        rdns: 'relay.example.org',
        ip: '192.0.2.25',
        by: 'mx.example.com',
        software: 'Exim 4.60',
        with: 'esmtps',
        id: '1FwxSJ-0007yQ-00',
        tls: ['TLSv1', 'AES256-SHA'],
        date,
      },
    );
  });
  it('authenticated in 4.0 to 4.3: asmtp', () => {
    check(
      `from localhost ([127.0.0.1] helo=mx.example.com)\n\tby mx.example.com with asmtp (TLSv1:RC4-SHA:128)\n\t(Exim 4.30; FreeBSD) id 1AwxSJ-0007yQ-00; ${DATE}`,
      {
        kind: 'relay',
        family: 'exim',
        helo: 'mx.example.com',
        rdns: 'localhost',
        ip: '127.0.0.1',
        auth: 'asmtp',
        by: 'mx.example.com',
        software: 'Exim 4.30; FreeBSD',
        with: 'asmtp',
        id: '1AwxSJ-0007yQ-00',
        tls: ['TLSv1', 'RC4-SHA'],
        date,
      },
    );
  });
  it('the port among the items, as cPanel sets it up', () => {
    const field = `from [203.0.113.5] (port=51234 helo=[192.168.1.2])\n\tby mx.example.com with esmtpsa (TLS1.2:ECDHE-RSA-AES256-GCM-SHA384:256)\n\t(Exim 4.89)\n\t(envelope-from <joe@example.com>)\n\tid 1l6akN-0000k3-I9\n\tfor you@example.org; ${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'exim',
      helo: '[192.168.1.2]',
      ip: '203.0.113.5',
      auth: 'esmtpsa',
      port: 51234,
      by: 'mx.example.com',
      software: 'Exim 4.89',
      with: 'esmtpsa',
      id: '1l6akN-0000k3-I9',
      for: ['you@example.org'],
      envelopeFrom: 'joe@example.com',
      tls: ['TLS1.2', 'ECDHE-RSA-AES256-GCM-SHA384'],
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'none');
  });
  it('the port behind the address, since 4.8', () => {
    const field = `from [203.0.113.5]:51234 (helo=laptop.example.org)\n\tby mx.example.com with esmtpsa  (TLS1.3) tls TLS_AES_256_GCM_SHA384\n\t(Exim 4.96)\n\t(envelope-from <joe@example.com>)\n\tid 1l6akN-0000k3-I9\n\tfor you@example.org; ${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'exim',
      helo: 'laptop.example.org',
      ip: '203.0.113.5',
      auth: 'esmtpsa',
      port: 51234,
      by: 'mx.example.com',
      software: 'Exim 4.96',
      with: 'esmtpsa',
      id: '1l6akN-0000k3-I9',
      for: ['you@example.org'],
      envelopeFrom: 'joe@example.com',
      tls: ['TLS1.3', 'TLS_AES_256_GCM_SHA384'],
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'none');
  });
  it('the longer ids of 4.97, over IPv6', () => {
    check(
      `from relay.example.org ([2001:db8::25]:48012)\n\tby mx.example.com with esmtps  (TLS1.3) tls TLS_AES_256_GCM_SHA384\n\t(Exim 4.97.1)\n\t(envelope-from <joe@example.org>)\n\tid 1rUq2S-00000001abc-1XyZ\n\tfor you@example.com; ${DATE}`,
      {
        kind: 'relay',
        family: 'exim',
        helo: 'relay.example.org',
        rdns: 'relay.example.org',
        ip: '2001:db8::25',
        port: 48012,
        by: 'mx.example.com',
        software: 'Exim 4.97.1',
        with: 'esmtps',
        id: '1rUq2S-00000001abc-1XyZ',
        for: ['you@example.com'],
        envelopeFrom: 'joe@example.org',
        tls: ['TLS1.3', 'TLS_AES_256_GCM_SHA384'],
        date,
      },
    );
  });
  it('a user of the machine, and a filter that runs as one', () => {
    check(
      `from joe by mx.example.com with local (Exim 4.92)\n\t(envelope-from <joe@example.com>)\n\tid 1l6akN-0000k3-I9\n\tfor you@example.org; ${DATE}`,
      {
        kind: 'local',
        family: 'exim',
        ident: 'joe',
        by: 'mx.example.com',
        software: 'Exim 4.92',
        with: 'local',
        id: '1l6akN-0000k3-I9',
        for: ['you@example.org'],
        envelopeFrom: 'joe@example.com',
        date,
      },
    );
    check(
      `from mail by mx.example.com with spam-scanned (Exim 3.36 #1)\n\tid 19wxSJ-0007yQ-00; ${DATE}`,
      {
        kind: 'local',
        family: 'exim',
        ident: 'mail',
        by: 'mx.example.com',
        software: 'Exim 3.36 #1',
        with: 'spam-scanned',
        id: '19wxSJ-0007yQ-00',
        date,
      },
    );
  });
  it("over SMTP without an address, as a provider cuts it out: the name is a host's", () => {
    const field = `from inner.example.org by mx.example.com with esmtps\n\t(envelope-from <joe@example.org>)\n\tid 1rMddT-00059a-31; ${DATE}`;
    check(field, {
      kind: 'anonymous',
      family: 'exim',
      helo: 'inner.example.org',
      by: 'mx.example.com',
      with: 'esmtps',
      id: '1rMddT-00059a-31',
      envelopeFrom: 'joe@example.org',
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'unknown');
  });
  it("the client's certificate, as a site can choose: a second from, and no HELO", () => {
    check(
      `from mail.example.org ([2001:db8::21:23])\n\tfrom C=NA,ST=NA,L=Ankh Morpork,O=Example SMTP,CN=mail.example.org,EMAIL=hostmaster@mail.example.org (verified)\n\tby mx.example.com with esmtps (TLS1.2:ECDHE_RSA_AES_256_GCM_SHA384:256) (Exim 4.89)\n\t(envelope-from <bounces@example.org>) id 1ga32R-0008QQ-PL for u@example.com; ${DATE}`,
      {
        kind: 'relay',
        family: 'exim',
        helo: 'mail.example.org',
        rdns: 'mail.example.org',
        ip: '2001:db8::21:23',
        by: 'mx.example.com',
        software: 'Exim 4.89',
        with: 'esmtps',
        id: '1ga32R-0008QQ-PL',
        for: ['u@example.com'],
        envelopeFrom: 'bounces@example.org',
        tls: ['TLS1.2', 'ECDHE_RSA_AES_256_GCM_SHA384'],
        date,
      },
    );
  });
  it('how the client logged in, behind a second by, as a site chose to write it', () => {
    check(
      `from dial.example.net ([192.0.2.246] helo=laptop) by mx.example.com with esmtpsa\n\t(Cipher TLS-1.0:RSA_AES_256_CBC_SHA1:32) (Exim 4.63 #1) id 1NC02v-0000t5-LF\n\tby authid <joe@example.com> with cram_md5; ${DATE}`,
      {
        kind: 'relay',
        family: 'exim',
        helo: 'laptop',
        rdns: 'dial.example.net',
        ip: '192.0.2.246',
        auth: 'esmtpsa',
        by: 'mx.example.com',
        software: 'Exim 4.63 #1',
        with: 'esmtpsa',
        id: '1NC02v-0000t5-LF',
        tls: ['TLS-1.0', 'RSA_AES_256_CBC_SHA1'],
        date,
      },
    );
  });
});

// 3.1.30 seen in spam, 2002. From memory, not checked against a source: 3.1.29 and 3.2.
describe('Smail', () => {
  it('3.1, which tells no address', () => {
    check(
      `from relay.example.org by mx.example.com with smtp\n\t(Smail3.1.29.1 #3) id m0wJSnd-000XyzC; Mon, 21 Apr 97 17:53 CDT`,
      {
        kind: 'anonymous',
        family: 'smail',
        helo: 'relay.example.org',
        by: 'mx.example.com',
        software: 'Smail3.1.29.1 #3',
        with: 'smtp',
        id: 'm0wJSnd-000XyzC',
        date: '1997-04-21T22:53:00.000Z',
      },
    );
    check(`by mx.example.com (Smail3.1.29.1 #5)\n\tid m0wJSnd-000XyzC; Mon, 21 Apr 97 17:53 CDT`, {
      kind: 'local',
      family: 'smail',
      by: 'mx.example.com',
      software: 'Smail3.1.29.1 #5',
      id: 'm0wJSnd-000XyzC',
      date: '1997-04-21T22:53:00.000Z',
    });
  });
  it('3.1.30: a second `from` for the address, and the sender behind the recipient', () => {
    check(
      `from relay.example.org from [192.0.2.25] by mx.example.com\n\t(/\\##/\\ Smail3.1.30.16 #30.56) with esmtp for <joe@example.com> sender: <bob@example.org>\n\tid <mP/17oq98-002OgFP@mx.example.com>; ${DATE} (CST)`,
      {
        kind: 'relay',
        family: 'smail',
        helo: 'relay.example.org',
        ip: '192.0.2.25',
        by: 'mx.example.com',
        software: '/\\##/\\ Smail3.1.30.16 #30.56',
        with: 'esmtp',
        id: 'mP/17oq98-002OgFP@mx.example.com',
        for: ['joe@example.com'],
        envelopeFrom: 'bob@example.org',
        date,
      },
    );
  });
  it('3.2.0: the software behind the date', () => {
    check(
      `from relay.example.org (really [192.0.2.25]) by mx.example.com\n\tvia smail with smtp\n\tid <m0wJSnd-000XyzC@mx.example.com>\n\tfor <joe@example.com>; Mon, 21 Apr 1997 17:53:13 -0500 (CDT)\n\t(Smail-3.2 1996-Jul-4 #5 built DST-Sep-8)`,
      {
        kind: 'relay',
        family: 'smail',
        helo: 'relay.example.org',
        ip: '192.0.2.25',
        by: 'mx.example.com',
        software: 'Smail-3.2 1996-Jul-4 #5 built DST-Sep-8',
        via: 'smail',
        with: 'smtp',
        id: 'm0wJSnd-000XyzC@mx.example.com',
        for: ['joe@example.com'],
        date: '1997-04-21T22:53:13.000Z',
      },
    );
  });
  it('3.2.0.100 and later: size, transports and sender', () => {
    check(
      `from laptop(dial.example.net[192.0.2.25]) (1234 bytes) by mx.example.com\n\tvia sendmail with P:smtp/R:inet_hosts/T:smtp\n\t(sender: <joe@example.org>)\n\tid <m10bUzk-0001abC@mx.example.com>\n\tfor <bob@example.com>; Sun, 25 Apr 1999 12:00:00 -0700 (PDT)\n\t(Smail-3.2.0.104 1998-Nov-20 #4 built 1999-Jan-01)`,
      {
        kind: 'relay',
        family: 'smail',
        helo: 'laptop',
        rdns: 'dial.example.net',
        ip: '192.0.2.25',
        by: 'mx.example.com',
        software: 'Smail-3.2.0.104 1998-Nov-20 #4 built 1999-Jan-01',
        via: 'sendmail',
        with: 'P:smtp/R:inet_hosts/T:smtp',
        id: 'm10bUzk-0001abC@mx.example.com',
        for: ['bob@example.com'],
        envelopeFrom: 'joe@example.org',
        date: '1999-04-25T19:00:00.000Z',
      },
    );
  });
  it('3.1.28 has another picture of a letter in front of its name', () => {
    check(
      'by mx.example.com (/\\==/\\ Smail3.1.28.1)\n\t  from mail.example.org with smtp\n\t  id <m0uWPrO-0004wpC>; Thu, 21 Nov 2024 10:15 +0000',
      {
        kind: 'anonymous',
        family: 'smail',
        helo: 'mail.example.org',
        by: 'mx.example.com',
        software: '/\\==/\\ Smail3.1.28.1',
        with: 'smtp',
        id: 'm0uWPrO-0004wpC',
        date: '2024-11-21T10:15:00.000Z',
      },
    );
  });
});
