/** Reading the mailboxes of an address field. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readMailboxes } from '../../../server/src/core/message/mailboxes.ts';

/** `name|address` of each. */
function read(value: string): string[] {
  return readMailboxes(value, 0, value.length).map(
    ({ name, address }) => `${name?.value ?? ''}|${address?.value ?? ''}`,
  );
}

describe('readMailboxes', () => {
  it('reads the forms that there are', () => {
    for (const [value, ...mailboxes] of [
      ['a@example.org', '|a@example.org'],
      ['<a@example.org>', '|a@example.org'],
      ['Jane Doe <a@example.org>', 'Jane Doe|a@example.org'],
      ['"Doe, Jane" <a@example.org>', 'Doe, Jane|a@example.org'],
      ['Doe, Jane <a@example.org>', 'Doe, Jane|a@example.org'],
      ['"Jane \\"J\\" Doe" <a@example.org>', 'Jane "J" Doe|a@example.org'],
      ['a@example.org (Jane Doe)', 'Jane Doe|a@example.org'],
      ['b@example.net <a@example.org>', 'b@example.net|a@example.org'],
      ['=?utf-8?Q?J=C3=B6rg?= <a@example.org>', 'Jörg|a@example.org'],
      ['"=?utf-8?B?SsO2cmc=?=" <a@example.org>', 'Jörg|a@example.org'],
      ['Jörg <a@example.org>', 'Jörg|a@example.org'],
      ['Jane\r\n Doe\r\n <a@example.org>', 'Jane Doe|a@example.org'],
      ['a@example.org, B <b@example.org>', '|a@example.org', 'B|b@example.org'],
      ['Friends: a@example.org, B <b@example.org>;', '|a@example.org', 'B|b@example.org'],
      ['undisclosed-recipients:;'],
      ['Jane <>', 'Jane|'],
      ['Jane <a@example.org', 'Jane|a@example.org'],
      ['nobody'],
      [''],
    ] as const)
      assert.deepEqual(read(value), mailboxes, value);
  });

  it('places names and addresses', () => {
    const value = '  "Jane" <a@example.org>';
    const [mailbox] = readMailboxes(value, 0, value.length);
    assert.equal(value.slice(mailbox?.name?.start, mailbox?.name?.end), '"Jane"');
    assert.equal(value.slice(mailbox?.address?.start, mailbox?.address?.end), 'a@example.org');
    assert.equal(mailbox?.domain, 'example.org');
  });

  it('never throws, and stays inside', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '"',
      '(',
      ')',
      ',',
      ';',
      ':',
      '@',
      'a',
      '.',
      '\\',
      ' ',
      '=?utf-8?B?',
      '?=',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const value = pieces.join('');
        for (const { start, end } of readMailboxes(value, 0, value.length))
          assert.ok(start >= 0 && start <= end && end <= value.length);
      }),
    );
  });
});
