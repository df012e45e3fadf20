/** Questions to name servers by https, in the JSON form that Cloudflare and Google share. */
import assert from 'node:assert/strict';
import { dnsOverHttps } from '../../server/src/lookup/dns/over-https.ts';
import type { DnsAnswer, DnsType } from '../../server/src/lookup/transport.ts';
import { httpGetter } from '../../server/src/node/http.ts';
import { Clock } from '../servers/clock.ts';
import { status, Web, type Page } from '../servers/web.ts';

const endpoint = 'https://dns.example/dns-query';

describe('name servers by https', () => {
  let web: Web;
  const clock = new Clock();
  before(async () => {
    web = await Web.start(['dns.example']);
  });
  after(() => web.stop());

  const answers = (value: unknown): Page =>
    status(200, { 'content-type': 'application/dns-json' }, JSON.stringify(value));
  const ask = (
    name: string,
    type: DnsType,
    page: Page,
    signal = new AbortController().signal,
  ): Promise<DnsAnswer> => {
    web.page(`${endpoint}?name=${name}&type=${type}`, page);
    const context = { http: httpGetter(web.options), later: clock.later, now: clock.now };
    return dnsOverHttps(endpoint, context)(name, type, signal);
  };

  it('tell what those of UDP tell', async () => {
    for (const [type, data, expected] of [
      ['A', '192.0.2.1', '192.0.2.1'],
      ['AAAA', '2001:DB8::0:1', '2001:db8::1'],
      ['PTR', 'Mail.Example.COM.', 'mail.example.com'],
      ['TXT', '"v=spf1 " "-all \\"x\\" \\195\\188"', 'v=spf1 -all "x" Ã¼'],
      ['TXT', 'without quotes', 'without quotes'],
    ] as const) {
      const number = { A: 1, AAAA: 28, PTR: 12, TXT: 16 }[type];
      const answer = await ask(
        'x.example',
        type,
        answers({
          Status: 0,
          Answer: [
            { name: 'x.example', type: 5, TTL: 9, data: 'y.example.' },
            { name: 'y.example', type: number, TTL: 120, data },
          ],
        }),
      );
      assert.deepEqual(answer, {
        kind: 'records',
        records: [{ value: expected, preference: 0, ttl: 120 }],
      });
    }
    const mail = await ask(
      'x.example',
      'MX',
      answers({
        Status: 0,
        Answer: [
          { name: 'x', type: 15, TTL: 60, data: '10 MX.example.' },
          { name: 'x', type: 15, TTL: 60, data: '0 .' },
          { name: 'x', type: 15, TTL: 60, data: 'nonsense' },
        ],
      }),
    );
    assert.deepEqual(
      mail.kind === 'records' && mail.records.map(({ preference, value }) => [preference, value]),
      [
        [10, 'mx.example'],
        [0, ''],
      ],
    );
  });

  it('tell absence and failure apart', async () => {
    const soa = { name: 'x', type: 6, TTL: 900, data: 'ns.example. h.example. 1 2 3 4 60' };
    const cases: readonly (readonly [Page, Partial<DnsAnswer>])[] = [
      [answers({ Status: 3, Authority: [soa] }), { kind: 'absent', code: 'NXDOMAIN', ttl: 60 }],
      [answers({ Status: 0 }), { kind: 'absent', code: 'NODATA', ttl: null }],
      [
        answers({ Status: 2 }),
        { kind: 'failed', code: 'SERVFAIL', message: 'they report a failure (SERVFAIL)' },
      ],
      [
        answers({ Status: 5 }),
        { kind: 'failed', code: 'REFUSED', message: 'they refuse the question (REFUSED)' },
      ],
      [
        answers([]),
        { kind: 'failed', code: 'MALFORMED', message: 'their answer cannot be understood' },
      ],
      [
        status(503),
        {
          kind: 'failed',
          code: 'UNREACHABLE',
          message: 'dns.example is out of service for the moment (HTTP 503)',
        },
      ],
      [
        status(200, { 'content-type': 'text/html' }, '<p>'),
        {
          kind: 'failed',
          code: 'UNREACHABLE',
          message:
            'dns.example answered with a web page in place of data; it may be out of order, or a login page stands before the network',
        },
      ],
    ];
    for (const [page, expected] of cases)
      assert.deepEqual(await ask('x.example', 'A', page), expected);
  });

  it('let go when the user gives up', async () => {
    const cancel = new AbortController();
    const answer = await ask(
      'x.example',
      'A',
      () => {
        cancel.abort();
      },
      cancel.signal,
    );
    assert.equal(answer.kind === 'failed' && answer.code, 'CANCELLED');
    assert.equal(clock.pending, 0);
  });
});
