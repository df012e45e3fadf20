/** Services that send and filter for others, and the gateways that companies buy: the fields as each writes them. */
import assert from 'node:assert/strict';
import { check, checkAsWritten, parse } from '../facts.ts';

const DATE = 'Thu, 21 Nov 2024 10:15:03 +0000';
const date = '2024-11-21T10:15:03.000Z';

// After the documentation's examples of notifications for received mail, from memory.
describe('Amazon SES', () => {
  it("receiving: the documentation's examples of notifications for received mail", () => {
    check(
      `from a1-2.smtp-out.example.org (a1-2.smtp-out.example.org [192.0.2.183]) by inbound-smtp.us-east-1.amazonaws.com with SMTP id abcd1234efgh5678ijkl9012mnop for u@example.com; ${DATE} (UTC)`,
      {
        kind: 'relay',
        family: 'ses',
        helo: 'a1-2.smtp-out.example.org',
        rdns: 'a1-2.smtp-out.example.org',
        ip: '192.0.2.183',
        by: 'inbound-smtp.us-east-1.amazonaws.com',
        with: 'SMTP',
        id: 'abcd1234efgh5678ijkl9012mnop',
        for: ['u@example.com'],
        date,
      },
    );
  });
  it('submission: what a bounce by the service quotes', () => {
    check(
      `from ip-10-0-0-5.ec2.internal (host-4.example.org [192.0.2.4]) by email-smtp.amazonaws.com with SMTP (SimpleEmailService-123456789) id aBcDeFgHiJkLmNoPqRsT for u@example.com; ${DATE} (UTC)`,
      {
        kind: 'relay',
        family: 'ses',
        helo: 'ip-10-0-0-5.ec2.internal',
        rdns: 'host-4.example.org',
        ip: '192.0.2.4',
        by: 'email-smtp.amazonaws.com',
        software: 'SimpleEmailService-123456789',
        with: 'SMTP',
        id: 'aBcDeFgHiJkLmNoPqRsT',
        for: ['u@example.com'],
        date,
      },
    );
  });
  it('receiving, no reverse name', () => {
    check(
      `from mail.example.org (unknown [192.0.2.6]) by inbound-smtp.eu-west-1.amazonaws.com with SMTP id zyxw9876vuts5432rqpo for u@example.com; ${DATE} (UTC)`,
      {
        kind: 'relay',
        family: 'ses',
        helo: 'mail.example.org',
        ip: '192.0.2.6',
        by: 'inbound-smtp.eu-west-1.amazonaws.com',
        with: 'SMTP',
        id: 'zyxw9876vuts5432rqpo',
        for: ['u@example.com'],
        date,
      },
    );
  });
});

// Seen in mail of 2023 to 2025 (the first three); the rest from memory.
describe('SendGrid', () => {
  it('the web interface: no semicolon, the account number in base64 as client (seen 2023 to 2025)', () => {
    check(
      'from MTIzNDU2Nzg (unknown) by geopod-ismtpd-2 (SG) with HTTP id AbCdEfGhIjKlMnOpQrStUv Thu, 21 Nov 2024 10:15:03.475 +0000 (UTC)',
      {
        kind: 'local',
        family: 'sendgrid',
        helo: 'MTIzNDU2Nzg',
        by: 'geopod-ismtpd-2',
        software: 'SG',
        with: 'HTTP',
        id: 'AbCdEfGhIjKlMnOpQrStUv',
        date: '2024-11-21T10:15:03.475Z',
      },
    );
  });
  it('inside the service: the time as Go prints it, with its monotonic clock (seen 2020 to 2025)', () => {
    check(
      'by filterdrecv-p3iad2-0123456789-abcde with SMTP id filterdrecv-p3iad2-0123456789-abcde-18-673F0807-2A 2024-11-21 10:15:03.636 +0000 UTC m=+0.1',
      {
        kind: 'local',
        family: 'sendgrid',
        by: 'filterdrecv-p3iad2-0123456789-abcde',
        with: 'SMTP',
        id: 'filterdrecv-p3iad2-0123456789-abcde-18-673F0807-2A',
        date: '2024-11-21T10:15:03.636Z',
      },
    );
  });
  it('the same from another of its programs, nine decimals', () => {
    check(
      'by recvd-0123456789-fghij with SMTP id recvd-0123456789-fghij-1-673F0807-1 2024-11-21 10:15:03.034567891 +0000 UTC m=+93921.412345678',
      {
        kind: 'local',
        family: 'sendgrid',
        by: 'recvd-0123456789-fghij',
        with: 'SMTP',
        id: 'recvd-0123456789-fghij-1-673F0807-1',
        date: '2024-11-21T10:15:03.034Z',
      },
    );
  });
  it('the same before 2018, under the full host name and without a monotonic clock', () => {
    check(
      'by filter0001p1las1.sendgrid.net with SMTP id filter0001p1las1-12345-673F0807-1 2024-11-21 10:15:03.1 +0000 UTC',
      {
        kind: 'local',
        family: 'sendgrid',
        by: 'filter0001p1las1.sendgrid.net',
        with: 'SMTP',
        id: 'filter0001p1las1-12345-673F0807-1',
        date: '2024-11-21T10:15:03.100Z',
      },
    );
  });
  it('SMTP, the server that signs with its full name', () => {
    check(
      'from [127.0.0.1] (web.example.org [192.0.2.4]) by ismtpd0001p1iad1.sendgrid.net (SG) with ESMTP id AbCdEfGhIjKlMnOpQrStUv for <u@example.com>; Thu, 21 Nov 2024 10:15:03.010 +0000 (UTC)',
      {
        kind: 'relay',
        family: 'sendgrid',
        helo: '[127.0.0.1]',
        rdns: 'web.example.org',
        ip: '192.0.2.4',
        by: 'ismtpd0001p1iad1.sendgrid.net',
        software: 'SG',
        with: 'ESMTP',
        id: 'AbCdEfGhIjKlMnOpQrStUv',
        for: ['u@example.com'],
        date: '2024-11-21T10:15:03.010Z',
      },
    );
  });
  it('SMTP, the short host names of 2013', () => {
    check(
      'from mail.example.org (unknown [192.0.2.5]) by mi1 (SG) with ESMTP id 0123456789a.5a1.1f2e3 for <u@example.com>; Thu, 21 Nov 2024 04:15:03 -0600 (CST)',
      {
        kind: 'relay',
        family: 'sendgrid',
        helo: 'mail.example.org',
        ip: '192.0.2.5',
        by: 'mi1',
        software: 'SG',
        with: 'ESMTP',
        id: '0123456789a.5a1.1f2e3',
        for: ['u@example.com'],
        date,
      },
    );
  });
});

