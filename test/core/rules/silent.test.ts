/**
 * Honest mail of today accuses nobody: messages written by hand in the forms that providers, gateways,
 * lists and scripts really give them. None may show a warning or an error, whatever else is said of it.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import {
  analyze,
  analyzeBody,
  analyzeFile,
  analyzeForwarded,
} from '../../../server/src/core/analysis.ts';

const folder = new URL('../../fixtures/legitimate/', import.meta.url);

/** `level rule` of whatever is said of a file, in the order in which an editor says it. */
function found(bytes: Buffer): string[] {
  const own = analyze(bytes.toString('utf8'));
  const messages = [own, ...analyzeForwarded(own)];
  return [
    ...messages.flatMap((message) => [...message.findings, ...analyzeBody(message)]),
    ...analyzeFile(bytes.toString('latin1')),
  ].map(({ level, rule }) => `${level} ${rule}`);
}

/** What is worth knowing of them all the same. */
const informed: ReadonlyMap<string, readonly string[]> = new Map([
  ['archive-without-parts', ['information mime-impossible']],
  ['bounce-with-an-empty-trace-field', ['information not-a-trace-field']],
  ['digest-of-a-list', ['information no-received']],
  ['duplicates-by-a-gateway', ['information duplicate-header', 'information mime-impossible']],
  ['help-desk', ['information display-name-address']],
  ['many-recipients-on-one-line', ['information long-line']],
  ['newsletter-amazon-ses', ['information reply-to-differs']],
  ['payment-service-with-a-sending-contractor', ['information open-relay']],
  ['php-script-on-shared-hosting', ['information reply-to-differs']],
  ['redacted-addresses', ['information anonymous-relay']],
  ['sendgrid-smtp-relay-customer', ['information anonymous-relay']],
  ['tenant-shows-its-own-address', ['information display-name-address']],
  ['transactional-without-date', ['information no-date']],
  ['web-form-names-the-customer', ['information reply-to-differs']],
  ['windows-line-ends-doubled', ['information bare-cr']],
  ['zone-of-india-as-utc', ['information time-backwards']],
]);

const date = 'Tue, 30 Apr 2024 06:12:44 +0000';

