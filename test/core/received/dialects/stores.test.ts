/** Mail stores and groupware: the fields as each writes them. */
import { check } from '../facts.ts';

const DATE = 'Thu, 21 Nov 2024 10:15:03 +0000';
const date = '2024-11-21T10:15:03.000Z';

// Seen in list mail of 2026 and in the words of Dovecot 2.3.19; 2.2 from memory.
describe('Dovecot', () => {
  it('LMTP before 2.3: signs with its name', () => {
    check(
      `from mail.example.org by imap.example.com (Dovecot) with LMTP id AbCdEfGhIjKlMnOpQrStUv; ${DATE}`,
      {
        kind: 'local',
        family: 'dovecot',
        helo: 'mail.example.org',
        by: 'imap.example.com',
        software: 'Dovecot',
        with: 'LMTP',
        id: 'AbCdEfGhIjKlMnOpQrStUv',
        date,
      },
    );
  });
  it('LMTP since 2.3 (src/lmtp): the session as id, the sender in a note, the client when it is not the same machine', () => {
    check(
      `from mail.example.org ([10.0.0.4]) by imap.example.com with LMTP id AbCdEfGhIjKlMnOpQrStUv (envelope-from <b@example.org>) for <u@example.com>; ${DATE}`,
      {
        kind: 'relay',
        family: 'dovecot',
        helo: 'mail.example.org',
        ip: '10.0.0.4',
        by: 'imap.example.com',
        with: 'LMTP',
        id: 'AbCdEfGhIjKlMnOpQrStUv',
        for: ['u@example.com'],
        envelopeFrom: 'b@example.org',
        date,
      },
    );
  });
  it('behind a director, over IPv6 and TLS', () => {
    check(
      `from director.example.com ([2001:db8::4]) by imap.example.com with LMTPS id AbCdEfGhIjKlMnOpQrStUv:P1 (envelope-from <b@example.org>) for <u@example.com>; ${DATE}`,
      {
        kind: 'relay',
        family: 'dovecot',
        helo: 'director.example.com',
        ip: '2001:db8::4',
        by: 'imap.example.com',
        with: 'LMTPS',
        id: 'AbCdEfGhIjKlMnOpQrStUv:P1',
        for: ['u@example.com'],
        envelopeFrom: 'b@example.org',
        date,
      },
    );
  });
  it('TLS in a note in front of by', () => {
    check(
      `from mail.example.org ([10.0.0.4]) (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)) by imap.example.com with LMTPS id AbCdEfGhIjKlMnOpQrStUv (envelope-from <b@example.org>) for <u@example.com>; ${DATE}`,
      {
        kind: 'relay',
        family: 'dovecot',
        helo: 'mail.example.org',
        ip: '10.0.0.4',
        by: 'imap.example.com',
        with: 'LMTPS',
        id: 'AbCdEfGhIjKlMnOpQrStUv',
        for: ['u@example.com'],
        envelopeFrom: 'b@example.org',
        tls: ['TLSv1.3', 'TLS_AES_256_GCM_SHA384'],
        date,
      },
    );
  });
  it('on the same machine', () => {
    check(
      `from mx.example.com by mx.example.com with LMTP id AbCdEfGhIjKlMnOpQrStUv (envelope-from <b@example.org>) for <u@example.com>; ${DATE}`,
      {
        kind: 'local',
        family: 'dovecot',
        helo: 'mx.example.com',
        by: 'mx.example.com',
        with: 'LMTP',
        id: 'AbCdEfGhIjKlMnOpQrStUv',
        for: ['u@example.com'],
        envelopeFrom: 'b@example.org',
        date,
      },
    );
  });
});

// After the mailbox server's LMTP handler, from memory.
describe('Zimbra', () => {
  it("the mailbox server's LMTP: LHLO stands where qmail has HELO", () => {
    check(
      `from mta.example.com (LHLO mail.example.com) (192.0.2.4) by store.example.com with LMTP; ${DATE} (GMT)`,
      {
        kind: 'relay',
        family: 'zimbra',
        helo: 'mail.example.com',
        rdns: 'mta.example.com',
        ip: '192.0.2.4',
        by: 'store.example.com',
        with: 'LMTP',
        date,
      },
    );
  });
  it('the transfer agent signs as Postfix: no row needed', () => {
    check(
      `from localhost (localhost [127.0.0.1]) by zimbra.example.com (Postfix) with ESMTP id 0123456789ABC; ${DATE} (UTC)`,
      {
        kind: 'relay',
        family: 'postfix',
        helo: 'localhost',
        rdns: 'localhost',
        ip: '127.0.0.1',
        by: 'zimbra.example.com',
        software: 'Postfix',
        with: 'ESMTP',
        id: '0123456789ABC',
        date,
      },
    );
  });
});

// After connection.js of Haraka 3.3; the TLS note before 2.8 from memory.
describe('Haraka', () => {
  it('connection.js: sender and cipher without parentheses', () => {
    check(
      `from mail.example.org (gw.example.org [192.0.2.4]) by mx.example.com (Haraka/2.8.27) with ESMTPS id 01234567-89AB-4CDE-8F01-23456789ABCD.1 envelope-from <b@example.org> tls TLS_AES_256_GCM_SHA384; ${DATE}`,
      {
        kind: 'relay',
        family: 'haraka',
        helo: 'mail.example.org',
        rdns: 'gw.example.org',
        ip: '192.0.2.4',
        by: 'mx.example.com',
        software: 'Haraka/2.8.27',
        with: 'ESMTPS',
        id: '01234567-89AB-4CDE-8F01-23456789ABCD.1',
        envelopeFrom: 'b@example.org',
        tls: [null, 'TLS_AES_256_GCM_SHA384'],
        date,
      },
    );
  });
  it('authenticated, no reverse name', () => {
    check(
      `from laptop ([192.0.2.5]) by mx.example.com (Haraka) with ESMTPSA id 01234567-89AB-4CDE-8F01-23456789ABCD.1 envelope-from <b@example.org> (authenticated bits=0); ${DATE}`,
      {
        kind: 'relay',
        family: 'haraka',
        helo: 'laptop',
        ip: '192.0.2.5',
        auth: 'authenticated',
        by: 'mx.example.com',
        software: 'Haraka',
        with: 'ESMTPSA',
        id: '01234567-89AB-4CDE-8F01-23456789ABCD.1',
        envelopeFrom: 'b@example.org',
        date,
      },
    );
  });
  it('TLS as it was written before 2.8', () => {
    check(
      `from mail.example.org (mail.example.org [192.0.2.4]) by mx.example.com (Haraka/2.6.0) with ESMTPS id 01234567.1 envelope-from <b@example.org> (version=TLSv1/SSLv3 cipher=ECDHE-RSA-AES128-GCM-SHA256 verify=FAIL); ${DATE}`,
      {
        kind: 'relay',
        family: 'haraka',
        helo: 'mail.example.org',
        rdns: 'mail.example.org',
        ip: '192.0.2.4',
        by: 'mx.example.com',
        software: 'Haraka/2.6.0',
        with: 'ESMTPS',
        id: '01234567.1',
        envelopeFrom: 'b@example.org',
        tls: ['TLSv1/SSLv3', 'ECDHE-RSA-AES128-GCM-SHA256'],
        date,
      },
    );
  });
});

