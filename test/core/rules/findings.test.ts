/** What the rules say of whole messages, and nothing else: each source is run with LF, with CRLF and folded everywhere. */
import assert from 'node:assert/strict';
import { analyze } from '../../../server/src/core/analysis.ts';
import { checkFindings } from '../marked.ts';

describe('findings', () => {
  it('an impossible address fells its field and all beneath it', () => {
    checkFindings(`
Received: from mail.example.org (mail.example.org [192.0.2.10]) by mx.example.com (Postfix) with ESMTP id 4B1; Thu, 21 Nov 2024 10:15:03 +0000
Received: from bank.example (bank.example [500.202.999.352]) by mail.example.org (8.9.3/8.9.3) with SMTP id KAA01234; Thu, 21 Nov 2024 10:14:58 +0000
#^^^^^^^ warning spoofed-hop
#                                          ^^^^^^^^^^^^^^^ error impossible-address
Received: from vault.bank.example (other.example [203.0.113.5]) by bank.example (8.9.3/8.9.3) with SMTP id KAA01200; Thu, 21 Nov 2024 10:14:50 +0000
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint beneath-forgery
Subject: hi
`);
  });

  it('three zero octets', () => {
    checkFindings(`
Received: from mail.example.org (mail.example.org [192.0.2.10]) by mx.example.com (Postfix) with ESMTP id 4B1; Thu, 21 Nov 2024 10:15:03 +0000
Received: from x.example ([000.000.000]) by mail.example.org (8.9.3/8.9.3) with SMTP id KAA01234; Thu, 21 Nov 2024 10:14:58 +0000
#^^^^^^^ warning spoofed-hop
#                          ^^^^^^^^^^^ error impossible-address
Subject: hi
`);
  });

  it('the border hop is never called spoofed, even with an impossible address', () => {
    checkFindings(`
Received: from mail.example.org (mail.example.org [300.0.2.10]) by mx.example.com (Postfix) with ESMTP id 4B1; Thu, 21 Nov 2024 10:15:03 +0000
#                                                  ^^^^^^^^^^ error impossible-address
Received: from desk.example.org (desk.example.org [192.0.2.77]) by mail.example.org (8.9.3/8.9.3) with SMTP id KAA01234; Thu, 21 Nov 2024 10:14:58 +0000
Subject: hi
`);
  });

  it('versions are no addresses', () => {
    checkFindings(`
Received: from AM6PR01.example.net (198.51.100.7) by DB8PR02.example.com (203.0.113.20) with Microsoft SMTP Server id 15.20.6792.27; Thu, 21 Nov 2024 10:15:03 +0000
Received: from desk.example.net (192.0.2.3) by AM6PR01.example.net with Microsoft SMTPSVC(5.0.2195.6713); Thu, 21 Nov 2024 10:15:02 +0000
Subject: hi
`);
  });

  it('HELO with another address; a private one is let pass', () => {
    checkFindings(`
Received: from [203.0.113.99] (ppp5.example.net [198.51.100.56]) by mx.example.com (8.8.5/8.8.4) with SMTP id UAA09342; Thu, 21 Nov 2024 10:15:03 +0000
#               ^^^^^^^^^^^^ warning helo-address-mismatch
Received: from [192.168.1.20] (ppp5.example.net [198.51.100.56]) by ppp.example.net (8.8.5/8.8.4) with SMTP id UAA09341; Thu, 21 Nov 2024 10:15:02 +0000
Subject: hi
`);
  });

  it('HELO and reverse name of two organisations: a hint', () => {
    checkFindings(`
Received: from bank.example (ppp5.example.net [198.51.100.56]) by mx.example.com (8.8.5/8.8.4) with SMTP id UAA09342; Thu, 21 Nov 2024 10:15:03 +0000
#              ^^^^^^^^^^^^ hint helo-name-mismatch
Subject: hi
`);
  });

  it('an anonymous relay, at the border and beneath it', () => {
    checkFindings(`
Received: from fake.domain.com by firewall1.example.com (SMI-8.6/SMI-SVR4) id VAA02491; Mon, 21 Apr 1997 21:11:44 -0500
#              ^^^^^^^^^^^^^^^ warning anonymous-relay
Received: from other.example.net by mail.domain.com (SMI-8.6/SMI-SVR4) id VAA02490; Mon, 21 Apr 1997 21:11:40 -0500
#              ^^^^^^^^^^^^^^^^^ warning anonymous-relay
Subject: hi
`);
  });

  it('time runs backwards: more than an hour warns, a day is an error, minutes are ordinary', () => {
    checkFindings(`
Received: from a.example.org (a.example.org [192.0.2.10]) by mx.example.com (Postfix) with ESMTP id 4; Thu, 21 Nov 2024 10:15:03 +0000
#                                                                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning time-backwards
Received: from b.example.org (b.example.org [192.0.2.11]) by a.example.org (Postfix) with ESMTP id 3; Thu, 21 Nov 2024 14:52:03 +0000
#                                                                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error time-backwards-days
Received: from c.example.org (c.example.org [192.0.2.12]) by b.example.org (Postfix) with ESMTP id 2; Mon, 25 Nov 2024 14:15:03 +0000
Received: from d.example.org (d.example.org [192.0.2.13]) by c.example.org (Postfix) with ESMTP id 1; Mon, 25 Nov 2024 14:20:03 +0000
Subject: hi
`);
  });

  it('time runs backwards by half hours: a wrong zone', () => {
    for (const later of ['12:15:03', '14:45:03', '15:47:40', '15:43:03'])
      checkFindings(`
Received: from a.example.org (a.example.org [192.0.2.10]) by mx.example.com (Postfix) with ESMTP id 4; Thu, 21 Nov 2024 10:15:03 +0000
#                                                                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information time-backwards
Received: from b.example.org (b.example.org [192.0.2.11]) by a.example.org (Postfix) with ESMTP id 3; Thu, 21 Nov 2024 ${later} +0000
Subject: hi
`);
  });

  it('time runs backwards behind a machine that handed the message over to itself', () => {
    checkFindings(`
Received: from desk.example.org (desk.example.org [192.0.2.10]) by mx.example.com (Postfix) with ESMTP id 4; Thu, 21 Nov 2024 10:15:03 +0000
#                                                                                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information time-backwards-days
Received: by desk.example.org (Postfix, from userid 1000) id 3; Mon, 25 Nov 2024 14:52:03 +0000 (UTC)
Subject: hi
`);
  });

  it("time runs backwards within the reader's own house: a clock of theirs", () => {
    checkFindings(`
Received: from mx.example.com (mx.example.com [10.0.0.2]) by store.example.com (Postfix) with ESMTP id 4; Thu, 21 Nov 2024 10:15:03 +0000
#                                                                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information time-backwards-days
Received: from a.example.org (a.example.org [192.0.2.10]) by mx.example.com (Postfix) with ESMTP id 3; Mon, 25 Nov 2024 14:52:03 +0000
Subject: hi
`);
  });

  it('a garbled date tells no time', () => {
    checkFindings(`
Received: from a.example.org (a.example.org [192.0.2.10]) by mx.example.com (Postfix) with ESMTP id 4; Tue, 23 Jul 2024 10:15:03 +0000
Received: from b.example.org (b.example.org [192.0.2.11]) by a.example.org (filter) with ESMTP id 3; Wed, 2e Jul 2024 10:15:03 +0000
#                                                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning malformed-date
Received: from c.example.org (c.example.org [192.0.2.12]) by b.example.org (Postfix) with ESMTP id 2; Tue, 23 Jul 2024 10:14:03 +0000
Subject: hi
`);
  });

  it('dates that no server writes', () => {
    checkFindings(`
Received: from a.example.org (a.example.org [192.0.2.10]) by mx.example.com (Postfix) with ESMTP id 4; Thu, 21 Nov 2024 10:15:03 +0000
Received: from b.example.org (b.example.org [192.0.2.11]) by a.example.org (Postfix) with ESMTP id 3; Tue, 31 Feb 2024 14:15:03 +0000
#                                                                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning malformed-date
Received: from c.example.org (c.example.org [192.0.2.12]) by b.example.org (Postfix) with ESMTP id 2
#^^^^^^^ information missing-date
Subject: hi
`);
  });

  it('dates that only their own writer can read', () => {
    checkFindings(`
Received: from a.example.org (a.example.org [192.0.2.10]) by mx.example.com (Postfix) with ESMTP id 4; Thu, 21 Nov 2024 10:15:03 +0000
Received: from b.example.org (b.example.org [192.0.2.11]) by a.example.org (filter) with ESMTP id 3; 02/10/2024 08:56:31
#                                                                                                    ^^^^^^^^^^^^^^^^^^^ information malformed-date
Subject: hi
`);
  });

  it('a form that nobody knows, with a date: odd, and no forgery', () => {
    checkFindings(`
Received: from a.example.org (a.example.org [192.0.2.10]) by mx.example.com (Postfix) with ESMTP id 4; Thu, 21 Nov 2024 10:15:03 +0000
Received: from web.example.net over HTTP; Thu, 21 Nov 2024 10:15:01 +0000
#^^^^^^^ information not-a-trace-field
Received: from --- CLOAKED! ---
#^^^^^^^ warning spoofed-hop
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning not-a-trace-field
Subject: hi
`);
  });

  it('a server that keeps its customers to itself, and a house that names its machines: no anonymous relays to warn of', () => {
    checkFindings(`
Received: from o1.mail.example.net (o1.mail.example.net [192.0.2.10]) by mx.example.com (Postfix) with ESMTP id 4; Thu, 21 Nov 2024 10:15:03 +0000
Received: from app.example.org (unknown) by geopod-ismtpd-3 (SG) with ESMTP id x1; Thu, 21 Nov 2024 10:15:02.123 +0000 (UTC)
#              ^^^^^^^^^^^^^^^ information anonymous-relay
Received: from MBX03.corp.local by gw.example.org with SMTP id x0; Thu, 21 Nov 2024 10:15:01 +0000
#              ^^^^^^^^^^^^^^^^ information anonymous-relay
Subject: hi
`);
  });

  it('HELO with another address: nothing for who logs in, nor from networks that carriers borrow', () => {
    checkFindings(`
Received: from [203.0.113.99] (cgnat5.example.net [198.51.100.56]) by mx.example.com (Postfix) with ESMTPSA id UAA09342; Thu, 21 Nov 2024 10:15:03 +0000
Received: from [28.71.3.2] (cgnat5.example.net [198.51.100.56]) by mx.example.com (Postfix) with ESMTP id UAA09341; Thu, 21 Nov 2024 10:15:03 +0000
Subject: hi
`);
  });

  it('an address that was cut short accuses nobody', () => {
    checkFindings(`
Received: from a.example.org (a.example.org [192.0.2.10]) by mx.example.com (Postfix) with ESMTP id 4; Thu, 21 Nov 2024 10:15:03 +0000
Received: from b.example.org (b.example.org [IPv6:2001:db8:400:100:]) by a.example.org (filter) with ESMTP id 3; Thu, 21 Nov 2024 10:15:02 +0000
#                                                 ^^^^^^^^^^^^^^^^^ information impossible-address
Subject: hi
`);
  });

  it('a name of the inside breaks no link', () => {
    checkFindings(`
Received: from mail.example.org (mail.example.org [192.0.2.10]) by mx.example.com (Postfix) with ESMTP id 4B1; Thu, 21 Nov 2024 10:15:03 +0000
Received: from desk.example.net (10.1.2.3) by EX01.example-house.local (10.1.2.4) with Microsoft SMTP Server id 15.1.2507.44; Thu, 21 Nov 2024 10:14:03 +0000
Subject: hi
`);
  });

  it('a leading zero is information, with the address read as decimal', () => {
    checkFindings(`
Received: from fmp.com (lindsay@xx.fmp.com [204.244.177.031]) by mail.foobar.com (8.8.3/8.6.12) with SMTP id RAA01500 for bigboy@foobar.com; Mon, 21 Apr 1997 17:53:13 -0500
#                                           ^^^^^^^^^^^^^^^ information leading-zero-octet
Subject: Useless mail to your account
`);
  });

  it('a field inside HELO', () => {
    checkFindings(`
Received: from Received: (qmail 554 invoked from network); 25 Mar 2001 23:56:02 (dial7.example.net [198.51.100.207]) by mail.example.com; Thu, 21 Nov 2024 10:15:03 +0000
#              ^^^^^^^^^ error injected-field
Subject: hi
`);
  });

  it('documentation and private addresses are not accused', () => {
    checkFindings(`
Received: from mail.example.org (mail.example.org [203.0.113.10]) by mx.example.com (Postfix) with ESMTP id 4B1; Thu, 21 Nov 2024 10:15:03 +0000
Received: from desk (unknown [10.1.2.3]) by mail.example.org (Postfix) with ESMTP id 4B0; Thu, 21 Nov 2024 10:15:02 +0000
Received: from localhost (localhost [127.0.0.1]) by desk (Postfix) with ESMTP id 4AF; Thu, 21 Nov 2024 10:15:01 +0000
Subject: hi
`);
  });

  it('one broken link is a hint', () => {
    checkFindings(`
Received: from mail.example.org (mail.example.org [192.0.2.10]) by mx.example.com (Postfix) with ESMTP id 4B1; Thu, 21 Nov 2024 10:15:03 +0000
Received: from desk.example.net (desk.example.net [198.51.100.9]) by smtp.example.net (Postfix) with ESMTP id 4B1; Thu, 21 Nov 2024 10:14:03 +0000
#                                                                    ^^^^^^^^^^^^^^^^ hint broken-link
Date: Thu, 21 Nov 2024 10:10:00 +0000
Subject: hi
`);
  });

  it('two broken links are a warning each', () => {
    checkFindings(`
Received: from mail.example.org (mail.example.org [192.0.2.10]) by mx.example.com (Postfix) with ESMTP id 4B1; Thu, 21 Nov 2024 10:15:03 +0000
Received: from desk.example.net (desk.example.net [198.51.100.9]) by smtp.example.net (Postfix) with ESMTP id 4B1; Thu, 21 Nov 2024 10:14:03 +0000
#                                                                    ^^^^^^^^^^^^^^^^ warning broken-chain
Received: from x.acme.example (x.acme.example [203.0.113.9]) by smtp.other.example (Postfix) with ESMTP id 4B1; Thu, 21 Nov 2024 10:13:03 +0000
#                                                               ^^^^^^^^^^^^^^^^^^ warning broken-chain
Date: Thu, 21 Nov 2024 10:10:00 +0000
Subject: hi
`);
  });

  it('a brand in HELO that the address gives the lie to, and a field that the brand never wrote', () => {
    checkFindings(`
Received: from mx.yahoo.com (dialup7.example.net [198.51.100.7]) by mx.example.com (Postfix) with ESMTP id 4B1; Thu, 21 Nov 2024 10:15:03 +0000
#              ^^^^^^^^^^^^ hint helo-name-mismatch
#              ^^^^^^^^^^^^ warning helo-brand-forgery
Received: from desk.example.net (desk.example.net [203.0.113.9]) by mx.yahoo.com (Postfix) with ESMTP id 4B1; Thu, 21 Nov 2024 10:14:03 +0000
#^^^^^^^ warning spoofed-hop
#                                                                   ^^^^^^^^^^^^ warning forged-brand-field
Date: Thu, 21 Nov 2024 10:10:00 +0000
Subject: hi
`);
  });

  it('an authenticated client may call itself what it likes', () => {
    checkFindings(`
Received: from yahoo.com (dialup7.example.net [198.51.100.7]) by mx.example.com (Postfix) with ESMTPSA id 4B1; Thu, 21 Nov 2024 10:15:03 +0000
#              ^^^^^^^^^ hint helo-name-mismatch
Date: Thu, 21 Nov 2024 10:10:00 +0000
Subject: hi
`);
  });

  it('a brand in HELO that the address gives the lie to, and a field of somebody who is neither', () => {
    checkFindings(`
Received: from mx.yahoo.com (dialup7.example.net [198.51.100.7]) by mx.example.com (Postfix) with ESMTP id 4B1; Thu, 21 Nov 2024 10:15:03 +0000
#              ^^^^^^^^^^^^ hint helo-name-mismatch
#              ^^^^^^^^^^^^ warning helo-brand-forgery
Received: from desk.acme.example (desk.acme.example [203.0.113.9]) by relay.victim.example (Postfix) with ESMTP id 4B1; Thu, 21 Nov 2024 10:14:03 +0000
#^^^^^^^ warning spoofed-hop
#                                                                     ^^^^^^^^^^^^^^^^^^^^ warning forged-brand-field
#                                                                     ^^^^^^^^^^^^^^^^^^^^ hint broken-link
Date: Thu, 21 Nov 2024 10:10:00 +0000
Subject: hi
`);
  });

  it("a provider's name without a name for its address, and a name that the server doubts", () => {
    checkFindings(`
Received: from hotmail.com (unknown [198.51.100.7]) by mx.example.com (Postfix) with ESMTP id 4B1; Thu, 21 Nov 2024 10:15:03 +0000
#              ^^^^^^^^^^^ information helo-brand-unnamed
Received: from desk (mail.bank.example [198.51.100.8] (may be forged)) by mx.hotmail.com (8.17.1/8.17.1) with ESMTP id 4B0; Thu, 21 Nov 2024 10:14:03 +0000
#                                                     ^^^^^^^^^^^^^^^ information may-be-forged
Date: Thu, 21 Nov 2024 10:10:00 +0000
Subject: hi
`);
  });

  it('a stranger under a top-level domain that does not exist, but not what stands behind one', () => {
    checkFindings(`
Received: from mta4.bank.zzq3 (unknown [198.51.100.7]) by mx.example.com (Postfix) with ESMTP id 4B1; Thu, 21 Nov 2024 10:15:03 +0000
#              ^^^^^^^^^^^^^^ information helo-unknown-top-level
Received: from ex01.firma.zzq4 (unknown [203.0.113.9]) by mta4.bank.zzq3 (Postfix) with ESMTP id 4B0; Thu, 21 Nov 2024 10:14:03 +0000
Date: Thu, 21 Nov 2024 10:10:00 +0000
Subject: hi
`);
  });

  it('no such name of one who logged in, or who is a neighbour', () => {
    checkFindings(`
Received: from desk.home.zzq3 (desk.home.zzq3 [192.168.1.7]) by mx.example.com (Postfix) with ESMTP id 4B1; Thu, 21 Nov 2024 10:15:03 +0000
Received: from phone.zzq3 (unknown [198.51.100.7]) (Authenticated sender: someone) by mx.example.com (Postfix) with ESMTPSA id 4B0; Thu, 21 Nov 2024 10:14:03 +0000
Date: Thu, 21 Nov 2024 10:10:00 +0000
Subject: hi
`);
  });

  it('a gateway hands the HELO of its client through', () => {
    checkFindings(`
Received: from mx.yahoo.com (gate.example.com [198.51.100.7]) by mx.example.com (Postfix) with ESMTP id 4B1; Thu, 21 Nov 2024 10:15:03 +0000
#              ^^^^^^^^^^^^ hint helo-name-mismatch
Received: from desk.example.net (desk.example.net [203.0.113.9]) by mx.yahoo.com (Postfix) with ESMTP id 4B1; Thu, 21 Nov 2024 10:14:03 +0000
Date: Thu, 21 Nov 2024 10:10:00 +0000
Subject: hi
`);
  });

  it('an open relay; a neighbour that is known by its nickname is no stranger', () => {
    checkFindings(`
Received: from relay.example.org (relay.example.org [192.0.2.10]) by mx.example.com (Postfix) with ESMTP id 4B1 for <you@example.com>; Thu, 21 Nov 2024 10:15:03 +0000
Received: from mail7.example.net (mail7 [198.51.100.9]) by relay.example.org (Postfix) with ESMTP id 4B1 for <you@example.com>; Thu, 21 Nov 2024 10:14:03 +0000
Date: Thu, 21 Nov 2024 10:10:00 +0000
Subject: hi
`);
  });

  it('a name beside HELO that is the rest of an address taken out says nothing', () => {
    checkFindings(`
Received: from bulk.example.net (203.someone@example.100.9) by mx.example.com (Postfix) with ESMTP id 4B1; Thu, 21 Nov 2024 10:15:03 +0000
#              ^^^^^^^^^^^^^^^^ information anonymous-relay
Date: Thu, 21 Nov 2024 10:10:00 +0000
Subject: hi
`);
  });

  it('an open relay; a list is none', () => {
    checkFindings(`
Received: from relay.example.org (relay.example.org [192.0.2.10]) by mx.example.com (Postfix) with ESMTP id 4B1 for <you@example.com>; Thu, 21 Nov 2024 10:15:03 +0000
Received: from dial.example.net (dial.example.net [198.51.100.9]) by relay.example.org (Postfix) with ESMTP id 4B1 for <you@example.com>; Thu, 21 Nov 2024 10:14:03 +0000
#                                                                    ^^^^^^^^^^^^^^^^^ information open-relay
Date: Thu, 21 Nov 2024 10:10:00 +0000
Subject: hi
`);
    checkFindings(`
Received: from relay.example.org (relay.example.org [192.0.2.10]) by mx.example.com (Postfix) with ESMTP id 4B1 for <you@example.com>; Thu, 21 Nov 2024 10:15:03 +0000
Received: from dial.example.net (dial.example.net [198.51.100.9]) by relay.example.org (Postfix) with ESMTP id 4B1 for <list@lists.example>; Thu, 21 Nov 2024 10:14:03 +0000
Date: Thu, 21 Nov 2024 10:10:00 +0000
List-Id: <list.lists.example>
Subject: hi
`);
  });

  it('two names of one house are joined by the setting', () => {
    const text = `
Received: from mail.example.org (mail.example.org [192.0.2.10]) by mx.example.com (Postfix) with ESMTP id 4B1; Thu, 21 Nov 2024 10:15:03 +0000
Received: from desk.example.net (desk.example.net [198.51.100.9]) by smtp.example.net (Postfix) with ESMTP id 4B1; Thu, 21 Nov 2024 10:14:03 +0000
Date: Thu, 21 Nov 2024 10:10:00 +0000
Subject: hi
`;
    assert.deepEqual(
      analyze(text, { organisations: [['example.org', 'example.net']] }).findings,
      [],
    );
  });
});
