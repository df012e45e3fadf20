/** List managers and the firewalls and servers of their age: the fields as each writes them. */
import { check } from '../facts.ts';

const DATE = 'Thu, 21 Nov 2024 10:15:03 +0000';
const date = '2024-11-21T10:15:03.000Z';

// After smtpd(8), from memory.
describe('Obtuse smtpd', () => {
  it('smtpd(8): reverse name and address, then the claim; via stands in front of by', () => {
    check(
      `from rdns.example.org(192.0.2.4), claiming to be "mail.example.org" via SMTP by mx.example.com, id smtpdAAAa12345; ${DATE}`,
      {
        kind: 'relay',
        family: 'obtuse',
        helo: 'mail.example.org',
        rdns: 'rdns.example.org',
        ip: '192.0.2.4',
        by: 'mx.example.com',
        via: 'SMTP',
        id: 'smtpdAAAa12345',
        date,
      },
    );
  });
  it('HELO and reverse name agree', () => {
    check(
      `from rdns.example.org(192.0.2.4) via SMTP by mx.example.com, id smtpdAAAa12346; ${DATE}`,
      {
        kind: 'relay',
        family: 'obtuse',
        helo: 'rdns.example.org',
        rdns: 'rdns.example.org',
        ip: '192.0.2.4',
        by: 'mx.example.com',
        via: 'SMTP',
        id: 'smtpdAAAa12346',
        date,
      },
    );
  });
});

// After smap.c of the firewall toolkit, from memory.
describe('TIS smap', () => {
  it("the firewall toolkit's smap.c: the reverse name, no HELO", () => {
    check(
      `from rdns.example.org(192.0.2.4) by gw.example.com via smap (V2.0) id xma012345; ${DATE}`,
      {
        kind: 'relay',
        family: 'smap',
        helo: 'rdns.example.org',
        rdns: 'rdns.example.org',
        ip: '192.0.2.4',
        by: 'gw.example.com',
        via: 'smap',
        id: 'xma012345',
        date,
      },
    );
  });
  it("no reverse name; Gauntlet's version", () => {
    check(`from unknown(192.0.2.4) by gw.example.com via smap (4.1) id xma012345; ${DATE}`, {
      kind: 'relay',
      family: 'smap',
      ip: '192.0.2.4',
      by: 'gw.example.com',
      via: 'smap',
      id: 'xma012345',
      date,
    });
  });
  it('csmap without a lookup', () => {
    check(
      `from nodnsquery(192.0.2.12) by mx.example.com via csmap (V4.1) id srcAAAyHaywy; ${DATE}`,
      {
        kind: 'relay',
        family: 'smap',
        ip: '192.0.2.12',
        by: 'mx.example.com',
        via: 'csmap',
        id: 'srcAAAyHaywy',
        date,
      },
    );
  });
});

