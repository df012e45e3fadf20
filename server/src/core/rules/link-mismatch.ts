/** A link whose text is one address and whose target is another: the reader is to believe the text. */
import { brandOf, isOfBrand } from '../net/brands.ts';
import { registrableDomain } from '../net/hosts.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/said.ts';
import { defineRule } from './rule.ts';

export const linkMismatch = defineRule({
  id: 'link-mismatch',
  level: 'information',
  effect: 'none',
  summary: 'A link shows the address of one house and leads to another.',
  *check({ body, kin }) {
    if (body === undefined) return;
    const told = new Set<string>();
    for (const { start, end, host, shown } of body.links) {
      if (shown === null || shown === host || kin(shown, host)) continue;
      const brand = brandOf(shown);
      if (brand !== null && isOfBrand(host, brand, kin)) continue;
      if (guards.has(registrableDomain(host) ?? '')) continue;
      // A newsletter shows the same address on every page.
      const pair = `${shown} ${host}`;
      if (told.has(pair)) continue;
      told.add(pair);
      yield {
        start,
        end,
        hop: null,
        // As frequent in newsletters as in phishing; a bank's name is another matter than a comic's.
        ...(brand === null ? { level: 'hint' } : {}),
        houses: [shown, host],
        message: say`This link shows ${plain(shown, 80)} and leads to ${plain(host, 80)}. Newsletters count their readers that way; phishing lives on it.`,
      };
    }
  },
});

/** Filters on the reader's own side that lead every link through a check of their own. */
const guards: ReadonlySet<string> = new Set([
  'proofpoint.com',
  'urldefense.com',
  'outlook.com',
  'symantec.com',
  'mimecast.com',
  'mimecastprotect.com',
  'barracudanetworks.com',
  'cudasvc.com',
  'trendmicro.com',
  'fireeye.com',
]);
