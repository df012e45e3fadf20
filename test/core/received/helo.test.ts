/** What a client says in HELO never changes a fact that the server wrote, in no order of the two. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { facts, parse } from './facts.ts';

const date = 'Thu, 21 Nov 2024 10:15:03 +0000';

/** `#` is where the server writes what the client said. */
const servers: readonly [name: string, field: string][] = [
  [
    'Sendmail',
    'from # (joe@real.example [192.0.2.42]) by mx.example (8.18.1/8.18.1) with ESMTP id RAA01500 for <joe@example.com>',
  ],
  [
    'Sendmail, may be forged',
    'from # (real.example [192.0.2.42] (may be forged)) by mx.example (8.18.1/8.18.1) with ESMTP id RAA01500',
  ],
  [
    'Postfix',
    'from # (real.example [192.0.2.42]) (using TLSv1.3 with cipher TLS_AES (256/256 bits)) (Authenticated sender: joe) by mx.example (Postfix) with ESMTPSA id 4B1 for <joe@example.com>',
  ],
  [
    'Postfix, no reverse name',
    'from # (unknown [192.0.2.42]) by mx.example (Postfix) with ESMTP id 4B1',
  ],
  [
    'Exim',
    'from real.example ([192.0.2.42] helo=#) by mx.example with esmtps (TLS1.3) tls TLS_AES (Exim 4.96) (envelope-from <a@b.example>) id 1l6akN-0000k3-I9 for joe@example.com',
  ],
  [
    'Exim, with port',
    'from real.example ([192.0.2.42]:51234 helo=#) by mx.example with esmtp (Exim 4.96) id 1l6akN-0000k3-I9',
  ],
  [
    'Exim, no reverse name',
    'from [192.0.2.42] (helo=#) by mx.example with esmtp (Exim 4.96) id 1l6akN-0000k3-I9',
  ],
  [
    'Exim, no reverse name, with port',
    'from [192.0.2.42]:51234 (helo=#) by mx.example with esmtp (Exim 4.96) id 1l6akN-0000k3-I9',
  ],
  [
    'Mail.ru',
    'from [192.0.2.42] (port=51234 helo=#) by smtp29.i.mail.ru with esmtpa (envelope-from <a@b.example>) id 1abcXY-0001Ab-2C for you@example.com',
  ],
  [
    'Momentum',
    'from real.example ([192.0.2.42:51234] helo=#) by mta.example (envelope-from <a@b.example>) (ecelerity 3.6.9.12345) with ESMTP id 3B/A9-12345-673F0807',
  ],
  [
    'CommuniGate Pro',
    'from [192.0.2.42] (HELO #) by cgp.example (CommuniGate Pro SMTP 6.1) with ESMTP id 1234567',
  ],
  [
    'CommuniGate Pro, a login',
    'from [192.0.2.42] (account joe@example.com HELO #) by cgp.example (CommuniGate Pro SMTP 6.1) with ESMTPA id 1234567',
  ],
  [
    'Obtuse',
    'from real.example(192.0.2.42), claiming to be "#" via SMTP by mx.example, id smtpdAAAa12345',
  ],
  [
    'ZMailer',
    'from real.example ([192.0.2.42]:49154 "EHLO #" rhost-flags-OK-OK-OK-OK) by vger.kernel.org with ESMTP id S1234567AbTKUKPD',
  ],
  [
    'IronPort',
    'from real.example (HELO #) ([192.0.2.42]) by esa1.hc1-23.iphmx.com with ESMTP/TLS/ECDHE-RSA-AES256-GCM-SHA384',
  ],
  ['qmail', 'from real.example (HELO #) (joe@192.0.2.42) by mx.example (qmail 1.03) with SMTP'],
  [
    'qmail, no reverse name',
    'from unknown (HELO #) (192.0.2.42) by mx.example (qmail 1.03) with SMTP',
  ],
  [
    'Exchange',
    'from # (192.0.2.42) by EX01.mx.example (10.0.0.5) with Microsoft SMTP Server (version=TLS1_2, cipher=TLS_ECDHE) id 15.2.1.2',
  ],
  ['SMTPSVC', 'from # ([192.0.2.42]) by mx.example with Microsoft SMTPSVC(6.0.3790.4675)'],
  [
    'Google',
    'from # (real.example. [192.0.2.42]) by mx.google.com with ESMTPS id d75a77b69052e for <you@example.com> (version=TLS1_3 cipher=TLS_AES bits=256/256)',
  ],
  [
    'Courier',
    'from # (real.example [::ffff:192.0.2.42]) (AUTH: LOGIN joe) by mx.example with esmtp (Courier 0.73)',
  ],
  ['IMail', 'from # [192.0.2.42] by mx.example (SMTPD32-7.07) id A1B2C3'],
];

const pieces = fc.constantFrom(
  'mail.victim.example',
  'unknown',
  '[203.0.113.9]',
  '203.0.113.9',
  '(203.0.113.9)',
  '(',
  ')',
  ' ',
  ' ',
  ' ',
  ' by evil.example ',
  ' with ESMTPA',
  ' id 9 ',
  ' via x ',
  ' for <x@y.example> ',
  ' from ',
  '; Mon, 1 Jan 2024 00:00:00 +0000 ',
  '(evil.example [203.0.113.9])',
  '([203.0.113.9])',
  '([203.0.113.9]:25 helo=y)',
  '([203.0.113.9] "EHLO z")',
  '(HELO y)',
  ' helo=',
  ' ident=x',
  ' port=7',
  '(joe@evil.example [203.0.113.9])',
  '(may be forged)',
  '(unknown [203.0.113.9])',
  'claiming to be ',
  '"',
  '\\',
  '<',
  '>',
  '[',
  ']',
  ',',
  '@',
  '=',
  '(envelope-from <ceo@bank.example>)',
  '(using TLSv1.0 with cipher FAKE)',
  '(Authenticated sender: ceo)',
  '(account ceo HELO y)',
  '(Postfix)',
  '(Exim 4.1)',
  ' as user ceo ',
  ' de/crypted with TLSv1: FAKE ',
);
const said = fc.array(pieces, { minLength: 1, maxLength: 8 }).map((words) => words.join(''));

/** The facts that are the server's own to tell. Behind HELO, ident is anybody's: both are the client's machine's. */
function serversFacts(field: string, helo: string): Record<string, unknown> {
  const told = facts(parse(`${field.replace('#', () => helo)}; ${date}`));
  const clients = field.includes('helo=#') ? ['helo', 'kind', 'ident'] : ['helo', 'kind'];
  return Object.fromEntries(Object.entries(told).filter(([fact]) => !clients.includes(fact)));
}

describe('HELO', () => {
  for (const [name, field] of servers) {
    it(`changes nothing of what the server wrote: ${name}`, () => {
      const expected = serversFacts(field, 'laptop');
      fc.assert(
        fc.property(said, (helo) => {
          assert.deepEqual(
            serversFacts(field, helo),
            expected,
            field.replace('#', () => helo),
          );
        }),
        { numRuns: 1000 },
      );
    });
  }
});