// Seen in mail of 2002 (the second); the rest from memory of list mail.
describe('ZMailer', () => {
  it('vger.kernel.org until 2015: HELO in quotes, flags of the lookups', () => {
    check(
      `from mail.example.org ([192.0.2.4]:49154 "EHLO web1.example.org" rhost-flags-OK-OK-OK-OK) by vger.kernel.org with ESMTP id S1234567AbTKUKPD; ${DATE}`,
      {
        kind: 'relay',
        family: 'zmailer',
        helo: 'web1.example.org',
        rdns: 'mail.example.org',
        ip: '192.0.2.4',
        port: 49154,
        by: 'vger.kernel.org',
        with: 'ESMTP',
        id: 'S1234567AbTKUKPD',
        date,
      },
    );
  });
  it('smtpserver of older releases: ident and TLS in the comment (seen 2002)', () => {
    check(
      `from [192.0.2.4] ([192.0.2.4]:1234 "HELO laptop" ident: "TIMEDOUT2" whoson: "-unregistered-" smtp-auth: <none> TLS-CIPHER: <none> TLS-PEER: <none>) by mx.example.com with ESMTP id <S12345-2>; ${DATE}`,
      {
        kind: 'relay',
        family: 'zmailer',
        helo: 'laptop',
        ip: '192.0.2.4',
        port: 1234,
        by: 'mx.example.com',
        with: 'ESMTP',
        id: 'S12345-2',
        date,
      },
    );
  });
  it("the list's expander, the original recipient in a note", () => {
    check(
      `by vger.kernel.org via listexpand id S1234567AbWKUKPD (ORCPT <rfc822;u@example.com>); ${DATE}`,
      {
        kind: 'local',
        family: 'zmailer',
        by: 'vger.kernel.org',
        via: 'listexpand',
        id: 'S1234567AbWKUKPD',
        date,
      },
    );
  });
  it('the same in the name of Majordomo', () => {
    check(
      `(majordomo@vger.kernel.org) by vger.kernel.org via listexpand id <S123456AbTKUKPE>; ${DATE}`,
      {
        kind: 'local',
        family: 'zmailer',
        by: 'vger.kernel.org',
        via: 'listexpand',
        id: 'S123456AbTKUKPE',
        date,
      },
    );
  });
  it('a fold between EHLO and a long name', () => {
    check(
      `from host.example.org ([192.0.2.7]:42692 "EHLO\n\tmail.outbound.example.org" rhost-flags-OK-OK-OK-FAIL) by vger.kernel.org\n\twith ESMTP id S1755686Ab0KPSM3; ${DATE}`,
      {
        kind: 'relay',
        family: 'zmailer',
        helo: 'mail.outbound.example.org',
        rdns: 'host.example.org',
        ip: '192.0.2.7',
        port: 42692,
        by: 'vger.kernel.org',
        with: 'ESMTP',
        id: 'S1755686Ab0KPSM3',
        date,
      },
    );
  });
});

// Seen in list mail of 2002.
describe('Majordomo: the Sendmail beside it signs; bulk_mailer signs itself', () => {
  it('resend hands over to Sendmail', () => {
    check(
      '(from majordomo@localhost) by lists.example.org (8.9.3/8.9.3) id KAA12345 for list-outgoing; Thu, 21 Nov 2024 10:15:03 GMT',
      {
        kind: 'local',
        family: 'sendmail',
        by: 'lists.example.org',
        software: '8.9.3/8.9.3',
        id: 'KAA12345',
        for: ['list-outgoing'],
        date,
      },
    );
  });
  it('bulk_mailer', () => {
    check(`by lists.example.org (bulk_mailer v1.13); ${DATE}`, {
      kind: 'local',
      family: 'majordomo',
      by: 'lists.example.org',
      software: 'bulk_mailer v1.13',
      date,
    });
  });
});

// From memory of list mail.
describe('Ecartis and Listar: only with and date, and a semicolon in the comment', () => {
  it('Ecartis 1.0', () => {
    check(`with ECARTIS (v1.0.0; list example); ${DATE} (GMT)`, {
      kind: 'local',
      family: 'ecartis',
      with: 'ECARTIS',
      date,
    });
  });
  it('Listar', () => {
    check('with LISTAR (v0.129a; internal job); Thu, 21 Nov 2024 05:15:03 -0500 (EST)', {
      kind: 'local',
      family: 'ecartis',
      with: 'LISTAR',
      date,
    });
  });
});

// From memory of list mail.
describe('Mailman and Sympa: the server beside them signs', () => {
  it('Mailman with Exim', () => {
    check(
      `from localhost ([127.0.0.1] helo=lists.example.org) by lists.example.org with esmtp (Exim 4.92) (envelope-from <list-bounces@lists.example.org>) id 1tE4Gd-0001Ab-2C; ${DATE}`,
      {
        kind: 'relay',
        family: 'exim',
        helo: 'lists.example.org',
        rdns: 'localhost',
        ip: '127.0.0.1',
        by: 'lists.example.org',
        software: 'Exim 4.92',
        with: 'esmtp',
        id: '1tE4Gd-0001Ab-2C',
        envelopeFrom: 'list-bounces@lists.example.org',
        date,
      },
    );
  });
  it('Mailman with Postfix', () => {
    check(
      `from lists.example.org (localhost [127.0.0.1]) by lists.example.org (Postfix) with ESMTP id 0123456789; ${DATE} (UTC)`,
      {
        kind: 'relay',
        family: 'postfix',
        helo: 'lists.example.org',
        rdns: 'localhost',
        ip: '127.0.0.1',
        by: 'lists.example.org',
        software: 'Postfix',
        with: 'ESMTP',
        id: '0123456789',
        date,
      },
    );
  });
  it("Sympa with Postfix: its user's number", () => {
    check(`by lists.example.org (Postfix, from userid 109) id 0123456789; ${DATE} (UTC)`, {
      kind: 'local',
      family: 'postfix',
      by: 'lists.example.org',
      software: 'Postfix, from userid 109',
      id: '0123456789',
      date,
    });
  });
});