/** Trace fields of servers, filters and web mail, as they stand beneath the border. */
const fields = [
  `from 543523112331 named unknown by gmailapi.google.com with HTTPREST; ${date}`,
  `from DESKTOP (host-1.isp.example. [198.51.100.1]) by smtp.gmail.com with ESMTPSA id x1sm23.45.2024.04.30 for <jane@example.com> (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256); ${date}`,
  `by 0f1e2d3c4b5a with HTTP id 66308e3b8c9dabcdef012345; ${date}`,
  `from app.example.org (unknown [127.0.0.1]) by ismtpd0001p1iad2.sendgrid.net (SG) with ESMTP id abc; ${date}`,
  `from [10.0.0.1] ([10.0.0.1:51234] helo=mx.example.org) by momentum1.example.org (envelope-from <a@example.org>) (ecelerator 4.2.38.62370 r(:)) with ESMTPS (cipher=DHE-RSA-AES256-SHA) id 11/22-33; ${date}`,
  `from mail.zoho.com by mx.zohomail.com with SMTP id 1714457564123456.78; ${date}`,
  `from [192.168.1.5] ([192.168.1.5]) (authenticated user bob@example.org) by mail.example.org (Kerio Connect 9.4.2) with ESMTPSA for jane@example.com; ${date}`,
  `from DESKTOP-AB12 ([192.168.1.2]) by mail.example.org (MDaemon PRO v20.0.2) with ESMTPA id md5001000123.msg; ${date}`,
  `by mail.example.org via WorldClient with HTTP; ${date}`,
  `from DESKTOP-AB12 (Unknown [192.168.1.9]) by mail.example.org with ESMTPSA (version=TLSv1.2 cipher=ECDHE-RSA-AES256-GCM-SHA384 bits=256) ; ${date}`,
  `from mail.example.net (UnknownHost [198.51.100.3]) by mail.example.org with SMTP; ${date}`,
  `from bob-pc ([198.51.100.3]) by mail.example.org (IceWarp 13.0.3.5 DEB8 x64) with ASMTP (SSL) id 202404300812.ABCDEF; ${date}`,
  `from bob-pc ([::ffff:198.51.100.3]) (AUTH: LOGIN bob, TLS: TLSv1.2,256bits,ECDHE-RSA-AES256-GCM-SHA384) by mail.example.org with ESMTPSA; ${date} id 00000000001234AB.66308E3B.00001A2B`,
  `from bob-pc (EHLO [192.168.0.3]) ([198.51.100.3]) by mail.example.org (JAMES SMTP Server ) with ESMTPA ID 1234567 for <jane@example.com>; ${date}`,
  `from bob-pc (host3.isp.example [198.51.100.3]) by mail.example.org (Haraka/3.0.2) with ESMTPSA id AB12CD34-1234-5678.1 envelope-from <a@example.org> tls TLS_AES_256_GCM_SHA384 (authenticated bits=0); ${date}`,
  `from bob-pc (host3.isp.example [198.51.100.3]) (using TLSv1.3 with cipher TLS13_AES_256_GCM_SHA384) by mail.example.org (Stalwart SMTP) with ESMTPSA id 1A2B3C4D5E6F; ${date}`,
  `from bob-pc (host3.isp.example [198.51.100.3]) by mail.example.org (envelope-sender <a@example.org>) with ESMTPS id 0a1b2c3d; ${date}`,
  `from mail.example.net (198.51.100.3) by cloudflare-email.net (unknown) id aBcDeF123 for <jane@example.com>; ${date}`,
  `from tutadb.w10.tutanota.de (w10.api.tuta.example [IPv6:2001:db8:10::10]) by mail.w13.tutanota.de (Postfix) with ESMTPS id 0A1B2C; ${date}`,
  `from mail.example.net (unknown [198.51.100.3]) by newmx41.qq.com (NewMx) with SMTP id 12345 for <jane@example.com>; ${date}`,
  `from [198.51.100.3] ([198.51.100.3]) by mail.gmx.net (mrgmx004 [212.227.17.190]) with ESMTPSA (Nemesis) id 1MYvcA-1sXyZ1-00UrRx for <jane@example.com>; ${date}`,
  `from localhost (unknown [172.18.0.5]) by mail (Postfix) with ESMTP id 0A1B2C; ${date}`,
  `from root by host.example.org with local (Exim 4.96) (envelope-from <root@host.example.org>) id 1s1gdA-0001Ab-3z for jane@example.com; ${date}`,
  `(at submit) by bugs.example.org; ${date}`,
  `by groups.example with SMTP id abcdef; ${date}`,
  `from mail.example.net (mail.example.net [198.51.100.3]) by groups.example with SMTP id smtpd.web10.1234.1714457564 for <list@groups.example>; ${date}`,
  `from EX01.corp.example.org ([10.1.1.1]) by EX01.corp.example.org ([10.1.1.1]) with mapi; ${date}`,
  `from pps.reinject (localhost [127.0.0.1]) by mx0b-00012345.pphosted.com with ESMTPS id 3t1; ${date}`,
  `from m0012345.ppops.net (m0012345.ppops.net [127.0.0.1]) by pps.reinject (8.17.1.5/8.17.1.5) with ESMTP id 43U6Cf01234; ${date}`,
  `from unknown [198.51.100.3] (EHLO mail.example.net) by p02c11m052.mxlogic.net(mxl_mta-8.5.0-5) over TLS secured channel with ESMTP id 1a2b3c4d.0.12345.00-567.23456.p02c11m052.mxlogic.net (envelope-from <a@example.org>); ${date}`,
  `from unknown (HELO mail.example.net) ([198.51.100.3]) (envelope-sender <a@example.org>) by 0 (qmail-ldap-1.03) with SMTP for <jane@example.com>; 30 Apr 2024 06:12:44 -0000`,
  `from mail.example.net ([198.51.100.3]) by esa2.example.iphmx.com with ESMTP/TLS/ECDHE-RSA-AES256-GCM-SHA384; 30 Apr 2024 08:12:44 +0200`,
  `from mail.example.net ([198.51.100.3]) by mail-in1.asia.example (Coremail) with SMTP id AQAAfwD3abc; ${date} (CST)`,
  `from desktop$bob (unknown [198.51.100.3]) by app2 (Coremail) with SMTP id EgINCgAnabc; ${date}`,
  `from [198.51.100.3] by web.example.org with HTTP; ${date}`,
  `from host.example.net (EHLO host.example.net) (198.51.100.3) by atlas.example.org with SMTPS; ${date}`,
  `from mail.example.net (mail.example.net. [198.51.100.3]) by spool.mail.gandi.net (Postfix) with ESMTPS id 0A1B; ${date}`,
  `from authenticated.user by mail.example.org (Postfix) with ESMTPSA id 0A1B; ${date}`,
  `from [127.0.0.1] (localhost [127.0.0.1]) (Authenticated sender: bob) by fews1.riseup.example (Postfix) with ESMTPSA id 4V; ${date}`,
  `via frontend.example.org; ${date}`,
  `from SRV01 (srv01.example.org [198.51.100.3]) by smtp.example.org with SMTP (MailEnable); ${date}`,
  `from unknown (unknown [198.51.100.3]) by filter.example.org (Exim 4.92; rcpt <x>); ${date}`,
  `from mxout-1.example.net ([198.51.100.3]:33210 helo=mxout-1.example.net) by host.example.org with esmtpa (envelope-from <a@example.org>) id 1s1; ${date}`,
  `from lists.example.net (localhost.localdomain [127.0.0.1]) by lists.example.net (8.14.7/8.14.7) with ESMTP id 43U6; ${date}`,
  `from 198.51.100.3 (SquirrelMail authenticated user bob) by webmail.example.org with HTTP; ${date}`,
  `from o4.ptr.example.net (o4.ptr.example.net [198.51.100.3]) by mx0.example.org (SpamTitan Gateway) with ESMTPS; ${date}`,
  `by mta1.email.example.net id h12ab2163hs1 for <jane@example.com>; ${date} (envelope-from <bounce@example.net>)`,
  `from S2-Mail.example.net (Not Verified[198.51.100.3]) by gw.example.org with MailMarshal (v10,0,3,1234) (using TLS: TLSv1.2) id <B66308e3b0001>; ${date}`,
  `from unknown (198.51.100.3:41234) by x.example.org with SMTP; ${date}`,
  `from mail.example.net (Unknown_Domain [198.51.100.3]) by mail.example.org (Symantec Messaging Gateway) with SMTP id AB.CD.12345.B3E80366; ${date}`,
  `FROM mail.example.net ([198.51.100.3]) BY mail.example.org WITH ESMTP ; ${date}`,
  `from sas1-abc.qloud-c.yandex.net (sas1-abc.qloud-c.yandex.net [IPv6:2001:db8:c08::1]) by forward1o.mail.yandex.net (Yandex) with ESMTP id 0A1B2C; ${date}`,
  `by sas1-abc.qloud-c.yandex.net (mxback/Yandex) with ESMTP id abc; ${date}`,
  `from [198.51.100.3] (account bob HELO [192.168.0.5]) by mail.example.org (CommuniGate Pro SMTP 6.3.3) with ESMTPSA id 1234; ${date}`,
];

describe('honest mail', () => {
  for (const field of fields) {
    it(`that holds: ${field.slice(0, 90)}`, () => {
      const text = `Received: from out.example.org (out.example.org [192.0.2.10]) by mx.example.com (Postfix) with ESMTPS id 4; Tue, 30 Apr 2024 06:12:45 +0000
Received: ${field}
From: a@example.org
Date: Tue, 30 Apr 2024 06:12:40 +0000

`;
      const { route, findings } = analyze(text);
      assert.notEqual(route.hops[1]?.received.kind, 'unparsed');
      assert.deepEqual(
        findings.filter(({ level }) => level !== 'hint').map(({ rule }) => rule),
        [],
      );
    });
  }

  for (const file of readdirSync(folder).sort()) {
    const name = file.replace(/\.eml$/, '');
    it(name.replaceAll('-', ' '), () => {
      const said = found(readFileSync(new URL(file, folder))).filter(
        (one) => !one.startsWith('hint'),
      );
      assert.deepEqual([...new Set(said)].sort(), informed.get(name) ?? []);
    });
  }
});
