import assert from 'node:assert/strict';
import { analyze, type AnalysisOptions } from '../../../server/src/core/analysis.ts';
import { believedResults, beliefOf } from '../../../server/src/core/auth/believed.ts';

/** The border: the reader's own server recorded a stranger. */
const border = `Received: from mail.other.example (mail.other.example [192.0.2.25])
	by mx1.example.net (Postfix) with ESMTPS id 4Yd7Q12vT7z3xqJ
	for <ada@example.net>; Tue, 11 Mar 2025 06:42:17 +0000
`;
const own = `Received: from mx1.example.net (mx1.example.net [10.1.1.1])
	by store.example.net (Postfix) with ESMTP id 4Yd7Q12vT7z3xqK;
	Tue, 11 Mar 2025 06:42:18 +0000
`;
const older = `Received: from desk (unknown [198.51.100.4])
	by mail.other.example (Postfix) with ESMTPSA id 4Yd7Q12vT7z3xqL;
	Tue, 11 Mar 2025 06:42:16 +0000
`;
const letter = `From: Rosa <rosa@other.example>
To: ada@example.net
Subject: Hello
`;
const microsoft = `Received: from mail.other.example (192.0.2.25) by
 AM0EUR02FT063.mail.protection.outlook.com (10.13.54.1) with Microsoft SMTP
 Server id 15.20.8466.1 via Frontend Transport; Tue, 11 Mar 2025 06:42:17 +0000
`;

const results = (id: string): string => `Authentication-Results: ${id}; spf=pass; dkim=pass\n`;
const nameless = 'Authentication-Results: spf=pass (sender IP is 192.0.2.25); dkim=none\n';

/** The belief in the last field of that name. */
function cause(
  text: string,
  key = 'authentication-results',
  options: AnalysisOptions = {},
): string {
  const analysis = analyze(`${text}\n`, options);
  const field = analysis.header.fields.filter((one) => one.key === key).at(-1);
  assert.ok(field !== undefined);
  const belief = beliefOf(field, analysis);
  return `${belief.believed ? 'believed' : 'claim'}: ${belief.cause}`;
}

describe('beliefOf', () => {
  it('believes whatever stands above the border', () => {
    assert.equal(cause(results('mx1.example.net') + border + letter), 'believed: above-border');
    assert.equal(cause(results('elsewhere.example') + border), 'believed: above-border');
    assert.equal(cause(own + nameless + border + letter), 'believed: above-border');
  });

  it('believes what the border server, or its organisation, wrote right beneath its trace field', () => {
    assert.equal(cause(border + results('MX1.example.net') + letter), 'believed: own-name');
    assert.equal(cause(border + results('example.net') + older), 'believed: own-name');
    assert.equal(
      cause(
        `${border}Received-SPF: pass (mx1.example.net: domain of b.example) client-ip=192.0.2.25\n${letter}`,
        'received-spf',
      ),
      'believed: own-name',
    );
  });

  it("believes the reader's setting", () => {
    const header = border + results('filter.example.org') + letter;
    assert.equal(cause(header), 'claim: stranger-name');
    assert.equal(
      cause(header, 'authentication-results', {
        ownHosts: ['mx1.example.net', 'filter.example.org'],
      }),
      'believed: own-name',
    );
  });

  it("does not believe a stranger's name beneath the border", () => {
    assert.equal(cause(border + results('mx.other.example') + letter), 'claim: stranger-name');
    assert.equal(
      cause(border + results('example.net.evil.example') + letter),
      'claim: stranger-name',
    );
    assert.equal(cause(border + results('evilexample.net') + letter), 'claim: stranger-name');
  });

  it('does not believe its own name among the fields that came with the message', () => {
    assert.equal(cause(border + older + results('mx1.example.net') + letter), 'claim: too-low');
    assert.equal(cause(border + letter + results('mx1.example.net')), 'claim: too-low');
  });

  it('does not believe a second one in its own name when the server wrote its own above', () => {
    const header = results('mx1.example.net') + border + results('mx1.example.net') + letter;
    assert.equal(cause(header), 'claim: doubled');
    assert.deepEqual(
      believedResults(analyze(`${header}\n`)).map(({ field }) => field.start),
      [0],
    );
  });

  it("takes one without a name for the border's only when the border is Microsoft's", () => {
    assert.equal(cause(microsoft + nameless + letter), 'believed: own-microsoft');
    assert.equal(cause(border + nameless + letter), 'claim: no-name');
    assert.equal(cause(microsoft + older + nameless + letter), 'claim: too-low');
    assert.equal(cause(nameless + microsoft + nameless + letter), 'claim: doubled');
  });

  it("believes Exchange's own fields wherever they stand, behind an Exchange server alone", () => {
    const foot = `${letter}X-MS-Exchange-Organization-AuthAs: Internal\n`;
    const key = 'x-ms-exchange-organization-authas';
    assert.equal(cause(microsoft + foot, key), 'believed: header-firewall');
    assert.equal(cause(border + foot, key), 'claim: no-name');
  });

  it('does not believe what a server set aside', () => {
    const key = 'authentication-results-original';
    assert.equal(
      cause(`Authentication-Results-Original: mx1.example.net; spf=pass\n${border}`, key),
      'claim: set-aside',
    );
    assert.equal(
      cause(
        `${microsoft}X-Microsoft-Antispam-Untrusted: BCL:0;\n`,
        'x-microsoft-antispam-untrusted',
      ),
      'claim: set-aside',
    );
  });

  it('believes nothing without a trace field', () => {
    assert.equal(cause(results('mx1.example.net') + letter), 'claim: no-route');
  });
});