// Seen in mail of 2025 and in the words of OpenSMTPD 6.8's smtpd.
describe('OpenSMTPD', () => {
  it('smtp_session.c, with TLS', () => {
    check(
      `from mail.example.org (gw.example.org [192.0.2.4]) by mx.example.com (OpenSMTPD) with ESMTPS id 01234567 (TLSv1.3:TLS_AES_256_GCM_SHA384:256:NO) for <u@example.com>; ${DATE} (UTC)`,
      {
        kind: 'relay',
        family: 'opensmtpd',
        helo: 'mail.example.org',
        rdns: 'gw.example.org',
        ip: '192.0.2.4',
        by: 'mx.example.com',
        software: 'OpenSMTPD',
        with: 'ESMTPS',
        id: '01234567',
        for: ['u@example.com'],
        tls: ['TLSv1.3', 'TLS_AES_256_GCM_SHA384'],
        date,
      },
    );
  });
  it('authenticated; <unknown> says that there is no reverse name', () => {
    check(
      `from laptop (<unknown> [192.0.2.5]) by mx.example.com (OpenSMTPD) with ESMTPSA id 01234567 (TLSv1.2:ECDHE-RSA-AES256-GCM-SHA384:256:NO) for <u@example.com>; ${DATE} (UTC)`,
      {
        kind: 'relay',
        family: 'opensmtpd',
        helo: 'laptop',
        ip: '192.0.2.5',
        auth: 'esmtpsa',
        by: 'mx.example.com',
        software: 'OpenSMTPD',
        with: 'ESMTPSA',
        id: '01234567',
        for: ['u@example.com'],
        tls: ['TLSv1.2', 'ECDHE-RSA-AES256-GCM-SHA384'],
        date,
      },
    );
  });
  it('received-auth of smtpd.conf(5): who logged in', () => {
    check(
      `from laptop (<unknown> [192.0.2.5]) by mx.example.com (OpenSMTPD) with ESMTPSA id 01234567 (TLSv1.3:TLS_AES_256_GCM_SHA384:256:NO) auth=yes user=joe for <u@example.com>; ${DATE} (UTC)`,
      {
        kind: 'relay',
        family: 'opensmtpd',
        helo: 'laptop',
        ip: '192.0.2.5',
        auth: 'joe',
        by: 'mx.example.com',
        software: 'OpenSMTPD',
        with: 'ESMTPSA',
        id: '01234567',
        for: ['u@example.com'],
        tls: ['TLSv1.3', 'TLS_AES_256_GCM_SHA384'],
        date,
      },
    );
  });
  it('from a user of the machine', () => {
    check(
      `from localhost (mx.example.com [local]) by mx.example.com (OpenSMTPD) with ESMTPA id 01234567 for <u@example.com>; ${DATE} (UTC)`,
      {
        kind: 'local',
        family: 'opensmtpd',
        helo: 'localhost',
        auth: 'esmtpa',
        by: 'mx.example.com',
        software: 'OpenSMTPD',
        with: 'ESMTPA',
        id: '01234567',
        for: ['u@example.com'],
        date,
      },
    );
  });
  it('over IPv6', () => {
    check(
      `from mail.example.org (gw.example.org [IPv6:2001:db8::25]) by mx.example.com (OpenSMTPD) with ESMTP id 01234567 for <u@example.com>; ${DATE} (UTC)`,
      {
        kind: 'relay',
        family: 'opensmtpd',
        helo: 'mail.example.org',
        rdns: 'gw.example.org',
        ip: '2001:db8::25',
        by: 'mx.example.com',
        software: 'OpenSMTPD',
        with: 'ESMTP',
        id: '01234567',
        for: ['u@example.com'],
        date,
      },
    );
  });
});

// Seen in list mail of 2002 and in the words of Courier 1.0's submit.
describe('Courier', () => {
  it('submit.C: the id behind the date, addresses in the mapped form', () => {
    check(
      `from mail.example.org (gw.example.org [::ffff:192.0.2.4]) (TLS: TLSv1/SSLv3,256bits,AES256-SHA) by mx.example.com with esmtp; ${DATE} id 00000000004F8A2B.00000000673F0807.00001234`,
      {
        kind: 'relay',
        family: 'courier',
        helo: 'mail.example.org',
        rdns: 'gw.example.org',
        ip: '192.0.2.4',
        by: 'mx.example.com',
        with: 'esmtp',
        id: '00000000004F8A2B.00000000673F0807.00001234',
        tls: ['TLSv1/SSLv3', 'AES256-SHA'],
        date,
      },
    );
  });
  it('login and TLS in one comment', () => {
    check(
      `from laptop ([::ffff:192.0.2.5]) (AUTH: PLAIN joe, TLS: TLSv1.3,128bits,TLS_AES_128_GCM_SHA256) by mx.example.com with ESMTPSA; ${DATE} id 00000000004F8A2B.00000000673F0807.00001235`,
      {
        kind: 'relay',
        family: 'courier',
        helo: 'laptop',
        ip: '192.0.2.5',
        auth: 'PLAIN joe',
        by: 'mx.example.com',
        with: 'ESMTPSA',
        id: '00000000004F8A2B.00000000673F0807.00001235',
        tls: ['TLSv1.3', 'TLS_AES_128_GCM_SHA256'],
        date,
      },
    );
  });
  it('ident, login and TLS in one comment', () => {
    check(
      `from laptop (pc.example.org [::ffff:192.0.2.5]) (IDENT: joe, AUTH: LOGIN joe, TLS: TLSv1/SSLv3,128bits,AES128-SHA) by mx.example.com with esmtp; ${DATE}`,
      {
        kind: 'relay',
        family: 'courier',
        helo: 'laptop',
        rdns: 'pc.example.org',
        ip: '192.0.2.5',
        auth: 'LOGIN joe',
        by: 'mx.example.com',
        with: 'esmtp',
        tls: ['TLSv1/SSLv3', 'AES128-SHA'],
        date,
      },
    );
  });
  it('login alone (seen 2002)', () => {
    check(
      `from laptop ([::ffff:192.0.2.5]) (AUTH: LOGIN joe) by mx.example.com with esmtp; ${DATE}`,
      {
        kind: 'relay',
        family: 'courier',
        helo: 'laptop',
        ip: '192.0.2.5',
        auth: 'LOGIN joe',
        by: 'mx.example.com',
        with: 'esmtp',
        date,
      },
    );
  });
  it('from a user of the machine', () => {
    check(
      `from localhost (localhost [127.0.0.1]) (uid 1001) by mx.example.com with local; ${DATE} id 00000000004F8A2B.00000000673F0807.00001236`,
      {
        kind: 'relay',
        family: 'courier',
        helo: 'localhost',
        rdns: 'localhost',
        ip: '127.0.0.1',
        by: 'mx.example.com',
        with: 'local',
        id: '00000000004F8A2B.00000000673F0807.00001236',
        date,
      },
    );
  });
  it('a reverse lookup that failed for now', () => {
    check(
      `from mail.example.org (softdnserr [::ffff:192.0.2.165])\n\tby mx.example.com with esmtp; ${DATE}`,
      {
        kind: 'relay',
        family: 'courier',
        helo: 'mail.example.org',
        ip: '192.0.2.165',
        by: 'mx.example.com',
        with: 'esmtp',
        date,
      },
    );
  });
});

