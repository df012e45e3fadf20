/** Fetchers, submission agents, webmail, gateways and content filters: the fields as each writes them. */
import { check } from '../facts.ts';

const DATE = 'Thu, 21 Nov 2024 10:15:03 +0000';
const date = '2024-11-21T10:15:03.000Z';

// Seen in mail of 2002 and in the words of Debian's fetchmail.
describe('fetchmail', () => {
  it("transact.c: with the polled server's address", () => {
    check(
      `from mail.example.net [192.0.2.219] by localhost with POP3 (fetchmail-5.9.0) for joe@localhost (single-drop); ${DATE} (GMT)`,
      {
        kind: 'local',
        family: 'fetchmail',
        helo: 'mail.example.net',
        rdns: 'mail.example.net',
        ip: '192.0.2.219',
        by: 'localhost',
        software: 'fetchmail-5.9.0',
        with: 'POP3',
        for: ['joe@localhost'],
        date,
      },
    );
  });
  it('over IPv6, several users in one mailbox', () => {
    check(
      `from imap.example.net [2001:db8::19] by laptop.example.org with IMAP (fetchmail-6.3.26) for <joe@localhost> (multi-drop); ${DATE} (GMT)`,
      {
        kind: 'local',
        family: 'fetchmail',
        helo: 'imap.example.net',
        rdns: 'imap.example.net',
        ip: '2001:db8::19',
        by: 'laptop.example.org',
        software: 'fetchmail-6.3.26',
        with: 'IMAP',
        for: ['joe@localhost'],
        date,
      },
    );
  });
  it('the polled mailbox in the note, as its option for that writes it', () => {
    check(
      `from pop.example.net by laptop.example.org with POP3 (fetchmail-6.4.37 polling pop.example.net account joe) for <joe@localhost> (by default); ${DATE} (GMT)`,
      {
        kind: 'local',
        family: 'fetchmail',
        helo: 'pop.example.net',
        by: 'laptop.example.org',
        software: 'fetchmail-6.4.37 polling pop.example.net account joe',
        with: 'POP3',
        for: ['joe@localhost'],
        date,
      },
    );
  });
  it('without an address', () => {
    check(
      `from pop.example.net by laptop.example.org with POP3 (fetchmail-6.4.37) for <joe@localhost> (single-drop); ${DATE} (GMT)`,
      {
        kind: 'local',
        family: 'fetchmail',
        helo: 'pop.example.net',
        by: 'laptop.example.org',
        software: 'fetchmail-6.4.37',
        with: 'POP3',
        for: ['joe@localhost'],
        date,
      },
    );
  });
});

// After getmail6's message.py; versions 3 and 4 from memory.
describe('getmail', () => {
  it("getmail6's message.py: the polled server with its port, the name behind the protocol", () => {
    check(
      'from pop.example.net (192.0.2.10:995) by laptop with POP3-SSL getmail6 for <joe@example.org>; 21 Nov 2024 10:15:03 -0000',
      {
        kind: 'local',
        family: 'getmail',
        helo: 'pop.example.net',
        rdns: 'pop.example.net',
        ip: '192.0.2.10',
        port: 995,
        by: 'laptop',
        with: 'POP3-SSL getmail6',
        for: ['joe@example.org'],
        date,
      },
    );
  });
  it('the same without TLS', () => {
    check(
      'from pop.example.net (192.0.2.10:110) by laptop with POP3 getmail6; 21 Nov 2024 10:15:03 -0000',
      {
        kind: 'local',
        family: 'getmail',
        helo: 'pop.example.net',
        rdns: 'pop.example.net',
        ip: '192.0.2.10',
        port: 110,
        by: 'laptop',
        with: 'POP3 getmail6',
        date,
      },
    );
  });
  it('the same over IMAP and IPv6', () => {
    check(
      'from imap.example.net ([2001:db8::11]:993) by laptop with IMAP4-SSL getmail6 msgid:42; 21 Nov 2024 10:15:03 -0000',
      {
        kind: 'local',
        family: 'getmail',
        helo: 'imap.example.net',
        rdns: 'imap.example.net',
        ip: '2001:db8::11',
        port: 993,
        by: 'laptop',
        with: 'IMAP4-SSL getmail6 msgid:42',
        date,
      },
    );
  });
  it('version 4: without the name, the protocol tells the family', () => {
    check(
      'from imap.example.net (192.0.2.11) by laptop with IMAP4-SSL; 21 Nov 2024 10:15:03 -0000',
      {
        kind: 'local',
        family: 'getmail',
        helo: 'imap.example.net',
        rdns: 'imap.example.net',
        ip: '192.0.2.11',
        by: 'laptop',
        with: 'IMAP4-SSL',
        date,
      },
    );
  });
  it('version 3', () => {
    check(
      `from pop.example.net by laptop.example.org with POP3 (getmail v.3.1.6) for <joe@localhost>; ${DATE}`,
      {
        kind: 'local',
        family: 'getmail',
        helo: 'pop.example.net',
        by: 'laptop.example.org',
        software: 'getmail v.3.1.6',
        with: 'POP3',
        for: ['joe@localhost'],
        date,
      },
    );
  });
});

