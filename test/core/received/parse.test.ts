/** The trace-field parser: who said what, dialect by dialect, and what no input can make it do. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseReceived, parserSteps } from '../../../server/src/core/received/parse.ts';
import type { Span } from '../../../server/src/core/text/span.ts';
import { check, fieldOf, loginOf, parse, PREFIX } from './facts.ts';

const DATE = '; Thu, 21 Nov 2024 10:15:03 +0000';
const date = '2024-11-21T10:15:03.000Z';

describe('trace fields, by dialect', () => {
  it('Sendmail, with ident and a leading zero (the 1997 pages)', () => {
    check(
      'from fmp.com (lindsay@xx.fmp.com [204.244.177.031])\n by mail.foobar.com (8.8.3/8.6.12) with SMTP id RAA01500\n for bigboy@foobar.com; Mon, 21 Apr 1997 17:53:13 -0500',
      {
        kind: 'relay',
        family: 'sendmail',
        helo: 'fmp.com',
        rdns: 'xx.fmp.com',
        ip: '204.244.177.31',
        ident: 'lindsay',
        by: 'mail.foobar.com',
        software: '8.8.3/8.6.12',
        with: 'SMTP',
        id: 'RAA01500',
        for: ['bigboy@foobar.com'],
        date: '1997-04-21T22:53:13.000Z',
      },
    );
  });

  it('SMI Sendmail, which records no address whatever the client says', () => {
    check(
      'from fake.domain.com by firewall1.example.com (SMI-8.6/SMI-SVR4) id VAA02491; Mon, 21 Apr 1997 21:11:44 -0500',
      {
        kind: 'anonymous',
        family: 'sendmail-smi',
        helo: 'fake.domain.com',
        by: 'firewall1.example.com',
        software: 'SMI-8.6/SMI-SVR4',
        id: 'VAA02491',
        date: '1997-04-22T02:11:44.000Z',
      },
    );
    assert.equal(
      parse(`from x ([192.0.2.1]) by firewall1.example.com (SMI-8.6/SMI-SVR4)${DATE}`).from?.ip,
      null,
    );
  });

  it('Sendmail with "may be forged" and without a reverse name', () => {
    const forged = parse(
      `from a.example (b.example [192.0.2.1] (may be forged)) by mx.example.com (8.11.6/8.11.6) with ESMTP id g8120LZ25777${DATE}`,
    );
    assert.ok(forged.from?.mayBeForged);
    assert.equal(forged.from.rdns?.value, 'b.example');
    const none = parse(
      `from a.example ([192.0.2.1]) by mx.example.com (8.11.6/8.11.6) id x${DATE}`,
    );
    assert.equal(none.from?.reverseLookup, 'none');
  });

  it('Postfix with TLS notes', () => {
    check(
      `from out.example.org (out.example.org [IPv6:2001:db8::25])\n\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))\n\t(No client certificate requested)\n\tby mx.example.com (Postfix) with ESMTPS id 4X8CQc16m0z2xGX\n\tfor <you@example.com>${DATE} (UTC)`,
      {
        kind: 'relay',
        family: 'postfix',
        helo: 'out.example.org',
        rdns: 'out.example.org',
        ip: '2001:db8::25',
        by: 'mx.example.com',
        software: 'Postfix',
        with: 'ESMTPS',
        id: '4X8CQc16m0z2xGX',
        for: ['you@example.com'],
        tls: ['TLSv1.3', 'TLS_AES_256_GCM_SHA384'],
        date,
      },
    );
  });

  it('Postfix: authenticated, unknown reverse name, local pickup', () => {
    const r = parse(
      `from laptop (unknown [203.0.113.5]) (Authenticated sender: joe) by mx.example.com (Postfix) with ESMTPSA id 1${DATE}`,
    );
    assert.equal(r.from?.auth?.value, 'joe');
    assert.equal(r.from.reverseLookup, 'none');
    check(`by mx.example.com (Postfix, from userid 501) id 665551C0A9${DATE}`, {
      kind: 'local',
      family: 'postfix',
      by: 'mx.example.com',
      software: 'Postfix, from userid 501',
      id: '665551C0A9',
      date,
    });
  });

  it('Exim writes the reverse name first', () => {
    check(
      `from crompton.example ([192.0.2.34] helo=bridget.example.net)\n\tby list1.example.com with esmtp (Exim 3.31-VA-mm2 #1 (Debian))\n\tid 17wxSJ-0007yQ-00 for <users@lists.example.com>${DATE}`,
      {
        kind: 'relay',
        family: 'exim',
        helo: 'bridget.example.net',
        rdns: 'crompton.example',
        ip: '192.0.2.34',
        by: 'list1.example.com',
        software: 'Exim 3.31-VA-mm2 #1 (Debian)',
        with: 'esmtp',
        id: '17wxSJ-0007yQ-00',
        for: ['users@lists.example.com'],
        date,
      },
    );
  });

  it('Exim without helo= means that both names agree', () => {
    const r = parse(
      `from mail-ej1.example.com ([192.0.2.49]:43738)\n by mm2.example.net with esmtps  (TLS1.2) tls TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256\n (Exim 4.93) (envelope-from <m.b@example.com>) id 1kQtJR-0006KX-0y\n for u@example.org${DATE}`,
    );
    assert.deepEqual(
      [r.from?.helo?.value, r.from?.rdns?.value, r.from?.port?.value, r.envelopeFrom?.value],
      ['mail-ej1.example.com', 'mail-ej1.example.com', 43738, 'm.b@example.com'],
    );
    assert.deepEqual(
      [r.tls?.version?.value, r.tls?.cipher?.value],
      ['TLS1.2', 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'],
    );
  });

  it('Exim: literal first, a HELO that is a literal, and a local user', () => {
    check(
      `from [2001:db8::1] (port=35308 helo=[198.51.100.1]) by mm2.example.net with esmtp (Exim 4.93) id 1l6akN-0000k3-I9${DATE}`,
      {
        kind: 'relay',
        family: 'exim',
        helo: '[198.51.100.1]',
        ip: '2001:db8::1',
        port: 35308,
        by: 'mm2.example.net',
        software: 'Exim 4.93',
        with: 'esmtp',
        id: '1l6akN-0000k3-I9',
        date,
      },
    );
    assert.equal(
      parse(`from joe by mm2.example.net with local (Exim 4.93) id 1l6akN-0000k3-I9${DATE}`).kind,
      'local',
    );
  });

  it('qmail: HELO in a comment, ident, bare address, and its two notes to itself', () => {
    check(
      `from unknown (HELO maya.example.org) (joe@192.0.2.143) by smtp1.example.net with SMTP; 21 Nov 2024 10:15:03 -0000`,
      {
        kind: 'relay',
        family: 'qmail',
        helo: 'maya.example.org',
        ip: '192.0.2.143',
        ident: 'joe',
        by: 'smtp1.example.net',
        with: 'SMTP',
        date,
      },
    );
    const same = parse(
      `from d.example.org (192.0.2.102) by mail.example.net with SMTP; 21 Nov 2024 10:15:03 -0000`,
    );
    assert.deepEqual(
      [same.from?.helo?.value, same.from?.rdns?.value],
      ['d.example.org', 'd.example.org'],
    );
    check('(qmail 32349 invoked from network); 21 Nov 2024 10:15:03 -0000', {
      kind: 'local',
      family: 'qmail',
      date,
    });
    check('(qmail 1 invoked by uid 508); 21 Nov 2024 10:15:03 -0000', {
      kind: 'local',
      family: 'qmail',
      date,
    });
  });

  it('Microsoft 365 writes addresses without brackets and never a reverse name', () => {
    check(
      `from mail.example.org (192.0.2.184) by\n SG2PEPF000B66CE.mail.protection.outlook.com (10.167.240.21) with Microsoft\n SMTP Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id\n 15.20.9412.4 via Frontend Transport${DATE}`,
      {
        kind: 'relay',
        family: 'microsoft365',
        helo: 'mail.example.org',
        ip: '192.0.2.184',
        by: 'SG2PEPF000B66CE.mail.protection.outlook.com',
        byIp: '10.167.240.21',
        software: 'Microsoft SMTP Server',
        with: 'Microsoft SMTP Server',
        id: '15.20.9412.4',
        via: 'Frontend Transport',
        tls: ['TLS1_2', 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'],
        date,
      },
    );
  });

  it('Exchange with zone ids and mapi; SMTPSVC; the pickup folder', () => {
    const mapi = parse(
      `from MB1.example.com ([fe80::8421:f343:7269:50cd]) by MB1.example.com ([fe80::8421:f343:7269:50cd%4]) with mapi id 15.20.3805.024${DATE}`,
    );
    assert.deepEqual(
      [mapi.from?.ip?.value, mapi.by?.ip?.zone, mapi.family?.id],
      ['fe80::8421:f343:7269:50cd', '4', 'exchange'],
    );
    const svc = parse(
      `from mx1.example.org ([192.0.2.112]) by mail.example.com with Microsoft SMTPSVC(5.0.2195.5329)${DATE}`,
    );
    assert.deepEqual([svc.from?.reverseLookup, svc.family?.id], ['not-recorded', 'smtpsvc']);
    assert.equal(
      parse(`from mail pickup service by hotmail.com with Microsoft SMTPSVC${DATE}`).kind,
      'local',
    );
  });

  it('Google: trailing dots, 6to4 addresses of its own, no from clause', () => {
    check(
      `from smtp.example.com (smtp.example.com. [192.0.2.206])\n by mx.google.com with ESMTPS id d75a77b69052e-46e10458ae8si.2025\n for <you@example.com>\n (version=TLS1_3 cipher=TLS_AES_128_GCM_SHA256 bits=128/128)${DATE}`,
      {
        kind: 'relay',
        family: 'google',
        helo: 'smtp.example.com',
        rdns: 'smtp.example.com',
        ip: '192.0.2.206',
        by: 'mx.google.com',
        with: 'ESMTPS',
        id: 'd75a77b69052e-46e10458ae8si.2025',
        for: ['you@example.com'],
        tls: ['TLS1_3', 'TLS_AES_128_GCM_SHA256'],
        date,
      },
    );
    check(`by 2002:a05:6918:b2c9:b0:160:c738:4eee with SMTP id x1csp${DATE}`, {
      kind: 'local',
      family: 'google',
      byIp: '2002:a05:6918:b2c9:b0:160:c738:4eee',
      with: 'SMTP',
      id: 'x1csp',
      date,
    });
  });

  it('fetchmail polls a mailbox: no sender', () => {
    assert.equal(
      parse(
        `from mail.example.net [192.0.2.219] by localhost with POP3 (fetchmail-5.9.0) for joe@localhost (single-drop)${DATE}`,
      ).kind,
      'local',
    );
  });
});

describe('logins: the user and the mechanism, as far as they are told', () => {
  const rows: readonly [
    clause: string,
    user: string | null,
    mechanism: string | null,
    auth: string,
  ][] = [
    [
      'from x (a.example [192.0.2.1]) (Authenticated sender: joe) by mx.example (Postfix) with ESMTPSA',
      'joe',
      null,
      'joe',
    ],
    [
      'from x (a.example [192.0.2.1]) (user=joe mech=LOGIN bits=0) by mx.example (8.18.1/8.18.1) with ESMTPA',
      'joe',
      'LOGIN',
      'joe',
    ],
    [
      'from x (a.example [192.0.2.1]) (authenticated bits=0) by mx.example (8.18.1/8.18.1) with ESMTPA',
      null,
      null,
      'authenticated',
    ],
    [
      'from x (a.example [192.0.2.1]) (AUTH: PLAIN joe, TLS: TLSv1.3,128bits,TLS_AES) by mx.example with ESMTPSA',
      'joe',
      'PLAIN',
      'PLAIN joe',
    ],
    [
      'from x (a.example [192.0.2.1]) (AUTH: login) by mx.example with ESMTPSA',
      'login',
      null,
      'login',
    ],
    [
      'from a.example (EHLO x) (192.0.2.1) (smtp-auth username joe, mechanism cram-md5) by mx.example (qpsmtpd/0.32) with ESMTP',
      'joe',
      'cram-md5',
      'joe',
    ],
    [
      'from a.example (HELO x) (joe@192.0.2.1 with login) by smtp.mail.vip.sc5.yahoo.com with SMTP',
      'joe',
      'login',
      'joe',
    ],
    [
      'from a.example (HELO x) (joe@192.0.2.1) by mx.example (qmail 1.03) with ESMTPA',
      'joe',
      null,
      'joe',
    ],
    [
      'from [192.0.2.1] (account joe HELO x) by mx.example (CommuniGate Pro SMTP 6.1) with ESMTPA',
      'joe',
      null,
      'joe',
    ],
    [
      'from x (a.example [192.0.2.1]) by mx.example (OpenSMTPD) with ESMTPSA id 1 auth=yes user=joe',
      'joe',
      null,
      'joe',
    ],
    [
      'from x (a.example [192.0.2.1]) by mx.example (Postfix) with ESMTPSA id 1',
      null,
      null,
      'esmtpsa',
    ],
  ];
  for (const [clause, user, mechanism, auth] of rows) {
    it(clause, () => {
      const field = parse(clause + DATE);
      assert.deepEqual([...loginOf(field), field.from?.auth?.value], [user, mechanism, auth]);
    });
  }
});

describe('what the client writes never displaces what the server saw', () => {
  const hostile: readonly [name: string, value: string, ip: string, by: string][] = [
    [
      'an address in HELO',
      `from mail.zebra.net (209.12.13.2) ([192.0.2.42]) by mx.example.com with SMTP${DATE}`,
      '192.0.2.42',
      'mx.example.com',
    ],
    [
      'a literal in HELO',
      `from x (HELO [203.0.113.9]) (192.0.2.42) by mx.example.com with SMTP${DATE}`,
      '192.0.2.42',
      'mx.example.com',
    ],
    [
      '`by` in HELO',
      `from a by b (b [203.0.113.9]) (real.example [192.0.2.42]) by mx.example.com (Postfix) with SMTP id 1${DATE}`,
      '192.0.2.42',
      'mx.example.com',
    ],
    [
      'a whole field in HELO',
      `from x (x [203.0.113.9]) by y (Postfix) with SMTP id 9 for <a@b>; Mon, 1 Jan 2024 00:00:00 +0000 (real.example [192.0.2.42]) by mx.example.com (Postfix) with SMTP id 1${DATE}`,
      '192.0.2.42',
      'mx.example.com',
    ],
    [
      'an open parenthesis in HELO',
      `from a(b (real.example [192.0.2.42]) by mx.example.com (Postfix) with SMTP id 1${DATE}`,
      '192.0.2.42',
      'mx.example.com',
    ],
    [
      'a quote in HELO',
      `from a"b (real.example [192.0.2.42]) by mx.example.com (Postfix) with SMTP id 1${DATE}`,
      '192.0.2.42',
      'mx.example.com',
    ],
    [
      'a semicolon in HELO',
      `from a;b (real.example [192.0.2.42]) by mx.example.com (Postfix) with SMTP id 1${DATE}`,
      '192.0.2.42',
      'mx.example.com',
    ],
    [
      'Exim: a literal behind helo=',
      `from real.example ([192.0.2.42] helo=mail [203.0.113.9]) by mx.example.com with esmtp (Exim 4.96) id 1${DATE}`,
      '192.0.2.42',
      'mx.example.com',
    ],
    [
      'Exim: a comment behind helo=',
      `from real.example ([192.0.2.42] helo=a) ([203.0.113.9]) by mx.example.com with esmtp (Exim 4.96) id 1${DATE}`,
      '192.0.2.42',
      'mx.example.com',
    ],
    [
      'Exim: no reverse name',
      `from [192.0.2.42] (helo=x [203.0.113.9]) by mx.example.com with esmtp (Exim 4.96) id 1${DATE}`,
      '192.0.2.42',
      'mx.example.com',
    ],
    [
      'Exim: a field behind helo=',
      `from real.example ([192.0.2.42]:25 helo=a) by b ([203.0.113.9]) by c (x) by mx.example.com with esmtp (Exim 4.96) id 1${DATE}`,
      '192.0.2.42',
      'mx.example.com',
    ],
    [
      'the way of Exim in the HELO of another',
      `from x ([203.0.113.9] helo=y) (real.example [192.0.2.42]) by mx.example.com with ESMTP id 1${DATE}`,
      '192.0.2.42',
      'mx.example.com',
    ],
    [
      'Momentum: a literal behind helo=',
      `from real.example ([192.0.2.42:51234] helo=a [203.0.113.9]) by mx.example.com (envelope-from <a@b.example>) (ecelerity 3.6) with ESMTP id 1${DATE}`,
      '192.0.2.42',
      'mx.example.com',
    ],
    [
      'CommuniGate Pro: a comment behind HELO',
      `from [192.0.2.42] (HELO x) ([203.0.113.9]) by mx.example.com (CommuniGate Pro SMTP 6.1) with ESMTP id 1${DATE}`,
      '192.0.2.42',
      'mx.example.com',
    ],
    [
      'ZMailer: a literal behind EHLO',
      `from real.example ([192.0.2.42]:25 "EHLO x" [203.0.113.9]) by vger.kernel.org with ESMTP id 1${DATE}`,
      '192.0.2.42',
      'vger.kernel.org',
    ],
    [
      'IMail: a comment in front of the address',
      `from x (203.0.113.9) [192.0.2.42] by mx.example.com (SMTPD32-7.07) id 1${DATE}`,
      '192.0.2.42',
      'mx.example.com',
    ],
    [
      '`by` in HELO, and notes behind the address',
      `from by b (real.example [192.0.2.42]) (using TLSv1.3 with cipher X (256/256 bits)) by mx.example.com (Postfix) with ESMTPS id 1${DATE}`,
      '192.0.2.42',
      'mx.example.com',
    ],
    [
      'a host called by',
      `from by (real.example [192.0.2.42]) by by with SMTP id id for <for@example.com>${DATE}`,
      '192.0.2.42',
      'by',
    ],
  ];
  for (const [name, value, ip, by] of hostile) {
    it(name, () => {
      const r = parse(value);
      assert.deepEqual(
        [r.from?.ip?.value, r.by?.host?.value, r.date?.time],
        [ip, by, Date.parse(date)],
      );
    });
  }

  it('a reverse name in HELO', () => {
    for (const value of [
      'from mail.victim.example (HELO x) (unknown [192.0.2.42]) by mx.example.com (Postfix) with SMTP id 1',
      'from mail.victim.example (HELO x) (unknown [192.0.2.42]) by mx.example.com with SMTP id 1',
      'from x (a) claiming to be y (unknown [192.0.2.42]) by mx.example.com (Postfix) with SMTP id 1',
      'from unknown (HELO a) (203.0.113.9) by evil.example (192.0.2.42) by mx.example.com with SMTP',
    ]) {
      const { from } = parse(value + DATE);
      assert.deepEqual([from?.rdns, from?.ip?.value], [null, '192.0.2.42'], value);
    }
  });

  it('notes in HELO', () => {
    const end = `by mx.example.com (Postfix) with SMTP id 1${DATE}`;
    const notes = '(envelope-from <ceo@bank.example>) (using TLSv1.3 with cipher FAKE)';
    const claimed = parse(`from x ${notes} (real.example [192.0.2.42]) ${end}`);
    assert.deepEqual([claimed.envelopeFrom, claimed.tls], [null, null]);
    const seen = parse(`from x (real.example [192.0.2.42]) ${notes} ${end}`);
    assert.deepEqual(
      [seen.envelopeFrom?.value, seen.tls?.cipher?.value],
      ['ceo@bank.example', 'FAKE'],
    );
  });

  it('a login in HELO', () => {
    const end = `by mx.example.com (Postfix) with SMTP id 1${DATE}`;
    assert.equal(
      parse(`from x (Authenticated sender: joe) (real.example [192.0.2.42]) ${end}`).from?.auth,
      null,
    );
    assert.equal(
      parse(`from x (real.example [192.0.2.42]) (Authenticated sender: joe) ${end}`).from?.auth
        ?.value,
      'joe',
    );
  });

  it('tells that a field was injected', () => {
    const r = parse(
      `from a by b (b [203.0.113.9]) (real.example [192.0.2.42]) by mx.example.com (Postfix) with SMTP id 1${DATE}`,
    );
    assert.deepEqual(
      r.oddities.map(({ defect }) => defect),
      ['injected-by'],
    );
  });
});

const words = fc.constantFrom(
  'from ',
  'by ',
  'via ',
  'with ',
  'id ',
  'for ',
  ';',
  '(',
  ')',
  '[',
  ']',
  '<',
  '>',
  '"',
  '\\',
  ',',
  '@',
  '=',
  'helo=',
  'HELO ',
  'unknown',
  '192.0.2.1',
  '[2001:db8::1]',
  'mx.example',
  'ESMTP',
  'Postfix',
  'Exim 4',
  ' ',
  '\r\n\t',
  'Thu, 21 Nov 2024 10:15:03 +0000',
  '\u0000',
  '\ud800',
  'é',
  'qmail 1 invoked',
  'TLS1.2:',
  'version=',
  ':25',
);
const hostileValue = fc
  .array(fc.oneof(words, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 60 })
  .map((parts) => parts.join(''));

/** Every span that a result holds, however deep. */
function spansOf(value: unknown, found: Span[] = []): Span[] {
  if (typeof value !== 'object' || value === null) return found;
  if ('start' in value && 'end' in value) found.push(value as Span);
  for (const [key, inside] of Object.entries(value)) if (key !== 'field') spansOf(inside, found);
  return found;
}

describe('the parser, whatever the input', () => {
  it('never throws, and every span lies in the field', () => {
    fc.assert(
      fc.property(hostileValue, (value) => {
        const text = PREFIX + value;
        for (const { start, end } of spansOf(parseReceived(text, fieldOf(text))))
          assert.ok(
            start >= PREFIX.length && start <= end && end <= text.length,
            `${start}..${end} of ${text.length}`,
          );
      }),
      { numRuns: 3000 },
    );
  });

  it('is linear: a field full of any bracket cost a few looks a character', () => {
    for (const unit of [
      '(',
      ')',
      '\\',
      '[',
      '<',
      '"',
      ';',
      '\r\n ',
      '(\\',
      '[(',
      '<"',
      'by ',
      '(a) ',
      '=',
      '@',
      '(from ',
    ]) {
      const text = PREFIX + unit.repeat(Math.floor(200_000 / unit.length));
      const before = parserSteps();
      parseReceived(text, fieldOf(text));
      const steps = parserSteps() - before;
      assert.ok(
        steps <= 8 * text.length,
        `${JSON.stringify(unit)}: ${steps} steps for ${text.length} characters`,
      );
    }
  });
});