// Seen in list mail of 2002 (LSMTP); the rest from memory.
describe('LISTSERV and LSMTP', () => {
  it("LISTSERV's own spool", () => {
    check(
      'from LISTSERV.EXAMPLE.COM by LISTSERV.EXAMPLE.COM (LISTSERV-TCP/IP release 1.8e) with spool id 123456 for LIST-L@LISTSERV.EXAMPLE.COM; Thu, 21 Nov 2024 05:15:03 -0500',
      {
        kind: 'local',
        family: 'lsmtp',
        helo: 'LISTSERV.EXAMPLE.COM',
        by: 'LISTSERV.EXAMPLE.COM',
        software: 'LISTSERV-TCP/IP release 1.8e',
        with: 'spool',
        id: '123456',
        for: ['LIST-L@LISTSERV.EXAMPLE.COM'],
        date,
      },
    );
  });
  it('LSMTP: no reverse name (seen 2002)', () => {
    check(
      `from client1 (10.2.0.30) by lsmtp1.example.com (LSMTP for Windows NT v1.1b) with SMTP id <59.00000ABC@lsmtp1.example.com>; ${DATE}`,
      {
        kind: 'relay',
        family: 'lsmtp',
        helo: 'client1',
        ip: '10.2.0.30',
        by: 'lsmtp1.example.com',
        software: 'LSMTP for Windows NT v1.1b',
        with: 'SMTP',
        id: '59.00000ABC@lsmtp1.example.com',
        date,
      },
    );
  });
  it('LSMTP: the reverse name in place of the address (seen 2002)', () => {
    check(
      'from CLIENT2 (client2.example.net) by lsmtp1.example.com (LSMTP for Windows NT v1.1b) with SMTP id <9.00000ABC@lsmtp1.example.com>; Thu, 21 Nov 2024 5:15:03 -0500',
      {
        kind: 'anonymous',
        family: 'lsmtp',
        helo: 'CLIENT2',
        rdns: 'client2.example.net',
        by: 'lsmtp1.example.com',
        software: 'LSMTP for Windows NT v1.1b',
        with: 'SMTP',
        id: '9.00000ABC@lsmtp1.example.com',
        date,
      },
    );
  });
  it("L-Soft's SMTPL: the address alone", () => {
    check(`from 192.0.2.4 by PEAR.EXAMPLE.COM (SMTPL release 1.0m) with TCP; ${DATE}`, {
      kind: 'relay',
      family: 'lsmtp',
      ip: '192.0.2.4',
      by: 'PEAR.EXAMPLE.COM',
      software: 'SMTPL release 1.0m',
      with: 'TCP',
      date,
    });
  });
});

describe('Debbugs', () => {
  it('from its spool: the id glued to its keyword', () => {
    check(
      `via spool by submit@bugs.example.org id=B.154047490313415\n          (code B ref 912345); ${DATE}`,
      {
        kind: 'local',
        family: 'debbugs',
        by: 'submit@bugs.example.org',
        via: 'spool',
        id: 'B.154047490313415',
        date,
      },
    );
  });
  it('into its spool: the address that it came to', () => {
    check('(at submit) by bugs.example.org; 21 Nov 2024 10:15:03 +0000', {
      kind: 'local',
      family: 'debbugs',
      by: 'bugs.example.org',
      date,
    });
  });
});
