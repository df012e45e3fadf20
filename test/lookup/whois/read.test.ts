/** What is read out of whois answers, registry by registry. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readWhois, type WhoisFindings } from '../../../server/src/lookup/whois/read.ts';
import { whoisAnswer } from '../registries.ts';

const hosts: ReadonlyMap<string, string> = new Map([
  ['iana', 'whois.iana.org'],
  ['arin', 'whois.arin.net'],
]);

function read(...names: readonly string[]): WhoisFindings {
  const sections = names.map((name) => ({
    host: hosts.get(name) ?? `whois.${name}.example`,
    query: 'x',
    text: whoisAnswer(name).replaceAll('\r', '').trim(),
    notes: [],
  }));
  return readWhois(sections, 'subject', 'network');
}

/** `role confidence address`, best first. */
const contacts = ({ contacts: found }: WhoisFindings): string[] =>
  found.map(({ role, confidence, address }) => `${role} ${confidence} ${address}`);

const facts = ({ facts: found }: WhoisFindings): Record<string, string[]> => {
  const named: Record<string, string[]> = {};
  for (const { name, value } of found) (named[name] ??= []).push(value);
  return named;
};

describe('a whois answer', () => {
  it('of ARIN: the smallest network, its own abuse desk, the one that it lies in', () => {
    const found = read('iana', 'arin');
    assert.deepEqual(contacts(found), [
      'upstream published abuse@bigcarrier.example',
      'network published spam@smallhost.example',
      'network published abuse@smallhost.example',
    ]);
    assert.deepEqual(facts(found), {
      organisation: ['Small Host LLC'],
      network: ['SMALLHOST-NET'],
      range: ['192.0.2.0/24'],
      handle: ['NET-192-0-2-0-1'],
      parent: ['BIGCARRIER-192 (NET-192-0-0-0-1)'],
      country: ['US'],
      status: ['Reassigned'],
      registered: ['2019-03-01'],
      changed: ['2022-07-08'],
    });
  });

  it('of RIPE: the abuse contact of the comment and of the mailbox, not the hostmaster', () => {
    const found = read('ripe');
    assert.deepEqual(
      new Set(contacts(found)),
      new Set([
        'network published abuse@provider.example',
        'network published abuse-team@provider.example',
      ]),
    );
    const { organisation, network, range, country } = facts(found);
    assert.deepEqual(
      [organisation, network, range, country],
      [['Provider GmbH'], ['PROVIDER-DSL'], ['198.51.100.0 - 198.51.100.255'], ['DE']],
    );
  });

  it('of APNIC', () => {
    assert.deepEqual(contacts(read('apnic')).slice(0, 2), [
      'network published helpdesk@pacific.example',
      'network published abuse@pacific.example',
    ]);
  });

  it('of LACNIC: whom abuse-c names, not the placeholder', () => {
    const found = read('lacnic');
    assert.deepEqual(contacts(found), ['network published abuse@proveedor.example']);
    assert.deepEqual(facts(found)['organisation'], ['Proveedor del Sur S.A.']);
    assert.deepEqual(facts(found)['name-server'], ['ns1.proveedor.example']);
  });

  it('of AFRINIC, which names nobody for abuse: a remark', () => {
    assert.deepEqual(contacts(read('afrinic')), ['network published postmaster@savanna.example']);
  });

  it('of Verisign and a registrar: the registrar is no contact of the domain', () => {
    const found = read('verisign', 'registrar');
    assert.deepEqual(contacts(found), [
      'registrar published abuse@registrar.example',
      'registrar published abuse@registrar.example',
      'network registered tech@advertised.example',
    ]);
    const { organisation, registrar, registered, expires, status } = facts(found);
    assert.deepEqual(
      [organisation, registrar, registered, expires, status],
      [
        ['Best Pills Trading'],
        ['Cheap Names Ltd.'],
        ['2024-08-14'],
        ['2025-08-13'],
        ['clientTransferProhibited'],
      ],
    );
  });

  it('of DENIC', () => {
    const found = read('denic');
    assert.deepEqual(contacts(found), ['network registered hostmaster@provider.example']);
    assert.deepEqual(facts(found)['name-server'], ['ns1.provider.example', 'ns2.provider.example']);
  });

  it('of Nominet, with its values beneath their keys', () => {
    const { registrar, registered, expires, ...rest } = facts(read('nominet'));
    assert.deepEqual(
      [registrar, registered, expires, rest['name-server']],
      [
        ['Provider Ltd t/a Names For All [Tag = PROVIDER]'],
        ['26-Nov-1996'],
        ['26-Nov-2026'],
        ['ns1.provider.example', 'ns2.provider.example'],
      ],
    );
  });

  it('of JPRS, with its keys in brackets', () => {
    const found = read('jprs');
    assert.deepEqual(contacts(found), ['network registered whois@provider.example']);
    const { organisation, registered, status } = facts(found);
    assert.deepEqual(
      [organisation, registered, status],
      [['Onsen Kabushiki Kaisha'], ['2001/02/22'], ['Active']],
    );
  });

  it('of KRNIC: the mail address beneath the heading about abuse', () => {
    const found = read('krnic');
    assert.deepEqual(contacts(found), ['network published abuse@hangang.example']);
    assert.deepEqual(facts(found)['organisation'], ['Hangang Telecom']);
  });

  // As long as an answer may be; what takes the square of it would take many seconds each.
  for (const [what, text] of [
    ['blanks behind a bracket', `[${' '.repeat(64_000)}x`],
    ['dots in a line', `${'.'.repeat(64_000)}x: y`],
    ['blanks in a range', `inetnum: ${' '.repeat(4)}a${' '.repeat(64_000)}b\ninetnum: c`],
  ] as const) {
    it(`is read in the time that its length asks: ${what}`, () => {
      readWhois([{ host: 'h', query: 'q', text, notes: [] }], 's', 'network');
    }).timeout(1000);
  }

  it('tells nothing when it says nothing, and holds nothing that could end a header line', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), lines)), (parts) => {
        const text = parts.join('\n');
        const found = readWhois([{ host: 'h', query: 'q', text, notes: [] }], 's', 'network');
        for (const { address } of found.contacts) assert.match(address, /^[\x21-\x7e]+@[\w.-]+$/);
        for (const { value } of found.facts)
          assert.ok(value.split('').every((unit) => unit >= ' '));
      }),
    );
  });
});

const lines = fc
  .tuple(
    fc.constantFrom(
      'abuse-mailbox',
      'inetnum',
      '% Abuse contact for',
      'remarks',
      '[Email]',
      'e-mail',
    ),
    fc.constantFrom(':', ' ', ': '),
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('a@b.example', '<a@b.c>,d@e.f\r', '"x"@y.z'),
    ),
  )
  .map((parts) => parts.join(''));
