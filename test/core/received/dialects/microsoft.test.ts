/** The trace fields of Microsoft's servers, from Exchange 4 to Microsoft 365, and of Hotmail. */
import assert from 'node:assert/strict';
import { check, parse } from '../facts.ts';

const DATE = 'Thu, 21 Nov 2024 10:15:03 +0000';
const date = '2024-11-21T10:15:03.000Z';

// Internet Mail Service seen in list mail, 2002; no address and Internet Mail Connector (4.0) from memory, not checked.
describe('Exchange 4 to 5.5', () => {
  it('5.5 without an address', () => {
    const field = `from mail.example.org by exch.example.com with SMTP (Microsoft Exchange Internet Mail Service Version 5.5.2653.13)\n\tid ABC12345; ${DATE}`;
    check(field, {
      kind: 'anonymous',
      family: 'exchange-ims',
      helo: 'mail.example.org',
      by: 'exch.example.com',
      software: 'Microsoft Exchange Internet Mail Service Version 5.5.2653.13',
      with: 'SMTP',
      id: 'ABC12345',
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'unknown');
  });
  it('5.5 with the address', () => {
    const field = `from LAPTOP ([192.0.2.25]) by exch.example.com with SMTP (Microsoft Exchange Internet Mail Service Version 5.5.2448.0)\n\tid ABC12345; ${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'exchange-ims',
      helo: 'LAPTOP',
      ip: '192.0.2.25',
      by: 'exch.example.com',
      software: 'Microsoft Exchange Internet Mail Service Version 5.5.2448.0',
      with: 'SMTP',
      id: 'ABC12345',
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'unknown');
  });
  it('5.5 with reverse lookups turned on', () => {
    const field = `from LAPTOP (dial.example.net [192.0.2.25]) by exch.example.com with SMTP (Microsoft Exchange Internet Mail Service Version 5.5.2650.21)\n\tid ABC12345; ${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'exchange-ims',
      helo: 'LAPTOP',
      rdns: 'dial.example.net',
      ip: '192.0.2.25',
      by: 'exch.example.com',
      software: 'Microsoft Exchange Internet Mail Service Version 5.5.2650.21',
      with: 'SMTP',
      id: 'ABC12345',
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'recorded');
  });
  it('5.5 from inside the site', () => {
    check(
      `by exch.example.com with Internet Mail Service (5.5.2653.19)\n\tid <ABC12345>; ${DATE}`,
      {
        kind: 'local',
        family: 'exchange-ims',
        by: 'exch.example.com',
        software: '5.5.2653.19',
        with: 'Internet Mail Service',
        id: 'ABC12345',
        date,
      },
    );
  });
  it('4.0', () => {
    check(
      `by exch.example.com with SMTP (Microsoft Exchange Server Internet Mail Connector Version 4.0.994.63)\n\tid 01BC4E7A.1A2B3C40@exch.example.com; ${DATE}`,
      {
        kind: 'local',
        family: 'exchange-ims',
        by: 'exch.example.com',
        software: 'Microsoft Exchange Server Internet Mail Connector Version 4.0.994.63',
        with: 'SMTP',
        id: '01BC4E7A.1A2B3C40@exch.example.com',
        date,
      },
    );
  });
});

// Seen in list mail and spam, 2002; `over TLS` from memory, not checked.
describe('Microsoft SMTP service', () => {
  it('IIS 4: the address behind a dash', () => {
    const field = `from laptop - 203.0.113.5 by mx.example.com  with Microsoft SMTPSVC(5.5.1774.114.11);\n\t${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'smtpsvc',
      helo: 'laptop',
      ip: '203.0.113.5',
      by: 'mx.example.com',
      software: 'Microsoft SMTPSVC(5.5.1774.114.11)',
      with: 'Microsoft SMTPSVC',
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'not-recorded');
  });
  it('Windows 2000 and 2003', () => {
    const field = `from mail.example.org ([192.0.2.25]) by exch.example.com with Microsoft SMTPSVC(6.0.3790.3959);\n\t${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'smtpsvc',
      helo: 'mail.example.org',
      ip: '192.0.2.25',
      by: 'exch.example.com',
      software: 'Microsoft SMTPSVC(6.0.3790.3959)',
      with: 'Microsoft SMTPSVC',
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'not-recorded');
  });
  it('reverse lookups turned on: it tells that there is no name, never which', () => {
    const field = `from mail.example.org ([192.0.2.25] RDNS failed) by exch.example.com with Microsoft SMTPSVC(5.0.2195.6713);\n\t${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'smtpsvc',
      helo: 'mail.example.org',
      ip: '192.0.2.25',
      by: 'exch.example.com',
      software: 'Microsoft SMTPSVC(5.0.2195.6713)',
      with: 'Microsoft SMTPSVC',
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'none');
  });
  it('TLS', () => {
    check(
      `from mail.example.org ([192.0.2.25]) by exch.example.com over TLS secured channel with Microsoft SMTPSVC(6.0.3790.4675);\n\t${DATE}`,
      {
        kind: 'relay',
        family: 'smtpsvc',
        helo: 'mail.example.org',
        ip: '192.0.2.25',
        by: 'exch.example.com',
        software: 'Microsoft SMTPSVC(6.0.3790.4675)',
        with: 'Microsoft SMTPSVC',
        tls: ['TLS', null],
        date,
      },
    );
  });
  it('the pickup folder', () => {
    check(`from mail pickup service by exch.example.com with Microsoft SMTPSVC;\n\t${DATE}`, {
      kind: 'local',
      family: 'smtpsvc',
      helo: 'mail pickup service',
      by: 'exch.example.com',
      software: 'Microsoft SMTPSVC',
      with: 'Microsoft SMTPSVC',
      date,
    });
  });
});

// Seen in list mail, 2019 to 2024; version 8 and Mailbox Transport from memory, not checked.
describe('Exchange 2007 and later', () => {
  it('2007: TLS without a version', () => {
    const field = `from mail.example.org (192.0.2.25) by HUB1.example.com (192.0.2.11) with Microsoft\n\tSMTP Server (TLS) id 8.1.375.2; ${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'exchange',
      helo: 'mail.example.org',
      ip: '192.0.2.25',
      by: 'HUB1.example.com',
      byIp: '192.0.2.11',
      software: 'Microsoft SMTP Server',
      with: 'Microsoft SMTP Server',
      id: '8.1.375.2',
      tls: ['TLS', null],
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'not-recorded');
  });
  it('2007: between mailbox and hub', () => {
    check(
      `from MB1.example.com ([192.0.2.10]) by HUB1.example.com ([192.0.2.11]) with mapi; ${DATE}`,
      {
        kind: 'relay',
        family: 'exchange',
        helo: 'MB1.example.com',
        ip: '192.0.2.10',
        by: 'HUB1.example.com',
        byIp: '192.0.2.11',
        with: 'mapi',
        date,
      },
    );
  });
  it('2010: without TLS, and the machine to itself with a zone', () => {
    check(
      `from mail.example.org (192.0.2.25) by HUB1.example.com (192.0.2.11) with Microsoft SMTP Server id 14.3.439.0; ${DATE}`,
      {
        kind: 'relay',
        family: 'exchange',
        helo: 'mail.example.org',
        ip: '192.0.2.25',
        by: 'HUB1.example.com',
        byIp: '192.0.2.11',
        software: 'Microsoft SMTP Server',
        with: 'Microsoft SMTP Server',
        id: '14.3.439.0',
        date,
      },
    );
    check(
      `from MB1.example.com ([fe80::8421:f343:7269:50cd]) by MB1.example.com ([::1%14]) with mapi id 14.03.0439.000; ${DATE}`,
      {
        kind: 'relay',
        family: 'exchange',
        helo: 'MB1.example.com',
        ip: 'fe80::8421:f343:7269:50cd',
        by: 'MB1.example.com',
        byIp: '::1',
        with: 'mapi',
        id: '14.03.0439.000',
        date,
      },
    );
  });
  it('2016 over IPv6', () => {
    check(
      `from MB1.example.com (2001:db8::10) by MB2.example.com\n\t(2001:db8::11) with Microsoft SMTP Server (version=TLS1_2,\n\tcipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.1.2507.6 via Mailbox\n\tTransport; ${DATE}`,
      {
        kind: 'relay',
        family: 'exchange',
        helo: 'MB1.example.com',
        ip: '2001:db8::10',
        by: 'MB2.example.com',
        byIp: '2001:db8::11',
        software: 'Microsoft SMTP Server',
        via: 'Mailbox Transport',
        with: 'Microsoft SMTP Server',
        id: '15.1.2507.6',
        tls: ['TLS1_2', 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'],
        date,
      },
    );
  });
  it('2019: a client that calls itself by its address', () => {
    check(
      `from [192.168.1.3] (203.0.113.5) by MB2.example.com (192.0.2.11) with Microsoft SMTP Server\n\t(version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384_P256) id 15.2.1544.4\n\tvia Frontend Transport; ${DATE}`,
      {
        kind: 'relay',
        family: 'exchange',
        helo: '[192.168.1.3]',
        ip: '203.0.113.5',
        by: 'MB2.example.com',
        byIp: '192.0.2.11',
        software: 'Microsoft SMTP Server',
        via: 'Frontend Transport',
        with: 'Microsoft SMTP Server',
        id: '15.2.1544.4',
        tls: ['TLS1_2', 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384_P256'],
        date,
      },
    );
  });
});

// Seen in list mail and phishing, 2019 to 2026; `HTTPS via` from memory, not checked.
describe('Microsoft 365', () => {
  it('from outside', () => {
    const field = `from mail.example.org (192.0.2.184) by\n\tDB5EUR01FT012.mail.protection.outlook.com (10.152.4.247) with Microsoft SMTP\n\tServer (version=TLS1_3, cipher=TLS_AES_256_GCM_SHA384) id 15.20.8182.16 via\n\tFrontend Transport; ${DATE}`;
    check(field, {
      kind: 'relay',
      family: 'microsoft365',
      helo: 'mail.example.org',
      ip: '192.0.2.184',
      by: 'DB5EUR01FT012.mail.protection.outlook.com',
      byIp: '10.152.4.247',
      software: 'Microsoft SMTP Server',
      via: 'Frontend Transport',
      with: 'Microsoft SMTP Server',
      id: '15.20.8182.16',
      tls: ['TLS1_3', 'TLS_AES_256_GCM_SHA384'],
      date,
    });
    assert.equal(parse(field).from?.reverseLookup, 'not-recorded');
  });
  it('between two mailboxes: mapi', () => {
    check(
      `from AM0PR01MB1234.eurprd01.prod.exchangelabs.com\n\t([fe80::8421:f343:7269:50cd]) by AM0PR01MB1234.eurprd01.prod.exchangelabs.com\n\t([fe80::8421:f343:7269:50cd%6]) with mapi id 15.20.8158.024; ${DATE}`,
      {
        kind: 'relay',
        family: 'microsoft365',
        helo: 'AM0PR01MB1234.eurprd01.prod.exchangelabs.com',
        ip: 'fe80::8421:f343:7269:50cd',
        by: 'AM0PR01MB1234.eurprd01.prod.exchangelabs.com',
        byIp: 'fe80::8421:f343:7269:50cd',
        with: 'mapi',
        id: '15.20.8158.024',
        date,
      },
    );
  });
  it('delivered: HTTPS', () => {
    check(
      `from DB9PR01MB5678.eurprd01.prod.exchangelabs.com (2001:db8:208:1::1) by\n\tAM0PR01MB1234.eurprd01.prod.exchangelabs.com with HTTPS; ${DATE}`,
      {
        kind: 'relay',
        family: 'microsoft365',
        helo: 'DB9PR01MB5678.eurprd01.prod.exchangelabs.com',
        ip: '2001:db8:208:1::1',
        by: 'AM0PR01MB1234.eurprd01.prod.exchangelabs.com',
        with: 'HTTPS',
        date,
      },
    );
  });
  it('delivered, as of 2019: HTTPS by way of another', () => {
    check(
      `from DB9PR01MB5678.eurprd01.prod.outlook.com (::1) by\n\tAM0PR01MB1234.eurprd01.prod.outlook.com with HTTPS via\n\tBN6PR14CA0034.NAMPRD14.PROD.OUTLOOK.COM; ${DATE}`,
      {
        kind: 'relay',
        family: 'microsoft365',
        helo: 'DB9PR01MB5678.eurprd01.prod.outlook.com',
        ip: '::1',
        by: 'AM0PR01MB1234.eurprd01.prod.outlook.com',
        via: 'BN6PR14CA0034.NAMPRD14.PROD.OUTLOOK.COM',
        with: 'HTTPS',
        date,
      },
    );
  });
});

// Seen in list mail and spam, 2002; the form of 1997 from memory, not checked.
describe('Hotmail', () => {
  it("the browser's address", () => {
    check(`from 203.0.113.5 by by2fd.bay2.hotmail.msn.com with HTTP;\n\t${DATE}`, {
      kind: 'relay',
      family: 'hotmail',
      ip: '203.0.113.5',
      by: 'by2fd.bay2.hotmail.msn.com',
      with: 'HTTP',
      date,
    });
    check(`from 203.0.113.5 by www.hotmail.com with HTTP;\n\tFri, 21 Nov 1997 02:15:03 PST`, {
      kind: 'relay',
      family: 'hotmail',
      ip: '203.0.113.5',
      by: 'www.hotmail.com',
      with: 'HTTP',
      date: '1997-11-21T10:15:03.000Z',
    });
  });
  it('its servers for mail are the SMTP service', () => {
    check(
      `from mail.example.org ([192.0.2.25]) by bay0-mc1-f1.bay0.hotmail.com with Microsoft SMTPSVC(6.0.3790.211);\n\t${DATE}`,
      {
        kind: 'relay',
        family: 'smtpsvc',
        helo: 'mail.example.org',
        ip: '192.0.2.25',
        by: 'bay0-mc1-f1.bay0.hotmail.com',
        software: 'Microsoft SMTPSVC(6.0.3790.211)',
        with: 'Microsoft SMTPSVC',
        date,
      },
    );
    check(`from mail pickup service by hotmail.com with Microsoft SMTPSVC;\n\t${DATE}`, {
      kind: 'local',
      family: 'smtpsvc',
      helo: 'mail pickup service',
      by: 'hotmail.com',
      software: 'Microsoft SMTPSVC',
      with: 'Microsoft SMTPSVC',
      date,
    });
  });
});