// Seen in mail of 2002 (SMTPBeamer); the rest from memory.
describe('POP and IMAP connectors', () => {
  it('Small Business Server: says SMTP and means the mailbox', () => {
    check(
      `from mail.example.net by server.example.com (Microsoft Connector for POP3 Mailboxes 6.0.6249.0) with SMTP (Local) ; ${DATE}`,
      {
        kind: 'local',
        family: 'pop-connector',
        helo: 'mail.example.net',
        by: 'server.example.com',
        software: 'Microsoft Connector for POP3 Mailboxes 6.0.6249.0',
        with: 'SMTP',
        date,
      },
    );
  });
  it("MAPILab's connector for Exchange", () => {
    check(`from pop.example.net by SERVER with MAPILab POP3 Connector (2.2.1.0.12345); ${DATE}`, {
      kind: 'local',
      family: 'pop-connector',
      helo: 'pop.example.net',
      by: 'SERVER',
      software: '2.2.1.0.12345',
      with: 'MAPILab POP3 Connector',
      date,
    });
  });
  it("SMTPBeamer, a server beside a connector: the client's address is recorded (seen 2002)", () => {
    check(`from 192.0.2.216 [192.0.2.216] by server with SMTPBeamer v3.30 ; ${DATE}`, {
      kind: 'relay',
      family: 'popbeamer',
      helo: '192.0.2.216',
      ip: '192.0.2.216',
      by: 'server',
      with: 'SMTPBeamer v3.30',
      date,
    });
  });
});

// Seen in list mail of 2020 and 2021.
describe('nullmailer', () => {
  it('its only field: who called it', () => {
    check('(nullmailer pid 12345 invoked by uid 1000); 21 Nov 2024 10:15:03 -0000', {
      kind: 'local',
      family: 'nullmailer',
      date,
    });
  });
});

// After ssmtp.c, from memory.
describe('sSMTP (msmtp and its like write no field)', () => {
  it('ssmtp.c', () => {
    check(`by laptop.example.org (sSMTP sendmail emulation); ${DATE}`, {
      kind: 'local',
      family: 'ssmtp',
      by: 'laptop.example.org',
      software: 'sSMTP sendmail emulation',
      date,
    });
  });
});

// After mail.c, from memory; bounces in the words of Debian's dma.
describe('DragonFly Mail Agent', () => {
  it('mail.c: the user, no address', () => {
    check(
      `from joe (uid 1000) (envelope-from joe@example.org) id 1a2b3 by host.example.org (DragonFly Mail Agent v0.11+ on host.example.org); ${DATE}`,
      {
        kind: 'local',
        family: 'dma',
        helo: 'joe',
        by: 'host.example.org',
        software: 'DragonFly Mail Agent v0.11+ on host.example.org',
        id: '1a2b3',
        envelopeFrom: 'joe@example.org',
        date,
      },
    );
  });
  it('its bounces', () => {
    check(
      `from MAILER-DAEMON id 1a2b3 by host.example.org (DragonFly Mail Agent v0.13 on host.example.org); ${DATE}`,
      {
        kind: 'local',
        family: 'dma',
        helo: 'MAILER-DAEMON',
        by: 'host.example.org',
        software: 'DragonFly Mail Agent v0.13 on host.example.org',
        id: '1a2b3',
        date,
      },
    );
  });
});

