/** Messages written for these tests, in CRLF. */

export function crlf(text: string): string {
  return text.replace(/\r?\n/g, '\r\n');
}

/** One hop, nothing to find. */
export const plain = crlf(`Received: from mail.example.org (mail.example.org [192.0.2.7])
\tby mx.example.com (Postfix) with ESMTP id 4ABC12
\tfor <reader@example.com>; Mon, 1 Jan 2024 10:00:00 +0000
From: sender@example.org
To: reader@example.com
Subject: Hello
Date: Mon, 1 Jan 2024 09:59:58 +0000
Message-ID: <1@example.org>

Good day.
`);

export const impossible = '500.202.999.352';

/** A second hop with an address that no machine has. */
export const forged = plain.replace(
  'From:',
  crlf(`Received: from big.example.net (big.example.net [${impossible}])
\tby mail.example.org (Postfix) with ESMTP id 4ABC11;
\tMon, 1 Jan 2024 09:59:59 +0000
From:`),
);

/** An honest wrapper with the forged message attached. */
export const forwarding = plain.replace(
  crlf('\n\nGood day.\n'),
  crlf(`
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b1"

--b1
Content-Type: text/plain

See below.
--b1
Content-Type: message/rfc822

`) +
    forged +
    crlf('\n--b1--\n'),
);