// Seen in mail of 2002 (the first two); the rest from memory.
describe('MDaemon', () => {
  it('versions 2 to 6: both addresses outside comments (seen 2002)', () => {
    check(
      `from mail.example.org [192.0.2.39] by mx.example.com [192.0.2.206] with SMTP (MDaemon.PRO.v6.0.0.R) for <u@example.com>; ${DATE}`,
      {
        kind: 'relay',
        family: 'mdaemon',
        helo: 'mail.example.org',
        ip: '192.0.2.39',
        by: 'mx.example.com',
        byIp: '192.0.2.206',
        software: 'MDaemon.PRO.v6.0.0.R',
        with: 'SMTP',
        for: ['u@example.com'],
        date,
      },
    );
  });
  it('the same, HELO a literal: the second address is the client', () => {
    check(
      `from [10.0.0.3] [192.0.2.24] by mx.example.com [192.0.2.2] with SMTP (MDaemon.PRO.v5.0.5.R) for <u@example.com>; ${DATE}`,
      {
        kind: 'relay',
        family: 'mdaemon',
        helo: '[10.0.0.3]',
        ip: '192.0.2.24',
        by: 'mx.example.com',
        byIp: '192.0.2.2',
        software: 'MDaemon.PRO.v5.0.5.R',
        with: 'SMTP',
        for: ['u@example.com'],
        date,
      },
    );
  });
  it('version 12', () => {
    check(
      `from mail.example.org (gw.example.org [192.0.2.4]) by mx.example.com (MDaemon PRO v12.5.4) with ESMTP id md50001234567.msg for <u@example.com>; ${DATE}`,
      {
        kind: 'relay',
        family: 'mdaemon',
        helo: 'mail.example.org',
        rdns: 'gw.example.org',
        ip: '192.0.2.4',
        by: 'mx.example.com',
        software: 'MDaemon PRO v12.5.4',
        with: 'ESMTP',
        id: 'md50001234567.msg',
        for: ['u@example.com'],
        date,
      },
    );
  });
  it('WorldClient, its webmail', () => {
    check(`by mx.example.com via WorldClient with HTTP; ${DATE}`, {
      kind: 'local',
      family: 'mdaemon',
      by: 'mx.example.com',
      via: 'WorldClient',
      with: 'HTTP',
      date,
    });
  });
  it('DomainPOP polls a mailbox', () => {
    check(
      `from pop.example.org by mx.example.com with DomainPOP (MDaemon.PRO.v6.0.0.R) for <u@example.com>; ${DATE}`,
      {
        kind: 'local',
        family: 'mdaemon',
        helo: 'pop.example.org',
        by: 'mx.example.com',
        software: 'MDaemon.PRO.v6.0.0.R',
        with: 'DomainPOP',
        for: ['u@example.com'],
        date,
      },
    );
  });
  it('version 19: a bracket around the address in its comment', () => {
    check(
      `from mail.example.org [(192.0.2.21)] by mx.example.com (192.0.2.24) (MDaemon PRO v19.0.2)  with ESMTP id md50018233933.msg; ${DATE}`,
      {
        kind: 'relay',
        family: 'mdaemon',
        helo: 'mail.example.org',
        ip: '192.0.2.21',
        by: 'mx.example.com',
        byIp: '192.0.2.24',
        software: 'MDaemon PRO v19.0.2',
        with: 'ESMTP',
        id: 'md50018233933.msg',
        date,
      },
    );
  });
});

// From memory.
describe('hMailServer: signs with no name, the shape alone is read', () => {
  it('HELO (rdns [ip]), a blank before the semicolon', () => {
    check(
      `from mail.example.org (gw.example.org [192.0.2.4]) by mx.example.com with ESMTP ; ${DATE}`,
      {
        kind: 'relay',
        helo: 'mail.example.org',
        rdns: 'gw.example.org',
        ip: '192.0.2.4',
        by: 'mx.example.com',
        with: 'ESMTP',
        date,
      },
    );
  });
  it('authenticated with TLS, no reverse name', () => {
    check(
      `from laptop (Unknown [192.0.2.4]) by MXHOST with ESMTPSA (version=TLSv1.2 cipher=ECDHE-RSA-AES256-GCM-SHA384 bits=256) ; ${DATE}`,
      {
        kind: 'relay',
        helo: 'laptop',
        ip: '192.0.2.4',
        auth: 'esmtpsa',
        by: 'MXHOST',
        with: 'ESMTPSA',
        tls: ['TLSv1.2', 'ECDHE-RSA-AES256-GCM-SHA384'],
        date,
      },
    );
  });
});

