/** The trace fields of the large mailbox providers. */
import assert from 'node:assert/strict';
import { analyze } from '../../../../server/src/core/analysis.ts';
import { check, parse } from '../facts.ts';

const DATE = 'Thu, 21 Nov 2024 10:15:03 +0000';
const date = '2024-11-21T10:15:03.000Z';

// Seen in list mail and phishing, 2019 to 2026; 10.0.0.0/8, Groups and the polled mailbox from memory, not checked.
describe('Google', () => {
  it('from outside, without a reverse name', () => {
    const field = `from smtp.example.com ([192.0.2.206])\n\tby mx.google.com with ESMTP id x1si123wab.2013;\n\t${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'google',
      helo: 'smtp.example.com',
      ip: '192.0.2.206',
      by: 'mx.google.com',
      with: 'ESMTP',
      id: 'x1si123wab.2013',
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'none');
  });
  it('between two of its own', () => {
    check(
      `from mail-sor-f41.google.com (mail-sor-f41.google.com. [192.0.2.41])\n\tby mx.google.com with SMTPS id d75a77b69052e-46e10458ae8sor.2024\n\tfor <you@example.com>\n\t(Google Transport Security);\n\t${DATE}`,
      {
        kind: 'relay',
        family: 'google',
        helo: 'mail-sor-f41.google.com',
        rdns: 'mail-sor-f41.google.com',
        ip: '192.0.2.41',
        by: 'mx.google.com',
        with: 'SMTPS',
        id: 'd75a77b69052e-46e10458ae8sor.2024',
        for: ['you@example.com'],
        date,
      },
    );
  });
  it("a user's program", () => {
    check(
      `from [192.168.1.5] (host.example.net. [203.0.113.5])\n\tby smtp.gmail.com with ESMTPSA id d2e1a72fcca58-724de47454esm3123b3a.12.2024.11.21.02.15.02\n\tfor <you@example.com>\n\t(version=TLS1_3 cipher=TLS_AES_128_GCM_SHA256 bits=128/128);\n\t${DATE}`,
      {
        kind: 'relay',
        family: 'google',
        helo: '[192.168.1.5]',
        rdns: 'host.example.net',
        ip: '203.0.113.5',
        auth: 'esmtpsa',
        by: 'smtp.gmail.com',
        with: 'ESMTPSA',
        id: 'd2e1a72fcca58-724de47454esm3123b3a.12.2024.11.21.02.15.02',
        for: ['you@example.com'],
        tls: ['TLS1_3', 'TLS_AES_128_GCM_SHA256'],
        date,
      },
    );
  });
  it('a browser, the interface for programs, and the inside: no client', () => {
    check(`by 10.114.103.1 with HTTP; ${DATE}`, {
      kind: 'local',
      family: 'google',
      byIp: '10.114.103.1',
      with: 'HTTP',
      date,
    });
    check(`by 10.12.13.14 with SMTP id a1mr123wab.12.1227262503; ${DATE}`, {
      kind: 'local',
      family: 'google',
      byIp: '10.12.13.14',
      with: 'SMTP',
      id: 'a1mr123wab.12.1227262503',
      date,
    });
    check(`by 2002:a25:d081:0:b0:e38:1:2 with SMTP id x1csp123wab; ${DATE}`, {
      kind: 'local',
      family: 'google',
      byIp: '2002:a25:d081:0:b0:e38:1:2',
      with: 'SMTP',
      id: 'x1csp123wab',
      date,
    });
    check(`by mail-lf1-x12f.google.com with SMTP id 2adb3069b0e04-53da1; ${DATE}`, {
      kind: 'local',
      family: 'google',
      by: 'mail-lf1-x12f.google.com',
      with: 'SMTP',
      id: '2adb3069b0e04-53da1',
      date,
    });
    check(`from 1234567890\n\tnamed unknown\n\tby gmailapi.google.com\n\twith HTTPREST; ${DATE}`, {
      kind: 'local',
      family: 'google',
      helo: '1234567890 named unknown',
      by: 'gmailapi.google.com',
      with: 'HTTPREST',
      date,
    });
  });
  it('Groups', () => {
    check(
      `from mail.example.org (mail.example.org. [2001:db8::25])\n\tby gmr-mx.google.com with ESMTPS id x1si123wab.1.2024\n\tfor <list@example.com>\n\t(version=TLS1_2 cipher=ECDHE-RSA-AES128-GCM-SHA256 bits=128/128);\n\t${DATE}`,
      {
        kind: 'relay',
        family: 'google',
        helo: 'mail.example.org',
        rdns: 'mail.example.org',
        ip: '2001:db8::25',
        by: 'gmr-mx.google.com',
        with: 'ESMTPS',
        id: 'x1si123wab.1.2024',
        for: ['list@example.com'],
        tls: ['TLS1_2', 'ECDHE-RSA-AES128-GCM-SHA256'],
        date,
      },
    );
    check(
      `by 2002:a05:6a20:1234:b0:1d2:3:4 with SMTP id adf61e73a8af0-1dc70dffls123637.2.-pod-prod-03-us; ${DATE}`,
      {
        kind: 'local',
        family: 'google',
        byIp: '2002:a05:6a20:1234:b0:1d2:3:4',
        with: 'SMTP',
        id: 'adf61e73a8af0-1dc70dffls123637.2.-pod-prod-03-us',
        date,
      },
    );
  });
  it('a polled mailbox', () => {
    check(
      `from pop.example.org [192.0.2.9]\n\tby gmail-pop.l.google.com with POP3 id x1mf123wab; ${DATE}`,
      {
        kind: 'local',
        family: 'google',
        helo: 'pop.example.org',
        ip: '192.0.2.9',
        by: 'gmail-pop.l.google.com',
        with: 'POP3',
        id: 'x1mf123wab',
        date,
      },
    );
  });
  it('X-Received tells a user what Google saw, and is no hop of the route', () => {
    const { route } = analyze(
      `X-Received: by 2002:a05:6214:1234:b0:6d4:1:2 with SMTP id a1;\r\n ${DATE}\r\nReceived: from mail.example.org (mail.example.org. [192.0.2.25]) by mx.google.com with ESMTPS id x1;\r\n ${DATE}\r\nX-Received: by 2002:a05:6214:1234:b0:6d4:1:2 with SMTP id a2;\r\n ${DATE}\r\n\r\nHello\r\n`,
    );
    assert.deepEqual(
      route.hops.map(({ received }) => received.from?.ip?.value),
      ['192.0.2.25'],
    );
  });
  it('the inside before 2011: a machine without a domain, which the id names, too', () => {
    check(`by vws20 with SMTP id 20so857812vws.24\n        for <you@example.com>; ${DATE}`, {
      kind: 'local',
      family: 'google',
      by: 'vws20',
      with: 'SMTP',
      id: '20so857812vws.24',
      for: ['you@example.com'],
      date,
    });
  });
});

// The forms of 2002 and NNFMP seen in list mail, 2002; today's from memory, not checked.
describe('Yahoo', () => {
  it('is told by its domain, under a country too', () => {
    const family = (host: string): string | null =>
      parse(`from a.example ([192.0.2.25]) by ${host} with SMTP; ${DATE}`).family?.id ?? null;
    for (const host of ['mta1.yahoo.com', 'mta1.mail.ssk.yahoo.co.jp', 'YAHOO.CO.JP', 'yahoo.com'])
      assert.equal(family(host), 'yahoo', host);
    for (const host of ['mta1.co.jp', 'myyahoo.co.jp', 'yahoo.example.jp', 'co.jp', 'a..b', '.com'])
      assert.equal(family(host), null, host);
  });

  it('from outside today: the address twice, no reverse name', () => {
    const field = `from 192.0.2.25 (EHLO mail.example.org)\n\t(192.0.2.25)\n\tby mta4121.mail.bf1.yahoo.com with SMTPS; ${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'yahoo',
      helo: 'mail.example.org',
      ip: '192.0.2.25',
      by: 'mta4121.mail.bf1.yahoo.com',
      with: 'SMTPS',
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'unknown');
  });
  it('from outside in 2003', () => {
    const field = `from unknown (HELO mail.example.org) (192.0.2.25)\n\tby mta101.mail.scd.yahoo.com with SMTP; 21 Nov 2003 10:15:03 -0000`;
    check(field, {
      kind: 'relay',
      family: 'yahoo',
      helo: 'mail.example.org',
      ip: '192.0.2.25',
      by: 'mta101.mail.scd.yahoo.com',
      with: 'SMTP',
      date: '2003-11-21T10:15:03.000Z',
    });
    assert.equal(parse(field).from?.reverseLookup, 'none');
  });
  it("a user's program in 2002: user and mechanism behind the address", () => {
    const field = `from dial.example.net (HELO laptop) (joe@203.0.113.5 with login)\n\tby smtp.mail.vip.sc5.yahoo.com with SMTP; 22 Aug 2002 22:02:25 -0000`;
    check(field, {
      kind: 'relay',
      family: 'yahoo',
      helo: 'laptop',
      rdns: 'dial.example.net',
      ip: '203.0.113.5',
      auth: 'joe',
      by: 'smtp.mail.vip.sc5.yahoo.com',
      with: 'SMTP',
      date: '2002-08-22T22:02:25.000Z',
    });
    assert.equal(parse(field).from?.reverseLookup, 'recorded');
  });
  it("a user's program today", () => {
    check(
      `by hermes--production-bf1-7c5dc9f4f5-abcde (Yahoo Inc. Hermes SMTP Server) with ESMTPA ID 0123456789abcdef;\n\t${DATE} (UTC)`,
      {
        kind: 'local',
        family: 'yahoo',
        by: 'hermes--production-bf1-7c5dc9f4f5-abcde',
        software: 'Yahoo Inc. Hermes SMTP Server',
        with: 'ESMTPA',
        id: '0123456789abcdef',
        date,
      },
    );
  });
  it('a browser', () => {
    check(`from [203.0.113.5] by web12345.mail.yahoo.com via HTTP; ${DATE}`, {
      kind: 'relay',
      family: 'yahoo',
      ip: '203.0.113.5',
      by: 'web12345.mail.yahoo.com',
      via: 'HTTP',
      date,
    });
  });
  it('the inside', () => {
    check(`from [10.1.1.1] by n1.bullet.mail.yahoo.com with NNFMP; 21 Nov 2008 10:15:03 -0000`, {
      kind: 'relay',
      family: 'yahoo',
      ip: '10.1.1.1',
      by: 'n1.bullet.mail.yahoo.com',
      with: 'NNFMP',
      date: '2008-11-21T10:15:03.000Z',
    });
    check(
      `from sonic.gate.mail.ne1.yahoo.com by sonic306.consmr.mail.ne1.yahoo.com with HTTP; ${DATE}`,
      {
        kind: 'local',
        family: 'yahoo',
        helo: 'sonic.gate.mail.ne1.yahoo.com',
        by: 'sonic306.consmr.mail.ne1.yahoo.com',
        with: 'HTTP',
        date,
      },
    );
  });
  it("a user's program in 2011: HELO in front, which is no reverse name", () => {
    check(
      'from laptop (joe@203.0.113.183 with login)\n        by smtp111.mail.ne1.yahoo.com with SMTP; 17 Jan 2011 08:23:27 -0800 PST',
      {
        kind: 'relay',
        family: 'yahoo',
        helo: 'laptop',
        ip: '203.0.113.183',
        auth: 'joe',
        by: 'smtp111.mail.ne1.yahoo.com',
        with: 'SMTP',
        date: '2011-01-17T16:23:27.000Z',
      },
    );
  });
});

