/** Messages written for these tests: example names (RFC 2606), documentation addresses (RFC 5737). */

/** One hop, nothing to find. */
export const clean = `Received: from mail.example.org (mail.example.org [192.0.2.7])
\tby mx.example.com (Postfix) with ESMTP id 4ABC12
\tfor <reader@example.com>; Mon, 1 Jan 2024 10:00:05 +0000 (UTC)
From: sender@example.org
To: reader@example.com
Subject: Hello
Date: Mon, 1 Jan 2024 09:59:58 +0000
Message-ID: <1@example.org>

Good day.
`;

/** The seeds' own example of 1997: the HELO name is a claim, the address is written with a leading zero. */
export const seed = `Received: from fmp.com (lindsay@xx.fmp.com [204.244.177.031])
\tby mail.foobar.com (8.8.3/8.6.12) with SMTP id RAA01500
\tfor <bigboy@foobar.com>; Mon, 21 Apr 1997 17:53:13 -0500
Received: from nowhere.example ([500.202.999.352]) by fmp.com
\twith SMTP id QAA00001; Mon, 21 Apr 1997 17:52:10 -0500
Subject: Make money fast
From: friend@public.example
Date: Mon, 21 Apr 1997 17:50:00 -0500

Dear friend!
`;

/** `clean` and, below it, a field with an address that no machine has: an error. */
export const forged = clean.replace(
  'From:',
  `Received: from big.example.net (big.example.net [500.202.999.352])
\tby mail.example.org (Postfix) with ESMTP id 4ABC11;
\tMon, 1 Jan 2024 09:59:59 +0000
From:`,
);

/** An honest wrapper with `inner` attached as part 2. */
export function forwarding(inner: string): string {
  return clean.replace(
    '\n\nGood day.\n',
    `
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b1"

--b1
Content-Type: text/plain

See below.
--b1
Content-Type: message/rfc822

${inner}
--b1--
`,
  );
}

export function crlf(text: string): string {
  return text.replaceAll('\n', '\r\n');
}