// Seen in list mail of 2002 (SMTP); webmail and pipe from memory.
describe('CommuniGate Pro', () => {
  it('HELO differs from the address (seen 2002)', () => {
    check(
      `from [192.0.2.24] (HELO mail.example.org) by cgp.example.com (CommuniGate Pro SMTP 3.4.3) with ESMTP id 1234567; ${DATE}`,
      {
        kind: 'relay',
        family: 'communigate',
        helo: 'mail.example.org',
        ip: '192.0.2.24',
        by: 'cgp.example.com',
        software: 'CommuniGate Pro SMTP 3.4.3',
        with: 'ESMTP',
        id: '1234567',
        date,
      },
    );
  });
  it('a user of an account', () => {
    check(
      `from [10.0.1.19] (account joe HELO laptop) by cgp.example.com (CommuniGate Pro SMTP 3.5.9) with ESMTP id 12345; ${DATE}`,
      {
        kind: 'relay',
        family: 'communigate',
        helo: 'laptop',
        ip: '10.0.1.19',
        auth: 'joe',
        by: 'cgp.example.com',
        software: 'CommuniGate Pro SMTP 3.5.9',
        with: 'ESMTP',
        id: '12345',
        date,
      },
    );
  });
  it('HELO is a name of the address', () => {
    check(
      `from mail.example.org ([192.0.2.103] verified) by cgp.example.com (CommuniGate Pro SMTP 3.5.7) with ESMTP id 123456 for u@example.com; ${DATE}`,
      {
        kind: 'relay',
        family: 'communigate',
        helo: 'mail.example.org',
        rdns: 'mail.example.org',
        ip: '192.0.2.103',
        by: 'cgp.example.com',
        software: 'CommuniGate Pro SMTP 3.5.7',
        with: 'ESMTP',
        id: '123456',
        for: ['u@example.com'],
        date,
      },
    );
  });
  it('HELO is the address', () => {
    check(
      `from [192.0.2.6] (account joe@example.com [192.0.2.6] verified) by cgp.example.com (CommuniGate Pro SMTP 5.1.7) with ESMTPSA id 5 for u@example.com; ${DATE}`,
      {
        kind: 'relay',
        family: 'communigate',
        helo: '[192.0.2.6]',
        ip: '192.0.2.6',
        auth: 'joe@example.com',
        by: 'cgp.example.com',
        software: 'CommuniGate Pro SMTP 5.1.7',
        with: 'ESMTPSA',
        id: '5',
        for: ['u@example.com'],
        date,
      },
    );
  });
  it('webmail', () => {
    check(
      `from [192.0.2.6] (account joe@example.com) by cgp.example.com (CommuniGate Pro WebUser 4.1.8) with HTTP id 123456 for u@example.com; ${DATE}`,
      {
        kind: 'relay',
        family: 'communigate',
        ip: '192.0.2.6',
        auth: 'joe@example.com',
        by: 'cgp.example.com',
        software: 'CommuniGate Pro WebUser 4.1.8',
        with: 'HTTP',
        id: '123456',
        for: ['u@example.com'],
        date,
      },
    );
  });
  it('a rule that pipes', () => {
    check(`by cgp.example.com (CommuniGate Pro PIPE 5.4.10) with PIPE id 77; ${DATE}`, {
      kind: 'local',
      family: 'communigate',
      by: 'cgp.example.com',
      software: 'CommuniGate Pro PIPE 5.4.10',
      with: 'PIPE',
      id: '77',
      date,
    });
  });
});

// Seen in mail of 2001 (the first); the rest from memory.
describe('Domino', () => {
  it('Notes servers write no reverse name; a blank before the semicolon (seen 2001)', () => {
    check(
      `from mail.example.org ([192.0.2.34]) by notes.example.com (Lotus Domino Release 5.0.4) with ESMTP id 2024112110150312:1459 ; ${DATE}`,
      {
        kind: 'relay',
        family: 'domino',
        helo: 'mail.example.org',
        ip: '192.0.2.34',
        by: 'notes.example.com',
        software: 'Lotus Domino Release 5.0.4',
        with: 'ESMTP',
        id: '2024112110150312:1459',
        date,
      },
    );
  });
  it('the same under its latest owner', () => {
    check(
      `from mail.example.org ([192.0.2.34]) by notes.example.com (HCL Domino Release 11.0.1FP2) with ESMTP id 2024112110150312-1459 ; ${DATE}`,
      {
        kind: 'relay',
        family: 'domino',
        helo: 'mail.example.org',
        ip: '192.0.2.34',
        by: 'notes.example.com',
        software: 'HCL Domino Release 11.0.1FP2',
        with: 'ESMTP',
        id: '2024112110150312-1459',
        date,
      },
    );
  });
  it('the SMTP gateway of Notes 4', () => {
    check(
      `by mail.example.com (Lotus SMTP MTA v1.1 (385.6 5-6-1997))  id 85256B6A.0038F5C1 ; ${DATE}`,
      {
        kind: 'local',
        family: 'domino',
        by: 'mail.example.com',
        software: 'Lotus SMTP MTA v1.1 (385.6 5-6-1997)',
        id: '85256B6A.0038F5C1',
        date,
      },
    );
  });
});

// Seen in list mail of 2019 and 2020; VM from memory of list archives.
describe('IBM', () => {
  it('gateways: for <a> from <b>, with a legal notice as protocol (seen 2019)', () => {
    check(
      'from localhost by e06smtp01.uk.example.com with IBM ESMTP SMTP Gateway: Authorized Use Only! Violators will be prosecuted for <u@example.com> from <b@example.org>; Thu, 21 Nov 2024 10:15:03 -0000',
      {
        kind: 'local',
        family: 'ibm',
        helo: 'localhost',
        by: 'e06smtp01.uk.example.com',
        with: 'IBM ESMTP SMTP Gateway: Authorized Use Only! Violators will be prosecuted',
        for: ['u@example.com'],
        envelopeFrom: 'b@example.org',
        date,
      },
    );
  });
  it('the same from another host, TLS in front of the date', () => {
    check(
      `from b06.example.org (192.0.2.195) by e06smtp01.uk.example.com (192.168.101.135) with IBM ESMTP SMTP Gateway: Authorized Use Only! Violators will be prosecuted;  (version=TLSv1/SSLv3 cipher=AES256-GCM-SHA384 bits=256/256) ${DATE}`,
      {
        kind: 'relay',
        family: 'ibm',
        helo: 'b06.example.org',
        ip: '192.0.2.195',
        by: 'e06smtp01.uk.example.com',
        byIp: '192.168.101.135',
        with: 'IBM ESMTP SMTP Gateway: Authorized Use Only! Violators will be prosecuted',
        tls: ['TLSv1/SSLv3', 'AES256-GCM-SHA384'],
        date,
      },
    );
  });
  it("the cloud's gateways give their host name as protocol (seen 2020)", () => {
    check(
      'from localhost by smtp.notes.na.collabserv.com with smtp.notes.na.collabserv.com ESMTP for <u@example.com> from <b@example.org>; Thu, 21 Nov 2024 10:15:03 -0000',
      {
        kind: 'local',
        family: 'ibm',
        helo: 'localhost',
        by: 'smtp.notes.na.collabserv.com',
        with: 'smtp.notes.na.collabserv.com ESMTP',
        for: ['u@example.com'],
        envelopeFrom: 'b@example.org',
        date,
      },
    );
  });
  it('VM on BITNET', () => {
    check(
      'from VMHOST by VM.EXAMPLE.COM (IBM VM SMTP V2R2) with BSMTP id 1234; Mon, 01 Jan 96 10:15:03 EST',
      {
        kind: 'local',
        family: 'ibm',
        helo: 'VMHOST',
        by: 'VM.EXAMPLE.COM',
        software: 'IBM VM SMTP V2R2',
        with: 'BSMTP',
        id: '1234',
        date: '1996-01-01T15:15:03.000Z',
      },
    );
  });
});

