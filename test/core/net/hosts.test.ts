import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  houseOf,
  isHostName,
  isInsideName,
  kinshipOf,
  readOrganisation,
  registrableDomain,
  unknownTopLevel,
  sameOrganisation,
} from '../../../server/src/core/net/hosts.ts';

const label63 = 'a'.repeat(63);

describe('isHostName', () => {
  it('takes names as mail servers bear them', () => {
    for (const name of [
      'localhost',
      'mx.example.com',
      'MX_1.example',
      'xn--bcher-kva.example',
      '3com.example',
    ])
      assert.ok(isHostName(name), name);
    assert.ok(isHostName(`${label63}.example`));
    assert.ok(isHostName('by'));
  });

  it('refuses everything else', () => {
    for (const name of ['', '.', 'a..b', '.a', 'a.', '-a.example', 'a-.example', 'a.example-'])
      assert.ok(!isHostName(name), name);
    for (const name of ['192.0.2.1', '1.2', '42', '[192.0.2.1]', 'a b', 'a|b', 'bücher.example'])
      assert.ok(!isHostName(name), name);
    for (const name of ['a@b.example', 'a/b', 'a:25', 'a\n', 'a\u0000', '\ud800', '!'])
      assert.ok(!isHostName(name), name);
    assert.ok(!isHostName(`a${label63}.example`));
    assert.ok(!isHostName(`${`${label63}.`.repeat(4)}example`));
  });
});

describe('registrableDomain', () => {
  it('goes by the public suffix list', () => {
    assert.equal(registrableDomain('mx1.example.com'), 'example.com');
    assert.equal(registrableDomain('a.b.example.co.uk'), 'example.co.uk');
    assert.equal(registrableDomain('MX.Example.COM.'), 'example.com');
    assert.equal(registrableDomain('mail.example.by'), 'example.by');
    assert.equal(registrableDomain('someone.github.io'), 'github.io');
  });

  it('is null where nobody registered anything', () => {
    for (const host of [
      'co.uk',
      'com',
      'localhost',
      'mail.corp.local',
      '192.0.2.1',
      '[192.0.2.1]',
      '',
    ])
      assert.equal(registrableDomain(host), null, host);
  });
});

describe('sameOrganisation', () => {
  it('compares domains', () => {
    assert.ok(sameOrganisation('mx1.example.com', 'smtp.EXAMPLE.com.'));
    assert.ok(!sameOrganisation('mx.example.com', 'mx.example.net'));
    assert.ok(!sameOrganisation('a.co.uk', 'b.co.uk'));
    assert.ok(!sameOrganisation('co.uk', 'example.co.uk'));
    assert.ok(sameOrganisation('a.corp.local', 'b.corp.local'));
    assert.ok(sameOrganisation('localhost', 'LOCALHOST'));
  });

  it('knows who has several names', () => {
    assert.ok(sameOrganisation('mail.protection.outlook.com', 'x.prod.exchangelabs.com'));
    assert.ok(sameOrganisation('mail-wr1-f41.google.com', 'x.1e100.net'));
    assert.ok(sameOrganisation('frontend1.internal', 'out1-smtp.messagingengine.com'));
    assert.ok(!sameOrganisation('mail.outlook.com', 'mail.google.com'));
  });

  it('takes no addresses', () => {
    assert.ok(!sameOrganisation('192.0.2.1', '192.0.2.1'));
    assert.ok(!sameOrganisation('192.0.2.1', '198.51.2.1'));
  });

  it('never throws, is symmetric, and remembers nothing wrong', () => {
    const host = fc.oneof(
      fc.domain(),
      fc.string(),
      fc.constantFrom('__proto__', 'constructor', '.'),
    );
    fc.assert(
      fc.property(host, host, (a, b) => {
        assert.equal(sameOrganisation(a, b), sameOrganisation(b, a));
        assert.equal(registrableDomain(a), registrableDomain(a));
      }),
    );
  });

  it('forgets when a message names more hosts than any route has', () => {
    for (let index = 0; index < 5000; index++) {
      assert.equal(registrableDomain(`h${index}.example${index}.com`), `example${index}.com`);
    }
    assert.equal(registrableDomain('h1.example1.com'), 'example1.com');
  });
});

describe('names of the inside', () => {
  it('have no dot, or stand under a domain that nobody can register in', () => {
    for (const name of ['desk', 'localhost', 'EX01.firma.LOCAL', 'db.internal', 'nas.home.arpa.'])
      assert.ok(isInsideName(name), name);
    for (const name of ['example.com', 'local.example', 'mx.internal.example.com'])
      assert.ok(!isInsideName(name), name);
  });
});

describe('top-level domains that do not exist', () => {
  it('are told of names that somebody made up', () => {
    assert.equal(unknownTopLevel('mta4.example.ZZQ3'), 'zzq3');
    assert.equal(unknownTopLevel('mx.example.com-net.'), 'com-net');
  });

  it('are not told of names that exist, existed, are reserved, or are used inside', () => {
    const names =
      'mx.example.com a.ck mail.uk x.xn--p1ai a.arpa mx.example a.test a.invalid a.onion a.alt a.yu a.bitnet ' +
      'EX01.firma.LOCAL a.lan a.corp a.home a.home.arpa a.internal a.localdomain a.private a.domain a.openstacklocal ' +
      'desk com zzq3 192.0.2.1 [192.0.2.1] a..b';
    for (const name of names.split(' ')) assert.equal(unknownTopLevel(name), null, name);
  });
});

describe("the reader's own organisations", () => {
  it('are two domains or more', () => {
    assert.deepEqual(readOrganisation('Example.com = example.net'), ['example.com', 'example.net']);
    assert.deepEqual(readOrganisation('mx.firma.local=firma.example'), [
      'mx.firma.local',
      'firma.example',
    ]);
    for (const entry of ['', '=', 'example.com', 'a=b', 'com=example.com', 'co.uk=example.com'])
      assert.equal(readOrganisation(entry), null, entry);
    for (const entry of ['example.com=', 'example.com=192.0.2.1', 'example.com=exa mple.net'])
      assert.equal(readOrganisation(entry), null, entry);
  });

  it('join hosts, those of other rows that share a domain, and those of the table', () => {
    const kin = kinshipOf([
      ['example.com', 'example.net'],
      ['example.org', 'outlook.com'],
      ['mail.example.net', 'example.info'],
    ]);
    assert.ok(kin('mx.example.com', 'www.example.net'));
    assert.ok(kin('example.com', 'example.info'));
    assert.ok(kin('example.org', 'mail.office365.com'));
    assert.ok(kin('a.example', 'b.a.example'));
    assert.ok(!kin('example.com', 'example.org'));
  });

  it('are named by their domains', () => {
    assert.equal(houseOf('mx1.Example.co.uk'), 'example.co.uk');
    assert.equal(houseOf('ex01.firma.local'), 'firma.local');
    for (const host of ['desk', 'co.uk', '192.0.2.1', '']) assert.equal(houseOf(host), null, host);
  });
});
