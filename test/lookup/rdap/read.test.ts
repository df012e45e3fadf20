/** What is read out of RDAP answers, registry by registry, and of anything that pretends to be one. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readRdap, type RdapObject } from '../../../server/src/lookup/rdap/read.ts';
import { rdapAnswer } from '../registries.ts';

function read(value: unknown): RdapObject {
  const object = readRdap(value);
  assert.ok(object !== null);
  return object;
}

const roles = (object: RdapObject): string[] =>
  object.entities.map(({ roles, within, mail }) =>
    [...within.map((outer) => outer.join('+')), `${roles.join('+')}=${mail.join(',')}`].join(' > '),
  );

describe('an RDAP answer', () => {
  it('of ARIN: entities inside of entities', () => {
    const object = read(rdapAnswer('arin'));
    assert.deepEqual(roles(object), [
      'registrant=',
      'registrant > abuse=abuse@smallhost.example',
      'registrant > technical+noc=noc@smallhost.example',
    ]);
    const { range, name, parent, registered, changed } = object;
    assert.deepEqual(
      [range, name, parent, registered, changed],
      ['192.0.2.0/24', 'SMALLHOST-NET', 'NET-192-0-0-0-1', '2019-03-01', '2022-07-08'],
    );
  });

  it('of APNIC: several mail addresses of one entity', () => {
    assert.deepEqual(
      roles(read(rdapAnswer('apnic')))[0],
      'abuse=irt@pacific.example,abuse@pacific.example',
    );
  });

  it('of LACNIC: a network in place of a first address, and an entity that is only pointed at', () => {
    const object = read(rdapAnswer('lacnic'));
    assert.equal(object.range, '198.51.100.0 - 198.51.100.255');
    assert.equal(object.entities[1]?.self, 'https://rdap.lacnic.net/rdap/entity/PDS3');
  });

  it('of Verisign: who knows more', () => {
    const object = read(rdapAnswer('verisign'));
    assert.deepEqual(object.related, ['https://rdap.registrar.example/domain/EXAMPLE.COM']);
    assert.deepEqual(object.nameServers, ['a.ns.hosting.example', 'b.ns.hosting.example']);
    assert.equal(object.expires, '2025-08-13');
  });

  it('of a registrar: what is redacted is nothing', () => {
    const [registrant] = read(rdapAnswer('registrar')).entities;
    assert.deepEqual(
      [registrant?.name, registrant?.organisation, registrant?.mail],
      ['', 'Best Pills Trading', []],
    );
  });

  it('about the number of a network', () => {
    assert.equal(read(rdapAnswer('asn')).range, 'AS64500');
  });

  it('may name a form on the web, of a public host', () => {
    const card = (uri: string): unknown => ({
      objectClassName: 'ip network',
      entities: [{ roles: ['abuse'], vcardArray: ['vcard', [['contact-uri', {}, 'uri', uri]]] }],
    });
    const forms = (uri: string) => read(card(uri)).entities[0]?.forms;
    assert.deepEqual(forms('https://report.example/abuse'), ['https://report.example/abuse']);
    for (const uri of [
      'http://report.example/',
      'https://127.0.0.1/',
      'https://intranet/',
      'https://user:pass@report.example/',
      'javascript:alert(1)',
      'command:workbench.action.quit',
    ]) {
      assert.deepEqual(forms(uri), [], uri);
    }
  });

  it('is refused when it is none', () => {
    for (const value of [
      null,
      [],
      'ip network',
      7,
      {},
      { objectClassName: 'nameserver' },
      { errorCode: 404, title: 'Not found' },
      { objectClassName: { toString: 'ip network' } },
    ]) {
      assert.equal(readRdap(value), null);
    }
  });

  it('is read to a certain depth and breadth only', () => {
    let entity: object = { roles: ['abuse'] };
    for (let depth = 0; depth < 10_000; depth++) entity = { roles: ['x'], entities: [entity] };
    const deep = read({ objectClassName: 'domain', entities: [entity] });
    assert.ok(deep.entities.length < 10);
    const broad = Array.from({ length: 50 }, () => ({
      entities: Array.from({ length: 50 }, () => ({})),
    }));
    assert.equal(read({ objectClassName: 'domain', entities: broad }).entities.length, 100);
  });

  it('may hold anything anywhere', () => {
    const keys = [
      'entities',
      'vcardArray',
      'events',
      'links',
      'remarks',
      'status',
      'cidr0_cidrs',
      'startAddress',
      'nameservers',
    ];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()), (rest) => {
        const object = read({ ...rest, objectClassName: 'ip network' });
        assert.doesNotMatch(JSON.stringify(object), /\\n|\\u001b/);
      }),
    );
  });
});
