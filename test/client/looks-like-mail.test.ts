/** What is taken for the header of a mail when it is pasted, and what is not. */
import assert from 'node:assert/strict';
import { looksLikeMail } from '../../client/src/looks-like-mail.ts';

const mail: Record<string, string> = {
  'a whole header':
    'Return-Path: <a@example.com>\nReceived: from a by b; date\nSubject: hi\n\nbody, not a field',
  'a header with CRLF': 'Message-ID: <1@example.com>\r\nDate: now\r\n\r\nbody',
  'folded fields': 'DKIM-Signature: v=1;\n\ta=rsa-sha256\nFrom: a@example.com\n',
  'blank lines before it': '\n\n  \nMIME-Version: 1.0\nSubject: hi',
  'an mbox envelope line': 'From a@example.com Mon Apr 21 22:53:13 1997\nMessage-Id: <1>\nTo: b\n',
  'one Received field on its own': 'Received: from a.example by mx.example; Mon, 1 Jan 2024',
  'one Received field, folded before by': 'Received: from a.example\n\tby mx.example',
  'unknown fields in between': 'X-Whatever: 1\nX-Other: 2\nDelivered-To: a@example.com\nTo: a',
};

const other: Record<string, string> = {
  nothing: '',
  blanks: ' \n\t\n',
  'a memo': 'To: all\nFrom: me\nSubject: lunch\n\nAt noon.',
  'a note about received goods': 'Received: three boxes\n',
  'a list of keys': 'name: x\nversion: 2\n',
  prose: 'Dear all,\n\nReceived: from a by b\nMessage-ID: <1>\n',
  'a fold with nothing before it': '\n by mx.example\nMessage-ID: <1>\nDate: now\n',
  'a sentence among fields': 'Message-ID: <1>\nthis is no field\nDate: now\n',
  'a name with blanks': 'Message ID: 1\nDate: now\n',
  'one machine field alone': 'MIME-Version: 1.0\n',
  'names of Object.prototype': 'constructor: 1\n__proto__: 2\n',
};

describe('looksLikeMail', () => {
  for (const [name, text] of Object.entries(mail)) {
    it(`takes ${name} for mail`, () => {
      assert.equal(looksLikeMail(text), true);
    });
  }
  for (const [name, text] of Object.entries(other)) {
    it(`does not take ${name} for mail`, () => {
      assert.equal(looksLikeMail(text), false);
    });
  }
});
