/** How far the trust walk goes: a field is believed because a server signed it, never because somebody shares a name. */
import assert from 'node:assert/strict';
import { analyze, type AnalysisOptions } from '../../../server/src/core/analysis.ts';
import { isCustomerName, isMailServerName } from '../../../server/src/core/route/customers.ts';
import { readIp } from '../../../server/src/core/net/ip.ts';

const date = 'Thu, 21 Nov 2024 10:15:03 +0000';

/** Each hop as `trust cause`, and the source. */
function walked(
  values: readonly string[],
  options: AnalysisOptions = {},
): { hops: string[]; source: string | null } {
  const text = `${values.map((value) => `Received: ${value}; ${date}\n`).join('')}Subject: x\n\n`;
  const { route } = analyze(text, options);
  return {
    hops: route.hops.map(({ trust, cause }) => `${trust} ${cause}`),
    source: route.source?.ip ?? null,
  };
}

/** What somebody who wants another blamed writes beneath. */
const forged = (by: string): string =>
  `from victim.example (victim.example [203.0.113.7]) by ${by} (Postfix) with ESMTP id B`;

describe('the trust walk', () => {
  const lines: readonly [what: string, client: string, ip: string, by: string, signed: string][] = [
    [
      'the address',
      'c-198-51-100-3.hsd1.isp.example',
      '198.51.100.3',
      'mx.isp.example',
      'smtp.isp.example',
    ],
    [
      'the address backwards',
      'static.3.100.51.198.clients.isp.example',
      '198.51.100.3',
      'web1.isp.example',
      'mail.isp.example',
    ],
    [
      'half of the address',
      'h-100-3.isp.example',
      '198.51.100.3',
      'mx.isp.example',
      'smtp.isp.example',
    ],
    [
      'the address, padded',
      '198051100003.isp.example',
      '198.51.100.3',
      'mx.isp.example',
      'smtp.isp.example',
    ],
    [
      'the address in hexadecimal',
      'pc6336403.isp.example',
      '198.51.100.3',
      'mx.isp.example',
      'smtp.isp.example',
    ],
    [
      'a word for the line',
      'adslgp7.isp.example',
      '198.51.100.3',
      'mx.isp.example',
      'smtp.isp.example',
    ],
    [
      'its own name in the forged field',
      'dialup7.isp.example',
      '198.51.100.3',
      'mx.isp.example',
      'dialup7.isp.example',
    ],
  ];
  for (const [what, client, ip, by, signed] of lines) {
    it(`a customer is a stranger to the provider: ${what}`, () => {
      assert.deepEqual(
        walked([`from x (${client} [${ip}]) by ${by} (Postfix) with ESMTP id A`, forged(signed)]),
        { hops: ['border stranger', 'claimed beneath-border'], source: ip },
      );
    });
  }

  it('a server of the house is believed under the name that it signs with, or as one of several', () => {
    const own = { hops: ['own same-organisation', 'border stranger'], source: '203.0.113.7' };
    for (const [client, signed] of [
      ['hq.isp.example', 'hq.isp.example'],
      ['MX01.isp.example', 'mx02.isp.example'],
      ['smtp-out7.isp.example', 'filter.isp.example'],
    ] as const)
      assert.deepEqual(
        walked([
          `from x (${client} [198.51.100.3]) by store.isp.example (Postfix) with ESMTP id A`,
          forged(signed),
        ]),
        own,
        client,
      );
    assert.deepEqual(
      walked([
        'from x (shop.isp.example [198.51.100.3]) by store.isp.example (Postfix) with ESMTP id A',
        forged('smtp.isp.example'),
      ]).source,
      '198.51.100.3',
    );
  });

  it('a provider among the own hosts does not make its customers own', () => {
    const line = 'dsl-100-3.isp.example';
    const values = [
      `from x (${line} [198.51.100.3]) by mx.isp.example (Postfix) with ESMTP id A`,
      forged('smtp.isp.example'),
    ];
    assert.equal(walked(values, { ownHosts: ['isp.example'] }).source, '198.51.100.3');
    assert.equal(walked(values, { ownHosts: [line] }).source, '203.0.113.7');
  });

  it('of a login alone nothing follows', () => {
    const login = (client: string): string =>
      `from x (${client} [198.51.100.3]) (authenticated bits=0) by mx.house.example (8.14.4/8.14.4) with ESMTP id A`;
    for (const [client, signed] of [
      ['host.other.example', 'smtp.other.example'],
      ['host.other.example', 'host.other.example'],
      ['host.other.example', 'mx2.house.example'],
      ['dsl7.house.example', 'mx2.house.example'],
    ] as const)
      assert.deepEqual(
        walked([login(client), forged(signed)]),
        {
          hops: ['border authenticated-stranger', 'claimed beneath-border'],
          source: '198.51.100.3',
        },
        client,
      );
    assert.deepEqual(walked([login('front.house.example'), forged('front.house.example')]), {
      hops: ['own authenticated', 'border stranger'],
      source: '203.0.113.7',
    });
  });

  it('a neighbour that hides a stranger leaves no source', () => {
    const neighbour = (helo: string, by = 'mx.house.example'): string =>
      `from ${helo} (unknown [10.0.0.1]) by ${by} (Postfix) with ESMTP id A`;
    assert.deepEqual(walked([neighbour('x'), forged('smtp.evil.example')]), {
      hops: ['border stranger-hidden', 'claimed beneath-border'],
      source: null,
    });
    for (const values of [
      [neighbour('gw.house.example'), forged('gw.house.example')],
      [neighbour('filter'), forged('filter')],
      [neighbour('x'), forged('gw.house.local')],
      [neighbour('gw.other.example'), forged('gw.other.example')],
      [neighbour('x', 'exchange.corp.local'), forged('gw.other.example')],
    ])
      assert.equal(walked(values).source, '203.0.113.7', values.join('\n'));
  });

  it('the oldest field about an own host says so', () => {
    const values = [
      'from x (a.other.example [198.51.100.3]) by mx.house.example (Postfix) with ESMTP id A',
    ];
    assert.deepEqual(walked(values, { ownHosts: ['198.51.100.3'] }), {
      hops: ['border oldest'],
      source: '198.51.100.3',
    });
  });
});