// From memory.
describe('GroupWise', () => {
  it('GWIA, to the Internet: the client is a domain of its own system', () => {
    check(`from INET_DOM-MTA by mail.example.com with Novell_GroupWise; ${DATE}`, {
      kind: 'local',
      family: 'groupwise',
      helo: 'INET_DOM-MTA',
      by: 'mail.example.com',
      with: 'Novell_GroupWise',
      date,
    });
  });
  it('GWIA, from the Internet', () => {
    check(`from gw.example.org ([192.0.2.4]) by gwia.example.com with Novell_GroupWise; ${DATE}`, {
      kind: 'relay',
      family: 'groupwise',
      helo: 'gw.example.org',
      ip: '192.0.2.4',
      by: 'gwia.example.com',
      with: 'Novell_GroupWise',
      date,
    });
  });
});

// Seen in mail of 2002 (the first); the second from memory.
describe('NetMail', () => {
  it('the login stands between HELO and address (seen 2002)', () => {
    check(
      `from example.com joe@smtp.example.com [192.0.2.216] by smtp.example.com with NetMail SMTP Agent $Revision:   3.11  $ on Novell NetWare via secured & encrypted transport (TLS); ${DATE}`,
      {
        kind: 'relay',
        family: 'netmail',
        helo: 'example.com',
        ip: '192.0.2.216',
        auth: 'joe@smtp.example.com',
        by: 'smtp.example.com',
        via: 'secured & encrypted transport',
        with: 'NetMail SMTP Agent $Revision: 3.11 $ on Novell NetWare',
        tls: ['TLS', null],
        date,
      },
    );
  });
  it('nobody logged in', () => {
    check(
      `from mail.example.org [192.0.2.217] by smtp.example.com with Novell NIMS $Revision:   2.63  $ on Novell NetWare; ${DATE}`,
      {
        kind: 'relay',
        family: 'netmail',
        helo: 'mail.example.org',
        ip: '192.0.2.217',
        by: 'smtp.example.com',
        with: 'Novell NIMS $Revision: 2.63 $ on Novell NetWare',
        date,
      },
    );
  });
});

// Seen in list mail of 2002 (iPlanet, Netscape 4) and later (Oracle); the rest from memory.
describe('iPlanet, Sun, Oracle and Netscape', () => {
  it('iPlanet Messaging Server (seen 2002)', () => {
    check(
      `from mail.example.org ([192.0.2.174]) by mta7.example.com (iPlanet Messaging Server 5.1 (built May  7 2001)) with ESMTP id <0H1D00ABCDEF12@mta7.example.com> for u@example.com; ${DATE} (PST)`,
      {
        kind: 'relay',
        family: 'sun-messaging',
        helo: 'mail.example.org',
        ip: '192.0.2.174',
        by: 'mta7.example.com',
        software: 'iPlanet Messaging Server 5.1 (built May 7 2001)',
        with: 'ESMTP',
        id: '0H1D00ABCDEF12@mta7.example.com',
        for: ['u@example.com'],
        date,
      },
    );
  });
  it('Sun Java System Messaging Server, the original recipient in a note', () => {
    check(
      `from mail.example.org (gw.example.org [192.0.2.4]) by mta7.example.com (Sun Java System Messaging Server 6.2-7.05 (built Sep  5 2006)) with ESMTP id <0JFG00ABCDEF12@mta7.example.com> for u@example.com (ORCPT u@example.com); ${DATE} (PST)`,
      {
        kind: 'relay',
        family: 'sun-messaging',
        helo: 'mail.example.org',
        rdns: 'gw.example.org',
        ip: '192.0.2.4',
        by: 'mta7.example.com',
        software: 'Sun Java System Messaging Server 6.2-7.05 (built Sep 5 2006)',
        with: 'ESMTP',
        id: '0JFG00ABCDEF12@mta7.example.com',
        for: ['u@example.com'],
        date,
      },
    );
  });
  it('Oracle Communications Messaging Server: a channel of its own', () => {
    check(
      `from process-daemon.mta7.example.com by mta7.example.com (Oracle Communications Messaging Server 7.0.5.30.0 64bit (built Oct 22 2013)) id <0NYZ00K00ABC00@mta7.example.com> for u@example.com (ORCPT u@example.com); ${DATE} (GMT)`,
      {
        kind: 'local',
        family: 'sun-messaging',
        helo: 'process-daemon.mta7.example.com',
        by: 'mta7.example.com',
        software: 'Oracle Communications Messaging Server 7.0.5.30.0 64bit (built Oct 22 2013)',
        id: '0NYZ00K00ABC00@mta7.example.com',
        for: ['u@example.com'],
        date,
      },
    );
  });
  it('authenticated, no reverse name', () => {
    check(
      `from [10.0.0.9] (unknown [192.0.2.5]) by mta7.example.com (Oracle Communications Messaging Server 8.0.2.4 64bit (built Aug  6 2019)) with ESMTPSA id <0Q1Z00K00ABC00@mta7.example.com>; ${DATE} (GMT)`,
      {
        kind: 'relay',
        family: 'sun-messaging',
        helo: '[10.0.0.9]',
        ip: '192.0.2.5',
        auth: 'esmtpsa',
        by: 'mta7.example.com',
        software: 'Oracle Communications Messaging Server 8.0.2.4 64bit (built Aug 6 2019)',
        with: 'ESMTPSA',
        id: '0Q1Z00K00ABC00@mta7.example.com',
        date,
      },
    );
  });
  it('webmail', () => {
    check(`by mta7.example.com (mshttpd); ${DATE}`, {
      kind: 'local',
      family: 'sun-messaging',
      by: 'mta7.example.com',
      software: 'mshttpd',
      date,
    });
  });
  it('Netscape Messaging Server 4', () => {
    check(
      `from mail.example.org ([192.0.2.4]) by mail.example.com (Netscape Messaging Server 4.15) with ESMTP id G1ABCD00.ABC for <u@example.com>; ${DATE}`,
      {
        kind: 'relay',
        family: 'sun-messaging',
        helo: 'mail.example.org',
        ip: '192.0.2.4',
        by: 'mail.example.com',
        software: 'Netscape Messaging Server 4.15',
        with: 'ESMTP',
        id: 'G1ABCD00.ABC',
        for: ['u@example.com'],
        date,
      },
    );
  });
  it('Netscape Mail Server 2: the address alone', () => {
    check(
      `from 192.0.2.4 by mail.example.com (Netscape Mail Server v2.02) with SMTP id AAA234 for <u@example.com>; ${DATE}`,
      {
        kind: 'relay',
        family: 'sun-messaging',
        ip: '192.0.2.4',
        by: 'mail.example.com',
        software: 'Netscape Mail Server v2.02',
        with: 'SMTP',
        id: 'AAA234',
        for: ['u@example.com'],
        date,
      },
    );
  });
  it("Sun Internet Mail Server's bounce: its store hands over, and the note that it took from itself", () => {
    check(
      `from mail.example.com (Sun Internet Mail Server sims.3.5.2000.03.23.18.03.p10) id <0GK500B01D0B8X@mail.example.com>; ${DATE}`,
      {
        kind: 'local',
        helo: 'mail.example.com',
        id: '0GK500B01D0B8X@mail.example.com',
        date,
      },
    );
  });
  it('the program that empties its store', () => {
    check(
      `from sims-ms-daemon by mail.example.com\n (Sun Internet Mail Server sims.3.5.2000.03.23.18.03.p10)\n id <0GK500B01D0B8Y@mail.example.com> for u@example.com; ${DATE}`,
      {
        kind: 'local',
        family: 'sun-messaging',
        helo: 'sims-ms-daemon',
        by: 'mail.example.com',
        software: 'Sun Internet Mail Server sims.3.5.2000.03.23.18.03.p10',
        id: '0GK500B01D0B8Y@mail.example.com',
        for: ['u@example.com'],
        date,
      },
    );
  });
});

