/** Eleven forged chains that guides of the time took apart, with the answers that they published. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { analyze } from '../../../server/src/core/analysis.ts';
import { contactsFor } from '../../../server/src/lookup/contacts.ts';

interface Chain {
  readonly id: string;
  readonly received: readonly string[];
  readonly injection_ip: string | null;
  readonly injection_index: number;
  readonly first_forged_index: number | null;
}

const chains = JSON.parse(
  readFileSync(new URL('../../fixtures/period-chains.json', import.meta.url), 'utf8'),
) as readonly Chain[];

/**
 * Who is told first, before anything is looked up. Where the guides name another, it is the network
 * of the injection: they read its hop by eye and believed it. Beneath the border nobody vouches for a
 * field, and a forger may name anybody there; the claimed origin is named, and told nothing.
 */
const told: Readonly<Record<string, { readonly first: string; readonly guide?: string }>> = {
  'gandalf-bestnetpc': { first: 'abuse@bestnetpc.com' },
  'gandalf-cyberpromo-helo': { first: 'abuse@cyberpromo.com' },
  'gandalf-satlink-mule': { first: 'abuse@satlink.com', guide: 'mindspring.com first' },
  'gandalf-fake-paren-ip': { first: 'postmaster@[209.12.69.42]' },
  'gandalf-cloaked': { first: 'postmaster@[207.124.161.39]' },
  'gandalf-mailgod': { first: 'postmaster@[204.142.120.2]' },
  'gandalf-cox-open-relay': { first: 'abuse@coxatwork.com', guide: 'psi.net, then Cox' },
  'gandalf-exchange-no-client-ip': { first: 'abuse@dpi-conseil.fr' },
  'spam.abuse.net-1997': {
    first: 'postmaster@yoyolink.net',
    guide: "the spammer domain's provider; the relay alone can name the client",
  },
  'lesbell-2004': { first: 'postmaster@[64.160.26.41]' },
  'cnet-1997': { first: 'abuse@ezlink.com', guide: 'omn.com, the claimed origin' },
};

describe('period chains', () => {
  for (const chain of chains) {
    const text = `${chain.received.map((field) => `Received: ${field}\n`).join('')}Subject: x\n\n`;
    const analysis = analyze(text);
    const { route } = analysis;

    it(`${chain.id}: the injection address is the source or the claimed origin`, () => {
      const named = [route.source?.ip ?? null, route.claimedOrigin?.ip ?? null];
      if (chain.injection_ip === null) assert.equal(route.source, null);
      else assert.ok(named.includes(chain.injection_ip), JSON.stringify(named));
    });

    it(`${chain.id}: the hop of the injection recorded that address`, () => {
      const ip = route.hops[chain.injection_index]?.received.from?.ip?.value ?? null;
      assert.equal(ip, chain.injection_ip);
    });

    const { first, guide = 'as the guide says' } = told[chain.id] ?? { first: '' };
    it(`${chain.id}: whom to tell (${guide})`, () => {
      const contacts = contactsFor({ analysis, ownHosts: [], points: [] }, []);
      assert.equal(contacts[0]?.address, first);
    });

    it(`${chain.id}: the first forged hop`, () => {
      const forged = route.hops.findIndex(({ trust }) => trust === 'contradicted');
      assert.equal(forged < 0 ? null : forged, chain.first_forged_index);
    });
  }
});