describe('names of lines', () => {
  const rows: readonly [name: string, ip: string, line: boolean, server: boolean][] = [
    ['lns-1-82-1-2-3.adsl.isp.example', '82.1.2.3', true, false],
    ['p5B2A1F0C.dip0.isp.example', '91.42.31.12', true, false],
    ['p5b2a1f0c.isp.example', '91.42.31.12', true, false],
    ['host-031-012.isp.example', '91.42.31.12', true, false],
    ['host42.isp.example', '198.51.100.42', false, false],
    ['2001-db8-7-9--3.isp.example', '2001:db8:7:9::3', true, false],
    ['20010db800070009.isp.example', '2001:db8:7:9::3', true, false],
    ['9.0.0.0.7.0.0.0.8.b.d.0.1.0.0.2.ip6.isp.example', '2001:db8:7:9::3', true, false],
    ['mx.isp.example', '2001:db8::', false, true],
    ['mail-out-07.isp.example', '198.51.100.7', false, true],
    ['mail-100-7.isp.example', '198.51.100.7', true, true],
    ['dyn.com', '198.51.100.7', false, false],
    ['www.dsl-pool.com', '198.51.100.7', false, false],
    ['www.mail.com', '198.51.100.7', false, false],
  ];
  for (const [name, ip, line, server] of rows) {
    it(`${name} ${line ? 'is one' : 'is none'}`, () => {
      assert.equal(isCustomerName(name, readIp(ip, 0, ip.length)), line);
      assert.equal(isMailServerName(name), server);
    });
  }
});