// Seen in list mail of 2002; the channel from memory.
describe('PMDF', () => {
  it('version 5 (seen 2002)', () => {
    check(
      `from mail.example.org ([192.0.2.238]) by pmdf.example.com (PMDF V5.2-33 #12345) with ESMTP id <0H1J00ABCDEF12@pmdf.example.com> for u@example.com; ${DATE} (GMT)`,
      {
        kind: 'relay',
        family: 'pmdf',
        helo: 'mail.example.org',
        ip: '192.0.2.238',
        by: 'pmdf.example.com',
        software: 'PMDF V5.2-33 #12345',
        with: 'ESMTP',
        id: '0H1J00ABCDEF12@pmdf.example.com',
        for: ['u@example.com'],
        date,
      },
    );
  });
  it('version 6 with TLS', () => {
    check(
      `from example.org (gw.example.net [192.0.2.130]) by pmdf.example.com (PMDF V6.1-1 #12345) with ESMTPS id <0H1L00ABCDEF12@pmdf.example.com> for u@example.com; ${DATE} (GMT)`,
      {
        kind: 'relay',
        family: 'pmdf',
        helo: 'example.org',
        rdns: 'gw.example.net',
        ip: '192.0.2.130',
        by: 'pmdf.example.com',
        software: 'PMDF V6.1-1 #12345',
        with: 'ESMTPS',
        id: '0H1L00ABCDEF12@pmdf.example.com',
        for: ['u@example.com'],
        date,
      },
    );
  });
  it('a channel of its own', () => {
    check(
      `from DIRECTORY-DAEMON.pmdf.example.com by pmdf.example.com (PMDF V5.2-32 #12345) id <01JABCDEF000@pmdf.example.com> for u@example.com; ${DATE} (GMT)`,
      {
        kind: 'local',
        family: 'pmdf',
        helo: 'DIRECTORY-DAEMON.pmdf.example.com',
        by: 'pmdf.example.com',
        software: 'PMDF V5.2-32 #12345',
        id: '01JABCDEF000@pmdf.example.com',
        for: ['u@example.com'],
        date,
      },
    );
  });
});

// Seen in list mail of 2002; the last from memory.
describe('InterMail', () => {
  it("HELO is the client's address (seen 2002)", () => {
    check(
      `from [192.0.2.164] by mta3.example.com (InterMail vM.4.01.03.27 201-229-121-127-20010626) with ESMTP id <20241121101503.ABCD12345.mta3.example.com@[192.0.2.164]>; ${DATE}`,
      {
        kind: 'relay',
        family: 'intermail',
        ip: '192.0.2.164',
        by: 'mta3.example.com',
        software: 'InterMail vM.4.01.03.27 201-229-121-127-20010626',
        with: 'ESMTP',
        id: '20241121101503.ABCD12345.mta3.example.com@[192.0.2.164]',
        date,
      },
    );
  });
  it('HELO is a name (seen 2002)', () => {
    check(
      `from pc.example.org ([192.0.2.215]) by mta3.example.com (InterMail vM.5.01.03.15 201-253-122-118-115-20011108) with ESMTP id <20241121101503.ABCD12345.mta3.example.com@pc.example.org> for <u@example.com>; ${DATE}`,
      {
        kind: 'relay',
        family: 'intermail',
        helo: 'pc.example.org',
        ip: '192.0.2.215',
        by: 'mta3.example.com',
        software: 'InterMail vM.5.01.03.15 201-253-122-118-115-20011108',
        with: 'ESMTP',
        id: '20241121101503.ABCD12345.mta3.example.com@pc.example.org',
        for: ['u@example.com'],
        date,
      },
    );
  });
  it("HELO is another address than the client's", () => {
    check(
      `from [192.168.1.5] (really [192.0.2.4]) by mta9.example.com (InterMail vM.5.01.06.05 201-253-122-130-105-20030824) with ESMTP id <20241121101503.ABCD12345.mta9.example.com@[192.168.1.5]> for <u@example.com>; ${DATE}`,
      {
        kind: 'relay',
        family: 'intermail',
        helo: '[192.168.1.5]',
        ip: '192.0.2.4',
        by: 'mta9.example.com',
        software: 'InterMail vM.5.01.06.05 201-253-122-130-105-20030824',
        with: 'ESMTP',
        id: '20241121101503.ABCD12345.mta9.example.com@[192.168.1.5]',
        for: ['u@example.com'],
        date,
      },
    );
  });
});

