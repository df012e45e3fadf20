/** The report in words: what a result proves, and that no message writes in it. */
import assert from 'node:assert/strict';
import { analyze } from '../../../server/src/core/analysis.ts';
import { verificationFindings } from '../../../server/src/core/verification/findings.ts';
import { verificationReport } from '../../../server/src/core/verification/report.ts';
import type {
  SignatureResult,
  Verification,
} from '../../../server/src/core/verification/verification.ts';

const signature: SignatureResult = {
  domain: 'example.org',
  selector: 'sel',
  verdict: 'pass',
  obstacle: null,
  body: 'intact',
  header: 'intact',
  aligned: true,
  signedLength: null,
};

const nothing: Verification = { offline: false, signatures: [], arc: null, spf: null, dmarc: null };

const report = (verification: Partial<Verification>, isList = false): string =>
  verificationReport({
    name: 'a.eml',
    verification: { ...nothing, ...verification },
    request: { handover: null, time: Date.UTC(2024, 10, 21) },
    isList,
    notices: [],
    now: new Date(Date.UTC(2024, 10, 22)),
  }).replace(/\n +/g, ' ');

describe('the report on a verification', () => {
  it('says what a good signature confirms, and what not', () => {
    assert.match(
      report({ signatures: [signature] }),
      /: pass The body .* This confirms the domain in From.*It does not say that the sender is friendly\./,
    );
    assert.match(
      report({ signatures: [{ ...signature, aligned: false }] }),
      /It says nothing about From, which names another domain\./,
    );
    assert.match(
      report({ signatures: [{ ...signature, signedLength: 100 }] }),
      /Only the first 100 bytes/,
    );
  });

  it('does not cry wolf over a broken one', () => {
    const broken: SignatureResult = { ...signature, verdict: 'fail', body: 'changed' };
    assert.match(report({ signatures: [broken] }, true), /mailing list, and lists change/);
    assert.match(report({ signatures: [broken] }), /as much as none \(RFC 6376 section 6\.1\)/);
  });

  it('says what was not there and what could not be checked', () => {
    const text = report({});
    assert.match(text, /^DKIM: none /m);
    assert.match(text, /^SPF: not checked /m);
    assert.match(text, /^DMARC: not checked /m);
    assert.doesNotMatch(text, /days old/);
  });

  it('lets no name from the message command a terminal or begin a line', () => {
    const hostile = 'x\r\nDMARC of bank.example: pass\u001b[2J\u202e';
    const signatures = [
      { ...signature, domain: hostile, selector: hostile },
      { ...signature, domain: hostile, verdict: 'unknown', obstacle: 'no-key' } as const,
    ];
    const spf = {
      outcome: 'fail',
      ip: hostile,
      domain: hostile,
      identity: 'helo',
      record: null,
    } as const;
    const dmarc = {
      outcome: 'fail',
      domain: hostile,
      policy: 'reject',
      byDkim: false,
      bySpf: false,
    } as const;
    const text = report({ signatures, spf, dmarc });
    for (const hidden of ['\u001b', '\u202e', '\r']) assert.ok(!text.includes(hidden));
    assert.equal(text.split('\n').filter((line) => line.startsWith('DMARC of bank')).length, 0);
  });
});

describe('the findings of a verification', () => {
  const message =
    'DKIM-Signature: v=1\nDKIM-Signature: v=1\nList-Id: <l.example.com>\nFrom: a@example.org\n\n.\n';
  const dmarc = {
    outcome: 'fail',
    domain: 'example.org',
    policy: 'reject',
    byDkim: false,
    bySpf: false,
  } as const;
  const found = (verification: Partial<Verification>, text = message, rules = {}): string[] =>
    verificationFindings(analyze(text, { rules: new Map(Object.entries(rules)) }), {
      ...nothing,
      ...verification,
    }).map(
      ({ rule, level, start }) => `${level} ${rule} ${text.slice(0, start).split('\n').length}`,
    );

  it('stand on the field that each is about', () => {
    const signatures: SignatureResult[] = [
      { ...signature, aligned: false },
      { ...signature, verdict: 'unknown', obstacle: 'no-key' },
    ];
    assert.deepEqual(found({ signatures }), [
      'hint verify-dkim-pass 1',
      'hint verify-dkim-unknown 2',
    ]);
    assert.deepEqual(found({ signatures, offline: true }), ['hint verify-dkim-pass 1']);
  });

  it('warn only about mail that its owner wants rejected and no list has touched', () => {
    const direct = message.replace('List-Id', 'X-Id');
    assert.deepEqual(found({ dmarc }), ['information verify-dmarc-fail 4']);
    assert.deepEqual(found({ dmarc }, direct), ['warning verify-dmarc-fail 4']);
    assert.deepEqual(found({ dmarc: { ...dmarc, policy: 'none' } }, direct), [
      'information verify-dmarc-fail 4',
    ]);
  });

  it('keep to the levels that the reader has chosen', () => {
    assert.deepEqual(found({ dmarc }, message, { 'verify-dmarc-fail': 'off' }), []);
  });
});