// mail_out seen in list mail, 2002; the rest from memory, not checked.
describe('AOL', () => {
  it('from outside', () => {
    const field = `from mail.example.org (host.example.org [192.0.2.25]) by rly-xc01.mx.aol.com (v90.10) with ESMTP id MAILRELAYINXC14-4a3fbe; ${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'aol',
      helo: 'mail.example.org',
      rdns: 'host.example.org',
      ip: '192.0.2.25',
      by: 'rly-xc01.mx.aol.com',
      software: 'v90.10',
      with: 'ESMTP',
      id: 'MAILRELAYINXC14-4a3fbe',
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'recorded');
  });
  it('the inside', () => {
    check(
      `from rly-xc01.mx.aol.com (rly-xc01.mail.aol.com [172.20.105.134]) by air-xc02.mail.aol.com (v90.10) with ESMTP id MAILINXC21-1218101503; ${DATE}`,
      {
        kind: 'relay',
        family: 'aol',
        helo: 'rly-xc01.mx.aol.com',
        rdns: 'rly-xc01.mail.aol.com',
        ip: '172.20.105.134',
        by: 'air-xc02.mail.aol.com',
        software: 'v90.10',
        with: 'ESMTP',
        id: 'MAILINXC21-1218101503',
        date,
      },
    );
  });
  it('a user of its program', () => {
    check(
      `from Joe@example.com\n\tby imo-r03.mx.aol.com (mail_out_v34.22.) id a.12.3456abc (1234)\n\tfor <you@example.com>; ${DATE}`,
      {
        kind: 'local',
        family: 'aol',
        helo: 'Joe@example.com',
        by: 'imo-r03.mx.aol.com',
        software: 'mail_out_v34.22.',
        id: 'a.12.3456abc',
        for: ['you@example.com'],
        date,
      },
    );
  });
  it('a browser', () => {
    check(
      `from 203.0.113.5 by webmail-m01.sysops.aol.com (198.51.100.1) with HTTP (WebMailUI); ${DATE}`,
      {
        kind: 'relay',
        family: 'aol',
        ip: '203.0.113.5',
        by: 'webmail-m01.sysops.aol.com',
        byIp: '198.51.100.1',
        software: 'WebMailUI',
        with: 'HTTP',
        date,
      },
    );
  });
});

// Postfix, or Oracle's server, under Apple's names: from memory, not checked.
describe('iCloud', () => {
  it('from outside', () => {
    check(
      `from mail.example.org (mail.example.org [192.0.2.25])\n\tby mr85p00im-zteg06011501.me.com (Postfix) with ESMTPS id 1A2B3C8003F\n\tfor <you@example.com>; ${DATE} (UTC)`,
      {
        kind: 'relay',
        family: 'postfix',
        helo: 'mail.example.org',
        rdns: 'mail.example.org',
        ip: '192.0.2.25',
        by: 'mr85p00im-zteg06011501.me.com',
        software: 'Postfix',
        with: 'ESMTPS',
        id: '1A2B3C8003F',
        for: ['you@example.com'],
        date,
      },
    );
  });
  it("a user's program", () => {
    check(
      `from [192.168.1.2] (unknown [203.0.113.9])\n\tby st11p00im-asmtp001.me.com\n\t(Oracle Communications Messaging Server 7.0.5.38.0 64bit (built Feb 26 2016))\n\twith ESMTPSA id <0OH100ABCDEFGH00@st11p00im-asmtp001.me.com> for you@example.com; ${DATE} (GMT)`,
      {
        kind: 'relay',
        family: 'sun-messaging',
        helo: '[192.168.1.2]',
        ip: '203.0.113.9',
        auth: 'esmtpsa',
        by: 'st11p00im-asmtp001.me.com',
        software: 'Oracle Communications Messaging Server 7.0.5.38.0 64bit (built Feb 26 2016)',
        with: 'ESMTPSA',
        id: '0OH100ABCDEFGH00@st11p00im-asmtp001.me.com',
        for: ['you@example.com'],
        date,
      },
    );
  });
  it("Apple's own Sendmail, whose bare version is not Sendmail's alone: the host tells the family (seen in list mail, 2002)", () => {
    check(
      `from gate.example.org (gate.example.org [192.0.2.25])\n\tby mail-out1.apple.com (8.11.3/8.11.3) with ESMTP id g8PNMBh10541\n\tfor <joe@example.com>; ${DATE}`,
      {
        kind: 'relay',
        family: 'icloud',
        helo: 'gate.example.org',
        rdns: 'gate.example.org',
        ip: '192.0.2.25',
        by: 'mail-out1.apple.com',
        software: '8.11.3/8.11.3',
        with: 'ESMTP',
        id: 'g8PNMBh10541',
        for: ['joe@example.com'],
        date,
      },
    );
  });
});

// The form without a client seen in list mail, 2026; the rest from memory, not checked.
describe('Zoho', () => {
  it('the address in the place of a missing reverse name', () => {
    const field = `from mail.example.com (203.0.113.5 [203.0.113.5]) by mx.zohomail.com\n\twith SMTPS id 1588001503123456.1; ${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'zoho',
      helo: 'mail.example.com',
      ip: '203.0.113.5',
      by: 'mx.zohomail.com',
      with: 'SMTPS',
      id: '1588001503123456.1',
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'none');
  });
  it('no client', () => {
    check(`by mx.zohomail.com with SMTPS id 1770873990451887.0491697627958;\n\t${DATE}`, {
      kind: 'local',
      family: 'zoho',
      by: 'mx.zohomail.com',
      with: 'SMTPS',
      id: '1770873990451887.0491697627958',
      date,
    });
  });
  it('from outside', () => {
    const field = `from mail.example.org (mail.example.org [192.0.2.25]) by mx.zoho.eu\n\twith SMTPS id 1588001503123456.1; ${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'zoho',
      helo: 'mail.example.org',
      rdns: 'mail.example.org',
      ip: '192.0.2.25',
      by: 'mx.zoho.eu',
      with: 'SMTPS',
      id: '1588001503123456.1',
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'recorded');
  });
  it('a browser, and its way inside', () => {
    check(`from  [203.0.113.5] by mail.zoho.com\n\twith HTTP;${DATE}`, {
      kind: 'relay',
      family: 'zoho',
      ip: '203.0.113.5',
      by: 'mail.zoho.com',
      with: 'HTTP',
      date,
    });
    check(`from mail.zoho.com by mx.zohomail.com\n\twith SMTP id 1588001503123456.1; ${DATE}`, {
      kind: 'local',
      family: 'zoho',
      helo: 'mail.zoho.com',
      by: 'mx.zohomail.com',
      with: 'SMTP',
      id: '1588001503123456.1',
      date,
    });
  });
});

// The inside and a browser seen in list mail, 2021; the rest from memory, not checked.
describe('Yandex', () => {
  it('from outside, the TLS note behind the date', () => {
    const field = `from mail.example.org (mail.example.org [192.0.2.25])\n\tby mxfront10o.mail.yandex.net (mxfront/Yandex) with ESMTPS id aBcDeF1234-FFxxYYzz;\n\t${DATE}\n\t(using TLSv1.2 with cipher ECDHE-RSA-AES128-GCM-SHA256 (128/128 bits))\n\t(Client certificate not present)`;
    check(field, {
      kind: 'relay',
      family: 'yandex',
      helo: 'mail.example.org',
      rdns: 'mail.example.org',
      ip: '192.0.2.25',
      by: 'mxfront10o.mail.yandex.net',
      software: 'mxfront/Yandex',
      with: 'ESMTPS',
      id: 'aBcDeF1234-FFxxYYzz',
      tls: ['TLSv1.2', 'ECDHE-RSA-AES128-GCM-SHA256'],
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'recorded');
  });
  it("a user's program", () => {
    const field = `from unknown (unknown [203.0.113.5])\n\tby smtp2o.mail.yandex.net (smtp/Yandex) with ESMTPSA id aBcDeF1234-FFxxYYzz;\n\t${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'yandex',
      ip: '203.0.113.5',
      auth: 'esmtpsa',
      by: 'smtp2o.mail.yandex.net',
      software: 'smtp/Yandex',
      with: 'ESMTPSA',
      id: 'aBcDeF1234-FFxxYYzz',
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'none');
  });
  it('the inside over IPv6', () => {
    check(
      `from mxback1o.mail.yandex.net (mxback1o.mail.yandex.net [IPv6:2001:db8::123])\n\tby forward100o.mail.yandex.net (Yandex) with ESMTP id 1A2B3C2D1E; ${DATE}`,
      {
        kind: 'relay',
        family: 'yandex',
        helo: 'mxback1o.mail.yandex.net',
        rdns: 'mxback1o.mail.yandex.net',
        ip: '2001:db8::123',
        by: 'forward100o.mail.yandex.net',
        software: 'Yandex',
        with: 'ESMTP',
        id: '1A2B3C2D1E',
        date,
      },
    );
  });
  it('a browser', () => {
    check(`by web1j.yandex.ru with HTTP;\n\t${DATE}`, {
      kind: 'local',
      family: 'yandex',
      by: 'web1j.yandex.ru',
      with: 'HTTP',
      date,
    });
  });
});

