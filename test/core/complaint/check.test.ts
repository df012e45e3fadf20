/** What is said about a draft in the editor. */
import assert from 'node:assert/strict';
import { checkComplaint } from '../../../server/src/core/complaint/check.ts';

const evidence = '\n\n--b\nTo: victim@example.com\n';

/** Rule and text of each finding. */
const found = (text: string) =>
  checkComplaint(text).map(
    ({ rule, level, start, end }) => `${level} ${rule}: ${text.slice(start, end)}`,
  );

describe('a complaint draft', () => {
  it('needs a recipient', () => {
    assert.deepEqual(found(`X-Unsent: 1\nSubject: s${evidence}`), [
      'warning complaint-no-recipient: X-Unsent',
    ]);
    assert.deepEqual(found(`X-Unsent: 1\nTo: \nCc:${evidence}`), [
      'warning complaint-no-recipient: To',
    ]);
    assert.deepEqual(found(''), ['warning complaint-no-recipient: ']);
  });

  it('has one in To, Cc or Bcc', () => {
    for (const field of ['To', 'CC', 'bcc']) {
      assert.deepEqual(found(`X-Unsent: 1\n${field}: abuse@example.net${evidence}`), []);
    }
  });

  it('tells which recipient is a guess, until it is replaced', () => {
    const guess = 'X-Spam-Patrol-Guessed: postmaster@example.net,\n abuse@example.net';
    assert.deepEqual(
      found(`To: postmaster@example.net,\n abuse@example.net\n${guess}${evidence}`),
      ['information complaint-guessed-recipient: postmaster@example.net,\n abuse@example.net'],
    );
    assert.deepEqual(found(`To: "Abuse" <Abuse@Example.NET>\n${guess}${evidence}`), [
      'information complaint-guessed-recipient: "Abuse" <Abuse@Example.NET>',
    ]);
    assert.deepEqual(found(`To: noc@example.net\n${guess}${evidence}`), []);
  });
});