// Seen in mail of 2002.
describe('SquirrelMail', () => {
  it("Deliver.class.php: the browser's address and the user", () => {
    check(
      'from 192.0.2.4 (SquirrelMail authenticated user joe) by webmail.example.com with HTTP; Thu, 21 Nov 2024 10:15:03 -0000 (GMT)',
      {
        kind: 'relay',
        family: 'squirrelmail',
        ip: '192.0.2.4',
        auth: 'joe',
        by: 'webmail.example.com',
        with: 'HTTP',
        date,
      },
    );
  });
  it('behind a proxy: what the proxy says of the browser is no observation', () => {
    check(
      'from 10.0.0.1 (proxying for 192.0.2.4) (SquirrelMail authenticated user joe) by webmail.example.com with HTTP; Thu, 21 Nov 2024 10:15:03 -0000 (GMT)',
      {
        kind: 'relay',
        family: 'squirrelmail',
        ip: '10.0.0.1',
        auth: 'joe',
        by: 'webmail.example.com',
        with: 'HTTP',
        date,
      },
    );
  });
});

// After rcmail_sendmail.php of Roundcube 1.6; seen in mail of 2025.
describe('Roundcube', () => {
  it("the browser's reverse name and address, and the request", () => {
    check(
      `from host.example.org ([192.0.2.4]) by webmail.example.com with HTTP (HTTP/1.1 POST); ${DATE}`,
      {
        kind: 'relay',
        family: 'roundcube',
        helo: 'host.example.org',
        rdns: 'host.example.org',
        ip: '192.0.2.4',
        by: 'webmail.example.com',
        software: 'HTTP/1.1 POST',
        with: 'HTTP',
        date,
      },
    );
  });
  it('an IPv6 address has letters, and then no brackets', () => {
    check(
      `from host.example.org (2001:db8::4) by webmail.example.com with HTTP (HTTP/1.1 POST); ${DATE}`,
      {
        kind: 'relay',
        family: 'roundcube',
        helo: 'host.example.org',
        rdns: 'host.example.org',
        ip: '2001:db8::4',
        by: 'webmail.example.com',
        software: 'HTTP/1.1 POST',
        with: 'HTTP',
        date,
      },
    );
  });
  it('no reverse name', () => {
    check(`from [192.0.2.4] by webmail.example.com with HTTP (HTTP/1.1 POST); ${DATE}`, {
      kind: 'relay',
      family: 'roundcube',
      ip: '192.0.2.4',
      by: 'webmail.example.com',
      software: 'HTTP/1.1 POST',
      with: 'HTTP',
      date,
    });
  });
});

// From memory.
describe('Horde', () => {
  it('Horde 3 and later', () => {
    check(
      `from host.example.org (gw.example.org [192.0.2.4]) by webmail.example.com (Horde Framework) with HTTP; ${DATE}`,
      {
        kind: 'relay',
        family: 'horde',
        helo: 'host.example.org',
        rdns: 'gw.example.org',
        ip: '192.0.2.4',
        by: 'webmail.example.com',
        software: 'Horde Framework',
        with: 'HTTP',
        date,
      },
    );
  });
  it('IMP 3: the user behind the address', () => {
    check(
      `from 192.0.2.4 ( [192.0.2.4]) as user joe@imap.example.com by webmail.example.com with HTTP; ${DATE}`,
      {
        kind: 'relay',
        family: 'horde',
        helo: '192.0.2.4',
        ip: '192.0.2.4',
        auth: 'joe@imap.example.com',
        by: 'webmail.example.com',
        with: 'HTTP',
        date,
      },
    );
  });
  it('IMP 2: the account it used', () => {
    check(
      `from host.example.org (host.example.org [192.0.2.4]) by webmail.example.com (IMP) with HTTP for <joe@imap.example.com>; ${DATE}`,
      {
        kind: 'relay',
        family: 'horde',
        helo: 'host.example.org',
        rdns: 'host.example.org',
        ip: '192.0.2.4',
        by: 'webmail.example.com',
        software: 'IMP',
        with: 'HTTP',
        for: ['joe@imap.example.com'],
        date,
      },
    );
  });
});