// An Exim that does not name itself: from memory of such mail, not checked.
describe('Mail.ru', () => {
  it('from outside', () => {
    const field = `from relay.example.org ([192.0.2.25]:48000 helo=mail.example.org)\n\tby mx123.i.mail.ru with esmtp (envelope-from <joe@example.org>)\n\tid 1abcXY-0001Ab-2C\n\tfor you@example.org; ${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'mailru',
      helo: 'mail.example.org',
      rdns: 'relay.example.org',
      ip: '192.0.2.25',
      port: 48000,
      by: 'mx123.i.mail.ru',
      with: 'esmtp',
      id: '1abcXY-0001Ab-2C',
      for: ['you@example.org'],
      envelopeFrom: 'joe@example.org',
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'recorded');
  });
  it("a user's program", () => {
    const field = `from [203.0.113.5] (port=51234 helo=laptop)\n\tby smtp29.i.mail.ru with esmtpa (envelope-from <joe@example.com>)\n\tid 1abcXY-0001Ab-2C\n\tfor you@example.com; ${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'mailru',
      helo: 'laptop',
      ip: '203.0.113.5',
      auth: 'esmtpa',
      port: 51234,
      by: 'smtp29.i.mail.ru',
      with: 'esmtpa',
      id: '1abcXY-0001Ab-2C',
      for: ['you@example.com'],
      envelopeFrom: 'joe@example.com',
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'none');
  });
  it('a browser', () => {
    check(
      `by f412.i.mail.ru with local (envelope-from <joe@example.com>)\n\tid 1abcXY-0001Ab-2C\n\tfor you@example.com; ${DATE}`,
      {
        kind: 'local',
        family: 'mailru',
        by: 'f412.i.mail.ru',
        with: 'local',
        id: '1abcXY-0001Ab-2C',
        for: ['you@example.com'],
        envelopeFrom: 'joe@example.com',
        date,
      },
    );
    check(`by e.mail.ru with HTTP;\n\t${DATE}`, {
      kind: 'local',
      family: 'mailru',
      by: 'e.mail.ru',
      with: 'HTTP',
      date,
    });
  });
});

