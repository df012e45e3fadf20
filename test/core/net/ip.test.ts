import assert from 'node:assert/strict';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { inCidr, type IpLiteral, readIp, sameNetwork24 } from '../../../server/src/core/net/ip.ts';

const bare = (text: string) => readIp(text, 0, text.length);
const inBrackets = (text: string) => readIp(text, 0, text.length, true);

function found(ip: IpLiteral | null): IpLiteral {
  assert.ok(ip !== null, 'no address was found');
  return ip;
}

describe('readIp', () => {
  describe('reads an IPv4 address', () => {
    for (const text of ['192.0.2.1', '255.255.255.255', '8.8.8.8', '203.0.113.255', '198.51.100.0'])
      it(text, () => {
        const ip = found(bare(text));
        assert.equal(ip.value, text);
        assert.equal(ip.version, 4);
        assert.equal(ip.valid, true);
        assert.deepEqual(ip.defects, []);
        assert.deepEqual(inBrackets(text), ip);
      });
  });

  it('leaves brackets, blanks, tag, port and zone out of the span', () => {
    const text = 'x [ IPv6:fe80::1%eth0 ] y 192.0.2.1:2525 z';
    const six = found(readIp(text, 3, 22, true));
    assert.equal(text.slice(six.start, six.end), 'fe80::1');
    assert.equal(six.zone, 'eth0');
    const four = found(readIp(text, 26, 40));
    assert.equal(text.slice(four.start, four.end), '192.0.2.1');
    assert.equal(four.port, 2525);
  });

  it('gives null for a port that does not exist and refuses what is no port', () => {
    assert.equal(found(bare('192.0.2.1:65535')).port, 65535);
    assert.equal(found(bare('192.0.2.1:65536')).port, null);
    for (const text of ['192.0.2.1:', '192.0.2.1:smtp', '192.0.2.1:123456']) {
      assert.equal(bare(text), null);
    }
  });

  describe('names what is wrong with an impossible address, and keeps it as written', () => {
    for (const [text, ...defects] of [
      ['500.202.999.352', 'octet-above-255'],
      ['1.2.3.256', 'octet-above-255'],
      ['000.000.000', 'octet-count', 'all-zero', 'leading-zero'],
      ['1.2.3', 'octet-count'],
      ['1.2.3.4.5', 'octet-count'],
      ['300.1.2', 'octet-above-255', 'octet-count'],
    ] as const)
      it(text, () => {
        const ip = found(bare(text));
        assert.equal(ip.valid, false);
        assert.equal(ip.value, text);
        assert.equal(ip.range, 'invalid');
        assert.deepEqual(ip.defects, defects);
      });
  });

  it('reads leading zeros as people do, in decimal', () => {
    const ip = found(bare('204.244.177.031'));
    assert.equal(ip.value, '204.244.177.31');
    assert.equal(ip.valid, true);
    assert.deepEqual(ip.defects, ['leading-zero']);
  });

  it('takes all zeros for a valid notation of an address that no client has', () => {
    for (const text of ['0.0.0.0', '::', '::ffff:0.0.0.0']) {
      const ip = found(bare(text));
      assert.equal(ip.valid, true);
      assert.equal(ip.range, 'reserved');
      assert.deepEqual(ip.defects, ['all-zero']);
    }
  });

  describe('takes no bare word for an address that does not look like one', () => {
    for (const text of [
      '',
      ' ',
      '1',
      '1.2',
      '15.20.5250.018',
      '15.20.6792.27',
      '5.0.2195.6713',
      '1.2.3.4.5.6',
      '1..2.3',
      '1.2.3.4.',
      '.1.2.3.4',
      'example.com',
      'a.b.c.d',
      'beef',
      'cafe.example',
      '1.2.3.4a',
      '12:34:56',
      '00:11:22:33:44:55',
      ':',
      ':::',
      'std::string',
      'EXAA01500',
      'unknown',
      '١.٢.٣.٤',
    ])
      it(JSON.stringify(text), () => {
        assert.equal(bare(text), null);
      });
  });

  describe('takes every attempt in brackets for one', () => {
    for (const [text, ...defects] of [
      ['15.20.5250.18', 'octet-above-255'],
      ['1.2.3.4.5.6', 'octet-count'],
      ['1..2.3', 'octet-count'],
      ['1.2.3.4.', 'octet-count'],
      ['12:34:56', 'malformed-ipv6'],
      ['2001:db8::1::2', 'malformed-ipv6'],
      ['IPv6:example', 'malformed-ipv6'],
      ['IPv6:1', 'malformed-ipv6'],
    ] as const)
      it(text, () => {
        const ip = found(inBrackets(text));
        assert.equal(ip.valid, false);
        assert.deepEqual(ip.defects, defects);
      });

    it('but no words, numbers or nothing', () => {
      for (const text of ['', 'unknown', '1.2', '12345', 'mail.example.com', 'IPv6:']) {
        assert.equal(inBrackets(text), null);
      }
    });
  });

  describe('reads IPv6 in every form and writes it as RFC 5952 does', () => {
    for (const [text, value] of [
      ['2001:DB8::1', '2001:db8::1'],
      ['IPv6:2001:db8::1', '2001:db8::1'],
      ['ipv6:2001:db8::1', '2001:db8::1'],
      ['2001:0db8:0000:0000:0000:0000:0000:0001', '2001:db8::1'],
      ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
      ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
      ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
      ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
      ['::1', '::1'],
      ['fe80::', 'fe80::'],
      ['64:ff9b::192.0.2.1', '64:ff9b::c000:201'],
      ['::ffff:192.0.2.1', '192.0.2.1'],
      ['::FFFF:c000:0201', '192.0.2.1'],
      ['0:0:0:0:0:ffff:192.0.2.1', '192.0.2.1'],
      ['IPv6:::ffff:192.0.2.1', '192.0.2.1'],
    ] as const)
      it(text, () => {
        const ip = found(bare(text));
        assert.equal(ip.valid, true);
        assert.equal(ip.value, value);
        assert.equal(ip.version, value.includes(':') ? 6 : 4);
      });
  });

  it('reads an IPv4 address behind the IPv6 tag, as some servers write', () => {
    assert.equal(found(inBrackets('IPv6:192.0.2.1')).value, '192.0.2.1');
  });

  it('reads zone ids by name and by number', () => {
    assert.equal(found(bare('fe80::a:b%14')).zone, '14');
    assert.equal(found(inBrackets('fe80::a:b%en 0')).zone, 'en 0');
    assert.equal(found(bare('fe80::a:b%')).zone, null);
  });

  describe('refuses what only resembles IPv6', () => {
    for (const text of [
      '1:2:3:4:5:6:7:8:9',
      '1:2:3:4:5:6:7:8::',
      '1::2::3',
      ':1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:',
      '12345::1',
      '::1.2.3',
      '::1.2.3.256',
      '::1.2.3.4.5',
      '::1.2.3.4:5',
      '1.2.3.4::',
    ])
      it(text, () => {
        assert.notEqual(inBrackets(text)?.valid, true);
      });
  });

  describe('knows the special-purpose registries', () => {
    const ranges = {
      public: ['8.8.8.8', '100.63.0.1', '100.128.0.1', '172.15.0.1', '172.32.0.1', '192.0.1.1']
        .concat(['169.253.1.1', '198.20.0.1', '223.255.255.255', '2a00::1', '64:ff9b::1.2.3.4'])
        .concat(['3fff:1000::1', '2001:db9::1', '2002::1']),
      documentation: ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff:fff::1'],
      private: ['10.255.0.1', '172.16.0.1', '172.31.255.255', '192.168.0.1', 'fc00::1', 'fdff::1']
        .concat(['198.18.0.1', '198.19.255.255', '192.0.0.2', 'fec0::1'])
        .concat(['64:ff9b:1::1', '2001:2::1']),
      shared: ['100.64.0.1', '100.127.255.255'],
      loopback: ['127.0.0.1', '127.255.0.1', '::1', '::ffff:127.0.0.1'],
      'link-local': ['169.254.0.1', 'fe80::1', 'febf::1'],
      reserved: [
        '0.1.2.3',
        '224.0.0.1',
        '239.1.1.1',
        '240.0.0.1',
        '255.255.255.255',
        'ff02::1',
      ].concat(['::2', '4000::1', '100::1', '5f00::1']),
    };
    for (const [range, addresses] of Object.entries(ranges))
      it(range, () => {
        for (const address of addresses) assert.equal(found(bare(address)).range, range, address);
      });
  });

  it('agrees with ipaddr.js on every IPv6 address', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        // The long abolished `::a.b.c.d` (RFC 4291 §2.5.5.1) is a mapped address to that library.
        fc.pre(!/^(0:)*:?:(\d+\.)/.test(text));
        const expected = ipaddr.IPv6.parse(text);
        const value = expected.isIPv4MappedAddress()
          ? expected.toIPv4Address().toString()
          : expected.toRFC5952String();
        assert.equal(found(bare(text)).value, value);
      }),
    );
  });

  it('never throws, and its span lies inside the range', () => {
    const letters = fc.constantFrom(...Array.from('0123456789abfIPv6:.%/[] \u0000\ud800x'));
    fc.assert(
      fc.property(
        fc.string({ unit: fc.oneof(letters, fc.string({ unit: 'binary' })) }),
        fc.nat(10),
        fc.nat(10),
        fc.boolean(),
        (text, before, after, bracketed) => {
          const start = Math.min(before, text.length);
          const end = Math.max(start, text.length - after);
          const ip = readIp(text, start, end, bracketed);
          if (ip === null) return;
          assert.ok(start <= ip.start && ip.start < ip.end && ip.end <= end);
          assert.deepEqual(ip, {
            ...readIp(text.slice(start, end), 0, end - start, bracketed),
            start: ip.start,
            end: ip.end,
          });
          assert.equal(ip.valid, ip.range !== 'invalid');
          if (!ip.valid) assert.equal(ip.value, text.slice(ip.start, ip.end));
          if (ip.valid) assert.equal(found(bare(ip.value)).value, ip.value);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('inCidr', () => {
  it('compares the bits of the network', () => {
    assert.ok(inCidr('192.0.2.77', '192.0.2.0/24'));
    assert.ok(inCidr('192.0.2.77', '192.0.2.99/24'));
    assert.ok(!inCidr('192.0.3.77', '192.0.2.0/24'));
    assert.ok(inCidr('192.0.3.77', '192.0.2.0/23'));
    assert.ok(inCidr('203.0.113.1', '0.0.0.0/0'));
    assert.ok(inCidr('2001:db8:ffff::1', '2001:db8::/32'));
    assert.ok(!inCidr('2001:db9::1', '2001:db8::/32'));
    assert.ok(inCidr(found(bare('192.0.2.77')), '192.0.2.77/32'));
  });

  it('takes an address alone for itself', () => {
    assert.ok(inCidr('192.0.2.1', '192.0.2.1'));
    assert.ok(inCidr('2001:db8:0::1', '2001:DB8::1'));
    assert.ok(!inCidr('192.0.2.1', '192.0.2.2'));
  });

  it('sees through mapped addresses and keeps the families apart', () => {
    assert.ok(inCidr('::ffff:192.0.2.1', '192.0.2.0/24'));
    assert.ok(inCidr('192.0.2.1', '::ffff:192.0.2.0/120'));
    assert.ok(!inCidr('192.0.2.1', '::/0'));
    assert.ok(!inCidr('2001:db8::1', '0.0.0.0/0'));
  });

  it('is false for whatever is no address or no network', () => {
    for (const network of [
      '',
      'x',
      '192.0.2.0/',
      '192.0.2.0/33',
      '192.0.2.0/x',
      '192.0.2/24',
      '/8',
    ])
      assert.ok(!inCidr('192.0.2.0', network), network);
    assert.ok(!inCidr('300.0.2.0', '0.0.0.0/0'));
    assert.ok(!inCidr('example', '0.0.0.0/0'));
  });

  it('agrees with ipaddr.js', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV4(), fc.integer({ min: 0, max: 32 }), (a, b, bits) => {
        assert.equal(
          inCidr(a, `${b}/${bits}`),
          ipaddr.IPv4.parse(a).match(ipaddr.IPv4.parse(b), bits),
        );
      }),
    );
  });
});

describe('sameNetwork24', () => {
  it('is the /24 of IPv4 and the /64 of IPv6', () => {
    assert.ok(sameNetwork24('192.0.2.1', '192.0.2.254'));
    assert.ok(!sameNetwork24('192.0.2.1', '192.0.3.1'));
    assert.ok(sameNetwork24('2001:db8::1', '2001:db8::ffff:0:0:1'));
    assert.ok(!sameNetwork24('2001:db8::1', '2001:db8:0:1::1'));
    assert.ok(sameNetwork24(found(bare('192.0.2.1')), '::ffff:192.0.2.9'));
    assert.ok(!sameNetwork24('192.0.2.1', '2001:db8::1'));
    assert.ok(!sameNetwork24('192.0.2.1', 'example'));
    assert.ok(!sameNetwork24('192.0.2', '192.0.2'));
  });
});
