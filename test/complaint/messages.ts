/** Ten messages of different kinds, each with what a complaint about it is to hold, in CRLF unless it says otherwise. */
import { readFileSync } from 'node:fs';
import { crlf } from '../lsp/messages.ts';

export interface Case {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly part: string | null;
}

const samples = new URL('../../samples/', import.meta.url);

function sample(name: string, part: string | null = null): Case {
  // As mail travels: the checkout may have other line breaks.
  const text = crlf(readFileSync(new URL(`${name}.eml`, samples), 'latin1'));
  return { name, bytes: Buffer.from(text, 'latin1'), part };
}

function made(name: string, text: string, encoding: 'latin1' | 'utf16le' = 'latin1'): Case {
  return { name, bytes: Buffer.from(text, encoding), part: null };
}

/** A border that recorded everything: port, envelope, recipient, results. */
export const complete = crlf(`Return-Path: <bounce-ada=example.net@bulk.example>
Delivered-To: ada@example.net
Authentication-Results: mx1.example.net;
\tspf=fail smtp.mailfrom=bulk.example; dkim=none
Received: from pool-7.carrier.example.org ([203.0.113.7]:51234 helo=bulk.example)
\tby mx1.example.net with esmtp (Exim 4.97.1)
\t(envelope-from <bounce-ada=example.net@bulk.example>)
\tid 1uENYa-000000001Xk-3pQz
\tfor ada@example.net; Mon, 12 May 2025 07:05:47 +0000
Date: Mon, 12 May 2025 07:05:46 +0000
From: Offers <offers@bulk.example>
To: ada@example.net
Subject: =?utf-8?Q?Nur_heute:_H=C3=BCte?=
Message-ID: <4711.20250512070546@bulk.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Order at https://bulk.example/?u=ada%40example.net
`);

const ipv6 = crlf(`Received: from mail.example.org (mail.carrier.example [IPv6:2001:db8::25])
\tby mx1.example.net (Postfix) with ESMTPS id 4YtR6F3Vc0z9rxN
\tfor <ada@example.net>; Tue, 11 Feb 2025 04:30:12 +0000 (UTC)
From: a@example.org
Subject: hello
Date: Tue, 11 Feb 2025 04:30:10 +0000

Boundaries: --=_spam-patrol_00000000
--=_spam-patrol_00000001--
`);

export const cases: readonly Case[] = [
  sample('01-spoofed-hop'),
  sample('03-mailing-list'),
  sample('04-forwarded-phish', '2'),
  sample('05-time-runs-backwards'),
  sample('06-multipart-html'),
  sample('1997-anonymous-relay'),
  sample('1997-impossible-addresses'),
  sample('1997-raa01500'),
  made('complete', complete),
  made('ipv6-and-our-boundaries', ipv6),
];

const head =
  'Received: from x (y.carrier.example [203.0.113.9]) by mx.example.net (8.8.3/8.6.12) with SMTP id A; Mon, 1 Jan 2024 00:00:00 +0000\r\n';

/** What a file may hold that is hardly a message. */
export const oddities: readonly Case[] = [
  made('empty', ''),
  made('no-header', '\xff\xfe\0\x01\r\r\n\n'),
  made('bare-lf', complete.replaceAll('\r\n', '\n')),
  made('bare-cr', `${head}Subject: a\rb\r\n\r\na\rb\r\n`),
  made('nul', `${head}Subject: a\0b\r\n\r\na\0b\r\n`),
  made('long-line', `${head}\r\n${'x'.repeat(5000)}\r\n`),
  made('raw-8-bit', `${head}Subject: caf\xe9 \xff\r\n\r\n\xff\xfe\x80\r\n`),
  made('utf-16', `\ufeff${complete}`, 'utf16le'),
  made(
    'broken-mime',
    `${head}Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: multipart/mixed\r\n\r\n--c\r\n`,
  ),
  made(
    'subject-with-tricks',
    `${head}Subject: =?utf-8?Q?a=0D=0ABcc:_x@example.com=E2=80=AE?= {signature} [[x]]\r\n\r\nx\r\n`,
  ),
  made('no-end', `${head}Subject: x\r\n\r\nno line break at the end`),
];
