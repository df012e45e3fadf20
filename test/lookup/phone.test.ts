/** The address for looking up a telephone number, from a template of the user's. */
import assert from 'node:assert/strict';
import { faultOfPhoneTemplate, phoneLookup } from '../../server/src/lookup/phone.ts';

const phone = { value: '+12125550123', national: '(212) 555-0123', country: 'US' };

function address(template: string, of = phone): string {
  const answer = phoneLookup(template, of);
  return answer.kind === 'address' ? answer.url : answer.message;
}

describe('looking up a telephone number', () => {
  it('puts the number into the address, percent-encoded', () => {
    for (const [template, url] of [
      ['https://directory.example/?q={number}', 'https://directory.example/?q=%2B12125550123'],
      ['https://directory.example/{digits}', 'https://directory.example/12125550123'],
      [
        'https://directory.example/{country}/{national}#x',
        'https://directory.example/us/2125550123#x',
      ],
      [
        ' https://127.0.0.1:8443/{number}/{number} ',
        'https://127.0.0.1:8443/%2B12125550123/%2B12125550123',
      ],
    ] as const)
      assert.equal(address(template), url);
  });

  it('says what is wrong with a template', () => {
    for (const [template, fault] of [
      ['', /^No address for looking up telephone numbers is set\. Set one with \{number\}/],
      ['http://directory.example/{number}', /does not begin with https:\/\/\. Correct it/],
      ['javascript:alert({number})', /does not begin with https/],
      ['directory.example/{number}', /is no address of the web/],
      ['https://directory.example/', /has no place for the number/],
      ['https://directory.example/{country}', /has no place for the number/],
      [
        'https://directory.example/{nummer}',
        /holds \{nummer\}; what can stand there is \{number\}/,
      ],
      ['https://{digits}.directory.example/', /has a variable in its host/],
      ['https://directory.example:{digits}/', /(?:host|no address)/],
      ['https://me:secret@directory.example/{number}', /user name or a password/],
      ['https://{number}@directory.example/', /(?:user name|host)/],
      [`https://directory.example/${'x'.repeat(2000)}{number}`, /is too long/],
    ] as const) {
      const message = faultOfPhoneTemplate(template) ?? '';
      assert.match(message, fault);
      assert.match(message, /nothing was looked up\.$/);
      assert.equal(address(template), message);
    }
  });

  it('takes nothing but a number', () => {
    for (const value of ['12125550123', '+1', '+1/../x', '+1212555\n0123', '+12125550123?x'])
      assert.match(
        address('https://directory.example/{number}', { ...phone, value }),
        /is no telephone number/,
      );
  });
});