// Seen in mail of 2002; SMTP from memory.
describe('Critical Path', () => {
  it("its note to itself, in qmail's way (seen 2002)", () => {
    check('(cpmta 12345 invoked from network); 21 Nov 2024 10:15:03 -0000', {
      kind: 'local',
      family: 'cpmta',
      date,
    });
  });
  it("SMTP: qmail's form, and read as qmail's, with the server's own address", () => {
    check(
      'from unknown (HELO mail.example.org) (192.0.2.4) by smtp.example.com (192.0.2.127) with SMTP; 21 Nov 2024 10:15:03 -0000',
      {
        kind: 'relay',
        family: 'qmail',
        helo: 'mail.example.org',
        ip: '192.0.2.4',
        by: 'smtp.example.com',
        byIp: '192.0.2.127',
        with: 'SMTP',
        date,
      },
    );
  });
  it('its Messaging Server: a bare version, three digits at the end; the address, no reverse name', () => {
    check(
      `from mail.example.org (192.0.2.42) by mx.example.com (7.0.028) (authenticated as joe)\n        id 413489B100C9C1FD for u@example.com; ${DATE}`,
      {
        kind: 'relay',
        family: 'critical-path',
        helo: 'mail.example.org',
        ip: '192.0.2.42',
        auth: 'joe',
        by: 'mx.example.com',
        software: '7.0.028',
        id: '413489B100C9C1FD',
        for: ['u@example.com'],
        date,
      },
    );
  });
  it('its Messaging Server: four numbers with a leading zero are a version, too', () => {
    check(
      `from mail.example.org (192.0.2.5) by mx.example.com (8.0.013.3)\n        id 4C07ED5800FBA3BD for u@example.com; ${DATE}`,
      {
        kind: 'relay',
        family: 'critical-path',
        helo: 'mail.example.org',
        ip: '192.0.2.5',
        by: 'mx.example.com',
        software: '8.0.013.3',
        id: '4C07ED5800FBA3BD',
        for: ['u@example.com'],
        date,
      },
    );
  });
});

// After SMTPSvr.cpp, from memory.
describe('XMail', () => {
  it('SMTPSvr.cpp: program and version in brackets, recipient and sender', () => {
    check(
      `from mail.example.org (192.0.2.4:3214) by mx.example.com with [XMail 1.27 ESMTP Server] id <S12345> for <u@example.com> from <b@example.org>; ${DATE}`,
      {
        kind: 'relay',
        family: 'xmail',
        helo: 'mail.example.org',
        ip: '192.0.2.4',
        port: 3214,
        by: 'mx.example.com',
        software: '[XMail 1.27 ESMTP Server]',
        with: '[XMail 1.27 ESMTP Server]',
        id: 'S12345',
        for: ['u@example.com'],
        envelopeFrom: 'b@example.org',
        date,
      },
    );
  });
  it('the same with the system in the brackets', () => {
    check(
      `from mail.example.org (192.0.2.4:3214) by mx.example.com with [XMail 1.22 (Linux/Ix86) ESMTP Server] id <S1A2B3> for <u@example.com> from <b@example.org>; ${DATE}`,
      {
        kind: 'relay',
        family: 'xmail',
        helo: 'mail.example.org',
        ip: '192.0.2.4',
        port: 3214,
        by: 'mx.example.com',
        software: '[XMail 1.22 (Linux/Ix86) ESMTP Server]',
        with: '[XMail 1.22 (Linux/Ix86) ESMTP Server]',
        id: 'S1A2B3',
        for: ['u@example.com'],
        envelopeFrom: 'b@example.org',
        date,
      },
    );
  });
});

// Seen in list mail of 2002.
describe('Mercury', () => {
  it('the spool folder of version 1 (seen 2002)', () => {
    check('from SpoolDir by MAILHOST (Mercury 1.44); 21 Nov 24 10:15:03 +0000', {
      kind: 'local',
      family: 'mercury',
      helo: 'SpoolDir',
      by: 'MAILHOST',
      software: 'Mercury 1.44',
      date,
    });
  });
  it('the same on another server', () => {
    check('from MAILHOST/SpoolDir by srv0.example.com (Mercury 1.44); 21 Nov 24 10:15:03 +0000', {
      kind: 'local',
      family: 'mercury',
      helo: 'MAILHOST/SpoolDir',
      by: 'srv0.example.com',
      software: 'Mercury 1.44',
      date,
    });
  });
  it('Mercury/32: a bare address, ID in capitals', () => {
    check(
      'from bigdog (192.0.2.221) by example.com (Mercury/32 v3.21c) ID MG000ABC; 21 Nov 24 19:15:03 +0900',
      {
        kind: 'relay',
        family: 'mercury',
        helo: 'bigdog',
        ip: '192.0.2.221',
        by: 'example.com',
        software: 'Mercury/32 v3.21c',
        id: 'MG000ABC',
        date,
      },
    );
  });
});

// Seen in mail of 2002 (the first); the second from memory.
describe('Kerio', () => {
  it('MailServer 5 (seen 2002)', () => {
    check(
      `from mail.example.org ([192.0.2.98]) by mail.example.com (Kerio MailServer 5.0.5); ${DATE}`,
      {
        kind: 'relay',
        family: 'kerio',
        helo: 'mail.example.org',
        ip: '192.0.2.98',
        by: 'mail.example.com',
        software: 'Kerio MailServer 5.0.5',
        date,
      },
    );
  });
  it('Connect 8, authenticated with TLS', () => {
    check(
      `from laptop ([192.0.2.99]) (authenticated user joe@example.com) by mail.example.com (Kerio Connect 8.0.2) (using TLSv1.2 with cipher ECDHE-RSA-AES256-GCM-SHA384 (256 bits)) for u@example.com; ${DATE}`,
      {
        kind: 'relay',
        family: 'kerio',
        helo: 'laptop',
        ip: '192.0.2.99',
        auth: 'joe@example.com',
        by: 'mail.example.com',
        software: 'Kerio Connect 8.0.2',
        for: ['u@example.com'],
        tls: ['TLSv1.2', 'ECDHE-RSA-AES256-GCM-SHA384'],
        date,
      },
    );
  });
});

// Seen in mail of 2002 (the first); the rest from memory.
describe('IMail', () => {
  it('SMTPD32, blanks behind the version (seen 2002)', () => {
    check(
      `from ns.example.org [192.0.2.17] by mx.example.com (SMTPD32-7.11     ) id ABCD01234; ${DATE}`,
      {
        kind: 'relay',
        family: 'imail',
        helo: 'ns.example.org',
        ip: '192.0.2.17',
        by: 'mx.example.com',
        software: 'SMTPD32-7.11',
        id: 'ABCD01234',
        date,
      },
    );
  });
  it('version 8', () => {
    check(
      `from mail.example.org [192.0.2.18] by mx.example.com with ESMTP (SMTPD32-8.05) id A1B2C3D4; ${DATE}`,
      {
        kind: 'relay',
        family: 'imail',
        helo: 'mail.example.org',
        ip: '192.0.2.18',
        by: 'mx.example.com',
        software: 'SMTPD32-8.05',
        with: 'ESMTP',
        id: 'A1B2C3D4',
        date,
      },
    );
  });
  it('versions of 2006 and later', () => {
    check(
      `from mail.example.org [192.0.2.18] by mx.example.com with ESMTP (SMTPD-12.5.4.31) id a1b2000c; ${DATE}`,
      {
        kind: 'relay',
        family: 'imail',
        helo: 'mail.example.org',
        ip: '192.0.2.18',
        by: 'mx.example.com',
        software: 'SMTPD-12.5.4.31',
        with: 'ESMTP',
        id: 'a1b2000c',
        date,
      },
    );
  });
});