// From memory of list mail.
describe('X.400 gateways, PP and Isode', () => {
  it('PP: the reverse name that is not the HELO name', () => {
    check(
      `from mail.example.org (actually rdns.example.org) by gate.example.com with SMTP (PP); ${DATE}`,
      {
        kind: 'anonymous',
        family: 'pp',
        helo: 'mail.example.org',
        rdns: 'rdns.example.org',
        by: 'gate.example.com',
        software: 'PP',
        with: 'SMTP',
        date,
      },
    );
  });
  it('M-Switch names the channel in place of itself', () => {
    check(
      `from [10.0.0.5] (pc.example.com [192.0.2.5]) by mx.example.com (submission channel) via TCP with ESMTPA id <AbCdEfGhIjKl@mx.example.com>; ${DATE}`,
      {
        kind: 'relay',
        family: 'pp',
        helo: '[10.0.0.5]',
        rdns: 'pc.example.com',
        ip: '192.0.2.5',
        auth: 'esmtpa',
        by: 'mx.example.com',
        software: 'submission channel',
        via: 'TCP',
        with: 'ESMTPA',
        id: 'AbCdEfGhIjKl@mx.example.com',
        date,
      },
    );
  });
  it('a MIXER gateway (RFC 2156): the other side has no address of this kind', () => {
    check(
      `from mta.example.org by gate.example.com with X.400 id <12345-0@gate.example.com>; ${DATE}`,
      {
        kind: 'local',
        family: 'x400',
        helo: 'mta.example.org',
        by: 'gate.example.com',
        with: 'X.400',
        id: '12345-0@gate.example.com',
        date,
      },
    );
  });
});

// Seen in list mail of 2002 (the second); the first from memory.
describe('UUCP', () => {
  it('a neighbour without an address', () => {
    check(`from foo.UUCP by gw.example.com with UUCP id AA01234; ${DATE}`, {
      kind: 'local',
      family: 'uucp',
      helo: 'foo.UUCP',
      by: 'gw.example.com',
      with: 'UUCP',
      id: 'AA01234',
      date,
    });
  });
  it('rmail hands over to Sendmail', () => {
    check(`(from uucp@localhost) by gw.example.com (8.12.5/8.12.5) id 4ALAF3ab012345; ${DATE}`, {
      kind: 'local',
      family: 'sendmail',
      by: 'gw.example.com',
      software: '8.12.5/8.12.5',
      id: '4ALAF3ab012345',
      date,
    });
  });
});

// From memory of list archives of the 1990s.
describe('BSMTP', () => {
  it('the Crosswell mailer on BITNET', () => {
    check(
      'from NODE by EXAMPLE.BITNET (Mailer R2.10 ptf008) with BSMTP id 1234; Thu, 21 Nov 1991 10:15:03 EST',
      {
        kind: 'local',
        family: 'bsmtp',
        helo: 'NODE',
        by: 'EXAMPLE.BITNET',
        software: 'Mailer R2.10 ptf008',
        with: 'BSMTP',
        id: '1234',
        date: '1991-11-21T15:15:03.000Z',
      },
    );
  });
});