// After the manual's examples of routes and parsed messages, from memory.
describe('Mailgun', () => {
  it('routes: the parsed message of its manual', () => {
    check(
      'from [10.0.0.69] (Unknown [192.0.2.169]) by mxa.mailgun.org with ESMTP id 673f0807.0123456-worker2; Thu, 21 Nov 2024 10:15:03 -0000 (UTC)',
      {
        kind: 'relay',
        family: 'mailgun',
        helo: '[10.0.0.69]',
        ip: '192.0.2.169',
        by: 'mxa.mailgun.org',
        with: 'ESMTP',
        id: '673f0807.0123456-worker2',
        date,
      },
    );
  });
  it('the second field of the same example', () => {
    check(`by luna.mailgun.net with SMTP mgrt 1234567890123; ${DATE}`, {
      kind: 'local',
      family: 'mailgun',
      by: 'luna.mailgun.net',
      with: 'SMTP mgrt 1234567890123',
      date,
    });
  });
  it('messages given over the web interface', () => {
    check(`by luna.mailgun.net with HTTP; ${DATE}`, {
      kind: 'local',
      family: 'mailgun',
      by: 'luna.mailgun.net',
      with: 'HTTP',
      date,
    });
  });
  it('submission since 2020', () => {
    check(
      'from www.example.org (web.example.org [192.0.2.7]) by smtp-out-n01.prod.us-west-2.postgun.com with SMTP id 673f0807abcdef0123456789 (version=TLS1.2, cipher=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256); Thu, 21 Nov 2024 10:15:03 GMT',
      {
        kind: 'relay',
        family: 'mailgun',
        helo: 'www.example.org',
        rdns: 'web.example.org',
        ip: '192.0.2.7',
        by: 'smtp-out-n01.prod.us-west-2.postgun.com',
        with: 'SMTP',
        id: '673f0807abcdef0123456789',
        tls: ['TLS1.2', 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'],
        date,
      },
    );
  });
});

// Seen in mail of 2023 to 2025 (the first); Mandrill from memory.
describe('Mailchimp and Mandrill', () => {
  it('a Postfix under another name (seen 2023 to 2025)', () => {
    check(
      `from localhost (localhost [127.0.0.1]) by mail1.atl1.mcdlv.net (Mailchimp) with ESMTP id 4XvF4C0Vfzz5vMs for <u@example.com>; ${DATE} (GMT)`,
      {
        kind: 'relay',
        family: 'mailchimp',
        helo: 'localhost',
        rdns: 'localhost',
        ip: '127.0.0.1',
        by: 'mail1.atl1.mcdlv.net',
        software: 'Mailchimp',
        with: 'ESMTP',
        id: '4XvF4C0Vfzz5vMs',
        for: ['u@example.com'],
        date,
      },
    );
  });
  it("Mandrill's PowerMTA", () => {
    check(
      `from pmta01.mandrill.prod.example.net (127.0.0.1) by mail1-2.atl1.mandrillapp.com id habcde0fghi1 for <u@example.com>; ${DATE} (envelope-from <bounce-md_1.2.v1-abc@mandrillapp.com>)`,
      {
        kind: 'relay',
        family: 'mailchimp',
        helo: 'pmta01.mandrill.prod.example.net',
        ip: '127.0.0.1',
        by: 'mail1-2.atl1.mandrillapp.com',
        id: 'habcde0fghi1',
        for: ['u@example.com'],
        envelopeFrom: 'bounce-md_1.2.v1-abc@mandrillapp.com',
        date,
      },
    );
  });
  it("Mandrill's web interface", () => {
    check(`from [192.0.2.8] by mandrillapp.com id 0123456789abcdef0123456789abcdef; ${DATE}`, {
      kind: 'relay',
      family: 'mailchimp',
      ip: '192.0.2.8',
      by: 'mandrillapp.com',
      id: '0123456789abcdef0123456789abcdef',
      date,
    });
  });
});

// Seen in mail of 2025 (the first); the rest from memory.
describe('Momentum', () => {
  it("SparkPost's submission server, Momentum 5 (seen 2025): Exim's order, address and port in one literal", () => {
    check(
      `from [192.0.2.80] ([192.0.2.80:43211] helo=[10.0.0.179]) by i-0123456789abcdef0.mta1.example.com (envelope-from <b@example.org>) (ecelerity 5.0.0.12345 r(msys-ecelerity:tags/5.0.0.4)) with ESMTPSA (cipher=AES-256-GCM)  id 21/31-12345-673F0807; ${DATE}`,
      {
        kind: 'relay',
        family: 'momentum',
        helo: '[10.0.0.179]',
        ip: '192.0.2.80',
        auth: 'esmtpsa',
        port: 43211,
        by: 'i-0123456789abcdef0.mta1.example.com',
        software: 'ecelerity 5.0.0.12345 r(msys-ecelerity:tags/5.0.0.4)',
        with: 'ESMTPSA',
        id: '21/31-12345-673F0807',
        envelopeFrom: 'b@example.org',
        tls: [null, 'AES-256-GCM'],
        date,
      },
    );
  });
  it('Momentum 3, with a reverse name', () => {
    check(
      `from mail.example.org ([192.0.2.81:50123] helo=web1.example.org) by mta.example.com (envelope-from <b@example.org>) (ecelerity 3.6.9.12345 r(Core:3.6.9.0)) with ESMTP id 3B/A9-12345-673F0807; ${DATE}`,
      {
        kind: 'relay',
        family: 'momentum',
        helo: 'web1.example.org',
        rdns: 'mail.example.org',
        ip: '192.0.2.81',
        port: 50123,
        by: 'mta.example.com',
        software: 'ecelerity 3.6.9.12345 r(Core:3.6.9.0)',
        with: 'ESMTP',
        id: '3B/A9-12345-673F0807',
        envelopeFrom: 'b@example.org',
        date,
      },
    );
  });
  it('Ecelerity 2, HELO not told apart', () => {
    check(
      `from [10.0.1.9] ([10.0.1.9:34005]) by mta.example.com (envelope-from <b@example.org>) (ecelerity 2.2.2.45 r(12345M)) with ESMTP id 11/22-12345-673F0807 for <u@example.com>; ${DATE}`,
      {
        kind: 'relay',
        family: 'momentum',
        helo: '[10.0.1.9]',
        ip: '10.0.1.9',
        port: 34005,
        by: 'mta.example.com',
        software: 'ecelerity 2.2.2.45 r(12345M)',
        with: 'ESMTP',
        id: '11/22-12345-673F0807',
        for: ['u@example.com'],
        envelopeFrom: 'b@example.org',
        date,
      },
    );
  });
});

// Seen in mail of 2002 and of 2023 to 2025; versions 3 and 5 after the user's guide, from memory.
describe('PowerMTA', () => {
  it("the bare address and the sender behind the date: the user's guide, headers added", () => {
    check(
      `from host.example.org (192.0.2.9) by mta.example.com (PowerMTA(TM) v3.2r4) id habcde0fghi1 for <u@example.com>; ${DATE} (envelope-from <b@example.org>)`,
      {
        kind: 'relay',
        family: 'powermta',
        helo: 'host.example.org',
        ip: '192.0.2.9',
        by: 'mta.example.com',
        software: 'PowerMTA(TM) v3.2r4',
        id: 'habcde0fghi1',
        for: ['u@example.com'],
        envelopeFrom: 'b@example.org',
        date,
      },
    );
  });
  it('messages fed to it on its own machine (seen 2002)', () => {
    check(`by mta.example.com (PowerMTA(TM) v1.5); ${DATE} (envelope-from <b@example.org>)`, {
      kind: 'local',
      family: 'powermta',
      by: 'mta.example.com',
      software: 'PowerMTA(TM) v1.5',
      envelopeFrom: 'b@example.org',
      date,
    });
  });
  it('with its name hidden, as most senders set it (seen 2023 to 2025)', () => {
    check(
      `from localhost (127.0.0.1) by mta1.example.com id h2k3l4m5n6o7 for <u@example.com>; ${DATE} (envelope-from <b@example.org>)`,
      {
        kind: 'relay',
        family: 'powermta',
        helo: 'localhost',
        ip: '127.0.0.1',
        by: 'mta1.example.com',
        id: 'h2k3l4m5n6o7',
        for: ['u@example.com'],
        envelopeFrom: 'b@example.org',
        date,
      },
    );
  });
  it('the same without a client', () => {
    check(
      `by mta1.example.com id h2k3l4m5n6o7 for <u@example.com>; ${DATE} (envelope-from <b@example.org>)`,
      {
        kind: 'local',
        family: 'powermta',
        by: 'mta1.example.com',
        id: 'h2k3l4m5n6o7',
        for: ['u@example.com'],
        envelopeFrom: 'b@example.org',
        date,
      },
    );
  });
  it('version 5 with TLS', () => {
    check(
      `from mail.example.org (192.0.2.9) by mta.example.com (PowerMTA v5.0r3) with ESMTPS (TLSv1.2:ECDHE-RSA-AES256-GCM-SHA384) id habc123 for <u@example.com>; ${DATE} (envelope-from <b@example.org>)`,
      {
        kind: 'relay',
        family: 'powermta',
        helo: 'mail.example.org',
        ip: '192.0.2.9',
        by: 'mta.example.com',
        software: 'PowerMTA v5.0r3',
        with: 'ESMTPS',
        id: 'habc123',
        for: ['u@example.com'],
        envelopeFrom: 'b@example.org',
        tls: ['TLSv1.2', 'ECDHE-RSA-AES256-GCM-SHA384'],
        date,
      },
    );
  });
  it('Jetsend: the Message-ID in brackets in the place of the client', () => {
    // Its parentheses tell Exim by nothing but their place: not with a comment behind them.
    checkAsWritten(
      `from [<1-2-3@send.example.org>] ([<1-2-3@send.example.org>] helo=send.example.org)\n\tby mailer2 (envelope-from 1-2-3@send.example.org)\n\tJetsend MTA 0.0.1 with ESMTP; ${DATE}`,
      {
        kind: 'anonymous',
        family: 'exim',
        helo: 'send.example.org',
        by: 'mailer2',
        with: 'ESMTP',
        envelopeFrom: '1-2-3@send.example.org',
        date,
      },
    );
  });
});

// Seen in list mail of 2019 to 2022.
describe('Proofpoint', () => {
  it('its filter hands over to its Sendmail (seen 2019 to 2025)', () => {
    check(
      `from pps.filterd (m0000001.ppops.net [127.0.0.1]) by mx0a-00000001.pphosted.com (8.16.0.42/8.16.0.42) with SMTP id 04LAF3ab012345; ${DATE}`,
      {
        kind: 'relay',
        family: 'proofpoint',
        helo: 'pps.filterd',
        rdns: 'm0000001.ppops.net',
        ip: '127.0.0.1',
        by: 'mx0a-00000001.pphosted.com',
        software: '8.16.0.42/8.16.0.42',
        with: 'SMTP',
        id: '04LAF3ab012345',
        date,
      },
    );
  });
  it('the border before 2021', () => {
    check(
      `from mail.example.org ([192.0.2.16]) by mx0a-00000001.pphosted.com with ESMTP id 2abcdefghi-1 (version=TLSv1.2 cipher=ECDHE-RSA-AES128-GCM-SHA256 bits=128 verify=NOT); ${DATE}`,
      {
        kind: 'relay',
        family: 'proofpoint',
        helo: 'mail.example.org',
        ip: '192.0.2.16',
        by: 'mx0a-00000001.pphosted.com',
        with: 'ESMTP',
        id: '2abcdefghi-1',
        tls: ['TLSv1.2', 'ECDHE-RSA-AES128-GCM-SHA256'],
        date,
      },
    );
  });
  it('the border since 2021', () => {
    check(
      `from mail.example.org (gw.example.org [192.0.2.27]) by mx0a-00000001.pphosted.com (PPS) with ESMTPS id 3abcdefghi-1 (version=TLSv1.2 cipher=ECDHE-RSA-AES256-GCM-SHA384 bits=256 verify=NOT) for <u@example.com>; ${DATE}`,
      {
        kind: 'relay',
        family: 'proofpoint',
        helo: 'mail.example.org',
        rdns: 'gw.example.org',
        ip: '192.0.2.27',
        by: 'mx0a-00000001.pphosted.com',
        software: 'PPS',
        with: 'ESMTPS',
        id: '3abcdefghi-1',
        for: ['u@example.com'],
        tls: ['TLSv1.2', 'ECDHE-RSA-AES256-GCM-SHA384'],
        date,
      },
    );
  });
  it('Essentials, a Postfix under another name', () => {
    check(
      `from mail.example.org (mail.example.org [192.0.2.28]) (using TLSv1.2 with cipher ECDHE-RSA-AES128-GCM-SHA256 (128/128 bits)) (No client certificate requested) by mx1-us1.ppe-hosted.com (PPE Hosted ESMTP Server) with ESMTPS id 0123456789A for <u@example.com>; ${DATE} (UTC)`,
      {
        kind: 'relay',
        family: 'proofpoint',
        helo: 'mail.example.org',
        rdns: 'mail.example.org',
        ip: '192.0.2.28',
        by: 'mx1-us1.ppe-hosted.com',
        software: 'PPE Hosted ESMTP Server',
        with: 'ESMTPS',
        id: '0123456789A',
        for: ['u@example.com'],
        tls: ['TLSv1.2', 'ECDHE-RSA-AES128-GCM-SHA256'],
        date,
      },
    );
  });
});

// Seen in list mail of 2020 to 2025.
describe('Mimecast', () => {
  it('with STARTTLS as a second with clause (seen 2025)', () => {
    check(
      `from mail.example.org (mail.example.org [192.0.2.200]) by relay.mimecast.com with ESMTP with STARTTLS (version=TLSv1.3, cipher=TLS_AES_256_GCM_SHA384) id us-mta-1-AbCdEfGhIjKlMnOpQrStUv-1; ${DATE}`,
      {
        kind: 'relay',
        family: 'mimecast',
        helo: 'mail.example.org',
        rdns: 'mail.example.org',
        ip: '192.0.2.200',
        by: 'relay.mimecast.com',
        with: 'ESMTP',
        id: 'us-mta-1-AbCdEfGhIjKlMnOpQrStUv-1',
        tls: ['TLSv1.3', 'TLS_AES_256_GCM_SHA384'],
        date,
      },
    );
  });
  it('no reverse name: the address twice (seen 2020)', () => {
    check(
      `from EX1.example.org (192.0.2.50 [192.0.2.50]) (Using TLS) by relay.mimecast.com with ESMTP id us-mta-2-AbCdEfGhIjKlMnOpQrStUv-1; ${DATE}`,
      {
        kind: 'relay',
        family: 'mimecast',
        helo: 'EX1.example.org',
        ip: '192.0.2.50',
        by: 'relay.mimecast.com',
        with: 'ESMTP',
        id: 'us-mta-2-AbCdEfGhIjKlMnOpQrStUv-1',
        tls: ['TLS', null],
        date,
      },
    );
  });
  it('without TLS', () => {
    check(
      `from mail.example.org (gw.example.org [192.0.2.51]) by relay.mimecast.com with ESMTP id za-mta-3-AbCdEfGhIjKlMnOpQrStUv-1; ${DATE}`,
      {
        kind: 'relay',
        family: 'mimecast',
        helo: 'mail.example.org',
        rdns: 'gw.example.org',
        ip: '192.0.2.51',
        by: 'relay.mimecast.com',
        with: 'ESMTP',
        id: 'za-mta-3-AbCdEfGhIjKlMnOpQrStUv-1',
        date,
      },
    );
  });
});

// From memory of list mail.
describe('Barracuda', () => {
  it('Email Security Gateway with TLS, signing with the host name alone', () => {
    check(
      `from mail.example.org (mail.example.org [192.0.2.60]) by barracuda.example.com with ESMTP id AbCdEfGhIjKlMnOp (version=TLSv1.2 cipher=ECDHE-RSA-AES128-GCM-SHA256 bits=128 verify=NO) for <u@example.com>; ${DATE} (GMT)`,
      {
        kind: 'relay',
        family: 'barracuda',
        helo: 'mail.example.org',
        rdns: 'mail.example.org',
        ip: '192.0.2.60',
        by: 'barracuda.example.com',
        with: 'ESMTP',
        id: 'AbCdEfGhIjKlMnOp',
        for: ['u@example.com'],
        tls: ['TLSv1.2', 'ECDHE-RSA-AES128-GCM-SHA256'],
        date,
      },
    );
  });
  it('Spam Firewall', () => {
    check(
      `from mail.example.org (gw.example.org [192.0.2.60]) by bsf.example.com (Spam Firewall) with ESMTP id 0123456789 for <u@example.com>; ${DATE} (GMT)`,
      {
        kind: 'relay',
        family: 'barracuda',
        helo: 'mail.example.org',
        rdns: 'gw.example.org',
        ip: '192.0.2.60',
        by: 'bsf.example.com',
        software: 'Spam Firewall',
        with: 'ESMTP',
        id: '0123456789',
        for: ['u@example.com'],
        date,
      },
    );
  });
  it('Email Gateway Defense: neither protocol nor id', () => {
    check(
      `from mail.example.org (mail.example.org [192.0.2.61]) by mx-outbound1-2.us-east-2b.ess.aws.cudaops.com (version=TLSv1.2 cipher=ECDHE-RSA-AES256-GCM-SHA384 bits=256 verify=NO); ${DATE}`,
      {
        kind: 'relay',
        family: 'barracuda',
        helo: 'mail.example.org',
        rdns: 'mail.example.org',
        ip: '192.0.2.61',
        by: 'mx-outbound1-2.us-east-2b.ess.aws.cudaops.com',
        tls: ['TLSv1.2', 'ECDHE-RSA-AES256-GCM-SHA384'],
        date,
      },
    );
  });
});

// Seen in list mail of 2019 to 2024.
describe('IronPort', () => {
  it('no reverse name; TLS and cipher in the protocol (seen 2019 to 2024)', () => {
    check(
      'from unknown (HELO mail.example.org) ([192.0.2.70]) by esa1.example.com with ESMTP/TLS/ECDHE-RSA-AES256-GCM-SHA384; 21 Nov 2024 10:15:03 +0000',
      {
        kind: 'relay',
        family: 'ironport',
        helo: 'mail.example.org',
        ip: '192.0.2.70',
        by: 'esa1.example.com',
        with: 'ESMTP/TLS/ECDHE-RSA-AES256-GCM-SHA384',
        tls: ['TLS', 'ECDHE-RSA-AES256-GCM-SHA384'],
        date,
      },
    );
  });
  it('the reverse name differs from HELO', () => {
    check(
      'from laptop.example.org (HELO localhost) ([192.0.2.71]) by esa1.hc1-23.iphmx.com with ESMTP/TLS/DHE-RSA-AES256-SHA; 21 Nov 2024 10:15:03 +0000',
      {
        kind: 'relay',
        family: 'ironport',
        helo: 'localhost',
        rdns: 'laptop.example.org',
        ip: '192.0.2.71',
        by: 'esa1.hc1-23.iphmx.com',
        with: 'ESMTP/TLS/DHE-RSA-AES256-SHA',
        tls: ['TLS', 'DHE-RSA-AES256-SHA'],
        date,
      },
    );
  });
  it('reverse name and HELO agree, no TLS: brackets, two digits of day, no weekday, no id', () => {
    check(
      'from mail.example.org ([192.0.2.72]) by esa2.example.com with ESMTP; 21 Nov 2024 10:15:03 +0000',
      {
        kind: 'relay',
        family: 'ironport',
        helo: 'mail.example.org',
        rdns: 'mail.example.org',
        ip: '192.0.2.72',
        by: 'esa2.example.com',
        with: 'ESMTP',
        date,
      },
    );
  });
  it('HELO is a literal', () => {
    check(
      'from laptop.example.org (HELO [10.0.0.9]) ([192.0.2.73]) by esa2.example.com with ESMTP; 07 Nov 2024 10:15:03 +0000',
      {
        kind: 'relay',
        family: 'ironport',
        helo: '[10.0.0.9]',
        rdns: 'laptop.example.org',
        ip: '192.0.2.73',
        by: 'esa2.example.com',
        with: 'ESMTP',
        date: '2024-11-07T10:15:03.000Z',
      },
    );
  });
});

// Seen in list mail (the first); the second from memory.
describe('Sophos', () => {
  it('Email Appliance, a Postfix under another name (seen 2019)', () => {
    check(
      `from mail.example.org (mail.example.org [192.0.2.70]) (using TLSv1.2 with cipher ECDHE-RSA-AES256-GCM-SHA384 (256/256 bits)) (Client CN "mail.example.org", Issuer "Example CA" (verified OK)) by spma.example.com (Sophos Email Appliance) with ESMTPS id 0123456789A_73F0807F for <u@example.com>; ${DATE} (GMT)`,
      {
        kind: 'relay',
        family: 'sophos',
        helo: 'mail.example.org',
        rdns: 'mail.example.org',
        ip: '192.0.2.70',
        by: 'spma.example.com',
        software: 'Sophos Email Appliance',
        with: 'ESMTPS',
        id: '0123456789A_73F0807F',
        for: ['u@example.com'],
        tls: ['TLSv1.2', 'ECDHE-RSA-AES256-GCM-SHA384'],
        date,
      },
    );
  });
  it('Sophos Email signs as Postfix: no row of its own needed', () => {
    check(
      `from mail.example.org (mail.example.org [192.0.2.73]) by mx-01-us-west-2.prod.hydra.sophos.com (Postfix) with ESMTPS id 4XvF4C0Vfzz5vMs for <u@example.com>; ${DATE} (UTC)`,
      {
        kind: 'relay',
        family: 'postfix',
        helo: 'mail.example.org',
        rdns: 'mail.example.org',
        ip: '192.0.2.73',
        by: 'mx-01-us-west-2.prod.hydra.sophos.com',
        software: 'Postfix',
        with: 'ESMTPS',
        id: '4XvF4C0Vfzz5vMs',
        for: ['u@example.com'],
        date,
      },
    );
  });
});

// From memory of list mail.
describe('FortiMail', () => {
  it("no name, but two of Sendmail's ids in one", () => {
    check(
      `from mail.example.org (mail.example.org [192.0.2.74]) by fml.example.com with ESMTP id 4ALAF3ab012345-4ALAF3ad012345 (version=TLSv1.2 cipher=ECDHE-RSA-AES256-GCM-SHA384 bits=256 verify=NO) for <u@example.com>; ${DATE}`,
      {
        kind: 'relay',
        family: 'fortimail',
        helo: 'mail.example.org',
        rdns: 'mail.example.org',
        ip: '192.0.2.74',
        by: 'fml.example.com',
        with: 'ESMTP',
        id: '4ALAF3ab012345-4ALAF3ad012345',
        for: ['u@example.com'],
        tls: ['TLSv1.2', 'ECDHE-RSA-AES256-GCM-SHA384'],
        date,
      },
    );
  });
  it('without TLS and without a reverse name', () => {
    check(
      `from mail.example.org ([192.0.2.75]) by fml.example.com with ESMTP id 4ALAF3ab012345-4ALAF3ac012345; ${DATE}`,
      {
        kind: 'relay',
        family: 'fortimail',
        helo: 'mail.example.org',
        ip: '192.0.2.75',
        by: 'fml.example.com',
        with: 'ESMTP',
        id: '4ALAF3ab012345-4ALAF3ac012345',
        date,
      },
    );
  });
  it('older releases sign as the Sendmail they are: no row of its own needed', () => {
    check(
      `from mail.example.org ([192.0.2.75]) by fml.example.com (8.14.2/8.14.2) with ESMTP id 4ALAF3ab012345; ${DATE}`,
      {
        kind: 'relay',
        family: 'sendmail',
        helo: 'mail.example.org',
        ip: '192.0.2.75',
        by: 'fml.example.com',
        software: '8.14.2/8.14.2',
        with: 'ESMTP',
        id: '4ALAF3ab012345',
        date,
      },
    );
  });
});

// Seen in list mail of 2002 and of 2019 to 2024 (IMSVA, VirusWall); the rest from memory.
describe('Trend Micro', () => {
  it('IMSVA is a Postfix on a host of that name: no row needed (seen 2019 to 2024)', () => {
    check(
      `from mail.example.org (unknown [127.0.0.1]) by IMSVA (Postfix) with ESMTP id 0123456789 for <u@example.com>; ${DATE} (GMT)`,
      {
        kind: 'relay',
        family: 'postfix',
        helo: 'mail.example.org',
        ip: '127.0.0.1',
        by: 'IMSVA',
        software: 'Postfix',
        with: 'ESMTP',
        id: '0123456789',
        for: ['u@example.com'],
        date,
      },
    );
  });
  it('InterScan Messaging Security Suite names itself in place of a protocol', () => {
    check(
      `from mail.example.org ([192.0.2.76]) by imss.example.com with InterScan Messaging Security Suite; ${DATE}`,
      {
        kind: 'relay',
        family: 'trendmicro',
        helo: 'mail.example.org',
        ip: '192.0.2.76',
        by: 'imss.example.com',
        with: 'InterScan Messaging Security Suite',
        date,
      },
    );
  });
  it('InterScan VirusWall for Windows NT: the address alone (seen 2002)', () => {
    check(
      'from 192.0.2.77 by mail.example.com (InterScan E-Mail VirusWall NT); Thu, 21 Nov 2024 11:15:03 +0100 (W. Europe Standard Time)',
      {
        kind: 'relay',
        family: 'trendmicro',
        ip: '192.0.2.77',
        by: 'mail.example.com',
        software: 'InterScan E-Mail VirusWall NT',
        date,
      },
    );
  });
  it('Email Security writes the client it saw into the HELO of its next server', () => {
    check(
      `from 192.0.2.78_.trendmicro.com (unknown [10.0.0.56]) by repost01.tmes.trendmicro.com (Postfix) with SMTP id 0123456789ABC; ${DATE} (UTC)`,
      {
        kind: 'relay',
        family: 'postfix',
        helo: '192.0.2.78_.trendmicro.com',
        ip: '10.0.0.56',
        by: 'repost01.tmes.trendmicro.com',
        software: 'Postfix',
        with: 'SMTP',
        id: '0123456789ABC',
        date,
      },
    );
  });
});

// Seen in list mail of 2002 (the first); the rest from memory.
describe('MessageLabs', () => {
  it("a qmail with the tower's name (seen 2002)", () => {
    check(
      'from unknown (HELO mail.example.org) (192.0.2.15) by server-1.tower-2.messagelabs.com with SMTP; 21 Nov 2024 10:15:03 -0000',
      {
        kind: 'relay',
        family: 'messagelabs',
        helo: 'mail.example.org',
        ip: '192.0.2.15',
        by: 'server-1.tower-2.messagelabs.com',
        with: 'SMTP',
        date,
      },
    );
  });
  it("TLS by qmail's patch: the cipher stands in the protocol", () => {
    check(
      'from mail.example.org (HELO mail.example.org) (192.0.2.15) by server-1.tower-234.messagelabs.com with ECDHE-RSA-AES256-GCM-SHA384 encrypted SMTP; 21 Nov 2024 10:15:03 -0000',
      {
        kind: 'relay',
        family: 'messagelabs',
        helo: 'mail.example.org',
        rdns: 'mail.example.org',
        ip: '192.0.2.15',
        by: 'server-1.tower-234.messagelabs.com',
        with: 'ECDHE-RSA-AES256-GCM-SHA384 encrypted SMTP',
        tls: [null, 'ECDHE-RSA-AES256-GCM-SHA384'],
        date,
      },
    );
  });
  it('between its own machines: the address alone', () => {
    check(
      `from [192.0.2.67] (using TLSv1.2 with cipher DHE-RSA-AES256-SHA (256 bits)) by server-1.bemta-2.messagelabs.com id 64/5D-12345-70807F37; ${DATE}`,
      {
        kind: 'relay',
        family: 'messagelabs',
        ip: '192.0.2.67',
        by: 'server-1.bemta-2.messagelabs.com',
        id: '64/5D-12345-70807F37',
        tls: ['TLSv1.2', 'DHE-RSA-AES256-SHA'],
        date,
      },
    );
  });
});

// Seen in mail of 2024 (the first); the second from memory.
describe('Symantec', () => {
  it('Messaging Gateway; Unknown_Domain says that there is no reverse name (seen 2024)', () => {
    check(
      `from User (Unknown_Domain [10.0.0.5]) by smg.example.com (Symantec Messaging Gateway) with SMTP id 1C.9B.12345.70807F37; ${DATE} (GMT)`,
      {
        kind: 'relay',
        family: 'symantec',
        helo: 'User',
        ip: '10.0.0.5',
        by: 'smg.example.com',
        software: 'Symantec Messaging Gateway',
        with: 'SMTP',
        id: '1C.9B.12345.70807F37',
        date,
      },
    );
  });
  it('Brightmail Gateway, its name before 2012', () => {
    check(
      `from mail.example.org (gw.example.org [192.0.2.79]) by gw.example.com (Symantec Brightmail Gateway) with SMTP id 8D.4C.12345.70807F37; ${DATE} (GMT)`,
      {
        kind: 'relay',
        family: 'symantec',
        helo: 'mail.example.org',
        rdns: 'gw.example.org',
        ip: '192.0.2.79',
        by: 'gw.example.com',
        software: 'Symantec Brightmail Gateway',
        with: 'SMTP',
        id: '8D.4C.12345.70807F37',
        date,
      },
    );
  });
});

// From memory.
describe('FireEye', () => {
  it('EX appliances sign as Postfix: no row needed', () => {
    check(
      `from mail.example.org (mail.example.org [192.0.2.80]) (using TLSv1.2 with cipher ECDHE-RSA-AES256-GCM-SHA384 (256/256 bits)) (No client certificate requested) by ex.example.com (Postfix) with ESMTPS id 4XvF4C0Vfzz5vMs for <u@example.com>; ${DATE} (UTC)`,
      {
        kind: 'relay',
        family: 'postfix',
        helo: 'mail.example.org',
        rdns: 'mail.example.org',
        ip: '192.0.2.80',
        by: 'ex.example.com',
        software: 'Postfix',
        with: 'ESMTPS',
        id: '4XvF4C0Vfzz5vMs',
        for: ['u@example.com'],
        tls: ['TLSv1.2', 'ECDHE-RSA-AES256-GCM-SHA384'],
        date,
      },
    );
  });
  it('the cloud service is known by its host name', () => {
    check(
      `from mail.example.org (mail.example.org [192.0.2.80]) by inbound.us.email.fireeyecloud.com with ESMTPS id 4XvF4C0Vfz; ${DATE}`,
      {
        kind: 'relay',
        family: 'fireeye',
        helo: 'mail.example.org',
        rdns: 'mail.example.org',
        ip: '192.0.2.80',
        by: 'inbound.us.email.fireeyecloud.com',
        with: 'ESMTPS',
        id: '4XvF4C0Vfz',
        date,
      },
    );
  });
});

// From its manual and memory, not checked against mail.
describe('MailMarshal', () => {
  it('says of the name that it was not verified, and gives the address', () => {
    check(
      `from mail.example.org (Not Verified[192.0.2.1]) by gw.example.com with MailMarshal (v8,2,3,1234) id <B66308e3b0001>; ${DATE}`,
      {
        kind: 'relay',
        helo: 'mail.example.org',
        ip: '192.0.2.1',
        by: 'gw.example.com',
        software: 'v8,2,3,1234',
        with: 'MailMarshal',
        id: 'B66308e3b0001',
        date,
      },
    );
  });
});

describe('Postini', () => {
  it('a client that it does not name', () => {
    check(
      `from source ([192.0.2.35]) (using TLSv1) by mx110.postini.com ([192.0.2.11]) with SMTP\n\tID DSNKTODdXnF0LEMxKFzys6wWldAszZ/h5aGS@postini.com; ${DATE}`,
      {
        kind: 'relay',
        family: 'postini',
        helo: 'source',
        ip: '192.0.2.35',
        by: 'mx110.postini.com',
        byIp: '192.0.2.11',
        with: 'SMTP',
        id: 'DSNKTODdXnF0LEMxKFzys6wWldAszZ/h5aGS@postini.com',
        tls: ['TLSv1', null],
        date,
      },
    );
  });
});

describe('EMF', () => {
  it('TLS behind a second by, which nobody injected', () => {
    const field = `from 192.0.2.67 ([192.0.2.67])\n\tby mta-21.example.com with emfmta (version 4.1.0.193.1.rd-3.2.3-libc2.3.2)\n\tby TLS id 155366538 for u@example.com; ${DATE}`;
    check(field, {
      kind: 'relay',
      helo: '192.0.2.67',
      ip: '192.0.2.67',
      by: 'mta-21.example.com',
      software: 'version 4.1.0.193.1.rd-3.2.3-libc2.3.2',
      with: 'emfmta',
      id: '155366538',
      for: ['u@example.com'],
      date,
    });
    assert.deepEqual(parse(field).oddities, []);
  });
});

describe('XWall', () => {
  it('its version behind its name', () => {
    check(`from mail.example.org ([192.0.2.212]) by mx.example.com with XWall v3.47 ;\n\t${DATE}`, {
      kind: 'relay',
      family: 'xwall',
      helo: 'mail.example.org',
      ip: '192.0.2.212',
      by: 'mx.example.com',
      with: 'XWall v3.47',
      date,
    });
  });
});

describe('Proxmox Mail Gateway', () => {
  it('a Postfix under another name', () => {
    check(
      `from mail.example.org (localhost.localdomain [127.0.0.1])\n\tby mx.example.com (Proxmox) with ESMTP id 611CB551DD\n\tfor <u@example.com>; ${DATE} (UTC)`,
      {
        kind: 'relay',
        family: 'proxmox',
        helo: 'mail.example.org',
        rdns: 'localhost.localdomain',
        ip: '127.0.0.1',
        by: 'mx.example.com',
        software: 'Proxmox',
        with: 'ESMTP',
        id: '611CB551DD',
        for: ['u@example.com'],
        date,
      },
    );
  });
});
