/** Which lines of a body stay when it is shortened. */
import assert from 'node:assert/strict';
import { lineCarriesContact } from '../../../server/src/core/contacts/line.ts';

describe('lineCarriesContact', () => {
  it('keeps whatever may lead to somebody', () => {
    for (const line of [
      'Write to joe@example.com',
      'joe=40example=2Ecom',
      'joe&#64;example&#46;com',
      'see http://www.example.com/',
      'see www.example.com',
      'example.com',
      'http:\\\\192.0.2.7\\x',
      'http%3A%2F%2Fwww',
      '192.0.2.7',
      'Call (212) 555-0123',
      '2 1 2 5 5 5 0 1 2 3',
      '+44 20',
      '1-800-FLOWERS',
      'Fax:',
      '6163 is the rest of a number',
      'P.O. Box 12',
      '220 Example St.',
      'Anytown, PA 16366',
      'D-12345 Musterstadt',
      'Anytown OX1 1AA',
      'Reply with REMOVE in the subject',
      '电话：',
      'offers at bulk dot com',
      'HTTP: //bulk',
      'offers%40bulk',
      'Phone now',
      'Main Street',
      '千代田区１−１',
      'ＢＵＬＫ．ＣＯＭ',
      '٠١٢',
      'Llame ahora',
      'x'.repeat(3000),
      '<form action=send.cgi>',
    ])
      assert.ok(lineCarriesContact(line), line);
  });

  it('lets go what leads to nobody', () => {
    for (const line of [
      '',
      'Get rich quick on the Internet!',
      'You earn $50,000 in 90 days, as 3 of 4 do.',
      '===================',
      '<br><br></td></tr>',
      'Offer ends on 10-5.',
      'the end. And so on',
      'Copyright (c)',
      'Yours sincerely,',
      'Jetzt zugreifen!',
      'Profitez-en vite',
      'お得です！今すぐ、どうぞ。',
    ])
      assert.ok(!lineCarriesContact(line), line);
  });
});