// Seen in list mail of 2019 to 2024; LMTP from memory.
describe('amavis', () => {
  it('amavisd-new, its port in the note (seen 2019 to 2024)', () => {
    check(
      `from mail.example.com ([127.0.0.1]) by localhost (mail.example.com [127.0.0.1]) (amavisd-new, port 10024) with ESMTP id AbCdEfGhIjKl for <u@example.com>; ${DATE} (GMT)`,
      {
        kind: 'relay',
        family: 'amavis',
        helo: 'mail.example.com',
        ip: '127.0.0.1',
        by: 'localhost',
        byIp: '127.0.0.1',
        software: 'amavisd-new, port 10024',
        with: 'ESMTP',
        id: 'AbCdEfGhIjKl',
        for: ['u@example.com'],
        date,
      },
    );
  });
  it('amavis since 2.13, over LMTP', () => {
    check(
      `from mail.example.com ([127.0.0.1]) by localhost (mail.example.com [127.0.0.1]) (amavis, port 10026) with LMTP id 01234-05; ${DATE} (GMT)`,
      {
        kind: 'relay',
        family: 'amavis',
        helo: 'mail.example.com',
        ip: '127.0.0.1',
        by: 'localhost',
        byIp: '127.0.0.1',
        software: 'amavis, port 10026',
        with: 'LMTP',
        id: '01234-05',
        date,
      },
    );
  });
});

// From memory.
describe('MailScanner leaves the field to the server beside it', () => {
  it('a Postfix that MailScanner holds mail for', () => {
    check(
      `from mail.example.org (mail.example.org [192.0.2.4]) by mx.example.com (Postfix) with ESMTP id 0123456789.1A2B3; ${DATE} (GMT)`,
      {
        kind: 'relay',
        family: 'postfix',
        helo: 'mail.example.org',
        rdns: 'mail.example.org',
        ip: '192.0.2.4',
        by: 'mx.example.com',
        software: 'Postfix',
        with: 'ESMTP',
        id: '0123456789.1A2B3',
        date,
      },
    );
  });
  it("a virus scanner on the user's machine: the version of its list in brackets is no address", () => {
    check(`from 127.0.0.1 (AVG SMTP 7.0.299 [265.6.8]); ${DATE}`, {
      kind: 'relay',
      ip: '127.0.0.1',
      date,
    });
  });
  it('F-Secure Anti-Virus for Internet Mail: both addresses with their ports', () => {
    check(
      'from [192.0.2.81]:50999 (HELO mail.example.org) by mx1 ([192.0.2.74]:25) (F-Secure Anti-Virus for Internet Mail 6.0.34 Release) with SMTP; Thu, 21 Nov 2024 10:15:03 -0000',
      {
        kind: 'relay',
        family: 'mailscanner',
        helo: 'mail.example.org',
        ip: '192.0.2.81',
        port: 50999,
        by: 'mx1',
        byIp: '192.0.2.74',
        software: 'F-Secure Anti-Virus for Internet Mail 6.0.34 Release',
        with: 'SMTP',
        date,
      },
    );
  });
  it('MailGate, whose name in the field is as whoever installed it wrote it', () => {
    check(`from [192.168.0.13] by <mailgate> (MailGate 3.5.172) with SMTP; ${DATE}`, {
      kind: 'relay',
      ip: '192.168.0.13',
      by: 'mailgate',
      software: 'MailGate 3.5.172',
      with: 'SMTP',
      date,
    });
  });
  it("Norton's gateway: the client in the comment that opens the field", () => {
    check(
      `(from mail.example.org [192.0.2.240])\n by mx.example.com (NAVGW 2.5.2.12) with SMTP id M2006060503484615455\n for <u@example.com>; ${DATE}`,
      {
        kind: 'relay',
        family: 'mailscanner',
        helo: 'mail.example.org',
        ip: '192.0.2.240',
        by: 'mx.example.com',
        software: 'NAVGW 2.5.2.12',
        with: 'SMTP',
        id: 'M2006060503484615455',
        for: ['u@example.com'],
        date,
      },
    );
  });
  it('EzMTS: the recipient behind the date', () => {
    check(
      `from mail.example.org (127.0.0.1) by 127.0.0.1 (EzMTS MTSSmtp\n 1.55d5) ; ${DATE} for <u@example.com>`,
      {
        kind: 'relay',
        helo: 'mail.example.org',
        ip: '127.0.0.1',
        byIp: '127.0.0.1',
        software: 'EzMTS MTSSmtp 1.55d5',
        for: ['u@example.com'],
        date,
      },
    );
  });
});

