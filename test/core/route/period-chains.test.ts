/** Eleven forged chains that guides of the time took apart, with the answers that they published. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { analyze } from '../../../server/src/core/analysis.ts';

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

describe('period chains', () => {
  for (const chain of chains) {
    const text = `${chain.received.map((field) => `Received: ${field}\n`).join('')}Subject: x\n\n`;
    const { route } = analyze(text);

    it(`${chain.id}: the injection address is the source or the claimed origin`, () => {
      const named = [route.source?.ip ?? null, route.claimedOrigin?.ip ?? null];
      if (chain.injection_ip === null) assert.equal(route.source, null);
      else assert.ok(named.includes(chain.injection_ip), JSON.stringify(named));
    });

    it(`${chain.id}: the hop of the injection recorded that address`, () => {
      const ip = route.hops[chain.injection_index]?.received.from?.ip?.value ?? null;
      assert.equal(ip, chain.injection_ip);
    });

    it(`${chain.id}: the first forged hop`, () => {
      const forged = route.hops.findIndex(({ trust }) => trust === 'contradicted');
      assert.equal(forged < 0 ? null : forged, chain.first_forged_index);
    });
  }
});
