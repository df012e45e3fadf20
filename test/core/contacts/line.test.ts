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
      'Musterstraße 5',
      'Hauptstr. 12',
      '10 Downing St',
      'Kerkstraat 12',
      'Rua Augusta 5',
      '>  12, Rua de Exemplo',
      'ул. Ленина, 5',
      'улица Ленина, дом пять',
      '東京都千代田区丸の内1-1',
      '東京都千代田区丸の内一丁目',
      '〒',
      '北京市海淀区中关村大街88号',
      '中关村大街八十八号',
      'Beispielstraße, Ecke Markt',
      'Apt #5',
      'Suite #500',
      '"House 5"',
      'Haus: 5;',
      '<img alt="Musterweg 5">',
      '<td width="600">Musterweg 5</td>',
      'Musterweg&nbsp;&#53;',
      'Musterweg &#x35;a',
      '+49 (0)',
      'Offer ends on 10-5.',
      '1BoatSLRHtKNngkdXEeobR76b53LETtpyT',
      'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq',
      '0xde0B295669a9FD93d5F28D9Ec85E40f4cb697BAe',
      // One in 250 has no digit.
      'QabcdefghijkmnopqrstuvwxyzABCDEFGH',
    ])
      assert.ok(lineCarriesContact(line), line);
  });

  it('lets go what leads to nobody', () => {
    for (const line of [
      '',
      'Get rich quick on the Internet!',
      '===================',
      '<br><br></td></tr>',
      '<h1>Buy</h1>',
      '<table width="600" border=0 cellpadding="10">',
      '<p style="font-size: 12px; margin: 0 0 10px 0; color: #336699">',
      'It&#39;s great &#x2019;',
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