// From memory of such mail, not checked: it looks up no reverse names.
describe('Tencent QQ Mail', () => {
  it('from outside', () => {
    const field = `from mail.example.org (unknown [192.0.2.25])\n\tby newxmmxszc12.qq.com (NewMX) with SMTP\n\tid 6B1C2D3E; ${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'tencent',
      helo: 'mail.example.org',
      ip: '192.0.2.25',
      by: 'newxmmxszc12.qq.com',
      software: 'NewMX',
      with: 'SMTP',
      id: '6B1C2D3E',
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'not-recorded');
  });
  it("a user's program", () => {
    check(
      `from laptop.example.org ([203.0.113.5])\n\tby newxmesmtplogicsvrszc2-0.qq.com (NewEsmtp) with SMTP\n\tid 7F9E1A2B; ${DATE}`,
      {
        kind: 'relay',
        family: 'tencent',
        helo: 'laptop.example.org',
        ip: '203.0.113.5',
        by: 'newxmesmtplogicsvrszc2-0.qq.com',
        software: 'NewEsmtp',
        with: 'SMTP',
        id: '7F9E1A2B',
        date,
      },
    );
  });
  it('company mail', () => {
    check(
      `from localhost.localdomain ( [203.0.113.5])\n\tby bizesmtp.qq.com (ESMTP) with SMTP id 0\n\tfor <you@example.com>; ${DATE} (CST)`,
      {
        kind: 'relay',
        family: 'tencent',
        helo: 'localhost.localdomain',
        ip: '203.0.113.5',
        by: 'bizesmtp.qq.com',
        software: 'ESMTP',
        with: 'SMTP',
        id: '0',
        for: ['you@example.com'],
        date,
      },
    );
  });
  it('company mail with neither protocol nor id', () => {
    check(
      `from laptop ( [203.0.113.5])\n\tby bizesmtp85t1654147669tabc (ESMTP) with \n\tid ; ${DATE} (CST)`,
      {
        kind: 'relay',
        family: 'tencent',
        helo: 'laptop',
        ip: '203.0.113.5',
        by: 'bizesmtp85t1654147669tabc',
        software: 'ESMTP',
        date,
      },
    );
  });
});

// A browser seen in list mail, 2019; the rest from memory, not checked: `unknown` for every client.
describe('Coremail (NetEase and others)', () => {
  it('from outside', () => {
    const field = `from mail.example.org (unknown [192.0.2.25])\n\tby mx1 (Coremail) with SMTP id QMCowAB3_abc--.123S2;\n\t${DATE} (CST)`;
    check(field, {
      kind: 'relay',
      family: 'coremail',
      helo: 'mail.example.org',
      ip: '192.0.2.25',
      by: 'mx1',
      software: 'Coremail',
      with: 'SMTP',
      id: 'QMCowAB3_abc--.123S2',
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'not-recorded');
  });
  it("a user's program", () => {
    check(
      `from localhost.localdomain (unknown [203.0.113.5])\n\tby gzga-smtp-mta-g0-2 (Coremail) with SMTP id _____wDnabc.123S2;\n\t${DATE} (CST)`,
      {
        kind: 'relay',
        family: 'coremail',
        helo: 'localhost.localdomain',
        ip: '203.0.113.5',
        by: 'gzga-smtp-mta-g0-2',
        software: 'Coremail',
        with: 'SMTP',
        id: '_____wDnabc.123S2',
        date,
      },
    );
  });
  it('a browser', () => {
    check(
      `from joe$example.com ( [203.0.113.5] ) by ajax-webmail-wmsvr123\n\t(Coremail) ; ${DATE} (CST)`,
      {
        kind: 'relay',
        family: 'coremail',
        helo: 'joe$example.com',
        ip: '203.0.113.5',
        by: 'ajax-webmail-wmsvr123',
        software: 'Coremail',
        date,
      },
    );
  });
});

// Seen in list mail, 2021 and 2022: HELO or address, then the envelope sender. A browser from memory, not checked.
describe('Aliyun', () => {
  it("the client's name", () => {
    check(
      `from laptop.example.org(mailfrom:joe@example.com fp:SMTPD_---.abc123)\n\tby smtp.aliyun-inc.com(127.0.0.1);\n\t${DATE}`,
      {
        kind: 'anonymous',
        family: 'aliyun',
        helo: 'laptop.example.org',
        by: 'smtp.aliyun-inc.com',
        byIp: '127.0.0.1',
        envelopeFrom: 'joe@example.com',
        date,
      },
    );
  });
  it("the client's address", () => {
    check(
      `from 203.0.113.5(mailfrom:joe@example.com fp:SMTPD_---0W7OabcD)\n\tby smtp.aliyun-inc.com(10.147.42.198);\n\t${DATE}`,
      {
        kind: 'relay',
        family: 'aliyun',
        ip: '203.0.113.5',
        by: 'smtp.aliyun-inc.com',
        byIp: '10.147.42.198',
        envelopeFrom: 'joe@example.com',
        date,
      },
    );
  });
  it('a browser, whose user is neither host nor ident', () => {
    const { from } = parse(
      `from WS-web (joe@example.com[W4_0.1.34_v5ForWebDing]) by e02c03269.eu6 at ${DATE}`,
    );
    assert.deepEqual([from?.helo?.value, from?.rdns, from?.ident], ['WS-web', null, null]);
  });
});

// A user's program seen in list mail, 2021 to 2023; the rest from memory, not checked.
describe('GMX, web.de, IONOS (Nemesis)', () => {
  it('from outside', () => {
    const field = `from mail.example.org ([192.0.2.25]) by mx-ha.gmx.net\n\t(mxgmx116 [198.51.100.5]) with ESMTPS (Nemesis) id 1MabcX-1jabc12-00abcd\n\tfor <you@example.com>; ${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'nemesis',
      helo: 'mail.example.org',
      ip: '192.0.2.25',
      by: 'mx-ha.gmx.net',
      byIp: '198.51.100.5',
      software: 'Nemesis',
      with: 'ESMTPS',
      id: '1MabcX-1jabc12-00abcd',
      for: ['you@example.com'],
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'not-recorded');
  });
  it("a user's program", () => {
    check(
      `from [192.168.178.20] ([203.0.113.5]) by mail.gmx.net (mrgmx105\n\t[198.51.100.168]) with ESMTPSA (Nemesis) id 1Nabcd-1tabc00abc-00abcd; ${DATE}`,
      {
        kind: 'relay',
        family: 'nemesis',
        helo: '[192.168.178.20]',
        ip: '203.0.113.5',
        auth: 'esmtpsa',
        by: 'mail.gmx.net',
        byIp: '198.51.100.168',
        software: 'Nemesis',
        with: 'ESMTPSA',
        id: '1Nabcd-1tabc00abc-00abcd',
        date,
      },
    );
  });
  it('a browser: the way in a comment', () => {
    check(
      `from [203.0.113.5] ([203.0.113.5]) by web-mail.gmx.net\n\t(3c-app-gmx-bap22.server.lan [172.19.172.92]) (via HTTP); ${DATE}`,
      {
        kind: 'relay',
        family: 'nemesis',
        helo: '[203.0.113.5]',
        ip: '203.0.113.5',
        by: 'web-mail.gmx.net',
        byIp: '172.19.172.92',
        via: 'HTTP',
        date,
      },
    );
    check(`from 203.0.113.5 by www12.gmx.net with HTTP;\n\t${DATE} (MET)`, {
      kind: 'relay',
      family: 'nemesis',
      ip: '203.0.113.5',
      by: 'www12.gmx.net',
      with: 'HTTP',
      date,
    });
  });
  it('kundenserver.de: which of the machines', () => {
    check(
      `from mail.example.org (host.example.net [192.0.2.25])\n\tby mrelayeu.kundenserver.de (node=mreu1) with ESMTP (Nemesis)\n\tid 0LabcX-1EfKQd1eXR-0001Zw; ${DATE}`,
      {
        kind: 'relay',
        family: 'nemesis',
        helo: 'mail.example.org',
        rdns: 'host.example.net',
        ip: '192.0.2.25',
        by: 'mrelayeu.kundenserver.de',
        software: 'Nemesis',
        with: 'ESMTP',
        id: '0LabcX-1EfKQd1eXR-0001Zw',
        date,
      },
    );
  });
  it('GMX in 2005', () => {
    const field = `from dial.example.net (EHLO laptop) [203.0.113.5]\n\tby mail.gmx.net (mp012) with SMTP; 21 Nov 2005 11:15:03 +0100`;
    check(field, {
      kind: 'relay',
      family: 'nemesis',
      helo: 'laptop',
      rdns: 'dial.example.net',
      ip: '203.0.113.5',
      by: 'mail.gmx.net',
      software: 'mp012',
      with: 'SMTP',
      date: '2005-11-21T10:15:03.000Z',
    });
    assert.equal(parse(field).from?.reverseLookup, 'recorded');
    check(`(qmail invoked by alias); 21 Nov 2005 10:15:03 -0000`, {
      kind: 'local',
      family: 'qmail',
      date: '2005-11-21T10:15:03.000Z',
    });
  });
  it('web.de in 2005: Exim', () => {
    check(
      `from relay.example.org ([192.0.2.25])\n\tby mx29.web.de with esmtp (WEB.DE 4.105 #322)\n\tid 1DabcX-0001Ab-00\n\tfor you@example.com; ${DATE}`,
      {
        kind: 'relay',
        family: 'exim',
        helo: 'relay.example.org',
        rdns: 'relay.example.org',
        ip: '192.0.2.25',
        by: 'mx29.web.de',
        software: 'WEB.DE 4.105 #322',
        with: 'esmtp',
        id: '1DabcX-0001Ab-00',
        for: ['you@example.com'],
        date,
      },
    );
    check(
      `from [203.0.113.5] (helo=laptop)\n\tby smtp07.web.de with asmtp (TLSv1:RC4-SHA:128)\n\t(WEB.DE 4.110 #24)\n\tid 1DabcX-0001Ab-00; ${DATE}`,
      {
        kind: 'relay',
        family: 'exim',
        helo: 'laptop',
        ip: '203.0.113.5',
        auth: 'asmtp',
        by: 'smtp07.web.de',
        software: 'WEB.DE 4.110 #24',
        with: 'asmtp',
        id: '1DabcX-0001Ab-00',
        tls: ['TLSv1', 'RC4-SHA'],
        date,
      },
    );
  });
});