// Seen in mail of 2002 (the last); the rest from memory.
describe('MailEnable', () => {
  it('its SMTP service', () => {
    check(`from mail.example.org ([192.0.2.4]) by mx.example.com with MailEnable ESMTP; ${DATE}`, {
      kind: 'relay',
      family: 'mailenable',
      helo: 'mail.example.org',
      ip: '192.0.2.4',
      by: 'mx.example.com',
      with: 'MailEnable ESMTP',
      date,
    });
  });
  it('authenticated', () => {
    check(`from laptop ([192.0.2.4]) by mx.example.com with MailEnable ESMTPA; ${DATE}`, {
      kind: 'relay',
      family: 'mailenable',
      helo: 'laptop',
      ip: '192.0.2.4',
      auth: 'esmtpa',
      by: 'mx.example.com',
      with: 'MailEnable ESMTPA',
      date,
    });
  });
  it('the inbound agent gives its name for a host, and no HELO (seen 2002)', () => {
    check(
      'from  (127.0.0.1 [127.0.0.1]) by MailEnable Inbound Mail Agent with ESMTP; Thu, 21 Nov 2024 02:15:03 -08:00',
      {
        kind: 'relay',
        family: 'mailenable',
        ip: '127.0.0.1',
        by: 'MailEnable',
        with: 'ESMTP',
        date,
      },
    );
  });
});

// From memory.
describe('SmarterMail: signs with no name, the shape alone is read', () => {
  it('the TLS version as .NET calls it', () => {
    check(
      `from mail.example.org (gw.example.org [192.0.2.4]) by mx.example.com with SMTP (version=TLS\\Tls12 cipher=Aes256 bits=256); ${DATE}`,
      {
        kind: 'relay',
        helo: 'mail.example.org',
        rdns: 'gw.example.org',
        ip: '192.0.2.4',
        by: 'mx.example.com',
        with: 'SMTP',
        tls: ['TLS\\Tls12', 'Aes256'],
        date,
      },
    );
  });
  it('UnknownHost says that there is no reverse name', () => {
    check(`from WIN-123 (UnknownHost [192.0.2.5]) by mx.example.com with SMTP; ${DATE}`, {
      kind: 'relay',
      helo: 'WIN-123',
      ip: '192.0.2.5',
      by: 'mx.example.com',
      with: 'SMTP',
      date,
    });
  });
});

// Seen in list mail of 2002 (the first); the second from memory.
describe('NTMail', () => {
  it('the address alone (seen 2002)', () => {
    check(
      `from [192.0.2.12] by mail.example.com (NTMail 5.06.0016/AB1234.00.01234567) with ESMTP id abcdefgh for u@example.com; ${DATE}`,
      {
        kind: 'relay',
        family: 'ntmail',
        ip: '192.0.2.12',
        by: 'mail.example.com',
        software: 'NTMail 5.06.0016/AB1234.00.01234567',
        with: 'ESMTP',
        id: 'abcdefgh',
        for: ['u@example.com'],
        date,
      },
    );
  });
  it('version 3: no address at all', () => {
    check(
      `from mail.example.org by mail.example.com (NTMail 3.02.10) with ESMTP id ab123456; ${DATE}`,
      {
        kind: 'anonymous',
        family: 'ntmail',
        helo: 'mail.example.org',
        by: 'mail.example.com',
        software: 'NTMail 3.02.10',
        with: 'ESMTP',
        id: 'ab123456',
        date,
      },
    );
  });
});

// Seen in SpamAssassin's parser.
describe('MailSite: signs with no name, the shape alone is read', () => {
  it('its id without a keyword', () => {
    check(
      `from mail.example.org (unverified [192.0.2.131]) by mx.example.com\n\t<B0014212518@mx.example.com>; ${DATE}`,
      {
        kind: 'relay',
        helo: 'mail.example.org',
        ip: '192.0.2.131',
        by: 'mx.example.com',
        id: 'B0014212518@mx.example.com',
        date,
      },
    );
  });
});

describe('Apache James', () => {
  it('a blank behind the name, the id in capitals', () => {
    check(
      `from dial.example.net (EHLO mail.example.org) ([192.0.2.17])\n          by mx.example.com (JAMES SMTP Server ) with ESMTP ID e2de7b7e;\n          ${DATE} (UTC)`,
      {
        kind: 'relay',
        family: 'james',
        helo: 'mail.example.org',
        rdns: 'dial.example.net',
        ip: '192.0.2.17',
        by: 'mx.example.com',
        software: 'JAMES SMTP Server',
        with: 'ESMTP',
        id: 'e2de7b7e',
        date,
      },
    );
  });
});

describe('Stalwart', () => {
  it("the network of the client's address inside the comment", () => {
    check(
      `from mail.example.org (mail.example.org [192.0.2.106] (AS64500 Example Networks GmbH, AT))\n\t(using TLSv1.3 with cipher TLS13_AES_256_GCM_SHA384)\n\tby mx.example.com (Stalwart SMTP) with ESMTPS id 4084ACAF0E46C13; ${DATE}`,
      {
        kind: 'relay',
        family: 'stalwart',
        helo: 'mail.example.org',
        rdns: 'mail.example.org',
        ip: '192.0.2.106',
        by: 'mx.example.com',
        software: 'Stalwart SMTP',
        with: 'ESMTPS',
        id: '4084ACAF0E46C13',
        tls: ['TLSv1.3', 'TLS13_AES_256_GCM_SHA384'],
        date,
      },
    );
  });
});

describe('SLmail', () => {
  it('the client behind by, its address in front of two colons', () => {
    check(
      `by mx.example.com from mail.example.org (192.0.2.46::mail\n    daemon; unverified,SLMail V3.0); ${DATE}`,
      {
        kind: 'relay',
        helo: 'mail.example.org',
        ip: '192.0.2.46',
        by: 'mx.example.com',
        date,
      },
    );
  });
  it('its own router', () => {
    check(`by mx.example.com from localhost (router,SLMail V3.2); ${DATE}`, {
      kind: 'local',
      helo: 'localhost',
      by: 'mx.example.com',
      date,
    });
  });
});
