/** What can be told of a subject without asking anybody. */
import { brandOf } from '../core/net/brands.ts';
import { specialBlock } from '../core/net/special-purpose.ts';
import { findBase } from './rdap/bootstrap.ts';
import { snapshot } from './rdap/snapshot.ts';
import { fact, type Fact } from './report.ts';
import type { Subject } from './subject.ts';

/** The registries of the regions by the hosts of their RDAP servers. */
const registries: ReadonlyMap<string, string> = new Map([
  ['rdap.afrinic.net', 'AFRINIC (Africa), whois.afrinic.net'],
  ['rdap.apnic.net', 'APNIC (Asia, Pacific), whois.apnic.net'],
  ['rdap.arin.net', 'ARIN (North America), whois.arin.net'],
  ['rdap.lacnic.net', 'LACNIC (Latin America), whois.lacnic.net'],
  ['rdap.db.ripe.net', 'RIPE NCC (Europe, Middle East), whois.ripe.net'],
]);

export function offlineFacts(subject: Subject): readonly Fact[] {
  switch (subject.kind) {
    case 'ip': {
      const block = specialBlock(subject.name);
      if (block !== null) {
        return fact('address-class', `${block.what} (${block.cidr}, ${block.source})`);
      }
      return subject.range === 'public'
        ? [
            ...fact('address-class', 'a public address'),
            ...registryFact(findBase(snapshot[subject.version === 4 ? 'ipv4' : 'ipv6'], subject)),
          ]
        : fact('address-class', 'an address that nobody was given');
    }
    case 'asn':
      return registryFact(findBase(snapshot.asn, subject));
    case 'domain':
      return fact('organisation', brandOf(subject.host)?.name);
  }
}

function registryFact(base: string | null): readonly Fact[] {
  return base === null ? [] : fact('registry', registries.get(new URL(base).host));
}