// Without TLS seen in list mail, 2002; with it from memory, not checked.
describe('T-Online', () => {
  it('from outside: the cipher before the protocol', () => {
    const field = `from mail.example.org ([192.0.2.25]) by mailin23.mgt.mul.t-online.de\n\twith (TLSv1.3:TLS_AES_256_GCM_SHA384 encrypted)\n\tesmtp id 1tabcd-0bhtMv0; ${DATE}`;
    check(field, {
      kind: 'relay',
      family: 't-online',
      helo: 'mail.example.org',
      ip: '192.0.2.25',
      by: 'mailin23.mgt.mul.t-online.de',
      with: 'esmtp',
      id: '1tabcd-0bhtMv0',
      tls: ['TLSv1.3', 'TLS_AES_256_GCM_SHA384'],
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'not-recorded');
  });
  it("a user's program in 2002: the account before the address", () => {
    check(
      `from laptop.example.org (520012345678-0001@[203.0.113.5]) by fmrl05.sul.t-online.com\n\twith esmtp id 17mubq-0pKN0KC; ${DATE}`,
      {
        kind: 'relay',
        family: 't-online',
        helo: 'laptop.example.org',
        ip: '203.0.113.5',
        ident: '520012345678-0001',
        by: 'fmrl05.sul.t-online.com',
        with: 'esmtp',
        id: '17mubq-0pKN0KC',
        date,
      },
    );
  });
  it("a user's program today: the account, encoded", () => {
    check(
      `from [192.168.2.100] (XyZabc@[203.0.113.5]) by fwd01.t-online.de\n\twith (TLSv1.2:ECDHE-RSA-AES256-GCM-SHA384 encrypted)\n\tesmtp id 1tabcd-0bhtMv0; ${DATE}`,
      {
        kind: 'relay',
        family: 't-online',
        helo: '[192.168.2.100]',
        ip: '203.0.113.5',
        ident: 'XyZabc',
        by: 'fwd01.t-online.de',
        with: 'esmtp',
        id: '1tabcd-0bhtMv0',
        tls: ['TLSv1.2', 'ECDHE-RSA-AES256-GCM-SHA384'],
        date,
      },
    );
  });
  it('the inside', () => {
    check(
      `from fwd23.aul.t-online.de by mailout02.sul.t-online.com with smtp\n\tid 1DabcX-0001Ab-00; ${DATE}`,
      {
        kind: 'local',
        family: 't-online',
        helo: 'fwd23.aul.t-online.de',
        by: 'mailout02.sul.t-online.com',
        with: 'smtp',
        id: '1DabcX-0001Ab-00',
        date,
      },
    );
  });
});

// Seen in phishing, 2023 and 2024: Postfix.
describe('Proton Mail', () => {
  it('from outside', () => {
    const field = `from mail.example.org (mail.example.org [192.0.2.25])\n\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)\n\tkey-exchange X25519 server-signature RSA-PSS (4096 bits))\n\t(No client certificate requested)\n\tby mailin012.protonmail.ch (Postfix) with ESMTPS id 4X8CQc16m0z2xGX\n\tfor <you@example.com>; ${DATE} (UTC)`;
    check(field, {
      kind: 'relay',
      family: 'postfix',
      helo: 'mail.example.org',
      rdns: 'mail.example.org',
      ip: '192.0.2.25',
      by: 'mailin012.protonmail.ch',
      software: 'Postfix',
      with: 'ESMTPS',
      id: '4X8CQc16m0z2xGX',
      for: ['you@example.com'],
      tls: ['TLSv1.3', 'TLS_AES_256_GCM_SHA384'],
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'recorded');
  });
});

// Postfix: from memory of such mail, not checked.
describe('Tuta', () => {
  it('out of its database', () => {
    check(
      `from tutadb.w10.tutanota.de (w1.tutanota.de [192.168.1.162])\n\tby mail.w13.tutanota.de (Postfix) with ESMTP id 1A2B3C8003F\n\tfor <you@example.com>; ${DATE} (UTC)`,
      {
        kind: 'relay',
        family: 'postfix',
        helo: 'tutadb.w10.tutanota.de',
        rdns: 'w1.tutanota.de',
        ip: '192.168.1.162',
        by: 'mail.w13.tutanota.de',
        software: 'Postfix',
        with: 'ESMTP',
        id: '1A2B3C8003F',
        for: ['you@example.com'],
        date,
      },
    );
  });
});

// Its proxy and a user's program seen in list mail, 2020 to 2022; the store from memory, not checked.
describe('Fastmail', () => {
  it('its proxy', () => {
    const field = `from phl-mailfrontend-01 ([10.202.2.162])\n\tby phl-compute-04.internal (MEProxy); ${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'fastmail',
      helo: 'phl-mailfrontend-01',
      ip: '10.202.2.162',
      by: 'phl-compute-04.internal',
      software: 'MEProxy',
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'not-recorded');
  });
  it('into the store: Cyrus over LMTP', () => {
    check(
      `from phl-compute-01.internal (phl-compute-01.nyi.internal [10.202.2.41])\n\tby sloti22d1t05 (Cyrus 3.11.0-alpha0-1108-g3a29173c6d-fm-20231031.005-g3a29173c) with LMTPA;\n\t${DATE}`,
      {
        kind: 'relay',
        family: 'cyrus',
        helo: 'phl-compute-01.internal',
        rdns: 'phl-compute-01.nyi.internal',
        ip: '10.202.2.41',
        auth: 'lmtpa',
        by: 'sloti22d1t05',
        software: 'Cyrus 3.11.0-alpha0-1108-g3a29173c6d-fm-20231031.005-g3a29173c',
        with: 'LMTPA',
        date,
      },
    );
  });
  it("a user's program, and a message of its own", () => {
    check(`by mail.messagingengine.com (Postfix) with ESMTPA;\n\t${DATE} (EST)`, {
      kind: 'local',
      family: 'postfix',
      by: 'mail.messagingengine.com',
      software: 'Postfix',
      with: 'ESMTPA',
      date,
    });
    check(`by mailuser.nyi.internal (Postfix, from userid 501)\n\tid 1A2B3C8003F; ${DATE} (EST)`, {
      kind: 'local',
      family: 'postfix',
      by: 'mailuser.nyi.internal',
      software: 'Postfix, from userid 501',
      id: '1A2B3C8003F',
      date,
    });
  });
});

// The strings of lmtpd 3.6 (`[unix socket]`, `with LMTP…`); the TLS note from memory, not checked.
describe('Cyrus', () => {
  it('over a socket of the same machine', () => {
    check(
      `from mx.example.com ([unix socket])\n\tby imap.example.com (Cyrus v2.3.7) with LMTPA;\n\t${DATE}`,
      {
        kind: 'local',
        family: 'cyrus',
        helo: 'mx.example.com',
        auth: 'lmtpa',
        by: 'imap.example.com',
        software: 'Cyrus v2.3.7',
        with: 'LMTPA',
        date,
      },
    );
  });
  it('over the network, with TLS', () => {
    check(
      `from mx.example.com (mx.example.com [192.0.2.25])\n\tby imap.example.com (Cyrus v2.4.17) with LMTPSA\n\t(version=TLSv1/SSLv3 cipher=AES256-SHA bits=256/256 verify=NO);\n\t${DATE}`,
      {
        kind: 'relay',
        family: 'cyrus',
        helo: 'mx.example.com',
        rdns: 'mx.example.com',
        ip: '192.0.2.25',
        auth: 'lmtpsa',
        by: 'imap.example.com',
        software: 'Cyrus v2.4.17',
        with: 'LMTPSA',
        tls: ['TLSv1/SSLv3', 'AES256-SHA'],
        date,
      },
    );
  });
});

// Today's forms seen in list mail, 2019 and 2020; the old ones from memory, not checked.
describe('Comcast', () => {
  it('today: no reverse name', () => {
    const field = `from mail.example.org ([192.0.2.38])\n\tby resimta-ch2-12v.sys.comcast.net with ESMTP\n\tid abcdEFghIJ; ${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'comcast',
      helo: 'mail.example.org',
      ip: '192.0.2.38',
      by: 'resimta-ch2-12v.sys.comcast.net',
      with: 'ESMTP',
      id: 'abcdEFghIJ',
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'unknown');
  });
  it("a user's program, over IPv6", () => {
    check(
      `from [IPv6:2001:db8::5] ([IPv6:2001:db8::5])\n\tby resomta-ch2-12v.sys.comcast.net with ESMTPSA\n\tid abcdEFghIJ; ${DATE}`,
      {
        kind: 'relay',
        family: 'comcast',
        helo: '[IPv6:2001:db8::5]',
        ip: '2001:db8::5',
        auth: 'esmtpsa',
        by: 'resomta-ch2-12v.sys.comcast.net',
        with: 'ESMTPSA',
        id: 'abcdEFghIJ',
        date,
      },
    );
  });
  it('until about 2006: which of the machines, and a reverse name', () => {
    const field = `from laptop (host.example.net[203.0.113.5])\n\tby comcast.net (sccrmhc12) with SMTP\n\tid <2003112110150301200abcde>; ${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'comcast',
      helo: 'laptop',
      rdns: 'host.example.net',
      ip: '203.0.113.5',
      by: 'comcast.net',
      software: 'sccrmhc12',
      with: 'SMTP',
      id: '2003112110150301200abcde',
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'recorded');
    check(`from [203.0.113.5] by sccrmwxc11.comcast.net;\n\t${DATE}`, {
      kind: 'relay',
      family: 'comcast',
      ip: '203.0.113.5',
      by: 'sccrmwxc11.comcast.net',
      date,
    });
  });
});