// Seen in list mail of 2002.
describe('Raptor firewall', () => {
  it('its next host in a comment that is no recipient (seen in list mail, 2002)', () => {
    check(
      'from NTHOST by gw.example.org via smtpd (for lists.example.net [192.0.2.198]) with SMTP; 21 Nov 2024 10:15:03 UT',
      {
        kind: 'anonymous',
        family: 'raptor',
        helo: 'NTHOST',
        by: 'gw.example.org',
        via: 'smtpd',
        with: 'SMTP',
        date,
      },
    );
  });
  it("with the client's address", () => {
    check(
      'from client.example.net ([192.0.2.26]) by gw.example.org via smtpd (for inner [192.0.2.75]) with SMTP; 21 Nov 2024 10:15:03 UT',
      {
        kind: 'relay',
        family: 'raptor',
        helo: 'client.example.net',
        ip: '192.0.2.26',
        by: 'gw.example.org',
        via: 'smtpd',
        with: 'SMTP',
        date,
      },
    );
  });
  it('the firewall has no name', () => {
    check(
      'from inner by [192.0.2.238] via smtpd (for [192.0.2.219]) with SMTP; 21 Nov 2024 10:15:03 UT',
      {
        kind: 'anonymous',
        family: 'raptor',
        helo: 'inner',
        byIp: '192.0.2.238',
        via: 'smtpd',
        with: 'SMTP',
        date,
      },
    );
  });
});

// Seen in mail of 2002 (the first); the rest from memory.
describe('Smail', () => {
  it('version 3.1: a second from in front of the address, the sender behind the recipient (seen 2002)', () => {
    check(
      `from mx4.example.net from [192.0.2.101] by mail.example.net  (/\\##/\\ Smail3.1.30.16 #30.56) with esmtp for <u@example.net> sender: <b@example.com> id <mO/12abC-001abCD@mail.example.net>; ${DATE} (GMT)`,
      {
        kind: 'relay',
        family: 'smail',
        helo: 'mx4.example.net',
        ip: '192.0.2.101',
        by: 'mail.example.net',
        software: '/\\##/\\ Smail3.1.30.16 #30.56',
        with: 'esmtp',
        id: 'mO/12abC-001abCD@mail.example.net',
        for: ['u@example.net'],
        envelopeFrom: 'b@example.com',
        date,
      },
    );
  });
  it('version 3.2: its name behind the date', () => {
    check(
      `from relay.example.com(really [192.0.2.4]) by host.example.org via sendmail with smtp id <m0zRkHk-0005yBC@host.example.org> for <u@example.org>; ${DATE} (MET DST) (Smail-3.2.0.101 1997-Dec-17 #3 built 1998-Jun-1)`,
      {
        kind: 'relay',
        family: 'smail',
        helo: 'relay.example.com',
        ip: '192.0.2.4',
        by: 'host.example.org',
        software: 'Smail-3.2.0.101 1997-Dec-17 #3 built 1998-Jun-1',
        via: 'sendmail',
        with: 'smtp',
        id: 'm0zRkHk-0005yBC@host.example.org',
        for: ['u@example.org'],
        date,
      },
    );
  });
  it('a message of this machine', () => {
    check(`by host.example.org (Smail3.1.29.1 #5) id m0u1aBc-0001xYC; ${DATE}`, {
      kind: 'local',
      family: 'smail',
      by: 'host.example.org',
      software: 'Smail3.1.29.1 #5',
      id: 'm0u1aBc-0001xYC',
      date,
    });
  });
  it('no address at all', () => {
    check(
      `from host.example.com by host.example.org with smtp (Smail3.1.29.1 #5) id m0u1aBc-0001xYC; ${DATE}`,
      {
        kind: 'anonymous',
        family: 'smail',
        helo: 'host.example.com',
        by: 'host.example.org',
        software: 'Smail3.1.29.1 #5',
        with: 'smtp',
        id: 'm0u1aBc-0001xYC',
        date,
      },
    );
  });
});
