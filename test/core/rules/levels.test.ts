/** What a reader chooses for single rules. */
import assert from 'node:assert/strict';
import { analyze } from '../../../server/src/core/analysis.ts';
import { checkComplaint } from '../../../server/src/core/complaint/check.ts';
import { readRuleSettings } from '../../../server/src/core/rules/levels.ts';

const message = `Received: from mail.example.org (mail.example.org [192.0.2.10]) by mx.example.com (Postfix) with ESMTP id 4; Thu, 21 Nov 2024 10:15:03 +0000
Received: from a.example (a.example [500.0.2.9]) by mail.example.org (Postfix) with ESMTP id 3; Thu, 21 Nov 2024 10:15:02 +0000
From: a@example.org
From: b@example.org
Subject: one
Subject: two
Date: Thu, 21 Nov 2024 10:15:00 +0000

`;

function found(settings: Readonly<Record<string, unknown>>): string[] {
  const rules = readRuleSettings(Object.entries(settings));
  return analyze(message, { rules }).findings.map(({ level, rule }) => `${level} ${rule}`);
}

describe('the levels that a reader chooses', () => {
  it('none', () => {
    assert.deepEqual(found({}), [
      'warning spoofed-hop',
      'error impossible-address',
      'warning duplicate-header',
      'information duplicate-header',
    ]);
  });

  it('another level; a case that deserves less keeps that', () => {
    assert.deepEqual(found({ 'duplicate-header': 'error' }).slice(2), [
      'error duplicate-header',
      'information duplicate-header',
    ]);
    assert.deepEqual(found({ 'duplicate-header': 'hint' }).slice(2), [
      'hint duplicate-header',
      'hint duplicate-header',
    ]);
  });

  it('off: the rule is silent, and what follows from it too', () => {
    assert.deepEqual(found({ 'impossible-address': 'off', 'duplicate-header': 'off' }), []);
  });

  it('whatever else stands there is no choice', () => {
    assert.deepEqual(
      found({
        'impossible-address': false,
        'spoofed-hop': 'of',
        __proto__: 'off',
        nonsense: 'off',
      }),
      found({}),
    );
  });

  it('for drafts of complaints, too', () => {
    const draft = 'From: a@example.org\n\n';
    const off = readRuleSettings([['complaint-no-recipient', 'off']]);
    assert.equal(checkComplaint(draft).length, 1);
    assert.deepEqual(checkComplaint(draft, off), []);
  });
});
